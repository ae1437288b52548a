"""What a turn may rest on, gathered from the session: what was said, asked, and is secret."""

from collections.abc import Iterator

from mockint.core.lines import word
from mockint.core.moves import ASKING_KINDS, REPEATING_KINDS, Move
from mockint.core.speech import questions, sentences
from mockint.core.state import SessionState
from mockint.core.untold import secrets_of
from mockint.llm.guard import Ground

SENTENCES, SENTENCES_TO_A_QUESTION = 3, 6
"""How many a turn may have; and where it answers what the candidate has asked."""


def ground_of(state: SessionState, move: Move) -> Ground:
    """Return what a move's words are held against."""
    answers = move.kind in ("fact", "unknown-fact")
    asks = (move.kind in ASKING_KINDS or move.kind in REPEATING_KINDS) and bool(move.scripted)
    floor = word(state, move)
    ask = move.scripted if asks or move.kind == "fact" else ""
    most = SENTENCES_TO_A_QUESTION if answers else SENTENCES
    return Ground(
        floor=floor,
        ask=ask,
        asks=asks,
        said_before=" ".join([*(turn.text for turn in state.turns), move.quote or ""]),
        asked_before=() if move.kind in REPEATING_KINDS else tuple(_asked(state)),
        secrets=tuple(secrets_of(state, move)),
        most_sentences=max(most, 1 + len(sentences(move.scripted))),
    )


def _asked(state: SessionState) -> Iterator[tuple[int, str]]:
    for turn in state.turns:
        if turn.speaker == "interviewer":
            for question in questions(turn.text):
                yield turn.number, question
