"""Wrong claims: made in one sentence, not denied, not quoted in order to be refuted.

Measured on published short-answer corpora: generic cues of a wrong answer are no better than
chance, authored claims with polarity and the scope of negation reach a precision of .95. Precision
goes before recall: a person who is called wrong without having been wrong stops listening.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from mockint.assess.answers import Sentence, SpokenAnswer
from mockint.assess.matching import hits_of, named_in
from mockint.assess.phrasings import Phrasing
from mockint.assess.reading import Reading
from mockint.assess.refutations import asserted
from mockint.assess.scopes import CompiledClaim, CompiledScope
from mockint.assess.windows import Hit, best_window, weight_of
from mockint.core.assessment import ClaimHeard

CLAIMED_FROM = 0.7
"""The share of a phrasing that one sentence has to say for the claim to be made."""
AGAINST_A_POINT = 0.8
"""The same where the answer makes the very point that the claim contradicts."""
MADE_FROM = 0.5
"""The strength from which a point speaks against its claim."""
HALF_CLAIMED_FROM, ALSO_FROM, HALF_WEIGHT, HALF_WORDS = 0.5, 0.4, 2.5, 3
"""What is half said makes the claim too, where a second phrasing is said nearly as far, in an
answer that makes neither the point nor much else."""
MAKES_LITTLE = 0.6
"""The mean strength of the points above which an answer is too good for half a claim."""
TAKEN = 0.4
"""What is lost of words that, in the same place, make a point better than they make the claim."""
POINTS_BY, POINT_FROM = 2, 0.5
"""The phrasings by which a point holds words, and the score from which they do."""
CLAUSES = 3
"""Clauses, one beside the other, over which a claim may stretch."""
BESIDE = 8
"""Other words that may stand between those of a claim."""
DENIED_FROM = 0.7
"""The share that it has to name for a denial to take the claim back."""


class _Heard(NamedTuple):
    """A claim in one sentence: made there, or taken back there."""

    sentence: int
    made: bool
    hits: Sequence[Hit]
    share: float
    enough: bool
    """False where it only counts beside another phrasing of the claim."""


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
    makes_little = sum(points.values()) <= MAKES_LITTLE * len(points)
    listener = _Listener(answer, _words_of_points([*readings.values(), *elsewhere]))
    standing = []
    for claim in scope.claims:
        made_point = points.get(claim.contradicts or "", 0.0) >= MADE_FROM
        least = AGAINST_A_POINT if made_point else CLAIMED_FROM
        heard = [h for phrasing in claim.phrasings for h in listener.hear(claim, phrasing, least)]
        half = makes_little and not made_point
        made = _standing(heard, half)
        if made is not None:
            first = min(hit.position for hit in made.hits)
            after = max(hit.after for hit in made.hits)
            evidence = answer.quote(first, after)
            standing.append(ClaimHeard(id=claim.id, **evidence.model_dump()))
    return tuple(standing)


def _standing(heard: Sequence[_Heard], half: bool) -> _Heard | None:
    """Return where a claim was first made that was not taken back afterwards."""
    taken_back = max((found.sentence for found in heard if not found.made), default=-1)
    standing = [found for found in heard if found.made and found.sentence >= taken_back]
    standing.sort(key=lambda found: (found.sentence, -found.share))
    for found in standing:
        if found.enough:
            return found
        if half and found.share >= HALF_CLAIMED_FROM:
            beside = sum(other.sentence == found.sentence for other in standing)
            if beside > 1:
                return found
    return None


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
        self._starts = [sentence.offset + sentence.first for sentence in self._sentences]
        self._naming: dict[tuple[str, ...], frozenset[int]] = {}

    def hear(self, claim: CompiledClaim, phrasing: Phrasing, least: float) -> Iterator[_Heard]:
        """Yield where one phrasing of a claim is said, or taken back."""
        weights = [element.weight for element in phrasing.elements]
        total = sum(weights)
        promising = self._promising(phrasing, weights, total)
        if not promising:
            return
        within = min(phrasing.within, phrasing.length + BESIDE)
        agreeing: dict[int, list[Hit]] = {number: [] for number in promising}
        for hit in hits_of(phrasing, self._answer):
            agreeing.get(self._sentence_at(hit.position), []).append(hit)
        for number in promising:
            sentence = self._sentences[number]
            window = _apart(best_window(agreeing[number], weights, within), weights)
            share = _share(window, weights, self._points)
            if share >= ALSO_FROM and _clauses(window, sentence) <= max(CLAUSES, phrasing.clauses):
                enough = share >= least
                if not enough and (total < HALF_WEIGHT or len(window) < HALF_WORDS):
                    continue
                made = asserted(claim, phrasing, window, self._sentences, number)
                if made or (made is not None and enough):
                    yield _Heard(number, made, window, share, enough)
            elif not phrasing.denies:
                named = [
                    (hit, beside_negator)
                    for hit, beside_negator in named_in(phrasing, self._answer)
                    if self._sentence_at(hit.position) == number
                ]
                if any(beside_negator for _, beside_negator in named):
                    window = best_window([hit for hit, _ in named], weights, within)
                    if weight_of(window, weights) >= DENIED_FROM * total:
                        yield _Heard(number, False, window, 1.0, enough=True)

    def _promising(
        self, phrasing: Phrasing, weights: Sequence[float], total: float
    ) -> Sequence[int]:
        """Return the sentences that name enough of a phrasing, wherever and however."""
        named: dict[int, float] = {}
        for element, weight in zip(phrasing.elements, weights, strict=True):
            for number in self._naming_any(element.keys):
                named[number] = named.get(number, 0.0) + weight
        return sorted(number for number, weight in named.items() if weight >= ALSO_FROM * total)

    def _naming_any(self, keys: tuple[str, ...]) -> frozenset[int]:
        found = self._naming.get(keys)
        if found is None:
            mentions = self._answer.mentions
            found = self._naming[keys] = frozenset(
                self._sentence_at(mention.position)
                for key in keys
                for mention in mentions.get(key, ())
            )
        return found

    def _sentence_at(self, position: int) -> int:
        return bisect_right(self._starts, position) - 1


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
    taken = [hit for hit in window if points.get(hit.position, 0.0) > share]
    return share - TAKEN * weight_of(taken, weights) / total


def _clauses(window: Sequence[Hit], sentence: Sentence) -> int:
    """Return over how many clauses some hits of a sentence stretch."""
    tokens = sentence.turn.tokens
    clauses = [tokens[hit.position - sentence.offset].clause for hit in window]
    return max(clauses) - min(clauses) + 1
