"""A list that is narrowed down by typing: all calculators, or those that a result leads on to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message

from mockint.tui.widgets.row_list import Column, Row, RowList
from mockint.tui.widgets.search_line import SearchLine

INVITATION = "type to find a calculator"
NOTHING = "Nothing is called that; backspace takes letters away."


class FoundList(RowList, inherit_bindings=False):
    """The rows that are left; letters belong to the search."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "down", show=False),
        Binding("up", "up", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]


class Finder(Vertical):
    """A search with its list."""

    @dataclass
    class Picked(Message):
        """A row was chosen."""

        id: str

    def __init__(self, *, id: str | None = None) -> None:
        """Begin without rows."""
        super().__init__(id=id)
        self._all: tuple[Row, ...] = ()

    def compose(self) -> ComposeResult:
        """Set up the search and the list."""
        yield SearchLine(INVITATION)
        yield FoundList((Column(22), Column(quiet=True)), empty=NOTHING)

    @property
    def rows(self) -> RowList:
        """The list."""
        return self.query_one(RowList)

    @property
    def search(self) -> SearchLine:
        """The search."""
        return self.query_one(SearchLine)

    def offer(self, rows: Iterable[Row], *, at: str | None = None) -> None:
        """Offer these rows, whatever was searched for before."""
        self._all = tuple(rows)
        self.search.close()
        self.rows.show(self._all, at=at)

    def on_key(self, event: events.Key) -> None:
        """Search as one types, and choose with enter."""
        if event.key == "enter":
            self._pick()
        elif self.search.take(event):
            self._narrow()
        elif event.is_printable and event.character:
            self.search.open("" if event.character == "/" else event.character)
            self._narrow()
        else:
            return
        event.stop()

    def on_paste(self, event: events.Paste) -> None:
        """Search for what is pasted."""
        event.stop()
        self.search.take_paste(event)
        self._narrow()

    @on(RowList.Chosen)
    def _pick(self) -> None:
        if (row := self.rows.row) is not None:
            self.post_message(self.Picked(row.id))

    def _narrow(self) -> None:
        finds: Callable[[str], bool] = self.search.finds
        found = [
            row for row in self._all if finds(" ".join((row.id.replace("_", " "), *row.cells)))
        ]
        wanted = self.search.text.casefold().strip().replace(" ", "_")
        found.sort(key=lambda row: not row.id.startswith(wanted) if wanted else False)
        self.rows.show(found)
        self.rows.cursor = 0
