"""Where in an answer the words of a phrasing stand together."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from mockint.assess.phrasings import WINDOW

LIGHT_OF_HEAVIEST = 0.3
"""A word is light that weighs less, of the heaviest in its phrasing."""
ALIKE = 1e-7
"""Worths no further apart are the same."""


class Hit(NamedTuple):
    """A word of the answer that says an element of a phrasing."""

    position: int
    after: int
    element: int
    worth: float


RawHit = tuple[int, int, int, float]
"""The same while it is one of thousands: a plain tuple is made in a fraction of the time."""
_hit = tuple.__new__


def weight_of(hits: Iterable[Hit], weights: Sequence[float]) -> float:
    """Return what hits earn."""
    return sum([hit.worth * weights[hit.element] for hit in hits])


def best_window(
    hits: Sequence[RawHit], weights: Sequence[float], within: int = WINDOW
) -> list[Hit]:
    """Return the best hits of a stretch of so many tokens; of equal ones, the shortest stretch.

    `hits` are in order of position. The words of weight decide where the stretch is, the light
    ones are added as far as they fit.
    """
    light = lightest(weights)
    window = best_stretch([hit for hit in hits if weights[hit[2]] >= light], weights, within)
    if not window:
        return window
    from_, to = reach(window, within)
    return widened(window, hits[bisect_left(hits, (from_,)) : bisect_left(hits, (to,))], within)


def lightest(weights: Sequence[float]) -> float:
    """Return the least weight of a word that decides where a stretch is."""
    return LIGHT_OF_HEAVIEST * max(weights, default=0.0)


def reach(window: Sequence[Hit], within: int) -> tuple[int, int]:
    """Return between which positions a hit may begin that still fits to a stretch."""
    return max([hit.after for hit in window]) - within, window[0].position + within


def best_stretch(heavy: Sequence[RawHit], weights: Sequence[float], within: int) -> list[Hit]:
    """Return the best hits of a stretch, of hits that all decide where it is."""
    best: list[RawHit] = []
    best_worth, best_length = 0.0, 0
    behind, count = 0, len(heavy)
    # What all hits before each are worth together: no stretch is worth more than all its hits.
    before = [0.0, *accumulate([worth * weights[element] for _, _, element, worth in heavy])]
    for start, (first, _, _, _) in enumerate(heavy):
        end = first + within
        while behind < count and heavy[behind][0] < end:
            behind += 1
        if before[behind] - before[start] >= best_worth - ALIKE:
            chosen, worth = _chosen(heavy[start:behind], weights, end)
            if worth >= best_worth - ALIKE:
                length = max([hit[1] for hit in chosen], default=0) - first
                if worth > best_worth + ALIKE or length < best_length:
                    best, best_worth, best_length = chosen, worth, length
        elif behind == count:
            break  # whatever is left was part of this stretch
    return [_hit(Hit, hit) for hit in best]


def _chosen(
    hits: Sequence[RawHit], weights: Sequence[float], end: int
) -> tuple[list[RawHit], float]:
    """Return the best hit of each element that ends in time, and what they are worth together."""
    chosen: dict[int, RawHit] = {}
    worth = 0.0
    for hit in hits:
        _, after, element, hit_worth = hit
        if after > end:
            break
        known = chosen.get(element)
        if known is None:
            worth += hit_worth * weights[element]
            chosen[element] = hit
        elif hit_worth > known[3]:
            worth += (hit_worth - known[3]) * weights[element]
            chosen[element] = hit
    return list(chosen.values()), worth


def widened(window: list[Hit], candidates: Iterable[RawHit], within: int) -> list[Hit]:
    """Add words on either side of a stretch, the nearest first, as far as they fit."""
    found = {hit.element for hit in window}
    first, end = window[0].position, max([hit.after for hit in window])
    beside = [
        (-hit[3], max(first - hit[1], hit[0] - end, 0), hit)
        for hit in candidates
        if hit[2] not in found
    ]
    for _, _, hit in sorted(beside):
        position, after, element, _ = hit
        if max(end, after) - min(first, position) <= within and element not in found:
            found.add(element)
            window.append(_hit(Hit, hit))
            first, end = min(first, position), max(end, after)
    return window
