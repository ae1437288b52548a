"""The way out of a round that is over; keys that were still being typed don't lead through it."""

from collections.abc import Callable
from time import monotonic
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Button, Static


class Over(Horizontal):
    """Says that the round is over, and waits for the candidate to go on."""

    CALM_SECONDS: ClassVar[float] = 0.6
    """No key for so long, before one may lead away."""

    class GoOn(Message):
        """The candidate wants to see the scorecard."""

    def __init__(self, *, id: str | None = None, now: Callable[[], float] = monotonic) -> None:
        """Wait; `now` tells the time of keys."""
        super().__init__(id=id)
        self._now = now
        self._last_key = now()

    def compose(self) -> ComposeResult:
        """Set up the words and the button."""
        yield Static("The round is over.", markup=False)
        yield Button("enter  scorecard", compact=True, disabled=True)

    def appear(self) -> None:
        """Come up once the keys are at rest."""
        self.touch()
        self._waiting = self.set_interval(self.CALM_SECONDS / 4, self._open_if_calm)
        self._open_if_calm()

    def touch(self) -> None:
        """Take note that a key was pressed."""
        self._last_key = self._now()

    def _open_if_calm(self) -> None:
        if self._now() - self._last_key >= self.CALM_SECONDS:
            self._waiting.stop()
            button = self.query_one(Button)
            button.disabled = False
            button.focus()

    def take_focus(self) -> None:
        """Wait for a key again, after somebody has looked at something else."""
        self.query_one(Button).focus()

    def go_on(self) -> None:
        """Lead away, if that is open yet."""
        if not self.query_one(Button).disabled:
            self.post_message(self.GoOn())

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.go_on()
