"""The register: what a calculator is, and the decorator that makes one of a function.

A calculator is one pure function. Its keyword arguments are the inputs, read and in base units
(None where an input was neither given nor has a default); it returns a `Result`:

    @calculator(title=..., inputs=(...), outputs=(...), trap=..., source=...)
    def tail_amplification(*, p_slow: float, fan_out: int) -> Result:
        p_any = 1 - (1 - p_slow) ** fan_out
        return Result({"p_any_slow": p_any}, lambda: f"1 - (1 - {p_slow})^{fan_out} = {p_any}")

Its id is the function's name. The inputs' kinds and ranges are checked before it is called, so the
function checks only what one input forbids another, and raises CalculatorError for it.
"""

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from mockint.calc.parameters import Parameter


@dataclass(frozen=True)
class Output:
    """One result of a calculator."""

    name: str
    unit: str | None
    """Its class of unit (bytes, bytes/token, tokens, bits ...); None for a bare ratio."""
    meaning: str


@dataclass(frozen=True)
class Result:
    """What a calculator found."""

    outputs: Mapping[str, Any]
    """By name; None where the inputs that it needs were not given."""
    formula: Callable[[], str]
    """Writes the formula with the numbers in it; called only when someone reads it."""


@dataclass(frozen=True)
class Calculator:
    """A registered calculator."""

    id: str
    title: str
    inputs: tuple[Parameter, ...]
    outputs: tuple[Output, ...]
    alternatives: tuple[frozenset[str], ...]
    """Groups of inputs that say the same in different words: only one group may be used.

    The first is the one whose defaults hold when none of them is.
    """
    trap: str
    """The classic mistake."""
    source: str
    compute: Callable[..., Result]

    def input(self, name: str) -> Parameter | None:
        """Return the input of this name, if there is one."""
        return next((parameter for parameter in self.inputs if parameter.name == name), None)

    def output(self, name: str) -> Output | None:
        """Return the output of this name, if there is one."""
        return next((output for output in self.outputs if output.name == name), None)


REGISTERED: dict[str, Calculator] = {}
"""By id. Filled as the files of the areas are imported: read it through the catalogue."""

Compute = TypeVar("Compute", bound=Callable[..., Result])


def calculator(
    *,
    title: str,
    inputs: Sequence[Parameter],
    outputs: Sequence[Output],
    trap: str,
    source: str,
    alternatives: Sequence[frozenset[str]] = (),
) -> Callable[[Compute], Compute]:
    """Register a pure function as a calculator, and leave it as it is.

    Raises ValueError where the function and its description disagree.
    """

    def register(compute: Compute) -> Compute:
        entry = Calculator(
            id=compute.__name__,
            title=title,
            inputs=tuple(inputs),
            outputs=tuple(outputs),
            alternatives=tuple(alternatives),
            trap=trap,
            source=source,
            compute=compute,
        )
        _check(entry)
        REGISTERED[entry.id] = entry
        return compute

    return register


def _check(entry: Calculator) -> None:
    names = [parameter.name for parameter in entry.inputs]
    taken = list(inspect.signature(entry.compute).parameters)
    if names != taken:
        raise ValueError(f"{entry.id} takes {taken}, but its inputs are {names}")
    if unknown := frozenset().union(*entry.alternatives) - set(names):
        raise ValueError(f"{entry.id} has no inputs {sorted(unknown)} to be alternatives")
    if entry.id in REGISTERED:
        raise ValueError(f"{entry.id} is registered twice")
