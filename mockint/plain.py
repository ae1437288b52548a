"""The round on plain lines: for screen readers, pipes and whoever prefers a shell.

Lines are read in a thread, so that bells ring while somebody types.
"""

import asyncio
from collections.abc import AsyncIterator
from typing import TextIO

from mockint.answers import ACTIONS, SEPARATOR, parse_action, parse_seconds, unescape
from mockint.attendance import BEAT_SECONDS, Attendance
from mockint.clocks import AnyClock
from mockint.core.errors import InputError
from mockint.core.events import Answered, Event
from mockint.core.moves import Move
from mockint.plain_screen import Screen
from mockint.player import act
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
