"""The board: what stands on it, and the line that a note is written on."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, ClassVar

from textual.app import App, ComposeResult
from textual.pilot import Pilot

from mockint.core.events import Answered, Noted, Pinned
from mockint.core.state import SessionState
from mockint.tui.widgets.board import CLOSED, Board
from tests.builders import Sitting, happens, says, script_of
from tests.table import CACHE
from tests.tui.past import STYLES, text_of

PIN = Pinned(
    calculator="kv_cache",
    result={
        "formula": "2 x 80 x 8 x 128 x 2 B",
        "outputs": {
            "total_bytes": {"value": 32768000000.0, "unit": "bytes"},
            "seconds": {"value": 0.0125, "unit": "s"},
            "regime": {"value": "memory", "unit": None},
        },
    },
)


class Drawing(App[None]):
    CSS_PATH: ClassVar = [STYLES / "base.tcss", STYLES / "interview.tcss"]

    def __init__(self) -> None:
        super().__init__()
        self.board = Board()
        self.notes: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.board

    def on_board_note_written(self, message: Board.NoteWritten) -> None:
        self.notes.append(message.text)


@asynccontextmanager
async def drawing() -> AsyncIterator[tuple[Drawing, Pilot[Any]]]:
    app = Drawing()
    async with app.run_test(size=(50, 24)) as pilot:
        app.board.styles.display = "block"
        await pilot.pause()
        yield app, pilot


def state_of(*steps: Any) -> SessionState:
    sitting = Sitting(script_of(CACHE)).play(*steps)
    sitting.reply()
    return sitting.state


async def test_an_empty_board_says_what_it_is_for():
    async with drawing() as (app, pilot):
        app.board.show_state(state_of(says("stored")))
        await pilot.pause()
        assert "Nothing here yet" in text_of(app)
        assert "a note, enter keeps it" in text_of(app)


async def test_everything_is_shown_in_its_order_with_its_time():
    state = state_of(
        happens(Noted(what="note", text="ask about 日本語"), seconds=5),
        happens(Noted(what="diagram", text="client -> gateway"), seconds=60),
        happens(Answered(turn=2, text="33GB", via="estimate"), PIN),
        happens(Noted(what="note", text="two")),
    )
    async with drawing() as (app, pilot):
        app.board.show_state(state)
        await pilot.pause()
        text = text_of(app)
        order = ["Note", "日本語", "Diagram", "client -> gateway", "Estimate", "33GB", "two"]
        places = [text.index(word) for word in order]
        assert places == sorted(places)
        assert "01:05" in text
        assert "total_bytes  32,768,000,000 bytes" in text
        assert "seconds  0.0125 s" in text
        assert "regime  memory" in text
        assert text.startswith("╭─ Board ── 5 items ─")


async def test_it_says_where_the_calculators_are_closed():
    async with drawing() as (app, pilot):
        app.board.show_state(state_of(says("stored layers")))
        await pilot.pause()
        shown = " ".join(text_of(app).replace("│", " ").split())
        assert CLOSED in shown


async def test_a_note_can_be_written_on_it():
    async with drawing() as (app, pilot):
        app.board.write()
        await pilot.press(*"one note", "enter", "enter")
        await pilot.pause()
        assert app.notes == ["one note"]
        assert "a note, enter keeps it" in text_of(app)
