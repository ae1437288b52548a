"""Measures that feed a dimension besides its points: estimates, delivery, own questions.

Each is a score from 0 to 1 with its evidence, or None where nothing was observed.
"""

from collections.abc import Callable, Iterator

from mockint.core.assessment import ANSWER_INTENTS
from mockint.core.content import Dimension
from mockint.core.design_measures import (
    clarifying,
    clarifying_evidence,
    spoke,
    time_evidence,
    time_kept,
)
from mockint.core.estimates import is_estimate, times_text
from mockint.core.levels import estimate_credit
from mockint.core.parts import part_of
from mockint.core.requirements import is_there
from mockint.core.scorecard import EvidenceLine
from mockint.core.state import ScopeState, SessionState, scope_key

PINNED = estimate_credit(None, within=True, first_try=False)
"""What a number earns that a calculator worked out and nobody estimated."""


def observed(scope: ScopeState) -> bool:
    """Tell whether the candidate replied: an answer, "I don't know", a skip. Silence is no data."""
    return scope.attempts > 0 or scope.unknowns > 0 or scope.left


def is_spoken(state: SessionState, scope: ScopeState) -> bool:
    """Tell whether a scope is the stand-in of a phase that is led by a line."""
    return scope.question not in state.script.questions


def _estimate_scopes(state: SessionState, dimension: Dimension) -> list[ScopeState]:
    """Return the scopes with an estimate that the candidate tried, in the dimension's parts."""
    return [
        scope
        for scope in state.scopes.values()
        if is_estimate(state, scope)
        and observed(scope)
        and (not dimension.parts or part_of(state, scope) in dimension.parts)
    ]


def _estimate_earned(scope: ScopeState) -> float:
    """Return what the number of a scope earned."""
    number, first = scope.number, scope.first_number
    if number is None:
        return estimate_credit(None, within=False)
    right_at_once = first is not None and bool(first.within)
    return estimate_credit(number.ratio, bool(number.within), right_at_once)


def estimates(state: SessionState, dimension: Dimension) -> float | None:
    """Score the numbers that were asked for."""
    scopes = _estimate_scopes(state, dimension)
    earned = [*map(_estimate_earned, scopes), *_left_out(state, dimension, scopes)]
    return sum(earned) / len(earned) if earned else None


def _left_out(
    state: SessionState, dimension: Dimension, tried: list[ScopeState]
) -> Iterator[float]:
    """Yield what the numbers earn that a phase of a design round wanted and nobody said.

    One that was pinned earns what one does that was done again; the others earn nothing.
    """
    said = {scope.key for scope in tried}
    for use in state.phases:
        kind = state.script.phase(use.id).kind
        if state.script.case is None or kind not in dimension.parts or not spoke(state):
            continue
        question = state.script.talk_of(use.id)
        for output in state.script.outputs(use.id):
            if output.estimate is not None and scope_key(question, output.estimate) not in said:
                yield PINNED if is_there(state, use.id, output) else 0.0


def estimate_evidence(state: SessionState, dimension: Dimension) -> list[EvidenceLine]:
    """Quote the numbers, each with how far it was off."""
    lines = []
    for scope in _estimate_scopes(state, dimension):
        number = scope.number
        if number is not None and number.ratio is not None:
            times = times_text(number.ratio)
            about = number.mistake or (
                "the expected value" if times == "1" else f"{times} times the expected value"
            )
            verdict = "within" if number.within else "off"
            lines.append(
                EvidenceLine(turn=number.turn, quote=number.quote, about=about, verdict=verdict)
            )
    return lines


def _delivery(state: SessionState) -> float | None:
    """Score how answers were given: connected, answering what was asked, not cut short.

    A tenth for mostly troubled answers, .4 above a quarter of them, .6 below, .7 for none, and
    .85 when besides at least half of the questions were answered without a probe.
    """
    answers = _answers(state)
    if not answers:
        return None
    troubled = len(_troubled(state)) / len(answers)
    if troubled > 0.5:
        return 0.1
    if troubled > 0:
        return 0.4 if troubled > 0.25 else 0.6
    asked = {
        scope.question
        for scope in state.scopes.values()
        if scope.attempts and not is_spoken(state, scope)
    }
    probed = {question for question, _ in state.probed}
    return 0.85 if len(asked - probed) * 2 >= len(asked) else 0.7


def _answers(state: SessionState) -> list[int]:
    """Return the candidate's turns that were answers to questions of the script."""
    return [
        turn.number
        for turn in state.turns
        if turn.assessment
        and turn.assessment.intent in ANSWER_INTENTS
        and turn.question in state.script.questions
    ]


def _troubled(state: SessionState) -> list[int]:
    """Return the answers that were a term list, beside the question, or cut short for length."""
    limit = state.script.persona.interrupts_after_words
    answers = set(_answers(state))
    return [
        turn.number
        for turn in state.turns
        if turn.number in answers
        and turn.assessment
        and (
            {"term-list", "off-topic", "echo"} & set(turn.assessment.flags)
            or len(turn.text.split()) > limit
        )
    ]


def _delivery_evidence(state: SessionState) -> list[EvidenceLine]:
    troubled = set(_troubled(state))
    return [
        EvidenceLine(turn=turn.number, quote=turn.text, about="delivery", verdict="troubled")
        for turn in state.turns
        if turn.number in troubled
    ]


def _your_questions(state: SessionState) -> float | None:
    """Score the candidate's own questions: none .4, one .6, two .7, three or more .9."""
    replied = any(
        turn.speaker == "candidate" and state.script.phase(turn.phase).kind == "your-questions"
        for turn in state.turns
        if turn.phase
    )
    if not replied:
        return None
    return (0.4, 0.6, 0.7, 0.9)[min(3, len(state.candidate_questions))]


def _your_questions_evidence(state: SessionState) -> list[EvidenceLine]:
    return [
        EvidenceLine(turn=turn.number, quote=turn.text, about="your questions", verdict="asked")
        for turn in state.turns
        if turn.number in state.candidate_questions
    ]


Measure = Callable[[SessionState], float | None]
Evidence = Callable[[SessionState], list[EvidenceLine]]
MEASURES: dict[str, tuple[Measure, Evidence]] = {
    "delivery": (_delivery, _delivery_evidence),
    "your_questions": (_your_questions, _your_questions_evidence),
    "clarifying": (clarifying, clarifying_evidence),
    "time": (time_kept, time_evidence),
}
