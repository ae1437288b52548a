"""The board: one pane with a tab for each thing that one does on a whiteboard."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import ContentSwitcher

from mockint.core.state import SessionState
from mockint.tui.actions import bindings
from mockint.tui.board.pad_editor import PadEditor
from mockint.tui.board.pinned import PinnedTab
from mockint.tui.board.writing import DiagramTab, NotesTab
from mockint.tui.pads import Pad

TABS: Sequence[str] = ("diagram", "notes", "pinned")


class Board(Vertical):
    """The whiteboard beside the talk, or over it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("board")

    def compose(self) -> ComposeResult:
        """Set up a tab for each thing."""
        with ContentSwitcher(initial=f"tab-{TABS[0]}"):
            yield DiagramTab(id="tab-diagram")
            yield NotesTab(id="tab-notes")
            yield PinnedTab(id="tab-pinned")

    def on_mount(self) -> None:
        """Name the tabs."""
        self._show_tabs()

    # -- tabs

    @property
    def tab(self) -> str:
        """The name of the tab that is shown."""
        current = self.query_one(ContentSwitcher).current
        assert current is not None
        return current.removeprefix("tab-")

    def show_tab(self, name: str) -> None:
        """Turn to a tab, and go on working there if somebody works on the board."""
        here = self.has_focus_within
        self.query_one(ContentSwitcher).current = f"tab-{name}"
        self._show_tabs()
        if here:
            self.work()

    def work(self) -> None:
        """Put the cursor where one works in the tab that is shown."""
        self._place_of(self.tab).focus()

    def _place_of(self, name: str) -> Widget:
        match name:
            case "diagram":
                return self.query_one(DiagramTab).editor
            case "notes":
                return self.query_one(NotesTab).editor
            case _:
                return self.query_one(PinnedTab).rows

    def _show_tabs(self) -> None:
        count = self.query_one(PinnedTab).count
        names = {name: f"{name} {count}" if name == "pinned" and count else name for name in TABS}
        shown = (
            f"[b]▸{text}[/]" if name == self.tab else f" {text}" for name, text in names.items()
        )
        self.border_title = " ".join(["Board ──", *shown])

    def action_next(self) -> None:
        """Turn to the next tab."""
        self._turn(1)

    def action_previous(self) -> None:
        """Turn to the tab before."""
        self._turn(-1)

    def _turn(self, by: int) -> None:
        self.show_tab(TABS[(TABS.index(self.tab) + by) % len(TABS)])

    def action_diagram(self) -> None:
        """Turn to the diagram."""
        self.show_tab("diagram")

    def action_notes(self) -> None:
        """Turn to the notes."""
        self.show_tab("notes")

    def action_pinned(self) -> None:
        """Turn to what was pinned."""
        self.show_tab("pinned")

    # -- what stands on it

    def begin_with(self, state: SessionState) -> None:
        """Show what the log has of notes and diagram."""
        for editor in self.query(PadEditor):
            editor.begin_with(state.written(editor.pad))
        self.query_one(DiagramTab).draw_soon()
        self.show_state(state)

    def show_state(self, state: SessionState) -> None:
        """Show what is pinned."""
        self.query_one(PinnedTab).show_state(state)
        self._show_tabs()

    def add(self, pad: Pad, text: str) -> None:
        """Take in a note or a diagram that was not written here."""
        editors = (self.query_one(NotesTab).editor, self.query_one(DiagramTab).editor)
        next(editor for editor in editors if editor.pad == pad).add(text)
