"""How well an answer makes each of the statements of a scope, and by which phrasings.

Statements of a scope are read together, since the words of one sentence speak for one of them: what
a statement shares with another that is said better in the same place hardly counts for it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mockint.assess.answers import SpokenAnswer
from mockint.assess.matching import WORTH_A_LOOK, Match, Weigh, ceiling, match
from mockint.assess.scopes import CompiledScope, Statement
from mockint.assess.windows import Hit

BEST_OF = 4
"""Phrasings that decide together: measured better than the best one alone."""
BEST_SHARE = 0.3
"""What the best phrasing counts beside the mean of the best."""
IN_FULL = 0.55
"""What the best phrasing is worth by itself, at least: one said in full makes the point."""
WORDS_COUNT, MOST_WORDS, BRIEF, LONG = 0.1, 16, 30, 90
"""How much a statement is raised or lowered by how many words its best phrasings find, more or less
than half of so many: whoever makes a point says nine, chance says four or five. In a brief answer
none is there by chance, and this counts nothing; it counts all in a long one."""
TAKEN = 0.5
"""What is lost of words that make another point better."""
COMPANY, ORDINARY, POINTS_OF_COMPANY = 0.3, 0.4, 5
"""How much a statement is raised or lowered by how far the answer makes the points as a whole, more
or less than an ordinary one does: in so many points or more, one said among many others is seldom
an accident, and one said among none mostly is."""
SCALE = ((0.0, 0.0), (0.42, 0.45), (0.5, 0.75), (1.0, 1.0))
"""Where the bands lie on what is computed. Far, everyday and question words are discounted here, so
less is reached than by the plain recall in which the bands were measured."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How well an answer makes a statement, and by which phrasings."""

    id: str
    strength: float
    best: tuple[Match, ...]
    """The phrasings that decided, the best first."""


def read_all(scope: CompiledScope, answer: SpokenAnswer, weigh: Weigh) -> dict[str, Reading]:
    """Read every statement of a scope in an answer, by the statements' ids."""
    found = [(each, _read(each, answer, weigh)) for each in scope.statements]
    claimed = list(_claimed(found))
    own = [(each, reading.strength * _own(each, reading, claimed)) for each, reading in found]
    company = _company(own)
    return {
        statement.id: Reading(
            statement.id, _on_scale(strength + company * bool(strength)), reading.best
        )
        for (_, reading), (statement, strength) in zip(found, own, strict=True)
    }


def _company(found: Iterable[tuple[Statement, float]]) -> float:
    """Return what each statement gains or loses by the answer as a whole."""
    points: dict[str, float] = {}
    for statement, strength in found:
        points[statement.point] = max(points.get(statement.point, 0.0), strength)
    if len(points) < POINTS_OF_COMPANY:
        return 0.0
    return COMPANY * (sum(points.values()) / len(points) - ORDINARY)


def _read(statement: Statement, answer: SpokenAnswer, weigh: Weigh) -> Reading:
    """Read one statement by its most promising phrasings, as if it were the only one."""
    promising = []
    for phrasing in statement.phrasings:
        weights = [weigh(element) for element in phrasing.elements]
        promising.append((ceiling(phrasing, answer, weights), phrasing, weights))
    promising.sort(key=lambda item: -item[0])
    best: list[Match] = []
    for most, phrasing, weights in promising:
        if len(best) == BEST_OF and best[-1].score >= most:
            break
        least = best[-1].score if len(best) == BEST_OF else 0.0
        best.append(
            match(phrasing, answer, weights, least)
            if most >= WORTH_A_LOOK
            else Match(phrasing, 0.0)
        )
        best.sort(key=lambda found: -found.score)
        del best[BEST_OF:]
    mean = sum(found.score for found in best) / len(best)
    strength = max(BEST_SHARE * best[0].score + (1 - BEST_SHARE) * mean, IN_FULL * best[0].score)
    if strength:
        words = len({hit.position for found in best for hit in found.hits})
        chance = min(1.0, max(0.0, (answer.length - BRIEF) / (LONG - BRIEF)))
        strength += chance * WORDS_COUNT * (min(words, MOST_WORDS) / MOST_WORDS - 0.5)
    return Reading(statement.id, strength, tuple(best))


def _claimed(
    found: Sequence[tuple[Statement, Reading]],
) -> Iterator[tuple[str, float, frozenset[int]]]:
    """Yield (point, score, positions) of the words that speak for each statement."""
    for statement, reading in found:
        best = reading.best[0]
        yield statement.point, best.score, frozenset(hit.position for hit in best.hits)


def _own(
    statement: Statement, reading: Reading, claimed: Sequence[tuple[str, float, frozenset[int]]]
) -> float:
    """Return what is left of a reading once the words are discounted that make another point."""
    best = reading.best[0]
    taken: set[int] = set()
    for point, score, positions in claimed:
        if point != statement.point and score > best.score:
            taken |= positions
    lost = _weight([hit for hit in best.hits if hit.position in taken], best)
    return 1 - TAKEN * lost / _weight(best.hits, best) if lost else 1.0


def _weight(hits: Sequence[Hit], found: Match) -> float:
    """Return what hits weigh in their phrasing; without elements every hit is like any other."""
    elements = found.phrasing.elements
    return sum([hit.worth * (elements[hit.element].weight if elements else 1.0) for hit in hits])


def _on_scale(strength: float) -> float:
    """Bring a strength to the scale of the bands, by straight lines between fixed points."""
    strength = max(strength, 0.0)
    for (below, from_), (above, to) in pairwise(SCALE):
        if strength <= above:
            return from_ + (strength - below) / (above - below) * (to - from_)
    return 1.0
