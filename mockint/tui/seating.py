"""Takes a seat: opens a round, or takes one up again, away from the event loop.

Reading the bank and loading the assessor takes long enough to be felt, so it is done in a thread
with a loop of its own; the store serves any loop.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mockint.core.clock import GAP_SECONDS
from mockint.core.events import Event
from mockint.core.settings import Settings
from mockint.core.workbench import Workbench
from mockint.desk import Desk, Opened, RoundOptions
from mockint.tui.messages import ResumeSession, StartRound
from mockint.tui.screens.confirm import ConfirmScreen, gap_question

if TYPE_CHECKING:
    from mockint.tui.screens.interview import InterviewScreen


@dataclass
class Seat:
    """A round that is ready to be sat; its screen claims the session, and gives it back."""

    opened: Opened
    resumed: bool
    workbench: Workbench
    count_gaps: bool = False
    """Whether time away counts as round time."""
    asks: bool = False
    """Whether the candidate has to be asked about the time away."""

    @property
    def is_over(self) -> bool:
        """Whether the round has closed."""
        return self.opened.runner.state.closed is not None

    async def settle(self, ask: Callable[[ConfirmScreen], Awaitable[bool | None]]) -> None:
        """Ask whether time away counts, where there was any."""
        runner, clock = self.opened.runner, self.opened.clock
        if self.asks:
            clock.stop()  # thinking about the question is no round time either
            self.count_gaps = bool(await ask(gap_question(self.opened.gap_seconds)))
            if not runner.state.paused:
                clock.go()

    def screen(self, settings: Settings) -> "InterviewScreen":
        """Return the screen of the round."""
        from mockint.tui.screens.interview import InterviewScreen

        return InterviewScreen(
            self.opened, self.beginning(), settings, self.workbench, count_gaps=self.count_gaps
        )

    async def beginning(self) -> AsyncIterator[Event]:
        """Begin the round, or settle the time away and finish a turn that was left half done."""
        opened, runner = self.opened, self.opened.runner
        if not self.resumed:
            async for event in runner.start(opened.started):
                yield event
            return
        if opened.gap_seconds:
            if self.count_gaps:
                opened.clock.skip(opened.gap_seconds)
            async for event in runner.found_gap(opened.gap_seconds, self.count_gaps):
                yield event
        async for event in runner.go_on():
            yield event


async def take_seat(
    desk: Callable[[], Desk],
    wish: StartRound | ResumeSession,
    settings: Settings,
    *,
    as_it_began: bool,
) -> Seat:
    """Open what is asked for; raises MockintError for what cannot be played.

    `as_it_began`: a session goes on with its own models, not with those of today.
    """
    return await asyncio.to_thread(lambda: asyncio.run(_seat(desk(), wish, settings, as_it_began)))


async def _seat(
    desk: Desk, wish: StartRound | ResumeSession, settings: Settings, as_it_began: bool
) -> Seat:
    # Loaded here, where nobody waits for a key to be drawn.
    import mockint.tui.screens.interview  # noqa: F401

    if isinstance(wish, StartRound):
        options = wish.options or RoundOptions(
            persona=wish.persona,
            seniority=settings.seniority,
            typing_pace=settings.typing_pace,
        )
        opened = await desk.open(wish.round_id, options)
        return Seat(opened, False, desk.engine.workbench)
    found = await desk.store.find(wish.session)
    opened = await desk.reopen(found, as_it_began=as_it_began)
    long = opened.gap_seconds > GAP_SECONDS
    return Seat(
        opened,
        True,
        desk.engine.workbench,
        count_gaps=wish.gap == "count",
        asks=long and wish.gap is None,
    )
