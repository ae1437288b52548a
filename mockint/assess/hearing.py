"""What a candidate asks for and takes for given in a design round, in their own words.

One turn may ask for several facts, and nobody may be told a fact that they didn't ask for: a fact
is heard only where it is likely, beside all other facts and beside none of them, to be meant.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf, log

from mockint.assess.asking import (
    clauses_of,
    parts_of,
    questions_in,
    refers_back,
    repeats,
    sentences_in,
    shares_its_end,
    subject_of,
)
from mockint.assess.glossary import Glossary
from mockint.assess.likely import Facts
from mockint.assess.numbers import parse_quantities
from mockint.assess.quantities import Quantity
from mockint.assess.tokens import lowered
from mockint.core.assessment import AssumptionHeard
from mockint.core.content import Fact

ASKS_FROM, CLAUSE_FROM, LISTED_FROM, ASSUMES_FROM = 0.6, 0.7, 0.9, 0.6
"""How likely it has to be that a fact, and no other and none, is meant: by a question, by one of
several that a sentence joins, by one of the parts that it lists, by an assumption."""
DOUBTED_FROM, SECOND_FROM = 0.35, 0.15
"""How likely it has to be, at least, for the interviewer to ask back whether that is meant, and
whether it is that or another."""
FARTHEST = 100.0
"""How many times a fact's figure, or which part of it, something assumed about it may be."""
SAYS_ENOUGH = 2
"""Words of a question of which it can be told by itself what "how long are they" is about."""
_ASSUMES = re.compile(
    r"""\b(?:i(?:'ll|\ will|'d|\ would|'m\ going\ to|\ am\ going\ to)?\ (?:just\ |also\ )?
            (?:assume|suppose|presume|take\ it\ that)
      |(?:i'm|i\ am|we're|we\ are)\ assuming|assuming|let(?:'s|\ us|\ me)\ (?:just\ )?
            (?:assume|say|suppose|take)|my\ assumption|assumptions?\ (?:is|are|here)|assumption:
      |suppose|i(?:'ll|\ will|'d|\ would)\ (?:go|work)\ with|say\ (?:about\ |around\ )?[\d~$]
      |i(?:'d|\ would)\ guess|i\ guess)\b
      |\A\W*(?:and\ |then\ |so\ )?assume\b""",
    re.VERBOSE,
)
_CHOSEN = re.compile(
    r"\bthresholds?\b|\bcut-?\s?offs?\b|\brecall\b|\bhit[ -]rates?\b|\bsampling\b|\bbatch(?:es)?\b"
)
"""What a designer chooses, and no fact tells."""


@dataclass(frozen=True, slots=True)
class FactsHeard:
    """Which facts a turn asks for."""

    asked: tuple[str, ...] = ()
    doubted: tuple[str, ...] = ()
    """What a question may mean, and may not: it is told only to who says so."""
    unheard: bool = False
    """Whether something else was asked besides of which it can't be told what it means."""


class Hearing:
    """Hears which of some facts are asked for, or assumed."""

    def __init__(self, facts: Sequence[Fact], glossary: Glossary) -> None:
        self._facts = Facts(facts, glossary)
        self._says = {fact.id: lowered(fact.says) for fact in facts}
        # Only the facts of a case have their numbers by name.
        self._values = {fact.id: tuple(getattr(fact, "values", {}).values()) for fact in facts}

    def facts_asked(
        self, text: str, answers: bool, finding_out: bool = False, said: str = ""
    ) -> FactsHeard:
        """Return the facts that a turn asks for, in the order of asking, and those it may mean.

        Of a turn that `answers` besides, only the questions at its end count. Where somebody is
        `finding_out` what they need, all do, and a name asks, too: "the budget". What the
        interviewer `said` just before asks for nothing when it is given back.
        """
        asked: dict[str, None] = {}
        doubted: dict[str, None] = {}
        unheard = False
        for question in questions_in(text, answers, finding_out):
            if repeats(question, said):
                continue
            heard = self._of_question(question)
            asked |= dict.fromkeys(heard.asked)
            doubted |= dict.fromkeys(heard.doubted)
            unheard |= heard.unheard or not (heard.asked or heard.doubted)
        doubted = {name: None for name in doubted if name not in asked}
        return FactsHeard(tuple(asked), tuple(doubted), bool(asked) and unheard)

    def assumptions(self, text: str, turn: int, said: str = "") -> tuple[AssumptionHeard, ...]:
        """Return what a turn takes for given, each with the fact that it is about.

        What the interviewer `said` just before is no assumption when it is given back.
        """
        heard = []
        for start, end in sentences_in(text):
            sentence = text[start:end]
            found = _ASSUMES.search(lowered(sentence))
            asks = sentence.rstrip().endswith("?")
            if found is None or asks or repeats(sentence, said):
                continue
            about, times = self._assumed(sentence[found.end() :])
            quote = sentence.strip()
            at = start + sentence.index(quote)
            heard.append(
                AssumptionHeard(
                    quote=quote, turn=turn, start=at, end=at + len(quote), fact=about, times=times
                )
            )
        return tuple(heard)

    def _assumed(self, text: str) -> tuple[str | None, float | None]:
        """Return the fact that an assumption is about, and its figure over that of the fact."""
        figures = parse_quantities(text)
        found = max(self._facts.likely(text), self._facts.likely(_as_asked(text, figures)))
        own = _CHOSEN.search(lowered(text))
        if found.likely < ASSUMES_FROM or (own and own.group() not in self._says[found.fact]):
            return None, None
        values = self._values[found.fact]
        if not (figures and values):
            return found.fact, None
        times = _nearest_times(figures, values)
        if not 1 / FARTHEST < times < FARTHEST:
            return None, None
        return found.fact, times

    def _of_question(self, question: str) -> FactsHeard:
        """Return the facts of a sentence: of each question that it joins, or else of it all."""
        clauses = clauses_of(question)
        if len(clauses) > 1:
            found = [self._of_clause(clause, before) for before, clause in pairwise(["", *clauses])]
            sure = tuple(fact for fact in found if fact)
            open_ = [self._of_list(c) for c, fact in zip(clauses, found, strict=True) if not fact]
            if len(set(sure)) > 1 or (sure and any(each.doubted for each in open_)):
                doubted = tuple(name for each in open_ for name in each.doubted)
                return FactsHeard(sure, doubted, any(not each.doubted for each in open_))
            if sure and self._facts.likely(question).likely < ASKS_FROM:
                return FactsHeard(sure, (), unheard=True)
        return self._of_list(question)

    def _of_clause(self, clause: str, before: str) -> str:
        """Return what a question means that is joined to one before it: "how long are they"."""
        alone = self._facts.likely(clause)
        if not before or not refers_back(clause):
            return alone.fact if alone.likely >= ASKS_FROM else ""
        with_it = self._facts.likely(f"{clause} {subject_of(before)}")
        own = [key for key in self._facts.keys(clause) if not key.startswith("#")]
        best = max(alone, with_it)
        if len(own) < SAYS_ENOUGH and alone.fact != with_it.fact:
            best = with_it
        return best.fact if best.likely >= CLAUSE_FROM else ""

    def _of_list(self, question: str) -> FactsHeard:
        """Return the facts of one question: of its listed parts, or else of all of it."""
        whole = self._facts.likely(question)
        parts = parts_of(question)
        of_parts = [
            best for part in parts if (best := self._facts.likely(part)).likely >= LISTED_FROM
        ]
        named = tuple(best.fact for best in of_parts)
        if len(set(named)) > 1:
            all_named = len(named) == len(parts) and not shares_its_end(parts)
            if all_named or whole.likely < LISTED_FROM:
                return FactsHeard(named)
        if whole.likely >= ASKS_FROM:
            return FactsHeard((whole.fact,))
        if named:
            return FactsHeard(named)
        if whole.likely < DOUBTED_FROM:
            return FactsHeard()
        second = () if whole.second_likely < SECOND_FROM else (whole.second,)
        return FactsHeard((), (whole.fact, *second))


def _as_asked(text: str, figures: Sequence[Quantity]) -> str:
    """Return what would be asked for what is assumed: "how many documents", not "two million"."""
    if not figures or not figures[0].bare or figures[0].value <= 1:
        return text
    first = figures[0]
    return f"how many {text[first.end :]}"


def _nearest_times(figures: Sequence[Quantity], values: Sequence[float]) -> float:
    """Return the figure that is nearest to a value over that value.

    A value's unit is its name's, so that a figure counts with its unit and without it.
    """
    said = [number for figure in figures for number in (figure.value, figure.figure) if number]
    pairs = [number / value for number in said for value in values if value]
    return min(pairs, key=lambda times: abs(log(abs(times))), default=inf)
