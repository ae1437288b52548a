"""One calculation, from the inputs as given to the result as JSON shows it.

    {"calculator", "inputs", "outputs": {name: {"value", "unit"}}, "formula"}

The inputs in it are those that were used, presets and defaults among them, in base units: given
again, they lead to the same outputs.
"""

import math
from collections.abc import Mapping
from typing import Any

from mockint.calc.catalogue import find_calculator
from mockint.calc.registry import Calculator
from mockint.calc.resolve import resolve
from mockint.core.errors import CalculatorError, IncompleteError, did_you_mean


def calculate(name: str, inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Return the result of a calculator as a JSON object.

    Outputs whose inputs are absent are left out. Raises CalculatorError for an unknown calculator
    or input, a value out of range, an impossible combination; IncompleteError when no output is
    left.
    """
    calculator = find_calculator(name)
    try:
        return _calculate(calculator, inputs)
    except CalculatorError as error:
        raise type(error)(f"{calculator.id}: {error.message}", error.remedy) from error


def output_of(name: str, inputs: Mapping[str, Any], output: str) -> tuple[float, str | None]:
    """Return one output that is a single number, and its unit.

    Raises CalculatorError as `calculate` does, and when the output does not exist, is left out for
    lack of inputs, or is no single number.
    """
    calculator = find_calculator(name)
    known = [each.name for each in calculator.outputs]
    if output not in known:
        raise CalculatorError(
            f"{calculator.id}: no output {output!r}.{did_you_mean(output, known)}",
            f"It gives {', '.join(known)}.",
        )
    outputs = calculate(name, inputs)["outputs"]
    if output not in outputs:
        raise CalculatorError(
            f"{calculator.id}: {output} cannot be computed from {_listed(inputs)}.",
            f"It takes {', '.join(each.name for each in calculator.inputs)}.",
        )
    value = outputs[output]["value"]
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise CalculatorError(f"{calculator.id}: {output} is not a single number.")
    return value, outputs[output]["unit"]


def outputs_of(calculator: Calculator, inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Return the outputs alone, by name: what a sweep needs of each of its points.

    Raises CalculatorError as `calculate` does.
    """
    values = resolve(calculator, inputs)
    found, _ = _computed(calculator, values, formula=False)
    return found


def _calculate(calculator: Calculator, inputs: Mapping[str, Any]) -> dict[str, Any]:
    values = resolve(calculator, inputs)
    found, formula = _computed(calculator, values, formula=True)
    if not found:
        absent = [each.name for each in calculator.inputs if each.name not in values]
        raise IncompleteError(
            f"nothing can be computed from {_listed(inputs)}.",
            f"It also takes {', '.join(absent)}.",
        )
    units = {each.name: each.unit for each in calculator.outputs}
    return {
        "calculator": calculator.id,
        "inputs": values,
        "outputs": {name: {"value": value, "unit": units[name]} for name, value in found.items()},
        "formula": formula,
    }


def _computed(
    calculator: Calculator, values: Mapping[str, Any], formula: bool
) -> tuple[dict[str, Any], str]:
    """Return the outputs that there are, and the formula where there are some."""
    arguments = {each.name: values.get(each.name) for each in calculator.inputs}
    try:
        result = calculator.compute(**arguments)
        outputs = {
            each.name: _presentable(each.name, value)
            for each in calculator.outputs
            if (value := result.outputs.get(each.name)) is not None
        }
        return outputs, result.formula() if outputs and formula else ""
    except (OverflowError, ZeroDivisionError) as error:  # nothing divides by an exact 0
        raise CalculatorError("the result is too large to compute.") from error


def _presentable(name: str, value: Any) -> Any:
    """Return a value fit for JSON: finite, and whole numbers without a decimal point."""
    if isinstance(value, list | tuple):
        return [_presentable(name, item) for item in value]
    if isinstance(value, dict):
        return {key: _presentable(name, item) for key, item in value.items()}
    if not isinstance(value, float):
        return value
    if not math.isfinite(value):
        raise CalculatorError(f"{name} is too large to compute.")
    return int(value) if value.is_integer() and abs(value) < 2**53 else value


def _listed(inputs: Mapping[str, Any]) -> str:
    return ", ".join(inputs) or "no inputs"
