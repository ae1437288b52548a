"""Attendance: heartbeats, time that nobody saw, and how long a front end may sleep.

Both front ends let time pass through here, so that a closed laptop and a killed process mean the
same on lines and on the full screen.
"""

from collections.abc import AsyncIterator

from mockint.clocks import AnyClock, wall_seconds_between
from mockint.core.clock import gap, next_timer
from mockint.core.events import Event
from mockint.runner import Runner

BEAT_SECONDS = 1.0
"""How often the last moment of a running round is noted."""


class Attendance:
    """Keeps a session's heartbeat while somebody sits it."""

    def __init__(self, runner: Runner, clock: AnyClock, *, count_gaps: bool) -> None:
        """Begin to watch now; `count_gaps` says whether missed time counts as round time."""
        self._runner, self._clock, self._count_gaps = runner, clock, count_gaps
        self._beat_at, self._beat_wall = clock.now(), clock.wall()

    def patience(self, *, typing: bool = False) -> float:
        """Return how long to wait for the candidate: never past a timer or a heartbeat."""
        timer = next_timer(self._runner.state, typing)
        left = BEAT_SECONDS if timer is None else timer.at - self._clock.now()
        return min(BEAT_SECONDS, max(0.0, left))

    async def pass_time(self, draft: str = "", *, typing: bool = False) -> AsyncIterator[Event]:
        """Let everything happen that is due by now; a bell may take the draft."""
        if self._clock.now() - self._beat_at >= BEAT_SECONDS or self._runner.state.paused:
            async for event in self._beat():
                yield event
        async for event in self._runner.tick(draft, typing=typing):
            yield event

    async def _beat(self) -> AsyncIterator[Event]:
        """Keep the heartbeat, and notice a suspend: wall time that round time didn't see."""
        now, wall = self._clock.now(), self._clock.wall()
        missed = gap(wall_seconds_between(self._beat_wall, wall), now - self._beat_at)
        self._beat_at, self._beat_wall = now, wall
        if missed and not self._runner.state.paused:
            if self._count_gaps:
                self._clock.skip(missed)
                self._beat_at = self._clock.now()
            async for event in self._runner.found_gap(missed, self._count_gaps):
                yield event
        await self._runner.beat()
