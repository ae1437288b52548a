"""What a calculation looks like as lines: one variant, or A and B side by side with the ratio."""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap

from rich.cells import cell_len

from mockint.core.workbench import Computed, Described, Found
from mockint.tui.board.readout import LineParts
from mockint.tui.widgets.row_list import fitted

NAME_WIDTH = 26
"""The most columns that names of outputs may take."""
LEAST_PLOT = 8
MOST_PLOT = 16


def result_lines(
    results: Sequence[Computed], ratios: Mapping[str, float], unit: int, width: int
) -> Iterator[LineParts]:
    """Yield the formula with the numbers put in, then the outputs.

    `unit` is the reading that was asked for; a number past the last begins again.
    """
    for name, result in zip("AB", results, strict=False):
        sign = f"{name}  " if len(results) > 1 else ""
        hung = " " * len(sign)
        for line in wrap(sign + result.formula, width, subsequent_indent=hung):
            yield [(line, "quiet")]
    yield []
    if len(results) > 1:
        yield from _compared(results[0], results[1], ratios, unit, width)
    else:
        yield from _outputs(results[0].outputs, unit, width)


def about_lines(described: Described, width: int) -> Iterator[LineParts]:
    """Yield the classic mistake, and where the formula is from."""
    for text in (f"Trap: {described.trap}", f"Source: {described.source}"):
        yield from ([(line, "quiet")] for line in wrap(text, width))


def read_in(found: Found, unit: int) -> str:
    """Return an output in the unit that was asked for."""
    return found.readings[unit % len(found.readings)]


def ratio_text(ratio: float | None) -> str:
    """Return how many times A is in B, where that can be said."""
    if ratio is None:
        return ""
    return "=" if ratio == 1 else f"{ratio:,.3g}x"


def _outputs(outputs: Sequence[Found], unit: int, width: int) -> Iterator[LineParts]:
    room = _name_width(outputs, width)
    for found in outputs:
        value = read_in(found, unit)
        others = "  ".join(each for each in found.readings if each != value)
        left = width - room - 2
        if cell_len(value) > left:
            yield [(found.name, "plain")]
            yield from ([(f"  {line}", "strong")] for line in wrap(value, width - 2))
            continue
        fits = cell_len(value) + 2 + cell_len(others) <= left
        yield [
            (f"{fitted(found.name, room)}  ", "plain"),
            (value, "strong"),
            (f"  {others}" if others and fits else "", "quiet"),
        ]


def _compared(
    a: Computed, b: Computed, ratios: Mapping[str, float], unit: int, width: int
) -> Iterator[LineParts]:
    outputs = {found.name: found for found in (*b.outputs, *a.outputs)}
    order = [*(each.name for each in a.outputs), *outputs]
    room = min(_name_width(list(outputs.values()), width), max(8, width - 36))
    column = max(8, (width - room - 9) // 2 - 1)
    heads = "".join(f" {fitted(head, column, right=True)}" for head in ("A", "B"))
    yield [(f"{fitted('', room)}{heads} {fitted('B / A', 8, right=True)}", "quiet")]
    for name in dict.fromkeys(order):
        pair = [next((f for f in each.outputs if f.name == name), None) for each in (a, b)]
        values = [read_in(found, unit) if found else "-" for found in pair]
        ratio = ratio_text(ratios.get(name))
        yield [
            (fitted(name, room), "plain"),
            ("".join(f" {fitted(value, column, right=True)}" for value in values), "strong"),
            (f" {fitted(ratio, 8, right=True)}", "plain"),
        ]


def _name_width(outputs: Sequence[Found], width: int) -> int:
    longest = max((cell_len(found.name) for found in outputs), default=0)
    return min(longest, NAME_WIDTH, width // 2)


def plot_height(free: int) -> int:
    """Return how many lines a curve gets where so many are free; the rest is scrolled to."""
    return max(LEAST_PLOT, min(free, MOST_PLOT))
