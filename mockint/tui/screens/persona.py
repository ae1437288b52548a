"""Choosing who interviews."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from mockint.tui.overview import PersonaLine
from mockint.tui.widgets.row_list import Column, Row, RowList

ANYBODY = ""
"""Stands for the persona that each round names."""


class PersonaScreen(ModalScreen[str | None]):
    """Gives the id of a persona, "" for the round's own, None when nothing was chosen."""

    CSS_PATH = "../styles/dialogs.tcss"
    HELP = "Enter chooses who interviews in the next round that you start; escape changes nothing."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", show=False),
        Binding("escape,p", "dismiss(None)", show=False),
    ]

    def __init__(self, personas: Sequence[PersonaLine], chosen: str | None) -> None:
        """Offer these personas, with the cursor on the one that was chosen before."""
        super().__init__()
        self._personas, self._chosen = tuple(personas), chosen

    def compose(self) -> ComposeResult:
        """Draw the list under its title, and under it the manner of who is looked at."""
        with Vertical(classes="dialog"):
            yield Static(Content("Who interviews?").stylize("bold"))
            yield RowList([Column()])
            yield Static(classes="note")

    def on_mount(self) -> None:
        """Fill the list."""
        rows = [Row(ANYBODY, ("whom the round names",))]
        rows += [Row(each.id, (each.name,)) for each in self._personas]
        self.query_one(RowList).show(rows, at=self._chosen or ANYBODY)

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Say how the persona under the cursor is."""
        event.stop()
        row = event.row
        manner = next((each.manner for each in self._personas if row and each.id == row.id), "")
        self.query_one(".note", Static).update(Content(manner or "Each round names one."))

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Take a row that was clicked."""
        event.stop()
        self.action_choose()

    def action_choose(self) -> None:
        """Take the row under the cursor."""
        row = self.query_one(RowList).row
        self.dismiss(row.id if row else None)
