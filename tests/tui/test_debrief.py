"""The debrief: one's own view first, then the levels with what they rest on."""

import pytest
from textual.app import App

from mockint.core.events import SelfScored
from mockint.core.settings import Settings
from mockint.tui import messages as ask
from mockint.tui.screens.debrief import DebriefScreen
from tests.builders import Sitting, says
from tests.fakes import MemoryStore
from tests.tui.past import (
    NARROW,
    SCRIPT,
    SESSION,
    SIZES,
    WIDE,
    ReadOnlyStore,
    desk_with,
    ended_early,
    log_of,
    over,
    press,
    scored,
    shown,
    text_of,
)

LEVELS = ("strong no hire", "no hire", "hire", "strong hire")


def debrief(sitting: Sitting | None = None, store: MemoryStore | None = None) -> DebriefScreen:
    return DebriefScreen(desk_with(sitting or over(), store), SESSION)


def whole(text: str) -> str:
    """Return text without the borders and breaks of its box."""
    return " ".join(text.replace("│", " ").split())


# -- one's own view


@pytest.mark.parametrize("size", SIZES)
async def test_one_s_own_view_is_asked_before_any_level_is_shown(size: tuple[int, int]):
    async with shown(debrief(), size) as (app, _):
        text = text_of(app)
        assert "Before you see it: how was it?" in text
        assert "Overall" not in text
        assert "you said" not in text
        for title in ("Title depth", "Title numbers", "Title talk"):
            assert title in text
        assert "Title culture" not in text, "what was not observed is not asked for"


async def test_it_says_what_one_could_observe_at_each_level():
    async with shown(debrief()) as (app, pilot):
        for number, name in enumerate(LEVELS, start=1):
            assert f"{number}  {name}" in text_of(app)
            assert f"depth at {number}" in text_of(app)
        await press(pilot, "j")
        assert "numbers at 4" in text_of(app)


async def test_a_digit_scores_and_goes_on_and_after_the_last_comes_the_scorecard():
    screen = debrief()
    async with shown(screen) as (app, pilot):
        await press(pilot, "4")
        assert "you say 4 strong hire" in text_of(app)
        assert "numbers at 1" in text_of(app)
        await press(pilot, "2", "3")
        text = text_of(app)
        assert "Overall: " in text
        assert "you said 4" in text
    assert log_of(screen._desk)[-1].payload == SelfScored(
        scores={"depth": 4, "numbers": 2, "talk": 3}
    )


@pytest.mark.parametrize("size", SIZES)
async def test_a_digit_works_also_while_one_reads_what_the_levels_mean(size: tuple[int, int]):
    async with shown(debrief(), size) as (app, pilot):
        await press(pilot, "tab", "3")
        assert "you say 3 hire" in text_of(app)


async def test_the_lines_of_the_levels_stand_apart_where_there_is_room():
    async with shown(debrief(), NARROW) as (app, _):
        assert "│  2  no hire" in text_of(app).splitlines()[_line(app, "1  strong no hire") + 1]
    async with shown(debrief(), WIDE) as (app, _):
        assert "│  2  no hire" in text_of(app).splitlines()[_line(app, "1  strong no hire") + 2]


def _line(app: App[None], words: str) -> int:
    lines = text_of(app).splitlines()
    return next(number for number, line in enumerate(lines) if words in line)


async def test_enter_passes_over_one_and_escape_over_the_rest():
    screen = debrief()
    async with shown(screen) as (app, pilot):
        await press(pilot, "enter", "3", "escape")
        assert "Overall: " in text_of(app)
    assert log_of(screen._desk)[-1].payload == SelfScored(scores={"numbers": 3})


async def test_a_click_looks_at_a_dimension_and_scores_nothing():
    async with shown(debrief()) as (app, pilot):
        await press(pilot, "k")
        assert "depth at 1" in text_of(app)
        for _ in range(2):
            await pilot.click(offset=(10, _line(app, "Title numbers")), times=2)
            await press(pilot)
        assert "numbers at 1" in text_of(app)
        assert "you say" not in text_of(app)


@pytest.mark.parametrize("size", [(60, 18), (200, 60)])
async def test_the_smallest_and_the_largest_screen_hold_it(size: tuple[int, int]):
    async with shown(debrief(), size) as (app, pilot):
        assert "1  strong no hire" in text_of(app)
        await press(pilot, "1", "2", "3")
        text = text_of(app)
        assert "Overall: 2 no hire" in text
        assert "you said 1" in text
        assert max(map(len, text.splitlines())) <= size[0]


async def test_a_score_can_be_taken_back_before_the_last():
    screen = debrief()
    async with shown(screen) as (_, pilot):
        await press(pilot, "4", "k", "2", "escape")
    assert log_of(screen._desk)[-1].payload == SelfScored(scores={"depth": 2})


async def test_keys_typed_ahead_are_kept_once_and_do_no_harm():
    screen = debrief()
    async with shown(screen) as (_, pilot):
        await press(pilot, "1", "2", "3", "4", "escape")
    kept = [each for each in log_of(screen._desk) if isinstance(each.payload, SelfScored)]
    assert len(kept) == 1


async def test_nothing_leads_past_the_question():
    async with shown(debrief()) as (app, pilot):
        footer = text_of(app).splitlines()[-1]
        assert "skip all" in footer
        for key in ("a", "t", "r", "x"):
            await press(pilot, key)
        assert app.asked == []
        assert "Before you see it" in text_of(app)


async def test_who_has_said_it_once_is_not_asked_again():
    async with shown(debrief(scored(over(), depth=1))) as (app, _):
        assert "Overall: " in text_of(app)
        assert "you said 1" in text_of(app)


async def test_scores_that_cannot_be_kept_are_shown_all_the_same():
    async with shown(debrief(store=ReadOnlyStore())) as (app, pilot):
        await press(pilot, "4", "escape")
        text = text_of(app)
        assert "you said 4" in text
        assert "scores could not be kept" in text
        assert "The disk is full." in text


async def test_where_nothing_was_observed_nothing_is_asked():
    async with shown(debrief(ended_early())) as (app, _):
        text = text_of(app)
        assert "Overall: no level" in text
        assert text.count("not observed") == 4
        assert "Nothing was said that could tell." in text


# -- the scorecard


async def test_each_dimension_has_its_level_its_anchor_and_its_quotes():
    async with shown(debrief(scored(over(), depth=4)), WIDE) as (app, _):
        text = text_of(app)
        assert "Title depth              2 no hire        you said 4" in text
        assert "depth at 2" in text
        assert "[x] “!caches-queries”" in text
        assert "wrong: caches-queries" in text
        assert "[+] “stored”" in text
        assert "says stored" in text
        assert "[~] “~remedy”" in text
        assert "[x] “=800”" in text
        assert "one per query head" in text
        assert "Title culture            not observed" in text


async def test_beside_it_stand_time_hints_points_and_what_to_study():
    async with shown(debrief(scored(over())), WIDE) as (app, _):
        text = text_of(app)
        assert "used / planned, the plan ×1.3 for typing" in text
        assert "Hello 00:10 / 02:00 █···········" in whole(text)
        assert "Title cache: hint 1 of 3: a point won" in whole(text)
        assert "80%" in text
        beside = [line[85:-1].strip() for line in text.splitlines() if len(line) > 86]
        made, missing, study = (
            beside.index(title) for title in ("What you made", "What was missing", "Study next")
        )
        told = ["Title cache", "[+] says stored", "Title rag", "[+] says ranks", ""]
        assert beside[made + 1 : missing] == told, "each question is named once"
        left = ["Title cache", "[x] says layers", "Title rag", "[-] says chunks", ""]
        assert beside[missing + 1 : study] == left
        assert beside[study + 1 : study + 3] == ["· Title cache", "mockint read cache"]


async def test_a_phase_that_ran_over_says_by_how_much():
    sitting = Sitting(SCRIPT).play(says("yes", 150), says("stored", 10))
    sitting.reply()
    async with shown(debrief(_ended(sitting)), WIDE) as (app, _):
        assert "02:30 / 02:00  ████████████ +00:30" in text_of(app)


def _ended(sitting: Sitting) -> Sitting:
    from mockint.core.events import SessionClosed

    sitting.record(SessionClosed(reason="ended"), SelfScored(scores={}))
    return sitting


async def test_a_narrow_screen_has_all_of_it_in_one_column():
    async with shown(debrief(scored(over())), NARROW) as (app, pilot):
        assert "Overall: " in text_of(app)
        assert "Study next" not in text_of(app)
        await press(pilot, "G")
        text = text_of(app)
        assert "Study next" in text
        assert "mockint read cache" in text
        await press(pilot, "g")
        assert "Title depth" in text_of(app)


async def test_the_columns_follow_the_room():
    async with shown(debrief(scored(over())), WIDE) as (app, pilot):
        await press(pilot, "j", "j")
        chosen = app.screen.query_one("#levels").chosen  # type: ignore[attr-defined]
        await pilot.resize_terminal(*NARROW)
        await press(pilot)
        assert "Study next" not in text_of(app)
        assert app.screen.query_one("#levels").chosen == chosen  # type: ignore[attr-defined]
        await pilot.resize_terminal(*WIDE)
        await press(pilot)
        assert "Study next" in text_of(app)


@pytest.mark.parametrize("size", SIZES)
async def test_no_line_runs_over_the_edge(size: tuple[int, int]):
    async with shown(debrief(scored(over(), depth=4)), size) as (app, _):
        lines = text_of(app).splitlines()
        assert len(lines) == size[1]
        assert max(map(len, lines)) <= size[0]
        footer = lines[-1]
        for label in ("moment", "answers", "again", "export", "transcript", "home", "help"):
            assert label in footer


# -- where it leads


async def test_enter_goes_to_the_moment_of_the_quote_under_the_cursor():
    async with shown(debrief(scored(over()))) as (app, pilot):
        assert "▸ [x] “!caches-queries”" in text_of(app)
        await press(pilot, "enter")
        await press(pilot, "j", "j", "enter")
        first, second = app.asked
        assert first == ask.OpenTranscript(SESSION, 4)
        assert isinstance(second, ask.OpenTranscript)
        assert second.turn == 7


async def test_a_quote_is_chosen_by_clicking_it():
    async with shown(debrief(scored(over()))) as (app, pilot):
        line = next(
            number
            for number, text in enumerate(text_of(app).splitlines())
            if "[~] “~remedy”" in text
        )
        await pilot.click(offset=(20, line))
        await press(pilot)
        assert "▸ [~] “~remedy”" in text_of(app)
        await pilot.click(offset=(20, line), times=2)
        await press(pilot)
        assert isinstance(app.asked[-1], ask.OpenTranscript)
        assert app.asked[-1].turn == 7


async def test_where_there_is_no_quote_enter_leads_nowhere():
    async with shown(debrief(ended_early())) as (app, pilot):
        assert "moment" not in text_of(app).splitlines()[-1]
        await press(pilot, "enter", "j", "k")
        assert app.asked == []


async def test_the_other_keys_ask_for_what_they_say():
    async with shown(debrief(scored(over()))) as (app, pilot):
        for key in ("t", "r", "x", "escape"):
            await press(pilot, key)
        assert app.asked == [
            ask.OpenTranscript(SESSION),
            ask.StartRound("screen", "warm-peer"),
            ask.ExportSession(SESSION),
            ask.GoHome(),
        ]


async def test_a_key_that_was_changed_in_the_config_is_the_one_that_works():
    settings = Settings(keys={"debrief.again": "z"})
    async with shown(debrief(scored(over())), settings=settings) as (app, pilot):
        assert "z again" in text_of(app)
        await press(pilot, "r", "z")
        assert app.asked == [ask.StartRound("screen", "warm-peer")]


async def test_the_model_answers_lie_one_key_away():
    async with shown(debrief(scored(over()))) as (app, pilot):
        for back in ("a", "escape"):
            await press(pilot, "a")
            assert "question 1 of 2" in text_of(app)
            await press(pilot, back)
            assert "Overall: " in text_of(app)


async def test_where_nothing_was_asked_there_is_nothing_to_compare():
    async with shown(debrief(ended_early())) as (app, pilot):
        assert "answers" not in text_of(app).splitlines()[-1]
        await press(pilot, "a")
        assert "Overall: no level" in text_of(app)


# -- what cannot be read


async def test_a_session_that_is_not_there_says_so():
    desk = desk_with(over())
    async with shown(DebriefScreen(desk, "nothing")) as (app, pilot):
        assert "The session nothing has no beginning." in text_of(app)
        await press(pilot, "enter", "a", "t", "r", "x")
        assert app.asked == []
        await press(pilot, "escape")
        assert app.asked == [ask.GoHome()]


async def test_an_open_round_has_no_debrief_yet():
    async with shown(debrief(Sitting(SCRIPT).play(says("yes")))) as (app, _):
        assert "This round is still open." in text_of(app)
        assert "Go on with it first, at home." in text_of(app)


async def test_a_damaged_log_is_a_message_and_no_traceback():
    desk = desk_with(over())
    del log_of(desk)[3]
    async with shown(DebriefScreen(desk, SESSION), WIDE) as (app, _):
        assert "The session test cannot be read: event test#4 does not follow" in text_of(app)
        assert "It was left as it is" in text_of(app)


async def test_lost_content_is_a_message_with_its_remedy():
    desk = desk_with(over())
    assert isinstance(desk.store, MemoryStore)
    desk.store.documents.clear()
    async with shown(DebriefScreen(desk, SESSION)) as (app, _):
        assert "No document has the hash" in text_of(app)
