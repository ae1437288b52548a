"""A phrasing, taken apart into weighted elements that an answer may hit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from mockint.assess.antonyms import ANTONYMS
from mockint.assess.glossary import Glossary
from mockint.assess.lexicon import COMMON_WORDS, FUNCTION_WORDS, LIGHT_WORDS, SILENT_WORDS
from mockint.assess.negation import Polarities, Polarity, polarities
from mockint.assess.tokens import Token, expanded_stems, stem, tokenize
from mockint.assess.twins import TWINS

LIGHT, COMMON, SPECIFIC = 0.25, 0.5, 1.0
"""What a word weighs by how often it stands in any text: "use", "change", "softmax"."""
WINDOW = 30
"""Tokens, about two sentences, within which the words of one phrasing belong together."""
THIN, SLACK = 1.0, 4
"""A phrasing that weighs less says little; its words stand together but for so many others."""
FEW_WORDS = 2
"""Words of a phrasing that says next to nothing."""
CLAIM_LEAST, CLAIM_THIN = 0.5, 1.5
"""The same for wrong claims, which small words make: all, always, more, the same."""


@dataclass(frozen=True, slots=True)
class Element:
    """A word of a phrasing, or a concept of the glossary, and all that counts as saying it."""

    key: str
    """The stem, or the key of the concept."""
    word: str
    """As the phrasing writes it."""
    parts: tuple[str, ...]
    """The stems of a concept of several words."""
    twins: tuple[str, ...]
    """Keys of everyday words that may stand for it."""
    opposites: frozenset[str]
    """Stems that say the contrary."""
    polarity: Polarity
    weight: float
    keys: tuple[str, ...]
    """All under which it may be mentioned."""


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One way in which people say something."""

    text: str
    elements: tuple[Element, ...]
    denies: bool
    """True where the phrasing itself holds a negator."""
    length: int
    """Its words, those without content included."""
    clauses: int
    """Over how many clauses it stretches itself."""
    within: int
    """Tokens within which its words belong together."""
    stems: tuple[str, ...]
    """Of all its words, contractions written out."""
    verbatim: tuple[str, ...]
    """Without content words ("both of them"), the stems that a whole clause must consist of."""


def compile_phrasing(text: str, glossary: Glossary) -> Phrasing:
    """Take a phrasing apart.

    One that says little ("I would not do that again") needs its function words too, and close
    together; of one that says next to nothing ("both"), a whole clause has to consist.
    """
    tokens = tokenize(text)
    marks = polarities(tokens)
    elements = _elements(text, tokens, marks, glossary, silent=0.0)
    thin = sum(element.weight for element in elements) < THIN
    word_for_word = not elements or (thin and len(tokens) <= FEW_WORDS)
    if thin:
        elements = _elements(text, tokens, marks, glossary, silent=LIGHT)
    return Phrasing(
        text=text,
        elements=() if word_for_word else elements,
        denies=bool(marks.clauses),
        length=len(tokens),
        clauses=tokens[-1].clause + 1 if tokens else 0,
        within=len(tokens) + SLACK if thin else WINDOW,
        stems=expanded_stems(tokens),
        verbatim=tuple(token.stem for token in tokens) if word_for_word else (),
    )


def compile_claim(text: str, glossary: Glossary) -> Phrasing:
    """Take a phrasing of a wrong claim apart: none of its words is a light one."""
    tokens = tokenize(text)
    marks = polarities(tokens)
    elements = _elements(text, tokens, marks, glossary, silent=0.0, least=CLAIM_LEAST)
    thin = sum(element.weight for element in elements) < CLAIM_THIN
    if thin:
        elements = _elements(text, tokens, marks, glossary, silent=CLAIM_LEAST, least=CLAIM_LEAST)
    return Phrasing(
        text=text,
        elements=elements,
        denies=bool(marks.clauses),
        length=len(tokens),
        clauses=tokens[-1].clause + 1 if tokens else 0,
        within=len(tokens) + SLACK if thin else WINDOW,
        stems=expanded_stems(tokens),
        verbatim=(),
    )


def _elements(
    text: str,
    tokens: Sequence[Token],
    marks: Polarities,
    glossary: Glossary,
    silent: float,
    least: float = 0.0,
) -> tuple[Element, ...]:
    elements: dict[tuple[str, bool], Element] = {}
    spans = {span.first: span for span in glossary.spans(tokens)}
    position = 0
    while position < len(tokens):
        span = spans.get(position)
        after = span.after if span else position + 1
        key = span.key if span else tokens[position].stem
        polarity = marks.marks[position]
        element = _element(key, tokens[position:after], polarity, text, silent, least)
        if element is not None:
            elements.setdefault((element.key, element.polarity > Polarity.SOFT), element)
        position = after
    return tuple(elements.values())


def word_weight(token: Token) -> float:
    """Return what a word weighs before its rarity in the scope counts: 0 for function words."""
    if token.text in SILENT_WORDS:
        return 0.0
    return _everyday_weights().get(token.stem, SPECIFIC)


def specific_words(tokens: Iterable[Token]) -> list[Token]:
    """Return the words that weigh as much as a word can: neither function words nor everyday."""
    everyday = _everyday_weights()
    return [t for t in tokens if t.text not in SILENT_WORDS and t.stem not in everyday]


def content_words(tokens: Iterable[Token]) -> list[Token]:
    """Return the words that say something by themselves: neither function words nor light."""
    weights = _everyday_weights()
    return [
        t for t in tokens if t.text not in FUNCTION_WORDS and weights.get(t.stem, SPECIFIC) > LIGHT
    ]


def is_everyday(word_stem: str) -> bool:
    """Return whether a stem is one of everyday English: then it's no misspelling of another."""
    return word_stem in _everyday_weights() or word_stem in _twin_table()


def twin_keys(word_stem: str) -> tuple[str, ...]:
    """Return the keys of the groups of everyday twins that a stem belongs to."""
    return _twin_table().get(word_stem, ())


def _element(
    key: str, tokens: Sequence[Token], polarity: Polarity, text: str, silent: float, least: float
) -> Element | None:
    weight = max(map(word_weight, tokens)) or silent
    if not weight:
        return None
    weight = max(weight, least)
    words = [token for token in tokens if word_weight(token)]
    single = len(tokens) == 1
    parts = () if single else tuple(token.stem for token in words)
    twins = twin_keys(tokens[0].stem) if single else ()
    return Element(
        key=key,
        word=text[tokens[0].start : tokens[-1].end],
        parts=parts,
        twins=twins,
        opposites=_opposite_table().get(tokens[0].stem, frozenset()) if single else frozenset(),
        polarity=polarity,
        weight=weight,
        keys=(key, *twins, *parts),
    )


@lru_cache(maxsize=1)
def _everyday_weights() -> dict[str, float]:
    return {stem(word): COMMON for word in COMMON_WORDS} | {
        stem(word): LIGHT for word in LIGHT_WORDS
    }


@lru_cache(maxsize=1)
def _twin_table() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for number, group in enumerate(TWINS):
        for word in sorted(group):
            table[stem(word)] = (*table.get(stem(word), ()), f"~{number}")
    return table


@lru_cache(maxsize=1)
def _opposite_table() -> dict[str, frozenset[str]]:
    table: dict[str, frozenset[str]] = {}
    for left, right in ANTONYMS:
        for these, those in ((left, right), (right, left)):
            opposite = frozenset(stem(word) for word in those)
            for word in these:
                table[stem(word)] = table.get(stem(word), frozenset()) | opposite
    return table
