"""The form: inputs edited in place, in one column or two, with what is wrong under each."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, ClassVar

import pytest
from textual import on
from textual.app import App, ComposeResult
from textual.events import Key, Paste
from textual.pilot import Pilot
from textual.widgets import Button

from mockint.tui.board.form import Field, Form
from mockint.tui.board.line import LONGEST, Line
from tests.tui.past import text_of

FIELDS = (
    Field("layers", "layers", "how many: a whole number"),
    Field("attention", choices=("mha", "gqa")),
    Field("tokens", "tokens"),
)


def keyed(text: str, *keys: str) -> Line:
    line = Line(text, len(text))
    for key in keys:
        line.take(Key(key, key if len(key) == 1 else None))
    return line


@pytest.mark.parametrize(
    ("keys", "text", "at"),
    [
        (("x",), "12 34x", 6),
        (("left", "left", "x"), "12 x34", 4),
        (("home", "x"), "x12 34", 1),
        (("ctrl+a", "right", "end", "x"), "12 34x", 6),
        (("backspace",), "12 3", 4),
        (("home", "backspace"), "12 34", 0),
        (("home", "delete"), "2 34", 0),
        (("ctrl+w",), "12 "[:2], 2),
        (("ctrl+u",), "", 0),
        (("home", "right", "ctrl+k"), "1", 1),
        (("left", "ctrl+e", "ctrl+d"), "12 34", 5),
    ],
)
def test_a_line_is_edited_as_lines_are(keys: tuple[str, ...], text: str, at: int):
    line = keyed("12 34", *keys)
    assert (line.text, line.at) == (text, at)


def test_a_line_takes_no_breaks_and_only_so_much():
    line = Line()
    line.insert("1\n2\x1b")
    assert line.text == "1 2 "
    line.insert("x" * LONGEST)
    assert len(line.text) == LONGEST
    assert not line.take(Key("f5", None))


class Filling(App[None]):
    CSS: ClassVar = "Form { height: 1fr; } Button { height: 3; }"

    def __init__(self, wide: bool) -> None:
        super().__init__()
        self.form = Form(wide=wide)
        self.told: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.form
        yield Button("after")

    @on(Form.Changed)
    def _changed(self, message: Form.Changed) -> None:
        self.told.append(type(message).__name__)


@asynccontextmanager
async def filling(
    *values: dict[str, str], wide: bool = False, width: int = 50
) -> AsyncIterator[tuple[Filling, Pilot[Any]]]:
    app = Filling(wide)
    async with app.run_test(size=(width, 16)) as pilot:
        app.form.show(FIELDS, *values)
        app.form.focus()
        await pilot.pause()
        yield app, pilot


async def test_what_is_typed_is_told_with_every_key():
    async with filling() as (app, pilot):
        await pilot.press("8", "0", "down", "down", "5", "enter")
        assert app.form.values == ({"layers": "80", "tokens": "5"},)
        assert app.told == ["Changed", "Changed", "Moved", "Moved", "Changed", "Done"]


async def test_enter_leads_down_and_the_last_one_is_done():
    async with filling() as (app, pilot):
        await pilot.press("enter", "enter")
        assert app.form.field == FIELDS[2]
        await pilot.press("down")
        assert app.form.field == FIELDS[2]
        await pilot.press("enter")
        assert app.told[-1] == "Done"


async def test_a_blank_input_shows_what_is_used_and_what_is_wrong_stands_below():
    async with filling({"tokens": "x"}) as (app, pilot):
        app.form.show_used(0, {"layers": "32"}, {"tokens": "Not a number. Give a whole number."})
        await pilot.pause()
        lines = text_of(app).splitlines()
        assert lines[0].split() == ["▸", "layers", "32", "layers"]
        assert lines[2].split() == ["tokens", "x", "tokens"]
        assert lines[3].strip() == "! Not a number. Give a whole number."
        assert app.form.values == ({"tokens": "x"},)


async def test_the_space_bar_leads_through_choices():
    async with filling() as (app, pilot):
        app.form.show_used(0, {"attention": "mha"}, {})
        await pilot.press("down", "space")
        assert app.form.values == ({"attention": "gqa"},)
        await pilot.press("space")
        assert app.form.values == ({"attention": "mha"},)


async def test_tab_goes_across_and_then_on():
    async with filling({"layers": "1"}, {"layers": "2"}) as (app, pilot):
        await pilot.press("tab", "0")
        assert app.form.values == ({"layers": "1"}, {"layers": "20"})
        await pilot.press("shift+tab", "1")
        assert app.form.values == ({"layers": "11"}, {"layers": "20"})
        await pilot.press("tab", "tab")
        assert isinstance(app.focused, Button)


async def test_a_long_text_is_shown_around_the_cursor():
    async with filling({"layers": "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]"}) as (app, pilot):
        assert "9, 10]" in text_of(app).splitlines()[0]
        await pilot.press("home")
        assert "[1, 2, 3" in text_of(app).splitlines()[0]


async def test_a_paste_goes_into_the_input():
    async with filling() as (app, pilot):
        app.post_message(Paste(" 80\n"))
        await pilot.pause()
        assert app.form.values == ({"layers": "80"},)


@pytest.mark.parametrize("width", [24, 50, 120])
async def test_a_click_goes_to_an_input_at_any_width(width: int):
    async with filling({}, {}, width=width) as (app, pilot):
        await pilot.click(Form, offset=(width - 6, 2))
        await pilot.press("7")
        assert app.form.values == ({}, {"tokens": "7"})
        assert all(len(line) <= width for line in text_of(app).splitlines())


async def test_more_inputs_than_fit_are_scrolled_to():
    async with filling() as (app, pilot):
        app.form.show([Field(f"input{number}") for number in range(40)])
        await pilot.press(*["down"] * 39)
        assert "input39" in text_of(app)
        assert "input0 " not in text_of(app)
        await pilot.press(*["pageup"] * 8)
        assert "input0" in text_of(app)


async def test_without_inputs_keys_do_nothing():
    async with filling() as (app, pilot):
        app.form.show(())
        await pilot.press("x", "down")
        app.post_message(Paste("x"))
        await pilot.pause()
        assert app.form.values == ({},)
        assert app.form.field is None
