"""The tab of calculators: find one, work at it, pin what it gives, lead it on to the next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from mockint.core.commitments import board_is_open, how_to_commit
from mockint.core.errors import CalculatorError
from mockint.core.state import SessionState
from mockint.core.workbench import Given, Link, Workbench
from mockint.tui.board.bench import Bench
from mockint.tui.board.estimating import (
    Asked,
    EstimateForm,
    invitation,
    numbers_asked,
    verdict,
)
from mockint.tui.board.finder import Finder
from mockint.tui.widgets.row_list import Row

LEADS_NOWHERE = "This result leads on to no other calculator."


class CalculatorsTab(Vertical):
    """A finder, and the calculator that was found."""

    HELP: ClassVar[str] = (
        "Type to find a calculator, enter opens it. Its inputs are computed with every key; pin "
        "puts the result on the board and into the transcript."
    )

    @dataclass
    class PinAsked(Message):
        """Somebody wants results on the board: the calculator, and each variant's inputs."""

        calculator: str
        variants: tuple[Given, ...]

    @dataclass
    class Told(Message):
        """There is something to say in passing."""

        text: str

    def __init__(self, workbench: Workbench, *, id: str | None = None) -> None:
        """Work at a workbench."""
        super().__init__(id=id)
        self._workbench = workbench
        self.is_open = True
        """Whether calculators may compute."""
        self._asked: tuple[Asked, ...] = ()
        self._outcome = ""
        """What became of the number that was given last, while others are wanted."""
        self._links: Sequence[Link] = ()
        self._kept: dict[str, tuple[Given, ...]] = {}

    def compose(self) -> ComposeResult:
        """Set up the form for estimates, the finder and the bench."""
        yield EstimateForm(id="estimating")
        yield Static(id="verdict", markup=False)
        yield Finder(id="finder")
        yield Bench(self._workbench, id="bench")

    def on_mount(self) -> None:
        """Begin with all calculators."""
        self.query_one(EstimateForm).display = False
        self.find()

    # -- what is shown

    @property
    def finder(self) -> Finder:
        """The list of calculators."""
        return self.query_one(Finder)

    @property
    def bench(self) -> Bench:
        """The open calculator."""
        return self.query_one(Bench)

    @property
    def has_result(self) -> bool:
        """Whether a calculator is open, with a result on the screen."""
        return self.is_open and self.bench.display and self.bench.described is not None

    @property
    def place(self) -> Widget:
        """Where one works now."""
        if self._asked:
            return self.query_one(EstimateForm).form
        return self.bench.form if self.bench.display else self.finder.rows

    def reopen(self, calculator: str, inputs: Mapping[str, Any]) -> None:
        """Open a calculator with the inputs that a log or a question has."""
        self.open(calculator, self._workbench.as_given(inputs))

    def find(self) -> None:
        """Offer all calculators."""
        self._links = ()
        rows = (Row(each.id, (each.id, each.title)) for each in self._workbench.listed())
        opened = self.bench.described
        self.finder.offer(rows, at=opened.id if opened else None)
        self._turn_to(self.finder)

    def _turn_to(self, shown: Finder | Bench) -> None:
        here = self.has_focus_within
        self.finder.display = self.is_open and shown is self.finder
        self.bench.display = self.is_open and shown is self.bench
        if here:
            self.place.focus()

    def open(self, calculator: str, *variants: Given) -> None:
        """Open a calculator with some inputs, or else with those it had when it was left."""
        try:
            described = self._workbench.described(calculator)
        except CalculatorError as error:
            self.post_message(self.Told(str(error)))
            return
        before = self.bench.described
        if before is not None:
            self._kept[before.id] = self.bench.variants
        self.bench.open(described, *(variants or self._kept.get(described.id, ({},))))
        self._turn_to(self.bench)

    @on(Finder.Picked)
    def _picked(self, message: Finder.Picked) -> None:
        message.stop()
        link = next((each for each in self._links if each.calculator == message.id), None)
        if link is not None:
            self.open(link.calculator, link.given)
        else:
            self.open(message.id)

    # -- what is done with a result

    def pin(self) -> None:
        """Put what is shown on the board."""
        described = self.bench.described
        assert described is not None
        completed = self._workbench.completed
        variants = tuple(completed(described.id, given) for given in self.bench.variants)
        self.post_message(self.PinAsked(described.id, variants))

    def lead_on(self) -> None:
        """Go on to the calculator that takes what this one has found; choose where several do."""
        described, variants = self.bench.described, self.bench.variants
        assert described is not None
        links = self._workbench.links(described.id, variants[-1])
        if not links:
            self.post_message(self.Told(LEADS_NOWHERE))
        elif len(links) == 1:
            self.open(links[0].calculator, links[0].given)
        else:
            self._links = links
            rows = (Row(link.calculator, (link.calculator, _handed_on(link))) for link in links)
            self.finder.offer(rows)
            self._turn_to(self.finder)

    # -- the round

    def show_state(self, state: SessionState) -> None:
        """Ask for a number where the interviewer does, and open what was closed until then."""
        here, before = self.has_focus_within, self._asked
        was_open, self.is_open = self.is_open, board_is_open(state)
        self._asked = numbers_asked(state)
        still = {each.scope for each in self._asked}
        given = [
            (each, scope)
            for each in before
            if (scope := state.scopes.get(each.scope)) is not None and each.scope not in still
        ]
        outcomes = [verdict(state, scope) for _, scope in given if scope.first_number is not None]
        self.query_one(EstimateForm).show_asked(self._asked, anew=bool(outcomes))
        if given or not before:
            self._outcome = " ".join(outcomes)
        about = ""
        if self._asked:
            about = invitation(state, self._asked[0])
        elif not self.is_open:
            about = how_to_commit(state)
        if self._asked or given or self.is_open != was_open:
            self._tell(" ".join(filter(None, (self._outcome, about))))
        for each, scope in given:
            if each.estimate.calculator and scope.first_number is not None and self.is_open:
                # Only what was said in the question itself may stand in the form.
                self.reopen(each.estimate.calculator, {} if each.name else each.estimate.inputs)
        if self.is_open != was_open:
            self._turn_to(self.finder if self.bench.described is None else self.bench)
        if here and self._asked[:1] != before[:1]:
            self.place.focus()

    def _tell(self, text: str) -> None:
        told = self.query_one("#verdict", Static)
        told.update(text)
        told.display = bool(text)


def _handed_on(link: Link) -> str:
    return ", ".join(f"{name}={value}" for name, value in link.given.items())
