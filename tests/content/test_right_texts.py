"""What the bank itself calls right is never heard as one of its wrong claims."""

import asyncio
from collections.abc import Iterator

import pytest

from mockint.content import Library
from mockint.core.assessment import AnswerTurn, AssessmentRequest, ClaimHeard
from mockint.core.content import FollowUp, PointGroup, Question, walk_followups
from mockint.core.content.question import Scope
from mockint.core.ports import Assessor
from mockint.desk import Engine


def right_texts(question: Question) -> Iterator[tuple[Scope, str]]:
    """Yield a question's model answer, and the statements of each scope one after the other."""
    yield question, question.answer
    scopes: list[Scope] = [question, *(followup for _, followup in walk_followups(question))]
    for scope in scopes:
        members = (
            member
            for point in scope.points
            for member in (point.points if isinstance(point, PointGroup) else (point,))
        )
        yield scope, " ".join(f"{member.says.rstrip('.')}." for member in members)


@pytest.mark.parametrize("half", [0, 1])
def test_model_answers_and_points_make_no_wrong_claim(library: Library, engine: Engine, half: int):
    held = [
        (question.id, scope.id, claim.id, claim.quote)
        for question in library.questions()[half::2]
        for scope, text in right_texts(question)
        if text
        for claim in _read(engine.assessor, question, scope, text)
    ]
    assert held == []


def _read(
    assessor: Assessor, question: Question, scope: Scope, text: str
) -> tuple[ClaimHeard, ...]:
    request = AssessmentRequest(
        question=question,
        followup=scope if isinstance(scope, FollowUp) else None,
        turns=(AnswerTurn(turn=2, text=text, asked=scope.ask),),
    )
    return asyncio.run(assessor.assess(request)).wrong_claims
