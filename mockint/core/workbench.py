"""The door to the calculators for somebody who works at them: forms, live results, plots, chains.

Everything here is words and figures that are ready to be shown. The arithmetic stands behind the
door, and only what is asked for is loaded.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

Given = Mapping[str, str]
"""Inputs by name, as they were typed."""


@dataclass(frozen=True)
class Listed:
    """A calculator in the list of them."""

    id: str
    title: str


@dataclass(frozen=True)
class Asked:
    """One input of a calculator."""

    name: str
    unit: str
    about: str
    """What it means and what it takes."""
    choices: tuple[str, ...] = ()
    """Values worth offering: the words of a choice, the names of presets."""


@dataclass(frozen=True)
class Described:
    """A calculator as one meets it."""

    id: str
    title: str
    inputs: tuple[Asked, ...]
    trap: str
    source: str


@dataclass(frozen=True)
class Found:
    """One output of a calculation."""

    name: str
    meaning: str
    readings: tuple[str, ...]
    """The value in each unit that it is read in; at least one."""
    number: float | None = None
    """The value, where it is a single number."""


@dataclass(frozen=True)
class Computed:
    """What became of some inputs: a result, or what is wrong with them."""

    given: Given
    used: Mapping[str, str] = field(default_factory=dict)
    """Every input that counted, presets and defaults among them, as it is read."""
    outputs: tuple[Found, ...] = ()
    formula: str = ""
    faults: Mapping[str, str] = field(default_factory=dict)
    """What is wrong, by input."""
    problem: str = ""
    """What is wrong between several inputs."""

    @property
    def is_right(self) -> bool:
        """Whether there is a result."""
        return not self.faults and not self.problem


@dataclass(frozen=True)
class Link:
    """Another calculator that begins with what this one has found."""

    calculator: str
    title: str
    given: Given
    """What the other calculator begins with."""


class Workbench(Protocol):
    """Calculators to work at. Nothing here raises for what somebody types."""

    def listed(self) -> Sequence[Listed]:
        """Return every calculator, by id."""
        ...

    def described(self, calculator: str) -> Described:
        """Return a calculator's form; raises CalculatorError for one that isn't there."""
        ...

    def computed(self, calculator: str, given: Given) -> Computed:
        """Return what some inputs lead to."""
        ...

    def completed(self, calculator: str, given: Given) -> Given:
        """Return inputs that say nothing alone with what the blank form shows beside them."""
        ...

    def ratios(self, calculator: str, a: Given, b: Given) -> Mapping[str, float]:
        """Return how many times those of `a` the outputs of `b` are, where both are numbers."""
        ...

    def plotted(self, calculator: str, variants: Sequence[Given], width: int, height: int) -> str:
        """Return the calculator's own curve for one variant, or for two in the same axes.

        At most `width` columns and `height` lines; empty where there is nothing to draw.
        """
        ...

    def links(self, calculator: str, given: Given) -> Sequence[Link]:
        """Return where the outputs lead on to, the usual way first."""
        ...

    def as_given(self, inputs: Mapping[str, Any]) -> dict[str, str]:
        """Return inputs, as content and logs hold them, the way somebody would type them."""
        ...
