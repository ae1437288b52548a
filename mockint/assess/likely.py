"""How likely each of some facts is to be what a question means, beside the others and beside none.

The weights are those of a choice among facts and none, fitted on a part of the authored ways of
asking, each time without those that were asked, on ways of asking for what is in other cases, and
on questions in free wording by people who had not seen the authored ones.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log, sqrt
from typing import NamedTuple

from mockint.assess.glossary import Glossary
from mockint.assess.lexicon import FUNCTION_WORDS
from mockint.assess.phrasings import twin_keys, word_weight
from mockint.assess.tokens import Token, lowered, stem, tokenize
from mockint.assess.topics import GROUPS, SCAFFOLD, topics_in
from mockint.core.content import Fact

NOTHING = 2.85
"""The evidence for no fact at all, to which that for a fact is compared."""
UNKNOWN_WORD = 0.75
"""What a word weighs that no fact is asked for with, of one that only one fact is."""
OFTEN = 2.0
"""Topics in half of the ways of asking for a fact are as good as in all."""
ABOUT_FROM = 0.1
"""The share of the ways of asking from which a fact is about a topic."""
NEAREST = 3
"""Ways of asking that are compared word by word besides the nearest one."""
SMOOTHED = 0.3
"""Ways of asking that are thought to be there besides, with words as they are in all of them."""
AGAINST = -2.5
"""The most that one word speaks against a fact."""
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (f"#{name}", re.compile(pattern))
    for name, pattern in (
        ("count", r"\bhow many\b|\bnumber of\b|\bcount\b|\bhow big\b|\bhow large\b|\bsize\b"),
        ("time", r"\bhow (?:fast|quick(?:ly)?|long|soon)\b|\bwhen\b"),
        ("often", r"\bhow (?:often|frequent(?:ly)?|fresh)\b"),
        ("who", r"\bwho\b|\bwhose\b"),
        ("where", r"\bwhere\b"),
    )
)
_FORM_WEIGHT = 0.8
_RUN_TOGETHER = frozenset({"whats", "hows", "wheres", "whos", "whens", "theres", "im"})
"""As typed in haste."""


class Likely(NamedTuple):
    """The fact that a text is most likely about, and the one that comes next."""

    likely: float
    fact: str
    second_likely: float = 0.0
    second: str = ""


@dataclass(frozen=True, slots=True)
class _Fact:
    id: str
    ways: tuple[frozenset[str], ...]
    """The keys of each way of asking."""
    vocabulary: frozenset[str]
    said: frozenset[str]
    """Keys of what the fact says."""
    topics: Mapping[str, float]
    """What share of the ways of asking names each topic."""
    asked_with: Mapping[str, int]
    """How many of the ways of asking hold each key."""
    word_by_word: tuple[frozenset[str], ...]
    """All words of each way of asking."""


class Facts:
    """Facts that may be asked for."""

    def __init__(self, facts: Sequence[Fact], glossary: Glossary) -> None:
        self._glossary = glossary
        self._facts = tuple(self._fact(fact) for fact in facts)
        self._verbatim = {_words(way): fact.id for fact in facts for way in fact.phrasings}
        held = Counter(key for fact in self._facts for key in fact.vocabulary)
        many = len(self._facts)
        self._rarity = {key: 0.5 + log(1 + many / count) for key, count in held.items()}
        self._unknown = UNKNOWN_WORD * (0.5 + log(1 + many))
        named = Counter(topic for fact in self._facts for topic in fact.topics)
        self._topic_rarity: Mapping[str, float] = defaultdict(
            lambda: 0.5 + log(1 + many),
            {topic: 0.5 + log(1 + many / n) for topic, n in named.items()},
        )
        self._asked_with: Counter[str] = Counter()
        for fact in self._facts:
            self._asked_with.update(fact.asked_with)
        self._ways = sum(len(fact.ways) for fact in self._facts)
        said = Counter(word for fact in self._facts for way in fact.word_by_word for word in way)
        self._word_rarity: Mapping[str, float] = defaultdict(
            lambda: log(1 + self._ways),
            {word: log(1 + self._ways / count) for word, count in said.items()},
        )

    def likely(self, text: str) -> Likely:
        """Return the fact that a text is most likely about, and the one that comes next."""
        words = _words(text)
        if (as_expected := self._verbatim.get(words)) is not None:
            return Likely(1.0, as_expected)
        keys, topics = self.keys(text), topics_in(lowered(text))
        if not self._facts or not (keys or topics):
            return Likely(0.0, "")
        of_topics = {name: self.keys(said) for name, said in topics.items()}
        evidence = [
            exp(self._evidence(keys, of_topics, frozenset(words.split()), fact))
            for fact in self._facts
        ]
        total = exp(NOTHING) + sum(evidence)
        ranked = sorted(zip(evidence, self._facts, strict=True), key=lambda pair: -pair[0])
        (best, fact), (next_best, other) = ranked[0], ranked[min(1, len(ranked) - 1)]
        return Likely(best / total, fact.id, next_best / total, other.id)

    def keys(self, text: str) -> frozenset[str]:
        """Return what a text is about: concepts, stems, and the form of its question."""
        plain = lowered(text)
        tokens = tokenize(text)
        keys = {name for name, form in _FORMS if form.search(plain)}
        inside: set[int] = set()
        for span in self._glossary.spans(tokens):
            keys.add(span.key)
            inside |= set(range(span.first, span.after))
        for position, token in enumerate(tokens):
            if position in inside or _carries_nothing(token):
                continue
            if token.text[0].isdigit() or not word_weight(token):
                continue
            keys.add(_topic(token.stem))
        return frozenset(keys)

    def _evidence(
        self,
        keys: frozenset[str],
        of_topics: Mapping[str, frozenset[str]],
        words: frozenset[str],
        fact: _Fact,
    ) -> float:
        """Return what speaks for a fact: the words and the topics of a question."""
        total = self._sum(keys) or 1.0
        alike = max(2 * self._sum(way & keys) / (self._sum(way) + total) for way in fact.ways)
        rarity = self._topic_rarity
        named = sum(rarity[topic] for topic in of_topics) or 1.0
        of_question = sum(rarity[t] * min(1.0, OFTEN * fact.topics.get(t, 0.0)) for t in of_topics)
        of_fact = sum(rarity[t] * share for t, share in fact.topics.items()) or 1.0
        touched = sum(rarity[t] * share for t, share in fact.topics.items() if t in of_topics)
        explained = keys & (fact.vocabulary | fact.said)
        for topic, words_of in of_topics.items():
            if fact.topics.get(topic, 0.0) >= ABOUT_FROM:
                explained |= words_of
        nearest = self._nearest(words, fact)
        tells = [self._tells(key, fact) for key in keys]
        return (
            0.6 * alike
            + 1.25 * of_question / named
            + 1.05 * touched / of_fact
            - 2.25 * self._sum(keys - explained) / total
            + 2.7 * nearest[0]
            + 2.85 * sum(nearest) / NEAREST
            + 0.35 * sum(tells) / sqrt(len(keys) or 1)
            + 0.25 * sum(each for each in tells if each > 0)
        )

    def _nearest(self, words: frozenset[str], fact: _Fact) -> list[float]:
        """Return how like the nearest ways of asking are, word by word, the nearest first."""
        weight = self._word_weight(words) or 1.0
        alike = sorted(
            (
                2 * self._word_weight(way & words) / (self._word_weight(way) + weight)
                for way in fact.word_by_word
            ),
            reverse=True,
        )
        return alike[:NEAREST]

    def _word_weight(self, words: frozenset[str]) -> float:
        return sum(self._word_rarity[word] for word in words)

    def _tells(self, key: str, fact: _Fact) -> float:
        """Return how much more a fact is asked for with a key than facts are: a logarithm."""
        in_all = (self._asked_with[key] + 0.5) / (self._ways + 1)
        in_fact = (fact.asked_with.get(key, 0) + SMOOTHED * in_all) / (len(fact.ways) + SMOOTHED)
        return max(AGAINST, log(in_fact / in_all))

    def _sum(self, keys: frozenset[str]) -> float:
        return sum(map(self._weight, keys))

    def _weight(self, key: str) -> float:
        if key.startswith("#"):
            return _FORM_WEIGHT
        return self._rarity.get(key, self._unknown)

    def _fact(self, fact: Fact) -> _Fact:
        ways = tuple(filter(None, (self.keys(phrasing) for phrasing in fact.phrasings)))
        many = len(fact.phrasings)
        topics = Counter(t for text in fact.phrasings for t in topics_in(lowered(text)))
        return _Fact(
            id=fact.id,
            ways=ways or (frozenset({"#"}),),
            vocabulary=frozenset(key for way in ways for key in way),
            said=self.keys(fact.says),
            topics={topic: count / many for topic, count in topics.items()},
            asked_with=Counter(key for way in ways for key in way),
            word_by_word=tuple(frozenset(_words(way).split()) for way in fact.phrasings),
        )


def _carries_nothing(token: Token) -> bool:
    word = token.text
    return word in FUNCTION_WORDS or word in _RUN_TOGETHER or token.stem in _scaffold()


@lru_cache(maxsize=1)
def _scaffold() -> frozenset[str]:
    return frozenset(map(stem, SCAFFOLD))


def _topic(word_stem: str) -> str:
    """Return what stands for a word: its group, if it has one."""
    own = _topics().get(word_stem)
    return own or (twin_keys(word_stem) or (word_stem,))[0]


@lru_cache(maxsize=1)
def _topics() -> dict[str, str]:
    return {stem(word): f"~{min(group)}" for group in GROUPS for word in group}


def _words(text: str) -> str:
    return " ".join(token.text for token in tokenize(text))
