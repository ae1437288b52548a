"""One calculator over many values of one input: the points of a plot."""

from collections.abc import Iterable, Mapping
from typing import Any

from mockint.calc.batch import calculate
from mockint.core.errors import CalculatorError


def sweep(
    name: str, inputs: Mapping[str, Any], key: str, values: Iterable[Any]
) -> dict[str, list[float | None]]:
    """Return, by output, its number for each value of one input; None where there is none.

    A value that is refused beside the others, such as heads that do not divide evenly, leaves a
    gap. Raises CalculatorError where every value is refused.
    """
    points: list[Mapping[str, Any]] = []
    refusal: CalculatorError | None = None
    for value in values:
        try:
            points.append(calculate(name, {**inputs, key: value})["outputs"])
        except CalculatorError as error:
            points.append({})
            refusal = refusal or error
    if refusal is not None and not any(points):
        raise refusal
    found = {output: [_number(point.get(output)) for point in points] for output in _names(points)}
    return {output: row for output, row in found.items() if any(each is not None for each in row)}


def _names(points: Iterable[Mapping[str, Any]]) -> list[str]:
    return list(dict.fromkeys(output for point in points for output in point))


def _number(output: Mapping[str, Any] | None) -> float | None:
    """Return a single number; truths, words, lists and mappings have no place on an axis."""
    value = None if output is None else output["value"]
    return None if isinstance(value, bool) or not isinstance(value, int | float) else value
