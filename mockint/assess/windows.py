"""Where in an answer the words of a phrasing stand together."""

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from mockint.assess.phrasings import WINDOW

LIGHT_OF_HEAVIEST = 0.3
"""A word is light that weighs less, of the heaviest in its phrasing."""
ALIKE = 1e-9
"""Worths no further apart are the same."""


class Hit(NamedTuple):
    """A word of the answer that says an element of a phrasing."""

    position: int
    after: int
    element: int
    worth: float


def weight_of(hits: Iterable[Hit], weights: Sequence[float]) -> float:
    """Return what hits earn."""
    return sum([hit.worth * weights[hit.element] for hit in hits])


def best_window(hits: Sequence[Hit], weights: Sequence[float], within: int = WINDOW) -> list[Hit]:
    """Return the best hits of a stretch of so many tokens; of equal ones, the shortest stretch.

    `hits` are in order of position. The words of weight decide where the stretch is, the light
    ones are added as far as they fit.
    """
    light = LIGHT_OF_HEAVIEST * max(weights, default=0.0)
    heavy = [hit for hit in hits if weights[hit[2]] >= light]
    sums = [0.0, *accumulate(worth * weights[element] for _, _, element, worth in heavy)]
    best: list[Hit] = []
    best_worth, best_length = 0.0, 0
    behind = 0
    for start, (first, _, _, _) in enumerate(heavy):
        end = first + within
        while behind < len(heavy) and heavy[behind][0] < end:
            behind += 1
        if sums[behind] - sums[start] < best_worth - ALIKE:  # Not even if each counted.
            continue
        chosen: dict[int, Hit] = {}
        worth = 0.0
        for hit in heavy[start:behind]:
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
        if worth < best_worth - ALIKE:
            continue
        length = max([hit[1] for hit in chosen.values()], default=0) - first
        if worth > best_worth + ALIKE or length < best_length:
            best, best_worth, best_length = list(chosen.values()), worth, length
    return _with_light_words(best, hits, within)


def _with_light_words(window: list[Hit], hits: Sequence[Hit], within: int) -> list[Hit]:
    """Add light words on either side of a stretch, the nearest first, as far as they fit."""
    if not window:
        return window
    found = {hit.element for hit in window}
    first, end = window[0].position, max([hit.after for hit in window])
    beside = [
        hit
        for hit in hits
        if hit.element not in found and end - within <= hit.position and hit.after <= first + within
    ]
    for hit in sorted(beside, key=lambda hit: (-hit.worth, _gap(hit, first, end))):
        fits = max(end, hit.after) - min(first, hit.position) <= within
        if fits and hit.element not in found:
            found.add(hit.element)
            window.append(hit)
            first, end = min(first, hit.position), max(end, hit.after)
    return window


def _gap(hit: Hit, first: int, end: int) -> int:
    return max(first - hit.after, hit.position - end, 0)


def best_of_each(hits: Iterable[Hit]) -> dict[int, Hit]:
    """Return the best hit of each element, wherever it stands."""
    best: dict[int, Hit] = {}
    for hit in hits:
        known = best.get(hit.element)
        if known is None or hit.worth > known.worth:
            best[hit.element] = hit
    return best
