"""Wrong claims: made in one sentence, not denied, not quoted in order to be refuted.

Measured on published short-answer corpora: generic cues of a wrong answer are no better than
chance, authored claims with polarity and the scope of negation reach a precision of .95. Precision
goes before recall: a person who is called wrong without having been wrong stops listening.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from mockint.assess.answers import Sentence, SpokenAnswer
from mockint.assess.naming import named_in, said_in
from mockint.assess.phrasings import Phrasing
from mockint.assess.reading import Reading
from mockint.assess.refutations import asserted
from mockint.assess.scopes import CompiledClaim, CompiledScope
from mockint.assess.windows import Hit, RawHit, best_window, weight_of
from mockint.core.assessment import ClaimHeard

BEST, MEAN, OF = 2.0, 1.0, 3
"""What the best phrasing of a claim counts in a sentence, and the mean of its best three."""
WORD, WORDS, HALF, HALVES = 0.14, 8, 0.28, 4
"""What each word counts by which those three find the claim, and what so many phrasings do that are
half said: whoever makes a claim rarely says it in the words of one phrasing only; chance does."""
AGAINST = 0.5
"""What counts against a claim: how well the answer makes the very point that it contradicts."""
CLAIMED_FROM = 2.58
"""The sum from which a claim is made. Measured on four sets of graded answers, those of half the
questions telling the figures for the other half: at the same share of errors heard, two thirds of
the false alarms of a bar on the best phrasing."""
SAID_FROM, HALF_FROM, WHOLE_FROM = 0.4, 0.55, 0.7
"""The share of a phrasing from which it counts at all, is half said, or said."""
SHORT, LONG = 0.07, 3.0
"""How much less is said of a phrasing that weighs less: without one word of three, the claim itself
may be missing."""
UNDERSTOOD, SENTENCES_BEFORE = 0.3, 2
"""What a word is worth that isn't said again, as one of so many sentences before named it."""
WORTH_HEARING = 0.45
"""The share of a phrasing's words below which a sentence is not looked at."""
TAKEN, HELD_FROM = 0.3, 0.7
"""What is lost of words that, in the same place, make a point better than they make the claim, or
make it so well that they are the point's own."""
POINTS_BY, POINT_FROM = 2, 0.5
"""The phrasings by which a point holds words, and the score from which they do."""
CLAUSES = 3
"""Clauses, one beside the other, over which a claim may stretch."""
BESIDE = 8
"""Other words that may stand between those of a claim."""
BEYOND = 1 << 60
"""A position behind every answer."""
DENIED_FROM = 0.7
"""The share that it has to name for a denial to take the claim back."""


class _Said(NamedTuple):
    """A phrasing of a claim in one sentence, as far as it is said."""

    share: float
    phrasing: Phrasing
    hits: Sequence[Hit]


def claims_made(
    scope: CompiledScope,
    answer: SpokenAnswer,
    readings: Mapping[str, Reading],
    elsewhere: Iterable[Reading] = (),
) -> tuple[ClaimHeard, ...]:
    """Return the claims that stand at the end of an answer, each where it was first made.

    What was read of the points, by their ids, tells where words that claims share speak for a
    point; `elsewhere` are readings of what else is true of the topic.
    """
    points = _strengths(scope, readings)
    listener = _Listener(answer, _words_of_points([*readings.values(), *elsewhere]))
    standing = []
    for claim in scope.claims:
        made = listener.hear(claim, points.get(claim.contradicts or "", 0.0))
        if made is not None:
            first = min(hit.position for hit in made.hits)
            after = max(hit.after for hit in made.hits)
            evidence = answer.quote(first, after)
            standing.append(ClaimHeard(id=claim.id, **evidence.model_dump()))
    return tuple(standing)


def _by_share(found: _Said) -> float:
    return -found.share


def _is_made(said: Sequence[_Said], of: int, against: float) -> bool:
    """Return whether enough speaks for a claim in one sentence, by its phrasings, the best first.

    They are some `of` all that it has; `against` is how well the answer makes the point that the
    claim contradicts.
    """
    if not said or said[0].share < HALF_FROM:
        return False
    best = said[:OF]
    words = {hit.position for each in best for hit in each.hits}
    halves = sum(each.share >= HALF_FROM for each in said)
    evidence = BEST * best[0].share + MEAN * sum(each.share for each in best) / min(of, OF)
    evidence += WORD * min(len(words), WORDS) + HALF * min(1.0, halves / min(of, HALVES))
    return evidence - AGAINST * against >= CLAIMED_FROM


def _strengths(scope: CompiledScope, readings: Mapping[str, Reading]) -> dict[str, float]:
    """Return how well each point is made, of a group by its best member."""
    points: dict[str, float] = {}
    for statement in scope.statements:
        strength = readings[statement.id].strength
        points[statement.point] = max(points.get(statement.point, 0.0), strength)
        points[statement.id] = strength
    return points


class _Listener:
    """Hears claims in the sentences of one answer."""

    def __init__(self, answer: SpokenAnswer, points: Mapping[int, float]) -> None:
        self._answer = answer
        self._points = points
        self._sentences = list(answer.sentences())
        self._starts = [s.offset + s.first for s in self._sentences] + [BEYOND]
        self._sentence_of = {
            sentence.offset + token.clause: number
            for number, sentence in enumerate(self._sentences)
            for token in sentence.tokens
        }
        self._denying = {self._sentence_of[clause] for clause in answer.near_denial}
        self._naming: dict[tuple[str, ...], frozenset[int]] = {}

    def hear(self, claim: CompiledClaim, against: float) -> _Said | None:
        """Return how a claim was first made that was not taken back after, if it was."""
        said: dict[int, list[_Said]] = {}
        taken_back = -1
        for phrasing in claim.phrasings:
            for number, found in self._said(phrasing):
                if found.share >= SAID_FROM:
                    said.setdefault(number, []).append(found)
                if found.share < WHOLE_FROM and self._denies(phrasing, number):
                    taken_back = max(taken_back, number)
        made: dict[int, _Said] = {}
        for number, each in said.items():
            each.sort(key=_by_share)
            enough = _is_made(each, len(claim.phrasings), against)
            if not enough and each[0].share < WHOLE_FROM:
                continue
            stances = [
                asserted(claim, found.phrasing, found.hits, self._sentences, number)
                for found in each
            ]
            if any(
                stance is False and found.share >= WHOLE_FROM
                for found, stance in zip(each, stances, strict=True)
            ):
                taken_back = max(taken_back, number)
            stands = [found for found, stance in zip(each, stances, strict=True) if stance]
            if enough and _is_made(stands, len(claim.phrasings), against):
                made[number] = stands[0]
        return next((made[number] for number in sorted(made) if number >= taken_back), None)

    def _said(self, phrasing: Phrasing) -> Iterator[tuple[int, _Said]]:
        """Yield how far a phrasing is said in the sentences that name enough of it."""
        weights = [element.weight for element in phrasing.elements]
        total = sum(weights)
        promising = self._promising(phrasing, weights, WORTH_HEARING * total)
        if not promising:
            return
        within = min(phrasing.within, phrasing.length + BESIDE)
        agreeing: dict[int, list[RawHit]] = {number: [] for number in promising}
        for element, found in said_in(phrasing, self._answer).items():
            for first, after, clause, worth in found.places:
                hits = agreeing.get(self._sentence_of[clause])
                if hits is not None:
                    hits.append((first, after, element, worth))
        for number in promising:
            window = _apart(best_window(sorted(agreeing[number]), weights, within), weights)
            share = _share(window, weights, self._points)
            if share >= WORTH_HEARING:
                share += UNDERSTOOD * self._understood(phrasing, weights, window, number) / total
            share -= SHORT * max(0.0, LONG - total)
            if window and _clauses(window, self._sentences[number]) > max(
                CLAUSES, phrasing.clauses
            ):
                share = 0.0
            yield number, _Said(share, phrasing, window)

    def _denies(self, phrasing: Phrasing, number: int) -> bool:
        """Return whether a sentence names most of a phrasing beside a negator."""
        if phrasing.denies or number not in self._denying:
            return False
        weights = [element.weight for element in phrasing.elements]
        within = min(phrasing.within, phrasing.length + BESIDE)
        window = self._denied(phrasing, weights, within, number)
        return weight_of(window, weights) >= DENIED_FROM * sum(weights)

    def _understood(
        self,
        phrasing: Phrasing,
        weights: Sequence[float],
        window: Sequence[Hit],
        number: int,
    ) -> float:
        """Return the weight of words that aren't said, but were, a sentence or two before."""
        said = {hit.element for hit in window}
        before = range(max(0, number - SENTENCES_BEFORE), number)
        return sum(
            weight
            for element, weight in enumerate(weights)
            if element not in said
            and not self._named(phrasing.elements[element].keys).isdisjoint(before)
        )

    def _denied(
        self, phrasing: Phrasing, weights: Sequence[float], within: int, number: int
    ) -> Sequence[Hit]:
        """Return where a phrasing is named in a sentence beside a negator, if it is."""
        named = [
            (hit, beside_negator)
            for hit, beside_negator in named_in(phrasing, self._answer)
            if self._starts[number] <= hit.position < self._starts[number + 1]
        ]
        if not any(beside_negator for _, beside_negator in named):
            return ()
        return best_window([hit for hit, _ in named], weights, within)

    def _promising(
        self, phrasing: Phrasing, weights: Sequence[float], least: float
    ) -> Sequence[int]:
        """Return the sentences that name enough of a phrasing, wherever and however."""
        found = [self._named(element.keys) for element in phrasing.elements]
        if sum([weight for numbers, weight in zip(found, weights, strict=True) if numbers]) < least:
            return ()
        named = dict.fromkeys(frozenset[int]().union(*found), 0.0)
        for numbers, weight in zip(found, weights, strict=True):
            for number in numbers:
                named[number] += weight
        return sorted([number for number, weight in named.items() if weight >= least])

    def _named(self, keys: tuple[str, ...]) -> frozenset[int]:
        """Return the sentences that mention any of some keys."""
        named = self._naming.get(keys)
        if named is None:
            mentions = self._answer.mentions
            named = self._naming[keys] = frozenset(
                self._sentence_of[mention.clause]
                for key in keys
                for mention in mentions.get(key, ())
            )
        return named


def _words_of_points(readings: Iterable[Reading]) -> dict[int, float]:
    """Return how well the points are made to which the words at some positions belong."""
    points: dict[int, float] = {}
    for reading in readings:
        for found in reading.best[:POINTS_BY]:
            for hit in found.hits if found.score >= POINT_FROM else ():
                points[hit.position] = max(points.get(hit.position, 0.0), reading.best[0].score)
    return points


def _apart(window: Sequence[Hit], weights: Sequence[float]) -> list[Hit]:
    """Return the hits of a stretch with no word said for two of a phrasing's own."""
    said: dict[int, Hit] = {}
    for hit in window:
        known = said.get(hit.position)
        if known is None or hit.worth * weights[hit.element] > known.worth * weights[known.element]:
            said[hit.position] = hit
    return list(said.values())


def _share(window: Sequence[Hit], weights: Sequence[float], points: Mapping[int, float]) -> float:
    """Return how much of a phrasing is said, less what makes a point better."""
    total = sum(weights)
    share = weight_of(window, weights) / total
    taken = [hit for hit in window if points.get(hit.position, 0.0) > min(share, HELD_FROM)]
    return share - TAKEN * weight_of(taken, weights) / total


def _clauses(window: Sequence[Hit], sentence: Sentence) -> int:
    """Return over how many clauses some hits of a sentence stretch."""
    tokens = sentence.turn.tokens
    clauses = [tokens[hit.position - sentence.offset].clause for hit in window]
    return max(clauses) - min(clauses) + 1
