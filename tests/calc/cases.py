"""A published or independently computed value, and how it is compared."""

from typing import Any, NamedTuple

import pytest

from mockint.calc import calculate


class Case(NamedTuple):
    """Inputs, some of the outputs that they must lead to, and where those are from."""

    calculator: str
    inputs: dict[str, Any]
    outputs: dict[str, Any]
    source: str
    tolerance: float = 1e-6
    """Relative."""
    absolute: float = 0


def check(case: Case) -> None:
    outputs = calculate(case.calculator, case.inputs)["outputs"]
    for name, expected in case.outputs.items():
        found = outputs[name]["value"]
        if _is_exact(expected):
            assert found == expected
        else:
            assert found == pytest.approx(expected, rel=case.tolerance, abs=case.absolute), name


def _is_exact(expected: Any) -> bool:
    if isinstance(expected, list):
        return any(_is_exact(item) for item in expected)
    return isinstance(expected, str | bool)


def name_of(case: Case) -> str:
    return f"{case.calculator}: {case.source}"
