"""How far an assessor agrees with the people who graded the specimens.

A specimen's answer is read as a round would read it, and what was found is held against its labels.
Two shares are told apart for good: one to tune an assessor by, and a third of all specimens that
nobody tunes by, so that its figures say what to expect of answers from outside.
"""

from mockint.calibration.bars import AT_MOST, Bars, Shortfall, shortfalls
from mockint.calibration.figures import Figures, PointKappa, figures, kappa_per_point
from mockint.calibration.kinds import AIMS, MEANING, KindRow, Ratio, kind_measures, kind_rows
from mockint.calibration.readings import (
    LEVELS,
    SHARES,
    PointPair,
    Reading,
    Share,
    read_specimen,
    share_of,
)
from mockint.calibration.report import Calibration, calibrate
from mockint.calibration.stress import MisusedReading, misuse_measures, read_misused

__all__ = [
    "AIMS",
    "AT_MOST",
    "LEVELS",
    "MEANING",
    "SHARES",
    "Bars",
    "Calibration",
    "Figures",
    "KindRow",
    "MisusedReading",
    "PointKappa",
    "PointPair",
    "Ratio",
    "Reading",
    "Share",
    "Shortfall",
    "calibrate",
    "figures",
    "kappa_per_point",
    "kind_measures",
    "kind_rows",
    "misuse_measures",
    "read_misused",
    "read_specimen",
    "share_of",
    "shortfalls",
]
