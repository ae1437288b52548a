"""How far a quantity is from the right value, and which slip explains it."""

import math
import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from mockint.assess.numbers import parse_quantities
from mockint.assess.quantities import Quantity
from mockint.assess.units import BARE, fits, unit_class, unit_of_word
from mockint.core.assessment import Expected
from mockint.core.levels import estimate_credit

SLIP_WITHIN = 0.03
"""How near a number has to be to a slip's value to be recognised as that slip."""
NARROW_RANGE = 2.0
"""The widest range (high by low) that is right because it holds the right value."""
SIGNIFICANT = 3
"""Digits from which on a rightly rounded number is exact."""

_LIMITS: Mapping[str, float] = {
    "exact": 1 + 1e-6,
    "1%": 1.01,
    "10%": 1.1,
    "1.5x": 1.5,
    "3x": 3.0,
    "10x": 10.0,
}
_PERCENT = {"1%": 0.01, "10%": 0.1}
_ROUNDING = 1e-9
_DIGITS = re.compile(r"\d[\d,_]*(?:\.\d+)?|\.\d+")
_WORD = re.compile(r"[A-Za-zµμ%$]{1,16}")


class Yardstick:
    """The expected value, with which quantities are compared."""

    def __init__(self, expected: Expected, asked: str) -> None:
        self._expected = expected
        self._unit = unit_class(expected.unit)
        self._asked = asked

    def fit(self, quantity: Quantity) -> int:
        """Return 3 or 2 for a quantity of the wanted unit, 1 for one near it, 0 for any other."""
        return fits(quantity.unit, self._unit)

    def value(self, quantity: Quantity) -> float:
        """Return the reading that comes closest, in the expected unit."""
        target = self._expected.value
        readings = [value / self._unit.scale for value in self._readings(quantity)]
        return min(readings, key=lambda value: _distance(value, target))

    def ratio(self, quantity: Quantity) -> float | None:
        """Return value / expected; None where zero is expected."""
        if not self._expected.value:
            return None
        return self.value(quantity) / self._expected.value

    def within(self, quantity: Quantity) -> bool:
        """Return whether a quantity lies inside the tolerance."""
        ratio = self.ratio(quantity)
        if ratio is None:
            return quantity.value == 0
        if self._expected.within in _PERCENT:
            return abs(ratio - 1) <= _PERCENT[self._expected.within] + _ROUNDING
        if self._expected.within == "exact" and self._rightly_rounded(quantity):
            return True
        return _factor(ratio) <= _LIMITS.get(self._expected.within, 1.1) + _ROUNDING

    def mistake(self, quantity: Quantity) -> str | None:
        """Return what the classic slip says that leads to this quantity, unless it is right."""
        if self.within(quantity):
            return None
        near = [
            (_distance(value, slip.value), slip.says)
            for slip in self._expected.slips
            for value in (reading / self._unit.scale for reading in self._readings(quantity))
            if slip.value and abs(value / slip.value - 1) <= SLIP_WITHIN
        ]
        return min(near)[1] if near else None

    def credit(self, quantity: Quantity) -> float:
        """Return what a quantity earns at the first try."""
        return estimate_credit(self.ratio(quantity), self.within(quantity))

    def _readings(self, quantity: Quantity) -> list[float]:
        """Return all that a quantity may mean, in base units."""
        readings = [quantity.value, *quantity.others]
        if quantity.unit.per != self._unit.per:  # $360 a day, where USD are wanted
            readings = [value * quantity.unit.per_scale for value in readings]
        if quantity.bare:
            readings += [quantity.value * scale for scale in self._asked_scales]
        target = self._expected.value * self._unit.scale
        narrow = quantity.low < quantity.high <= NARROW_RANGE * quantity.low
        if narrow and self._expected.within not in ("exact", "1%"):
            readings.append(min(max(target, quantity.low), quantity.high))
        return readings

    def _rightly_rounded(self, quantity: Quantity) -> bool:
        """Return whether the number is the right one, rounded to the digits it was given with."""
        digits = _DIGITS.search(quantity.text)
        if digits is None or not quantity.figure:
            return False
        whole, _, decimals = digits.group().partition(".")
        if len((whole + decimals).strip("0,_")) < SIGNIFICANT:
            return False
        target = self._expected.value * self._unit.scale
        half = 0.5 * 10.0 ** -len(decimals)
        return any(
            abs(target / (reading / quantity.figure) - quantity.figure) <= half * (1 + _ROUNDING)
            for reading in self._readings(quantity)
            if reading
        )

    def given(self, quantity: Quantity) -> bool:
        """Return whether the question itself named this quantity ("24, 32 or 48 GB")."""
        return any(
            quantity.value == asked.value or (asked.bare and quantity.figure == asked.figure)
            for asked in self._asked_quantities
        )

    @cached_property
    def _asked_scales(self) -> Sequence[float]:
        """What a bare number may be counted in, as the question says "how many gigabytes"."""
        units = [unit_of_word(word) for word in _WORD.findall(self._asked)]
        return [
            scale
            for unit in units
            if unit is not None and unit.kind == self._unit.kind != BARE.kind
            for scale in (unit.scale, unit.also)
            if scale is not None
        ]

    @cached_property
    def _asked_quantities(self) -> Sequence[Quantity]:
        return parse_quantities(self._asked, self._expected.unit)


def _factor(ratio: float) -> float:
    """Return by what factor a ratio misses 1, whichever way."""
    return max(abs(ratio), 1 / abs(ratio)) if ratio else math.inf


def _distance(value: float, target: float) -> float:
    return _factor(value / target) if target else abs(value)
