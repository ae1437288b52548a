"""What the interviewer knows and must not give away: points, hints, answers, facts unasked."""

from collections.abc import Iterator

from mockint.core.content import AnyPoint, PointGroup, Question, Scope, walk_followups
from mockint.core.moves import Move
from mockint.core.speech import Secret, sentences
from mockint.core.state import SessionState


def secrets_of(state: SessionState, move: Move) -> Iterator[Secret]:
    """Yield what the question that a move belongs to must not be told of."""
    current = state.current.question if state.current else None
    for name in dict.fromkeys(filter(None, (move.question, current))):
        if name in state.script.questions:
            yield from question_secrets(state.script.questions[name])
    case = state.script.case
    if case is not None:
        told = {*state.facts_told, *move.facts, move.target}
        for fact in case.facts:
            if fact.id not in told:
                yield Secret(fact.id, fact.says)
        for sentence in sentences(case.summary):
            yield Secret("summary", sentence)


def question_secrets(question: Question) -> Iterator[Secret]:
    """Yield the points of a question and its follow-ups, its hints and its model answers."""
    scopes: list[Scope] = [question, *(followup for _, followup in walk_followups(question))]
    for scope in scopes:
        for point in scope.points:
            yield from point_secrets(point)
        for sentence in sentences(scope.answer or ""):
            yield Secret("answer", sentence)
    for number, hint in enumerate(question.hints, 1):
        yield Secret(f"hint-{number}", hint)


def point_secrets(point: AnyPoint) -> Iterator[Secret]:
    """Yield every wording of a point."""
    statements = point.points if isinstance(point, PointGroup) else (point,)
    yield Secret(point.id, point.says)
    for statement in statements:
        yield Secret(point.id, statement.says)
        for phrasing in statement.phrasings:
            yield Secret(point.id, phrasing)
