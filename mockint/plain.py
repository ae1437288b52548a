"""The round on plain lines: for screen readers, pipes and whoever prefers a shell.

What is shown is one `match` over events. Lines are read in a thread, so that bells ring while
somebody types.
"""

import asyncio
from collections.abc import AsyncIterator
from typing import TextIO

from mockint.answers import ACTIONS, SEPARATOR, parse_action, parse_seconds, unescape
from mockint.attendance import BEAT_SECONDS, Attendance
from mockint.clocks import AnyClock
from mockint.core.clock import phase_deadline, round_deadline
from mockint.core.disputes import OFFLINE
from mockint.core.errors import InputError
from mockint.core.events import (
    Answered,
    Assessed,
    Event,
    PhaseStarted,
    Said,
    SessionClosed,
    SessionStarted,
)
from mockint.core.moves import Move
from mockint.core.requirements import required_of
from mockint.core.state import SessionState
from mockint.flowing import Flow
from mockint.narration import aside, board_event_lines, feedback_lines, reminder, wanted_by_the_end
from mockint.player import act
from mockint.report import board_lines, clock_text, folded, scorecard_lines
from mockint.runner import Runner
from mockint.typed_lines import TypedLines

TERMINAL_LINE_LIMIT = 4095
"""A terminal in line mode cuts a line here without a word."""

HELP = "\n".join(
    [
        f"  {SEPARATOR:<10} on a line of its own sends your answer",
        *(f"  /{name:<9} {what}" for name, what in ACTIONS.items()),
        "  /board     show what is on the board",
        "  /problem   show what is to be designed again",
        "  /time      show both clocks",
        "  /quit      leave; `mockint resume` goes on from here",
        "  /help      this list",
    ]
)
WELCOME = (
    f"Type your answer over as many lines as you like; {SEPARATOR} on a line of its own sends it. "
    "/help shows the rest: hints, the board, leaving and coming back."
)


class Screen:
    """Writes events as lines."""

    def __init__(self, out: TextIO, width: int = 80) -> None:
        """Write to `out`, folded to `width` columns."""
        self._out, self._width = out, width
        self._flow: Flow | None = None
        """The turn that a model is saying."""

    def line(self, text: str = "") -> None:
        """Write one line, at once."""
        # A lone surrogate typed through a broken terminal must not end the round.
        self._write(f"{text}\n")

    def _write(self, text: str) -> None:
        print(text.encode("utf-8", "replace").decode("utf-8"), end="", file=self._out, flush=True)

    def hear(self, move: Move, words: str, state: SessionState, at: float) -> None:
        """Write words that are being said, before they are an event."""
        if self._flow is None:
            if move.phase is not None:
                planned = next(each for each in state.plan if each.id == move.phase)
                self._part(planned.id, planned.planned_seconds, state)
            self.line(f"\nInterviewer [{clock_text(at)}]")
            self._flow = Flow(self._width)
        self._write(self._flow.add(words))

    def _part(self, phase: str, planned: float, state: SessionState) -> None:
        minutes = "" if state.pace == "untimed" else f", {clock_text(planned)}"
        self.line(f"\n== {state.script.phase(phase).name}{minutes} ==")
        if (wanted := wanted_by_the_end(state, phase)) is not None:
            self.line(folded(f"* {wanted}", self._width, ""))

    def _said(self, text: str, at: float) -> None:
        """Write a turn, or what of it isn't written yet."""
        if self._flow is None:
            self.line(f"\nInterviewer [{clock_text(at)}]")
            self.line(folded(text, self._width))
            return
        self.line(self._flow.add(text.removeprefix(self._flow.text.strip())))
        self._flow = None

    def show(self, event: Event, state: SessionState) -> None:
        """Draw one event; `state` is the state after it."""
        match event.payload:
            case PhaseStarted(phase=phase, planned_seconds=planned):
                if self._flow is None:
                    self._part(phase, planned, state)
            case Said(text=text):
                self._said(text, event.at)
                if (sentence := reminder(event, state)) is not None:
                    self.line(folded(f"* {sentence}", self._width, ""))
            case Assessed() as read:
                for text in feedback_lines(read, state, self._width):
                    self.line(text)
            case SessionClosed():
                self.line("\n== The round is over ==\n")
                for text in scorecard_lines(state, self._width):
                    self.line(text)
            case _:
                if (sentence := aside(event)) is not None:
                    self.line(f"* {sentence}")
                for text in board_event_lines(event, self._width - 2):
                    self.line(f"  {text}".rstrip())

    def candidate(self, event: Event) -> None:
        """Write what a candidate says that nobody typed here."""
        if isinstance(event.payload, Answered):
            self.line(f"\nCandidate [{clock_text(event.at)}]")
            self.line(folded(event.payload.text, self._width))

    def board(self, state: SessionState) -> None:
        """Write everything that is on the board."""
        for text in board_lines(state, self._width):
            self.line(text)
        if not state.board:
            self.line("* Nothing is on the board yet.")

    def problem(self, state: SessionState) -> None:
        """Write what is to be designed, and what the part that is on has to leave behind."""
        case, use = state.script.case, state.phase_use
        if case is None:
            self.line("* There is no problem to design in this round.")
            return
        self.line(folded(case.prompt, self._width))
        for each in required_of(state, use.id) if use else ():
            self.line(folded(f"[{'x' if each.met else ' '}] {each.says}", self._width))

    def clocks(self, state: SessionState, now: float) -> None:
        """Write what is left of the phase and of the round."""
        phase_end = phase_deadline(state)
        if state.pace == "untimed" or phase_end is None:
            self.line("* No clock runs in this session.")
            return
        phase_left, round_left = phase_end - now, round_deadline(state) - now
        self.line(f"* This part {clock_text(phase_left)}, the round {clock_text(round_left)}.")

    def opening(self, state: SessionState, started: SessionStarted) -> None:
        """Say what is played, with whom, and how to answer."""
        round_, persona = state.script.round, state.script.persona
        models = dict.fromkeys({started.voice, started.assessor} - {OFFLINE})
        private = "Offline: nothing leaves this machine."
        who = f"What is said goes to {' and '.join(sorted(models))}." if models else private
        self.line(folded(f"{round_.title}, with {persona.name}. {who}", self._width, ""))
        self.line(folded(WELCOME, self._width, ""))

    def recap(self, state: SessionState, draft: str) -> None:
        """Show where a resumed round stands: the last ask, and the draft that was kept."""
        self.line(f"\nBack in {state.phase.name if state.phase else 'the opening'}.")
        if (ask := state.last_ask) is not None:
            self.line(f"\nInterviewer [{clock_text(ask.at)}]")
            self.line(folded(ask.text, self._width))
        if draft:
            self.line("\nYour unsent answer so far:")
            self.line(folded(draft, self._width))


class Conversation:
    """A person at the keyboard."""

    def __init__(
        self,
        runner: Runner,
        clock: AnyClock,
        screen: Screen,
        source: TextIO,
        *,
        draft: str = "",
        count_gaps: bool = False,
    ) -> None:
        """Talk over `source` and `screen`; `draft` is what a killed session had kept."""
        self._runner, self._clock, self._screen, self._source = runner, clock, screen, source
        self._draft = draft.split("\n") if draft else []
        self._kept = draft  # what of the unsent answer is on disk
        self._attendance = Attendance(runner, clock, count_gaps=count_gaps)

    async def hold(self, beginning: AsyncIterator[Event]) -> bool:
        """Talk until the round is closed (True), or the candidate leaves it open (False)."""
        self._runner.listen(self._hear)
        self._lines = TypedLines(self._source)
        try:
            await self._show(beginning)
            while self._runner.state.closed is None:
                if not self._lines:
                    await self._lines.come(self._attendance.patience())
                await self._let_time_pass()
                if self._lines and self._runner.state.closed is None:
                    line = self._lines.take()
                    if line is None or not await self._take(line):
                        return False
            return True
        finally:
            self._lines.stop()
            await self._runner.beat()

    def _hear(self, move: Move, words: str) -> None:
        self._screen.hear(move, words, self._runner.state, self._clock.now())

    async def _show(self, events: AsyncIterator[Event]) -> None:
        """Show events as they happen, and keep what is typed while a model takes its time."""
        playing = asyncio.ensure_future(self._play(events))
        try:
            while not playing.done():
                await self._lines.come(BEAT_SECONDS, playing)
                if not playing.done() and self._runner.at_work:
                    await self._keep_ahead()
            await playing
        finally:
            if playing.cancel():
                await asyncio.wait({playing})

    async def _play(self, events: AsyncIterator[Event]) -> None:
        async for event in events:
            self._screen.show(event, self._runner.state)
            if isinstance(event.payload, Answered):
                self._draft, self._kept = [], ""

    async def _keep_ahead(self) -> None:
        """Put on disk what waits for its turn; a killed process finds it there."""
        await self._runner.beat()
        if (text := "\n".join([*self._draft, *self._lines.ahead])) != self._kept:
            self._kept = text
            async for _ in self._runner.keep_draft(text):
                pass
        if SEPARATOR in self._lines.ahead and self._source.isatty():
            self._runner.interrupt(begun=True)  # who sends an answer has the floor

    async def _let_time_pass(self) -> None:
        await self._show(self._attendance.pass_time("\n".join(self._draft)))

    async def _take(self, line: str) -> bool:
        """Take one typed line; False when the candidate leaves."""
        if line.rstrip() == SEPARATOR:
            await self._send()
            return True
        action = parse_action(line)
        if action is None:
            await self._write(line)
            return True
        name, rest = action
        match name:
            case "quit":
                return False
            case "help":
                self._screen.line(HELP)
            case "board":
                self._screen.board(self._runner.state)
            case "problem":
                self._screen.problem(self._runner.state)
            case "time":
                self._screen.clocks(self._runner.state, self._clock.now())
            case _:
                await self._show(act(self._runner, name, rest))
        return True

    async def _write(self, line: str) -> None:
        """Add a line to the draft and keep it."""
        if not self._draft and _is_time(line):
            return  # times belong to answers files; here the clock knows
        if len(line.encode("utf-8", "replace")) >= TERMINAL_LINE_LIMIT:
            self._screen.line(
                "* That line is as long as a terminal passes on; check that its end is there."
            )
        self._draft.append(unescape(line))
        self._kept = "\n".join([*self._draft, *self._lines.ahead])
        await self._show(self._runner.keep_draft(self._kept))

    async def _send(self) -> None:
        text = "\n".join(self._draft).strip()
        self._draft = []
        if text:
            await self._show(self._runner.answer(text))
        else:
            silent = self._clock.now() - self._runner.state.silent_since
            await self._show(self._runner.stay_silent(round(silent, 3)))


def _is_time(line: str) -> bool:
    if not line.startswith("@"):
        return False
    try:
        parse_seconds(line.strip(), "")
    except InputError:
        return False
    return True
