"""From verdicts to a score, its interval and a level, by the rules of the core."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from mockint.core.assessment import PointVerdict, Sufficiency
from mockint.core.content import AnyPoint
from mockint.core.levels import CREDIT_RANGE, Weighted, credits_of, level_of, weighted_score


class _NumberAsked(NamedTuple):
    id: str
    weight: float


ESTIMATE = _NumberAsked("the-estimate", weight=2)
"""What the number counts beside the points of its scope."""
NO_NUMBER = (0.0, 0.25)
"""Between which credits an estimate lies that wasn't given."""
SUFFICIENT_FROM, RICH_FROM = 1 / 3, 2 / 3
"""Shares of the weight on which there is something to judge."""
_OBSERVED = ("covered", "partial", "contradicted")


class Score(NamedTuple):
    """What an answer earns."""

    score: float
    interval: tuple[float, float]
    level: int
    sufficiency: Sufficiency


def score_answer(
    points: Sequence[AnyPoint],
    verdicts: Sequence[PointVerdict],
    claims_held: int,
    estimate: float | None,
    number_given: bool,
) -> Score | None:
    """Score an answer; None where there is nothing to score it by."""
    earned = credits_of(verdicts)
    least = {verdict.id: CREDIT_RANGE[verdict.verdict][0] for verdict in verdicts}
    most = {verdict.id: CREDIT_RANGE[verdict.verdict][1] for verdict in verdicts}
    counted: list[Weighted] = list(points)
    if estimate is not None:
        counted.append(ESTIMATE)
        earned[ESTIMATE.id] = estimate
        range_ = (estimate, estimate) if number_given else NO_NUMBER
        least[ESTIMATE.id], most[ESTIMATE.id] = range_

    def total(of: Mapping[str, float]) -> float:
        return weighted_score(counted, of, claims_held) or 0.0

    score = weighted_score(counted, earned, claims_held)
    if score is None:
        return None
    score = round(score, 4)
    return Score(
        score=score,
        interval=(min(score, round(total(least), 4)), max(score, round(total(most), 4))),
        level=level_of(score, claims_held),
        sufficiency=_sufficiency(counted, verdicts, number_given),
    )


def _sufficiency(
    points: Sequence[Weighted], verdicts: Sequence[PointVerdict], number_given: bool
) -> Sufficiency:
    observed = {verdict.id: 1.0 for verdict in verdicts if verdict.verdict in _OBSERVED}
    if number_given:
        observed[ESTIMATE.id] = 1.0
    share = weighted_score(points, observed) or 0.0
    if not share:
        return "none"
    if share < SUFFICIENT_FROM:
        return "emerging"
    return "sufficient" if share < RICH_FROM else "rich"
