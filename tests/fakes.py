"""Stand-ins for everything outside the core; each is a full implementation of its port.

The assessor reads answers that are written for it: the words of an answer are the ids of what it
says, so that a test shows at a glance what was covered.

    stored            the point is covered        !caches-queries   the wrong claim is made
    ~stored           partial                     -caches-queries   ... and taken back
    ?stored           unclear                     =120              a number (100 is right)
    x:stored          contradicted                @users            the fact that is asked for
    0:stored          missed after all            #term-list        a flag
    %users            perhaps the fact that is asked for       &  more is asked for
    $users            assumed, of that fact       size:=100         a number nobody asked for
    (dont-know)       the turn's intent

Later words overrule earlier ones, turn by turn; words that are nothing of this are just words.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, get_args

from mockint.core.assessment import (
    ANSWER_INTENTS,
    Assessment,
    AssessmentRequest,
    AssumptionHeard,
    ClaimHeard,
    Expected,
    Flag,
    Intent,
    NumberFound,
    PointVerdict,
    Slip,
    Sufficiency,
    Verdict,
    Volunteered,
)
from mockint.core.content import FollowUp, Question
from mockint.core.errors import CalculatorError, NotFoundError, SessionBusyError, StoreError
from mockint.core.events import Event, SessionStarted
from mockint.core.kept import Draft, Heartbeat, SessionSummary
from mockint.core.levels import CREDIT, level_of, weighted_score
from mockint.core.moves import Move
from mockint.core.ports import Hear, Spoken
from mockint.core.state import SessionState

MARKS: dict[str, Verdict] = {
    "~": "partial",
    "?": "unclear",
    "x:": "contradicted",
    "0:": "missed",
}
INTENTS: tuple[Intent, ...] = get_args(Intent)
FLAGS: tuple[Flag, ...] = get_args(Flag)
RIGHT_NUMBER = 100.0


def marked_verdict(word: str) -> tuple[str, Verdict]:
    """Return the point's id and the verdict of one word of an answer."""
    for mark, verdict in MARKS.items():
        if word.startswith(mark):
            return word.removeprefix(mark), verdict
    return word, "covered"


def read(request: AssessmentRequest) -> Assessment:
    """Read an answer that is written in ids."""
    verdicts: dict[str, PointVerdict] = {}
    claims: dict[str, ClaimHeard] = {}
    numbers: list[NumberFound] = []
    points = {point.id for point in request.scope.points}
    known_claims = {claim.id for claim in request.scope.wrong_claims}
    for turn in request.turns:
        for word in turn.text.split():
            start = turn.text.index(word)
            place = {"turn": turn.turn, "start": start, "end": start + len(word), "quote": word}
            name, verdict = marked_verdict(word)
            if name in points:
                strength = CREDIT[verdict]
                verdicts[name] = PointVerdict.model_validate(
                    {"id": name, "verdict": verdict, "strength": strength, **place}
                )
            elif word.startswith("!") and word[1:] in known_claims:
                claims[word[1:]] = ClaimHeard.model_validate({"id": word[1:], **place})
            elif word.startswith("-"):
                claims.pop(word[1:], None)
            elif word.startswith("="):
                numbers.append(found_number(float(word[1:]), request.expected, place))
    words = request.turns[-1].text.split()
    named: Iterator[Intent] = (each for each in INTENTS if f"({each})" in words)
    intent: Intent = next(named, "answer")
    answered = intent in ANSWER_INTENTS
    earned = {name: CREDIT[each.verdict] for name, each in verdicts.items()}
    score = weighted_score(request.scope.points, earned, len(claims)) if answered else None
    right = any(number.within for number in numbers)
    enough: Sufficiency = "sufficient" if earned or right else "none"
    return Assessment(
        question=request.question.id,
        followup=request.followup.id if request.followup else None,
        assessor="fake",
        level=None if score is None else level_of(score, len(claims)),
        score=score,
        sufficiency=enough,
        intent=intent,
        points=tuple(
            verdicts.get(point.id) or PointVerdict(id=point.id, verdict="missed", strength=0)
            for point in request.scope.points
        ),
        wrong_claims=tuple(claims.values()),
        numbers=tuple(numbers),
        flags=tuple(each for each in FLAGS if f"#{each}" in words),
        fact=next((fact.id for fact in request.facts if f"@{fact.id}" in words), None),
        **(heard_besides(request) if request.designing else {}),
    )


def heard_besides(request: AssessmentRequest) -> dict[str, Any]:
    """Return what a turn of a design round asks for, assumes and works out besides."""
    turn, facts = request.turns[-1], {fact.id for fact in request.facts}
    places = {
        word: {"turn": turn.turn, "start": 0, "end": len(word), "quote": word}
        for word in turn.text.split()
    }
    return {
        "facts": tuple(word[1:] for word in places if word[:1] == "@" and word[1:] in facts),
        "offered": tuple(word[1:] for word in places if word[:1] == "%" and word[1:] in facts),
        "unheard": "&" in places,
        "assumptions": tuple(
            AssumptionHeard.model_validate(
                place
                | {
                    "fact": name if name in facts else None,
                    "times": float(times) if times else None,
                }
            )
            for word, place in places.items()
            if word[0] == "$"
            for name, _, times in [word[1:].partition("*")]
        ),
        "volunteered": tuple(
            Volunteered(followup=name, number=number)
            for word, place in places.items()
            for name, colon, value in [word.partition(":=")]
            if colon and name in request.unasked
            for number in [found_number(float(value), request.unasked[name], place)]
            if number.within or name in request.committed
        ),
    }


def found_number(value: float, expected: Expected | None, place: Mapping[str, Any]) -> NumberFound:
    """Compare a number with the expected one, as the real assessor does."""
    if expected is None:
        return NumberFound.model_validate({"value": value, **place})
    ratio = value / expected.value
    slip = next((slip.says for slip in expected.slips if slip.value == value), None)
    return NumberFound.model_validate(
        {
            "value": value,
            "expected": expected.value,
            "ratio": ratio,
            "within": abs(ratio - 1) <= 0.1,
            "mistake": slip,
            **place,
        }
    )


class FakeAssessor:
    """An assessor for answers written in ids; keeps what it was asked to read."""

    name = "fake"

    def __init__(self) -> None:
        self.requests: list[AssessmentRequest] = []

    async def assess(self, request: AssessmentRequest) -> Assessment:
        self.requests.append(request)
        return read(request)

    async def assess_all(self, requests: Sequence[AssessmentRequest]) -> Sequence[Assessment]:
        return [await self.assess(request) for request in requests]


class FakeVoice:
    """Speaks the script, with the move before it."""

    name = "fake"

    async def say(self, state: SessionState, move: Move, hear: Hear) -> Spoken:
        return Spoken(f"{move.kind}: {move.scripted}", self.name)


class FakeCalculators:
    """Every estimate comes to 100; the one calculator doubles `x`."""

    def expected(self, question: Question, followup: FollowUp) -> Expected | None:
        slips = (Slip(value=800, says="one per query head"),)
        return Expected(value=RIGHT_NUMBER, slips=slips) if followup.estimate else None

    def compute(self, calculator: str, inputs: Mapping[str, Any]) -> Mapping[str, Any]:
        if calculator != "double":
            raise CalculatorError(f"There is no calculator {calculator!r}.")
        value = 2 * float(inputs["x"])
        return {
            "calculator": calculator,
            "inputs": dict(inputs),
            "outputs": {"twice": {"value": value, "unit": None}},
            "formula": f"2 x {inputs['x']} = {value:g}",
        }


class FakeClock:
    """Round time that a test moves by hand; wall time runs along with it."""

    def __init__(self, start: float = 0.0) -> None:
        self._now = start
        self.stopped = False

    def now(self) -> float:
        return self._now

    def wall(self) -> str:
        return (datetime(2024, 1, 1, tzinfo=UTC) + timedelta(seconds=self._now)).isoformat()

    def advance_to(self, at: float) -> None:
        if not self.stopped:
            self._now = max(self._now, at)

    def stop(self) -> None:
        self.stopped = True

    def go(self) -> None:
        self.stopped = False


class MemoryStore:
    """A session store that forgets everything at the end; refuses what a real one would."""

    def __init__(self) -> None:
        self.log: dict[str, list[Event]] = {}
        self.batches: dict[str, list[tuple[Event, ...]]] = {}
        """The events of each append: what a killed process leaves is a row of whole batches."""
        self.drafts: dict[str, Draft] = {}
        self.beats: dict[str, Heartbeat] = {}
        self.documents: dict[str, str] = {}
        self.claimed: set[str] = set()

    async def append(self, session: str, events: Sequence[Event]) -> None:
        log = self.log.setdefault(session, [])
        for offset, event in enumerate(events):
            if event.seq != len(log) + offset or event.session != session:
                raise StoreError(f"{event.session}#{event.seq} does not follow #{len(log) - 1}")
        # Through JSON, as any store would.
        log += [Event.model_validate_json(event.model_dump_json()) for event in events]
        self.batches.setdefault(session, []).append(tuple(events))

    async def events(self, session: str, first: int | None = None) -> tuple[Event, ...]:
        return tuple(self.log.get(session, ()))[:first]

    async def save_draft(self, session: str, draft: Draft) -> None:
        self.drafts[session] = draft

    async def draft(self, session: str) -> Draft | None:
        return self.drafts.get(session)

    async def beat(self, session: str, heartbeat: Heartbeat) -> None:
        self.beats[session] = heartbeat

    async def heartbeat(self, session: str) -> Heartbeat | None:
        return self.beats.get(session)

    async def put_content(self, documents: Mapping[str, str]) -> None:
        self.documents.update(documents)

    async def content(self, hashes: Sequence[str]) -> Mapping[str, str]:
        missing = [each for each in hashes if each not in self.documents]
        if missing:
            raise StoreError(f"No document has the hash {missing[0]}.")
        return {each: self.documents[each] for each in hashes}

    async def sessions(self, limit: int | None = None) -> tuple[SessionSummary, ...]:
        newest_first = sorted(self.log.items(), key=lambda item: item[1][0].wall, reverse=True)
        return tuple(_summary(session, log) for session, log in newest_first[:limit])

    async def find(self, prefix: str) -> str:
        found = [session for session in self.log if session.startswith(prefix)]
        if len(found) != 1:
            raise NotFoundError(f"{len(found)} sessions begin with {prefix!r}.")
        return found[0]

    async def claim(self, session: str) -> None:
        if session in self.claimed:
            raise SessionBusyError(f"The session {session} is open elsewhere.")
        self.claimed.add(session)

    async def release(self, session: str) -> None:
        self.claimed.discard(session)

    async def delete(self, session: str) -> None:
        if session not in self.log:
            raise NotFoundError(f"There is no session {session}.")
        for kept in (self.log, self.batches, self.drafts, self.beats):
            kept.pop(session, None)

    async def close(self) -> None:
        self.claimed.clear()


def _summary(session: str, log: Sequence[Event]) -> SessionSummary:
    first, last = log[0], log[-1]
    assert isinstance(first.payload, SessionStarted)
    return SessionSummary(
        id=session,
        title=first.payload.round,
        round=first.payload.round,
        persona=first.payload.persona,
        started_at=first.wall,
        updated_at=last.wall,
        status="closed" if any(e.payload.kind == "session-closed" for e in log) else "open",
        at=last.at,
        events=len(log),
    )
