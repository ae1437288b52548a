"""What was said: the turns that count, as one growing answer, indexed by what is listened for."""

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from operator import attrgetter
from typing import NamedTuple

from mockint.assess.glossary import Glossary, Span
from mockint.assess.lexicon import FUNCTION_WORDS
from mockint.assess.negation import DENIED, UNDONE, Polarity, polarities
from mockint.assess.phrasings import is_everyday, twin_keys
from mockint.assess.quotes import quote
from mockint.assess.scopes import CompiledScope
from mockint.assess.tokens import Token
from mockint.core.assessment import Evidence

BETWEEN_TURNS = 1000
"""Positions left free between two turns, so that no window spans both."""
MENTIONS_KEPT = 100
"""Places kept of each word: more say nothing new, and reading stays linear in the length."""
WORDS_REMEMBERED = 20_000
"""Words whose meaning for a scope is kept."""
EXACT, MISSPELLED = 1.0, 0.9


@dataclass(frozen=True, slots=True)
class SpokenTurn:
    """One turn that counts."""

    turn: int
    text: str
    tokens: tuple[Token, ...]
    spans: tuple[Span, ...] = ()
    """The concepts of the glossary in it."""
    ignored: frozenset[int] = frozenset()
    """Clauses that are no evidence: taken back, or addressed to the grader."""


class Sentence(NamedTuple):
    """One sentence of one turn."""

    turn: SpokenTurn
    offset: int
    """The position of the turn's first token."""
    first: int
    after: int
    """Tokens of the turn: tokens[first:after]."""

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Return its tokens."""
        return self.turn.tokens[self.first : self.after]

    @property
    def text(self) -> str:
        """Return its text, with the marks before its first word and behind its last one."""
        tokens, text = self.turn.tokens, self.turn.text
        start = tokens[self.first - 1].end if self.first else 0
        end = tokens[self.after].start if self.after < len(tokens) else len(text)
        return text[start:end]


class Mention(NamedTuple):
    """One place where something that is listened for was said."""

    position: int
    """Of its first token, counted over all turns."""
    after: int
    """Behind its last token: a concept may have several."""
    clause: int
    polarity: Polarity
    denial_near: bool
    """True where its clause, or one beside it in the sentence, holds a negator."""
    worth: float


_sentence = attrgetter("sentence")
_mention = tuple.__new__  # Half the time of Mention(...), of which a reading makes hundreds.
Place = tuple[int, int, int, float]
"""Position, position behind, clause, worth."""


class Said(NamedTuple):
    """Where something is said."""

    places: Sequence[Place]
    """In order."""
    best: Place
    """The first of those worth most."""


def sentences_of(turn: SpokenTurn, offset: int = 0) -> Iterator[Sentence]:
    """Yield the sentences of a turn in order."""
    tokens = turn.tokens
    first = 0
    while first < len(tokens):
        after = bisect_right(tokens, tokens[first].sentence, first, key=_sentence)
        yield Sentence(turn, offset, first, after)
        first = after


class SpokenAnswer:
    """The growing answer, and where in it each key of a scope is mentioned."""

    def __init__(
        self, turns: Sequence[SpokenTurn], scope: CompiledScope, glossary: Glossary
    ) -> None:
        self.turns = tuple(turns)
        self.length = sum(
            len(turn.tokens) - sum(token.clause in turn.ignored for token in turn.tokens)
            if turn.ignored
            else len(turn.tokens)
            for turn in self.turns
        )
        """The words that are evidence."""
        self.mentions: dict[str, list[Mention]] = {}
        self.undone: dict[str, set[int]] = {}
        """The clauses in which a key is denied by a not behind its subject."""
        self.denied: set[int] = set()
        """The clauses, counted over all turns, in which something listened for is denied."""
        self.near_denial: set[int] = set()
        """The clauses, counted over all turns, that hold a negator or stand beside one."""
        self.found: dict[Hashable, Said] = {}
        """What matching found already."""
        self._firsts: list[int] = []
        first = 0
        for turn in self.turns:
            self._firsts.append(first)
            self._index(turn, first, scope, glossary)
            first += len(turn.tokens) + BETWEEN_TURNS

    def quote(self, first: int, after: int) -> Evidence:
        """Quote the clauses around a stretch of positions, which lies within one turn."""
        turn, offset = self._turn_at(first)
        return quote(turn.turn, turn.text, turn.tokens, first - offset, after - offset)

    def words(self, first: int, after: int) -> str:
        """Return the text of a stretch of positions as it was typed."""
        turn, offset = self._turn_at(first)
        start, end = turn.tokens[first - offset].start, turn.tokens[after - offset - 1].end
        return turn.text[start:end]

    def _turn_at(self, position: int) -> tuple[SpokenTurn, int]:
        number = bisect_right(self._firsts, position) - 1
        return self.turns[number], self._firsts[number]

    def is_denied_near(self, key: str) -> bool:
        """Return whether a key is mentioned anywhere beside a negator."""
        return any(mention.denial_near for mention in self.mentions.get(key, ()))

    def sentences(self) -> Iterator[Sentence]:
        """Yield every sentence in order."""
        for turn, offset in zip(self.turns, self._firsts, strict=True):
            yield from sentences_of(turn, offset)

    def clauses(self) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Yield (first position, position behind, stems) of every clause."""
        for turn, offset in zip(self.turns, self._firsts, strict=True):
            first = offset
            for _, group in groupby(turn.tokens, key=lambda token: token.clause):
                stems = tuple(token.stem for token in group)
                yield first, first + len(stems), stems
                first += len(stems)

    def _index(
        self, turn: SpokenTurn, first: int, scope: CompiledScope, glossary: Glossary
    ) -> None:
        tokens = turn.tokens
        marks = polarities(tokens)
        near_denial = _beside(tokens, marks.clauses)
        self.near_denial.update(first + clause for clause in near_denial)
        said = chain(_heard(tokens, scope, glossary), _concepts(turn.spans, scope))
        for at, named in said:
            clause, polarity = tokens[at].clause, marks.marks[at]
            place = first + clause
            if clause in turn.ignored:
                for key, _, _ in named:
                    self.mentions.setdefault(key, [])
                continue
            position, denial_near = first + at, clause in near_denial
            for key, length, worth in named:
                mentions = self.mentions.get(key)
                if mentions is None:
                    mentions = self.mentions[key] = []
                elif len(mentions) >= MENTIONS_KEPT:
                    continue
                if polarity >= DENIED:
                    self.denied.add(place)
                    if polarity == UNDONE:
                        self.undone.setdefault(key, set()).add(place)
                mention = (position, position + length, place, polarity, denial_near, worth)
                mentions.append(_mention(Mention, mention))


def _concepts(
    spans: Iterable[Span], scope: CompiledScope
) -> Iterator[tuple[int, Sequence[tuple[str, int, float]]]]:
    """Yield the place of each concept that is listened for, and its (key, tokens, worth)."""
    for span in spans:
        if span.key in scope.keys:
            yield span.first, ((span.key, span.after - span.first, EXACT),)


def _heard(
    tokens: Sequence[Token], scope: CompiledScope, glossary: Glossary
) -> Iterator[tuple[int, Sequence[tuple[str, int, float]]]]:
    """Yield the place of each token that says something, and (key, number of tokens, worth)s."""
    heard, beginnings = scope.heard, scope.beginnings
    for at, token in enumerate(tokens):
        word = token.text
        alone = heard.get(word)
        if alone is None:
            alone = _said(token, scope, glossary)
            if len(heard) < WORDS_REMEMBERED:
                heard[word] = alone
        said = _joined(tokens, at, alone, scope) if word in beginnings else alone
        if said:
            yield at, said


def _joined(
    tokens: Sequence[Token], at: int, said: Sequence[tuple[str, int, float]], scope: CompiledScope
) -> Sequence[tuple[str, int, float]]:
    """Return what a token says, alone or with the next one, where the two are one word."""
    if at + 1 < len(tokens) and tokens[at + 1].start - tokens[at].end == 1:
        joined = tokens[at].text + tokens[at + 1].stem
        if joined in scope.keys:
            return [*(each for each in said if each[2] == EXACT), (joined, 2, EXACT)]
    return said


def _said(
    token: Token, scope: CompiledScope, glossary: Glossary
) -> tuple[tuple[str, int, float], ...]:
    keys = scope.keys
    heard = tuple((key, 1, EXACT) for key in (token.stem, *twin_keys(token.stem)) if key in keys)
    if heard or is_everyday(token.stem) or token.text in FUNCTION_WORDS:
        return heard
    if token.stem in scope.compounds:
        return tuple((part, 1, EXACT) for part in scope.compounds[token.stem])
    if glossary.knows(token.stem):
        return ()
    meant = scope.spellings.nearest(token.text)
    if meant is None:
        return ()
    return tuple((key, 1, MISSPELLED) for key in (meant, *twin_keys(meant)) if key in keys)


def _beside(tokens: Sequence[Token], clauses: frozenset[int]) -> set[int]:
    """Return the clauses that hold a negator, and their neighbours in the same sentence."""
    if not clauses:
        return set()
    sentences = {token.clause: token.sentence for token in tokens}
    return {
        beside
        for clause in clauses
        for beside in (clause - 1, clause, clause + 1)
        if sentences.get(beside) == sentences[clause]
    }
