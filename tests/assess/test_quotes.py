"""A quote is a slice of the text, whatever the text."""

from hypothesis import given
from hypothesis import strategies as st

from mockint.assess.quotes import LONGEST, quote
from mockint.assess.tokens import tokenize

any_text = st.text(st.characters(codec=None, exclude_categories=()), min_size=1, max_size=300)


@given(any_text, st.data())
def test_a_quote_is_a_slice_that_holds_its_words(text, data):
    tokens = tokenize(text)
    if not tokens:
        return
    first = data.draw(st.integers(0, len(tokens) - 1))
    after = data.draw(st.integers(first + 1, len(tokens)))
    evidence = quote(7, text, tokens, first, after)
    assert text[evidence.start : evidence.end] == evidence.quote
    assert evidence.turn == 7
    assert evidence.start <= tokens[first].start
    assert tokens[after - 1].end <= evidence.end


def quoted(text: str, *words: str) -> str:
    tokens = tokenize(text)
    places = [number for number, token in enumerate(tokens) if token.text in words]
    return quote(1, text, tokens, min(places), max(places) + 1).quote


def test_the_clause_is_quoted():
    text = "Well, each layer keeps keys and values; queries go. Then it grows!"
    assert quoted(text, "keys") == "each layer keeps keys and values"
    assert quoted(text, "queries") == "queries go."
    assert quoted(text, "grows") == "Then it grows!"


def test_several_clauses_are_quoted_where_the_words_need_them():
    text = "Well, each layer keeps keys and values; queries go. Then it grows!"
    assert quoted(text, "keys", "queries") == "each layer keeps keys and values; queries go."


def test_an_endless_clause_is_cut_to_its_words():
    text = "word " * 200 + "keys and values" + " word" * 200
    assert quoted(text, "keys", "values") == "keys and values"


def test_no_quote_is_endless():
    text = "keys " + "word " * 500 + "values"
    assert len(quoted(text, "keys", "values")) <= LONGEST
