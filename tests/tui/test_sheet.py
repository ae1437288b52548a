"""Sheets: paragraphs that fit whatever width there is, and a cursor that doesn't skip text."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style
from textual.app import ComposeResult
from textual.screen import Screen

from mockint.tui.marking import Span
from mockint.tui.widgets.paragraphs import Para, SheetLook, TimeBar, marked
from mockint.tui.widgets.pieces import Piece
from mockint.tui.widgets.sheet import Sheet
from tests.tui.past import NARROW, STYLES, press, shown, text_of

NONE = Style()
LOOK = SheetLook(
    text=NONE,
    interviewer=NONE,
    candidate=NONE,
    faint=NONE,
    notice=NONE,
    code=NONE,
    dark=True,
    strong=Style(bold=True),
    sign=NONE,
    made=Style(underline=True),
    half=Style(underline=True),
    unclear=Style(underline=True),
    missed=NONE,
    wrong=Style(strike=True),
)


def drawn(piece: Piece, width: int) -> list[str]:
    return [strip.text.rstrip() for strip in piece.lines(width, LOOK)]


# -- paragraphs


def test_further_lines_hang_under_the_first():
    para = Para((("one two three four", "text"),), sign="[+]", indent=2)
    assert drawn(para, 22) == ["   [+] one two three", "       four"]


def test_a_remark_stands_at_the_right_end_of_the_first_line():
    para = Para((("one two three four", "text"),), right="turn 4")
    assert drawn(para, 20) == [" one two     turn 4", " three four"]


def test_a_gap_is_a_blank_line():
    assert drawn(Para((("one", "text"),), gap=True), 20) == [" one", ""]
    assert drawn(Para(()), 20) == [""]


def test_the_clipboard_has_the_words_with_their_signs():
    para = Para((("one", "text"),), sign="[+]", indent=2, right="turn 4", gap=True)
    assert para.plain == "  [+] one turn 4\n"
    assert TimeBar("Opening", 60, 90).plain == "Opening 01:30 / 01:00"


letters = st.text(
    st.one_of(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), st.sampled_from("漢字 é🙂")
    ),
    max_size=80,
)


@given(letters, st.integers(40, 140), st.integers(0, 4))
def test_no_line_is_wider_than_the_sheet(text: str, width: int, indent: int):
    para = Para((("“", "sign"), (text, "text")), sign="[+]", indent=indent, right="turn 12")
    strips = para.lines(width, LOOK)
    assert all(strip.cell_length <= width for strip in strips)
    assert strips


@pytest.mark.parametrize("width", [44, 52, 76, 140])
@pytest.mark.parametrize(("used", "planned"), [(0, 60), (30, 60), (90, 60), (7200, 60), (5, 0)])
def test_a_bar_fits_and_tells_in_figures_what_it_shows(width: int, used: float, planned: float):
    (line,) = TimeBar("A phase with a long name of its own", planned, used).lines(width, LOOK)
    assert line.cell_length <= width
    assert "/ " in line.text
    assert ("+" in line.text) == (used > planned)
    assert ("█" in line.text) == (used > 0)


# -- marks in the text


def test_marks_stand_in_the_text():
    (para,) = marked("it is stored there", [Span(6, 12, "made")])
    assert drawn(para, 40) == [" it is [+ stored] there", ""]


def test_each_mark_has_a_sign_of_its_own_and_a_style_beside_it():
    spans = [Span(0, 1, "made"), Span(1, 2, "half"), Span(2, 3, "unclear"), Span(3, 4, "wrong")]
    (para,) = marked("abcd", spans)
    assert drawn(para, 40)[0] == " [+ a][~ b][? c][x d]"
    styles = {segment.text: segment.style for segment in para.lines(40, LOOK)[0]}
    assert styles["a"] is not None
    assert styles["a"].underline
    assert styles["d"] is not None
    assert styles["d"].strike


def test_line_breaks_stay_as_they_were_typed():
    paras = marked("one\ntwo\n\nthree", [])
    assert drawn(paras[0], 40) == [" one", " two", "", " three", ""]


def test_a_long_answer_is_several_paragraphs_and_loses_nothing():
    text = "word " * 2000 + "x" * 5000 + "\n" + "line\n" * 100 + "end"
    paras = marked(text, [Span(0, 4, "made")])
    assert len(paras) > 8
    assert [para.gap for para in paras] == [False] * (len(paras) - 1) + [True]
    words = "".join("".join(part for part, _ in para.parts) for para in paras)
    assert words.replace("\n", "") == text.replace("\n", "").replace("word", "[+ word]", 1)


def test_what_could_move_the_cursor_is_made_harmless():
    (para,) = marked("a\x1b[2Jb", [])
    assert "\x1b" not in drawn(para, 40)[0]


def test_no_answer_at_all_is_one_blank_paragraph():
    (para,) = marked("", [])
    assert drawn(para, 40) == ["", ""]


# -- the cursor


class SheetScreen(Screen[None]):
    """A sheet alone."""

    CSS_PATH = STYLES / "sheet.tcss"
    AUTO_FOCUS = "Sheet"

    def __init__(self, pieces: Iterable[Piece]) -> None:
        super().__init__()
        self._pieces = list(pieces)

    def compose(self) -> ComposeResult:
        yield Sheet()

    def on_mount(self) -> None:
        self.sheet.show(self._pieces)

    @property
    def sheet(self) -> Sheet:
        return self.query_one(Sheet)


def choice(number: int) -> Para:
    return Para(((f"choice {number}", "text"),), indent=2, id=f"c{number}")


def filler(lines: int) -> list[Para]:
    return [Para(((f"filler {number}", "text"),)) for number in range(lines)]


async def test_the_cursor_goes_from_choice_to_choice():
    screen = SheetScreen([choice(1), *filler(3), choice(2)])
    async with shown(screen) as (app, pilot):
        assert " ▸ choice 1" in text_of(app)
        await press(pilot, "j")
        assert screen.sheet.chosen == "c2"
        assert " ▸ choice 2" in text_of(app)
        assert " ▸ choice 1" not in text_of(app)
        await press(pilot, "k", "k")
        assert screen.sheet.chosen == "c1"


async def test_text_between_far_choices_is_read_and_not_jumped_over():
    screen = SheetScreen([choice(1), *filler(90), choice(2)])
    async with shown(screen) as (app, pilot):
        await press(pilot, "j")
        assert screen.sheet.chosen == "c1"
        assert screen.sheet.scroll_offset.y == 1
        seen = set()
        for _ in range(80):
            await pilot.press("j")
            seen |= {line.strip() for line in text_of(app).splitlines() if "filler" in line}
        await press(pilot)
        assert screen.sheet.chosen == "c2"
        assert len([each for each in seen if each.startswith("filler")]) >= 90


async def test_after_the_last_choice_the_rest_can_be_read_and_the_way_back_too():
    screen = SheetScreen([choice(1), choice(2), *filler(60)])
    async with shown(screen) as (app, pilot):
        await press(pilot, *["j"] * 60)
        assert "filler 59" in text_of(app)
        assert screen.sheet.chosen == "c2"
        await press(pilot, *["k"] * 70)
        assert screen.sheet.chosen == "c1"
        assert screen.sheet.scroll_offset.y == 0


async def test_the_first_choice_brings_what_stands_above_it():
    screen = SheetScreen([*filler(5), choice(1), *filler(40), choice(2)])
    async with shown(screen) as (app, pilot):
        await press(pilot, "G")
        assert screen.sheet.chosen == "c2"
        await press(pilot, "g")
        assert screen.sheet.chosen == "c1"
        assert "filler 0" in text_of(app)


async def test_without_choices_keys_scroll():
    screen = SheetScreen(filler(60))
    async with shown(screen) as (app, pilot):
        assert screen.sheet.chosen == ""
        await press(pilot, "j", "down", "k", "pagedown")
        assert screen.sheet.scroll_offset.y == 24
        await press(pilot, "pageup", "G")
        assert "filler 59" in text_of(app)
        await press(pilot, "g")
        assert "filler 0" in text_of(app)


async def test_the_scroll_bar_tells_of_more_and_covers_no_word():
    for count, more in ((23, False), (24, False), (25, True)):
        screen = SheetScreen(filler(count))
        async with shown(screen, NARROW) as (app, _):
            assert f"filler {min(count, 24) - 1}" in text_of(app)
            assert any(line.endswith("▇") for line in text_of(app).splitlines()) is more


async def test_a_choice_can_be_named():
    screen = SheetScreen([choice(1), choice(2)])
    async with shown(screen):
        screen.sheet.choose("c2")
        assert screen.sheet.chosen == "c2"
        screen.sheet.choose("nothing")
        assert screen.sheet.chosen == "c2"


async def test_other_pieces_begin_at_the_top_again():
    screen = SheetScreen(filler(60))
    async with shown(screen) as (app, pilot):
        await press(pilot, "G")
        screen.sheet.show([choice(1), *filler(60)])
        await press(pilot)
        assert " ▸ choice 1" in text_of(app)
        assert screen.sheet.scroll_offset.y == 0
        screen.sheet.show([])
        await press(pilot, "j", "k", "g", "G")
        assert text_of(app).strip() == ""
        await pilot.click(Sheet)
