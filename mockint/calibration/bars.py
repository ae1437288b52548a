"""What an assessor has to hold, and what it falls short of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from mockint.calibration.figures import Figures
from mockint.calibration.kinds import Ratio
from mockint.calibration.readings import Share


@dataclass(frozen=True, slots=True)
class Bars:
    """One bar for each figure of that name, which each share has to hold by itself.

    They stand a little under what the offline assessor holds on the weaker share, so that a change
    for the worse is noticed the day it is made; whoever makes it better raises them. Where they are
    meant to go is said beside each, with what was held when it was set (tuning, untouched).
    """

    # Set over 723 specimens, read by phrasings that the tuning share has shaped: what answers from
    # outside may expect is what the untouched share held. The other aims are in `kinds.py`.
    qwk: float = 0.80  # held .91, .83; the aim is .85
    kappa: float = 0.60  # held .76, .64; the aim is .70
    within_one: float = 0.93  # held .98, .96; follows from the aim of QWK
    abstention: float = 0.25  # held .02, .03; the aim itself: less is not always better
    recall_of_claims: float = 0.27  # held 109 of 145, 23 of 78; the aim is .60
    alarms_per_specimen: float = 0.05  # held 6 in 467, 10 in 256; the aim is .03
    strong: float = 0.90  # held 99 of 100, 58 of 60
    plain_and_spoken: float = 0.75  # held 40 of 42, 22 of 27
    textbook: float = 0.90  # held 22 of 22, 4 of 4
    weak: float = 0.90  # held 130 of 130, 67 of 73
    lists_and_injections: float = 0.90  # held 33 of 34, 18 of 18
    wrong_heard: float = 0.42  # held 44 of 46, 12 of 27
    error_reported: float = 0.38  # held 16 of 24, 5 of 12
    refuted_held: float = 0.20  # held 0 of 19, 1 of 7
    in_order: float = 0.75  # held 17 of 17, 9 of 11
    unrelated: float = 0.96  # held 601 of 612, 323 of 330
    shuffled: float = 0.75  # held 158 of 204, 92 of 110
    verbatim: float = 1.0


AT_MOST = frozenset({"abstention", "alarms_per_specimen", "refuted_held"})
"""Bars that a figure must not exceed; all others have to be reached."""


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A figure on the wrong side of its bar."""

    share: Share
    figure: str
    value: float
    bar: float

    def __str__(self) -> str:
        name = self.figure.replace("_", " ")
        limit = "at most" if self.figure in AT_MOST else "at least"
        return f"{self.share}: {name} is {self.value:.3f}, the bar is {limit} {self.bar:g}"


def shortfalls(
    share: Share, found: Figures, measures: Mapping[str, Ratio], bars: Bars
) -> Iterator[Shortfall]:
    """Yield what a share falls short of; what cannot be told is not held against anybody."""
    for name in (field.name for field in fields(Bars)):
        value: float | None = measures[name].value if name in measures else getattr(found, name)
        bar: float = getattr(bars, name)
        if value is not None and (value > bar if name in AT_MOST else value < bar):
            yield Shortfall(share, name, value, bar)
