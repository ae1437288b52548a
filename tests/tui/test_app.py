"""The frame: rounds and quitting, sizes, help, palette, themes, keys."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mockint.core.errors import InputError, NotFoundError
from mockint.core.events import SessionStarted
from mockint.core.kept import Heartbeat
from mockint.core.settings import Settings
from mockint.desk import Engine, RoundOptions
from mockint.tui.app import MockintApp
from mockint.tui.messages import GoHome, OpenSession, OpenTranscript, ResumeSession, StartRound
from mockint.tui.screens.confirm import ConfirmScreen
from mockint.tui.screens.debrief import DebriefScreen
from mockint.tui.screens.help import HelpScreen
from mockint.tui.screens.home import OPENING, HomeScreen
from mockint.tui.screens.interview import InterviewScreen
from mockint.tui.screens.too_small import TooSmallScreen
from mockint.tui.screens.transcript import TranscriptScreen
from mockint.tui.widgets.title_line import TitleLine
from tests.fakes import FakeVoice, MemoryStore
from tests.tui.past import WIDE, text_of
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
    whole,
)

__all__ = ["no_waiting"]


def in_a_round(app) -> bool:
    return isinstance(app.screen, InterviewScreen)


# -- rounds


async def test_it_can_begin_in_a_round():
    options = RoundOptions(seed=7, typing_pace=1, seniority="senior")
    start = StartRound("design-rag", options=options)
    async with running(start=start) as (app, pilot):
        home = app.screen_stack[0]
        assert isinstance(home, HomeScreen)
        if not in_a_round(app):  # what one sees until then isn't a home that waits for a key
            assert home.query_one(TitleLine).remark == OPENING
        await until(pilot, lambda: in_a_round(app))
        home.on_screen_resume()
        assert home.query_one(TitleLine).remark != OPENING
        assert app._seat is not None
        started = app._seat.opened.started
        assert (started.round, started.seed, started.typing_pace) == ("design-rag", 7, 1)


async def test_settings_hold_for_rounds_that_begin_at_home():
    async with running(settings=Settings(typing_pace=2, persona="bar-raiser")) as (app, pilot):
        await press(pilot, "enter")
        await until(pilot, lambda: in_a_round(app))
        assert app._seat is not None
        assert app._seat.opened.started.typing_pace == 2
        assert app._seat.opened.started.persona == "bar-raiser"


async def test_what_it_was_started_for_and_can_t_be_done_ends_it():
    desk = desk_of()
    app = MockintApp(lambda: desk, Settings(), start=StartRound("nowhere"))
    async with app.run_test() as pilot:
        await until(pilot, lambda: app._exit)
    assert isinstance(app.failure, NotFoundError)


async def test_what_can_t_be_begun_from_home_is_told():
    async with running(settings=Settings(persona="warm-peer")) as (app, pilot):
        app.screen.post_message(ResumeSession("nothing"))
        await until(pilot, lambda: bool(told(app)))
        assert "nothing" in told(app)
        assert app.failure is None
        assert isinstance(app.screen, HomeScreen)


async def test_a_key_pressed_twice_begins_one_round():
    store = MemoryStore()
    async with running(desk_of(store)) as (app, pilot):
        await pilot.press("enter", "enter", "enter")
        await until(pilot, lambda: in_a_round(app))
        await settled(pilot)
        assert len(app.screen_stack) == 2
        assert len(store.log) == 1


@pytest.mark.parametrize("size", SIZES)
async def test_a_long_absence_is_asked_about(size: tuple[int, int]):
    store = MemoryStore()
    desk = desk_of(store)
    session = await left_open(desk)
    away = (datetime.now(UTC) - timedelta(minutes=30)).isoformat()
    store.beats[session] = Heartbeat(at=30.0, wall=away)
    async with running(desk, size) as (app, pilot):
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await settled(pilot)
        assert "You were away for 30 minutes." in text_of(app)
        await press(pilot, "y")
        await until(pilot, lambda: in_a_round(app))
        assert app._seat is not None
        assert app._seat.count_gaps
        assert app._seat.opened.clock.now() > 1800
        await until(pilot, lambda: bool(app._seat and app._seat.opened.runner.state.gaps))


async def test_a_long_absence_is_left_out_unless_one_says_otherwise():
    store = MemoryStore()
    desk = desk_of(store)
    session = await left_open(desk)
    away = (datetime.now(UTC) - timedelta(minutes=30)).isoformat()
    store.beats[session] = Heartbeat(at=30.0, wall=away)
    async with running(desk, start=ResumeSession(session[:3])) as (app, pilot):
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await press(pilot, "enter")
        await until(pilot, lambda: in_a_round(app))
        assert app._seat is not None
        assert app._seat.opened.clock.now() < 60


@pytest.mark.parametrize("gap", ["count", "skip"])
async def test_nobody_is_asked_who_has_said_it_before(gap):
    store = MemoryStore()
    desk = desk_of(store)
    session = await left_open(desk)
    away = (datetime.now(UTC) - timedelta(minutes=5)).isoformat()
    store.beats[session] = Heartbeat(at=30.0, wall=away)
    async with running(desk, start=ResumeSession("", gap)) as (app, pilot):
        await until(pilot, lambda: in_a_round(app))
        assert app._seat is not None
        assert (app._seat.opened.clock.now() > 300) == (gap == "count")


@pytest.mark.parametrize("callable_", [True, False])
async def test_from_home_a_round_goes_on_with_the_models_that_were_there(callable_: bool):
    desk, today = desk_of(), FakeVoice()
    session = await left_open(desk)
    then = desk.engine

    def engine_of(started: SessionStarted) -> Engine:
        assert started.voice == then.voice.name
        if not callable_:
            raise InputError("LAB_KEY is not set.")
        return then

    today.name = "lab/two"
    desk._engine = lambda: replace(then, voice=today)
    desk._engine_of = engine_of
    async with running(desk) as (app, pilot):
        app.screen.post_message(ResumeSession(session))
        await until(pilot, lambda: in_a_round(app))
        assert app._seat is not None
        voice = app._seat.opened.runner._exchange._voice
        assert (voice is then.voice) if callable_ else (voice is today)
        began = "It began with fake and goes on with lab/two and fake. LAB_KEY is not set."
        note = "It goes on with fake, as it began." if callable_ else began
        await until(pilot, lambda: note in " ".join(text_of(app).split()))


# -- pictures


async def test_a_picture_of_the_screen_is_told_where_it_is_and_why_where_it_isn_t(own_home: Path):
    folder = own_home / "mockint" / "exports"
    async with running() as (app, pilot):
        for _ in range(2):
            app.action_screenshot()
            await settled(pilot)
        assert len(list(folder.glob("screen-*.svg"))) == 2, "one never lies over another"
        assert "exports/screen-" in told(app)
        app.action_screenshot(path=str(next(folder.glob("*.svg"))))
        await settled(pilot)
        assert "file exists" in told(app) or "not a directory" in told(app)


# -- quitting


async def test_quitting_at_home_asks_nothing_and_the_key_that_interrupts_only_tells_how():
    async with running() as (app, pilot):
        await press(pilot, "ctrl+c")
        assert told(app) == "ctrl+q leaves mockint. A round stays open."
        await pilot.press("ctrl+q")
        await until(pilot, lambda: app._exit)


@pytest.mark.parametrize("size", SIZES)
async def test_quitting_in_a_round_asks(size: tuple[int, int]):
    store = MemoryStore()
    async with running(desk_of(store), size) as (app, pilot):
        await press(pilot, "enter")
        await until(pilot, lambda: in_a_round(app))
        await settled(pilot)
        await press(pilot, *"half an answer", "ctrl+q")
        assert "Leave the round?" in text_of(app)
        await press(pilot, "ctrl+q")
        assert len(app.screen_stack) == 3, "asked once"
        await press(pilot, "n")
        assert in_a_round(app)
        await press(pilot, "ctrl+q", "y")
    assert app.return_code == 0
    (session,) = store.log
    assert not store.claimed, "it is given back"
    assert store.drafts[session].text == "half an answer"


async def test_a_round_is_left_by_its_screen_and_home_offers_to_go_on():
    async with running() as (app, pilot):
        await press(pilot, "enter")
        await until(pilot, lambda: in_a_round(app))
        app.screen.post_message(GoHome())
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await pilot.press("ctrl+q")
        await until(pilot, lambda: app._exit)


async def test_a_closed_round_leads_to_its_debrief_whatever_lies_above():
    store = MemoryStore()
    finished(store, "a")
    async with running(desk_of(store)) as (app, pilot):
        await press(pilot, "f1")
        app.screen_stack[0].post_message(OpenSession("a"))
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen))
        assert len(app.screen_stack) == 2
        app.screen.post_message(OpenTranscript("a", 2))
        await until(pilot, lambda: isinstance(app.screen, TranscriptScreen))
        assert len(app.screen_stack) == 3


# -- sizes


async def test_a_terminal_that_is_too_small_says_so_and_loses_nothing():
    async with running() as (app, pilot):
        await press(pilot, *"/phone")
        for size in ((59, 24), (80, 17), (20, 5), (1, 1)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            assert isinstance(app.screen, TooSmallScreen), size
        await pilot.resize_terminal(40, 10)
        await settled(pilot)
        assert "Too small: 40 x 10" in text_of(app)
        assert "mockint needs 60 x 18." in text_of(app)
        await pilot.resize_terminal(60, 18)
        await settled(pilot)
        assert len(app.screen_stack) == 1
        assert rows(text_of(app), "/ phone")
        assert rows(await press(pilot, "down"), "▸ Phone screen")


async def test_it_is_still_covered_when_another_screen_comes():
    store = MemoryStore()
    finished(store, "a")
    async with running(desk_of(store)) as (app, pilot):
        await pilot.resize_terminal(50, 10)
        await settled(pilot)
        app.screen_stack[0].post_message(OpenSession("a"))
        await until(pilot, lambda: len(app.screen_stack) == 3)
        assert type(app.screen) is TooSmallScreen
        await pilot.resize_terminal(*WIDE)
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen))


async def test_a_storm_of_sizes_is_weathered():
    async with running() as (app, pilot):
        for step in range(15):
            await pilot.resize_terminal(30 + step * 9, 10 + step * 2)
            await pilot.resize_terminal(200 - step * 9, 60 - step * 3)
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert isinstance(app.screen, HomeScreen)
        assert rows(text_of(app), "▸ Warm-up")


# -- help and palette


@pytest.mark.parametrize("size", SIZES)
async def test_help_tells_of_the_pane_one_is_in(size: tuple[int, int]):
    async with running(size=size) as (app, pilot):
        text = whole(await press(pilot, "f1"))
        assert "Enter starts the round under the cursor" in text
        assert "Choose who interviews" in text
        assert "Send the answer" not in text
        text = whole(await press(pilot, "f1"))
        assert len(app.screen_stack) == 2
        assert isinstance(app.screen, HelpScreen)
        seen = text + whole(await press(pilot, "j", "k", "G"))
        assert "Everywhere" in seen
        assert "The ids of these: home.start, home.persona" in seen
        await press(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)


async def test_a_question_mark_is_help_in_a_list():
    async with running() as (app, pilot):
        await press(pilot, "question_mark")
        assert isinstance(app.screen, HelpScreen)


async def test_help_shows_the_keys_as_they_are_now():
    settings = Settings(keys={"home.persona": "f6", "home.sessions": "ctrl+s,f7"})
    async with running(settings=settings) as (_, pilot):
        text = await press(pilot, "f1")
        assert rows(text, "f6 ", "Choose who interviews")
        assert rows(text, "ctrl+s, f7", "past sessions")


@pytest.mark.parametrize("size", SIZES)
async def test_the_palette_does_what_the_screen_beneath_can_do(size: tuple[int, int]):
    async with running(size=size) as (app, pilot):
        text = await press(pilot, "ctrl+p")
        assert rows(text, "Start  (enter)")
        assert rows(text, "Persona  (p)")
        await pilot.press(*"past sessions")
        await until(pilot, lambda: "Down" not in text_of(app))
        await pilot.pause()
        await press(pilot, "enter")
        await until(pilot, lambda: "Sessions" in text_of(app).splitlines()[0])


async def test_the_palette_opens_once_and_escape_closes_it():
    async with running() as (app, pilot):
        await press(pilot, "ctrl+p", "ctrl+p")
        assert len(app.screen_stack) == 2
        await press(pilot, "escape")
        assert len(app.screen_stack) == 1


# -- themes


async def test_themes_follow_each_other_and_are_remembered():
    kept: list[str] = []
    async with running(settings=Settings(theme="light"), keep_theme=kept.append) as (app, pilot):
        assert app.theme == "light"
        for _ in range(3):
            app.action_theme()
            await settled(pilot)
    assert kept == ["terminal", "dark", "light"]


async def test_a_theme_that_can_t_be_kept_is_told():
    def refuse(theme: str) -> None:
        raise InputError("config.yaml: no such luck.")

    async with running(keep_theme=refuse) as (app, pilot):
        app.action_theme()
        await settled(pilot)
        assert app.theme == "light"
        assert "no such luck" in told(app)


@pytest.mark.parametrize("theme", ["dark", "light", "terminal"])
@pytest.mark.parametrize("size", SIZES)
async def test_every_theme_draws_every_dialog(theme, size: tuple[int, int]):
    async with running(size=size, settings=Settings(theme=theme)) as (app, pilot):
        assert app.theme == theme
        assert app.native_ansi_color == (theme == "terminal")
        assert rows(await press(pilot, "p"), "▸ whom the round names")
        assert "Everywhere" in whole(await press(pilot, "escape", "f1", "G"))


async def test_without_colours_nothing_is_told_by_colour(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NO_COLOR", "1")
    kept: list[str] = []
    async with running(settings=Settings(theme="light"), keep_theme=kept.append) as (app, pilot):
        assert app.theme == "colourless"
        assert rows(text_of(app), "▸ Warm-up")
        strips = app.screen._compositor.render_strips()
        filters = app.get_line_filters()
        for strip in strips:
            for segment in strip.apply_filter(filters[-1], app.screen.background_colors[1]):
                style = segment.style
                assert style is None or style.color is None or style.color.is_default
                assert style is None or style.bgcolor is None or style.bgcolor.is_default
        marked = [s for strip in strips for s in strip if s.style and s.style.reverse]
        assert any("Warm-up" in segment.text for segment in marked)
        app.action_theme()
        await settled(pilot)
        assert "NO_COLOR" in told(app)
        assert not kept


# -- keys


async def test_keys_can_be_changed():
    settings = Settings(keys={"home.persona": "f6", "list.down": "n", "home.search": "f"})
    async with running(settings=settings) as (app, pilot):
        assert rows(text_of(app), "f6 persona", "f search")
        assert rows(await press(pilot, "n"), "▸ Phone screen")
        assert rows(await press(pilot, "f", *"np"), "/ np")
        await press(pilot, "escape", "f6")
        assert "Who interviews?" in text_of(app)


async def test_an_old_key_is_free_again_for_typing():
    settings = Settings(keys={"home.persona": "f6"})
    async with running(settings=settings) as (_, pilot):
        assert rows(await press(pilot, *"pho"), "/ pho")


async def test_ctrl_q_can_be_given_away():
    async with running(settings=Settings(keys={"app.quit": "ctrl+x"})) as (app, pilot):
        await press(pilot, "ctrl+q")
        assert not app._exit
        await pilot.press("ctrl+x")
        await until(pilot, lambda: app._exit)


async def test_a_round_that_is_open_elsewhere_is_told_at_home():
    store = MemoryStore()
    desk = desk_of(store)
    session = await left_open(desk)
    store.claimed.add(session)
    async with running(desk) as (app, pilot):
        await press(pilot, "enter")
        await until(pilot, lambda: bool(told(app)))
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert "open elsewhere" in told(app)
