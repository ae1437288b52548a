"""Turns that take something back: what they withdraw, and what they only set right."""

import re
from dataclasses import dataclass
from typing import Literal

from mockint.assess.intent_patterns import (
    AMEND_OPENING,
    AMEND_WITHIN,
    ORDERED,
    WITHDRAW_ALL,
    WITHDRAW_LAST,
)
from mockint.assess.lexicon import words
from mockint.assess.tokens import lowered

Kind = Literal["all", "last", "amend"]

OPENING = 300
"""Characters of a turn in which it says that it takes something back."""
BEFORE = 16
"""Characters before an order that tell whom it is given to."""
SCANNED = 20_000
"""Characters of a turn that are searched for corrections within it."""

_WITHIN: tuple[tuple[Kind, re.Pattern[str], frozenset[str]], ...] = (
    ("all", WITHDRAW_ALL, words("start begin forget ignore disregard scratch scrap")),
    (
        "last",
        WITHDRAW_LAST,
        words("scratch scrap strike ignore forget disregard discard back retract"),
    ),
    ("amend", AMEND_WITHIN, words("mean correct misspoke actually wait second")),
)
"""What may stand anywhere in a turn, and words of which it needs one: a quick look first."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a turn takes back."""

    kind: Kind
    """Everything so far; the answer just given; or no points, only wrong claims and numbers."""
    start: int
    """Where it says so: what stands before it in its own turn is what it speaks of."""
    end: int


def correction_in(text: str) -> Correction | None:
    """Return the last correction that a turn makes, if it makes one."""
    scanned = lowered(text[:SCANNED])
    for kind, pattern, hints in _WITHIN:
        found = _last(pattern, scanned) if any(map(scanned.__contains__, hints)) else None
        if found is not None:
            return Correction(kind, *found.span())
    opening = AMEND_OPENING.match(scanned[:OPENING])
    return Correction("amend", *opening.span()) if opening else None


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for match in pattern.finditer(text):
        order = match.groupdict().get("order")
        if order is None or ORDERED.search(text[max(0, match.start() - BEFORE) : match.start()]):
            found = match
    return found
