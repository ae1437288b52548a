"""Lines of figures that are drawn anew with every key: no layout, no widgets, only text."""

from collections.abc import Iterable, Sequence
from textwrap import wrap
from typing import ClassVar

from rich.segment import Segment
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

Part = tuple[str, str]
"""Words, and how they are drawn: `plain`, `quiet`, `strong` or `fault`."""
LineParts = Sequence[Part]


class Readout(ScrollView, can_focus=True):
    """Shows lines; the arrow keys move them where there are more than fit."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"readout--quiet", "readout--strong", "readout--fault"}

    def __init__(self, *, id: str | None = None) -> None:
        """Begin empty."""
        super().__init__(id=id)
        self._lines: tuple[LineParts, ...] = ()
        self.stale = False

    def show(
        self, lines: Iterable[LineParts], *, problems: Sequence[str] = (), stale: bool = False
    ) -> None:
        """Show other lines below the problems; what is stale is dimmer, whatever its own style."""
        width = max(10, self.scrollable_content_region.width - 2)
        faults = [[(line, "fault")] for text in problems for line in wrap(text, width)]
        if stale:
            lines = ([(text, "quiet") for text, _ in line] for line in lines)
        self._lines, self.stale = (*faults, *([[]] if faults else []), *lines), stale
        size = Size(self.scrollable_content_region.width, len(self._lines))
        if size != self.virtual_size:
            self.virtual_size = size
        self.refresh()

    @property
    def plain(self) -> str:
        """The words that are shown."""
        return "\n".join("".join(text for text, _ in line) for line in self._lines)

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        number = y + self.scroll_offset.y
        plain = self.visual_style.rich_style
        width = self.scrollable_content_region.width
        if number >= len(self._lines):
            return Strip.blank(width, plain)
        segments = [Segment(" ", plain)]
        for text, name in self._lines[number]:
            style = plain
            if name != "plain":
                style = self.get_visual_style(f"readout--{name}").rich_style
            segments.append(Segment(text, style))
        return Strip(segments).adjust_cell_length(width, plain)
