"""The glossary: several wordings, one or more words long, that stand for one concept."""

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from mockint.assess.lexicon import FUNCTION_WORDS
from mockint.assess.tokens import Token, stem, tokenize
from mockint.core.content import GlossaryEntry

CONCEPT = "="
"""Begins the key of a concept, so that it can't be taken for a stem."""


class Span(NamedTuple):
    """Where a concept stands: tokens[first:after]."""

    first: int
    after: int
    key: str


class Glossary:
    """Finds the concepts of the field in a sequence of tokens."""

    def __init__(self, entries: Sequence[GlossaryEntry] = ()) -> None:
        self._entries = tuple(entries)

    def spans(self, tokens: Sequence[Token]) -> Iterator[Span]:
        """Yield the concepts of a text in order, the longest wording first; they don't overlap."""
        free_from = 0
        for span in self.all_spans(tokens):
            if span.first >= free_from:
                yield span
                free_from = span.after

    def all_spans(self, tokens: Sequence[Token]) -> Iterator[Span]:
        """Yield every concept at every position, the longest first, also one inside another."""
        stems = (*[token.stem for token in tokens], "")
        beginnings, longer, single = self._beginnings, self._longer, self._single
        for first, start in enumerate(stems):
            if start not in beginnings:
                continue
            for wording, key in longer.get(stems[first : first + 2], ()):
                after = first + len(wording)
                if stems[first:after] == wording:
                    yield Span(first, after, key)
            if start in single:
                yield Span(first, first + 1, single[start])

    def knows(self, word_stem: str) -> bool:
        """Return whether a word stands in the glossary: then it is no misspelling of another."""
        return word_stem in self._stems

    @cached_property
    def _wordings(self) -> dict[tuple[str, ...], str]:
        wordings: dict[tuple[str, ...], str] = {}
        for entry in self._entries:
            for wording in (entry.term, *entry.also):
                stems = tuple(token.stem for token in tokenize(wording))
                if stems and not set(stems) <= _function_stems():
                    wordings.setdefault(stems, CONCEPT + entry.term.casefold())
        return wordings

    @cached_property
    def _single(self) -> dict[str, str]:
        return {stems[0]: key for stems, key in self._wordings.items() if len(stems) == 1}

    @cached_property
    def _longer(self) -> dict[tuple[str, ...], list[tuple[tuple[str, ...], str]]]:
        """Return the wordings of several words by their first two, the longest first."""
        table: dict[tuple[str, ...], list[tuple[tuple[str, ...], str]]] = {}
        for stems, key in sorted(self._wordings.items(), key=lambda item: -len(item[0])):
            if len(stems) > 1:
                table.setdefault(stems[:2], []).append((stems, key))
        return table

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        """Return the stems with which wordings begin: most words of a text are none of them."""
        return frozenset(stems[0] for stems in self._wordings)

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(word_stem for stems in self._wordings for word_stem in stems)


@lru_cache(maxsize=1)
def _function_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in FUNCTION_WORDS)  # loads the stemmer
