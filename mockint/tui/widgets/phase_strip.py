"""The line over a round: its parts, and how much time is left; it never shouts.

What is shown is always `deadline - now`. Seconds are never counted, since a suspended process
misses some.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from typing import Literal

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Resize
from textual.widgets import Static

from mockint.core.clock import (
    GRACE_SECONDS,
    colour,
    phase_deadline,
    round_deadline,
)
from mockint.core.state import SessionState
from mockint.report import clock_text

Level = Literal["calm", "amber", "red"]
MARKS: dict[Level, str] = {"calm": "", "amber": "! ", "red": "!! "}
"""Signs, since a colour alone says nothing to some."""


LEAST_WAIT = 0.02
"""Seconds between two looks at the clock, at least."""
LATE = 0.005
"""A moment after the second, so that it is over when one looks."""


@dataclass(frozen=True)
class Clocks:
    """What the clocks show at a moment."""

    text: str
    level: Level
    changes_in: float
    """Seconds until one of them shows something else."""


def phases_text(state: SessionState, width: int) -> str:
    """Return the parts of the round: all of them where there is room, else the current one."""
    names = [state.script.phase(planned.id).name for planned in state.plan]
    at = len(state.phases) - 1
    marked = [
        f"{name} ✓" if number < at else f"▸ {name}" if number == at else name
        for number, name in enumerate(names)
    ]
    whole = " ── ".join([state.script.round.title, *marked])
    if len(whole) <= width or at < 0:
        return whole
    short = " ── ".join(marked)
    if len(short) <= width:
        return short
    place = f" {at + 1}/{len(names)}"
    return f"▸ {names[at][: max(1, width - len(place) - 2)]}{place}"


def clocks_at(state: SessionState, now: float) -> Clocks:
    """Return what the clocks show at a moment of round time."""
    end, use = phase_deadline(state), state.phase_use
    if state.closed is not None:
        return Clocks("the round is over", "calm", 3600)
    if state.pace == "untimed" or end is None or use is None:
        return Clocks("no clock", "calm", 3600)
    round_end = round_deadline(state)
    name, left = "phase", end - now
    level: Level = colour(left, use.planned_seconds)
    if "phase" in state.bells:
        name, left = "moves on in", min(end + GRACE_SECONDS, round_end) - now
    whole = round_end - now
    flips = [each % 1.0 or 1.0 for each in (left, whole) if each > 0]
    paused = "paused  " if state.paused else ""
    # Rounded up: a clock that shows nothing left is one that rings.
    text = f"{paused}{MARKS[level]}{name} {clock_text(ceil(left))}  round {clock_text(ceil(whole))}"
    return Clocks(text, level, min(flips, default=1.0))


class PhaseStrip(Horizontal):
    """The parts of the round on the left, the clocks on the right."""

    def __init__(self, now: Callable[[], float], *, id: str | None = None) -> None:
        """Begin without a round; `now` tells the seconds of round time."""
        super().__init__(id=id)
        self._now = now
        self._state: SessionState | None = None
        self._shown = ""

    def compose(self) -> ComposeResult:
        """Set up both halves."""
        yield Static(id="phases", markup=False)
        yield Static(id="clocks", markup=False)

    def on_mount(self) -> None:
        """Let the clocks run."""
        self._flip()

    def show_state(self, state: SessionState) -> None:
        """Show where the round stands."""
        self._state = state
        self.show_time()
        self._show_phases()

    def _flip(self) -> None:
        """Show the time, and come again at the moment when it shows something else."""
        wait = self.show_time()
        self.set_timer(max(LEAST_WAIT, min(1.0, wait + LATE)), self._flip)

    def show_time(self) -> float:
        """Show the clocks; return the seconds until they show something else."""
        if self._state is None:
            return LEAST_WAIT
        clocks = clocks_at(self._state, self._now())
        if clocks.text != self._shown:
            static = self.query_one("#clocks", Static)
            # Only another length moves anything on the line.
            moves = len(clocks.text) != len(self._shown)
            static.update(clocks.text, layout=moves)
            if moves:
                static.styles.width = len(clocks.text)
                self.call_after_refresh(self._show_phases)
            for level in ("amber", "red"):
                static.set_class(clocks.level == level, f"-{level}")
            self._shown = clocks.text
        return clocks.changes_in

    def on_resize(self, event: Resize) -> None:
        """Use the room there is."""
        self._show_phases()

    def _show_phases(self) -> None:
        if self._state is not None:
            room = self.content_size.width - len(self._shown) - 2
            phases = self.query_one("#phases", Static)
            phases.update(phases_text(self._state, room), layout=False)
