"""What a calculator may be given: the kinds of input, their ranges, and how each is read.

A value is taken or refused, never clamped: a refusal names the input, what was given, why it will
not do, and the range that will. Values come from YAML, JSON, a form or the command line, so each
kind reads both typed values and text.
"""

import reprlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass
from typing import Any, Literal

from mockint.calc.figures import figure
from mockint.calc.quantities import read_number
from mockint.core.errors import CalculatorError, did_you_mean

Given = Mapping[str, Any]
"""Inputs by name, already read; what was not given is not in it."""

NONE: Literal["none"] = "none"
"""The value of an input that was switched off, as distinct from one that was not given."""

DTYPES: Mapping[str, float] = {
    **dict.fromkeys(("fp64", "float64", "f64"), 8),
    **dict.fromkeys(("fp32", "float32", "f32", "tf32", "float"), 4),
    **dict.fromkeys(("fp16", "float16", "f16", "half", "bf16", "bfloat16"), 2),
    **dict.fromkeys(("fp8", "float8", "e4m3", "e5m2", "int8", "uint8"), 1),
    **dict.fromkeys(("fp4", "int4", "uint4", "nf4"), 0.5),
    "int2": 0.25,
    "binary": 0.125,
    "q8_0": 34 / 32,  # 32 values and one fp16 scale
    "q4_0": 18 / 32,
}
"""Bytes per value of the number formats people name instead."""


@dataclass(frozen=True)
class Parameter(ABC):
    """One input of a calculator."""

    name: str
    meaning: str
    _: KW_ONLY
    unit: str | None = None
    default: Any = None
    """What is assumed when it is not given; None: nothing, and what needs it is left out."""
    default_from: Callable[[Given], Any] | None = None
    """The default, where it depends on what else is given."""

    @property
    @abstractmethod
    def accepts(self) -> str:
        """What may be given, as the end of a sentence: `a whole number from 1 to 100`."""

    @abstractmethod
    def read(self, value: Any) -> Any:
        """Return the value in its base unit; raises CalculatorError with reason and range."""

    @property
    def takes_null(self) -> bool:
        """True where null is a value; elsewhere an input that is null was not given."""
        return False

    def default_for(self, given: Given) -> Any:
        """Return what is assumed beside the inputs that are given, or None."""
        return self.default_from(given) if self.default_from else self.default

    def refuse(self, value: object, reason: str, near: str = "") -> CalculatorError:
        """Return the error that says why a value will not do, and what will."""
        shown = value if isinstance(value, str) else _shown(value)
        if len(shown) > 40:
            shown = f"{shown[:37]}..."
        return CalculatorError(f"{self.name}={shown}: {reason}.{near}", f"Give {self.accepts}.")

    def _number(self, value: object) -> int | float:
        try:
            return read_number(value, self.unit)
        except ValueError as error:
            raise self.refuse(value, str(error)) from error

    def _in_unit(self) -> str:
        return f" ({self.unit})" if self.unit else ""


def _shown(value: object) -> str:
    try:
        return reprlib.repr(value)
    except (ValueError, RecursionError):  # an integer of thousands of digits, endless lists
        return f"a {type(value).__name__}"


@dataclass(frozen=True)
class Count(Parameter):
    """A whole number of things."""

    _: KW_ONLY
    minimum: int = 1
    maximum: int = 10**9
    or_none: bool = False
    """True where `none` (or null) says that the mechanism it sizes is not used."""

    @property
    def accepts(self) -> str:
        whole = f"a whole number from {figure(self.minimum)} to {figure(self.maximum)}"
        return whole + self._in_unit() + (", or none" if self.or_none else "")

    @property
    def takes_null(self) -> bool:
        return self.or_none

    def read(self, value: Any) -> int | Literal["none"]:
        if self.or_none and (value is None or value == NONE):
            return NONE
        number = self._number(value)
        if number != int(number):
            raise self.refuse(value, "not a whole number")
        if number < self.minimum:
            raise self.refuse(value, "too small")
        if number > self.maximum:
            raise self.refuse(value, "too large")
        return int(number)


@dataclass(frozen=True)
class Number(Parameter):
    """A number on an interval; its lower end is left out unless said otherwise."""

    _: KW_ONLY
    minimum: float = 0
    maximum: float = 1e18
    open_minimum: bool = True
    open_maximum: bool = False

    @property
    def accepts(self) -> str:
        low = "above" if self.open_minimum else "from"
        high = "below" if self.open_maximum else "up to" if self.open_minimum else "to"
        interval = f"{low} {figure(self.minimum)} {high} {figure(self.maximum)}"
        return f"a number {interval}{self._in_unit()}"

    def read(self, value: Any) -> int | float:
        number = self._number(value)
        if number < self.minimum or (self.open_minimum and number == self.minimum):
            raise self.refuse(value, "too small")
        if number > self.maximum or (self.open_maximum and number == self.maximum):
            raise self.refuse(value, "too large")
        return number


@dataclass(frozen=True)
class Signed(Number):
    """A number that may be negative."""

    _: KW_ONLY
    minimum: float = -1e9
    maximum: float = 1e9
    open_minimum: bool = False


@dataclass(frozen=True)
class Share(Number):
    """A fraction of 1: a probability, a rate, a utilisation. Percentages need their sign."""

    _: KW_ONLY
    unit: str | None = "fraction"
    maximum: float = 1
    open_minimum: bool = False

    @property
    def accepts(self) -> str:
        low = "above" if self.open_minimum else "from"
        high = "below" if self.open_maximum else "to"
        interval = f"{low} {figure(self.minimum)} {high} {figure(self.maximum)}"
        return f"a fraction {interval}, or a percentage such as 5%"


@dataclass(frozen=True)
class Dtype(Number):
    """Bytes per value, as a number or by the name of a format."""

    _: KW_ONLY
    unit: str | None = "bytes"
    maximum: float = 8

    @property
    def accepts(self) -> str:
        return "bytes per value, above 0 up to 8, or a format: fp32, bf16, fp8, int4 ..."

    def read(self, value: Any) -> int | float:
        if not isinstance(value, str) or not value.strip()[:1].isalpha():
            return super().read(value)
        name = value.strip().casefold()
        if name in DTYPES:
            return DTYPES[name]
        if name in {"inf", "infinity", "nan"}:
            raise self.refuse(value, "not a finite number")
        raise self.refuse(value, "no such number format", did_you_mean(name, DTYPES))


@dataclass(frozen=True)
class Choice(Parameter):
    """One of a few words."""

    _: KW_ONLY
    values: tuple[str, ...]

    @property
    def accepts(self) -> str:
        return f"one of {', '.join(self.values)}"

    def read(self, value: Any) -> str:
        if not isinstance(value, str):
            raise self.refuse(value, "not a word")
        word = value.strip().casefold().replace("-", "_")
        for known in self.values:
            if word == known.casefold():
                return known
        raise self.refuse(value, "not a choice", did_you_mean(word, self.values))


@dataclass(frozen=True)
class Flag(Parameter):
    """Yes or no."""

    _: KW_ONLY
    default: Any = False

    @property
    def accepts(self) -> str:
        return "yes or no"

    def read(self, value: Any) -> bool:
        if isinstance(value, int) and value in (0, 1):
            return bool(value)
        word = value.strip().casefold() if isinstance(value, str) else None
        if word in {"yes", "true", "on", "y", "1"}:
            return True
        if word in {"no", "false", "off", "n", "0"}:
            return False
        raise self.refuse(value, "neither yes nor no")


@dataclass(frozen=True)
class Text(Parameter):
    """Words as they are written."""

    _: KW_ONLY
    longest: int = 20_000

    @property
    def accepts(self) -> str:
        return f"text of up to {figure(self.longest)} characters"

    def read(self, value: Any) -> str:
        if not isinstance(value, str):
            raise self.refuse(value, "not text")
        if not value.strip():
            raise self.refuse(value, "no words in it")
        if len(value) > self.longest:
            raise self.refuse(value, f"{figure(len(value))} characters")
        return value
