"""What a negator reaches: denied words are no evidence that the thing was said.

Measured on published short-answer corpora: an answer that repeats a rubric with "not" in it fools a
reader of words completely, while negation as such does not reveal wrong answers (precision .13 to
.35). So a denied word only fails to count here; calling an answer wrong takes an authored claim.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from mockint.assess.lexicon import (
    AFFIRMING_NEXT,
    CAUSING,
    NEGATION_ENDS,
    NEGATORS,
    OBJECT_PRONOUNS,
    SOFT_NEGATORS,
    SOFT_PAIRS,
    UNDOING_NEGATORS,
)
from mockint.assess.tokens import Token

REACH = 5
"""Tokens after "not" that it denies, inside its clause."""
SOFT_REACH = 2
"""Tokens after "without", "avoid" or "instead of": the act is denied, its object only named."""
LIST_ITEM = 3
"""The longest item of a list ("not queries, keys or values") that a comma doesn't part."""


class Polarity(IntEnum):
    """How a word stands in its clause."""

    PLAIN = 0
    SOFT = 1
    """Kept from happening: avoided, skipped, done without."""
    DENIED = 2
    UNDONE = 3
    """Denied by a not that follows its subject: what stands before it is denied as well."""


PLAIN, SOFT, DENIED, UNDONE = Polarity
"""The same by name: asking an enumeration for a member takes longer than most that is done here."""
_NEGATING = NEGATORS | SOFT_NEGATORS | {second for _, second in SOFT_PAIRS}
"""Words that may deny; those that end in n't are known by their ending."""


@dataclass(frozen=True, slots=True)
class Polarities:
    """The polarity of each token, and the clauses that hold a negator."""

    marks: tuple[Polarity, ...]
    clauses: frozenset[int]


def polarities(tokens: Sequence[Token]) -> Polarities:
    """Mark what each negator of a text reaches."""
    marks = [PLAIN] * len(tokens)
    clauses = set()
    reach, kind, clause = 0, PLAIN, -1
    for position, token in enumerate(tokens):
        word = token.text
        negating = word in _NEGATING or word.endswith("n't")
        if not reach and not negating:
            continue
        if reach and token.clause != clause:
            clause = token.clause
            reach = reach if _list_goes_on(tokens, position) else 0
        found = _negator(tokens, position) if negating else PLAIN
        if found:
            clauses.add(token.clause)
            doubled = reach and kind > SOFT and found == SOFT
            kind, clause = found, token.clause
            reach = 0 if doubled else SOFT_REACH if found == SOFT else REACH
        elif reach and word in NEGATION_ENDS and not _is_object(tokens, position):
            reach = 0
        elif reach:
            marks[position] = kind
            reach = REACH if word == "that" else reach - 1
    return Polarities(tuple(marks), frozenset(clauses))


def negates(tokens: Sequence[Token], position: int) -> bool:
    """Return whether a word denies what follows: not, never, isn't; "without" only avoids it."""
    return _negator(tokens, position) > SOFT


def avoids(tokens: Sequence[Token], position: int) -> bool:
    """Return whether a word only keeps what follows from happening: without, instead of."""
    return _negator(tokens, position) == SOFT


def _negator(tokens: Sequence[Token], position: int) -> Polarity:
    word = tokens[position].text
    if word in SOFT_NEGATORS:
        return SOFT
    if position and (tokens[position - 1].text, word) in SOFT_PAIRS:
        return SOFT
    if word not in NEGATORS and not word.endswith("n't"):
        return PLAIN
    following = tokens[position + 1].text if position + 1 < len(tokens) else ""
    if following in AFFIRMING_NEXT or (word == "no" and following in NEGATION_ENDS):
        return PLAIN
    undone = word in UNDOING_NEGATORS or word.endswith("n't")
    return UNDONE if undone else DENIED


def _is_object(tokens: Sequence[Token], position: int) -> bool:
    """Return whether a pronoun goes on with what is denied: doesn't make it, isn't that it."""
    before = tokens[position - 1].text
    return tokens[position].text in OBJECT_PRONOUNS and (before in CAUSING or before == "that")


def _list_goes_on(tokens: Sequence[Token], position: int) -> bool:
    """Return whether a comma before this token parts two items of one list, not two clauses."""
    if not tokens[position].after_comma:
        return False
    if tokens[position].text in ("or", "nor"):
        return True
    for item in tokens[position + 1 : position + LIST_ITEM + 1]:
        if item.text in ("or", "nor"):
            return True
        if item.clause != tokens[position].clause:
            return item.after_comma
    return False
