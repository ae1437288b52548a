"""Heartbeats and gaps: what a closed laptop does to a round, the same for every front end."""

from collections.abc import AsyncIterator
from typing import Any, cast

import pytest

from mockint.attendance import BEAT_SECONDS, Attendance
from mockint.core.events import Event, GapFound
from tests.builders import script_of
from tests.fakes import FakeClock
from tests.table import CACHE, PAUSABLE, SESSION, Table


class Laptop(FakeClock):
    """A clock whose wall time can run on while round time stands still."""

    def __init__(self) -> None:
        super().__init__()
        self.asleep = 0.0

    def wall(self) -> str:
        here = self._now
        self._now += self.asleep
        try:
            return super().wall()
        finally:
            self._now = here

    def skip(self, seconds: float) -> None:
        self._now += seconds
        self.asleep -= seconds  # round time has caught up with the wall


class Attended:
    def __init__(self, pausable: bool = False, count_gaps: bool = False) -> None:
        self.table = Table(PAUSABLE if pausable else script_of(CACHE), pace="real")
        self.clock = Laptop()
        self.table.clock = self.clock
        self.table.runner._clock = cast(Any, self.clock)
        self.attendance = Attendance(
            self.table.runner, cast(Any, self.clock), count_gaps=count_gaps
        )

    async def pass_time(self, seconds: float = 0, asleep: float = 0) -> list[Event]:
        self.clock.advance_to(self.clock.now() + seconds)
        self.clock.asleep += asleep
        return await seen(self.attendance.pass_time())


async def seen(events: AsyncIterator[Event]) -> list[Event]:
    return [event async for event in events]


async def attended(**more: bool) -> Attended:
    sat = Attended(**more)
    await sat.table.begin()
    return sat


async def test_the_heart_beats_once_a_second():
    sat = await attended()
    await sat.pass_time(BEAT_SECONDS / 2)
    assert SESSION not in sat.table.store.beats
    await sat.pass_time(BEAT_SECONDS / 2)
    assert sat.table.store.beats[SESSION].at == BEAT_SECONDS


@pytest.mark.parametrize("counts", [False, True])
async def test_a_closed_laptop_is_noticed_and_counts_as_the_candidate_chose(counts):
    sat = await attended(count_gaps=counts)
    found = [event.payload for event in await sat.pass_time(2, asleep=100)]
    assert GapFound(wall_seconds=100, counted=counts) in found
    assert sat.clock.now() == (102 if counts else 2)
    assert not await sat.pass_time(2)


async def test_a_moment_is_no_gap():
    sat = await attended()
    assert not await sat.pass_time(2, asleep=3)


async def test_a_pause_is_no_gap():
    sat = await attended(pausable=True)
    await sat.table.see(sat.table.runner.pause())
    assert not await sat.pass_time(0, asleep=1000)
    await sat.table.see(sat.table.runner.pause())
    assert not await sat.pass_time(2)


async def test_what_is_due_happens():
    sat = await attended()
    kinds = [event.payload.kind for event in await sat.pass_time(95)]
    assert "silence-noticed" in kinds


async def test_nobody_waits_past_a_timer_or_a_heartbeat():
    sat = await attended()
    assert sat.attendance.patience() == BEAT_SECONDS
    sat.clock.advance_to(89.75)
    assert sat.attendance.patience() == pytest.approx(0.25)
    assert sat.attendance.patience(typing=True) == BEAT_SECONDS
    sat.clock.advance_to(100)
    assert sat.attendance.patience() == 0
