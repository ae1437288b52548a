"""Where in an answer the words of a phrasing are named, and where they are said as it says them."""

from bisect import bisect_left
from collections.abc import Sequence
from operator import itemgetter

from mockint.assess.answers import Mention, Place, Said, SpokenAnswer
from mockint.assess.phrasings import Element, Phrasing
from mockint.assess.windows import Hit

TWIN = 0.7
"""What an everyday twin is worth."""
APART = 0.8
"""What a concept of several words is worth if all of them are said, but not together."""
PART = 0.5
"""What its words are worth if only some are said."""
HALF_DENIED = 0.5
"""What a word is worth if it's only named as something to be avoided."""
TOGETHER = 6
"""Tokens within which the words of a concept count as said together."""
BY_POLARITY = (1.0, HALF_DENIED, 0.0, 0.0)
"""What a mention is worth by its polarity for a phrasing that affirms."""
BY_POLARITY_DENYING = (1.0, HALF_DENIED, 1.0, 1.0)
WHATEVER, BESIDE_A_NOT = (1.0, 1.0, 1.0, 1.0), ()
"""The same for words that a phrasing itself avoids, or denies: a not beside them decides."""
_AGREEMENT = (
    (BY_POLARITY, WHATEVER, BESIDE_A_NOT, BESIDE_A_NOT),
    (BY_POLARITY_DENYING, WHATEVER, BESIDE_A_NOT, BESIDE_A_NOT),
)
"""By whether the phrasing denies, and by the polarity of the word in it."""
NOT_SAID = Said((), (0, 0, 0, 0.0))
_said = tuple.__new__  # see RawHit
_worth = itemgetter(3)


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
        if found is not NOT_SAID:
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
    agreeing = _AGREEMENT[denies][element.polarity]
    named = _mentions(element, answer)
    places: list[Place] = []
    for mentioned, worth in named:
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
    if len(named) > 1:
        # A word that is a twin of itself was named twice: the better, which is the later, is kept.
        places = list({place[:2]: place for place in places}.values())
    found = answer.found[element.keys, element.polarity, denies] = _found(places)
    return found


def _found(places: Sequence[Place]) -> Said:
    return _said(Said, (places, max(places, key=_worth))) if places else NOT_SAID


def _mentions(element: Element, answer: SpokenAnswer) -> list[tuple[Sequence[Mention], float]]:
    """Return where an element is named, each time with what naming it so is worth."""
    mentions = answer.mentions
    found: list[tuple[Sequence[Mention], float]] = []
    if element.key in mentions:
        found.append((mentions[element.key], 1.0))
    if element.twins:
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


def _undone_clauses(phrasing: Phrasing, answer: SpokenAnswer) -> set[int]:
    """Return the clauses that deny what the phrasing affirms, their subject included."""
    undone = answer.undone
    if phrasing.denies or not undone:
        return set()
    return set().union(*[undone[each.key] for each in phrasing.elements if each.key in undone])
