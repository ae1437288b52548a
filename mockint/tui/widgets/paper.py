"""A long text of pieces, of which only what is seen is drawn.

Heights of pieces that were not drawn yet are guessed, and set right when they come near the view:
opening or resizing a talk of thousands of turns never holds up a key.
"""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.cache import LRUCache
from textual.events import Resize
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from mockint.tui.widgets.heights import Heights
from mockint.tui.widgets.pieces import Look, Piece, filled

KEPT_DRAWN = 120
"""Pieces whose lines are kept; the others are drawn again when they are scrolled to."""
MOST_ROUNDS = 20
"""How often the view is looked at again because drawing has moved it."""


class Paper(ScrollView, can_focus=False):
    """Shows pieces below one another; stays at the end unless somebody scrolls up."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "paper--interviewer",
        "paper--candidate",
        "paper--faint",
        "paper--notice",
        "paper--code",
        "paper--below",
    }
    BELOW = " more below "
    # The scrollbar is always there, so that a longer text moves nothing else on the screen: without
    # the layout that Textual would do, a line that is spoken costs a twentieth.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False, repaint=False)

    def __init__(self, *, id: str | None = None) -> None:
        """Begin empty."""
        super().__init__(id=id)
        self._pieces: list[Piece] = []
        self._heights = Heights()
        self._drawn_width = 0
        self._look_known: Look | None = None
        self._lines_of: LRUCache[int, list[Strip]] = LRUCache(KEPT_DRAWN)
        self._at_end = True
        self._moving_by_itself = False
        self._bar_rests = False

    # -- what stands on it

    @property
    def pieces(self) -> Sequence[Piece]:
        """Everything that stands here."""
        return self._pieces

    @property
    def last_line_length(self) -> int:
        """How many columns of the last line are filled, where it was drawn."""
        lines = self._lines_of.get(len(self._pieces) - 1)
        return cell_len(lines[-1].text.rstrip()) if lines else 0

    def add(self, pieces: Iterable[Piece]) -> None:
        """Write pieces at the end."""
        self.replace_end(0, pieces)

    def replace_end(self, count: int, pieces: Iterable[Piece]) -> None:
        """Write pieces in the place of the last `count` ones."""
        first = len(self._pieces) - count
        before = self._lines_of.get(first) or []
        for index in range(first, first + count):
            self._lines_of.discard(index)
        self._pieces[first:] = pieces
        width = self._drawn_width
        new = self._pieces[first:]
        self._heights.replace_end(count, (piece.guess(width) if width else 1 for piece in new))
        scrolled = self.scroll_offset.y
        self._settle()
        if self._drawn_width and self.scroll_offset.y == scrolled:
            self._repaint_from(first, before)

    def go_to_end(self) -> None:
        """Follow the end again."""
        self._at_end = True
        self._settle()
        self.refresh()

    @property
    def plain(self) -> str:
        """Everything as plain text, for the clipboard."""
        return "\n".join(piece.plain for piece in self._pieces)

    # -- heights

    def top_of(self, index: int) -> int:
        """Return the line on which a piece begins."""
        return self._heights.top(index)

    def piece_at(self, line: int) -> int:
        """Return the piece that a line belongs to."""
        return self._heights.at(line)

    def _total(self) -> int:
        """Return how many lines there are, without a blank one at the end."""
        blank = bool(self._pieces) and self._pieces[-1].ends_blank
        return max(0, self._heights.total - blank)

    def _measure(self, index: int) -> list[Strip]:
        """Draw a piece, and take over its real height."""
        lines = self._lines_of.get(index)
        if lines is None:
            width, look = self._drawn_width, self._look()
            drawn = self._pieces[index].lines(width, look)
            lines = [filled(strip, width, look) for strip in drawn]
            self._lines_of[index] = lines
        self._heights.set(index, len(lines))
        return lines

    def _settle(self) -> None:
        """Make what is seen exact, and keep it where it is on the screen."""
        if not self._drawn_width:
            return
        self._moving_by_itself = True
        try:
            page = max(1, self.size.height)
            for _ in range(MOST_ROUNDS if self._pieces else 0):
                heights = self._heights
                top = max(0, self._total() - page) if self._at_end else self.scroll_offset.y
                guesses = heights.guesses_in(heights.at(top), heights.at(top + page))
                if not guesses:
                    break
                self._with_view_kept(guesses)
            self._show_size()
        finally:
            self._moving_by_itself = False

    def _repaint_from(self, index: int, before: Sequence[Strip]) -> None:
        """Paint what is new since a piece was drawn as `before`: mostly the end of one line."""
        line = self._heights.top(index)
        after = self._lines_of.get(index) or []
        for old, new in zip(before, after, strict=False):
            if old != new:
                break
            line += 1
        top = max(0, line - self.scroll_offset.y)
        if top < self.size.height:
            self.refresh(Region(0, top, self._drawn_width, self.size.height - top))

    def _with_view_kept(self, indexes: Iterable[int]) -> None:
        """Measure pieces; the piece at the top of the view stays there."""
        heights, top = self._heights, self.scroll_offset.y
        anchor = heights.at(top)
        below = top - heights.top(anchor)
        for index in indexes:
            self._measure(index)
        if not self._at_end:
            self._show_size()
            within = min(below, max(0, heights[anchor] - 1))
            self.scroll_to(y=heights.top(anchor) + within, animate=False, force=True)

    def _show_size(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, self._total())
        if self._at_end:
            self.scroll_to(y=self.max_scroll_y, animate=False, force=True)

    # -- the outside: sizes, themes, scrolling

    def on_resize(self, event: Resize) -> None:
        """Wrap again: what is seen at once, the rest bit by bit."""
        width = self.scrollable_content_region.width
        if width != self._drawn_width:
            self._wrap_again(width)
        self._settle()
        self.refresh()

    def notify_style_update(self) -> None:
        """Draw everything again in new colours; heights stay."""
        super().notify_style_update()
        before, self._look_known = self._look_known, None
        if before is not None and self._look() != before:
            self._lines_of.clear()

    def _wrap_again(self, width: int) -> None:
        """Guess all heights for another width; the piece at the top of the view stays there."""
        anchor, before = self._heights.at(self.scroll_offset.y), self._drawn_width
        self._drawn_width = width
        self._lines_of.clear()
        if before:
            self._heights.scale(before / max(1, width))
        else:
            self._heights.guess_again(piece.guess(width) for piece in self._pieces)
        if not self._at_end:
            self._moving_by_itself = True
            self.virtual_size = Size(width, self._total())
            self.scroll_to(y=self._heights.top(anchor), animate=False, force=True)
            self._moving_by_itself = False

    def watch_virtual_size(self, size: Size) -> None:
        """Stay within the text, and tell the scrollbar."""
        self.scroll_y = self.validate_scroll_y(self.scroll_y)
        self._show_bar()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Follow the end when it has been scrolled to; draw what comes into view."""
        by_hand = not self._moving_by_itself
        if by_hand and self._drawn_width:
            self._at_end = round(new_value) >= self.max_scroll_y
            if self._heights.has_guesses:
                self._settle()
        self._show_bar(always=by_hand)
        if round(old_value) != round(new_value):
            self.refresh()

    def rest_bar(self, rests: bool) -> None:
        """Leave the scrollbar as it is while text streams: to draw it costs as much as the text."""
        self._bar_rests = rests
        self._show_bar()

    def _show_bar(self, *, always: bool = False) -> None:
        if self.show_vertical_scrollbar and (always or not self._bar_rests):
            bar = self.vertical_scrollbar
            bar.window_virtual_size = self.virtual_size.height
            bar.window_size = self.container_size.height
            bar.position = self.scroll_y

    def _look(self) -> Look:
        if self._look_known is None:
            style = self.get_component_rich_style
            self._look_known = Look(
                text=self.rich_style,
                interviewer=style("paper--interviewer"),
                candidate=style("paper--candidate"),
                faint=style("paper--faint"),
                notice=style("paper--notice"),
                code=style("paper--code"),
                dark=self.app.current_theme.dark,
            )
        return self._look_known

    # -- drawing

    def render_line(self, y: int) -> Strip:
        """Return one line of what is seen."""
        line = self.scroll_offset.y + y
        if line >= self._total():
            return Strip.blank(self._drawn_width, self._look().text)
        strip = self._selected(self._line(line), line).apply_offsets(0, line)
        if y == self.size.height - 1 and not self._at_end:
            return self._with_more_below(strip)
        return strip

    def _line(self, line: int) -> Strip:
        index = self._heights.at(line)
        lines, within = self._measure(index), line - self._heights.top(index)
        return lines[within] if within < len(lines) else Strip.blank(self._drawn_width)

    def _with_more_below(self, strip: Strip) -> Strip:
        """Say at the right edge that the talk goes on."""
        label = Segment(self.BELOW, self.get_component_rich_style("paper--below"))
        room = max(0, strip.cell_length - len(self.BELOW))
        return Strip.join([strip.crop(0, room), Strip([label])])

    # -- selecting with the mouse

    def _selected(self, strip: Strip, line: int) -> Strip:
        selection = self.text_selection
        span = selection.get_span(line) if selection is not None else None
        if span is None:
            return strip
        start, end = (cell_len(strip.text[:offset]) for offset in span)
        end = strip.cell_length if span[1] == -1 else end
        style = self.screen.get_component_rich_style("screen--selection")
        chosen = strip.crop(start, end).apply_style(style)
        return Strip.join([strip.crop(0, start), chosen, strip.crop(end)])

    def selection_updated(self, selection: Selection | None) -> None:
        """Show what is selected."""
        self.refresh()

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected words."""
        if selection.start is None and selection.end is None:
            return self.plain, "\n"
        total = self._total()
        first = selection.start.y if selection.start is not None else 0
        last = selection.end.y if selection.end is not None else total - 1
        chosen = []
        for line in range(first, min(last, total - 1) + 1):
            start, end = selection.get_span(line) or (0, -1)
            text = self._line(line).text
            chosen.append((text[start:] if end == -1 else text[start:end]).rstrip())
        return "\n".join(chosen), "\n"
