"""The board: its tabs by keyboard, the diagram as it is drawn, notes, and what was pinned."""

from typing import Any

import pytest
from textual.widget import Widget
from textual.widgets import Button, Static, TextArea

from mockint.core.events import Answered, Noted, Pinned
from mockint.tui import pads
from mockint.tui.board import writing
from mockint.tui.board.pad_editor import MOST_CHARACTERS
from mockint.tui.board.pinned import ABOUT, EMPTY
from mockint.tui.messages import OpenSession
from mockint.tui.widgets.answer_editor import AnswerEditor
from tests.tui.past import NARROW, SIZES, WIDE
from tests.tui.sitting import At, calm_at_once, sitting

at_both_sizes = pytest.mark.parametrize("size", SIZES)
PIN = Pinned(
    calculator="kv_cache",
    result={
        "formula": "2 x 80 x 8 x 128 x 2 B",
        "outputs": {
            "total_bytes": {"value": 32768000000.0, "unit": "bytes"},
            "regime": {"value": "memory", "unit": None},
            "fits": {"value": True, "unit": None},
        },
    },
)


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep and draw with every key."""
    monkeypatch.setattr(pads, "REST_SECONDS", 0.0)
    monkeypatch.setattr(writing, "REST_SECONDS", 0.001)


async def drawn(at: At) -> str:
    """Wait for the picture of what stands in the diagram's editor; return all that is seen."""
    tab = at.board.query_one(writing.DiagramTab)
    await at.until(lambda: tab.shows == tab.editor.text)
    await at.settled()
    return at.seen


def shows(widget: Widget) -> bool:
    return widget.display


# -- getting there and back


async def test_on_a_narrow_screen_it_lies_over_the_talk_and_gives_it_back():
    async with sitting(size=NARROW) as at:
        assert not shows(at.board)
        await at.press("f2")
        assert at.board.has_focus_within
        assert not shows(at.talk)
        await at.press("f2")
        assert shows(at.talk)
        assert not shows(at.board)
        assert at.editor.has_focus


async def test_on_a_wide_screen_it_is_there_and_the_key_leads_to_it_and_then_puts_it_away():
    async with sitting(size=WIDE) as at:
        assert shows(at.board)
        assert shows(at.talk)
        await at.press("f2")
        assert at.board.has_focus_within
        await at.press("f2")
        assert not shows(at.board)
        assert at.editor.has_focus
        await at.press("f2")
        assert at.board.has_focus_within


@at_both_sizes
async def test_escape_leads_back_to_the_answer(size: tuple[int, int]):
    async with sitting(size=size) as at:
        await at.press("f2", "escape")
        assert at.editor.has_focus
        assert shows(at.talk)
        assert shows(at.board) == (size == WIDE)


@at_both_sizes
async def test_once_the_round_is_over_the_board_can_still_be_looked_at(size, monkeypatch):
    calm_at_once(monkeypatch)
    async with sitting(size=size) as at:
        await at.waits_until(10_000)
        await at.until(lambda: isinstance(at.app.focused, Button))
        await at.press("f2")
        assert at.board.has_focus_within
        await at.press("escape", "enter")
        assert at.asked_for(OpenSession)


@at_both_sizes
async def test_one_key_turns_through_all_tabs(size: tuple[int, int]):
    async with sitting(size=size) as at:
        await at.press("f2")
        first, seen = at.board.tab, []
        for _ in range(4):
            await at.press("f6")
            seen.append(at.board.tab)
            assert at.board.has_focus_within
            if at.board.tab == first:
                break
        assert {"diagram", "notes", "pinned"} <= set(seen)
        assert seen[-1] == first
        await at.press("shift+f6")
        assert at.board.tab == seen[-2]


async def test_the_keys_of_the_board_stand_first_at_the_foot_while_one_works_there():
    async with sitting(size=NARROW) as at:
        assert at.seen.splitlines()[-1].startswith(" ctrl+j send")
        await at.press("f2")
        foot = at.seen.splitlines()[-1]
        assert foot.startswith(" f6 tab")
        assert "send" not in foot
        assert foot.endswith("f1 help")


async def test_help_names_the_keys_of_the_board():
    async with sitting(size=WIDE) as at:
        await at.press("f2", "f6", "f6", "f1")
        assert "Turn the board to its next tab" in at.seen
        assert "A pad for notes, in Markdown." in at.words


# -- the diagram


@at_both_sizes
async def test_the_picture_follows_what_is_typed(size: tuple[int, int]):
    async with sitting(size=size) as at:
        await at.press("f2", "f6", *"client -> gateway")
        assert "►│ gateway │" in await drawn(at)
        await at.press(*" -> model")
        assert "►│ model │" in " ".join((await drawn(at)).split())


@at_both_sizes
async def test_a_bad_line_is_named_and_the_rest_is_drawn(size: tuple[int, int]):
    async with sitting(size=size) as at:
        await at.press("f2", "f6", *"client -> gateway", "enter", *"gateway -> ")
        seen = await drawn(at)
        assert "! Line 2: Nothing stands after ->." in seen
        assert "│ gateway │" in seen
        await at.press(*"model")
        assert "Line 2" not in await drawn(at)


async def test_many_bad_lines_do_not_bury_the_picture():
    async with sitting(size=NARROW) as at:
        await at.press("f2", "f6")
        at.board.query_one(writing.DiagramTab).editor.add("a -> b\n" + "-> \n" * 9)
        await drawn(at)
        shown = str(at.board.query_one("#faults", Static).content)
        assert shown.splitlines()[-1] == "! and 6 more"


async def test_the_diagram_is_in_the_log_and_on_the_board_when_one_comes_back():
    async with sitting() as at:
        await at.press("f2", "f6", *"client -> model")
        await drawn(at)
        assert at.table.state.written("diagram") == "client -> model"
        table = at.table
    async with sitting(table=table) as again:
        await again.press("f2", "f6")
        assert "│ client │" in (await drawn(again)).replace("├", "│")


async def test_a_diagram_from_the_answer_takes_the_place_of_the_one_that_stands():
    async with sitting(size=WIDE) as at:
        await at.press("f2", "f6", *"a -> b", "escape")
        await at.sends("/diagram client -> model")
        assert at.board.query_one(writing.DiagramTab).editor.text == "client -> model"
        assert "►│ model │" in " ".join((await drawn(at)).split())
        assert at.table.state.written("diagram") == "client -> model"


async def test_the_picture_is_drawn_anew_for_another_width():
    async with sitting(size=WIDE) as at:
        await at.press("f2", "f6")
        editor = at.board.query_one(writing.DiagramTab).editor
        editor.add("one long name -> another long name -> a third long name")
        wide = await drawn(at)
        await at.pilot.resize_terminal(*NARROW)
        await at.press("f2")
        await at.until(lambda: at.seen.count("long name") >= 6)
        assert at.seen != wide


# -- notes


async def test_notes_are_kept_as_they_are_written():
    async with sitting() as at:
        await at.press("f2", "f6", "f6", *"# Cache", "enter", *"per layer")
        await at.settled()
        assert at.table.state.written("note") == "# Cache\nper layer"
        assert "On the board" not in at.talk.plain, "the talk isn't told of every key"


async def test_a_note_from_the_answer_joins_the_others():
    async with sitting(size=WIDE) as at:
        await at.press("f2", "f6", "f6", *"one", "escape")
        await at.sends("/note two")
        assert "On the board: a note." in at.talk.plain
        assert at.board.query_one("#notes", TextArea).text == "one\n\ntwo"
        assert at.table.state.written("note") == "one\n\ntwo"


async def test_what_is_being_written_is_not_overwritten_by_what_was_kept():
    async with sitting() as at:
        await at.press("f2", "f6", "f6", *"one", "f2")
        await at.sends("/note two")
        await at.press("f2", *" and", "f2")
        assert at.board.query_one("#notes", TextArea).text == "one\n\ntwo and"


async def test_the_key_that_sends_is_a_line_break_on_the_board():
    """A paste that a terminal doesn't mark brings its line breaks as that key."""
    async with sitting() as at:
        await at.types("an answer")
        await at.press("f2", "f6", "f6", *"one", "ctrl+j", *"two")
        assert at.table.state.written("note") == "one\ntwo"
        assert "answered" not in at.kinds
        assert at.editor.text == "an answer"


async def test_a_pad_holds_so_much_and_nothing_a_terminal_would_obey():
    async with sitting() as at:
        await at.press("f2", "f6", "f6")
        editor = at.board.query_one("#notes", TextArea)
        at.app.post_message(paste("\x1b[2Jone"))
        await at.settled()
        assert editor.text == "\ufffd[2Jone"
        at.app.post_message(paste("x" * MOST_CHARACTERS))
        await at.settled()
        assert len(editor.text) == MOST_CHARACTERS


def paste(text: str) -> Any:
    from textual.events import Paste

    return Paste(text)


async def test_tab_leads_on_and_writes_nothing():
    async with sitting() as at:
        await at.press("f2", "f6", "tab")
        assert at.board.query_one(writing.DiagramTab).editor.text == ""
        assert not isinstance(at.app.focused, AnswerEditor)
        assert at.board.has_focus_within


# -- what was pinned


async def test_nothing_pinned_says_what_belongs_there():
    async with sitting(size=NARROW) as at:
        await at.press("f2", "shift+f6")
        assert EMPTY in at.seen
        assert ABOUT in at.words


@at_both_sizes
async def test_estimates_and_pins_are_listed_with_their_times(size: tuple[int, int]):
    async with sitting(size=size) as at:
        await at.sends("yes")
        at.table.clock.advance_to(65)
        for payload in (Answered(turn=4, text="33GB 日本語", via="estimate"), PIN):
            async for _ in at.table.runner._log.record(payload):
                pass
        at.board.show_state(at.table.state)
        await at.press("f2", "shift+f6")
        assert "pinned 2" in at.seen
        assert "01:05  Estimate  33GB 日本語" in at.seen
        for line in (
            "total_bytes = 32.8 GB, 30.5 GiB, 32,768,000,000 bytes",
            "regime = memory",
            "fits = yes",
        ):
            assert line in at.words
        await at.press("up")
        assert "total_bytes" not in at.seen


async def test_notes_and_diagrams_are_not_listed_among_the_pins():
    async with sitting(size=WIDE) as at:
        async for _ in at.table.runner._log.record(Noted(what="note", text="n")):
            pass
        at.board.show_state(at.table.state)
        assert "pinned 1" not in at.seen
