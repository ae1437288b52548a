"""How much of a phrasing an answer says: the recall of its weighted words, and where.

Measured on published short-answer corpora: weighted recall of the words of authored phrasings beats
similarity to a reference text and sentence embeddings, and words of the question carry less.
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from mockint.assess.answers import Mention, Place, Said, SpokenAnswer
from mockint.assess.negation import Polarity
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
TWIN = 0.7
"""What an everyday twin is worth."""
APART = 0.8
"""What a concept of several words is worth if all of them are said, but not together."""
PART = 0.5
"""What its words are worth if only some are said."""
HALF_DENIED = 0.5
"""What a word is worth if it's only named as something to be avoided."""
FEW = 0.3
"""The weight of one everyday word: recall that rests on little more than that counts less."""
TOGETHER = 6
"""Tokens within which the words of a concept count as said together."""
OPPOSITE = 0.5
"""What is left of a phrasing if an opposite stands where its own word should."""
REACH = 3
"""Tokens beside a word within which an opposite belongs to it."""
WORTH_A_LOOK = 0.2
"""The recall below which nothing was said that matters."""
Weigh = Callable[[Element], float]


NOT_SAID = Said((), (0, 0, 0, 0.0))


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
        Hit(found.best[0], found.best[1], number, found.best[3])
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
    near = [
        (first, after, number, worth)
        for number, found in said.items()
        for first, after, _, worth in found.places[
            bisect_left(found.places, (from_,)) : bisect_left(found.places, (to,))
        ]
    ]
    return widened(window, near, within)


def said_in(phrasing: Phrasing, answer: SpokenAnswer) -> dict[int, Said]:
    """Return where each element is said, by its number; those that aren't are left out."""
    undone = _undone_clauses(phrasing, answer)
    denies, kept = phrasing.denies, answer.found
    said = {}
    for number, element in enumerate(phrasing.elements):
        found = kept.get((element.keys, element.polarity, denies))
        if found is None:
            found = _agreeing(element, denies, answer)
        if undone:
            found = _found([place for place in found.places if place[2] not in undone])
        if found.places:
            said[number] = found
    return said


def named_in(phrasing: Phrasing, answer: SpokenAnswer) -> list[tuple[Hit, bool]]:
    """Return the same whatever the polarity, with whether the word stands beside a negator."""
    return sorted(
        (Hit(mention.position, mention.after, number, worth * mention.worth), mention.denial_near)
        for number, element in enumerate(phrasing.elements)
        for mentioned, worth in _mentions(element, answer)
        for mention in mentioned
    )


def _agreeing(element: Element, denies: bool, answer: SpokenAnswer) -> Said:
    """Find where an element is said in its polarity.

    Phrasings of a scope share most of their words, so an answer keeps what was found.
    """
    agreeing = _agreement(element, denies)
    places: list[Place] = []
    for mentioned, worth in _mentions(element, answer):
        if agreeing:
            places += [
                (position, after, clause, worth * heard * agreement)
                for position, after, clause, polarity, _, heard in mentioned
                if (agreement := agreeing[polarity])
            ]
        else:
            places += [
                (position, after, clause, worth * heard)
                for position, after, clause, _, denial_near, heard in mentioned
                if denial_near
            ]
    if element.twins or element.parts:
        places.sort()
    found = answer.found[element.keys, element.polarity, denies] = _found(places)
    return found


def _found(places: Sequence[Place]) -> Said:
    return Said(places, max(places, key=itemgetter(3))) if places else NOT_SAID


def _mentions(element: Element, answer: SpokenAnswer) -> list[tuple[Sequence[Mention], float]]:
    """Return where an element is named, each time with what naming it so is worth."""
    mentions = answer.mentions
    found: list[tuple[Sequence[Mention], float]] = []
    if element.key in mentions:
        found.append((mentions[element.key], 1.0))
    found += [(mentions[twins], TWIN) for twins in element.twins if twins in mentions]
    if element.parts and not found:
        found += [([mention], worth) for mention, worth in _parts(element, answer)]
    return found


def _parts(element: Element, answer: SpokenAnswer) -> list[tuple[Mention, float]]:
    """Return where words of a concept are said, worth more the more of them stand together."""
    said = [answer.mentions[part] for part in element.parts if part in answer.mentions]
    found = []
    for number, places in enumerate(said):
        others = said[:number] + said[number + 1 :]
        for mention in places:
            near, far = mention.position - TOGETHER, mention.position + TOGETHER
            together = 1
            for other in others:
                index = bisect_left(other, near, key=_position)
                together += index < len(other) and other[index].position <= far
            complete = together == len(element.parts)
            found.append((mention, APART if complete else PART * together / len(element.parts)))
    return found


def _position(mention: Mention) -> int:
    return mention.position


def _agreement(element: Element, denies: bool) -> tuple[float, ...]:
    """Return what a mention is worth by its polarity; nothing if a not beside it decides."""
    if element.polarity >= Polarity.DENIED:
        return ()
    if element.polarity == Polarity.SOFT:
        return (1.0, 1.0, 1.0, 1.0)
    return (1.0, HALF_DENIED, 1.0, 1.0) if denies else (1.0, HALF_DENIED, 0.0, 0.0)


def _undone_clauses(phrasing: Phrasing, answer: SpokenAnswer) -> set[int]:
    """Return the clauses that deny what the phrasing affirms, their subject included."""
    if phrasing.denies or not answer.undone:
        return set()
    return set().union(*(answer.undone.get(element.key, ()) for element in phrasing.elements))


def _opposed(phrasing: Phrasing, window: Sequence[Hit], answer: SpokenAnswer) -> bool:
    """Return whether, beside the neighbour of a missing word, its opposite stands."""
    found = {hit.element: hit for hit in window}
    for number, element in enumerate(phrasing.elements):
        if not element.opposites or number in found:
            continue
        beside = [found[near] for near in (number - 1, number + 1) if near in found]
        for opposite in element.opposites:
            for mention in answer.mentions.get(opposite, ()):
                if mention.polarity == Polarity.PLAIN and any(
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
