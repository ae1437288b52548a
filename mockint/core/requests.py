"""What an assessor is asked to read for a question or a follow-up, as a session stands."""

from mockint.core.assessment import AssessmentRequest
from mockint.core.ports import Calculators
from mockint.core.state import ScopeState, SessionState


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
        facts=state.script.round.company if spoken else question.facts,
        expected=calculators.expected(question, followup) if followup else None,
        other_questions=[
            state.script.questions[name] for name in sorted(asked) if name in state.script.questions
        ],
    )
