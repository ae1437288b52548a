"""A question with two answers, the harmless one first."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from mockint.narration import away_text


class ConfirmScreen(ModalScreen[bool]):
    """Asks; True is what was asked for, False leaves everything as it is."""

    CSS_PATH = "../styles/dialogs.tcss"
    AUTO_FOCUS = "#no"
    HELP = "y does what is asked, n or escape leaves everything as it is."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", show=False),
        Binding("n,escape", "answer(False)", show=False),
        Binding("left,up,h,k", "app.focus_previous", show=False),
        Binding("right,down,l,j", "app.focus_next", show=False),
    ]

    def __init__(self, question: str, note: str = "", *, yes: str = "yes", no: str = "no") -> None:
        """Ask a question; `yes` and `no` say what each answer does."""
        super().__init__()
        self._question, self._note, self._yes, self._no = question, note, yes, no

    def compose(self) -> ComposeResult:
        """Draw the question over its two answers."""
        with Vertical(classes="dialog"):
            yield Static(Content(self._question).stylize("bold"))
            if self._note:
                yield Static(Content(self._note), classes="note")
            with Horizontal(classes="answers"):
                yield Button(Content(f"n  {self._no}"), id="no", compact=True)
                yield Button(Content(f"y  {self._yes}"), id="yes", compact=True)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Take the answer that was chosen."""
        event.stop()
        self.dismiss(event.button.id == "yes")

    def action_answer(self, yes: bool) -> None:
        """Take the answer that was typed."""
        self.dismiss(yes)


def leave_question() -> ConfirmScreen:
    """Return the question that is asked before a round is left."""
    note = "It stays open: home offers to go on where you are now, with what you have typed."
    return ConfirmScreen("Leave the round?", note, yes="leave", no="stay")


def gap_question(seconds: float) -> ConfirmScreen:
    """Return the question whether time away counts as round time."""
    away = away_text(seconds)
    note = "Counted, the clock jumps ahead; left out, it goes on where it stood."
    return ConfirmScreen(f"You were away for {away}.", note, yes="count them", no="leave them out")
