"""Whether words hang together: lists of terms, and words in no order.

A recall of words is blind to order, and a list of terms or an answer with its words shuffled earns
most of the points from it. Both lack what holds English together. A list has hardly any of the
words and marks that put one thing in a relation to another. A shuffled text has them in places
where nobody puts them: "the of", "with is", "can the".
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from mockint.assess.lexicon import FUNCTION_WORDS, words
from mockint.assess.tokens import Token

SHORT_LIST_WORDS, LIST_WORDS = 10, 25
"""Words from which a list may be told; a shorter one also has to look like one."""
LIST_SHARE, LIST_OF_ITEMS_SHARE = 0.1, 0.16
"""The share of relations below which words are a list; the second if it looks like one too."""
LIST_ITEMS, ITEM_WORDS, ITEM_SHARE = 6, 3, 0.75
"""What looks like a list: so many items, most of them no longer than this."""
SENTENCES, SENTENCE_WORDS, CLAUSE_WORDS, SENTENCE_SHARE = 3, 5.0, 2.25, 0.04
"""What is terse but no list: so many sentences of so many words, in clauses of more than two, and
some words in them that relate or stand before a noun."""
MISPLACED, MISPLACED_SHARE = 3, 0.03
"""Words in no order: so many words, and such a share of all, stand where nobody puts them. In the
graded samples that ship with the questions none reaches it, and three of four shuffled ones do."""
LONGEST = 20_000
"""Tokens that are looked at: whoever shuffled more than that shuffled these as well."""

_LINKING = FUNCTION_WORDS - words("and or of the a an s per all each same more less")
"""Words that relate: the rest of the function words stands in any list too."""
# Each of them begins with a character of its own, so that the search skips all the others.
_RELATION = re.compile(r"=(?!\d)|→|⇒|≈|<|>|≤|≥|∝|÷|->|w(?<!\ww)/|:\s")
_DETERMINERS = words("the a an my your our their its")
_PREPOSITIONS = words("of with into by at from for")
_AUXILIARIES = words("can will would should could must may might")
_FINITE = words("is are was were has had does did") | _AUXILIARIES
_NEXT: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        _DETERMINERS,
        _DETERMINERS | _PREPOSITIONS | _FINITE | words("and or but to it they we i in on if be"),
    ),
    **dict.fromkeys(_PREPOSITIONS, words("of with into by and or but to be") | _FINITE),
    **dict.fromkeys(_AUXILIARIES, _PREPOSITIONS | _FINITE | words("a an the and or but to")),
    "to": _FINITE | words("of with into by and or but to in on it's"),
    "and": words("and or of but"),
}
"""What cannot follow a small word inside its clause; "the the" is a stutter."""
_NEVER_LAST = _DETERMINERS - {"a"} | words("and or of to")
_NEVER_BEFORE_A_COMMA = _DETERMINERS - {"a"} | words("and of")
_SMALL = _NEVER_LAST | _NEXT.keys()
_OPENING = FUNCTION_WORDS - words("i i'm i've i'd i'll a s t d m")
"""Words with a capital only at the beginning of a sentence."""


def is_connected(text: str, tokens: Sequence[Token]) -> bool:
    """Return whether a turn says something of its terms, and in an order in which people speak."""
    return not is_list(text, tokens) and not is_shuffled(text, tokens)


def is_list(text: str, tokens: Sequence[Token]) -> bool:
    """Return whether a turn is a list of terms, which names much and says little."""
    tokens = tokens[:LONGEST]
    named = [token for token in tokens if not token.text[0].isdigit()]
    if len(named) < SHORT_LIST_WORDS:
        return False
    relations = len([token for token in named if token.text in _LINKING])
    relations += len(_RELATION.findall(text, tokens[0].start, named[-1].end))
    items = Counter([token.clause for token in tokens]).values()
    sentences = tokens[-1].sentence - tokens[0].sentence + 1
    if (
        sentences >= SENTENCES
        and len(tokens) >= SENTENCE_WORDS * sentences
        and len(tokens) > CLAUSE_WORDS * len(items)
        and relations + sum(token.text in _DETERMINERS for token in named)
        >= SENTENCE_SHARE * len(named)
    ):
        return False
    short = sum(length <= ITEM_WORDS for length in items)
    of_items = len(items) >= LIST_ITEMS and short >= ITEM_SHARE * len(items)
    if relations < LIST_SHARE * len(named):
        return of_items or len(named) >= LIST_WORDS
    return of_items and relations < LIST_OF_ITEMS_SHARE * len(named)


def is_shuffled(text: str, tokens: Sequence[Token]) -> bool:
    """Return whether small words stand where nobody puts them, time and again."""
    seen = tokens[:LONGEST]
    misplaced = sum(
        [
            _misplaced(left, right, text)
            for left, right in pairwise(seen)
            if left[0] in _SMALL or (right[0] in _OPENING and not text[right[2]].islower())
        ]
    )
    return misplaced >= max(MISPLACED, MISPLACED_SHARE * len(seen))


def _misplaced(left: Token, right: Token, text: str) -> bool:
    """Return whether one word can't follow the other, nor a stop or a comma follow the first."""
    if left.sentence != right.sentence:
        return left.text in _NEVER_LAST
    if left.clause != right.clause:
        return left.text in _NEVER_BEFORE_A_COMMA and left.text != right.text
    if right.text in _NEXT.get(left.text, ()):
        return left.text != right.text
    return right.text in _OPENING and text[right.start : right.end].istitle()
