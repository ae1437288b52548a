"""The round on plain lines: for screen readers, pipes and whoever prefers a shell.

What is shown is one `match` over events. Lines are read in a thread, so that bells ring while
somebody types.
"""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from typing import TextIO

from mockint.answers import ACTIONS, SEPARATOR, parse_action, parse_seconds, unescape
from mockint.attendance import Attendance
from mockint.clocks import AnyClock
from mockint.core.clock import phase_deadline, round_deadline
from mockint.core.errors import InputError
from mockint.core.events import (
    Answered,
    Assessed,
    Event,
    PhaseStarted,
    Said,
    SessionClosed,
)
from mockint.core.requirements import required_of
from mockint.core.state import SessionState
from mockint.narration import aside, board_event_lines, feedback_lines, reminder, wanted_by_the_end
from mockint.player import act
from mockint.report import board_lines, clock_text, folded, scorecard_lines
from mockint.runner import Runner

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

    def line(self, text: str = "") -> None:
        """Write one line, at once."""
        # A lone surrogate typed through a broken terminal must not end the round.
        print(text.encode("utf-8", "replace").decode("utf-8"), file=self._out, flush=True)

    def show(self, event: Event, state: SessionState) -> None:
        """Draw one event; `state` is the state after it."""
        match event.payload:
            case PhaseStarted(phase=phase, planned_seconds=planned):
                minutes = "" if state.pace == "untimed" else f", {clock_text(planned)}"
                self.line(f"\n== {state.script.phase(phase).name}{minutes} ==")
                if (wanted := wanted_by_the_end(state, phase)) is not None:
                    self.line(folded(f"* {wanted}", self._width, ""))
            case Said(text=text):
                self.line(f"\nInterviewer [{clock_text(event.at)}]")
                self.line(folded(text, self._width))
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

    def opening(self, state: SessionState) -> None:
        """Say what is played, and how to answer."""
        round_, persona = state.script.round, state.script.persona
        self.line(f"{round_.title}, with {persona.name}. Offline: nothing leaves this machine.")
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
        self._attendance = Attendance(runner, clock, count_gaps=count_gaps)

    async def hold(self, beginning: AsyncIterator[Event]) -> bool:
        """Talk until the round is closed (True), or the candidate leaves it open (False)."""
        await self._show(beginning)
        lines = read_lines(self._source)
        waiting = asyncio.ensure_future(anext(lines))
        try:
            while self._runner.state.closed is None:
                done, _ = await asyncio.wait({waiting}, timeout=self._attendance.patience())
                await self._let_time_pass()
                if not done or self._runner.state.closed is not None:
                    continue
                line = waiting.result()
                if line is None or not await self._take(line):
                    return False
                waiting = asyncio.ensure_future(anext(lines))
            return True
        finally:
            waiting.cancel()
            await self._runner.beat()

    async def _show(self, events: AsyncIterator[Event]) -> None:
        async for event in events:
            self._screen.show(event, self._runner.state)
            if isinstance(event.payload, Answered):
                self._draft = []

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
        await self._show(self._runner.keep_draft("\n".join(self._draft)))

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


async def read_lines(source: TextIO) -> AsyncIterator[str | None]:
    """Yield lines as they are typed, and None at the end, without stopping the event loop."""
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[str | None] = asyncio.Queue()

    def hand_on(line: str | None) -> None:
        loop.call_soon_threadsafe(queue.put_nowait, line)

    threading.Thread(target=_pump, args=(source, hand_on), daemon=True).start()
    while True:
        line = await queue.get()
        yield line
        if line is None:
            return


def _pump(source: TextIO, hand_on: Callable[[str | None], None]) -> None:
    """Read lines until the end; the loop may be gone before the last one comes."""
    try:
        for line in _stripped(source):
            hand_on(line)
        hand_on(None)
    except RuntimeError:
        return


def _stripped(source: TextIO) -> Iterator[str]:
    for line in source:
        yield line.rstrip("\r\n")
