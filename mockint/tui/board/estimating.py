"""A number is asked for: the form that commits to one, and what became of it."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from mockint.core.content import Estimate
from mockint.core.estimates import estimate_verdict
from mockint.core.state import ScopeState, SessionState
from mockint.report.board import estimate_text
from mockint.tui.board.form import Field, Form

FIELDS = (
    Field("assumption", about="What you take for granted: sizes, counts, rounding."),
    Field("estimate", about="Your number with its unit: 33 GB, 40 ms, 1.2M. Enter commits to it."),
)
CLOSED = "The calculators open once you have committed to a number."
UNREAD = "No number could be read in that. Write it with its unit, such as 33 GB."
NO_NUMBER = "A number is wanted in the estimate, such as 33 GB."


@dataclass(frozen=True)
class Asked:
    """A number that the interviewer has asked for."""

    scope: str
    ask: str
    estimate: Estimate


def asked_number(state: SessionState) -> Asked | None:
    """Return the number that is asked for and not given yet."""
    scope = state.current
    if scope is None or state.scope is None or state.closed is not None:
        return None
    if scope.first_number is not None:
        return None
    followup = state.followup(scope.question, scope.followup)
    if followup is None or followup.estimate is None:
        return None
    return Asked(state.scope, followup.ask, followup.estimate)


def invitation(state: SessionState) -> str:
    """Return what to say below the form while a number is asked for."""
    if state.current is not None and state.current.attempts:
        return UNREAD
    return "" if state.board_is_open else CLOSED


def verdict(state: SessionState, scope: ScopeState) -> str:
    """Return how a committed number came out; in interviews that is told in the debrief."""
    if state.script.round.feedback != "each-answer":
        return "Committed. How near it came is told in the debrief."
    told = estimate_verdict(state, scope)
    return f"{told.quote}: {estimate_text(told)}."


class EstimateForm(Vertical):
    """Assumption and estimate, to be committed to before anything is computed."""

    HELP: ClassVar[str] = (
        "The interviewer asks for a number. Write what you assume, and your estimate; enter on the "
        "last line commits to it as your answer. Only then do the calculators open."
    )

    @dataclass
    class Committed(Message):
        """Somebody commits to a number."""

        text: str

    def __init__(self, *, id: str | None = None) -> None:
        """Wait until a number is asked for."""
        super().__init__(id=id)
        self._asked: Asked | None = None

    def compose(self) -> ComposeResult:
        """Set up the question, the two lines and the word below them."""
        yield Static(id="asked", markup=False)
        yield Form(wide=True, id="estimate")
        yield Static(id="estimate-about", markup=False)

    @property
    def form(self) -> Form:
        """The two lines."""
        return self.query_one(Form)

    def show_asked(self, asked: Asked | None) -> None:
        """Ask for a number; what was written for the one before is gone."""
        if asked == self._asked:
            return
        self._asked = asked
        self.display = asked is not None
        if asked is not None:
            self.query_one("#asked", Static).update(asked.ask)
            self.form.show(FIELDS)
            self._show_about()

    def commit(self) -> None:
        """Commit to what is written, if there is a number in it."""
        written = self.form.values[0]
        estimate, assumption = written.get("estimate", ""), written.get("assumption", "")
        if not any(character.isdigit() for character in estimate):
            self.form.show_used(0, {}, {"estimate": NO_NUMBER})
            self.form.go(len(FIELDS) - 1, 0)
            return
        text = f"{estimate} because {assumption}" if assumption else estimate
        self.post_message(self.Committed(text))

    @on(Form.Changed)
    def _changed(self, message: Form.Changed) -> None:
        if isinstance(message, Form.Done):
            self.commit()
        elif isinstance(message, Form.Moved):
            self._show_about()
        else:
            self.form.show_used(0, {}, {})

    def _show_about(self) -> None:
        field = self.form.field
        self.query_one("#estimate-about", Static).update(field.about if field else "")
