"""How much of a phrasing an answer says: the recall of its weighted words, and where.

Measured on published short-answer corpora: weighted recall of the words of authored phrasings beats
similarity to a reference text and sentence embeddings, and words of the question carry less.
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from mockint.assess.answers import Said, SpokenAnswer
from mockint.assess.naming import named_in, said_in
from mockint.assess.negation import PLAIN
from mockint.assess.phrasings import Element, Phrasing
from mockint.assess.windows import (
    Hit,
    RawHit,
    best_stretch,
    best_window,
    lightest,
    reach,
    weight_of,
    widened,
)

FAR = 0.25
"""What a word outside that window is worth, of one inside."""
FEW = 0.3
"""The weight of one everyday word: recall that rests on little more than that counts less."""
OPPOSITE = 0.5
"""What is left of a phrasing if an opposite stands where its own word should."""
REACH = 3
"""Tokens beside a word within which an opposite belongs to it."""
WORTH_A_LOOK = 0.2
"""The recall below which nothing was said that matters."""
Weigh = Callable[[Element], float]
_hit = tuple.__new__  # see RawHit


@dataclass(frozen=True, slots=True)
class Match:
    """How one phrasing was found in an answer."""

    phrasing: Phrasing
    score: float
    """The recall that counts: words far from the rest are discounted, opposites veto."""
    hits: tuple[Hit, ...] = ()
    """The best hit of each element inside the window."""
    far: tuple[Hit, ...] = ()
    """The best hit of each element that was only said elsewhere."""
    opposed: bool = False

    @property
    def first(self) -> int:
        """Return the position of the first token of the window."""
        return min(hit.position for hit in self.hits)

    @property
    def after(self) -> int:
        """Return the position behind the window."""
        return max(hit.after for hit in self.hits)


def ceiling(phrasing: Phrasing, answer: SpokenAnswer, weights: Sequence[float]) -> float:
    """Return the most that a phrasing can score, without looking at where its words stand."""
    total = sum(weights)
    return named_weight(phrasing, answer, weights) / total if total else float(not weights)


def match(
    phrasing: Phrasing, answer: SpokenAnswer, weights: Sequence[float], least: float = 0.0
) -> Match:
    """Find a phrasing in an answer; `weights` are those of its elements.

    One that can't score more than `least` is not looked for any further.
    """
    if phrasing.verbatim:
        return _match_verbatim(phrasing, answer)
    total = sum(weights)
    if not total:
        return Match(phrasing, 0.0)
    said = said_in(phrasing, answer)
    most = 0.0
    for number, found in said.items():
        most += found.best[3] * weights[number]
    if most < WORTH_A_LOOK * total or _firm(most, total) <= least:
        return Match(phrasing, 0.0)
    window = _window(said, weights, phrasing.within)
    inside = {hit.element for hit in window}
    far = [
        _hit(Hit, (found.best[0], found.best[1], number, found.best[3]))
        for number, found in said.items()
        if number not in inside
    ]
    score = weight_of(window, weights) + FAR * weight_of(far, weights)
    opposed = _opposed(phrasing, window, answer)
    return Match(
        phrasing=phrasing,
        score=_firm(score, total) * (OPPOSITE if opposed else 1),
        hits=tuple(window),
        far=tuple(far),
        opposed=opposed,
    )


def _firm(said: float, total: float) -> float:
    """Return the share of a phrasing that is said, less where it rests on next to nothing."""
    return said / total * (said / (said + FEW) * (total + FEW) / total)


def denied_share(phrasing: Phrasing, answer: SpokenAnswer, least: float) -> float:
    """Return how much of a phrasing is said in one place where it is denied; 0 below the least."""
    weights = [element.weight for element in phrasing.elements]
    total = sum(weights)
    if phrasing.denies or not total:
        return 0.0
    beside = sum(
        element.weight
        for element in phrasing.elements
        if any(answer.is_denied_near(key) for key in element.keys)
    )
    if beside < least * total:
        return 0.0
    denied = [hit for hit, beside_negator in named_in(phrasing, answer) if beside_negator]
    return weight_of(best_window(denied, weights), weights) / total


def named_weight(phrasing: Phrasing, answer: SpokenAnswer, weights: Sequence[float]) -> float:
    """Return the weight of the elements that an answer names at all: quick, and never too low."""
    named = 0.0
    mentions = answer.mentions
    for element, weight in zip(phrasing.elements, weights, strict=True):
        for key in element.keys:
            if key in mentions:
                named += weight
                break
    return named


def _window(said: Mapping[int, Said], weights: Sequence[float], within: int) -> list[Hit]:
    """Return the best window; of light words, which are many, only those near it are looked at."""
    light = lightest(weights)
    heavy: list[RawHit] = []
    for number, found in said.items():
        if weights[number] >= light:
            heavy += [(first, after, number, worth) for first, after, _, worth in found.places]
    heavy.sort()
    window = best_stretch(heavy, weights, within)
    if not window or len(window) == len(said):
        return window
    from_, to = reach(window, within)
    inside = {hit.element for hit in window}
    near = [
        (first, after, number, worth)
        for number, found in said.items()
        if number not in inside
        for first, after, _, worth in found.places[
            bisect_left(found.places, (from_,)) : bisect_left(found.places, (to,))
        ]
    ]
    return widened(window, near, within)


def _opposed(phrasing: Phrasing, window: Sequence[Hit], answer: SpokenAnswer) -> bool:
    """Return whether, beside the neighbour of a missing word, its opposite stands."""
    found: dict[int, Hit] = {}
    for number, element in enumerate(phrasing.elements):
        if not element.opposites:
            continue
        found = found or {hit.element: hit for hit in window}
        if number in found:
            continue
        beside = [found[near] for near in (number - 1, number + 1) if near in found]
        for opposite in element.opposites if beside else ():
            for mention in answer.mentions.get(opposite, ()):
                if mention.polarity == PLAIN and any(
                    hit.position - REACH <= mention.position < hit.after + REACH for hit in beside
                ):
                    return True
    return False


def _match_verbatim(phrasing: Phrasing, answer: SpokenAnswer) -> Match:
    """Match a phrasing without content words: only a clause of exactly its words says it."""
    for first, after, stems in answer.clauses():
        if stems == phrasing.verbatim:
            return Match(phrasing, 1.0, hits=(Hit(first, after, 0, 1.0),))
    return Match(phrasing, 0.0)
