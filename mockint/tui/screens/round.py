"""A round as it happens: what the interviewer says, how the time goes, what stands on the board.

Messages of the conductor are handled here and nowhere else.
"""

import gc
from collections.abc import AsyncIterator

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.screen import Screen
from textual.widgets import Static

from mockint.core.errors import SessionBusyError
from mockint.core.events import Event, Noted
from mockint.core.settings import Settings
from mockint.core.state import SessionState
from mockint.core.workbench import Workbench
from mockint.desk import Opened
from mockint.tui.board.pane import Board
from mockint.tui.conducted import (
    Broken,
    DraftKept,
    Happened,
    RoundLeft,
    Speaking,
    Thinking,
    Troubled,
)
from mockint.tui.conductor import Conductor
from mockint.tui.drawing import Speech, draw, draw_past
from mockint.tui.key_names import key_name, keys_of
from mockint.tui.messages import GoHome, OpenSession
from mockint.tui.widgets.answer_editor import AnswerEditor
from mockint.tui.widgets.key_line import KeyLine
from mockint.tui.widgets.meter_line import MeterLine
from mockint.tui.widgets.outputs_line import OutputsLine
from mockint.tui.widgets.over import Over
from mockint.tui.widgets.phase_strip import PhaseStrip
from mockint.tui.widgets.talk import TOKENS_A_SECOND, Talk

PAUSED = "The clock stands still.\n\n{key} goes on."


class RoundScreen(Screen[None]):
    """Shows a round while it runs; who sits it, acts on a screen built upon this one."""

    CSS_PATH = "../styles/interview.tcss"
    AUTO_FOCUS = "#answer"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]

    def __init__(
        self,
        opened: Opened,
        beginning: AsyncIterator[Event],
        settings: Settings,
        workbench: Workbench,
        *,
        count_gaps: bool,
        tokens_a_second: float = TOKENS_A_SECOND,
    ) -> None:
        """Sit an opened round; `beginning` are the events that open it, or take it up again."""
        super().__init__()
        self._runner, self._clock, self._beginning = opened.runner, opened.clock, beginning
        self._round: SessionState = opened.runner.state
        self._restored, self._pace = opened.draft, tokens_a_second
        self._note = opened.note
        self._workbench = workbench
        self._sends, self._pauses = (
            key_name(keys_of(f"interview.{name}", settings.keys)[0]) for name in ("send", "pause")
        )
        self.conductor = Conductor(opened, count_gaps=count_gaps, tell=self.post_message)
        self._seen = 0
        """How many drafts have been taken as answers, as far as the screen has drawn."""

    def compose(self) -> ComposeResult:
        """Set up the line of phases, the talk with the board, the editor and the keys."""
        yield PhaseStrip(self._clock.now, id="strip")
        yield OutputsLine(id="outputs")
        with Container(id="desk"):
            yield Board(self._workbench, id="board")
            yield Talk(tokens_a_second=self._pace, id="talk")
            yield Static(PAUSED.format(key=self._pauses), id="cover", markup=False)
            hint = f"enter new line · {self._sends} sends"
            yield AnswerEditor(self._restored, hint=hint, id="answer")
            yield Over(id="over")
        yield MeterLine(id="meter")
        yield KeyLine()

    async def on_mount(self) -> None:
        """Draw what was said before, and take up the round."""
        self._strip, self._talk = self.query_one(PhaseStrip), self.query_one(Talk)
        self._board, self._answer = self.query_one(Board), self.query_one(AnswerEditor)
        self._speech = Speech(self._talk)
        self._talk.border_title = self._round.script.persona.name
        await draw_past(self._talk, self._runner.log, self._round)
        if self._note:
            self._talk.add_aside(self._note)
        self._board.begin_with(self._round)
        self._show_state(self._round)
        # What is loaded by now stays for the round: looking through it for rubbish again and again
        # would hold up a key for 50 ms each time.
        gc.freeze()
        self.conductor.start(self._beginning)

    async def on_unmount(self) -> None:
        """Keep the draft and give the session back, whatever takes the screen away."""
        await self.conductor.leave()
        gc.unfreeze()

    def on_resize(self, event: events.Resize) -> None:
        """Let the editor grow to a third of the screen."""
        height = event.size.height
        self._answer.set_room(1 if height < 30 else 2, max(1, height // 3 - 2))

    def on_key(self) -> None:
        """Take note of keys that nobody else wants."""
        self.query_one(Over).touch()

    @on(Happened)
    def _happened(self, message: Happened) -> None:
        self.query_one(MeterLine).at_work = False
        if message.taken is not None:
            self._seen += 1
            self._answer.take(message.taken)
        if not self._speech.draws(message.event, message.state):
            draw(self._talk, message.event, message.state, live=True)
        match message.event.payload:
            case Noted(what=pad, text=text, whole=False):
                self._board.add(pad, text)
        self._show_state(message.state)

    @on(Speaking)
    def _spoken(self, message: Speaking) -> None:
        self.query_one(MeterLine).at_work = False
        self._speech.hear(message)

    @on(Thinking)
    def _thought(self) -> None:
        self.query_one(MeterLine).at_work = not self._talk.speaking

    def _show_state(self, state: SessionState) -> None:
        self._round = state
        self._strip.show_state(state)
        self.query_one(OutputsLine).show_state(state)
        self.query_one(MeterLine).show_state(state)
        self._board.show_state(state)
        if state.paused != self.has_class("-paused"):
            self.toggle_class("-paused")  # a calm word lies over everything
            self._answer.disabled = state.paused
            self._answer.focus()

    @on(DraftKept)
    def _draft_kept(self, message: DraftKept) -> None:
        self._answer.show_kept(message.text)

    @on(Troubled)
    def _troubled(self, message: Troubled) -> None:
        self._talk.add_aside(str(message.error))
        if isinstance(message.error, SessionBusyError):
            # This screen is about to go; a word on it would be seen by nobody.
            self.notify(str(message.error), severity="error", markup=False)

    @on(Broken)
    def _broken(self, message: Broken) -> None:
        raise message.error

    @on(RoundLeft)
    def _round_left(self, message: RoundLeft) -> None:
        if not message.closed:
            self.post_message(GoHome())
        elif self._round.closed == "ended":
            self._open_scorecard()
        else:
            self.add_class("-over")
            self.query_one(Over).appear()

    @on(Over.GoOn)
    def _open_scorecard(self) -> None:
        self.post_message(OpenSession(self._runner.session))
