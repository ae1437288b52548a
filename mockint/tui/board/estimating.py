"""A number is asked for: the form that commits to one, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from mockint.core.commitments import board_is_open, numbers_wanted
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
    """A number that the interviewer has asked for, or that the part must leave behind."""

    scope: str
    ask: str
    estimate: Estimate
    name: str = ""
    """What stands before the number, where several are wanted at once."""


def numbers_asked(state: SessionState) -> tuple[Asked, ...]:
    """Return the numbers that are asked for and not given yet."""
    if state.scope is None or state.closed is not None:
        return ()
    scope = state.scopes[state.scope]
    followup = state.followup(scope.question, scope.followup)
    if followup is not None and followup.estimate is not None:
        by_itself = Asked(state.scope, followup.ask, followup.estimate)
        return () if scope.first_number is not None else (by_itself,)
    return tuple(
        Asked(number.scope, f"{number.says[:1].upper()}{number.says[1:]}.", estimate, number.name)
        for number in numbers_wanted(state)
        if (estimate := number.followup.estimate) is not None
    )


def invitation(state: SessionState, asked: Asked) -> str:
    """Return what to say below the form while a number is asked for."""
    scope = state.scopes.get(asked.scope)
    if scope is not None and scope.attempts:
        return UNREAD
    newest = next((turn for turn in reversed(state.turns) if turn.speaker == "candidate"), None)
    if newest is not None and newest.commits and newest.followup is None:
        read = newest.assessment
        if read is not None and not read.volunteered:
            return UNREAD
    return "" if board_is_open(state) else CLOSED


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

    def show_asked(self, asked: Sequence[Asked], *, anew: bool) -> None:
        """Ask for the first of some numbers; what was written for another one is gone.

        `anew`: what is written was committed to, for whichever of them.
        """
        before, self._asked = self._asked, asked[0] if asked else None
        self.display = bool(asked)
        if asked:
            self.query_one("#asked", Static).update(f"{asked[0].ask}{_others(asked[1:])}")
        if self._asked is not None and (anew or self._asked != before):
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
        named = self._asked.name if self._asked else ""
        if named and ":" not in estimate:
            estimate = f"{named}: {estimate}"
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


def _others(asked: Sequence[Asked]) -> str:
    """Return how to give another number first."""
    if not asked:
        return ""
    names = ", ".join(each.name for each in asked)
    return f" Then {names}; for one of these first, write its name: {asked[0].name}: 12"
