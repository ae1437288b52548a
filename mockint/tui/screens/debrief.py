"""The debrief: first one's own view, then the scorecard with the moments that it rests on."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.screen import Screen

from mockint.core.errors import InputError, MockintError
from mockint.core.scorecard import Scorecard
from mockint.core.scoring import scorecard
from mockint.core.state import SessionState
from mockint.desk import Desk
from mockint.tui.actions import bindings
from mockint.tui.messages import ExportSession, GoHome, OpenTranscript, StartRound
from mockint.tui.overview import day_and_time
from mockint.tui.reading import let_go, read_session
from mockint.tui.screens.compare import CompareScreen
from mockint.tui.widgets.key_line import KeyLine
from mockint.tui.widgets.marked_answer import asked_questions
from mockint.tui.widgets.paragraphs import Para
from mockint.tui.widgets.scorecard import around_pieces, level_pieces, overall_words, turn_at
from mockint.tui.widgets.self_score import SelfScore
from mockint.tui.widgets.sheet import Sheet
from mockint.tui.widgets.title_line import TitleLine

TWO_COLUMNS = 100
LOADING = "Reading …"


class DebriefScreen(Screen[None]):
    """The scorecard of a session that is over."""

    CSS_PATH = ["../styles/sheet.tcss", "../styles/debrief.tcss"]
    AUTO_FOCUS = None
    HELP = (
        "Your level in each dimension with the words that it rests on; enter opens the talk where "
        "they were said. [+] made, [~] half made, [?] unclear, [-] missed, [x] wrong."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("debrief")

    @dataclass
    class Read(Message):
        """The session has been read."""

        state: SessionState
        card: Scorecard

    @dataclass
    class Unreadable(Message):
        """The session could not be read, or has no debrief yet."""

        error: MockintError

    @dataclass
    class NotKept(Message):
        """The candidate's own scores could not be written down."""

        error: MockintError

    def __init__(self, desk: Desk, session: str) -> None:
        """Read a session at a desk."""
        super().__init__()
        self._desk, self._session = desk, session
        self._state: SessionState | None = None
        self._card: Scorecard | None = None
        self._shown = False
        """Whether the levels are on the screen."""

    def compose(self) -> ComposeResult:
        """Draw the title and the two columns, still empty."""
        yield TitleLine(" Debrief", f"{LOADING} ")
        with Horizontal(id="columns"):
            yield Sheet(id="levels", classes="box")
            yield Sheet(id="around", classes="box")
        yield KeyLine()

    def on_mount(self) -> None:
        """Read the session."""
        self.query_one("#columns").display = False
        self._read()

    def on_unmount(self) -> None:
        """Give back what was read."""
        let_go()

    # -- reading

    @work(thread=True, group="read", exclusive=True)
    def _read(self) -> None:
        try:
            state, _ = read_session(self._desk, self._session)
            if state.closed is None:
                raise InputError("This round is still open.", "Go on with it first, at home.")
        except MockintError as error:
            self.post_message(self.Unreadable(error))
        else:
            self.post_message(self.Read(state, scorecard(state)))

    @on(Unreadable)
    def _say_why(self, event: Unreadable) -> None:
        title = self.query_one(TitleLine)
        title.remark = ""
        self.query_one("#columns").display = True
        self.query_one("#around").display = False
        error = event.error
        said = [Para(((error.message, "strong"),), gap=True), Para(((error.remedy, "text"),))]
        self.query_one("#levels", Sheet).show(said)
        self.query_one("#levels").focus()

    @on(Read)
    async def _take(self, event: Read) -> None:
        self._state, self._card = event.state, event.card
        script = event.state.script
        day = day_and_time(event.state.started_wall, datetime.now(UTC))
        title = self.query_one(TitleLine)
        title.title = f" Debrief ── {script.round.title}, {day}, with {script.persona.name}"
        title.remark = ""
        seen = {each.id for each in event.card.dimensions if each.level is not None}
        asked = [each for each in script.rubric.dimensions if each.id in seen]
        if event.state.self_scores is None and asked:
            title.remark = "your own view first "
            await self.mount(SelfScore(asked), before="#columns")
            self.query_one(SelfScore).rows.focus()
        else:
            self._show_card()

    @on(SelfScore.Done)
    async def _take_scores(self, event: SelfScore.Done) -> None:
        if self._card is None or self._shown:
            return  # two keys in a row, the second one typed ahead
        said = [
            dimension.model_copy(update={"you_said": event.scores.get(dimension.id)})
            for dimension in self._card.dimensions
        ]
        self._card = self._card.model_copy(update={"dimensions": tuple(said)})
        self._keep(event.scores)
        await self.query_one(SelfScore).remove()
        self.query_one(TitleLine).remark = ""
        self._show_card()

    @work(thread=True, group="keep")
    def _keep(self, scores: dict[str, int]) -> None:
        try:
            asyncio.run(self._desk.keep_self_scores(self._session, scores))
        except MockintError as error:
            self.post_message(self.NotKept(error))

    @on(NotKept)
    def _say_not_kept(self, event: NotKept) -> None:
        self.notify(
            f"Your own scores could not be kept. {event.error}", severity="error", markup=False
        )

    # -- the scorecard

    def _show_card(self) -> None:
        self._shown = self.query_one("#columns").display = True
        self._fill()
        self.query_one("#levels").focus()
        self.refresh_bindings()

    def _fill(self) -> None:
        """Put levels and what stands around them beside, or else below one another."""
        state, card = self._state, self._card
        if state is None or card is None or not self._shown:
            return
        levels, around = self.query_one("#levels", Sheet), self.query_one("#around", Sheet)
        chosen = levels.chosen
        levels.border_title = Content(f"Overall: {overall_words(card)}")
        left, right = list(level_pieces(state, card)), list(around_pieces(state, card))
        around.display = self.app.size.width >= TWO_COLUMNS
        if around.display:
            around.show(right)
        levels.show(left if around.display else left + right)
        levels.choose(chosen)

    def on_resize(self, event: events.Resize) -> None:
        """Change the number of columns with the room."""
        if (event.size.width >= TWO_COLUMNS) != self.query_one("#around").display:
            self._fill()

    # -- what can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out what would show the levels too early, and what leads nowhere."""
        if action == "moment":
            return self._shown and bool(self.query_one("#levels", Sheet).chosen)
        if action == "answer":
            return self._shown and bool(self._state and asked_questions(self._state))
        if action in ("again", "export", "transcript"):
            return self._shown
        return True

    @on(Sheet.Moved)
    def _moved(self) -> None:
        self.refresh_bindings()

    @on(Sheet.Chosen, "#levels")
    def action_moment(self) -> None:
        """Open the talk where the quote under the cursor was said."""
        turn = turn_at(self.query_one("#levels", Sheet).chosen)
        if turn is not None:
            self.post_message(OpenTranscript(self._session, turn))

    def action_answer(self) -> None:
        """Hold one's answers beside the model answers."""
        if self._state is not None:
            self.app.push_screen(CompareScreen(self._state))

    def action_again(self) -> None:
        """Sit the same round once more."""
        if self._state is not None and self._state.started is not None:
            started = self._state.started
            self.post_message(StartRound(started.round, started.persona))

    def action_export(self) -> None:
        """Write the session as Markdown."""
        self.post_message(ExportSession(self._session))

    def action_transcript(self) -> None:
        """Read the whole talk."""
        self.post_message(OpenTranscript(self._session))

    def action_back(self) -> None:
        """Go home."""
        self.post_message(GoHome())
