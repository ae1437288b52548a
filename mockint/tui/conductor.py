"""The conductor: the one place from which a round on the full screen calls its runner.

An answer, an action and the clock never interleave: they wait in one queue. The conductor touches
no widget; it tells the screen what happened, event by event, in messages.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from time import monotonic

from textual.message import Message

from mockint.attendance import Attendance
from mockint.core.errors import MockintError
from mockint.core.events import Answered, DraftChanged, Event
from mockint.core.moves import Move
from mockint.desk import Opened
from mockint.keyboard import note_key
from mockint.runner import Runner
from mockint.tui.conducted import (
    Broken,
    DraftKept,
    Happened,
    PadKept,
    RoundLeft,
    Speaking,
    Thinking,
    Troubled,
)
from mockint.tui.drafts import Unsent
from mockint.tui.pads import Pad, Pads
from mockint.tui.slash import answer_of

KEEP_SECONDS = 0.5
"""How often the draft is saved while somebody types."""
TYPING_SECONDS = 5.0
"""How long after the last key somebody is still at work on an answer."""

Job = Callable[[], AsyncIterator[Event]]


class Conductor:
    """Calls the runner for one sitting of a round."""

    def __init__(
        self, opened: Opened, *, count_gaps: bool, tell: Callable[[Message], object]
    ) -> None:
        """Conduct an opened session; `tell` takes the messages."""
        self._runner: Runner = opened.runner
        self._clock = opened.clock
        self._tell = tell
        self._attendance = Attendance(opened.runner, opened.clock, count_gaps=count_gaps)
        self._runner.listen(self._heard)
        self._jobs: deque[Job] = deque()
        self._woken = asyncio.Event()
        self._idle = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._unsent = Unsent(opened.draft)
        self._typed_at = float("-inf")
        self._pads = Pads()
        self._taking: str | None = None
        self._trouble = ""

    # -- what the screen asks for

    def start(self, beginning: AsyncIterator[Event]) -> None:
        """Claim the session and play its beginning; a task of its own, for as long as it lasts."""
        # No Textual worker: who waits for workers to be done must not wait for the round's end,
        # and when the screen goes, the session has to be given back before the store is closed.
        self._task = asyncio.create_task(self._run(beginning), name="conductor")
        self._task.add_done_callback(self._ended)

    async def leave(self) -> None:
        """Keep the draft, give the session back, and stop; the round stays open."""
        if self._task is not None and not self._task.done():
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    def do(self, job: Job) -> None:
        """Let the runner do something, after everything that was asked for before."""
        self._jobs.append(job)
        self._wake()

    def send(self, draft: str, seen: int) -> None:
        """Send a draft; `seen` is how many answers its writer had seen taken."""
        self._runner.interrupt(begun=True)
        self.do(lambda: self._answer(draft, seen))

    def interrupt(self) -> bool:
        """Give the candidate the floor; False where no model is speaking."""
        return self._runner.interrupt()

    def commit(self, estimate: str) -> None:
        """Commit to a number on the board; what stands in the answer stays there."""
        self._runner.interrupt(begun=True)
        self.do(lambda: self._estimate(estimate))

    def keep(self, draft: str, seen: int) -> None:
        """Take note of the unsent answer as it stands."""
        draft = self._unsent.left_of(draft, seen)
        if draft == self._unsent.text:
            return
        clean = self._unsent.is_saved
        self._unsent.text = draft
        self.work()
        if clean:
            self._wake()

    def write(self, pad: Pad, text: str) -> None:
        """Take note of the board's notes or diagram as they stand; typing there is work too."""
        self.work()
        if self._pads.write(pad, text):
            self._wake()

    def work(self) -> None:
        """Take note that somebody is at work, though nothing is written."""
        self._typed_at = self._clock.now()
        note_key()

    def stop_typing(self) -> None:
        """Forget that somebody was at work: an answer was sent."""
        self._typed_at = float("-inf")

    async def idle(self) -> None:
        """Wait until everything that was asked for is done, and all that is due has happened."""
        if self._task is not None and not self._task.done():
            self._wake()
            await self._idle.wait()

    @property
    def kept(self) -> str:
        """How much of the unsent answer is on disk."""
        return self._unsent.kept

    # -- the loop

    def _wake(self) -> None:
        self._idle.clear()
        self._woken.set()

    async def _run(self, beginning: AsyncIterator[Event]) -> None:
        try:
            await self._runner.claim()
        except MockintError as error:
            self._tell(Troubled(error))
            self._tell(RoundLeft(closed=False))
            return
        try:
            await self._attend(beginning)
            while self._runner.state.closed is None:
                await self._turn()
        finally:
            await self._give_back()
        self._tell(RoundLeft(closed=True))

    async def _turn(self) -> None:
        """Do what was asked for, and let pass what time has passed."""
        self._woken.clear()
        while self._jobs and self._runner.state.closed is None:
            await self._attend(self._jobs.popleft()())
        await self._play(self._keep_draft())
        # What a bell ends has to be in the log before it rings.
        rings = not self._attendance.patience(typing=self._typing)
        await self._play(self._keep_pads(everything=rings))
        await self._attend(self._pass_time())
        if not self._woken.is_set() and self._runner.state.closed is None:
            self._idle.set()
            with suppress(TimeoutError):
                # Not `wait_for`: in Python 3.11 it may swallow that the task was cancelled.
                async with asyncio.timeout(self._patience()):
                    await self._woken.wait()

    async def _attend(self, events: AsyncIterator[Event]) -> None:
        """Play events, and keep what is typed while a model takes its time over them."""
        playing = asyncio.create_task(self._play(events), name="playing")
        try:
            while not playing.done():
                await asyncio.wait({playing}, timeout=KEEP_SECONDS)
                if not playing.done() and self._runner.at_work:
                    self._tell(Thinking())
                # What is being taken as an answer isn't a draft any more.
                if not playing.done() and (self._taking is None or self._runner.at_work):
                    await self._play(self._keep_draft())
                    with suppress(MockintError):
                        await self._runner.beat()
            await playing
        finally:
            if not playing.done():
                playing.cancel()
                with suppress(asyncio.CancelledError):
                    await playing

    def _heard(self, move: Move, words: str) -> None:
        self._tell(Speaking(move, words, self._clock.now(), self._runner.state))

    async def _play(self, events: AsyncIterator[Event]) -> None:
        try:
            async for event in events:
                self._take(event)
                self._trouble = ""
        except MockintError as error:
            # A full disk would be told of every second.
            if str(error) != self._trouble:
                self._trouble = str(error)
                self._tell(Troubled(error))

    def _take(self, event: Event) -> None:
        taken = None
        if isinstance(event.payload, Answered):
            taken, self._taking = self._taking, None
            self._unsent.take(taken)
        elif isinstance(event.payload, DraftChanged):
            self._unsent.logged(event.payload.text)
        self._tell(Happened(event, self._runner.state, taken))

    def _patience(self) -> float:
        seconds = self._attendance.patience(typing=self._typing)
        if not self._unsent.is_saved:
            seconds = min(seconds, KEEP_SECONDS)
        return seconds if self._pads.wait is None else min(seconds, self._pads.wait)

    @property
    def _typing(self) -> bool:
        return self._clock.now() - self._typed_at < TYPING_SECONDS

    # -- answers, drafts, time

    async def _answer(self, draft: str, seen: int) -> AsyncIterator[Event]:
        draft = self._unsent.left_of(draft, seen)
        if not (text := answer_of(draft)):
            return  # a bell was faster and has taken it
        self._taking = draft
        self.stop_typing()
        try:
            async for event in self._keep_pads(everything=True):
                yield event
            async for event in self._runner.answer(text):
                yield event
        finally:
            self._taking = None

    async def _estimate(self, text: str) -> AsyncIterator[Event]:
        self.stop_typing()
        async for event in self._keep_pads(everything=True):
            yield event
        async for event in self._runner.answer(text, estimate=True):
            yield event

    async def _pass_time(self) -> AsyncIterator[Event]:
        self._taking = self._unsent.text
        try:
            async for event in self._attendance.pass_time(
                answer_of(self._unsent.text), typing=self._typing
            ):
                yield event
        finally:
            self._taking = None

    async def _keep_draft(self) -> AsyncIterator[Event]:
        draft = self._unsent.due(monotonic(), KEEP_SECONDS)
        if draft is None:
            return
        async for event in self._runner.keep_draft(draft):
            yield event
        self._unsent.saved(draft)
        self._tell(DraftKept(draft))

    async def _keep_pads(self, *, everything: bool = False) -> AsyncIterator[Event]:
        """Keep what is written on the board, once typing rests there."""
        taken = self._pads.take(everything=everything)
        for pad, text in taken.items():
            try:
                async for event in self._runner.keep_board(pad, text):
                    yield event
            except MockintError:
                for unkept in taken.items():
                    self._pads.put_back(*unkept)
                raise
            self._tell(PadKept(pad, text))

    async def _give_back(self) -> None:
        with suppress(MockintError):
            async for _ in self._keep_pads(everything=True):
                pass
        with suppress(MockintError):
            if not self._unsent.is_saved:
                async for _ in self._runner.keep_draft(self._unsent.text):
                    pass
        with suppress(MockintError):
            await self._runner.release()

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._idle.set()
        if not task.cancelled() and (error := task.exception()) is not None:
            self._tell(Broken(error))
