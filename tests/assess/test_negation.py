"""What a negator reaches."""

import pytest

from mockint.assess.negation import Polarity, polarities
from mockint.assess.tokens import tokenize


def denied(text: str) -> str:
    """The words that a text denies."""
    tokens = tokenize(text)
    marks = polarities(tokens).marks
    return " ".join(
        token.text for token, mark in zip(tokens, marks, strict=True) if mark > Polarity.SOFT
    )


def avoided(text: str) -> str:
    tokens = tokenize(text)
    marks = polarities(tokens).marks
    return " ".join(
        token.text for token, mark in zip(tokens, marks, strict=True) if mark == Polarity.SOFT
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("it does not cache queries", "cache queries"),
        ("queries aren't cached", "cached"),
        ("no queries are kept", "queries are kept"),
        ("it never ever stores one two three four five", "ever stores one two three"),
        ("not queries, keys or values", "queries keys or values"),
        ("it isn't cached, the rest is", "cached"),
        ("it is not true that queries are kept", "true that queries are kept"),
        ("not the queries but the keys", "the queries"),
        ("not only keys", ""),
        ("no doubt it stores keys", ""),
        ("don't forget the keys", ""),
        ("no, it stores keys", ""),
        ("no it stores keys", ""),
        ("it stores keys", ""),
        ("you cannot decode without the keys", "decode"),
        ("it doesn't make it faster", "make it faster"),
        ("it isn't cached you see", "cached"),
        ("it isn't that it reads slowly", "that it reads slowly"),
    ],
)
def test_words_behind_a_negator(text, words):
    assert denied(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("it avoids recomputing the prefix", "recomputing the"),
        ("keys instead of recomputing everything", "recomputing everything"),
        ("rather than storing queries", "storing queries"),
        ("without training it", "training"),
        ("it omits the mean", "the mean"),
        ("it fails to store keys", "store keys"),
    ],
)
def test_what_is_avoided_is_named_all_the_same(text, words):
    assert avoided(text) == words
    assert denied(text) == ""


def test_nothing_at_all():
    assert polarities(()).marks == ()
