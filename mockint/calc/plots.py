"""Curves as text: Braille dots between two axes, without colour, in a given size."""

from collections.abc import Mapping, Sequence
from threading import Lock
from typing import TYPE_CHECKING

from mockint.calc.catalogue import find_calculator
from mockint.calc.curves import CURVES
from mockint.calc.readings import mark
from mockint.calc.sweeps import Sweep

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SMALLEST = (30, 8)
"""Columns and rows below which nothing can be seen."""
STEEP = 300
"""Where the largest value is so many times the smallest, that axis is logarithmic too."""
_TICKS_APART = 16
_MARKERS = ("braille", "dot", "+", "x")
_ONE_FIGURE_AT_A_TIME = Lock()
"""The library draws on a figure of its own, of which there is one."""


def plot(
    sweep: Sweep,
    outputs: Sequence[str] = (),
    *,
    width: int = 72,
    height: int = 18,
    beside: Sweep | None = None,
    at: float | None = None,
) -> str:
    """Return a sweep as text of exactly `height` lines and at most `width` columns.

    `outputs` are what the calculator's own curve draws, unless others are named; `beside` is the
    same sweep of another variant, drawn into the same axes, and `at` marks a value with a line.
    Empty where there is nothing to draw.
    """
    curve = CURVES[sweep.calculator]
    wanted = [name for name in outputs or curve.outputs if name in sweep.outputs]
    wanted = wanted or list(sweep.outputs)[:1]
    lines = {name: sweep.outputs[name] for name in wanted}
    if beside is not None:
        lines = {f"A {name}": row for name, row in lines.items()}
        lines |= {f"B {name}": beside.outputs[name] for name in wanted if name in beside.outputs}
    logarithmic = _is_logarithmic(sweep.values)
    units = {each.name: each.unit for each in find_calculator(sweep.calculator).outputs}
    unit = units.get(wanted[0].split("[")[0].split(".")[0]) if wanted else None
    key = find_calculator(sweep.calculator).input(sweep.key)
    return _drawn(
        sweep.values,
        lines,
        size=(max(width, SMALLEST[0]), max(height, SMALLEST[1])),
        axes=(sweep.key, _label(wanted, unit)),
        units=(key.unit if key else None, unit),
        logarithmic=logarithmic,
        at=at,
    )


def _label(names: Sequence[str], unit: str | None) -> str:
    return f"{', '.join(names)}{f' ({unit})' if unit and unit != 'fraction' else ''}"


def _is_logarithmic(values: "NDArray[np.float64]") -> bool:
    """Tell whether values are spread by their logarithm: the middle one lies far below half."""
    import numpy as np

    known = values[~np.isnan(values)]
    if len(known) < 3 or known[0] <= 0 or known[-1] < 10 * known[0]:
        return False
    return bool(known[len(known) // 2] < 0.8 * (known[0] + known[-1]) / 2)


def _drawn(
    values: "NDArray[np.float64]",
    lines: "Mapping[str, NDArray[np.float64]]",
    *,
    size: tuple[int, int],
    axes: tuple[str, str],
    units: tuple[str | None, str | None],
    logarithmic: bool,
    at: float | None,
) -> str:
    import numpy as np

    shown = {name: np.isfinite(row) & np.isfinite(values) for name, row in lines.items()}
    if not any(mask.any() for mask in shown.values()):
        return ""
    # Forty milliseconds, and only a plot needs it.
    import plotext

    known = np.concatenate([lines[name][mask] for name, mask in shown.items()])
    steep = logarithmic and bool(known.min() > 0 and known.max() > STEEP * known.min())
    x = np.log10(values) if logarithmic else values
    with _ONE_FIGURE_AT_A_TIME:
        plotext.clear_figure()
        plotext.theme("clear")
        plotext.limit_size(False, False)
        plotext.plotsize(*size)
        for number, (name, row) in enumerate(lines.items()):
            mask = shown[name]
            label = name if len(lines) > 1 else None
            marker = _MARKERS[number % len(_MARKERS)]
            y = np.log10(row[mask]) if steep else row[mask]
            plotext.plot(x[mask].tolist(), y.tolist(), marker=marker, label=label)
        if at is not None and values[0] <= at <= values[-1]:
            plotext.vline(float(np.log10(at)) if logarithmic else at)
        plotext.xticks(*_ticks(x, max(2, size[0] // _TICKS_APART), logarithmic, units[0]))
        y = np.log10(known) if steep else known
        plotext.yticks(*_ticks(y, max(2, size[1] // 4), steep, units[1]))
        plotext.xlabel(axes[0] + (" (logarithmic)" if logarithmic else ""))
        plotext.title(axes[1] + (" (logarithmic)" if steep else ""))
        text: str = plotext.uncolorize(plotext.build())
    return "\n".join(line.rstrip() for line in text.rstrip("\n").split("\n"))


def _ticks(
    values: "NDArray[np.float64]", count: int, logarithmic: bool, unit: str | None
) -> tuple[list[float], list[str]]:
    """Return the places of an axis's marks, and what is written there."""
    import numpy as np

    places = np.linspace(float(np.nanmin(values)), float(np.nanmax(values)), count).tolist()
    return places, [mark(10**each if logarithmic else each, unit) for each in places]
