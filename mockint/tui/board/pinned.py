"""The tab of what was pinned: estimates and results, oldest first, and the one under the cursor."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from mockint.core.state import BoardItem, SessionState
from mockint.report import clock_text, value_text
from mockint.tui.board.items import KINDS, item_pieces
from mockint.tui.widgets.paper import Paper
from mockint.tui.widgets.pieces import Aside
from mockint.tui.widgets.row_list import Column, Row, RowList

LISTED = ("estimate", "pin")
EMPTY = "Nothing yet."
ABOUT = "Results that you pin, and estimates that you commit to, are listed here with their time."


class PinnedPaper(Paper, can_focus=True):
    """The item under the cursor; arrows move it."""


class PinnedTab(Vertical):
    """What was pinned, and what it says."""

    HELP: ClassVar[str] = (
        "What was pinned, and the numbers that you committed to. The cursor keys choose one, enter "
        "opens a calculation again with its inputs, tab goes to the words. Diagram and "
        "notes are in tabs of their own."
    )

    def __init__(self, *, id: str | None = None) -> None:
        """Begin with nothing."""
        super().__init__(id=id)
        self._items: dict[str, BoardItem] = {}

    def compose(self) -> ComposeResult:
        """Set up the list and the paper below it."""
        columns = (Column(5, quiet=True), Column(8), Column())
        yield RowList(columns, empty=EMPTY, id="pinned-list")
        yield PinnedPaper(id="pinned-paper")

    @property
    def rows(self) -> RowList:
        """The list."""
        return self.query_one(RowList)

    @property
    def count(self) -> int:
        """How many items are listed."""
        return len(self._items)

    @property
    def item(self) -> BoardItem | None:
        """The item under the cursor."""
        row = self.rows.row
        return self._items[row.id] if row is not None else None

    @dataclass
    class Reopened(Message):
        """Somebody wants to go on with what was pinned."""

        calculator: str
        inputs: Mapping[str, Any]

    def on_key(self, event: events.Key) -> None:
        """Open the calculator of a pin again, with its inputs."""
        item = self.item
        if event.key == "enter" and item is not None and item.pin is not None:
            event.stop()
            inputs = item.pin.result.get("inputs", {})
            self.post_message(self.Reopened(item.pin.calculator, inputs))

    def show_state(self, state: SessionState) -> None:
        """List what is pinned; the cursor goes to what is new."""
        items = [item for item in state.board if item.kind in LISTED]
        if self._items and len(items) == len(self._items):
            return
        self._items = {str(number): item for number, item in enumerate(items)}
        rows = [
            Row(number, (clock_text(item.at), KINDS[item.kind], _line(item)))
            for number, item in self._items.items()
        ]
        self.rows.show(rows, at=rows[-1].id if rows else None)
        self._show_item()

    @on(RowList.Moved)
    def _show_item(self) -> None:
        paper, item = self.query_one(Paper), self.item
        pieces = [Aside(ABOUT)] if item is None else item_pieces(item)
        paper.replace_end(len(paper.pieces), pieces)
        paper.scroll_home(animate=False)


def _line(item: BoardItem) -> str:
    """Return an item in a line: of a calculation, its first output."""
    if item.pin is None:
        return item.text
    first: Mapping[str, Any] = next(iter(item.pin.result.get("outputs", {}).values()), {})
    reading = value_text(first.get("value"), first.get("unit")).split(", ")[0]
    return f"{item.pin.calculator}  {reading}"
