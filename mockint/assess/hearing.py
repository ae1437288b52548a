"""What a candidate asks for and takes for given in a design round, in their own words.

One turn may ask for several facts, and nobody may be told a fact that they didn't ask for: a
question counts only where most of its words belong to the fact, and most of one way of asking for
that fact is in the question.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from mockint.assess import intent_patterns as forms
from mockint.assess.glossary import Glossary
from mockint.assess.lexicon import FUNCTION_WORDS, words
from mockint.assess.phrasings import twin_keys, word_weight
from mockint.assess.tokens import lowered, stem, tokenize
from mockint.core.assessment import AssumptionHeard
from mockint.core.content import Fact

ASKS_FROM = 0.62
"""How well question and fact have to fit."""
LEAST_RECALL, LEAST_PRECISION = 0.4, 0.5
APART = 0.06
"""By how much the best fact must fit better than the next."""
ASSUMES_FROM = 0.45
"""The same for an assumption, which names the thing and gives its own value."""
UNKNOWN_WORD = 0.75
"""What a word weighs that no fact is asked for with, of one that only one fact is."""
IN_THE_FACT = 0.5
"""What a word is worth for a fact that says it, though nobody was expected to ask with it."""
LONGEST_TURN = 4000
"""Characters of a turn that are looked at."""
MOST_UNITS = 40

_SCAFFOLD = words(
    """
    need want know like ask tell give get expect expected plan assume assuming say there any some
    kind sort type roughly about approximately typical typically usual usually current currently
    today now please also else us we our you your let quick question questions clear clarify
    understand wonder wondering curious idea sense think thinking should must would could design
    system thing things something anything here look looking looks talking speaking terms regarding
    concerning concern general generally really exactly specific specifically specify specified
    mean means first second next then okay ok sure right great thanks number numbers figure
    consider considering considered keep mind have has had got way work works working happen happens
    constraint constraints requirement requirements restriction restrictions target targets limit
    limits expectation expectations goal goals need needs rule rules policy policies concerns
    scope up show shows acceptable allowed support supported handle important matter matters
    make makes made take takes use uses used using be being become set up case cases point
    """
)
"""Words by which one asks, and not what one asks for."""
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
_ABOUT: tuple[frozenset[str], ...] = tuple(
    words(group)
    for group in """
update updates updated change changes changed refresh modify edit edited fresh stale lag
sensitive personal pii private privacy gdpr compliance regulation regulated legal hipaa regulatory
hosted external vendor openai anthropic azure onprem premises premise inhouse house vpc outside
hallucination hallucinate incorrect wrong mistake false
quality accurate accuracy success successful good precise correctness
load traffic qps rps throughput volume
latency fast slow wait response ttft sla p95 p99 quick
budget cost costs costly spend spending money price pay expensive cheap bill afford
user users people employee employees audience
language languages multilingual english locale locales german spanish
permission permissions access acl acls authorization restricted entitlement rbac
scan scans scanned ocr
peak spike spikes burst bursts bursty busy busiest
grow growth growing
region regions country countries geography residency
availability uptime downtime outage available
retention retain kept delete deletion erase
document documents doc docs file files
""".strip().splitlines()
)
"""Words by which candidates ask for the same, whatever is designed."""
_FORM_WEIGHT = 0.8
_LISTED = re.compile(r"\s*(?:[,;/&]|\band\b|\bas well as\b|\bplus\b)\s*")
_ASKING = re.compile(
    r"""\A\W*(?:(?:so|and|also|ok|okay|well|right|sure|thanks|great|first|second|then|next|but
        |another\ (?:one|question)|one\ more(?:\ thing)?|quick\ question|before\ i\ start)\W+)*
    (?:i(?:'d|\ would|'ll|\ will)?\ (?:also\ |just\ |first\ )?
            (?:like|want|need|have|love)\ to\ (?:know|ask|clarify|understand|find\ out|check|see)
      |i(?:'m|\ am)\ (?:wondering|curious|asking)|let\ me\ (?:ask|clarify|check)|tell\ me
      |(?:can|could|would|will)\ you\ (?:tell|give|share|say|describe)|give\ me|what\ about
      |how\ about|my\ (?:first|next|other|last)?\ ?questions?\b|a\ question
      |anything\ (?:on|about)|any\ \w+|do\ (?:we|you|they)|does|is\ there|are\ there)""",
    re.VERBOSE,
)
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


class Hearing:
    """Hears which of some facts are asked for, or assumed."""

    def __init__(self, facts: Sequence[Fact], glossary: Glossary) -> None:
        self._glossary = glossary
        self._facts = tuple(self._fact(fact) for fact in facts)
        held = Counter(key for fact in self._facts for key in fact.vocabulary)
        self._rarity: Mapping[str, float] = {
            key: 0.5 + log(1 + len(self._facts) / count) for key, count in held.items()
        }
        self._unknown = UNKNOWN_WORD * (0.5 + log(1 + len(self._facts)))

    def facts_asked(self, text: str, answers: bool) -> tuple[str, ...]:
        """Return the facts that a turn asks for, in the order of asking.

        Of a turn that `answers` besides, only the questions at its end count: others are asked
        of oneself.
        """
        found: dict[str, None] = {}
        for question in _questions(text, answers):
            found |= dict.fromkeys(self._of_question(question))
        return tuple(found)

    def assumptions(self, text: str, turn: int) -> tuple[AssumptionHeard, ...]:
        """Return what a turn takes for given, each with the fact that it is about."""
        heard = []
        for start, end in _sentences(text):
            sentence = text[start:end]
            found = _ASSUMES.search(lowered(sentence))
            if found is None or sentence.rstrip().endswith("?"):
                continue
            about = self._best(sentence[found.end() :], ASSUMES_FROM, of_a_question=False)
            quote = sentence.strip()
            at = start + sentence.index(quote)
            heard.append(
                AssumptionHeard(quote=quote, turn=turn, start=at, end=at + len(quote), fact=about)
            )
        return tuple(heard)

    def _of_question(self, question: str) -> Iterator[str]:
        """Yield the facts of one question: of its listed parts, or else of all of it."""
        whole = self._best(question)
        parts = [part for part in _LISTED.split(question) if part.strip()]
        of_parts = [fact for part in parts if (fact := self._best(part))]
        if len(set(of_parts)) > 1:
            yield from of_parts
        elif whole is not None:
            yield whole
        else:
            yield from of_parts

    def _best(
        self, text: str, least: float = ASKS_FROM, *, of_a_question: bool = True
    ) -> str | None:
        keys = self._keys(text)
        if not keys:
            return None
        ranked = sorted(
            ((self._fit(keys, fact, of_a_question), fact.id) for fact in self._facts),
            reverse=True,
        )
        best, runner_up = ranked[0], ranked[1] if len(ranked) > 1 else (0.0, "")
        if best[0] < least or best[0] - runner_up[0] < APART:
            return None
        return best[1]

    def _fit(self, keys: frozenset[str], fact: _Fact, of_a_question: bool) -> float:
        """Return how well a question and a fact fit: the mean of recall and precision."""
        shared = keys & fact.vocabulary
        if all(key.startswith("#") for key in shared):
            return 0.0
        total = sum(map(self._weight, keys))
        own = sum(self._weight(key) for key in shared)
        own += IN_THE_FACT * sum(self._weight(key) for key in (keys & fact.said) - shared)
        precision = min(1.0, own / total)
        recall = max(
            sum(self._weight(key) for key in way & keys) / sum(map(self._weight, way))
            for way in fact.ways
        )
        if recall < LEAST_RECALL or (of_a_question and precision < LEAST_PRECISION):
            return 0.0
        return (recall + precision) / 2

    def _weight(self, key: str) -> float:
        if key.startswith("#"):
            return _FORM_WEIGHT
        return self._rarity.get(key, self._unknown)

    def _fact(self, fact: Fact) -> _Fact:
        ways = tuple(filter(None, (self._keys(phrasing) for phrasing in fact.phrasings)))
        vocabulary = frozenset(key for way in ways for key in way)
        return _Fact(fact.id, ways or (frozenset({"#"}),), vocabulary, self._keys(fact.says))

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
            if position in inside or token.text in FUNCTION_WORDS or token.text in _SCAFFOLD:
                continue
            if token.text[0].isdigit() or not word_weight(token):
                continue
            keys.add(_topic(token.stem))
        return frozenset(keys)


def _topic(word_stem: str) -> str:
    """Return what stands for a word: its group, if it has one."""
    own = _topics().get(word_stem)
    return own or (twin_keys(word_stem) or (word_stem,))[0]


@lru_cache(maxsize=1)
def _topics() -> dict[str, str]:
    return {stem(word): f"~{min(group)}" for group in _ABOUT for word in group}


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence begins and ends."""
    text = text[:LONGEST_TURN]
    start = 0
    for found in re.finditer(r"[.!?]+(?=\s|\Z)|\n+", text):
        if text[start : found.end()].strip():
            yield start, found.end()
        start = found.end()
    if text[start:].strip():
        yield start, len(text)


def _questions(text: str, answers: bool) -> list[str]:
    """Return the sentences that ask something."""
    sentences = [text[start:end].strip() for start, end in _sentences(text)][-MOST_UNITS:]
    asks = [_asks(sentence) for sentence in sentences]
    if answers and 2 * sum(asks) <= len(asks):
        first = len(asks)
        while first and asks[first - 1]:
            first -= 1
        sentences, asks = sentences[first:], asks[first:]
    return [sentence for sentence, asking in zip(sentences, asks, strict=True) if asking]


def _asks(sentence: str) -> bool:
    plain = lowered(sentence).strip()
    if plain.endswith("?"):
        return True
    return bool(_ASKING.match(plain) or forms.OPEN_QUESTION.match(plain))
