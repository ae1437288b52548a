"""The answer editor: what writes, what sends, what is never lost."""

import os
import pty
import select
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any, ClassVar

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.pilot import Pilot

from mockint.tui.drafts import MOST_CHARACTERS, without_taken
from mockint.tui.widgets.answer_editor import PASTED, AnswerEditor
from tests.tui.past import STYLES, text_of

LINES = "".join(f"line {number} of a long paste\n" for number in range(400))


class Writing(App[None]):
    CSS_PATH: ClassVar = [STYLES / "base.tcss", STYLES / "interview.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+j", "send", priority=True),
        Binding("escape", "left"),
    ]

    def __init__(self, draft: str) -> None:
        super().__init__()
        self.editor = AnswerEditor(draft, hint="ctrl+j sends", id="answer")
        self.sent: list[str] = []
        self.held: list[str] = []
        self.paged: list[int] = []
        self.escaped = 0

    def compose(self) -> ComposeResult:
        yield self.editor

    def action_send(self) -> None:
        self.editor.ask_send()

    def action_left(self) -> None:
        self.escaped += 1

    def on_answer_editor_sent(self, message: AnswerEditor.Sent) -> None:
        self.sent.append(message.text)

    def on_answer_editor_held(self, message: AnswerEditor.Held) -> None:
        self.held.append(message.reason)

    def on_answer_editor_paged(self, message: AnswerEditor.Paged) -> None:
        self.paged.append(message.direction)


@asynccontextmanager
async def writing(
    draft: str = "", size: tuple[int, int] = (60, 24)
) -> AsyncIterator[tuple[Writing, Pilot[Any]]]:
    app = Writing(draft)
    async with app.run_test(size=size) as pilot:
        app.editor.set_room(1, 6)
        app.editor.focus()
        await pilot.pause()
        yield app, pilot


def burst(app: Writing, text: str, at: float = 1000.0, gap: float = 0.0004) -> float:
    """Deliver keys as a terminal does that marks no paste; a line break is the key that sends."""
    for number, character in enumerate(text):
        moment = at + number * gap
        if character == "\n":
            asked = AnswerEditor.SendAsked()
            asked.time = moment
            app.editor.post_message(asked)
        else:
            key = events.Key("enter" if character == "\r" else character, character)
            if character == "\r":
                key = events.Key("enter", None)
            key.time = moment
            app.editor.post_message(key)
    return at + len(text) * gap


async def settled(app: Writing, pilot: Pilot[Any]) -> None:
    for _ in range(200):
        await pilot.pause()
        if app.editor._asked_at is None and not app.editor._burst:
            return
    raise AssertionError("the editor never came to rest")


# -- sending


async def test_enter_writes_a_line_and_the_other_key_sends():
    async with writing() as (app, pilot):
        await pilot.press("a", "enter", "b", "ctrl+j")
        await settled(app, pilot)
        assert app.sent == ["a\nb"]
        assert app.editor.text == "a\nb", "it stays until it is on disk"
        app.editor.take("a\nb")
        assert app.editor.text == ""


async def test_keys_before_the_one_that_sends_are_all_sent():
    """The app sees a priority key before the editor has seen the keys before it."""
    async with writing() as (app, pilot):
        for key in "abc":
            app.post_message(events.Key(key, key))
        await pilot.press("ctrl+j")
        await settled(app, pilot)
        assert app.sent == ["abc"]


async def test_what_was_typed_after_sending_stays():
    async with writing("sent words") as (app, pilot):
        await pilot.press("ctrl+j")
        await settled(app, pilot)
        await pilot.press("x", "y")
        app.editor.take("sent words")
        assert app.editor.text == "xy"
        await pilot.press("z")
        assert app.editor.text == "xyz"


@pytest.mark.parametrize(
    ("taken", "draft", "left"),
    [
        ("abc", "abc", ""),
        ("abc", "abcde", "de"),
        ("abc", "abXc", "X"),
        ("abc", "Xabc", "X"),
        ("abc", "ab", ""),
        ("aaa", "aaaa", "a"),
        ("abc", "", ""),
        ("", "new", "new"),
    ],
)
def test_only_what_was_taken_goes(taken, draft, left):
    assert without_taken(taken, draft) == left


# -- pastes


@pytest.mark.parametrize("line_break", ["\n", "\r", "\r\n"])
async def test_a_marked_paste_is_text_and_nothing_else(line_break):
    async with writing() as (app, pilot):
        app.post_message(events.Paste(LINES.replace("\n", line_break)))
        await settled(app, pilot)
        assert app.editor.text == LINES
        assert not app.sent


@pytest.mark.parametrize("line_break", ["\n", "\r"])
async def test_an_unmarked_paste_never_sends(line_break):
    async with writing() as (app, pilot):
        burst(app, LINES.replace("\n", line_break))
        await settled(app, pilot)
        assert app.editor.text == LINES
        assert not app.sent


async def test_a_pasted_line_with_its_break_is_not_sent_and_the_next_key_sends_it():
    async with writing() as (app, pilot):
        end = burst(app, "one pasted line\n")
        await settled(app, pilot)
        assert not app.sent
        assert app.held == [PASTED]
        app.editor._guard._handled -= 1  # a second later
        burst(app, "\n", at=end + 1)
        await settled(app, pilot)
        assert app.sent == ["one pasted line\n"]


async def test_a_paste_that_begins_with_a_line_break_is_not_sent():
    async with writing("typed before") as (app, pilot):
        burst(app, "\nthen a pasted line\nand more")
        await settled(app, pilot)
        assert not app.sent
        assert app.editor.text == "typed before\nthen a pasted line\nand more"


async def test_a_paste_in_chunks_is_one_paste():
    async with writing() as (app, pilot):
        at = burst(app, "first chunk")
        at = burst(app, "\nsecond chunk", at=at + 0.1)
        burst(app, "\n", at=at + 0.1)
        await settled(app, pilot)
        assert not app.sent
        assert app.editor.text == "first chunk\nsecond chunk\n"


async def test_a_paste_brings_no_control_characters():
    async with writing() as (app, pilot):
        app.post_message(events.Paste("a\x1b[31mred\x07\tb"))
        await settled(app, pilot)
        assert app.editor.text == "a\ufffd[31mred\ufffd  b"


async def test_more_than_an_answer_holds_is_left_out_with_a_word():
    async with writing("before ") as (app, pilot):
        app.post_message(events.Paste("x" * 1_000_000))
        await settled(app, pilot)
        assert app.editor.text == "before " + "x" * (MOST_CHARACTERS - len("before "))
        assert app.held == ["An answer holds 100,000 characters; the rest was left out."]
        await pilot.press("y")
        assert len(app.editor.text) == MOST_CHARACTERS + 1, "a typed letter is never refused"


# -- what it shows


async def test_the_title_counts_words_and_says_when_they_are_saved():
    async with writing() as (app, pilot):
        assert "ctrl+j sends" in text_of(app)
        await pilot.press("o", "n", "e")
        await pilot.pause()
        assert "1 word ─" in text_of(app)
        await pilot.press("space", "t", "w", "o")
        app.editor.show_kept("one two")
        await pilot.pause()
        assert "2 words · draft saved ─" in text_of(app)
        app.editor.take("one two")
        await pilot.pause()
        assert "ctrl+j sends" in text_of(app)


async def test_it_stops_saying_saved_when_the_disk_is_far_behind(monkeypatch):
    monkeypatch.setattr("mockint.tui.widgets.answer_editor.STALE_SECONDS", 0.01)
    async with writing() as (app, pilot):
        app.editor.show_kept("o")
        await pilot.press("o")
        await pilot.press("n")
        for _ in range(20):
            await pilot.pause()
            if "saved" not in text_of(app):
                break
        assert "saved" not in text_of(app)


@pytest.mark.parametrize("width", [60, 61, 80, 138])
async def test_the_title_fills_the_border(width):
    async with writing("some words", size=(width, 24)) as (app, pilot):
        await pilot.pause()
        first = text_of(app).splitlines()[0]
        assert len(first) == width
        assert "…" not in first
        assert first.startswith("╭─ Your answer ─")
        assert first.endswith("2 words · draft saved ─╮")


async def test_it_grows_with_its_text_up_to_its_room():
    async with writing() as (app, pilot):
        heights = []
        for _ in range(9):
            await pilot.pause()
            heights.append(app.editor.outer_size.height)
            app.editor.insert("\nmore")
        assert heights == [3, 4, 5, 6, 7, 8, 8, 8, 8]
        app.editor.take(app.editor.text)
        await pilot.pause()
        assert app.editor.outer_size.height == 3


async def test_a_long_draft_is_restored_at_its_end():
    async with writing("\n".join(f"line {number}" for number in range(50))) as (app, pilot):
        await pilot.pause()
        assert "line 49" in text_of(app)
        assert "line 43" not in text_of(app)


async def test_it_wraps_softly_also_what_is_wide():
    async with writing(size=(30, 24)) as (app, pilot):
        app.post_message(events.Paste("日本語のテキスト" * 4 + " and words 🙂 that go on"))
        await settled(app, pilot)
        assert app.editor.text.count("\n") == 0
        assert app.editor.outer_size.height > 4


async def test_page_keys_ask_for_the_talk_and_escape_is_not_eaten():
    async with writing("words") as (app, pilot):
        await pilot.press("pageup", "pagedown", "escape")
        assert app.paged == [-1, 1]
        assert app.escaped == 1
        assert app.focused is app.editor
        assert app.editor.text == "words"


async def test_tab_indents():
    async with writing() as (app, pilot):
        await pilot.press("tab", "x")
        assert app.editor.text == "    x"
        assert app.focused is app.editor


async def test_nothing_is_sent_while_it_is_disabled():
    async with writing("words") as (app, pilot):
        app.editor.disabled = True
        burst(app, "\n")
        await settled(app, pilot)
        assert not app.sent


# -- through a terminal of its own


SCRIPT = """
import sys
from pathlib import Path
from tests.tui.test_answer_editor import Writing

class Telling(Writing):
    def on_mount(self):
        self.set_interval(0.1, self.tell)

    def tell(self):
        Path(sys.argv[1]).write_text(repr((len(self.editor.text), self.sent)))

Telling("").run()
"""


def test_in_a_terminal_a_paste_of_400_lines_never_sends(tmp_path):
    """The real driver, the real parser: line feeds, unmarked, in whatever chunks the pty makes."""
    report, wanted = tmp_path / "report", repr((len(LINES), []))
    child, master = pty.fork()
    if child == 0:
        os.execv(sys.executable, [sys.executable, "-c", SCRIPT, str(report)])
    try:
        os.set_blocking(master, False)
        _read_until(master, report.exists)
        to_write = LINES.encode()
        while to_write:
            with suppress(BlockingIOError):
                to_write = to_write[os.write(master, to_write[:1000]) :]
            _read_until(master, lambda: True)
        _read_until(master, lambda: report.read_text() == wanted)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(master)
    assert report.read_text() == wanted


def _read_until(master: int, holds: Callable[[], bool], seconds: float = 30) -> None:
    """Read what a terminal shows, so that its program can go on, until something holds."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if select.select([master], [], [], 0.01)[0]:
            os.read(master, 1 << 16)
        if holds():
            return
