"""A quantity in a text, and two of them that are one: the factors of a product, a range."""

import re
from dataclasses import dataclass

from mockint.assess.units import BARE, Unit, over, times

LONGEST_JOINED = 120
"""Characters of a product or a range."""
WIDEST_RANGE = 100
"""How many times its lower end the upper end of a range may be."""

_TIMES = re.compile(r"\s?(?:[*x×·]|/|÷)\s?", re.IGNORECASE)
_RANGE = re.compile(r"\s?[-–—]\s?|\sto\s", re.IGNORECASE)
_AND = re.compile(r"\sand\s", re.IGNORECASE)
_REST = re.compile(r",?\s(?:and\s)?", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s\Z", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it stands in a text: `text[start:end]`."""

    text: str
    start: int
    end: int
    figure: float
    """The number alone."""
    value: float
    """In base units; of a range, its middle."""
    unit: Unit
    low: float
    high: float
    """Equal to the value, unless a range was given."""
    others: tuple[float, ...] = ()
    """Other values that the same words may stand for: GB for GiB, B for a byte or a billion."""

    @property
    def bare(self) -> bool:
        """True where no unit was given."""
        return self.unit == BARE


def join(text: str, left: Quantity, right: Quantity) -> Quantity | None:
    """Return two neighbours as one: factors of a product, a sum of units, the ends of a range."""
    gap = text[left.end : right.start]
    if len(gap) > 5 or right.end - left.start > LONGEST_JOINED:
        return None
    if _TIMES.fullmatch(gap):
        return _product(text, left, right, divide="/" in gap or "÷" in gap)
    if _REST.fullmatch(gap) and _is_rest(left.unit, right):
        return _sum(text, left, right)
    before = text[max(0, left.start - 10) : left.start]
    through = _RANGE.fullmatch(gap) and not _FROM.search(before)
    if through or (_AND.fullmatch(gap) and _BETWEEN.search(before)):
        return _span(text, left, right)
    return None


def _product(text: str, left: Quantity, right: Quantity, divide: bool) -> Quantity | None:
    if divide and not right.value:
        return None
    factor = 1 / right.value if divide else right.value
    value = left.value * factor
    return Quantity(
        text=text[left.start : right.end],
        start=left.start,
        end=right.end,
        figure=value,
        value=value,
        unit=over(left.unit, right.unit) if divide else times(left.unit, right.unit),
        low=value,
        high=value,
        others=tuple(other * factor for other in left.others),
    )


def _is_rest(left: Unit, right: Quantity) -> bool:
    """Return whether the right one counts the rest: of hours in minutes, of dollars in cents."""
    same = left.kind == right.unit.kind and left.per == right.unit.per is None
    return same and left.kind in ("s", "USD") and left.scale > max(right.unit.scale, right.value)


def _sum(text: str, left: Quantity, right: Quantity) -> Quantity:
    value = left.value + right.value
    return Quantity(
        text=text[left.start : right.end],
        start=left.start,
        end=right.end,
        figure=value / left.unit.scale,
        value=value,
        unit=left.unit,
        low=value,
        high=value,
    )


def _span(text: str, left: Quantity, right: Quantity) -> Quantity | None:
    same = left.unit.kind == right.unit.kind
    if not (left.bare or same) or not left.figure or not right.figure:
        return None
    low = left.value if same else left.figure * (right.value / right.figure)
    if not low < right.value <= WIDEST_RANGE * low:
        return None
    middle = (low + right.value) / 2
    return Quantity(
        text=text[left.start : right.end],
        start=left.start,
        end=right.end,
        figure=middle,
        value=middle,
        unit=right.unit,
        low=low,
        high=right.value,
        others=tuple(other * middle / right.value for other in right.others),
    )
