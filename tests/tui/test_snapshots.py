"""Each screen at both sizes, as it was when somebody last looked at it and found it good."""

from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

import pytest
from textual.pilot import Pilot

import mockint.desk
from mockint.clocks import VirtualClock
from mockint.desk import Desk, RoundOptions
from mockint.tui import overview
from mockint.tui.messages import ResumeSession, ShowSessions
from mockint.tui.screens import debrief
from mockint.tui.screens.compare import CompareScreen
from mockint.tui.screens.debrief import DebriefScreen
from mockint.tui.screens.interview import InterviewScreen
from mockint.tui.screens.sessions import SessionsScreen
from mockint.tui.screens.transcript import TranscriptScreen
from tests.fakes import MemoryStore
from tests.tui import shell
from tests.tui.past import CACHE, SESSION, desk_with, over, scored, shown
from tests.tui.shell import SIZES, desk_of, finished, no_waiting, press, running, settled, until
from tests.tui.snapshots import check

__all__ = ["no_waiting"]

NOW = datetime(2026, 3, 14, 18, 30, tzinfo=UTC)
DRAFT = "every layer, and only the KV heads"

at_both_sizes = pytest.mark.parametrize("size", SIZES)


class Day(datetime):
    """The wall clock stands still here."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "Day":
        return cls.fromisoformat(NOW.isoformat()).astimezone(tz)


class StillClock(VirtualClock):
    """Round time moves by hand, and the wall moves with it."""

    def wall(self) -> str:
        return (NOW - timedelta(hours=3) + timedelta(seconds=self.now())).isoformat()


@pytest.fixture(autouse=True)
def no_clock_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (overview, debrief, shell):
        monkeypatch.setattr(module, "datetime", Day)
    monkeypatch.setattr(shell, "CACHE", CACHE)
    monkeypatch.setattr(mockint.desk, "clock_for", lambda pace, start=0.0: StillClock(start))


async def half_way(store: MemoryStore) -> Desk:
    """Return a desk with a round that was left in the middle of its question."""
    desk = desk_of(store)
    opened = await desk.open("phone-screen", RoundOptions(seed=1))
    runner, clock = opened.runner, opened.clock
    assert isinstance(clock, StillClock)
    steps = (
        (0.0, runner.start(opened.started)),
        (12.0, runner.answer("ready")),
        (70.0, runner.answer("stored, and then the rest of it in two or three sentences")),
        (95.0, runner.write("note", "count the KV heads, not the query heads")),
        (110.0, runner.write("diagram", "client -> gateway -> model")),
        (130.0, runner.pin("double", {"x": "21"})),
        (150.0, runner.answer("I would look at the layers next")),
    )
    for at, events in steps:
        clock.advance_to(at)
        async for _ in events:
            pass
    clock.advance_to(162)
    await runner.beat()
    return desk


async def writing(pilot: Pilot[Any]) -> None:
    """Begin an answer, and wait until it is kept."""
    await until(pilot, lambda: isinstance(pilot.app.screen, InterviewScreen))
    screen = pilot.app.screen
    assert isinstance(screen, InterviewScreen)
    await screen.conductor.idle()
    await press(pilot, *DRAFT)
    await until(pilot, lambda: screen.conductor.kept == DRAFT)
    await settled(pilot)


@at_both_sizes
async def test_home_for_somebody_new(size: tuple[int, int]):
    async with running(size=size) as (app, _):
        check(app, "home-new")


@at_both_sizes
async def test_home_with_an_open_round(size: tuple[int, int]):
    store = MemoryStore()
    finished(store, "a", "b", "c")
    async with running(await half_way(store), size) as (app, _):
        check(app, "home-open")


@at_both_sizes
async def test_interview_in_the_middle_of_a_question(size: tuple[int, int]):
    desk = await half_way(MemoryStore())
    async with running(desk, size, start=ResumeSession("", "skip")) as (app, pilot):
        await writing(pilot)
        check(app, "interview")
        await press(pilot, "f2")
        check(app, "interview-board-key")


@at_both_sizes
async def test_interview_asks_before_one_leaves(size: tuple[int, int]):
    desk = await half_way(MemoryStore())
    async with running(desk, size, start=ResumeSession("", "skip")) as (app, pilot):
        await writing(pilot)
        await press(pilot, "ctrl+q")
        check(app, "interview-leave")


@at_both_sizes
async def test_debrief_asks_for_one_s_own_view(size: tuple[int, int]):
    async with shown(DebriefScreen(desk_with(over()), SESSION), size) as (app, _):
        check(app, "debrief-own-view")


@at_both_sizes
async def test_debrief_shows_the_scorecard(size: tuple[int, int]):
    sitting = scored(over(), depth=3, numbers=2, talk=4)
    async with shown(DebriefScreen(desk_with(sitting), SESSION), size) as (app, _):
        check(app, "debrief-scorecard")


@at_both_sizes
async def test_comparison(size: tuple[int, int]):
    async with shown(CompareScreen(over().state), size) as (app, _):
        check(app, "compare")


@at_both_sizes
async def test_transcript(size: tuple[int, int]):
    async with shown(TranscriptScreen(desk_with(over()), SESSION, 4), size) as (app, _):
        check(app, "transcript")


@at_both_sizes
async def test_sessions(size: tuple[int, int]):
    store = MemoryStore()
    finished(store, "a", "b", "c")
    async with running(await half_way(store), size) as (app, pilot):
        app.screen.post_message(ShowSessions())
        await until(pilot, lambda: isinstance(app.screen, SessionsScreen))
        await settled(pilot)
        check(app, "sessions")


@at_both_sizes
async def test_help(size: tuple[int, int]):
    async with running(size=size) as (app, pilot):
        await press(pilot, "f1")
        check(app, "help")
