"""What a candidate asks for and takes for given in a design round, in their own words.

One turn may ask for several facts, and nobody may be told a fact that they didn't ask for: a fact
is heard only where it is likely, beside all other facts and beside none of them, to be meant.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log

from mockint.assess.asking import clauses_of, parts_of, questions_in, sentences_in
from mockint.assess.glossary import Glossary
from mockint.assess.lexicon import FUNCTION_WORDS
from mockint.assess.phrasings import twin_keys, word_weight
from mockint.assess.tokens import Token, lowered, stem, tokenize
from mockint.assess.topics import GROUPS, SCAFFOLD, topics_in
from mockint.core.assessment import AssumptionHeard
from mockint.core.content import Fact

ASKS_FROM, CLAUSE_FROM, LISTED_FROM, ASSUMES_FROM = 0.7, 0.9, 0.95, 0.45
"""How likely it has to be that a fact, and no other and none, is meant: by a question, by one of
several that a sentence joins, by one of the parts that it lists, by an assumption."""
NOTHING = 2.4
"""The evidence for no fact at all, to which that for a fact is compared."""
VERBATIM = 3.0
"""What it counts that something is asked exactly as was expected."""
UNKNOWN_WORD = 0.75
"""What a word weighs that no fact is asked for with, of one that only one fact is."""
IN_THE_FACT = 0.5
"""What a word is worth for a fact that says it, though nobody was expected to ask with it."""
OFTEN = 2.0
"""Words and topics in half of the ways of asking for a fact are as good as in all."""
ABOUT_FROM = 0.1
"""The share of the ways of asking from which a fact is about a topic."""
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
_ASSUMES = re.compile(
    r"""\b(?:i(?:'ll|\ will|'d|\ would|'m\ going\ to|\ am\ going\ to)?\ (?:just\ |also\ )?
            (?:assume|suppose|presume|take\ it\ that)
      |(?:i'm|i\ am|we're|we\ are)\ assuming|assuming|let(?:'s|\ us|\ me)\ (?:just\ )?
            (?:assume|say|suppose|take)|my\ assumption|assumptions?\ (?:is|are|here)|assumption:
      |suppose|i(?:'ll|\ will|'d|\ would)\ (?:go|work)\ with|say\ (?:about\ |around\ )?[\d~$]
      |i(?:'d|\ would)\ guess|i\ guess)\b""",
    re.VERBOSE,
)


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
    often: Mapping[str, float]
    """How usual a key is, from 0 to 1, among the ways of asking."""


class Hearing:
    """Hears which of some facts are asked for, or assumed."""

    def __init__(self, facts: Sequence[Fact], glossary: Glossary) -> None:
        self._glossary = glossary
        self._facts = tuple(self._fact(fact) for fact in facts)
        self._verbatim = {_words(way): fact.id for fact in facts for way in fact.phrasings}
        held = Counter(key for fact in self._facts for key in fact.vocabulary)
        self._rarity: Mapping[str, float] = {
            key: 0.5 + log(1 + len(self._facts) / count) for key, count in held.items()
        }
        named = Counter(topic for fact in self._facts for topic in fact.topics)
        self._topic_rarity = defaultdict(
            lambda: 0.5 + log(1 + len(self._facts)),
            {topic: 0.5 + log(1 + len(self._facts) / n) for topic, n in named.items()},
        )
        self._unknown = UNKNOWN_WORD * (0.5 + log(1 + len(self._facts)))

    def facts_asked(self, text: str, answers: bool, finding_out: bool = False) -> tuple[str, ...]:
        """Return the facts that a turn asks for, in the order of asking.

        Of a turn that `answers` besides, only the questions at its end count: others are asked
        of oneself. Where somebody is `finding_out` what they need, a name asks: "the budget".
        """
        found: dict[str, None] = {}
        for question in questions_in(text, answers, finding_out):
            found |= dict.fromkeys(self._of_question(question))
        return tuple(found)

    def assumptions(self, text: str, turn: int) -> tuple[AssumptionHeard, ...]:
        """Return what a turn takes for given, each with the fact that it is about."""
        heard = []
        for start, end in sentences_in(text):
            sentence = text[start:end]
            found = _ASSUMES.search(lowered(sentence))
            if found is None or sentence.rstrip().endswith("?"):
                continue
            about = self._best(sentence[found.end() :], ASSUMES_FROM)
            quote = sentence.strip()
            at = start + sentence.index(quote)
            heard.append(
                AssumptionHeard(quote=quote, turn=turn, start=at, end=at + len(quote), fact=about)
            )
        return tuple(heard)

    def _of_question(self, question: str) -> Iterator[str]:
        """Yield the facts of one sentence: of each question that it joins, or else of all of it."""
        clauses = clauses_of(question)
        of_clauses = [fact for each in clauses if (fact := self._best(each, CLAUSE_FROM))]
        if len(set(of_clauses)) > 1:
            yield from of_clauses
        else:
            yield from self._of_list(question)

    def _of_list(self, question: str) -> Iterator[str]:
        """Yield the facts of one question: of its listed parts, or else of all of it."""
        whole = self._best(question)
        of_parts = [fact for part in parts_of(question) if (fact := self._best(part, LISTED_FROM))]
        if len(set(of_parts)) > 1 and not self._best(question, LISTED_FROM):
            yield from of_parts
        elif whole is not None:
            yield whole
        else:
            yield from of_parts

    def _best(self, text: str, least: float = ASKS_FROM) -> str | None:
        """Return the fact that a text is most likely about, if that is likely enough."""
        if (as_expected := self._verbatim.get(_words(text))) is not None:
            return as_expected
        keys, topics = self._keys(text), topics_in(lowered(text))
        if not keys and not topics:
            return None
        of_topics = {name: self._keys(said) for name, said in topics.items()}
        evidence = [self._evidence(keys, of_topics, fact) for fact in self._facts]
        best = max(range(len(evidence)), key=evidence.__getitem__)
        likely = exp(evidence[best]) / (exp(NOTHING) + sum(map(exp, evidence)))
        return self._facts[best].id if likely >= least else None

    def _evidence(
        self, keys: frozenset[str], of_topics: Mapping[str, frozenset[str]], fact: _Fact
    ) -> float:
        """Return what speaks for a fact: its words and its topics in a question.

        The weights are those of a choice among facts, fitted on the authored ways of asking of six
        cases, each time without the way that was asked and tried on the case left out.
        """
        total = self._sum(keys) or 1.0
        shared = keys & fact.vocabulary
        said = (keys & fact.said) - shared
        own = min(1.0, (self._sum(shared) + IN_THE_FACT * self._sum(said)) / total)
        usual = sum(self._weight(key) * fact.often.get(key, 0.0) for key in keys) / total
        alike = max(2 * self._sum(way & keys) / (self._sum(way) + total) for way in fact.ways)
        rarity = self._topic_rarity
        named = sum(rarity[topic] for topic in of_topics) or 1.0
        of_question = sum(rarity[t] * min(1.0, OFTEN * fact.topics.get(t, 0.0)) for t in of_topics)
        of_fact = sum(rarity[t] * share for t, share in fact.topics.items()) or 1.0
        touched = sum(rarity[t] * share for t, share in fact.topics.items() if t in of_topics)
        explained = shared | said
        for topic, words_of in of_topics.items():
            if fact.topics.get(topic, 0.0) >= ABOUT_FROM:
                explained |= words_of
        return (
            1.9 * own
            + 2.0 * usual
            + 1.4 * alike
            + 1.2 * of_question / named
            + 3.1 * touched / of_fact
            + (VERBATIM if alike > 1 - 1e-9 else 0.0)
            - 3.0 * self._sum(keys - explained) / total
        )

    def _sum(self, keys: frozenset[str]) -> float:
        return sum(map(self._weight, keys))

    def _weight(self, key: str) -> float:
        if key.startswith("#"):
            return _FORM_WEIGHT
        return self._rarity.get(key, self._unknown)

    def _fact(self, fact: Fact) -> _Fact:
        ways = tuple(filter(None, (self._keys(phrasing) for phrasing in fact.phrasings)))
        vocabulary = frozenset(key for way in ways for key in way)
        many = len(fact.phrasings)
        topics = Counter(t for text in fact.phrasings for t in topics_in(lowered(text)))
        return _Fact(
            id=fact.id,
            ways=ways or (frozenset({"#"}),),
            vocabulary=vocabulary,
            said=self._keys(fact.says),
            topics={topic: count / many for topic, count in topics.items()},
            often={
                key: min(1.0, OFTEN * sum(key in way for way in ways) / len(ways))
                for key in vocabulary
            },
        )

    def _keys(self, text: str) -> frozenset[str]:
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
