"""How verdicts become a score, and a score a level; `docs/scoring.md` says it in prose."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from mockint.core.assessment import PointVerdict, Verdict

CREDIT: Mapping[Verdict, float] = {
    "covered": 1.0,
    "partial": 0.5,
    "unclear": 0.25,
    "missed": 0.0,
    "contradicted": 0.0,
}
"""What a verdict earns of its point's weight. Unclear earns what a coin would: half a partial."""

CREDIT_RANGE: Mapping[Verdict, tuple[float, float]] = {
    "covered": (0.75, 1.0),
    "partial": (0.25, 0.75),
    "unclear": (0.0, 0.75),
    "missed": (0.0, 0.25),
    "contradicted": (0.0, 0.0),
}
"""Between which credits a careful second reader might land; the interval is built from these."""

LEVEL_FROM: tuple[tuple[float, int], ...] = ((0.75, 4), (0.5, 3), (0.25, 2))
"""The least score of each level above 1."""

CLAIM_PENALTY = 0.1
"""What a wrong claim that stands at the end takes from the score."""

HINT_CAP: Mapping[int, float] = {0: 1.0, 1: 0.8, 2: 0.5, 3: 0.2}
"""The most that a point won after a hint of this step can earn."""

PLACES = 9
"""To which scores are rounded before they meet a threshold: .35 - .1 is a hair below .25."""


class Weighted(Protocol):
    """What counts in a score by its weight: a point, a group of points, a number asked for."""

    @property
    def id(self) -> str:
        """By which its credit is looked up."""

    @property
    def weight(self) -> float:
        """What it counts beside the others."""


def weighted_score(
    points: Iterable[Weighted], earned_by_point: Mapping[str, float], claims_held: int = 0
) -> float | None:
    """Return the weighted mean of credits, less the penalty of standing wrong claims, in 0..1.

    `earned_by_point` maps point ids to 0..1; a point without one earns nothing.
    None without points.
    """
    total = earned = 0.0
    for point in points:
        total += point.weight
        earned += point.weight * earned_by_point.get(point.id, 0.0)
    if total == 0:
        return None
    return min(1.0, max(0.0, earned / total - CLAIM_PENALTY * claims_held))


def level_of(score: float, claims_held: int = 0) -> int:
    """Return level 1 to 4 of a score: one standing wrong claim allows 3 at most, two allow 2."""
    level = next((level for least, level in LEVEL_FROM if round(score, PLACES) >= least), 1)
    if claims_held:
        level = min(level, 3 if claims_held == 1 else 2)
    return level


def credits_of(verdicts: Iterable[PointVerdict]) -> dict[str, float]:
    """Return what each judged point earns before hints are counted."""
    return {verdict.id: CREDIT[verdict.verdict] for verdict in verdicts}


def estimate_credit(ratio: float | None, within: bool, first_try: bool = True) -> float:
    """Return what a number earns: 1 within tolerance, .7 after redoing it, .4 within ten times.

    `ratio` is the number over the right one; None, no number, earns nothing.
    """
    if within:
        return 1.0 if first_try else 0.7
    return 0.4 if ratio is not None and 0.1 <= ratio <= 10 else 0.0
