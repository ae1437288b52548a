"""What the result of any calculator looks like, shown on one that is made up for it."""

import math
from dataclasses import replace
from typing import Any

import pytest

from mockint.calc import calculate, output_of
from mockint.calc.parameters import Number
from mockint.calc.registry import REGISTERED, Output, Result, calculator
from mockint.core.errors import CalculatorError


@pytest.fixture(autouse=True)
def _powers(monkeypatch: pytest.MonkeyPatch) -> None:
    @calculator(
        title="Powers",
        inputs=(Number("base", "what is multiplied"), Number("power", "how often", default=2)),
        outputs=(
            Output("result", None, "the power"),
            Output("series", None, "all powers up to it"),
            Output("is_large", None, "whether it is above 100"),
        ),
        trap="0 to the power of 0",
        source="Arithmetic",
    )
    def powers(*, base: float | None, power: float) -> Result:
        if base is None:
            return Result({}, lambda: "")
        result = base**power
        series = [base**each for each in range(1, int(power) + 1)]
        outputs = {"series": series, "result": result, "is_large": result > 100}
        return Result(outputs, lambda: f"{base}^{power} = {result}")

    # Handed over, so that it is taken out again after the test.
    monkeypatch.setitem(REGISTERED, "powers", REGISTERED.pop("powers"))


def test_outputs_stand_in_their_declared_order_with_units() -> None:
    result = calculate("powers", {"base": 1.5, "power": "3"})
    assert list(result) == ["calculator", "inputs", "outputs", "formula"]
    assert result["inputs"] == {"base": 1.5, "power": 3}
    assert result["outputs"] == {
        "result": {"value": 3.375, "unit": None},
        "series": {"value": [1.5, 2.25, 3.375], "unit": None},
        "is_large": {"value": False, "unit": None},
    }
    assert list(result["outputs"]) == ["result", "series", "is_large"]


def test_whole_numbers_have_no_decimal_point_in_lists_either() -> None:
    outputs = calculate("powers", {"base": 2.0})["outputs"]
    assert repr(outputs["series"]["value"]) == "[2, 4]"


@pytest.mark.parametrize("inputs", [{"base": 1e18, "power": 1e3}, {"base": 1.5, "power": 1e4}])
def test_too_large_to_compute_is_an_error(inputs: dict[str, Any]) -> None:
    with pytest.raises(CalculatorError, match=r"powers: the result is too large to compute"):
        calculate("powers", inputs)


def test_infinite_output_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def infinite(**_: float) -> Result:
        return Result({"result": math.inf}, lambda: "")

    monkeypatch.setitem(REGISTERED, "powers", replace(REGISTERED["powers"], compute=infinite))
    with pytest.raises(CalculatorError, match="powers: result is too large to compute"):
        calculate("powers", {"base": 2})


@pytest.mark.parametrize("output", ["series", "is_large"])
def test_estimate_needs_a_single_number(output: str) -> None:
    with pytest.raises(CalculatorError, match=f"powers: {output} is not a single number"):
        output_of("powers", {"base": 2}, output)


def test_no_outputs_at_all_is_an_error() -> None:
    with pytest.raises(CalculatorError) as caught:
        calculate("powers", {"power": 3})
    assert str(caught.value) == "powers: nothing can be computed from power. It also takes base."
