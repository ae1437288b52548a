"""Several wordings, one concept."""

import pytest

from mockint.assess.glossary import Glossary
from mockint.assess.tokens import tokenize
from mockint.assess.typos import Spellings
from mockint.core.content import GlossaryEntry

GLOSSARY = Glossary(
    (
        GlossaryEntry(term="KV cache", also=("key-value cache", "cached keys and values")),
        GlossaryEntry(term="KV cache quantization", also=("quantized KV cache",)),
        GlossaryEntry(term="grouped-query attention", also=("GQA",)),
        GlossaryEntry(term="the of", also=("of the",)),
    )
)


def concepts(text: str) -> list[str]:
    return [span.key for span in GLOSSARY.spans(tokenize(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the KV cache", ["=kv cache"]),
        ("key value caches", ["=kv cache"]),
        ("GQA and grouped query attention", ["=grouped-query attention"] * 2),
        ("a quantized KV cache", ["=kv cache quantization"]),
        ("cached keys and values of the KV cache", ["=kv cache", "=kv cache"]),
        ("keys and values of the cache", []),
        ("", []),
    ],
)
def test_the_longest_wording_is_found(text, found):
    assert concepts(text) == found


def test_a_concept_inside_another_is_found_on_demand():
    spans = GLOSSARY.all_spans(tokenize("a quantized KV cache"))
    assert [span.key for span in spans] == ["=kv cache quantization", "=kv cache"]


@pytest.mark.parametrize(
    ("typo", "meant"),
    [
        ("quantizaton", "quantization"),
        ("qauntization", "quantization"),
        ("wuantization", None),
        ("quantiaztion", "quantization"),
        ("tokn", "token"),
        ("tokne", "token"),
        ("taken", None),
        ("lattency", "latency"),
        ("unsupervised", None),
        ("supervisd", "supervised"),
        ("decrease", None),
        ("scale", None),
        ("a" * 100_000, None),
        ("tok3n", None),
    ],
)
def test_a_typo_is_one_or_two_edits_from_the_word_that_was_meant(typo, meant):
    words = ["quantization", "token", "latency", "supervised", "increase", "stale"]
    assert Spellings({word: word for word in words}).nearest(typo) == meant
