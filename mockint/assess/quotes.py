"""Verbatim evidence: the smallest run of clauses that holds the words, cut from the text."""

from collections.abc import Sequence

from mockint.assess.tokens import Token
from mockint.core.assessment import Evidence

LONGEST = 400
"""Characters of a quote; where the clauses are longer, only the words themselves are quoted."""
CLOSING = ".!?…。！？\"'”’)]%"
"""Marks right behind the last word that belong to it."""


def quote(turn: int, text: str, tokens: Sequence[Token], first: int, after: int) -> Evidence:
    """Quote the clauses that hold tokens[first:after]; `text[start:end] == quote` on any text."""
    opening, closing = first, after - 1
    while opening and tokens[opening - 1].clause == tokens[first].clause:
        opening -= 1
    while closing + 1 < len(tokens) and tokens[closing + 1].clause == tokens[after - 1].clause:
        closing += 1
    if tokens[closing].end - tokens[opening].start > LONGEST:
        opening, closing = first, after - 1
    start, end = tokens[opening].start, tokens[closing].end
    if end - start > LONGEST:
        end = start + LONGEST
    while end < len(text) and end - start < LONGEST and text[end] in CLOSING:
        end += 1
    return Evidence(quote=text[start:end], turn=turn, start=start, end=end)
