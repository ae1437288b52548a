"""What a changed constraint does to a number: worked out from what was pinned, else from facts."""

from collections.abc import Mapping
from math import isfinite
from typing import Any

from mockint.core.content.arithmetic import filled_in
from mockint.core.content.talk import Change, Recompute
from mockint.core.errors import CalculatorError
from mockint.core.moves import Move
from mockint.core.ports import Calculators
from mockint.core.state import SessionState

PINNED = "With the numbers that you pinned"
OURS = "With my numbers"
_COUNTED = ((1e12, " trillion"), (1e9, " billion"), (1e6, " million"))
_BYTES = ((1e12, " TB"), (1e9, " GB"), (1e6, " MB"), (1e3, " kB"))


def with_numbers(state: SessionState, move: Move, calculators: Calculators) -> Move:
    """Return a change with its consequences put into its words; any other move as it is."""
    if move.kind != "change" or state.script.case is None or move.question is None:
        return move
    talk = state.script.case.talk(move.question.partition("/")[2])
    if not isinstance(talk, Change) or talk.recompute is None:
        return move
    names = state.script.case.known_numbers()
    parts = _parts(state, talk.recompute, names, calculators)
    scripted = move.scripted
    for name, value in parts.items():
        scripted = scripted.replace(f"{{{name}}}", value)
    return move.model_copy(update={"scripted": scripted})


def _parts(
    state: SessionState,
    recompute: Recompute,
    names: Mapping[str, float],
    calculators: Calculators,
) -> dict[str, str]:
    pins = [item.pin for item in state.board if item.pin is not None]
    mine = [pin for pin in pins if pin.calculator == recompute.calculator]
    for pin in reversed(mine):
        inputs = pin.result.get("inputs", {})
        try:
            return _worked_out(recompute, PINNED, inputs, names, calculators)
        except (CalculatorError, KeyError, TypeError, ValueError):
            continue  # pinned without what the change needs
    ours = filled_in(recompute.inputs, names)
    return _worked_out(recompute, OURS, ours, names, calculators)


def _worked_out(
    recompute: Recompute,
    base: str,
    before: Mapping[str, Any],
    names: Mapping[str, float],
    calculators: Calculators,
) -> dict[str, str]:
    after = {**before, **filled_in(recompute.becomes, names)}
    after |= {name: before[name] * factor for name, factor in recompute.times.items()}
    found = []
    for inputs in (before, after):
        output = calculators.compute(recompute.calculator, inputs)["outputs"][recompute.output]
        found.append(spoken_value(output["value"], output["unit"]))
    return {"base": base, "before": found[0], "after": found[1]}


def spoken_value(value: float, unit: str | None) -> str:
    """Return a value as one says it: `$3,600`, `61 GB`, `1.5 s`, `22 requests/s`."""
    if not isfinite(value):
        raise ValueError(f"{value} can't be said")
    if unit == "USD":
        return f"${_short(value)}"
    if unit == "fraction":
        return f"{_short(value * 100)}%"
    if unit == "bytes":
        return _scaled(value, _BYTES) or f"{_short(value)} bytes"
    figure = _scaled(value, _COUNTED) or _short(value)
    return f"{figure} {unit}" if unit else figure


def _scaled(value: float, scales: tuple[tuple[float, str], ...]) -> str | None:
    return next(
        (f"{_short(value / scale)}{name}" for scale, name in scales if abs(value) >= scale), None
    )


def _short(value: float) -> str:
    """Return three digits of a value, or all of a whole number's."""
    if value == int(value) or abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}"
