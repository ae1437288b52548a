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

    # Set anew over nine questions, 154 specimens, when the five of the second batch came.
    qwk: float = 0.68  # held .71, .75; the aim is .80
    kappa: float = 0.45  # held .51, .50; the aim is .70
    within_one: float = 0.80  # held .84, .88; follows from the aim of QWK
    abstention: float = 0.25  # held .05, .04; the aim itself: less is not always better
    recall_of_claims: float = 0.25  # held 17 of 35, 2 of 7; the aim is .60
    alarms_per_specimen: float = 0.04  # held 2 in 105, 0 in 49; the aim is .03
    strong: float = 0.5
    plain_and_spoken: float = 0.4
    textbook: float = 0.5
    weak: float = 0.9
    lists_and_injections: float = 0.7
    wrong_heard: float = 0.3
    error_reported: float = 0.2
    refuted_held: float = 0.2
    in_order: float = 0.9
    unrelated: float = 0.9
    shuffled: float = 0.1
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
