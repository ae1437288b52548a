"""A scope, compiled once: its statements with their weights, its claims, and what to listen for."""

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from mockint.assess.glossary import Glossary
from mockint.assess.phrasings import Element, Phrasing, compile_claim, compile_phrasing
from mockint.assess.tokens import expanded_stems, tokenize
from mockint.assess.typos import Spellings
from mockint.core.content import Fact, Member, Point, PointGroup, Scope, WrongClaim

KEPT = 1024
"""Compiled scopes that are kept: a round reads a few dozen, a calibration all, again and again."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Something a person may say: a point, a member of a group, or the question for a fact."""

    id: str
    point: str
    """The point that it makes, or helps to make."""
    phrasings: tuple[Phrasing, ...]


@dataclass(frozen=True, slots=True)
class CompiledClaim:
    """A wrong claim and the words that make it none."""

    id: str
    contradicts: str | None
    phrasings: tuple[Phrasing, ...]
    unless: tuple[tuple[str, ...], ...]
    """Stems in a row that take the claim back where they stand in its sentence."""


@dataclass(frozen=True, slots=True)
class CompiledScope:
    """All that an answer is compared with."""

    statements: tuple[Statement, ...]
    claims: tuple[CompiledClaim, ...]
    keys: frozenset[str]
    """What is worth finding in an answer."""
    spellings: Spellings
    beginnings: frozenset[str]
    """How keys begin: of two words written as one, the first may."""
    compounds: Mapping[str, tuple[str, str]]
    """The stems of hyphenated words, by what they are when written as one: rerank, re-rank."""
    heard: dict[str, tuple[tuple[str, int, float], ...]] = field(default_factory=dict)
    """What single words were found to say, by the word: answers are read again as they grow."""


class Compiler:
    """Compiles scopes, and keeps what it compiled for as long as there is room."""

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary
        # By identity, as content is frozen but not hashable (levels are a mapping). The source is
        # kept beside the compilation, so that its id can't pass on to another object.
        self._kept: dict[tuple[int, ...], tuple[object, CompiledScope]] = {}

    def scope(self, scope: Scope) -> CompiledScope:
        """Compile a question's or a follow-up's own points and wrong claims."""
        return self._once(
            (id(scope),), scope, lambda: self._compile([*_statements(scope)], scope.wrong_claims)
        )

    def facts(self, facts: Sequence[Fact]) -> CompiledScope:
        """Compile the ways in which a candidate may ask for facts."""
        key = tuple(id(fact) for fact in facts)
        return self._once(
            key, tuple(facts), lambda: self._compile([(f.id, f.id, f.phrasings) for f in facts], ())
        )

    def _once(
        self, key: tuple[int, ...], source: object, compile_it: Callable[[], CompiledScope]
    ) -> CompiledScope:
        kept = self._kept.get(key)
        if kept is not None:
            return kept[1]
        compiled = compile_it()
        while len(self._kept) >= KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[key] = (source, compiled)
        return compiled

    def _compile(
        self,
        statements: Sequence[tuple[str, str, Sequence[str]]],
        wrong_claims: Sequence[WrongClaim],
    ) -> CompiledScope:
        plain = [Statement(id_, point, self._phrasings(texts)) for id_, point, texts in statements]
        claims = tuple(
            CompiledClaim(
                id=claim.id,
                contradicts=claim.contradicts,
                phrasings=tuple(
                    compile_claim(text, self._glossary) for text in (claim.says, *claim.phrasings)
                ),
                unless=tuple(expanded_stems(tokenize(text)) for text in claim.unless),
            )
            for claim in wrong_claims
        )
        phrasings = [p for statement in plain for p in statement.phrasings]
        phrasings += [p for claim in claims for p in claim.phrasings]
        keys = frozenset(_keys(phrasings))
        return CompiledScope(
            statements=tuple(_weigh(plain)),
            claims=claims,
            keys=keys,
            beginnings=frozenset(key[:length] for key in keys for length in range(1, len(key))),
            spellings=Spellings(dict(_spellings(phrasings))),
            compounds=dict(_compounds(phrasings)),
        )

    def _phrasings(self, texts: Sequence[str]) -> tuple[Phrasing, ...]:
        return tuple(compile_phrasing(text, self._glossary) for text in texts)


def _statements(scope: Scope) -> Iterator[tuple[str, str, Sequence[str]]]:
    """Yield (id, id of its point, phrasings) of the points and of the members of groups."""
    for point in scope.points:
        members: Sequence[Point | Member] = (
            point.points if isinstance(point, PointGroup) else (point,)
        )
        for member in members:
            yield member.id, point.id, (member.says, *member.phrasings)


def _weigh(statements: Sequence[Statement]) -> Iterator[Statement]:
    """Yield the statements with words weighed by rarity.

    A word is rare if few statements use it. Counting statements, not phrasings, leaves a point's
    own key word its weight although every phrasing of the point repeats it.
    """
    used_by = Counter(
        key
        for statement in statements
        for key in {element.key for p in statement.phrasings for element in p.elements}
    )
    whole = math.log(1 + len(statements))

    def weighed(element: Element) -> Element:
        rarity = math.log(1 + len(statements) / used_by[element.key]) / whole
        return replace(element, weight=element.weight * rarity)

    for statement in statements:
        yield Statement(
            statement.id,
            statement.point,
            tuple(
                replace(p, elements=tuple(weighed(element) for element in p.elements))
                for p in statement.phrasings
            ),
        )


def _keys(phrasings: Sequence[Phrasing]) -> Iterator[str]:
    for phrasing in phrasings:
        for element in phrasing.elements:
            yield element.key
            yield from element.parts
            yield from element.twins
            yield from element.opposites


def _spellings(phrasings: Sequence[Phrasing]) -> Iterator[tuple[str, str]]:
    for phrasing in phrasings:
        for element in phrasing.elements:
            for token in tokenize(element.word):
                yield token.stem, token.stem
                yield token.text, token.stem


def _compounds(phrasings: Sequence[Phrasing]) -> Iterator[tuple[str, tuple[str, str]]]:
    for phrasing in phrasings:
        for left, right in pairwise(tokenize(phrasing.text)):
            if phrasing.text[left.end : right.start] == "-":
                yield left.text + right.stem, (left.stem, right.stem)
