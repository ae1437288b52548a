"""The board: one pane with a tab for each thing that one does on a whiteboard."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import ContentSwitcher

from mockint.core.state import SessionState
from mockint.core.workbench import Workbench
from mockint.tui.actions import bindings
from mockint.tui.board.calculators import CalculatorsTab
from mockint.tui.board.pad_editor import PadEditor
from mockint.tui.board.pinned import PinnedTab
from mockint.tui.board.writing import DiagramTab, NotesTab
from mockint.tui.pads import Pad

TABS: Sequence[str] = ("calculators", "diagram", "notes", "pinned")
ROOM_FOR_TITLE = 52
"""Columns from which the pane's own name fits beside those of its tabs."""
ON_RESULTS = frozenset({"pin", "units", "compare", "chain"})


class Board(Vertical):
    """The whiteboard beside the talk, or over it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("board")

    def __init__(self, workbench: Workbench, *, id: str | None = None) -> None:
        """Calculate at a workbench."""
        super().__init__(id=id)
        self._workbench = workbench

    def compose(self) -> ComposeResult:
        """Set up a tab for each thing."""
        with ContentSwitcher(initial=f"tab-{TABS[0]}"):
            yield CalculatorsTab(self._workbench, id="tab-calculators")
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
        self.refresh_bindings()

    def work(self) -> None:
        """Put the cursor where one works in the tab that is shown."""
        self._place_of(self.tab).focus()

    def _place_of(self, name: str) -> Widget:
        match name:
            case "calculators":
                return self.calculators.place
            case "diagram":
                return self.query_one(DiagramTab).editor
            case "notes":
                return self.query_one(NotesTab).editor
            case _:
                return self.query_one(PinnedTab).rows

    def on_resize(self) -> None:
        """Name the tabs in the room that there is."""
        self._show_tabs()

    def _show_tabs(self) -> None:
        if not (pinned := self.query(PinnedTab)):  # what closes as it opens has no tabs
            return
        count = pinned.first().count
        names = {name: f"{name} {count}" if name == "pinned" and count else name for name in TABS}
        shown = (
            f"[b]▸{text}[/]" if name == self.tab else f" {text}" for name, text in names.items()
        )
        title = ("Board ──",) if self.outer_size.width >= ROOM_FOR_TITLE else ()
        self.border_title = " ".join([*title, *shown])

    def action_next(self) -> None:
        """Turn to the next tab."""
        self._turn(1)

    def action_previous(self) -> None:
        """Turn to the tab before."""
        self._turn(-1)

    def _turn(self, by: int) -> None:
        self.show_tab(TABS[(TABS.index(self.tab) + by) % len(TABS)])

    # -- calculators

    @property
    def calculators(self) -> CalculatorsTab:
        """The tab of calculators."""
        return self.query_one(CalculatorsTab)

    @on(PinnedTab.Reopened)
    def _reopened(self, message: PinnedTab.Reopened) -> None:
        message.stop()
        self.calculators.reopen(message.calculator, message.inputs)
        self.show_tab("calculators")

    def action_calculators(self) -> None:
        """Turn to the calculators."""
        self.show_tab("calculators")

    def action_find(self) -> None:
        """Find a calculator."""
        self.calculators.find()
        self.show_tab("calculators")

    def action_pin(self) -> None:
        """Put the result on the board."""
        self.calculators.pin()

    def action_units(self) -> None:
        """Read the results in other units."""
        self.calculators.bench.turn_units()

    def action_compare(self) -> None:
        """Put a second variant beside the first."""
        self.calculators.bench.compare()

    def action_chain(self) -> None:
        """Lead the result on."""
        self.calculators.lead_on()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what is done with a result only where there is one."""
        if action in ON_RESULTS:
            return self.is_mounted and self.tab == "calculators" and self.calculators.has_result
        return action != "find" or not self.is_mounted or self.calculators.is_open

    # -- the tabs one writes on

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
        """Show what is pinned, and whether calculators may compute."""
        self.query_one(PinnedTab).show_state(state)
        self.calculators.show_state(state)
        self._show_tabs()

    def add(self, pad: Pad, text: str) -> None:
        """Take in a note or a diagram that was not written here."""
        editors = (self.query_one(NotesTab).editor, self.query_one(DiagramTab).editor)
        next(editor for editor in editors if editor.pad == pad).add(text)
