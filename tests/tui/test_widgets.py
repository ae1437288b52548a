"""The parts that all screens share: rows, the line of keys, the registry of actions."""

import pytest
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Static

from mockint.tui.actions import ACTIONS, bindings, clashes, of_scope
from mockint.tui.key_names import event_keys, key_name, keys_of
from mockint.tui.screens.confirm import ConfirmScreen
from mockint.tui.widgets.key_line import KeyLine
from mockint.tui.widgets.row_list import Column, Row, RowList, fitted
from tests.tui.past import press, settled, shown, text_of

# -- rows


@pytest.mark.parametrize(
    ("text", "width", "there"),
    [
        ("short", 8, "short   "),
        ("exactly8", 8, "exactly8"),
        ("much too long", 8, "much to…"),
        ("面接の練習", 8, "面接の …"),
        ("two\nlines\tand  gaps", 30, "two lines and gaps            "),
        ("ring \x07 the bell", 15, "ring \ufffd the bell"),
        ("", 3, "   "),
        ("gone", 0, ""),
    ],
)
def test_text_is_fitted_to_cells(text: str, width: int, there: str):
    assert fitted(text, width) == there


def test_numbers_stand_at_the_right():
    assert fitted("45 min", 8, right=True) == "  45 min"


class Listed(Screen[None]):
    """A list of numbers, and what it tells."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count
        self.told: list[str] = []

    def compose(self) -> ComposeResult:
        yield RowList([Column(6, quiet=True), Column(), Column(5, from_width=100)], empty="None.")

    def on_mount(self) -> None:
        self.list.show(Row(f"r{n}", (f"#{n}", f"Row {n}", "wide")) for n in range(self.count))

    @property
    def list(self) -> RowList:
        return self.query_one(RowList)

    def on_row_list_left_behind(self, event: RowList.LeftBehind) -> None:
        self.told.append(f"left {event.direction:+}")

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        self.told.append(f"chose {event.row.id if event.row else None}")


async def test_a_list_goes_by_line_by_page_and_to_its_ends():
    screen = Listed(100)
    async with shown(screen) as (_, pilot):
        for keys, cursor in (
            (["j", "down", "j"], 3),
            (["k", "up"], 1),
            (["G"], 99),
            (["g"], 0),
            (["pagedown"], 23),
            (["pageup"], 0),
            (["end"], 99),
            (["home"], 0),
        ):
            await press(pilot, *keys)
            assert screen.list.cursor == cursor, keys
        await press(pilot, "up", "end", "down")
        assert screen.told == ["left -1", "left +1"]


async def test_a_column_shows_only_where_there_is_room():
    async with shown(Listed(3), (80, 24)) as (app, pilot):
        assert "▸ #0      Row 0" in text_of(app)
        assert "wide" not in text_of(app)
        await pilot.resize_terminal(120, 24)
        await press(pilot)
        assert "wide" in text_of(app)


async def test_the_cursor_stays_on_its_row_when_rows_come_and_go():
    screen = Listed(10)
    async with shown(screen) as (app, pilot):
        await press(pilot, "G")
        screen.list.show([Row("r9", ("", "nine", "")), Row("r1", ("", "one", ""))])
        assert screen.list.row == Row("r9", ("", "nine", ""))
        screen.list.show([Row("r1", ("", "one", ""))])
        assert screen.list.cursor == 0
        screen.list.show([], empty="Nothing is left.")
        await press(pilot, "j", "k", "G", "g", "pagedown", "enter")
        assert not screen.list.rows
        assert "Nothing is left." in text_of(app)


async def test_a_click_that_is_repeated_chooses():
    screen = Listed(5)
    async with shown(screen) as (_, pilot):
        await pilot.click(RowList, offset=(5, 3))
        assert (screen.list.cursor, screen.told) == (3, [])
        await pilot.click(RowList, offset=(5, 3), times=2)
        assert screen.told == ["chose r3"]
        await pilot.click(RowList, offset=(5, 20))
        assert screen.list.cursor == 3


# -- the line of keys


class Keyed(Screen[None]):
    """A screen with the keys of some scopes."""

    def __init__(self, scope: str) -> None:
        super().__init__()
        self._bindings = type(self._bindings)(bindings(scope))
        for action in of_scope(scope):
            setattr(self, f"action_{action.method}", self.note(action.id))
        self.done: list[str] = []

    def note(self, id: str):
        return lambda: self.done.append(id)

    def compose(self) -> ComposeResult:
        yield Static("something")
        yield KeyLine()


@pytest.mark.parametrize("scope", sorted({action.scope for action in ACTIONS} - {"app", "list"}))
@pytest.mark.parametrize("width", [60, 80, 140])
async def test_the_keys_of_every_screen_fit(scope: str, width: int):
    async with shown(Keyed(scope), (width, 24)) as (app, _):
        line = text_of(app).splitlines()[-1]
        assert len(line) <= width
        assert "f1 help" in line
        way_out = [
            a.label for a in ACTIONS if a.scope == scope and a.shown and a.key.startswith("escape")
        ]
        assert all(f"esc {label}" in line for label in way_out)
        if width >= 80:
            shown_keys = [
                each for each in ACTIONS if each.scope == scope and each.shown and each.key
            ]
            missing = [each.id for each in shown_keys if each.label not in line]
            assert len(missing) <= (2 if width == 80 else 0), missing


async def test_no_key_is_shown_under_a_dialog():
    async with shown(Keyed("sessions"), (80, 24)) as (app, pilot):
        assert "export" in text_of(app)
        app.push_screen(ConfirmScreen("Really?"))
        await settled(pilot)
        assert "export" not in text_of(app)
        await press(pilot, "n")
        assert "export" in text_of(app)


async def test_a_click_on_a_key_does_it():
    screen = Keyed("sessions")
    async with shown(screen) as (app, pilot):
        line = text_of(app).splitlines()[-1]
        await pilot.click(KeyLine, offset=(line.index("export"), 0))
        await pilot.click(KeyLine, offset=(78, 0))
        assert screen.done == ["sessions.export"]


# -- the registry


def test_the_registry_has_no_clash():
    assert clashes({}) == []
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"home.sesions": "x"}, "keys: there is no action 'home.sesions'"),
        ({"home.persona": "s"}, "keys: 's' would be both home.persona and home.sessions"),
        ({"home.persona": "/"}, "keys: 'slash' would be both home.persona and home.search"),
        ({"home.persona": "f9, ctrl+q"}, "keys: 'ctrl+q' would be both app.quit and home.persona"),
        ({"home.persona": "j"}, "keys: 'j' would be both list.down and home.persona"),
    ],
)
def test_clashes_are_named(keys: dict[str, str], said: str):
    assert said in clashes(keys)


def test_two_screens_may_use_one_key():
    assert clashes({"home.persona": "x"}) == []


def test_keys_are_called_what_stands_on_them():
    assert [key_name(each) for each in ("ctrl+j", "slash", "escape", "enter", "f1", "G")] == [
        "ctrl+j",
        "/",
        "esc",
        "enter",
        "f1",
        "G",
    ]
    assert key_name("ctrl+j", short=True) == "^j"
    assert keys_of("interview.send", {}) == ("ctrl+j", "ctrl+enter")
    assert keys_of("interview.send", {"interview.send": "f5, alt+enter"}) == ("f5", "alt+enter")
    search = next(action for action in ACTIONS if action.id == "home.search")
    assert event_keys({"home.search": "?"}, search) == {"question_mark"}


def test_every_binding_has_an_id_and_a_sentence():
    for scope in {action.scope for action in ACTIONS}:
        for binding in bindings(scope):
            assert isinstance(binding, Binding)
            assert binding.id
            assert binding.tooltip
