"""What a turn may rest on, gathered from the session: what was said, asked, and is secret."""

from collections.abc import Iterator

from mockint.core.content import AnyPoint, PointGroup, Question, Scope, walk_followups
from mockint.core.lines import word
from mockint.core.moves import ASKING_KINDS, Move
from mockint.core.speech import Secret, questions, sentences
from mockint.core.state import SessionState
from mockint.llm.guard import Ground

SENTENCES, SENTENCES_TO_A_QUESTION = 3, 6
"""How many a turn may have; and where it answers what the candidate has asked."""
_REPEATING = frozenset({"repeat", "redirect", "redo", "connect"})
"""Moves that ask again what was asked."""


def ground_of(state: SessionState, move: Move) -> Ground:
    """Return what a move's words are held against."""
    answers = move.kind in ("fact", "unknown-fact")
    asks = (move.kind in ASKING_KINDS or move.kind in _REPEATING) and bool(move.scripted)
    floor = word(state, move)
    ask = move.scripted if asks or move.kind == "fact" else ""
    most = SENTENCES_TO_A_QUESTION if answers else SENTENCES
    return Ground(
        floor=floor,
        ask=ask,
        asks=asks,
        said_before=" ".join([*(turn.text for turn in state.turns), move.quote or ""]),
        asked_before=() if move.kind in _REPEATING else tuple(_asked(state)),
        secrets=tuple(secrets_of(state, move)),
        most_sentences=max(most, 1 + len(sentences(move.scripted))),
    )


def _asked(state: SessionState) -> Iterator[tuple[int, str]]:
    for turn in state.turns:
        if turn.speaker == "interviewer":
            for question in questions(turn.text):
                yield turn.number, question


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
            yield from _point_secrets(point)
        for sentence in sentences(scope.answer or ""):
            yield Secret("answer", sentence)
    for number, hint in enumerate(question.hints, 1):
        yield Secret(f"hint-{number}", hint)


def _point_secrets(point: AnyPoint) -> Iterator[Secret]:
    statements = point.points if isinstance(point, PointGroup) else (point,)
    yield Secret(point.id, point.says)
    for statement in statements:
        yield Secret(point.id, statement.says)
        for phrasing in statement.phrasings:
            yield Secret(point.id, phrasing)
