"""The list of sessions: find, read, go on, export, remove."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mockint.core.errors import StoreError
from mockint.core.kept import SessionSummary
from mockint.tui.screens.confirm import ConfirmScreen
from mockint.tui.screens.debrief import DebriefScreen
from mockint.tui.screens.interview import InterviewScreen
from mockint.tui.screens.sessions import SessionsScreen
from tests.fakes import MemoryStore
from tests.tui.past import text_of
from tests.tui.shell import (
    SIZES,
    desk_of,
    finished,
    left_open,
    no_waiting,
    press,
    rows,
    running,
    settled,
    told,
    until,
)

__all__ = ["no_waiting"]


class FullStore(MemoryStore):
    """A store with ten thousand sessions of which only the summaries are there."""

    async def sessions(self, limit: int | None = None) -> tuple[SessionSummary, ...]:
        now = datetime.now(UTC)
        return tuple(
            SessionSummary(
                id=f"s{number:05}",
                title=f"Round {number}",
                round="warm-up",
                persona="warm-peer",
                started_at=(now - timedelta(hours=number)).isoformat(),
                updated_at=now.isoformat(),
                status="closed",
                at=600.0,
                events=40,
            )
            for number in range(limit or 10_000)
        )


class StubbornStore(MemoryStore):
    """A store that lets go of nothing."""

    async def delete(self, session: str) -> None:
        raise StoreError("The store is read-only.", "Look at its folder.")


@pytest.mark.parametrize("size", SIZES)
async def test_sessions_tell_date_title_and_level(size: tuple[int, int]):
    store = MemoryStore()
    finished(store, "a", "b")
    desk = desk_of(store)
    await left_open(desk)
    async with running(desk, size) as (app, pilot):
        await press(pilot, "s")
        await until(pilot, lambda: len(rows(text_of(app), " hire")) == 2)
        text = text_of(app)
        assert "Sessions" in text.splitlines()[0]
        assert text.splitlines()[0].endswith("3")
        assert rows(text, "▸ ", "today", "phone-screen", "left open")
        assert rows(text, "yesterday", "screen", " hire")
        assert "f1 help" in text.splitlines()[-1]


async def test_nothing_is_told_where_there_is_nothing():
    async with running() as (_, pilot):
        assert "No session yet." in await press(pilot, "s")
        text = await press(pilot, "enter", "d", "x")
        assert "No session yet." in text


@pytest.mark.parametrize("size", SIZES)
async def test_a_search_finds_by_title_and_date(size: tuple[int, int]):
    async with running(desk_of(FullStore()), size) as (_, pilot):
        text = await press(pilot, "s")
        assert text.splitlines()[0].endswith("10,000")
        text = await press(pilot, "slash", *"round 9999")
        assert text.splitlines()[0].endswith("1 of 10,000")
        assert rows(text, "▸ ", "Round 9999")
        assert "No session has “round 9999x”." in await press(pilot, "x")
        assert (await press(pilot, "escape")).splitlines()[0].endswith("10,000")


async def test_ten_thousand_sessions_are_no_burden():
    async with running(desk_of(FullStore())) as (app, pilot):
        await press(pilot, "s")
        assert isinstance(app.screen, SessionsScreen)
        text = await press(pilot, "G")
        assert rows(text, "▸ ", "Round 9999")
        text = await press(pilot, "g", "pagedown")
        assert rows(text, "▸ ", "Round 1")


async def test_enter_reads_a_finished_session():
    store = MemoryStore()
    finished(store, "a")
    async with running(desk_of(store)) as (app, pilot):
        await press(pilot, "s", "enter")
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen))
        assert len(app.screen_stack) == 2


async def test_enter_goes_on_with_an_open_one():
    desk = desk_of()
    session = await left_open(desk)
    async with running(desk) as (app, pilot):
        await press(pilot, "s", "enter")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))
        assert app._seat is not None
        assert app._seat.opened.runner.session == session


@pytest.mark.parametrize("size", SIZES)
async def test_removing_asks_first(size: tuple[int, int]):
    store = MemoryStore()
    finished(store, "a", "b")
    async with running(desk_of(store), size) as (app, pilot):
        text = await press(pilot, "s", "j", "d")
        assert isinstance(app.screen, ConfirmScreen)
        assert "Remove screen, " in text
        assert "for good" in text
        text = await press(pilot, "enter")
        assert set(store.log) == {"a", "b"}, "enter takes the answer that changes nothing"
        await press(pilot, "d", "escape")
        assert set(store.log) == {"a", "b"}
        text = await press(pilot, "d", "y")
        assert set(store.log) == {"a"}
        assert text.splitlines()[0].endswith("1")


async def test_the_answers_of_a_question_can_be_clicked():
    store = MemoryStore()
    finished(store, "a")
    async with running(desk_of(store)) as (_, pilot):
        await press(pilot, "s", "d")
        await pilot.click("#yes")
        await settled(pilot)
        assert not store.log


async def test_what_can_t_be_removed_stays_in_the_list():
    store = StubbornStore()
    finished(store, "a")
    async with running(desk_of(store)) as (app, pilot):
        text = await press(pilot, "s", "d", "y")
        assert "read-only" in told(app)
        assert rows(text, "▸ ", "screen")


async def test_an_export_is_told_where_it_is_and_never_lies_over_another(own_home: Path):
    store = MemoryStore()
    finished(store, "a")
    async with running(desk_of(store)) as (app, pilot):
        await press(pilot, "s", "x")
        await press(pilot, "x")
        files = sorted((own_home / "mockint" / "exports").glob("*.md"))
        assert len(files) == 2
        assert all(str(file) in told(app) for file in files)
        assert files[0].read_text(encoding="utf-8").startswith("# A phone screen")


async def test_an_export_that_fails_says_why(own_home: Path):
    (own_home / "mockint").mkdir(exist_ok=True)
    (own_home / "mockint" / "exports").write_text("a file where the folder should be")
    store = MemoryStore()
    finished(store, "a")
    async with running(desk_of(store)) as (app, pilot):
        await press(pilot, "s", "x")
        assert "exports" in told(app)


async def test_escape_closes_the_search_and_then_leads_home():
    async with running(desk_of(FullStore())) as (app, pilot):
        await press(pilot, "s", "slash", *"round", "escape")
        assert len(app.screen_stack) == 2
        await press(pilot, "escape")
        assert len(app.screen_stack) == 1
        assert "mockint" in text_of(app).splitlines()[0]
