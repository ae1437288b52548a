"""From what was given to what a calculator is called with: read, filled by presets, defaulted."""

from collections.abc import Mapping
from typing import Any

from mockint.calc.registry import Calculator
from mockint.calc.selectors import Kind, PresetName
from mockint.core.errors import CalculatorError, did_you_mean


def resolve(calculator: Calculator, inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of the inputs in the calculator's order; absent ones are not in it.

    What is given counts before a preset, and a preset before a default. Raises CalculatorError
    for an unknown name, a value out of range, and inputs that contradict one another.
    """
    values = _read(calculator, inputs)
    _refuse_two_ways(calculator, values)
    unused = _choose_kind(calculator, values)
    for parameter in calculator.inputs:
        if isinstance(parameter, PresetName):
            _fill(calculator, parameter, values)
    _assume_defaults(calculator, values, unused)
    return {p.name: values[p.name] for p in calculator.inputs if p.name in values}


def _read(calculator: Calculator, inputs: Mapping[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, value in inputs.items():
        parameter = calculator.input(name)
        if parameter is None:
            known = [each.name for each in calculator.inputs]
            raise CalculatorError(
                f"no input {name!r}.{did_you_mean(name, known)}", f"It takes {', '.join(known)}."
            )
        if value is not None or parameter.takes_null:
            values[name] = parameter.read(value)
    return values


def _refuse_two_ways(calculator: Calculator, given: Mapping[str, Any]) -> None:
    used = [group & given.keys() for group in calculator.alternatives if group & given.keys()]
    if len(used) > 1:
        ways = " and ".join(", ".join(sorted(group)) for group in used)
        raise CalculatorError(f"{ways} say the same thing twice.", "Give one or the other.")


def _fill(calculator: Calculator, parameter: PresetName, values: dict[str, Any]) -> None:
    name = values.get(parameter.name) or parameter.default_for(values)
    if name is None:
        return
    filled = parameter.filled(name, values)
    values[parameter.name] = name
    for target in calculator.inputs:
        if target.name in filled:
            values.setdefault(target.name, target.read(filled[target.name]))


def _choose_kind(calculator: Calculator, values: dict[str, Any]) -> frozenset[str]:
    """Settle which question is asked, and return the inputs that have no part in it."""
    for parameter in calculator.inputs:
        if isinstance(parameter, Kind):
            kind = values[parameter.name] = parameter.chosen(values)
            return parameter.unused(kind)
    return frozenset()


def _assume_defaults(
    calculator: Calculator, values: dict[str, Any], unused: frozenset[str]
) -> None:
    groups = calculator.alternatives
    chosen = next((group for group in groups if group & values.keys()), None)
    if chosen is None and groups:
        chosen = groups[0]
    unused |= frozenset().union(*groups) - (chosen or frozenset())
    given = dict(values)
    for parameter in calculator.inputs:
        if parameter.name in values or parameter.name in unused:
            continue
        default = parameter.default_for(given)
        if default is not None:
            values[parameter.name] = parameter.read(default)
