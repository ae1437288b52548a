"""A list of one-line rows, drawn only where they are seen: ten thousand open as fast as ten."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from mockint.tui.actions import bindings

GAP = "  "
HERE, ELSEWHERE = "▸ ", "  "
"""The cursor is told by a sign, and only then by colour."""


@dataclass(frozen=True)
class Column:
    """How one cell of each row is drawn."""

    width: int = 0
    """In cells; 0 takes what the others leave."""
    from_width: int = 0
    """The list must be this wide for the column to show."""
    right: bool = False
    quiet: bool = False
    """Whether it may be dimmer than the rest."""


@dataclass(frozen=True)
class Row:
    """One line: what it stands for, and its cells."""

    id: str
    cells: tuple[str, ...]


class RowList(ScrollView, can_focus=True):
    """Rows with a cursor. A click moves the cursor; a click on the cursor's row chooses it."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("list"),
        Binding("down", "down", show=False),
        Binding("up", "up", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("question_mark", "app.help", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"row-list--cursor", "row-list--quiet"}

    cursor: reactive[int] = reactive(0)

    class Moved(Message):
        """The cursor stands on another row."""

        def __init__(self, row_list: "RowList", row: Row | None) -> None:
            super().__init__()
            self.row_list, self.row = row_list, row

        @property
        def control(self) -> "RowList":
            """The list, for `on` selectors."""
            return self.row_list

    class Chosen(Message):
        """The cursor's row was clicked once more."""

        def __init__(self, row_list: "RowList", row: Row | None) -> None:
            super().__init__()
            self.row_list, self.row = row_list, row

        @property
        def control(self) -> "RowList":
            """The list, for `on` selectors."""
            return self.row_list

    class LeftBehind(Message):
        """Somebody moves on past the first row (-1) or the last (+1)."""

        def __init__(self, row_list: "RowList", direction: int) -> None:
            super().__init__()
            self.row_list, self.direction = row_list, direction

        @property
        def control(self) -> "RowList":
            """The list, for `on` selectors."""
            return self.row_list

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        empty: str = "",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """Draw rows in these columns; `empty` is said where there are none."""
        super().__init__(id=id, classes=classes)
        self._columns, self._empty = tuple(columns), empty
        self._rows: tuple[Row, ...] = ()

    # -- what is in it

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows, in their order."""
        return self._rows

    @property
    def row(self) -> Row | None:
        """The row that the cursor stands on."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    def show(self, rows: Iterable[Row], *, at: str | None = None, empty: str | None = None) -> None:
        """Take other rows; the cursor goes to the row `at`, or stays on the row that it is on."""
        before = self.row
        self._rows = tuple(rows)
        if empty is not None:
            self._empty = empty
        wanted = at if at is not None else before.id if before else None
        numbers = (number for number, row in enumerate(self._rows) if row.id == wanted)
        cursor = next(numbers, min(self.cursor, max(0, len(self._rows) - 1)))
        self.virtual_size = Size(1, max(1, len(self._rows)))
        if cursor == self.cursor:
            self._see_cursor()
        self.cursor = cursor
        self.refresh(layout=self.styles.is_auto_height)
        if self.row != before:
            self.post_message(self.Moved(self, self.row))

    def refresh_row(self, row: Row) -> None:
        """Draw one row anew, found by its id; its place stays."""
        for number, each in enumerate(self._rows):
            if each.id == row.id:
                self._rows = (*self._rows[:number], row, *self._rows[number + 1 :])
                self.refresh_line(number)

    @property
    def in_view(self) -> tuple[Row, ...]:
        """The rows that are on the screen now."""
        top = self.scroll_offset.y
        return self._rows[top : top + self.scrollable_content_region.height]

    # -- moving

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a row."""
        return max(0, min(cursor, len(self._rows) - 1))

    def watch_cursor(self, before: int, cursor: int) -> None:
        """Draw both rows anew and bring the cursor into view."""
        self.refresh_line(before)
        self.refresh_line(cursor)
        self._see_cursor()
        self.post_message(self.Moved(self, self.row))

    def action_down(self) -> None:
        """Go to the next row."""
        self._go(self.cursor + 1)

    def action_up(self) -> None:
        """Go to the row before."""
        self._go(self.cursor - 1)

    def action_first(self) -> None:
        """Go to the first row."""
        self.cursor = 0

    def action_last(self) -> None:
        """Go to the last row."""
        self.cursor = len(self._rows) - 1

    def action_page(self, direction: int) -> None:
        """Go on by as many rows as are in view."""
        self.cursor += direction * max(1, self.scrollable_content_region.height - 1)

    def _go(self, row: int) -> None:
        if 0 <= row < len(self._rows):
            self.cursor = row
        else:
            self.post_message(self.LeftBehind(self, -1 if row < 0 else 1))

    def _see_cursor(self) -> None:
        region = Region(0, self.cursor, 1, 1)
        self.scroll_to_region(region, animate=False, force=True, immediate=True)

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._see_cursor()

    def on_click(self, event: events.Click) -> None:
        """Move the cursor, or choose the row that it is on."""
        offset = event.get_content_offset(self)
        number = offset.y + self.scroll_offset.y if offset is not None else -1
        if not 0 <= number < len(self._rows):
            return
        if number == self.cursor and event.chain > 1:
            self.post_message(self.Chosen(self, self.row))
        self.cursor = number

    # -- drawing

    def render_line(self, y: int) -> Strip:
        """Draw the row at a line of the view."""
        width = self.scrollable_content_region.width
        number = y + self.scroll_offset.y
        plain = self.visual_style.rich_style
        if not self._rows and y == 0:
            quiet = self.get_visual_style("row-list--quiet").rich_style
            return Strip([Segment(fitted(self._empty, width), quiet)], width)
        if number >= len(self._rows):
            return Strip.blank(width, plain)
        here = number == self.cursor and self.has_focus
        if here:
            plain = quiet = self._cursor_style
        else:
            quiet = self.get_visual_style("row-list--quiet").rich_style
        segments = [Segment(HERE if here else ELSEWHERE, plain)]
        segments += self._cells(self._rows[number], width - len(HERE), plain, quiet)
        return Strip(segments, width)

    @property
    def _cursor_style(self) -> Style:
        # Textual's visual styles forget that something is reversed.
        cursor = self.get_component_styles("row-list--cursor")
        return self.get_visual_style("row-list--cursor").rich_style + cursor.text_style

    def _cells(self, row: Row, width: int, plain: Style, quiet: Style) -> Iterable[Segment]:
        shown = [
            (cell, column)
            for cell, column in zip(row.cells, self._columns, strict=True)
            if self.size.width >= column.from_width
        ]
        fixed = sum(column.width for _, column in shown) + len(GAP) * (len(shown) - 1)
        left = max(0, width - fixed)
        for place, (cell, column) in enumerate(shown):
            if place:
                yield Segment(GAP, plain)
            text = fitted(cell, column.width or left, right=column.right)
            yield Segment(text, quiet if column.quiet else plain)
        if all(column.width for _, column in shown):
            yield Segment(" " * left, plain)


def fitted(text: str, width: int, *, right: bool = False) -> str:
    """Return text on one line and exactly so many cells wide, an ellipsis where it was cut."""
    line = " ".join(text.split())
    if not line.isprintable():
        from mockint.tui.widgets.cutting import clean

        line = clean(line)
    cells = cell_len(line)
    if cells > width:
        return set_cell_size(line, width - 1) + "…" if width else ""
    return " " * (width - cells) + line if right else line + " " * (width - cells)


def list_beyond(lists: Iterable[RowList], left: RowList.LeftBehind) -> RowList | None:
    """Return the next list that has rows, in the direction in which one was left."""
    seen = [each for each in lists if each.display]
    place, step = seen.index(left.row_list), left.direction
    for each in seen[place + 1 :] if step > 0 else seen[:place][::-1]:
        if each.rows:
            each.cursor = 0 if step > 0 else len(each.rows) - 1
            return each
    return None
