"""Home: what to go on with, what to begin, what was done lately."""

import re
import threading

import pytest

from mockint.core.errors import Problem
from mockint.core.settings import Settings
from mockint.desk import Desk
from mockint.tui.screens.interview import InterviewScreen
from mockint.tui.screens.persona import PersonaScreen
from mockint.tui.widgets.row_list import RowList
from tests.fakes import MemoryStore
from tests.tui.past import WIDE, text_of
from tests.tui.shell import (
    SIZES,
    BrokenStore,
    a_round,
    desk_of,
    filled,
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


@pytest.mark.parametrize("size", SIZES)
async def test_a_newcomer_is_led_to_the_warm_up(size: tuple[int, int]):
    async with running(size=size) as (app, pilot):
        text = text_of(app)
        assert "mockint" in text.splitlines()[0]
        assert "offline · model: none" in text.splitlines()[0]
        assert "New here? Enter starts the warm-up" in text
        assert rows(text, "▸ Warm-up", "8 min")
        assert "Go on" not in text
        assert "Lately" not in text
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))


@pytest.mark.parametrize("size", SIZES)
async def test_rounds_tell_their_length_and_what_they_train(size: tuple[int, int]):
    async with running(size=size) as (_, pilot):
        text = await press(pilot, "j")
        assert rows(text, "▸ Phone screen", "45 min")
        assert rows(text, "mixed and adaptive"), "in the card, without a key or a scroll"
        assert rows(text, "Design: RAG", "60 min")
        assert "45 minutes (58 typed) with the warm peer." in text
        assert "No pause" in text
        text = await press(pilot, "k")
        assert "May be" in text


@pytest.mark.parametrize("size", SIZES)
async def test_long_titles_lengths_and_the_card_are_seen_however_many_rounds_there_are(
    size: tuple[int, int],
):
    title = "Design: an assistant that may pay money back"
    many = [a_round(f"d{number}", f"{title} {number}", 45, "money") for number in range(30)]
    async with running(desk_of(None, *many), size=size) as (_, pilot):
        text = text_of(pilot.app)
        assert rows(text, f"{title} 1", "min"), "neither is cut"
        assert rows(text, "typed) with"), "the card is under or beside the list"


async def test_a_wide_screen_shows_the_parts_of_a_round():
    async with running(size=WIDE) as (_, pilot):
        text = await press(pilot, "G")
        assert rows(text, "Opening", "1 min")
        assert rows(text, "Concept", "59 min")
        assert "Tells after each answer" in text


@pytest.mark.parametrize("size", SIZES)
async def test_an_open_round_comes_first(size: tuple[int, int]):
    desk = desk_of()
    await left_open(desk)
    async with running(desk, size) as (app, pilot):
        (line,) = rows(text_of(app), "▸ ", "left, at")
        assert re.search(r'58:[0-3]\d left, at "Concept"', line)
        assert "today" in line
        assert "New here?" not in text_of(app)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))


@pytest.mark.parametrize("size", SIZES)
async def test_finished_rounds_tell_date_and_level(size: tuple[int, int]):
    store = MemoryStore()
    finished(store, "a", "b", "c", "d", "e", "f", "g")
    async with running(desk_of(store), size) as (app, _):
        text = text_of(app)
        assert "Lately" in text
        assert len(rows(text, "screen", "the warm peer", " hire")) == 5
        assert rows(text, "yesterday", "screen")


async def test_one_cursor_goes_through_all_lists():
    desk = desk_of()
    await left_open(desk)
    assert isinstance(desk.store, MemoryStore)
    finished(desk.store, "a", "b")
    async with running(desk) as (app, pilot):
        seen = []
        for _ in range(6):
            (line,) = rows(text_of(app), "▸ ")
            seen.append(line.strip("│ ▸").split("  ")[0])
            await press(pilot, "j")
        assert seen[1:4] == ["Warm-up", "Phone screen", "Design: RAG"]
        assert seen[4].startswith("yesterday")
        for _ in range(6):
            await press(pilot, "k")
        assert rows(text_of(app), "▸ ", "left, at")


@pytest.mark.parametrize("size", SIZES)
async def test_typing_finds_a_round(size: tuple[int, int]):
    async with running(size=size) as (_, pilot):
        text = await press(pilot, *"/board")
        assert rows(text, "/ board")
        assert rows(text, "▸ Design: RAG")
        assert "Phone screen" not in text
        text = await press(pilot, *"zzz")
        assert "No round has “boardzzz”." in text
        text = await press(pilot, "escape")
        assert rows(text, "Phone screen")
        assert "type to find a round" in text


async def test_a_letter_that_is_no_key_begins_a_search_and_enter_starts_what_it_finds():
    async with running() as (app, pilot):
        text = await press(pilot, *"rag")
        assert rows(text, "▸ Design: RAG")
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))
        assert rows(text_of(app), "Concept")


async def test_a_search_is_mended_like_any_text():
    async with running() as (_, pilot):

        async def searched(*keys: str) -> str:
            return (await press(pilot, *keys)).splitlines()[2].strip()

        assert await searched(*"/warm", "backspace", "backspace") == "/ wa"
        assert await searched("space", *"up") == "/ wa up"
        assert await searched("ctrl+w") == "/ wa"
        assert await searched("ctrl+u", *"jk") == "/ jk"
        assert await searched("down", "up") == "/ jk"
        assert await searched("backspace", "backspace") == "/"
        assert await searched("backspace") == "/ type to find a round"


async def test_a_paste_is_searched_for_and_starts_nothing():
    async with running() as (app, pilot):
        app.post_message(_paste("design\nphone\n"))
        await settled(pilot)
        assert rows(text_of(app), "/ design")
        assert len(app.screen_stack) == 1


def _paste(text: str):
    from textual.events import Paste

    return Paste(text)


@pytest.mark.parametrize("size", SIZES)
async def test_who_interviews_can_be_chosen_before_the_start(size: tuple[int, int]):
    async with running(size=size) as (app, pilot):
        text = await press(pilot, "p")
        assert isinstance(app.screen, PersonaScreen)
        assert "Who interviews?" in text
        assert rows(text, "▸ whom the round names")
        text = await press(pilot, "j")
        assert "curious" in text
        text = await press(pilot, "enter")
        assert "with the bar-raiser." in text
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))
        assert app._seat is not None
        assert app._seat.opened.started.persona == "bar-raiser"


async def test_escape_leaves_the_persona_as_it_was():
    settings = Settings(persona="bar-raiser")
    async with running(settings=settings) as (app, pilot):
        assert "with the bar-raiser." in text_of(app)
        text = await press(pilot, "p")
        assert rows(text, "▸ the bar-raiser")
        assert "with the bar-raiser." in await press(pilot, "k", "escape")
        assert "with the warm peer." in await press(pilot, "p", "g", "enter")


@pytest.mark.parametrize("size", SIZES)
async def test_the_first_paint_waits_for_nothing_and_loses_no_key(size: tuple[int, int]):
    wanted = threading.Event()
    desk = desk_of()

    def slow() -> Desk:
        wanted.wait(10)
        return desk

    from mockint.tui.app import MockintApp

    app = MockintApp(slow, Settings())
    async with app.run_test(size=size) as pilot:
        await pilot.press("j")
        await pilot.press("enter")
        await pilot.pause()
        text = text_of(app)
        assert "mockint" in text
        assert "Rounds" in text
        assert rows(text, "enter start", "f1 help")
        wanted.set()
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))
        assert app._seat is not None
        assert app._seat.opened.started.round == "phone-screen"


async def test_letters_that_are_typed_at_once_are_there_in_their_order():
    from mockint.tui.app import MockintApp

    desk = desk_of()
    app = MockintApp(lambda: desk, Settings())
    async with app.run_test(size=(80, 24)) as pilot:
        for key in "/phone":
            app.simulate_key({"/": "slash"}.get(key, key))
        await filled(pilot)
        assert rows(text_of(app), "/ phone")
        assert rows(text_of(app), "▸ Phone screen")


async def test_a_click_moves_the_cursor_and_a_second_one_starts():
    async with running() as (app, pilot):
        await pilot.click("#rounds", offset=(5, 2))
        await settled(pilot)
        assert rows(text_of(app), "▸ Phone screen")
        assert len(app.screen_stack) == 1
        await pilot.click("#rounds", offset=(5, 2), times=2)
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))
        await settled(pilot)


async def test_keys_in_the_last_line_can_be_clicked():
    async with running() as (app, pilot):
        last = text_of(app).splitlines()[-1]
        await pilot.click("KeyLine", offset=(last.index("p persona"), 0))
        await settled(pilot)
        assert isinstance(app.screen, PersonaScreen)


async def test_files_that_can_t_be_read_are_counted():
    desk = desk_of()
    desk.library.faults = (Problem("a.yaml", 1, 1, "x"), Problem("b.yaml", 1, 1, "y"))  # type: ignore[misc]
    async with running(desk) as (app, _):
        assert "2 files were left out: mockint check says why." in told(app)


@pytest.mark.parametrize("size", SIZES)
async def test_a_store_that_can_t_be_read_is_told_and_rounds_are_there(size: tuple[int, int]):
    async with running(desk_of(BrokenStore()), size) as (app, _):
        assert "written by a newer mockint. Update mockint." in told(app)
        assert rows(text_of(app), "Phone screen")


async def test_home_is_read_again_when_one_comes_back():
    async with running() as (app, pilot):
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))
        await settled(pilot)
        from mockint.tui.messages import GoHome

        app.screen.post_message(GoHome())
        await until(pilot, lambda: len(app.screen_stack) == 1)
        await until(pilot, lambda: bool(app.screen.query_one("#open", RowList).rows))
        await settled(pilot)
        assert rows(text_of(app), "warm-up,")


@pytest.mark.parametrize("width", [60, 70, 80, 99, 100, 140, 200])
async def test_no_line_is_longer_than_the_screen_and_help_is_always_there(width: int):
    store = MemoryStore()
    finished(store, "a", "b")
    desk = desk_of(store)
    await left_open(desk)
    async with running(desk, (width, 24)) as (app, _):
        lines = text_of(app).splitlines()
        assert max(map(len, lines)) <= width
        assert "f1 help" in lines[-1]
        assert "enter start" in lines[-1]
