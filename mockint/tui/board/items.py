"""How what stands on the board is drawn, in the round and in the transcript of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from rich.segment import Segment
from textual.strip import Strip

from mockint.core.state import BoardItem
from mockint.report import clock_text
from mockint.tui.widgets.cutting import clean, cut_verbatim, whole_markdown
from mockint.tui.widgets.pieces import MARGIN, Heading, Look, Piece, Words

KINDS = {"estimate": "Estimate", "pin": "Pinned", "diagram": "Diagram", "note": "Note"}


@dataclass(frozen=True)
class Drawing:
    """A diagram as boxes and arrows, as wide as there is room."""

    text: str
    ends_blank: ClassVar[bool] = True

    def lines(self, width: int, look: Look) -> list[Strip]:
        """Return the picture and a blank line; nothing where nothing could be drawn."""
        # Termaid and the grammar: only where a diagram is looked at.
        from mockint.diagram import picture, read_diagram

        drawn = picture(read_diagram(self.text).diagram, max(1, width - 2 * MARGIN))
        if not drawn:
            return []
        margin = Segment(" " * MARGIN, look.text)
        lines = [Strip([margin, Segment(line, look.text)]) for line in drawn.split("\n")]
        return [*lines, Strip.blank(width, look.text)]

    def guess(self, width: int) -> int:
        """Return about as many lines as a few boxes take."""
        return 8

    @property
    def plain(self) -> str:
        """Nothing: the words it was drawn from stand below it."""
        return ""


def item_pieces(item: BoardItem) -> list[Piece]:
    """Return how an item is drawn: what it is, when it came, and what it says."""
    text = clean("\n".join(_item_lines(item)))
    heading = Heading(KINDS[item.kind], clock_text(item.at))
    if item.kind == "note":
        return [heading, *(Words(cut, markdown=True) for cut in whole_markdown(text))]
    words: list[Piece] = [Words(cut, markdown=False) for cut in cut_verbatim(text)]
    return [heading, *([Drawing(text)] if item.kind == "diagram" else []), *words]


def _item_lines(item: BoardItem) -> Iterable[str]:
    yield item.text
    if item.pin is not None:
        yield from output_lines(item.pin.result)


def output_lines(result: Mapping[str, Any]) -> Iterable[str]:
    """Yield what a calculator found, a line for each output."""
    for name, output in result.get("outputs", {}).items():
        value, unit = output.get("value"), output.get("unit") or ""
        yield f"{name}  {number_text(value)} {unit}".rstrip()


def number_text(value: object) -> str:
    """Return a number with its thousands marked off, and what is no number as it is."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    return f"{value:,.0f}" if value == round(value) and abs(value) < 1e15 else f"{value:,.4g}"
