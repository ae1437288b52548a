"""The transcript: everything that happened, and each turn with what was found in it."""

import pytest

from mockint.core.events import (
    BellRang,
    GapFound,
    Noted,
    Paused,
    SessionClosed,
    StayedSilent,
    Unpaused,
)
from mockint.tui import messages as ask
from mockint.tui.screens.transcript import TranscriptScreen
from mockint.tui.widgets.row_list import RowList
from mockint.tui.widgets.sheet import Sheet
from tests.builders import Sitting, bell, happens, says
from tests.tui.long import long_round
from tests.tui.past import (
    ANSWER,
    NARROW,
    SCRIPT,
    SESSION,
    SIZES,
    WIDE,
    desk_with,
    over,
    press,
    shown,
    text_of,
)


def transcript(sitting: Sitting | None = None, turn: int | None = None) -> TranscriptScreen:
    return TranscriptScreen(desk_with(sitting or over()), SESSION, turn)


def at(screen: TranscriptScreen) -> str:
    row = screen.query_one(RowList).row
    return row.id if row else ""


# -- the timeline


@pytest.mark.parametrize("size", SIZES)
async def test_it_begins_with_the_first_turn(size: tuple[int, int]):
    async with shown(transcript(), size) as (app, _):
        text = text_of(app)
        assert "A phone screen, with the warm peer" in text
        assert "turn 1 of 16" in text
        assert "▸ " in text
        assert "Interviewer" in text
        assert "line opening" in text


async def test_the_line_tells_everything_with_levels_hints_pins_and_phases():
    async with shown(transcript(), WIDE) as (app, _):
        text = text_of(app)
        for line in (
            "00:10  ──         The concept",
            "00:10  You        yes",
            "01:10  You   2/4  well, stored",
            "01:20  hint       Step 1 of 3 on Title cache",
            "02:10  note       gateway to model",
            "02:10  pin        2 x 50 = 100",
            "02:40  You   [x]  it is =800 in all",
            "03:35  skip       The question was left as it",
            "03:45  end        The round is over.",
        ):
            assert line in text


async def test_what_time_did_is_told_too():
    sitting = Sitting(SCRIPT).play(
        says("yes"),
        happens(StayedSilent(seconds=30), Paused(), Unpaused()),
        happens(GapFound(wall_seconds=3600, counted=False)),
        happens(BellRang(bell="phase", phase="concept")),
        bell("round"),
    )
    sitting.record(SessionClosed(reason="time"))
    async with shown(transcript(sitting), WIDE) as (app, pilot):
        text = text_of(app)
        for line in (
            "..         Nothing was said for 00:30.",
            "stop       The clock stood still.",
            "go         The clock ran on.",
            "gap        1:00:00 went by without",
            "bell       Time is up for this part.",
            "bell       Time is up.",
            "end        The round is over: time was",
        ):
            assert line in text
        await press(pilot, "G")
        assert "│ The round is over: time was up." in text_of(app)


async def test_it_opens_at_the_turn_that_was_asked_for():
    screen = transcript(turn=4)
    async with shown(screen) as (app, _):
        assert at(screen) == "turn 4"
        assert "turn 4 of 16" in text_of(app)


@pytest.mark.parametrize("turn", [0, 99])
async def test_a_turn_that_is_not_there_is_the_first(turn: int):
    screen = transcript(turn=turn)
    async with shown(screen):
        assert at(screen) == "turn 1"


async def test_brackets_go_from_turn_to_turn_over_everything_else():
    screen = transcript(turn=5)
    async with shown(screen) as (_, pilot):
        seen = []
        for _ in range(4):
            await press(pilot, "]")
            seen.append(at(screen))
        assert seen == ["turn 6", "turn 7", "turn 8", "turn 9"]
        await press(pilot, "[", "[")
        assert at(screen) == "turn 7"
        await press(pilot, "g", "[")
        assert at(screen).startswith("event"), "nothing comes before the first turn"
        await press(pilot, "G", "]")
        assert at(screen).startswith("event")


# -- the moment


@pytest.mark.parametrize("size", SIZES)
async def test_an_answer_has_its_marks_and_its_verdicts(size: tuple[int, int]):
    async with shown(transcript(turn=4), size) as (app, _):
        text = " ".join(text_of(app).replace("│", " ").split())
        assert "[+ stored] and then" in text
        assert "!caches-queries]" in text
        assert "[+] says stored" in text
        assert "[-] says layers" in text
        assert "[x] wrong: caches-queries" in text
        assert "[+] made [~] half [?] unclear [x] wrong" in text


async def test_what_rests_on_an_earlier_turn_says_so():
    async with shown(transcript(turn=7), WIDE) as (app, _):
        line = next(line for line in text_of(app).splitlines() if "[+] says stored" in line)
        assert line.rstrip("│ ").endswith("turn 4")
        line = next(line for line in text_of(app).splitlines() if "[~] says remedy" in line)
        assert "turn" not in line.split("says remedy")[1]


async def test_v_hides_verdicts_marks_and_levels_and_brings_them_back():
    async with shown(transcript(turn=4), WIDE) as (app, pilot):
        await press(pilot, "v")
        text = text_of(app)
        assert ANSWER in text
        assert "says stored" not in text
        assert "2/4" not in text
        assert "[+]" not in text
        await press(pilot, "v")
        assert "[+ stored]" in text_of(app)
        assert "2/4" in text_of(app)


async def test_the_interviewer_s_reason_stands_below_the_words():
    async with shown(transcript(turn=5), WIDE) as (app, pilot):
        assert "A challenge to something wrong: caches-queries" in text_of(app)
        await press(pilot, "]")
        assert "Hint 1 of 3: a point won after it counts at most 80%" in text_of(app)
        await press(pilot, "]", "]")
        assert "A follow-up" in text_of(app)
        await press(pilot, "v")
        assert "A follow-up" not in text_of(app)


async def test_what_was_no_answer_is_called_by_its_name():
    sitting = Sitting(SCRIPT).play(says("yes"), says("(clarify) what?"))
    sitting.reply()
    sitting.record(SessionClosed(reason="ended"))
    async with shown(transcript(sitting, 4), WIDE) as (app, _):
        assert "Title cache  read as: clarify, no answer" in text_of(app)
        assert "/4" not in text_of(app)


async def test_small_talk_has_no_verdicts():
    async with shown(transcript(turn=2), WIDE) as (app, _):
        text = text_of(app)
        assert "yes" in text
        assert "1/4" not in text
        assert "[-]" not in text


async def test_a_follow_up_shows_its_question_only_where_it_added_to_it():
    sitting = Sitting(SCRIPT).play(says("yes"), says("stored layers"), says("=100"), says("remedy"))
    sitting.reply()
    sitting.record(SessionClosed(reason="ended"))
    async with shown(transcript(sitting, 6), WIDE) as (app, _):
        text = text_of(app)
        assert "Title cache, follow-up" in text
        assert "[+] “=100”  expected 100" in text
        assert "says stored" not in text


async def test_what_the_bell_took_says_so():
    sitting = Sitting(SCRIPT).play(says("yes"), says("stored", cut=True))
    sitting.reply()
    sitting.record(SessionClosed(reason="time"))
    async with shown(transcript(sitting, 4), WIDE) as (app, pilot):
        assert "taken by the bell  00:20" in text_of(app)
        await press(pilot, "v")
        assert "taken by the bell  00:20" in text_of(app)


async def test_a_phase_shows_its_minutes_and_what_was_planned_for_it():
    async with shown(transcript(turn=3), WIDE) as (app, pilot):
        await press(pilot, "k")
        text = text_of(app)
        assert "03:25 / 10:00" in text
        assert "· Title cache" in text
        assert "· Title rag" in text


async def test_what_was_put_on_the_board_is_shown_whole():
    sitting = over()
    async with shown(transcript(sitting, 8), WIDE) as (app, pilot):
        await press(pilot, "j")
        assert "gateway to model" in text_of(app).split("Note")[1]
        await press(pilot, "j")
        assert "twice = 100 B" in text_of(app)


async def test_an_estimate_from_the_board_keeps_the_items_in_step():
    sitting = Sitting(SCRIPT).play(
        says("yes"),
        says("stored layers remedy", via="estimate"),
        happens(Noted(what="diagram", text="a -> b")),
        says("=100"),
    )
    sitting.reply()
    sitting.record(SessionClosed(reason="ended"))
    async with shown(transcript(sitting), WIDE) as (app, _):
        assert "diag       a -> b" in text_of(app)


async def test_a_growing_text_is_shown_as_it_stood_when_somebody_spoke():
    sitting = Sitting(SCRIPT).play(
        says("yes"),
        happens(Noted(what="note", text="a", whole=True)),
        happens(Noted(what="diagram", text="x -> y", whole=True)),
        happens(Noted(what="note", text="a cache", whole=True)),
        says("stored layers remedy"),
        happens(Noted(what="note", text="a cache per layer", whole=True)),
        says("=100"),
    )
    sitting.reply()
    sitting.record(SessionClosed(reason="ended"))
    async with shown(transcript(sitting), WIDE) as (app, _):
        shown_notes = [line for line in text_of(app).splitlines() if "note  " in line]
        assert [line.split("note")[1].split("│")[0].strip() for line in shown_notes] == [
            "a cache",
            "a cache per layer",
        ]
        assert "diag       x -> y" in text_of(app)


async def test_a_diagram_is_drawn_and_notes_are_read_as_markdown():
    sitting = Sitting(SCRIPT).play(
        says("yes"),
        happens(Noted(what="note", text="# The cache\n\n- per layer", whole=True)),
        happens(Noted(what="diagram", text="client -> model", whole=True)),
        says("stored"),
    )
    sitting.reply()
    sitting.record(SessionClosed(reason="ended"))
    async with shown(transcript(sitting), WIDE) as (app, pilot):
        rows = app.screen.query_one(RowList)
        for row, words in (("note", "• per layer"), ("diag", "►│ model │")):
            rows.cursor = next(n for n, each in enumerate(rows.rows) if row in each.cells)
            await pilot.pause()
            assert words in text_of(app)


async def test_a_long_turn_is_scrolled_by_itself():
    sitting = Sitting(SCRIPT).play(says("yes"), says("stored\n" + "line\n" * 60 + "the end"))
    sitting.reply()
    sitting.record(SessionClosed(reason="ended"))
    screen = transcript(sitting, 4)
    async with shown(screen) as (app, pilot):
        assert "the end" not in text_of(app)
        await press(pilot, "tab", "G")
        assert "the end" in text_of(app) or "says remedy" in text_of(app)
        assert at(screen) == "turn 4"


# -- searching


async def test_the_search_leaves_the_moments_that_hold_its_words():
    screen = transcript()
    async with shown(screen, WIDE) as (app, pilot):
        await press(pilot, "/", *"caches")
        assert [row.id for row in screen.query_one(RowList).rows] == ["turn 4", "turn 5"]
        assert "/ caches" in text_of(app)
        assert "!caches-queries" in text_of(app)
        await press(pilot, "enter")
        assert at(screen) == "turn 4"
        assert len(screen.query_one(RowList).rows) > 20


async def test_letters_of_the_search_do_nothing_else():
    screen = transcript()
    async with shown(screen) as (app, pilot):
        await press(pilot, "/", *"xvjg[]")
        assert app.asked == []
        assert "/ xvjg[]" in text_of(app)
        assert "Nobody said" in text_of(app)
        await press(pilot, "escape")
        assert app.screen is screen
        assert len(screen.query_one(RowList).rows) > 20


async def test_what_is_pasted_is_searched_for():
    from textual import events

    screen = transcript()
    async with shown(screen) as (app, pilot):
        app.post_message(events.Paste("ranks\nand more"))
        await press(pilot)
        assert at(screen) == "turn 13"


async def test_found_words_stand_out():
    async with shown(transcript(), WIDE) as (app, pilot):
        await press(pilot, "/", *"caches")
        sheet = app.screen.query_one("#turn", Sheet)
        drawn = [segment for y in range(4) for segment in sheet.render_line(y)]
        assert [each.text for each in drawn if each.style and each.style.reverse] == ["caches"]


# -- leaving, and what cannot be read


async def test_export_and_back():
    screen = transcript()
    async with shown(screen) as (app, pilot):
        await press(pilot, "x")
        assert app.asked == [ask.ExportSession(SESSION)]
        await press(pilot, "escape")
        assert app.screen is not screen


async def test_before_its_end_a_round_shows_nothing_of_the_rubric():
    sitting = Sitting(SCRIPT).play(says("yes"), says("stored"))
    sitting.reply()
    async with shown(transcript(sitting, 4), WIDE) as (app, pilot):
        text = text_of(app)
        assert "verdicts come after the round" in text
        assert "stored" in text
        await press(pilot, "v")
        assert "[+" not in text_of(app)
        assert "says stored" not in text_of(app)
        assert "v verdicts" not in text_of(app).splitlines()[-1]


async def test_a_session_that_is_not_there_says_so():
    screen = TranscriptScreen(desk_with(over()), "nothing", None)
    async with shown(screen) as (app, pilot):
        assert "The session nothing has no" in text_of(app)
        await press(pilot, "]", "v", "/", "a", "enter", "x")
        assert app.screen is screen


@pytest.mark.parametrize("size", SIZES)
async def test_no_line_runs_over_the_edge(size: tuple[int, int]):
    async with shown(transcript(turn=4), size) as (app, _):
        lines = text_of(app).splitlines()
        assert len(lines) == size[1]
        assert max(map(len, lines)) <= size[0]
        for label in ("next", "previous", "verdicts", "search", "export", "back", "help"):
            assert label in lines[-1]


# -- two thousand turns


async def test_two_thousand_turns_are_there_from_the_first_to_the_last():
    screen = transcript(long_round(2000), 1000)
    async with shown(screen, NARROW) as (app, pilot):
        assert "turn 1000 of 2000" in text_of(app)
        await press(pilot, "]", "]")
        assert "turn 1002 of 2000" in text_of(app)
        await press(pilot, "G", "k")
        assert at(screen) == "turn 2000"
        assert "Answer 2000: [+ stored]" in text_of(app)
        await press(pilot, "/", *"1234:")
        assert at(screen) == "turn 1234"


async def test_an_answer_of_a_megabyte_is_drawn_piece_by_piece():
    sitting = long_round(2, "word " * 200_000)
    screen = transcript(sitting, 2)
    async with shown(screen) as (app, _):
        assert "[+ stored]" in text_of(app)
        sheet = screen.query_one("#turn", Sheet)
        assert len(sheet.pieces) > 300
        assert len(sheet._lines_of) < 50
