"""What an assessor is asked to read for a question or a follow-up, as a session stands."""

from mockint.core.assessment import AssessmentRequest, Expected
from mockint.core.commitments import committed_to, numbers_wanted
from mockint.core.ports import Calculators
from mockint.core.state import ScopeState, SessionState, offered_last


def request_for(
    state: SessionState, scope: ScopeState, calculators: Calculators
) -> AssessmentRequest:
    """Return the request for a scope: its growing answer, the facts, the number expected."""
    question = state.question(scope.question)
    followup = state.followup(scope.question, scope.followup)
    spoken = scope.question not in state.script.questions
    asked = {each.question for each in state.scopes.values()} - {scope.question}
    return AssessmentRequest(
        question=question,
        followup=followup,
        turns=state.growing_answer(scope),
        facts=state.script.spoken_facts if spoken else question.facts,
        designing=state.script.case is not None,
        offered=offered_last(state),
        unasked=_unasked(state, scope, calculators),
        committed=_committed(state, scope),
        expected=calculators.expected(question, followup) if followup else None,
        other_questions=[
            state.script.questions[name] for name in sorted(asked) if name in state.script.questions
        ],
    )


def _committed(state: SessionState, scope: ScopeState) -> tuple[str, ...]:
    """Return the numbers that the newest turn may commit to, where it was meant to."""
    newest = {turn.turn for turn in scope.turns[-1:]}
    return next(
        (
            committed_to(state, turn.text)
            for turn in state.turns
            if turn.number in newest and turn.commits
        ),
        (),
    )


def _unasked(
    state: SessionState, scope: ScopeState, calculators: Calculators
) -> dict[str, Expected]:
    """Return the numbers that the part requires and nobody has asked for yet."""
    if scope.key != state.scope:
        return {}
    question = state.question(scope.question)
    expected = {
        number.followup.id: calculators.expected(question, number.followup)
        for number in numbers_wanted(state)
    }
    return {name: value for name, value in expected.items() if value is not None}
