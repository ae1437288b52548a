"""A debrief of a design round besides its levels: signal, facts, assumptions, dives, flags."""

from collections.abc import Iterable, Iterator

from mockint.core.content import Difficulty, FollowUp, Question
from mockint.core.content.case import Case
from mockint.core.content.question import DIFFICULTIES
from mockint.core.design_measures import spoke
from mockint.core.dives import place_of, was_heard
from mockint.core.estimates import times_text
from mockint.core.parts import depth_of, part_of
from mockint.core.scorecard import DesignReport, DiveLine, EvidenceLine, FactLine
from mockint.core.state import ScopeState, SessionState

GOOD = 3
"""The level from which an answer is a sign of something."""
FRAMED = 4
"""Facts asked for, or assumed, that are a sign of framing the problem."""
_SIGNS_OF = (0, 0, 1, 1, 2, 2)
"""The level that so many of the five signs speak for, counted from junior."""


def design_report(state: SessionState, level: int | None) -> DesignReport | None:
    """Return what a debrief of a design round holds besides; None of other rounds."""
    case = state.script.case
    if case is None:
        return None
    signs = tuple(_signs(state))
    flags = tuple(_red_flags(state, case)) if spoke(state) else ()
    return DesignReport(
        signal=_signal(state, level, {sign.about for sign in signs}, len(flags)),
        signs=signs,
        facts=tuple(_facts(state, case)),
        assumptions=tuple(_assumptions(state, case)),
        dives=tuple(_dives(state, case)),
        red_flags=flags,
        summary=case.summary,
    )


def _signal(
    state: SessionState, level: int | None, signs: set[str], flags: int
) -> Difficulty | None:
    """Return the level that a round speaks for: never above what its score bears."""
    if level is None:
        return None
    rank = _SIGNS_OF[len(signs)] if signs >= UNASKED else min(1, _SIGNS_OF[len(signs)])
    deep = max((depth for _, depth in _deep(state)), default=0)
    if rank == 2 and len(signs) == len(SIGNS) and deep >= 3 and not flags and level == 4:
        rank = 3
    return DIFFICULTIES[min(rank, max(0, level - 1))]


SIGNS = {
    "framing": "asks before designing, and says what is assumed",
    "numbers": "brings numbers without being asked",
    "depth": "holds two questions deep into a part",
    "trade-offs": "weighs one thing against another when a constraint changes",
    "operations": "says how it is evaluated and what fails",
}
"""What sets levels apart: mid names trade-offs, senior brings numbers, evaluation and failures."""

NEAR = 0.8
"""The share of a fact's figure from which an assumed one is near it."""
UNASKED = frozenset({"numbers", "operations"})
"""The signs without which nothing else speaks for senior."""


def _signs(state: SessionState) -> Iterator[EvidenceLine]:
    found = {*state.facts_told, *(each.fact for each in state.assumptions if each.fact)}
    if len(found) >= FRAMED:
        first = next((t for t in state.turns if t.move and t.move.facts), None)
        turn = first.number if first else state.assumptions[0].turn
        yield _sign("framing", turn, f"{len(found)} facts found out or assumed")
    for scope in state.scopes.values():
        if scope.unasked and scope.number is not None:
            yield _sign("numbers", scope.number.turn, scope.number.quote)
    for item in state.board:
        if item.pin is not None:
            turn = max((t.number for t in state.turns if t.at <= item.at), default=0)
            yield _sign("numbers", turn, f"pinned {item.text}")
    for scope, depth in _deep(state):
        if depth >= 2 and not scope.redo_asked:
            yield _sign("depth", *_said(scope))
    for scope in state.scopes.values():
        part = part_of(state, scope)
        good = scope.assessment is not None and (scope.assessment.level or 0) >= GOOD
        if not good or scope.redo_asked:
            continue
        if part in ("change", "trade-off"):
            yield _sign("trade-offs", *_said(scope))
        elif part == "operations" and not scope.followup:
            yield _sign("operations", *_said(scope))


def _sign(about: str, turn: int, quote: str) -> EvidenceLine:
    return EvidenceLine(turn=turn, quote=quote, about=about, verdict=SIGNS[about])


def _said(scope: ScopeState) -> tuple[int, str]:
    """Return the first point made there, or else the last answer: of a number, say."""
    for point in scope.assessment.points if scope.assessment else ():
        if point.verdict == "covered" and point.quote and point.turn is not None:
            return point.turn, point.quote
    return scope.turns[-1].turn, scope.turns[-1].text


def _deep(state: SessionState) -> Iterable[tuple[ScopeState, int]]:
    """Yield the scopes of dives that were answered well enough, with their depth."""
    for scope in state.scopes.values():
        question = state.script.questions.get(scope.question)
        if question is None or not _is_dive(state, scope.question):
            continue
        if scope.bears_more:
            yield scope, depth_of(state, scope)


def _is_dive(state: SessionState, question: str) -> bool:
    case, name = state.script.case, question.partition("/")[2]
    return case is not None and any(dive.id == name for dive in case.dives)


def _facts(state: SessionState, case: Case) -> Iterator[FactLine]:
    for fact in case.facts:
        assumed = next((each.quote for each in state.assumptions if each.fact == fact.id), None)
        asked = fact.id in state.facts_told
        yield FactLine(id=fact.id, says=fact.says, asked=asked, assumed=assumed)


def _assumptions(state: SessionState, case: Case) -> Iterator[EvidenceLine]:
    says = {fact.id: fact.says for fact in case.facts}
    for each in state.assumptions:
        about = says.get(each.fact or "", "your call")
        if each.times is not None:
            about = f"{about} {_beside(each.times)}"
        yield EvidenceLine(turn=each.turn, quote=each.quote, about=about, verdict="assumed")
    texts = {turn.number: turn.text for turn in state.turns}
    for number in state.questions_left:
        yield EvidenceLine(
            turn=number, quote=texts[number], about="your call", verdict="left to you"
        )


def _beside(times: float) -> str:
    """Return how an assumed figure compares with the fact's."""
    if NEAR <= times <= 1 / NEAR:
        return "You were near."
    return f"You took {times_text(times)} times that."


def _dives(state: SessionState, case: Case) -> Iterator[DiveLine]:
    changes = {change.id for change in case.changes}
    for turn in state.turns:
        move = turn.move
        if move is None or move.because is None or move.question is None:
            continue
        question = state.question(move.question)
        scopes = state.scopes_of(question.id)
        enough = [depth_of(state, scope) for scope in scopes if scope.bears_more]
        yield DiveLine(
            question=question.id,
            title=question.title,
            kind="change" if question.id.partition("/")[2] in changes else "dive",
            because=move.because,
            depth=max(enough, default=0),
            of=_length(question),
        )


def _length(scope: Question | FollowUp) -> int:
    return 1 + max((_length(followup) for followup in scope.followups), default=0)


def _red_flags(state: SessionState, case: Case) -> Iterator[EvidenceLine]:
    """Yield what a design must not lack, or say; of a part that was not played nothing is said."""
    kinds = {state.script.phase(use.id).kind for use in state.phases}
    if "clarify" in kinds and not state.facts_told and not state.questions_left:
        yield _flag("no-question", "No clarifying question was asked")
    numbers = any(scope.number for scope in state.scopes.values())
    if "estimate" in kinds and not numbers and not any(item.pin for item in state.board):
        yield _flag("no-number", "No number was worked out")
    reached = {use.id for use in state.phases}
    for flag in case.red_flags:
        named = flag.missed or flag.heard or ""
        if flag.heard is not None and was_heard(state, flag.heard):
            yield _flag(flag.id, flag.says, *_heard_at(state, flag.heard))
        elif flag.missed is not None and named.partition("/")[0] in reached:
            question, point = place_of(state, flag.missed)
            verdict = state.verdict_of(question, point)
            if verdict is None or verdict.verdict in ("missed", "contradicted"):
                yield _flag(flag.id, flag.says)


def _heard_at(state: SessionState, named: str) -> tuple[int, str]:
    """Return where a claim that was made was made first."""
    _, claim_id = place_of(state, named)
    read = (turn.assessment for turn in state.turns if turn.assessment)
    made = (claim for each in read for claim in each.wrong_claims if claim.id == claim_id)
    first = next(made)
    return first.turn, first.quote


def _flag(id_: str, says: str, turn: int = 0, quote: str = "") -> EvidenceLine:
    return EvidenceLine(turn=turn, quote=quote, about=says, verdict=id_)
