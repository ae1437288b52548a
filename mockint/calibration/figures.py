"""What is measured over many readings."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mockint.calibration.agreement import (
    cohen_kappa,
    partial_correlation,
    pearson,
    quadratic_kappa,
)
from mockint.calibration.readings import LEVELS, Reading


@dataclass(frozen=True, slots=True)
class Figures:
    """The measures of some readings; None where they are too few or too much alike to tell."""

    specimens: int
    qwk: float | None
    """Quadratic weighted kappa of levels."""
    exact: float | None
    within_one: float | None
    confusion: tuple[tuple[int, ...], ...]
    """Rows are levels graded, columns levels read."""
    verdicts: int
    kappa: float | None
    """Of all point verdicts together: most points by themselves have too few."""
    abstention: float | None
    """The share of point verdicts that are unclear."""
    claims_heard: int
    """Wrong claims that were made and heard."""
    claims_missed: int
    false_alarms: int
    """Wrong claims that were heard and not made."""
    r: float | None
    """Correlation of the score with the level graded."""
    r_given_length: float | None
    """The same with the number of words held constant: long answers tend to be good ones."""

    @property
    def recall_of_claims(self) -> float | None:
        """Of the wrong claims that were made, the share that was heard."""
        made = self.claims_heard + self.claims_missed
        return self.claims_heard / made if made else None

    @property
    def alarms_per_specimen(self) -> float | None:
        """How often a claim is held against somebody who did not make it."""
        return self.false_alarms / self.specimens if self.specimens else None


@dataclass(frozen=True, slots=True)
class PointKappa:
    """How one point's verdicts agree."""

    id: str
    verdicts: int
    kappa: float | None


def figures(readings: Sequence[Reading]) -> Figures:
    """Measure some readings."""
    levels = [reading.levels for reading in readings]
    cells = Counter(levels)
    points = [pair for reading in readings for pair in reading.points]
    claims = [(reading.claims_graded, reading.claims_read) for reading in readings]
    scores = [reading.score for reading in readings]
    graded = [float(level) for level, _ in levels]
    words = [float(reading.words) for reading in readings]
    return Figures(
        specimens=len(readings),
        qwk=quadratic_kappa(levels),
        exact=_share_true(a == b for a, b in levels),
        within_one=_share_true(abs(a - b) <= 1 for a, b in levels),
        confusion=tuple(tuple(cells[row, column] for column in LEVELS) for row in LEVELS),
        verdicts=len(points),
        kappa=cohen_kappa([pair.folded for pair in points]),
        abstention=_share_true(pair.read == "unclear" for pair in points),
        claims_heard=sum(len(made & heard) for made, heard in claims),
        claims_missed=sum(len(made - heard) for made, heard in claims),
        false_alarms=sum(len(heard - made) for made, heard in claims),
        r=pearson(scores, graded),
        r_given_length=partial_correlation(scores, graded, words),
    )


def _share_true(each: Iterable[bool]) -> float | None:
    seen = list(each)
    return sum(seen) / len(seen) if seen else None


def kappa_per_point(readings: Iterable[Reading]) -> tuple[PointKappa, ...]:
    """Measure each point by itself, in the order in which they first occur."""
    pairs: dict[str, list[tuple[str, str]]] = {}
    for reading in readings:
        for pair in reading.points:
            pairs.setdefault(pair.point, []).append(pair.folded)
    return tuple(PointKappa(id, len(same), cohen_kappa(same)) for id, same in pairs.items())
