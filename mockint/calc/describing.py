"""A calculator as a form shows it: its fields, and two variants of it side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mockint.calc.batch import calculate
from mockint.calc.catalogue import find_calculator
from mockint.calc.parameters import Choice, Count, Dtype, Flag, Number, Parameter
from mockint.calc.registry import Output
from mockint.calc.selectors import PresetName


@dataclass(frozen=True)
class Field:
    """One input, as a form asks for it."""

    name: str
    meaning: str
    unit: str | None
    default: str
    """What is assumed, as one would type it; empty where nothing is."""
    accepts: str
    """What may be given: `a whole number from 1 to 1,000 (tokens)`."""
    choices: tuple[str, ...] = ()
    """What may be chosen, where it is a choice, a preset or yes and no."""
    is_number: bool = False
    """Whether it is a single number, which can be swept."""


@dataclass(frozen=True)
class Description:
    """A calculator in words."""

    id: str
    title: str
    fields: tuple[Field, ...]
    outputs: tuple[Output, ...]
    trap: str
    source: str


@dataclass(frozen=True)
class Compared:
    """One output of two variants."""

    name: str
    unit: str | None
    a: Any
    b: Any
    ratio: float | None
    """b / a; None where either is no number, or a is 0."""


def describe(name: str) -> Description:
    """Return what a form needs to know; raises CalculatorError for a name that nothing has."""
    calculator = find_calculator(name)
    used = calculate(name, {})["inputs"]
    return Description(
        id=calculator.id,
        title=calculator.title,
        fields=tuple(_field(each, used.get(each.name)) for each in calculator.inputs),
        outputs=calculator.outputs,
        trap=calculator.trap,
        source=calculator.source,
    )


def compare(name: str, a: Mapping[str, Any], b: Mapping[str, Any]) -> tuple[Compared, ...]:
    """Return each output of two variants, and how many times the first the second is.

    Raises CalculatorError as `calculate` does, for the first variant that is refused.
    """
    units = {each.name: each.unit for each in find_calculator(name).outputs}
    first, second = (calculate(name, inputs)["outputs"] for inputs in (a, b))
    rows = []
    for output, unit in units.items():
        left, right = (found.get(output, {}).get("value") for found in (first, second))
        if left is not None or right is not None:
            rows.append(Compared(output, unit, left, right, _ratio(left, right)))
    return tuple(rows)


def as_typed(value: Any) -> str:
    """Return a value as one would type it into a form; typed, it is the same value again."""
    import json

    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        whole = float(value).is_integer() and abs(value) < 1e15
        return f"{int(value):,}" if whole else f"{value:,}" if abs(value) < 1e15 else f"{value!r}"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _field(parameter: Parameter, default: Any) -> Field:
    choices: tuple[str, ...] = ()
    if isinstance(parameter, Choice):
        choices = parameter.values
    elif isinstance(parameter, PresetName):
        choices = tuple(parameter.table)
    elif isinstance(parameter, Flag):
        choices = ("no", "yes")
    return Field(
        name=parameter.name,
        meaning=parameter.meaning,
        unit=parameter.unit,
        default="" if default is None else as_typed(default),
        accepts=parameter.accepts,
        choices=choices,
        is_number=isinstance(parameter, Number | Count | Dtype),
    )


def _ratio(left: Any, right: Any) -> float | None:
    numbers = (int, float)
    if isinstance(left, bool) or not isinstance(left, numbers) or not left:
        return None
    return right / left if isinstance(right, numbers) and not isinstance(right, bool) else None
