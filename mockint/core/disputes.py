"""Where two readings of the same answer differ: shown side by side, never averaged."""

from collections.abc import Iterator
from typing import NamedTuple

from mockint.core.assessment import Assessment, Record, Verdict
from mockint.core.levels import CREDIT

OFFLINE = "offline"
"""How the assessor without a model signs."""
FAR_BELOW = 2
"""Levels by which a model may stay below the offline reading before that is disputed."""
APART = 0.5
"""Credits between two verdicts on a point from which on they disagree."""


class Disagreement(Record):
    """One point that is read differently."""

    point: str
    judge: Verdict
    offline: Verdict


class Band(NamedTuple):
    """The levels of several passes of a model over one answer."""

    low: int
    high: int


def offline_of(assessment: Assessment) -> Assessment:
    """Return the offline reading of an answer: the one beside a model's, else the one itself."""
    return next((each for each in assessment.beside if each.assessor == OFFLINE), assessment)


def is_disputed(assessment: Assessment) -> bool:
    """Tell whether a model's level is higher than the offline one, or far below it.

    Any rise counts: whoever talks a model into something must not do so unseen.
    """
    offline = offline_of(assessment)
    return offline is not assessment and are_disputed(assessment.level, offline.level)


def are_disputed(level: int | None, offline: int | None) -> bool:
    """Tell whether a level by a model is too far from the offline one to stand alone."""
    if level is None:
        return False
    return offline is None or level > offline or offline - level >= FAR_BELOW


def disagreements(assessment: Assessment) -> Iterator[Disagreement]:
    """Yield the points on which a model and the offline reading are clearly apart."""
    offline = offline_of(assessment)
    for mine in assessment.points:
        other = offline.verdict_of(mine.id)
        if other is None or offline is assessment:
            continue
        far = abs(CREDIT[mine.verdict] - CREDIT[other.verdict]) >= APART
        against = (mine.verdict == "contradicted") != (other.verdict == "contradicted")
        if far or against:
            yield Disagreement(point=mine.id, judge=mine.verdict, offline=other.verdict)


def level_band(assessment: Assessment) -> Band | None:
    """Return the lowest and highest level of a model's passes; None where there was but one."""
    passes = [each for each in (assessment, *assessment.beside) if each.judged is not None]
    levels = [each.level for each in passes if each.level is not None]
    return Band(min(levels), max(levels)) if len(levels) > 1 else None
