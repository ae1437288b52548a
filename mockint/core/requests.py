"""What an assessor is asked to read for a question or a follow-up, as a session stands."""

from mockint.core.assessment import AssessmentRequest, Expected
from mockint.core.ports import Calculators
from mockint.core.state import ScopeState, SessionState, scope_key


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
        unasked=_unasked(state, scope, calculators),
        expected=calculators.expected(question, followup) if followup else None,
        other_questions=[
            state.script.questions[name] for name in sorted(asked) if name in state.script.questions
        ],
    )


def _unasked(
    state: SessionState, scope: ScopeState, calculators: Calculators
) -> dict[str, Expected]:
    """Return the numbers that a phase of a case requires and nobody has asked for yet."""
    phase = state.phase_use
    if phase is None or state.script.case_phase(phase.id) is None or scope.key != state.scope:
        return {}
    question = state.question(scope.question)
    found: dict[str, Expected] = {}
    for output in state.script.outputs(phase.id):
        followup = state.followup(scope.question, output.estimate)
        if followup is None or scope_key(scope.question, followup.id) in state.scopes:
            continue
        if (expected := calculators.expected(question, followup)) is not None:
            found[followup.id] = expected
    return found
