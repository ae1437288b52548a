"""One's own answers beside the model answers, question by question."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen

from mockint.core.state import SessionState
from mockint.tui.actions import bindings
from mockint.tui.marking import LEGEND
from mockint.tui.messages import OpenTranscript
from mockint.tui.widgets.key_line import KeyLine
from mockint.tui.widgets.marked_answer import asked_questions, model_pieces, own_pieces
from mockint.tui.widgets.pieces import Divider
from mockint.tui.widgets.sheet import Sheet
from mockint.tui.widgets.title_line import TitleLine

TWO_COLUMNS = 100


class CompareScreen(Screen[None]):
    """The model answer, shown only now that the round is over."""

    CSS_PATH = ["../styles/sheet.tcss", "../styles/debrief.tcss"]
    AUTO_FOCUS = "#yours"
    HELP = (
        "Your answer with what was found in it: [+ made], [~ half made], [? unclear], [x wrong]; "
        "below it every point of the question, [-] for the missed ones. Left and right change "
        "the question."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("compare")

    def __init__(self, state: SessionState) -> None:
        """Compare the answers of a session in which something was asked."""
        super().__init__()
        self._state = state
        self._questions = asked_questions(state)
        self._at = 0

    def compose(self) -> ComposeResult:
        """Draw the two columns."""
        yield TitleLine("")
        with Horizontal(id="columns"):
            yield Sheet(id="yours", classes="box")
            yield Sheet(id="model", classes="box")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the first question."""
        yours, model = self.query_one("#yours", Sheet), self.query_one("#model", Sheet)
        yours.border_title, model.border_title = "Yours", "Model answer"
        yours.border_subtitle = Content(LEGEND)
        self._fill()

    def _fill(self) -> None:
        question, count = self._questions[self._at], len(self._questions)
        title = self.query_one(TitleLine)
        title.title = f" {self._state.question(question).title}"
        title.remark = f"question {self._at + 1} of {count} "
        yours, model = self.query_one("#yours", Sheet), self.query_one("#model", Sheet)
        left = list(own_pieces(self._state, question))
        right = list(model_pieces(self._state, question))
        model.display = self.app.size.width >= TWO_COLUMNS
        if model.display:
            model.show(right)
        yours.show(left if model.display else [*left, Divider("Model answer"), *right])

    def on_resize(self, event: events.Resize) -> None:
        """Change the number of columns with the room."""
        if (event.size.width >= TWO_COLUMNS) != self.query_one("#model").display:
            self._fill()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out the way to another question where there is none."""
        if action == "next":
            return self._at + 1 < len(self._questions)
        if action == "previous":
            return self._at > 0
        return True

    def action_next(self) -> None:
        """Go on to the next question."""
        self._go(1)

    def action_previous(self) -> None:
        """Go back to the question before."""
        self._go(-1)

    def _go(self, direction: int) -> None:
        self._at = max(0, min(self._at + direction, len(self._questions) - 1))
        self._fill()
        self.query_one("#yours").focus()
        self.refresh_bindings()

    def action_transcript(self) -> None:
        """Read the talk from where this question was asked."""
        question = self._questions[self._at]
        turns = (turn.number for turn in self._state.turns if turn.question == question)
        self.post_message(OpenTranscript(self._state.session, next(turns, None)))

    def action_back(self) -> None:
        """Go back to the scorecard."""
        self.dismiss()
