"""The talk as a person reads it: wrapped, scrolled, streamed; and how little of it is drawn."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, ClassVar, cast

import pytest
from textual.app import App, ComposeResult
from textual.events import MouseScrollUp
from textual.pilot import Pilot

from mockint.tui.themes import DARK, LIGHT
from mockint.tui.widgets.pieces import Aside
from mockint.tui.widgets.talk import CANDIDATE, INTERVIEWER, Talk
from tests.tui.past import STYLES, text_of

LONG = 2_000


class Reading(App[None]):
    CSS_PATH: ClassVar = [STYLES / "base.tcss", STYLES / "interview.tcss"]

    def __init__(self, tokens_a_second: float) -> None:
        super().__init__()
        for theme in (DARK, LIGHT):
            self.register_theme(theme)
        self.theme = "dark"
        self.talk = Talk(tokens_a_second=tokens_a_second, id="talk")
        self.spoken = 0

    def compose(self) -> ComposeResult:
        yield self.talk

    def on_talk_spoken(self) -> None:
        self.spoken += 1


@asynccontextmanager
async def reading(
    size: tuple[int, int] = (40, 12), tokens_a_second: float = 0
) -> AsyncIterator[tuple[Talk, Pilot[Any]]]:
    app = Reading(tokens_a_second)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app.talk, pilot


def seen(pilot: Pilot[Any]) -> list[str]:
    """The lines of the screen, without the scrollbar's column."""
    width = pilot.app.size.width
    return [line[: width - 1].rstrip() for line in text_of(pilot.app).splitlines()]


def turns(count: int) -> list[tuple[str, float, str]]:
    return [
        (CANDIDATE if number % 2 else INTERVIEWER, number, f"turn {number} " + "and so on " * 12)
        for number in range(count)
    ]


def drawn(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The pieces that are drawn from now on, in their order."""
    found: list[object] = []
    measure = talk._measure

    def watch(index: int) -> Any:
        if talk._lines_of.get(index) is None:
            found.append(talk.pieces[index])
        return measure(index)

    monkeypatch.setattr(talk, "_measure", watch)
    return found


async def test_a_turn_says_who_speaks_and_when():
    async with reading() as (talk, pilot):
        talk.add_divider("Concept · 10:00")
        talk.add_turn(INTERVIEWER, 65, "What does it hold?")
        talk.add_turn(CANDIDATE, 70, "keys\n  and values")
        talk.add_aside("On the board: a note.")
        await pilot.pause()
        assert seen(pilot)[:10] == [
            " ── Concept · 10:00 ──────────────────",
            "",
            " Interviewer                     01:05",
            " What does it hold?",
            "",
            " You                             01:10",
            " keys",
            "   and values",
            "",
            " * On the board: a note.",
        ]


async def test_markdown_of_the_interviewer_is_kept_and_an_answer_stays_as_it_was_typed():
    text = "# Head\n\nSome **bold** words:\n\n- one\n- two\n\n```python\nx = 1\n```\n"
    async with reading((40, 24)) as (talk, pilot):
        talk.add_turn(INTERVIEWER, 0, text)
        talk.add_turn(CANDIDATE, 0, text)
        await pilot.pause()
        lines = seen(pilot)
        assert lines[1:10] == [
            " Head",
            "",
            " Some bold words:",
            "",
            "  • one",
            "  • two",
            "",
            "  x = 1",
            "",
        ]
        assert lines[11:15] == [" # Head", "", " Some **bold** words:", ""]
        bold = [s for s in talk.render_line(3) if s.text.strip() == "bold"]
        assert bold[0].style is not None
        assert bold[0].style.bold


async def test_wide_characters_and_control_characters_take_their_columns():
    async with reading((20, 8)) as (talk, pilot):
        talk.add_turn(CANDIDATE, 0, "日本語" * 6 + " 🙂\x1b[2J\x07")
        await pilot.pause()
        strips = [talk.render_line(line) for line in range(5)]
        assert {strip.cell_length for strip in strips} == {19}
        assert "\x1b" not in "".join(strip.text for strip in strips)


async def test_it_wraps_again_and_shows_the_same_place():
    async with reading((60, 12)) as (talk, pilot):
        talk.add_turns(turns(60))
        await pilot.pause()
        talk.scroll_to(y=100, animate=False)
        await pilot.pause()
        top = next(line for line in seen(pilot) if "turn" in line).split()[1]
        for size in ((30, 10), (200, 60), (61, 19), (30, 10)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert any(line.split()[:2] == ["turn", top] for line in seen(pilot)), size
            assert max(len(line) for line in seen(pilot)) < size[0]


async def test_the_end_is_followed_unless_somebody_reads_further_up():
    async with reading() as (talk, pilot):
        talk.add_turns(turns(30))
        await pilot.pause()
        talk.add_turn(INTERVIEWER, 99, "newest")
        await pilot.pause()
        assert seen(pilot)[-1] == " newest"
        talk.scroll_relative(y=-20, animate=False)
        await pilot.pause()
        before = seen(pilot)[:-1]
        talk.add_turn(INTERVIEWER, 99, "still newer")
        await pilot.pause()
        assert seen(pilot)[:-1] == before
        assert seen(pilot)[-1].endswith("more below")
        talk.scroll_end(animate=False)
        await pilot.pause()
        assert seen(pilot)[-1] == " still newer"
        assert talk._at_end


async def test_the_mouse_wheel_scrolls():
    async with reading() as (talk, pilot):
        talk.add_turns(turns(30))
        await pilot.pause()
        end = talk.scroll_offset.y
        await pilot._post_mouse_events([MouseScrollUp], talk)
        await pilot.pause()
        assert talk.scroll_offset.y < end
        assert not talk._at_end


async def test_only_what_is_seen_is_drawn(monkeypatch):
    async with reading() as (talk, pilot):
        found = drawn(talk, monkeypatch)
        talk.add_turns(turns(LONG))
        await pilot.pause()
        assert len(talk.pieces) == 2 * LONG
        assert len(found) < 20
        found.clear()
        await pilot.resize_terminal(50, 20)
        await pilot.pause()
        assert len(found) < 40, "a screenful, perhaps twice"
        found.clear()
        talk.scroll_home(animate=False)
        await pilot.pause()
        assert seen(pilot)[1].startswith(" turn 0 ")
        assert len(found) < 20


async def test_paging_up_shows_every_line_once():
    async with reading((40, 12)) as (talk, pilot):
        talk.add_turns(turns(40))
        await pilot.pause()
        lines: list[str] = []
        while True:
            top = talk.scroll_offset.y
            lines[:0] = [talk.render_line(y).text.rstrip() for y in range(12)]
            if top == 0:
                break
            talk.scroll_to(y=max(0, top - 12), animate=False)
            await pilot.pause()
            # What was guessed may have shifted; the line below the view is still the next one.
            overlap = 12 - (top - talk.scroll_offset.y) if top < 12 else 0
            del lines[:overlap]
        heads = [line.split()[1] for line in lines if line.startswith(" turn ")]
        assert heads == [str(number) for number in range(40)]


# -- a turn that is being said


async def test_a_turn_is_revealed_at_reading_speed_and_whole_on_demand(monkeypatch):
    now = 100.0
    monkeypatch.setattr("mockint.tui.widgets.talk.monotonic", lambda: now)
    async with reading((60, 12), tokens_a_second=80) as (talk, pilot):
        text = "word " * 200
        talk.speak(INTERVIEWER, 0, text)
        talk._frame()
        assert talk.speaking
        now += 1
        talk._frame()
        await pilot.pause()
        shown = " ".join(seen(pilot)).count("word")
        assert 55 <= shown <= 70, "eighty tokens are some sixty of these words"
        assert "▌" in " ".join(seen(pilot))
        talk.finish()
        await pilot.pause()
        assert not talk._speaking
        assert "▌" not in " ".join(seen(pilot))
        assert talk.plain.count("word") == 200
        assert cast(Reading, pilot.app).spoken == 1


async def test_words_may_come_one_by_one():
    async with reading((60, 20)) as (talk, pilot):
        talk.begin(INTERVIEWER, 0)
        for token in ("One ", "**bo", "ld** ", "word.\n", "\n- a\n", "- b"):
            talk.feed(token)
            talk._frame()
        await pilot.pause()
        assert seen(pilot)[1:5] == [" One bold word.", "", "  • a", "  • b▌"]
        talk.end()
        await pilot.pause()
        assert seen(pilot)[1:5] == [" One bold word.", "", "  • a", "  • b"]


async def test_what_comes_next_lets_a_turn_finish_first():
    async with reading((60, 20), tokens_a_second=10) as (talk, pilot):
        talk.speak(INTERVIEWER, 0, "the first question")
        talk.speak(INTERVIEWER, 5, "the second one")
        talk.add_aside("and a word")
        await pilot.pause()
        text = "\n".join(seen(pilot))
        assert text.index("the first question") < text.index("the second one")
        assert text.index("the second one") < text.index("* and a word")


async def test_a_long_stream_draws_its_end_only(monkeypatch):
    """What is finished is never drawn again, however long the turn becomes."""
    async with reading((60, 12)) as (talk, pilot):
        found = drawn(talk, monkeypatch)
        talk.begin(INTERVIEWER, 0)
        for number in range(300):
            talk.feed(f"Paragraph {number} of many.\n\n")
            talk._draw()
        talk.end()
        await pilot.pause()
        assert len(talk.pieces) == 301
        assert len(found) < 3 * 301
        assert talk.pieces[-1].plain == "Paragraph 299 of many.\n"


async def test_somebody_who_types_goes_first(monkeypatch):
    now = 100.0
    monkeypatch.setattr("mockint.tui.widgets.talk.monotonic", lambda: now)
    async with reading((60, 12)) as (talk, pilot):
        drawings: list[int] = []
        draw = talk._draw

        def watch(**how: bool) -> None:
            drawings.append(1)
            draw(**how)

        monkeypatch.setattr(talk, "_draw", watch)

        def a_second() -> int:
            nonlocal now
            drawings.clear()
            for _ in range(20):
                now += 0.05
                talk.feed("x ")
                talk._frame()
            return len(drawings)

        talk.begin(INTERVIEWER, 0)
        assert a_second() == 20
        talk.give_way()
        monkeypatch.setattr("mockint.tui.widgets.talk.TYPING_SECONDS", 5)
        assert a_second() <= 7
        talk.feed("more")
        now += 1
        talk.give_way()
        drawings.clear()
        talk._frame()
        assert not drawings, "the key is painted first"
        await pilot.pause()
        assert drawings, "and the words right behind it"


# -- colours and the clipboard


async def test_another_theme_colours_it_anew():
    async with reading() as (talk, pilot):
        talk.add_turn(INTERVIEWER, 0, "Words.")
        await pilot.pause()
        before = [segment.style for segment in talk.render_line(0)]
        pilot.app.theme = "light"
        await pilot.pause()
        assert [segment.style for segment in talk.render_line(0)] != before


async def test_words_can_be_selected_and_copied():
    async with reading() as (talk, pilot):
        talk.add_turn(INTERVIEWER, 0, "What does it hold?")
        talk.add_turn(CANDIDATE, 0, "keys and values")
        await pilot.pause()
        await pilot.mouse_down(talk, offset=(6, 1))
        await pilot.hover(talk, offset=(5, 4))
        await pilot.mouse_up(talk, offset=(5, 4))
        await pilot.pause()
        chosen = pilot.app.screen.get_selected_text()
        assert chosen is not None
        assert chosen.startswith("does it hold?")
        assert chosen.rstrip().endswith("keys")


async def test_everything_can_be_had_as_plain_text():
    async with reading() as (talk, _):
        talk.add([Aside("one")])
        talk.add_turn(CANDIDATE, 61, "keys")
        assert talk.plain == "* one\n\nYou [01:01]\nkeys\n"
