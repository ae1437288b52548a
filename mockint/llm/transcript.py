"""What was said so far, as a model reads it: whole while it is short, then shortened by code.

The beginning stays the same from call to call for as long as it can, so that providers may keep it:
lines are only added at the end, and what is shortened is shortened by whole blocks of turns.
"""

import json
from collections.abc import Iterator, Sequence

from mockint.core.state import SessionState, Turn

LONGEST = 12_000
"""Characters of a transcript that is given whole: about 3,000 tokens."""
BLOCK = 12
"""Turns that are shortened together, the oldest first."""
KEPT_WHOLE = 8
"""The newest turns, which are never shortened."""
LONGEST_TURN = 6_000
"""Characters of one answer: of a longer one, the beginning and the end are given."""
SHORT_WORDS = 12
"""Words that are left of a turn that is shortened."""


def transcript(state: SessionState) -> str:
    """Return the talk so far, a line for each turn."""
    turns = state.turns
    shortened = 0
    lines = _lines(turns, shortened)
    while sum(map(len, lines)) > LONGEST and shortened + BLOCK + KEPT_WHOLE <= len(turns):
        shortened += BLOCK
        lines = _lines(turns, shortened)
    return "\n".join(lines)


def _lines(turns: Sequence[Turn], shortened: int) -> list[str]:
    return list(_each_line(turns, shortened))


def _each_line(turns: Sequence[Turn], shortened: int) -> Iterator[str]:
    for number, turn in enumerate(turns):
        text = _short(turn.text) if number < shortened else _limited(turn.text)
        # As a JSON string: a line break in an answer begins no line of somebody else.
        yield f"{turn.speaker.upper()}: {json.dumps(text, ensure_ascii=False)}"


def _short(text: str) -> str:
    words = text.split()
    if len(words) <= SHORT_WORDS:
        return text
    return f"{' '.join(words[:SHORT_WORDS])} ... ({len(words)} words)"


def _limited(text: str) -> str:
    if len(text) <= LONGEST_TURN:
        return text
    half = LONGEST_TURN // 2
    return f"{text[:half]} ... {text[-half:]}"
