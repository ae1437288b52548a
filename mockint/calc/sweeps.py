"""One calculator over many values of one input: the points of a plot.

Where the arithmetic allows it, all points are computed at once on an array; a calculator that
decides by the value of an input (`if`, `max`, a loop) is computed point by point. Both ways lead
to the same numbers, and a few of them are always computed both ways.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mockint.calc.batch import outputs_of
from mockint.calc.catalogue import find_calculator
from mockint.calc.registry import Calculator
from mockint.calc.resolve import resolve
from mockint.core.errors import CalculatorError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

MOST_POINTS = 2_000
_CHECKED = 5
"""Points that are also computed one by one, beside all at once."""
_WITHIN = 1e-9
_SERIES = 8
"""Items of a list, or of a mapping, that become series of their own."""


@dataclass(frozen=True)
class Sweep:
    """What a calculator gives over a range."""

    calculator: str
    key: str
    """The input that varies, or what else does."""
    values: "Floats"
    """The input's values, in its base unit."""
    outputs: Mapping[str, "Floats"]
    """By output, as many numbers; NaN where the value was refused, or there is no such output."""
    at_once: bool = False
    """Whether they were computed on an array."""


def sweep(name: str, inputs: Mapping[str, Any], key: str, values: Iterable[Any]) -> Sweep:
    """Return what a calculator gives for each value of one input.

    A value that is refused beside the others, such as heads that do not divide evenly, leaves a
    gap. Raises CalculatorError where every value is refused, for an input that has no number, and
    for more points than anybody can see.
    """
    calculator = find_calculator(name)
    points = list(values)
    if len(points) > MOST_POINTS:
        raise CalculatorError(
            f"{calculator.id}: {len(points):,} points.", f"Give up to {MOST_POINTS:,}."
        )
    # An unknown input is refused by the calculator itself, at the first point.
    parameter = calculator.input(key)
    read = _numbers_read(parameter.read if parameter else lambda value: value, points)
    found = _swept(calculator, inputs, key, points, read)
    if not found.outputs and points:
        # The value alone describes too little: the rest is as it would be without it.
        used = resolve(calculator, {name: inputs[name] for name in inputs if name != key})
        found = _swept(calculator, used, key, points, read)
    return found


def _swept(
    calculator: Calculator,
    inputs: Mapping[str, Any],
    key: str,
    points: Sequence[Any],
    read: Sequence[float | None],
) -> Sweep:
    at_once = _all_at_once(calculator, inputs, key, read)
    if at_once is not None:
        return Sweep(calculator.id, key, _array(read), at_once, at_once=True)
    rows = _one_by_one(calculator, [{**inputs, key: point} for point in points])
    return Sweep(calculator.id, key, _array(read), rows)


def sweep_of(
    name: str, key: str, values: Sequence[float], inputs_at: Callable[[float], Mapping[str, Any]]
) -> Sweep:
    """Return what a calculator gives along anything that changes its inputs.

    Raises CalculatorError as `sweep` does.
    """
    calculator = find_calculator(name)
    rows = _one_by_one(calculator, [inputs_at(value) for value in values])
    return Sweep(calculator.id, key, _array(values), rows)


def _numbers_read(read: Callable[[Any], Any], points: Sequence[Any]) -> list[float | None]:
    """Return the values as numbers; None for one that is refused, or is no number."""
    numbers: list[float | None] = []
    for point in points:
        try:
            numbers.append(_number(read(point)))
        except CalculatorError:
            numbers.append(None)
    return numbers


def _all_at_once(
    calculator: Calculator, inputs: Mapping[str, Any], key: str, read: Sequence[float | None]
) -> "dict[str, Floats] | None":
    """Return the outputs computed on an array; None where that cannot be done, or isn't right.

    A few values are tried first: an array that a calculator takes for something else would cost
    more than it saves.
    """
    import numpy as np

    if len(read) < _CHECKED or any(value is None for value in read):
        return None
    array = _array(read)
    samples = [int(place) for place in np.linspace(0, len(read) - 1, _CHECKED)]
    try:
        resolved = [resolve(calculator, {**inputs, key: read[place]}) for place in samples]
        others = [{**values, key: None} for values in resolved]
        if any(values != others[0] for values in others):
            return None  # other inputs depend on this one
        expected = [_series(outputs_of(calculator, {**inputs, key: read[p]})) for p in samples]
        tried = _on_array(calculator, others[0], key, array[samples])
        if any(point.keys() != tried.keys() for point in expected):
            return None
        for name, row in tried.items():
            right = _array([point[name] for point in expected])
            if not np.allclose(row, right, rtol=_WITHIN, atol=0):
                return None
        return _on_array(calculator, others[0], key, array)
    except (CalculatorError, ArithmeticError, TypeError, ValueError, AttributeError, IndexError):
        return None  # it decides by the value: NumPy refuses an array's truth


def _on_array(
    calculator: Calculator, values: Mapping[str, Any], key: str, array: "Floats"
) -> "dict[str, Floats]":
    """Return the outputs for an input that is an array; raises whatever the arithmetic does."""
    import numpy as np

    arguments = {each.name: values.get(each.name) for each in calculator.inputs}
    with np.errstate(over="raise", divide="raise", invalid="raise", under="ignore"):
        found = calculator.compute(**{**arguments, key: array}).outputs
    known = {each.name: found.get(each.name) for each in calculator.outputs}
    return {
        name: np.broadcast_to(np.asarray(value, dtype=np.float64), array.shape)
        for name, value in _parts(known)
        if value is not None and not isinstance(value, str) and not _is_truth(value)
    }


def _one_by_one(calculator: Calculator, points: Sequence[Mapping[str, Any]]) -> "dict[str, Floats]":
    found: list[dict[str, float]] = []
    refusal: CalculatorError | None = None
    for inputs in points:
        try:
            found.append(_series(outputs_of(calculator, inputs)))
        except CalculatorError as error:
            found.append({})
            refusal = refusal or error
    if refusal is not None and not any(found):
        raise CalculatorError(f"{calculator.id}: {refusal.message}", refusal.remedy) from refusal
    names = dict.fromkeys(name for point in found for name in point)
    return {name: _array([point.get(name) for point in found]) for name in names}


def _parts(outputs: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    """Yield outputs by name; those in a short list or mapping by their place in it."""
    for name, value in outputs.items():
        if isinstance(value, list | tuple):
            yield from ((f"{name}[{place}]", each) for place, each in enumerate(value[:_SERIES]))
        elif isinstance(value, Mapping):
            yield from ((f"{name}.{key}", each) for key, each in list(value.items())[:_SERIES])
        else:
            yield name, value


def _series(outputs: Mapping[str, Any]) -> dict[str, float]:
    """Return the single numbers among outputs."""
    numbers = {name: _number(value) for name, value in _parts(outputs)}
    return {name: number for name, number in numbers.items() if number is not None}


def _number(value: Any) -> float | None:
    """Return a single number; truths and words have no place on an axis."""
    return None if isinstance(value, bool) or not isinstance(value, int | float) else value


def _is_truth(value: Any) -> bool:
    return isinstance(value, bool) or str(getattr(value, "dtype", "")) == "bool"


def _array(values: Sequence[float | None]) -> "Floats":
    # NumPy takes as long to import as the rest of the calculators: here only a sweep pays for it.
    import numpy as np

    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)
