"""Choosing one part of a round to practise by itself."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from mockint.core.content.round import SPOKEN_KINDS
from mockint.core.errors import MockintError
from mockint.tui.messages import StartRound
from mockint.tui.widgets.row_list import Column, Row, RowList

if TYPE_CHECKING:
    from mockint.desk import Desk

CLOCK = "With the clock of the part. [b]u[/b] takes it away, [b]enter[/b] begins."
NO_CLOCK = "Without a clock. [b]u[/b] brings it back, [b]enter[/b] begins."


@dataclass(frozen=True)
class Part:
    """A part of a round, or a deep dive of its case."""

    id: str
    title: str
    kind: str
    """`phase` or `topic`: how `mockint run` would name it."""


@dataclass(frozen=True)
class Practice:
    """What somebody wants to practise."""

    part: Part
    timed: bool


def parts_of(desk: "Desk", round_id: str) -> tuple[Part, ...]:
    """Return what can be practised of a round; reading a case takes a moment."""
    round_ = desk.library.round(round_id)
    phases = [each for each in round_.phases if each.kind not in SPOKEN_KINDS]
    found = [Part(phase.id, phase.name, "phase") for phase in phases]
    if round_.case is not None:
        case = desk.library.case(round_.case)
        found += [Part(dive.id, f"Deep dive: {dive.title}", "topic") for dive in case.dives]
        found += [Part(change.id, f"Change: {change.title}", "topic") for change in case.changes]
    return tuple(found)


class PartsScreen(ModalScreen[Practice | None]):
    """Gives what to practise, None when nothing was chosen."""

    CSS_PATH = "../styles/dialogs.tcss"
    HELP = "Enter begins with the part under the cursor; u takes the clock away; escape goes back."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", show=False),
        Binding("u", "clock", show=False),
        Binding("escape,o", "dismiss(None)", show=False),
    ]

    def __init__(self, title: str, parts: Sequence[Part]) -> None:
        """Offer the parts of a round."""
        super().__init__()
        self._title, self._parts, self._timed = title, tuple(parts), True

    def compose(self) -> ComposeResult:
        """Draw the list under its title, and under it whether a clock runs."""
        with Vertical(classes="dialog"):
            yield Static(Content(f"One part of: {self._title}").stylize("bold"))
            yield RowList([Column()])
            yield Static(CLOCK, classes="note")

    def on_mount(self) -> None:
        """Fill the list."""
        self.query_one(RowList).show([Row(each.id, (each.title,)) for each in self._parts])

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Take a row that was clicked."""
        event.stop()
        self.action_choose()

    def action_clock(self) -> None:
        """Take the clock away, or bring it back."""
        self._timed = not self._timed
        self.query_one(".note", Static).update(CLOCK if self._timed else NO_CLOCK)

    def action_choose(self) -> None:
        """Begin with the part under the cursor."""
        row = self.query_one(RowList).row
        part = next((each for each in self._parts if row and each.id == row.id), None)
        self.dismiss(None if part is None else Practice(part, self._timed))


async def practise(
    screen: Screen[None], desk: Callable[[], "Desk"], row: Row, persona: str | None, pace: float
) -> StartRound | None:
    """Let a part of a round be chosen; return what to start, None for nothing."""
    from mockint.desk import RoundOptions

    try:
        parts = await asyncio.to_thread(lambda: parts_of(desk(), row.id))
    except MockintError as error:
        screen.notify(str(error), severity="error", markup=False)
        return None
    chosen = await screen.app.push_screen_wait(PartsScreen(row.cells[0], parts))
    if chosen is None:
        return None
    named = chosen.part.id
    options = RoundOptions(
        persona=persona,
        typing_pace=pace,
        phase=named if chosen.part.kind == "phase" else None,
        topic=named if chosen.part.kind == "topic" else None,
        pace=None if chosen.timed else "untimed",
    )
    return StartRound(row.id, persona, options)
