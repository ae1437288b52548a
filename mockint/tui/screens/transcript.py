"""The transcript: the line of everything that happened, and beside it the turn one is at."""

from dataclasses import dataclass
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen

from mockint.core.errors import MockintError
from mockint.core.state import SessionState
from mockint.desk import Desk
from mockint.report import clock_text
from mockint.tui.actions import bindings
from mockint.tui.marking import IN_WORDS
from mockint.tui.messages import ExportSession
from mockint.tui.reading import let_go, read_session
from mockint.tui.timeline import Moment, moments
from mockint.tui.widgets.key_line import KeyLine
from mockint.tui.widgets.moment_pieces import moment_pieces
from mockint.tui.widgets.paragraphs import Para
from mockint.tui.widgets.row_list import Column, Row, RowList
from mockint.tui.widgets.search_line import SearchLine
from mockint.tui.widgets.sheet import Sheet
from mockint.tui.widgets.title_line import TitleLine

LOADING = "Reading …"
SNIPPET = 120
"""Characters of a moment that its line may show."""
AFTER_THE_ROUND = "verdicts come after the round"


class TranscriptScreen(Screen[None]):
    """Everything that was said in a session, step by step."""

    CSS_PATH = ["../styles/sheet.tcss", "../styles/transcript.tcss"]
    AUTO_FOCUS = "RowList"
    HELP = (
        "Everything that happened, in its order. [ and ] go from turn to turn, tab goes to the "
        "words of the turn to scroll them, / finds words. In an answer [+ made], [~ half made], "
        "[? unclear] and [x wrong] stand around the words that were read so; v hides them."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("transcript")

    @dataclass
    class Read(Message):
        """The session has been read."""

        state: SessionState
        moments: tuple[Moment, ...]

    @dataclass
    class Unreadable(Message):
        """The session could not be read."""

        error: MockintError

    def __init__(self, desk: Desk, session: str, turn: int | None) -> None:
        """Read a session's talk, at a turn."""
        super().__init__()
        self._desk, self._session, self._turn = desk, session, turn
        self._state: SessionState | None = None
        self._moments: dict[str, Moment] = {}
        self._verdicts = True

    def compose(self) -> ComposeResult:
        """Draw the timeline and the place of the turn, still empty."""
        yield TitleLine(" Transcript", f"{LOADING} ")
        with Horizontal(id="columns"):
            with Vertical(id="timeline", classes="box"):
                yield SearchLine("finds words in the talk")
                yield RowList(
                    [
                        Column(7, right=True, quiet=True, from_width=44),
                        Column(4),
                        Column(3),
                        Column(quiet=True),
                    ],
                    empty=LOADING,
                )
            yield Sheet(id="turn", classes="box")
        yield KeyLine()

    def on_mount(self) -> None:
        """Read the session."""
        self.query_one("#timeline").border_title = "What happened"
        self.watch(self.search, "text", self._search, init=False)
        self._read()

    @property
    def rows(self) -> RowList:
        """The timeline."""
        return self.query_one(RowList)

    @property
    def search(self) -> SearchLine:
        """Where one types what to find."""
        return self.query_one(SearchLine)

    def on_unmount(self) -> None:
        """Give back what was read."""
        let_go()

    # -- reading

    @work(thread=True, group="read", exclusive=True)
    def _read(self) -> None:
        try:
            state, log = read_session(self._desk, self._session)
        except MockintError as error:
            self.post_message(self.Unreadable(error))
        else:
            self.post_message(self.Read(state, moments(state, log)))

    @on(Unreadable)
    def _say_why(self, event: Unreadable) -> None:
        self.query_one(TitleLine).remark = ""
        self.rows.show((), empty="")
        error = event.error
        said = [Para(((error.message, "strong"),), gap=True), Para(((error.remedy, "text"),))]
        self.query_one("#turn", Sheet).show(said)

    @on(Read)
    def _take(self, event: Read) -> None:
        self._state = event.state
        self._moments = {moment.id: moment for moment in event.moments}
        if not self._may_show_verdicts:
            self._verdicts = False
        script = event.state.script
        self.query_one(TitleLine).title = f" {script.round.title}, with {script.persona.name}"
        turns = [moment.id for moment in event.moments if moment.turn]
        wanted = f"turn {self._turn}"
        self._fill(wanted if wanted in turns else next(iter(turns), None))
        self._show_moment()
        self.refresh_bindings()

    @property
    def _may_show_verdicts(self) -> bool:
        """Whether the round is over: before that, nothing of the rubric shows."""
        return self._state is not None and self._state.closed is not None

    # -- filling

    def _search(self) -> None:
        self._fill()
        self._show_moment()

    def _fill(self, at: str | None = None) -> None:
        """Show the moments that the search finds, with the cursor at one of them."""
        found = [
            moment
            for moment in self._moments.values()
            if self.search.finds(f"{moment.who} {moment.text}")
        ]
        nothing = f"Nobody said “{self.search.text}”." if self._moments else LOADING
        self.rows.show(map(self._row, found), at=at, empty=nothing)

    def _row(self, moment: Moment) -> Row:
        mark = moment.mark if self._verdicts else ""
        return Row(moment.id, (clock_text(moment.at), moment.who, mark, moment.text[:SNIPPET]))

    @on(RowList.Moved)
    def _show_moment(self) -> None:
        """Show the moment under the cursor."""
        row, sheet = self.rows.row, self.query_one("#turn", Sheet)
        moment = self._moments.get(row.id) if row else None
        title = self.query_one(TitleLine)
        if moment is None or self._state is None:
            sheet.show(())
            return
        sheet.show(
            moment_pieces(self._state, moment, verdicts=self._verdicts), find=self.search.text
        )
        sheet.border_title = f"Turn {moment.turn.number}" if moment.turn else ""
        answered = moment.turn is not None and moment.turn.speaker == "candidate"
        sheet.border_subtitle = Content(IN_WORDS) if answered and self._verdicts else ""
        if not self._may_show_verdicts:
            title.remark = f"{AFTER_THE_ROUND} "
        else:
            title.remark = f"turn {moment.turn.number} of {self._turns} " if moment.turn else ""

    @property
    def _turns(self) -> int:
        return len(self._state.turns) if self._state else 0

    # -- keys and the mouse

    def on_key(self, event: events.Key) -> None:
        """Take what is typed while one searches; enter stays where the search has led."""
        if self.search.take(event):
            event.stop()
        elif self.search.searching and event.key == "enter":
            self.search.close()
            event.stop()

    def on_paste(self, event: events.Paste) -> None:
        """Search for what is pasted."""
        event.stop()
        self.search.take_paste(event)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the verdicts out of a round that is still open."""
        if action == "verdicts":
            return self._may_show_verdicts
        return True

    def action_next(self) -> None:
        """Go to the next turn."""
        self._step(1)

    def action_previous(self) -> None:
        """Go to the turn before."""
        self._step(-1)

    def _step(self, direction: int) -> None:
        rows, at = self.rows.rows, self.rows.cursor + direction
        while 0 <= at < len(rows):
            if self._moments[rows[at].id].turn is not None:
                self.rows.cursor = at
                return
            at += direction

    def action_verdicts(self) -> None:
        """Show or hide what was found in the answers."""
        self._verdicts = not self._verdicts
        self._fill()
        self._show_moment()

    def action_search(self) -> None:
        """Begin to search."""
        self.search.open()
        self.rows.focus()

    def action_export(self) -> None:
        """Write the session as Markdown."""
        self.post_message(ExportSession(self._session))

    def action_back(self) -> None:
        """Go back to where one came from."""
        self.dismiss()
