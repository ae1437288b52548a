"""Tokens know their place in any text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.assess.tokens import LONGEST_WORD, lowered, stem, tokenize
from mockint.assess.word_forms import FAMILIES

any_text = st.text(st.characters(codec=None, exclude_categories=()), max_size=200)


@given(any_text)
def test_offsets_are_of_the_original_text(text):
    end = 0
    for token in tokenize(text):
        assert end <= token.start < token.end <= len(text)
        end = token.end


@given(any_text)
def test_sentences_and_clauses_only_go_up(text):
    tokens = tokenize(text)
    for left, right in pairwise(tokens):
        assert right.sentence - left.sentence in (0, 1)
        assert right.clause >= left.clause + (right.sentence - left.sentence)


@given(any_text)
def test_lower_case_keeps_every_character_in_its_place(text):
    assert len(lowered(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Keys and VALUES", ["keys", "and", "values"]),
        ("doesn’t isn't model's", ["doesn't", "isn't", "model"]),
        ("4-bit 4bit 33GB", ["4", "bit", "4", "bit", "33", "gb"]),
        ("327,680 and 3.5", ["327680", "and", "3.5"]),
        ("n² and n^2", ["n", "2", "and", "n", "2"]),
        ("k\u200bey va\u00adlue", ["key", "value"]),
        ("ﬁne ｋｅｙ", ["fine", "key"]),
        ("head_dim", ["head", "dim"]),
        ("90%", ["90", "percent"]),
        ("cafe\u0301s", ["cafés"]),
        ("\U0001f642 \ud800", []),
    ],
)
def test_words_are_normalised(text, words):
    assert [token.text for token in tokenize(text)] == words


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. two! three? four", 4),
        ("It stores e.g. keys, approx. 3.5 GB vs. 4", 1),
        ("One\n\nTwo", 2),
        ("One\n- two\n- three", 3),
        ("hard\nwrapped text", 1),
        ("It is called model.generate here", 1),
    ],
)
def test_sentences(text, sentences):
    assert tokenize(text)[-1].sentence + 1 == sentences


def test_clauses():
    clauses = [token.clause for token in tokenize("K, V but not Q; so it (the cache) grows")]
    assert clauses == [0, 1, 2, 2, 2, 3, 3, 4, 4, 5]


@pytest.mark.parametrize(
    "forms",
    [
        ["quantize", "quantise", "quantization", "quantisation", "quantized"],
        ["recompute", "recomputing", "recomputation"],
        ["store", "stores", "storage"],
        ["keep", "kept"],
        ["large", "larger"],
        ["embed", "embedding", "embeddings"],
        ["two", "2"],
        ["index", "indices"],
        ["quick", "quicker", "quickest", "quickly"],
        ["heavy", "heavier", "heaviest", "heavily"],
        ["thin", "thinner", "thinnest"],
        ["decide", "decides", "decision", "decisions", "decisive"],
        ["compare", "compared", "comparison", "comparisons"],
        ["precise", "precisely", "precision"],
        ["supervise", "supervised", "supervision"],
        ["analyse", "analysed", "analyze", "analysis"],
        ["reduce", "reducing", "reduction", "reductions"],
        ["deep", "deeper", "depth"],
        ["undo", "undoes", "undone"],
    ],
)
def test_forms_of_a_word_share_a_stem(forms):
    assert len({stem(form) for form in forms}) == 1


def test_different_words_keep_apart():
    words = ["latent", "latency", "key", "keep", "encode", "decode", "precise", "prefix"]
    assert len({stem(word) for word in words}) == len(words)


def test_endless_words_are_cut():
    assert stem("a" * 100_000) == stem("a" * LONGEST_WORD)


@pytest.mark.parametrize(
    "pair", ["number numb", "later layer", "product produce", "variance vary", "permission permit"]
)
def test_what_only_looks_akin_is_told_apart(pair):
    left, right = map(stem, pair.split())
    assert left != right


def test_no_family_is_known_by_a_stem_of_another():
    assert not FAMILIES.keys() & set(FAMILIES.values())
