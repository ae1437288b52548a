"""A text that is read from its beginning, with moments in it that can be chosen."""

import re
from collections.abc import Iterable
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from mockint.tui.actions import bindings
from mockint.tui.widgets.paper import Paper
from mockint.tui.widgets.paragraphs import Para, SheetLook
from mockint.tui.widgets.pieces import MARGIN, Look, Piece

HERE = "▸"


class Sheet(Paper, can_focus=True, inherit_bindings=False):
    """Pieces to read; paragraphs with an id can be chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("list"),
        Binding("down", "down", show=False),
        Binding("up", "up", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
        Binding("pagedown,space", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("question_mark", "app.help", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "sheet--strong",
        "sheet--sign",
        "sheet--made",
        "sheet--half",
        "sheet--unclear",
        "sheet--missed",
        "sheet--wrong",
        "sheet--cursor",
        "sheet--found",
    }

    class Moved(Message):
        """Another paragraph is under the cursor."""

        def __init__(self, sheet: "Sheet") -> None:
            super().__init__()
            self.sheet = sheet

        @property
        def control(self) -> "Sheet":
            """The sheet, for `on` selectors."""
            return self.sheet

    class Chosen(Moved):
        """The paragraph under the cursor was clicked once more."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        """Begin empty."""
        super().__init__(id=id)
        self.set_classes(classes or "")
        self._choices: list[int] = []
        self._cursor = 0
        self._find: re.Pattern[str] | None = None

    # -- what stands on it

    def show(self, pieces: Iterable[Piece], *, find: str = "") -> None:
        """Take other pieces, and go to the beginning; words that are looked for stand out."""
        words = [re.escape(word) for word in find.split()]
        self._find = re.compile("|".join(words), re.IGNORECASE) if words else None
        self._cursor, self._choices = 0, []
        self._at_end = False
        self.scroll_to(y=0, animate=False, force=True)
        self.replace_end(len(self.pieces), pieces)
        self._choices = [
            number
            for number, piece in enumerate(self.pieces)
            if isinstance(piece, Para) and piece.id
        ]
        self._at_end = False
        self.post_message(self.Moved(self))

    @property
    def chosen(self) -> str:
        """The id of the paragraph under the cursor; empty where there is none."""
        if not self._choices:
            return ""
        piece = self.pieces[self._choices[self._cursor]]
        assert isinstance(piece, Para)
        return piece.id

    def choose(self, id: str) -> None:
        """Put the cursor on the first paragraph with this id, if there is one."""
        for place, number in enumerate(self._choices):
            piece = self.pieces[number]
            if isinstance(piece, Para) and piece.id == id:
                self._put(place)
                return

    # -- moving

    def action_down(self) -> None:
        """Go to the next choice, or read on where it is out of sight."""
        self._step(1)

    def action_up(self) -> None:
        """Go to the choice before, or read back."""
        self._step(-1)

    def action_first(self) -> None:
        """Go to the beginning."""
        self._put(0)
        self.scroll_to(y=0, animate=False)

    def action_last(self) -> None:
        """Go to the end."""
        self._put(len(self._choices) - 1)
        self.scroll_to(y=self.max_scroll_y, animate=False)

    def action_page(self, direction: int) -> None:
        """Read on by a page."""
        self.scroll_relative(y=direction * max(1, self.size.height - 1), animate=False)

    def _step(self, direction: int) -> None:
        place = self._next_place(direction)
        top, page = self.scroll_offset.y, self.size.height
        if place is not None and top - page < self._line_of(place) < top + 2 * page - 2:
            self._put(place)
        else:
            self.scroll_relative(y=direction, animate=False)

    def _next_place(self, direction: int) -> int | None:
        """Return the next choice from the cursor, or from the edge of the view if it is away."""
        places = range(len(self._choices))
        if not places:
            return None
        top, end = self.scroll_offset.y, self.scroll_offset.y + self.size.height
        if top <= self._line_of(self._cursor) < end:
            place = self._cursor + direction
            return place if place in places else None
        if direction > 0:
            return next((each for each in places if self._line_of(each) >= top), None)
        return next((each for each in reversed(places) if self._line_of(each) < end), None)

    def _line_of(self, place: int) -> int:
        return self.top_of(self._choices[place])

    def _put(self, place: int) -> None:
        if not 0 <= place < len(self._choices):
            return
        changed, self._cursor = place != self._cursor, place
        number = self._choices[place]
        self._measure(number)
        # The first choice is shown with what stands above it.
        top = 0 if place == 0 else self.top_of(number)
        region = Region(0, top, 1, max(1, self.top_of(number + 1) - top))
        self.scroll_to_region(region, animate=False, force=True, immediate=True)
        self.refresh()
        if changed:
            self.post_message(self.Moved(self))

    def on_click(self, event: events.Click) -> None:
        """Move the cursor, or choose what it is on."""
        offset = event.get_content_offset(self)
        if offset is None or not self.pieces:
            return
        number = self.piece_at(offset.y + self.scroll_offset.y)
        if number in self._choices:
            place = self._choices.index(number)
            if place == self._cursor and event.chain > 1:
                self.post_message(self.Chosen(self))
            self._put(place)

    # -- drawing

    def _look(self) -> Look:
        if self._look_known is None:
            base, style = super()._look(), self.get_component_rich_style
            self._look_known = SheetLook(
                **vars(base),
                strong=style("sheet--strong"),
                sign=style("sheet--sign"),
                made=style("sheet--made"),
                half=style("sheet--half"),
                unclear=style("sheet--unclear"),
                missed=style("sheet--missed"),
                wrong=style("sheet--wrong"),
            )
        return self._look_known

    def _line(self, line: int) -> Strip:
        strip = super()._line(line)
        if self._find is not None:
            strip = self._with_found(strip, self._find)
        if self._choices and self.piece_at(line) == self._choices[self._cursor]:
            strip = self._with_cursor(strip, first=line == self._line_of(self._cursor))
        return strip

    def _with_found(self, strip: Strip, find: re.Pattern[str]) -> Strip:
        text = strip.text
        style = self.get_component_rich_style("sheet--found")
        for match in find.finditer(text):
            start, end = cell_len(text[: match.start()]), cell_len(text[: match.end()])
            strip = _restyled(strip, start, end, style)
        return strip

    def _with_cursor(self, strip: Strip, *, first: bool) -> Strip:
        piece = self.pieces[self._choices[self._cursor]]
        assert isinstance(piece, Para)
        at = MARGIN + max(0, piece.indent - 2)
        blank = piece.gap and not strip.text.strip()
        if self.has_focus and not blank:
            style = self.get_component_rich_style("sheet--cursor") + Style(dim=False)
            strip = _restyled(strip, at, strip.cell_length - MARGIN, style)
        if first:
            style = next(iter(strip.crop(at, at + 1)), Segment("")).style or Style.null()
            mark = Strip([Segment(HERE, style)])
            strip = Strip.join([strip.crop(0, at), mark, strip.crop(at + 1)])
        return strip

    def _with_more_below(self, strip: Strip) -> Strip:
        """Leave the line as it is: a sheet stands still, and its scroll bar tells what is below."""
        return strip


def _restyled(strip: Strip, start: int, end: int, style: Style) -> Strip:
    part = Segment.apply_style(strip.crop(start, end), post_style=style)
    return Strip.join([strip.crop(0, start), Strip(part), strip.crop(end)])
