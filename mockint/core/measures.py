"""Measures that feed a dimension besides its points: estimates, delivery, your own questions.

Each is a score from 0 to 1 with its evidence, or None where nothing was observed.
"""

from collections.abc import Callable

from mockint.core.assessment import ANSWER_INTENTS
from mockint.core.design_measures import (
    clarifying,
    clarifying_evidence,
    time_evidence,
    time_kept,
)
from mockint.core.estimates import is_estimate
from mockint.core.levels import estimate_credit
from mockint.core.scorecard import EvidenceLine
from mockint.core.state import ScopeState, SessionState


def observed(scope: ScopeState) -> bool:
    """Tell whether the candidate replied: an answer, "I don't know", a skip. Silence is no data."""
    return scope.attempts > 0 or scope.unknowns > 0 or scope.left


def is_spoken(state: SessionState, scope: ScopeState) -> bool:
    """Tell whether a scope is the stand-in of a phase that is led by a line."""
    return scope.question not in state.script.questions


def _estimate_scopes(state: SessionState) -> list[ScopeState]:
    """Return the scopes with an estimate that the candidate tried."""
    scopes = state.scopes.values()
    return [scope for scope in scopes if is_estimate(state, scope) and observed(scope)]


def _estimate_earned(scope: ScopeState) -> float:
    """Return what the number of a scope earned."""
    number, first = scope.number, scope.first_number
    if number is None:
        return estimate_credit(None, within=False)
    right_at_once = first is not None and bool(first.within)
    return estimate_credit(number.ratio, bool(number.within), right_at_once)


def _estimates(state: SessionState) -> float | None:
    scopes = _estimate_scopes(state)
    return sum(map(_estimate_earned, scopes)) / len(scopes) if scopes else None


def _estimate_evidence(state: SessionState) -> list[EvidenceLine]:
    lines = []
    for scope in _estimate_scopes(state):
        number = scope.number
        if number is not None and number.ratio is not None:
            times = f"{number.ratio:.2g}"
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
        EvidenceLine(turn=turn.number, quote=turn.text[:120], about="delivery", verdict="troubled")
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
    "estimates": (_estimates, _estimate_evidence),
    "delivery": (_delivery, _delivery_evidence),
    "your_questions": (_your_questions, _your_questions_evidence),
    "clarifying": (clarifying, clarifying_evidence),
    "time": (time_kept, time_evidence),
}
