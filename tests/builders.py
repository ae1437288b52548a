"""Content for tests, and states folded from what happened: `played(says("stored"), skips)`.

Answers are written in ids (see fakes.py). Between two steps the interviewer replies by the real
rules, so that a test tells a conversation and looks at its next move.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mockint.core.content import (
    Dimension,
    Estimate,
    Fact,
    Feed,
    Floor,
    FollowUp,
    Lines,
    Persona,
    Phase,
    Point,
    PointGroup,
    Question,
    Round,
    Rubric,
    When,
    WrongClaim,
)
from mockint.core.content.round import SPOKEN_KINDS
from mockint.core.events import (
    Answered,
    Assessed,
    BellRang,
    Event,
    HintTaken,
    Pace,
    Payload,
    PhaseStarted,
    PlannedItem,
    PlannedPhase,
    Said,
    SessionClosed,
    SessionStarted,
    SilenceNoticed,
    Skipped,
    StayedSilent,
)
from mockint.core.fold import fold
from mockint.core.hints import next_hint
from mockint.core.interviewer import decide
from mockint.core.moves import Move
from mockint.core.requests import request_for
from mockint.core.state import Script, SessionState
from tests.fakes import FakeCalculators, read

# -- content


def point(id: str, weight: float = 1, probe: str | None = "") -> Point:
    """A point; its probe is `probe <id>` unless another, or none, is given."""
    asks = f"probe {id}" if probe == "" else probe
    return Point(id=id, says=f"says {id}", weight=weight, phrasings=(id,), probe=asks)


def group(id: str, weight: float = 1, probe: str | None = None) -> PointGroup:
    members = [{"id": f"{id}-{n}", "says": f"member {n}", "phrasings": (f"m{n}",)} for n in (1, 2)]
    return PointGroup.model_validate(
        {"id": id, "says": f"says {id}", "weight": weight, "any_of": 1, "points": tuple(members)}
        | {"probe": probe}
    )


def claim(id: str, contradicts: str | None = None) -> WrongClaim:
    return WrongClaim(
        id=id, says=id, contradicts=contradicts, phrasings=(id,), challenge=f"challenge {id}"
    )


def fact(id: str) -> Fact:
    return Fact(id=id, says=f"fact {id}", phrasings=(id,))


def follow(
    id: str,
    *followups: FollowUp,
    when: When | None = None,
    points: Sequence[Point | PointGroup] | None = None,
    claims: Sequence[WrongClaim] = (),
    numeric: bool = False,
) -> FollowUp:
    """A follow-up with one unprobed point named after it, always asked unless `when` is given."""
    own = (point(f"{id}-point", probe=None),) if points is None else tuple(points)
    return FollowUp(
        id=id,
        kind="numeric" if numeric else "deeper",
        when=when or When(always=True),
        ask=f"ask {id}",
        points=() if numeric and points is None else own,
        wrong_claims=tuple(claims),
        estimate=Estimate(calculator="double", inputs={"x": 50}, output="twice")
        if numeric
        else None,
        followups=followups,
    )


def question(
    id: str,
    *,
    points: Sequence[Point | PointGroup] | None = None,
    claims: Sequence[WrongClaim] = (),
    followups: Sequence[FollowUp] = (),
    facts: Sequence[Fact] = (),
    **more: Any,
) -> Question:
    """A question with one unprobed point named after it, unless others are given."""
    own = (point(f"{id}-point", probe=None),) if points is None else tuple(points)
    fields = {
        "title": f"Title {id}",
        "area": "inference",
        "difficulty": "mid",
        "minutes": 5,
        "ask": f"ask {id}",
        "levels": {2: "two", 3: "three", 4: "four"},
        "hints": (f"{id} hint 1", f"{id} hint 2", f"{id} hint 3"),
        "answer": f"answer {id}",
    }
    return Question.model_validate(
        {"id": id, "points": own, "wrong_claims": tuple(claims), "followups": tuple(followups)}
        | {"facts": tuple(facts)}
        | fields
        | more
    )


def lines(**own: tuple[str, ...]) -> Lines:
    """Two lines a list, `<name> 1` and `<name> 2`, unless others are given."""
    named = {name: (f"{name} 1", f"{name} 2") for name in Lines.model_fields}
    return Lines.model_validate(named | own)


def persona(
    patience: int = 90, interrupts: int = 60, own_lines: Mapping[str, tuple[str, ...]] | None = None
) -> Persona:
    return Persona(
        id="warm-peer",
        name="the warm peer",
        manner="curious",
        patience_seconds=patience,
        interrupts_after_words=interrupts,
        lines=lines(**(own_lines or {})),
        voice="You are a warm peer.",
    )


def dimension(id: str, *fed_by: Feed, weight: float = 1) -> Dimension:
    levels = {level: f"{id} at {level}" for level in (1, 2, 3, 4)}
    return Dimension(id=id, title=f"Title {id}", weight=weight, fed_by=fed_by, levels=levels)


def rubric(*dimensions: Dimension, floors: Sequence[Floor] = ()) -> Rubric:
    depth = dimension("depth", "points", "followups", "wrong_claims", "hints")
    return Rubric(
        id="phone-screen", title="Phone", dimensions=dimensions or (depth,), floors=tuple(floors)
    )


def phase(id: str, kind: str = "questions", minutes: float = 10, **more: Any) -> Phase:
    """A phase; one that is led by a line says `line <id>`."""
    line = {"line": f"line {id}"} if kind in SPOKEN_KINDS else {}
    return Phase.model_validate({"id": id, "kind": kind, "minutes": minutes} | line | more)


def round_of(*phases: Phase, **more: Any) -> Round:
    fields = {
        "id": "screen",
        "title": "A phone screen",
        "trains": "talking",
        "minutes": sum(each.minutes for each in phases),
        "rubric": "phone-screen",
        "persona": "warm-peer",
        "phases": phases,
    }
    return Round.model_validate(fields | more)


PERSONA, RUBRIC = persona(), rubric()


def script_of(
    *questions: Question,
    phases: Sequence[Phase] = (),
    persona: Persona = PERSONA,
    rubric: Rubric = RUBRIC,
    **round_fields: Any,
) -> Script:
    """A script; without phases, one phase asks all the questions and nothing follows it."""
    asked = phase("concept", questions=tuple(each.id for each in questions))
    round_ = round_of(*(phases or (asked,)), **round_fields)
    return Script(round_, persona, rubric, {each.id: each for each in questions})


# -- what happens

Apart = Mapping[str, Sequence[tuple[str, str | None]]]
"""Phase id -> its (question, follow-up) items, where the plan asks follow-ups on their own."""


@dataclass(frozen=True)
class Step:
    """Something that a candidate, or time, does."""

    payloads: Callable[[SessionState], Iterable[Payload]]
    seconds: float = 10
    waits: bool = True
    """Whether the interviewer has replied to what came before."""


def says(text: str, seconds: float = 10, **fields: Any) -> Step:
    """The candidate answers, in ids, and is read."""

    def payloads(state: SessionState) -> Iterable[Payload]:
        answered = Answered(turn=len(state.turns) + 1, text=text, **fields)
        yield answered
        event = Event(session=state.session, seq=state.seq, wall="", at=state.at, payload=answered)
        yield from assessments(fold(state, event))

    return Step(payloads, seconds)


def assessments(state: SessionState) -> Iterable[Payload]:
    """Read the newest turn as the runner has it read: the question above it, then the scope."""
    scope = state.current
    assert scope is not None
    root = state.scopes.get(scope.question) if scope.followup else None
    for each in (root, scope):
        if each is not None:
            request = request_for(state, each, FakeCalculators())
            yield Assessed(turn=len(state.turns), assessment=read(request))


def happens(*payloads: Payload, seconds: float = 10) -> Step:
    """Enter events as they are."""
    return Step(lambda _: payloads, seconds)


def at_once(step: Step) -> Step:
    """The same step, before the interviewer has replied to the one before."""
    return Step(step.payloads, 0, waits=False)


def bell(kind: str) -> Step:
    return Step(
        lambda state: [
            BellRang.model_validate({"bell": kind, "phase": state.phases[-1].id}),
        ]
    )


def _next_hint_taken(state: SessionState) -> Iterable[Payload]:
    scope = state.current
    assert scope is not None
    yield HintTaken(question=scope.question, step=next_hint(state))


takes_hint = Step(_next_hint_taken)
skips = happens(Skipped())
falls_silent = happens(SilenceNoticed(seconds=90))
sends_nothing = happens(StayedSilent(seconds=30))


class Sitting:
    """A session that is played step by step, with the log that it leaves."""

    def __init__(
        self,
        script: Script,
        *,
        pace: Pace = "virtual",
        apart: Apart | None = None,
        first: SessionStarted | None = None,
    ) -> None:
        """Begin a session, from its first event if one is given; nothing has been said."""
        self.state = SessionState(script)
        self.log: list[Event] = []
        self.at = 0.0
        self.record(first or started(script.round, pace, apart))

    def record(self, *payloads: Payload) -> None:
        for payload in payloads:
            wall = f"2024-01-01T00:00:{self.at:06.3f}Z"
            event = Event(
                session="test", seq=self.state.seq, wall=wall, at=self.at, payload=payload
            )
            self.state = fold(self.state, event)
            self.log.append(event)

    def reply(self) -> None:
        """Let the interviewer make every move that is due."""
        while self.state.pending == "move":
            move = decide(self.state, self.at)
            if move.phase is not None:
                planned = next(each for each in self.state.plan if each.id == move.phase)
                self.record(PhaseStarted(phase=planned.id, planned_seconds=planned.planned_seconds))
            turn = len(self.state.turns) + 1
            self.record(Said(turn=turn, move=move, text=move.scripted or move.kind, voice="fake"))
            if move.kind == "close":
                self.record(SessionClosed(reason="completed"))

    def play(self, *steps: Step) -> "Sitting":
        """Take steps; the interviewer has not replied to the last one."""
        for step in steps:
            if step.waits:
                self.reply()
            self.at += step.seconds
            self.record(*step.payloads(self.state))
        return self


def started(round_: Round, pace: Pace = "virtual", apart: Apart | None = None) -> SessionStarted:
    apart = apart or {}
    plan = tuple(
        PlannedPhase(
            id=each.id,
            planned_seconds=each.minutes * 60,
            items=tuple(PlannedItem(question=q, followup=f) for q, f in apart[each.id])
            if each.id in apart
            else tuple(PlannedItem(question=name) for name in each.questions),
        )
        for each in round_.phases
    )
    return SessionStarted(
        mockint="0",
        round=round_.id,
        persona=round_.persona,
        rubric=round_.rubric,
        seed=7,
        pace=pace,
        typing_pace=1.3,
        assessor="fake",
        voice="fake",
        plan=plan,
        content={},
    )


def played(script: Script, *steps: Step, **setting: Any) -> SessionState:
    """Return the state after the steps; a move may still be due."""
    return Sitting(script, **setting).play(*steps).state


def next_move(script: Script, *steps: Step, **setting: Any) -> Move:
    """Return what the interviewer does after the steps."""
    sitting = Sitting(script, **setting).play(*steps)
    return decide(sitting.state, sitting.at)


def heard(script: Script, *steps: Step, **setting: Any) -> list[str]:
    """Return the interviewer's scripted words up to and after the steps, as `kind words`."""
    sitting = Sitting(script, **setting).play(*steps)
    sitting.reply()
    turns = [turn for turn in sitting.state.turns if turn.move]
    return [f"{t.move.kind} {t.move.scripted}".strip() for t in turns if t.move]
