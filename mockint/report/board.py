"""What is on the board, in words: pins, diagrams, notes; and what became of the estimates.

Calculators and the drawing of diagrams are loaded only where there is something of theirs to show.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mockint.core.assessment import NumberFound
from mockint.core.estimates import (
    EstimateVerdict,
    RatioClass,
    gib_said_as_gb,
    ratio_class,
    times_text,
)
from mockint.core.requirements import RequirementMet
from mockint.core.state import BoardItem, SessionState
from mockint.report.wording import clock_text, folded, one_line

TITLES: Mapping[str, str] = {
    "estimate": "Estimate",
    "pin": "Calculation",
    "diagram": "Diagram",
    "note": "Note",
}
_OFF_BY: Mapping[RatioClass, str] = {
    "1%": "right to 1%",
    "10%": "right to 10%",
    "1.5x": "off by up to 1.5 times",
    "3x": "off by up to 3 times",
    "10x": "off by up to 10 times",
    "beyond 10x": "off by more than 10 times",
}
_MOST_ITEMS = 8
"""Items of an output that is a list."""


def board_lines(state: SessionState, width: int = 80, *, pictures: bool = True) -> Iterator[str]:
    """Yield everything on the board, oldest first; what was estimated stands in the talk."""
    for item in state.board:
        if item.kind != "estimate":
            yield ""
            yield f"{TITLES[item.kind]} [{clock_text(item.at)}]"
            lines = item_lines(item, width - 2, pictures=pictures)
            yield from (f"  {line}".rstrip() for line in lines)


def item_lines(item: BoardItem, width: int = 80, *, pictures: bool = True) -> Iterator[str]:
    """Yield one thing on the board: a calculation with its outputs, a picture, a text."""
    if item.pin is not None:
        yield from folded(item.text, width, "").splitlines()
        yield from output_lines(item.pin.result)
    elif item.kind == "diagram":
        yield from diagram_lines(item.text, width, pictures=pictures)
    else:
        yield from folded(item.text, width, "").splitlines()


def output_lines(result: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a calculation came to."""
    for name, output in result.get("outputs", {}).items():
        yield f"  {name} = {value_text(output.get('value'), output.get('unit'))}"


def diagram_lines(text: str, width: int, *, pictures: bool = True) -> Iterator[str]:
    """Yield a diagram's picture, and the lines that could not be drawn.

    Without `pictures` it is told arrow by arrow: a drawing read aloud is noise.
    """
    from mockint.diagram import outline, picture, read_diagram

    reading = read_diagram(text)
    if pictures:
        yield from picture(reading.diagram, width).splitlines()
    else:
        yield from outline(reading.diagram)
    for fault in reading.faults:
        yield from folded(str(fault), width, "").splitlines()


def value_text(value: Any, unit: str | None) -> str:
    """Return an output as people read it: `32.8 GB, 30.5 GiB`; in a list each item once."""
    from mockint.calc import reading, readings

    def one(each: Any) -> str:
        if isinstance(each, bool):
            return "yes" if each else "no"
        return reading(each, unit) if isinstance(each, int | float) else str(each)

    if isinstance(value, list | tuple):
        shown = ", ".join(map(one, value[:_MOST_ITEMS]))
        return shown + (" ..." if len(value) > _MOST_ITEMS else "")
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {one(each)}" for key, each in value.items())
    if isinstance(value, int | float) and not isinstance(value, bool):
        return ", ".join(readings(value, unit))
    return one(value)


# -- estimates


def estimate_lines(estimates: Iterable[EstimateVerdict], width: int = 80) -> Iterator[str]:
    """Yield each number that was asked for, with what became of it."""
    for verdict in estimates:
        yield folded(one_line(verdict.asked), width)
        if verdict.turn is None:
            yield "    no number was given"
            continue
        yield folded(f"“{verdict.quote}”: {estimate_text(verdict)}", width, "    ")
        if verdict.within and not verdict.at_once:
            yield "    at the second try"
        stated = f"It rests on: {verdict.assumption}" if verdict.assumption else ""
        yield folded(one_line(stated) or "No assumption was stated", width, "    ")


def number_text(number: NumberFound) -> str:
    """Return what became of the number that answers, as an answer is read: one sentence."""
    ratio = number.ratio
    return estimate_text(
        EstimateVerdict(
            question="",
            followup="",
            asked="",
            turn=number.turn,
            expected=number.expected,
            unit=number.unit,
            ratio=ratio,
            off_by=None if ratio is None else ratio_class(ratio),
            slip=number.mistake,
            gib_said_as_gb=gib_said_as_gb(number),
        )
    )


def estimate_text(verdict: EstimateVerdict) -> str:
    """Return `off by up to 10 times (0.13 x): it is 32.8 GB, 30.5 GiB. That is for 64 heads`."""
    right = _usual(verdict.expected, verdict.unit)
    text = f"it is {right}"
    if verdict.off_by is not None and verdict.ratio is not None:
        times = times_text(verdict.ratio)
        exact = "" if verdict.off_by == "1%" or times == "1" else f" ({times} x)"
        text = f"{_OFF_BY[verdict.off_by]}{exact}: it is {right}"
    if verdict.slip:
        text += f". {verdict.slip}"
    if verdict.gib_said_as_gb:
        text += ". You said GB and meant GiB"
    return text


def _usual(value: float | None, unit: str | None) -> str:
    """Return a number as it is usually read: `32.8 GB, 30.5 GiB`, without all of its digits."""
    from mockint.calc import readings

    if value is None:
        return value_text(value, unit)
    found = readings(value, unit)
    return ", ".join(found[:-1] or found)


def requirement_lines(required: Iterable[RequirementMet], width: int = 80) -> Iterator[str]:
    """Yield what had to stand on the board."""
    for each in required:
        mark = "+" if each.met else "-"
        yield folded(f"{mark} {each.says}{f': {each.missing}' if each.missing else ''}", width)
