"""Numeric follow-ups: the right value of an estimate, and the values that classic slips lead to."""

from collections.abc import Mapping
from typing import Any

from mockint.calc.batch import calculate, output_of
from mockint.core.assessment import Expected, Slip
from mockint.core.content import Estimate, FollowUp, Question
from mockint.core.content.arithmetic import value_of
from mockint.core.errors import CalculatorError


class Calculators:
    """The calculators behind the core's port of that name."""

    def compute(self, calculator: str, inputs: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return `{"calculator", "inputs", "outputs": {name: {"value", "unit"}}, "formula"}`."""
        return calculate(calculator, inputs)

    def expected(self, question: Question, followup: FollowUp) -> Expected | None:
        """Recompute a follow-up's estimate and its mistakes; None where it has no estimate.

        A mistake has the estimate's inputs with its own laid over them; null takes one away.
        Raises CalculatorError, with the place in the question, where the arithmetic cannot be done.
        """
        estimate = followup.estimate
        if estimate is None:
            return None
        place = f"question {question.id}, follow-up {followup.id}"
        value, unit = _output(estimate, estimate.inputs, place)
        slips = []
        for number, mistake in enumerate(estimate.mistakes, start=1):
            slipped = {**estimate.inputs, **mistake.inputs}
            wrong, _ = _output(estimate, slipped, f"{place}, mistake {number}")
            slips.append(Slip(value=wrong, says=mistake.says))
        return Expected(value=value, unit=unit, within=estimate.within, slips=tuple(slips))


def _output(estimate: Estimate, inputs: Mapping[str, Any], place: str) -> tuple[float, str | None]:
    if estimate.calculator is None:
        try:
            return value_of(str(inputs.get("sum", estimate.sum)), {}), estimate.unit
        except ValueError as error:
            raise CalculatorError(f"{place}: {error}.") from error
    try:
        return output_of(estimate.calculator, inputs, estimate.output)
    except CalculatorError as error:
        raise CalculatorError(f"{place}: {error.message}", error.remedy) from error
