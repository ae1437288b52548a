"""A form in one widget: inputs below each other, edited in place, in one column or in two.

What nobody has typed shows the value that is used all the same, dimmer. What is wrong with an input
stands right under it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from mockint.tui.board.line import Line
from mockint.tui.widgets.row_list import ELSEWHERE, HERE, fitted

NAME_WIDTH = 22
"""The most columns that names may take."""
VALUE_WIDTH = 14
UNIT_WIDTH = 10


@dataclass(frozen=True)
class Field:
    """One input of a form."""

    name: str
    unit: str = ""
    about: str = ""
    """What it means and what it takes, in a sentence."""
    choices: tuple[str, ...] = ()
    """What the space bar leads through."""


@dataclass(frozen=True)
class _Drawn:
    """A line of the form: the input that it belongs to, and what is wrong where it says so."""

    field: int
    fault: str = ""


class Form(ScrollView, can_focus=True, inherit_bindings=False):
    """Inputs of one or two variants."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "move(-5)", show=False),
        Binding("pagedown", "move(5)", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"form--quiet", "form--fault", "form--here"}

    class Changed(Message):
        """An input has another text."""

        def __init__(self, form: "Form") -> None:
            super().__init__()
            self.form = form

        @property
        def control(self) -> "Form":
            """The form, for `on` selectors."""
            return self.form

    class Moved(Changed):
        """Another input is under the cursor."""

    class Done(Changed):
        """Enter was pressed on the last input."""

    def __init__(self, *, wide: bool = False, id: str | None = None) -> None:
        """Begin without inputs; `wide` gives texts all the room there is."""
        super().__init__(id=id)
        self._wide = wide
        self.fields: tuple[Field, ...] = ()
        self._lines: list[dict[str, Line]] = [{}]
        self._used: list[Mapping[str, str]] = [{}]
        self._faults: list[Mapping[str, str]] = [{}]
        self._drawn: list[_Drawn] = []
        self.row = self.column = 0

    # -- what is in it

    def show(self, fields: Iterable[Field], *values: Mapping[str, str]) -> None:
        """Take other inputs, with the texts of one variant or of two."""
        self.fields = tuple(fields)
        given: Sequence[Mapping[str, str]] = values or ({},)
        self._lines = [{name: _line(text) for name, text in each.items()} for each in given]
        self._used = [{} for _ in given]
        self._faults = [{} for _ in given]
        self.row, self.column = 0, 0
        self._lay_out()
        self._see_row()

    @property
    def values(self) -> tuple[dict[str, str], ...]:
        """What was typed, by input, for each variant; what is blank is left out."""
        return tuple(
            {name: line.text.strip() for name, line in lines.items() if line.text.strip()}
            for lines in self._lines
        )

    @property
    def field(self) -> Field | None:
        """The input under the cursor."""
        return self.fields[self.row] if self.row < len(self.fields) else None

    def show_used(self, variant: int, used: Mapping[str, str], faults: Mapping[str, str]) -> None:
        """Show what is used where nothing was typed, and what is wrong with what was."""
        if variant < len(self._lines):
            self._used[variant], self._faults[variant] = used, faults
            self._lay_out()

    # -- keys

    def on_key(self, event: events.Key) -> None:
        """Edit the input under the cursor."""
        if self.field is None:
            return
        if event.key == "enter":
            last = self.row == len(self.fields) - 1
            self.post_message(self.Done(self)) if last else self.action_move(1)
        elif event.key == "tab" and self.column < len(self._lines) - 1:
            self.go(self.row, self.column + 1)
        elif event.key == "shift+tab" and self.column:
            self.go(self.row, self.column - 1)
        elif event.key == "space" and self.field.choices:
            self._choose(self.field.choices)
        elif not self._edit(event):
            return
        event.stop()
        event.prevent_default()

    def _edit(self, event: events.Key) -> bool:
        line = self._line_here()
        before = line.text
        taken = line.take(event)
        if taken:
            self._after_edit(line.text != before)
        return taken

    def on_paste(self, event: events.Paste) -> None:
        """Write what was pasted into the input."""
        event.stop()
        event.prevent_default()
        if self.field is not None:
            self._line_here().insert(event.text.strip())
            self._after_edit(True)

    def _after_edit(self, changed: bool) -> None:
        self.refresh()
        if changed:
            self.post_message(self.Changed(self))

    def _choose(self, choices: tuple[str, ...]) -> None:
        assert self.field is not None
        name, line = self.field.name, self._line_here()
        now = line.text or self._used[self.column].get(name, "")
        place = choices.index(now) + 1 if now in choices else 0
        self._lines[self.column][name] = _line(choices[place % len(choices)])
        self._after_edit(True)

    def _line_here(self) -> Line:
        assert self.field is not None
        return self._lines[self.column].setdefault(self.field.name, Line())

    def action_move(self, by: int) -> None:
        """Go to another input."""
        self.go(self.row + by, self.column)

    def go(self, row: int, column: int) -> None:
        """Put the cursor at the end of an input."""
        before = self.row
        self.row, self.column = max(0, min(row, len(self.fields) - 1)), column
        if self.field is not None:
            line = self._line_here()
            line.at = len(line.text)
        self._see_row()
        self.refresh()
        if self.row != before:
            self.post_message(self.Moved(self))

    def on_click(self, event: events.Click) -> None:
        """Go to the input under the pointer."""
        offset = event.get_content_offset(self)
        line = offset.y + self.scroll_offset.y if offset is not None else -1
        if offset is not None and 0 <= line < len(self._drawn):
            name, value = self._widths()
            second = len(self._lines) > 1 and offset.x > len(HERE) + name + 1 + value
            self.go(self._drawn[line].field, int(second))

    # -- drawing

    def on_resize(self) -> None:
        """Wrap what is wrong anew."""
        self._lay_out()
        self._see_row()

    def _lay_out(self) -> None:
        self._drawn = list(self._places())
        self.virtual_size = Size(1, len(self._drawn))
        self.refresh(layout=self.styles.is_auto_height)

    def _places(self) -> Iterator[_Drawn]:
        room = max(10, self.scrollable_content_region.width - 6)
        for number, field in enumerate(self.fields):
            yield _Drawn(number)
            faults = [each[field.name] for each in self._faults if field.name in each]
            for fault in dict.fromkeys(faults):
                for part in _wrapped(f"! {fault}", room):
                    yield _Drawn(number, part)

    def _see_row(self) -> None:
        lines = [place for place, drawn in enumerate(self._drawn) if drawn.field == self.row]
        if lines:
            region = Region(0, lines[0], 1, len(lines))
            self.scroll_to_region(region, animate=False, force=True, immediate=True)

    def _widths(self) -> tuple[int, int]:
        """Return the columns of names, and of one value."""
        room = self.scrollable_content_region.width - len(HERE)
        most = NAME_WIDTH if room > 40 else 18 if len(self._lines) == 1 else 14
        name = min(most, max((cell_len(field.name) for field in self.fields), default=0))
        left = room - name - len(self._lines)
        if self._wide or len(self._lines) > 1:
            return name, max(4, left // len(self._lines))
        return name, max(4, min(VALUE_WIDTH, left - 1 - UNIT_WIDTH if left > 24 else left))

    def render_line(self, y: int) -> Strip:
        """Draw an input, or what is wrong with it."""
        width, number = self.scrollable_content_region.width, y + self.scroll_offset.y
        plain = self.visual_style.rich_style
        if number >= len(self._drawn):
            return Strip.blank(width, plain)
        drawn = self._drawn[number]
        if drawn.fault:
            style = self.get_visual_style("form--fault").rich_style
            return Strip([Segment(f"    {drawn.fault}", style)]).adjust_cell_length(width, plain)
        return Strip(list(self._input(drawn.field, plain))).adjust_cell_length(width, plain)

    def _input(self, number: int, plain: Style) -> Iterable[Segment]:
        field, here = self.fields[number], number == self.row and self.has_focus
        quiet = self.get_visual_style("form--quiet").rich_style
        marked = self.get_visual_style("form--here").rich_style if here else plain
        name, value = self._widths()
        yield Segment(HERE if here else ELSEWHERE, marked)
        yield Segment(fitted(field.name, name), marked)
        for column, lines in enumerate(self._lines):
            yield Segment(" ", plain)
            line = lines.get(field.name)
            if here and column == self.column:
                used = self._used[column].get(field.name, "")
                yield from _edited(line or Line(), used, value, plain, quiet)
            elif line is not None and line.text:
                yield Segment(fitted(line.text, value), plain)
            else:
                yield Segment(fitted(self._used[column].get(field.name, ""), value), quiet)
        if len(self._lines) == 1 and not self._wide:
            yield Segment(f" {field.unit}", quiet)


def _line(text: str) -> Line:
    return Line(text, len(text))


def _edited(line: Line, used: str, width: int, plain: Style, quiet: Style) -> Iterable[Segment]:
    """Yield an input with its cursor; of a long text as much as fits around it."""
    if not line.text:
        shown = fitted(used, width)
        yield Segment(shown[:1], quiet + Style(reverse=True))
        yield Segment(shown[1:], quiet)
        return
    start = max(0, line.at - width + 1)
    before, under, after = line.text[start : line.at], line.text[line.at : line.at + 1], ""
    after = line.text[line.at + 1 :]
    while cell_len(before) >= width:
        before = before[1:]
    under = under or " "
    yield Segment(before, plain)
    yield Segment(under, plain + Style(reverse=True))
    rest = max(0, width - cell_len(before) - cell_len(under))
    yield Segment(set_cell_size(after, rest), plain)


def _wrapped(text: str, width: int) -> list[str]:
    from textwrap import wrap

    return wrap(text, width) or [text]
