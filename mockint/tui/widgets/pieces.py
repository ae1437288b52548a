"""What stands in a talk, piece by piece; each draws itself as lines of a given width.

Drawing is by Rich, once per piece and width: a Markdown widget per turn takes seconds to build.
"""

import io
import re
from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar, Protocol

from rich.console import Console, RenderableType
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from rich.theme import Theme
from textual.strip import Strip

from mockint.tui.widgets.cutting import Cut

if TYPE_CHECKING:
    from markdown_it.token import Token
    from rich.markdown import Markdown

MARGIN = 1
"""Blank columns left and right of every piece."""

# Without one of these, Markdown is a paragraph: Rich's parser is then not even imported.
_MARKUP = re.compile(r"[*_`#>|\[\]<&\\~]|^\s*[-+=]|^\s*\d{1,9}[.)]\s|^(?: {4}|\t)", re.MULTILINE)


@dataclass(frozen=True)
class Look:
    """The styles that pieces are drawn in, as the style sheet has them."""

    text: Style
    interviewer: Style
    candidate: Style
    faint: Style
    notice: Style
    code: Style
    dark: bool


class Piece(Protocol):
    """A part of a talk."""

    @property
    def ends_blank(self) -> bool:
        """Whether its last line is a blank one, which nobody misses at the end of a page."""
        ...

    def lines(self, width: int, look: Look) -> list[Strip]:
        """Return the piece drawn at a width."""
        ...

    def guess(self, width: int) -> int:
        """Return about how many lines it takes, without drawing it."""
        ...

    @property
    def plain(self) -> str:
        """The words alone, for the clipboard."""
        ...


@dataclass(frozen=True)
class Heading:
    """Who speaks, and when."""

    speaker: str
    time: str
    mine: bool = False
    ends_blank: ClassVar[bool] = False

    def lines(self, width: int, look: Look) -> list[Strip]:
        """Return the speaker on the left and the time on the right."""
        style = look.candidate if self.mine else look.interviewer
        room = max(1, width - 2 * MARGIN - len(self.speaker) - len(self.time))
        return [
            Strip(
                [
                    Segment(" " * MARGIN, look.text),
                    Segment(self.speaker, style),
                    Segment(" " * room, look.text),
                    Segment(self.time, look.faint),
                    Segment(" " * MARGIN, look.text),
                ]
            )
        ]

    def guess(self, width: int) -> int:
        """Return one line."""
        return 1

    @property
    def plain(self) -> str:
        """The speaker and the time."""
        return f"{self.speaker} [{self.time}]"


@dataclass(frozen=True)
class Divider:
    """A new part of the round begins."""

    title: str
    ends_blank: ClassVar[bool] = True

    def lines(self, width: int, look: Look) -> list[Strip]:
        """Return a thin rule with the title in it, and a blank line."""
        title = f"── {self.title} "
        rule = Text(title + "─" * max(0, width - len(title) - 2 * MARGIN), style=look.faint)
        rule.no_wrap = True
        return [*_drawn(rule, width, look), _blank(width, look)]

    def guess(self, width: int) -> int:
        """Return two lines."""
        return 2

    @property
    def plain(self) -> str:
        """The title."""
        return f"== {self.title} ==\n"


@dataclass(frozen=True)
class Words:
    """Words of a turn: Markdown of the interviewer, or a candidate's text as it was typed."""

    cut: Cut
    markdown: bool
    cursor: str = ""
    """A mark at the end of what is still being said."""

    @property
    def ends_blank(self) -> bool:
        """Where the text wasn't cut in the middle."""
        return self.cut.gap

    def lines(self, width: int, look: Look) -> list[Strip]:
        """Return the words, wrapped, and the blank line after them."""
        text = self.cut.text + self.cursor
        if self.markdown and _MARKUP.search(text):
            drawn = _trimmed(_drawn(_markdown(text, look.dark), width, look))
        else:
            flowing = " ".join(text.split("\n")) if self.markdown else text
            drawn = _drawn(Text(flowing, style=look.text), width, look)
        return [*drawn, _blank(width, look)] if self.cut.gap else drawn

    def guess(self, width: int) -> int:
        """Return the lines that its characters fill."""
        return guessed_lines(self.cut.text, width) + self.cut.gap

    @property
    def plain(self) -> str:
        """The words as they were written."""
        return self.cut.text + ("\n" if self.cut.gap else "")


@dataclass(frozen=True)
class Aside:
    """Something that happened beside the talk."""

    text: str
    ends_blank: ClassVar[bool] = True

    def lines(self, width: int, look: Look) -> list[Strip]:
        """Return the sentence, hung on a mark, and a blank line."""
        hung = _drawn(Text(self.text, style=look.notice), width - 2, look)
        mark = [Segment(" * ", look.notice), Segment("   ", look.notice)]
        lines = [Strip([mark[number > 0], *list(strip)[1:]]) for number, strip in enumerate(hung)]
        return [*lines, _blank(width, look)]

    def guess(self, width: int) -> int:
        """Return the lines that its characters fill."""
        return guessed_lines(self.text, width - 2) + 1

    @property
    def plain(self) -> str:
        """The sentence with its mark."""
        return f"* {self.text}\n"


@dataclass(frozen=True)
class Listing:
    """Lines that somebody else folds to a width: verdicts, items of the board."""

    fold: Callable[[int], Iterable[str]]
    ends_blank: ClassVar[bool] = True

    def lines(self, width: int, look: Look) -> list[Strip]:
        """Return the folded lines and a blank one."""
        text = Text("\n".join(self.fold(width - 2 * MARGIN)), style=look.text)
        return [*_drawn(text, width, look), _blank(width, look)]

    def guess(self, width: int) -> int:
        """Return the number of folded lines."""
        return 1 + sum(1 + line.count("\n") for line in self.fold(width - 2 * MARGIN))

    @property
    def plain(self) -> str:
        """The lines, folded as wide as a page."""
        return "\n".join(self.fold(80)) + "\n"


def guessed_lines(text: str, width: int) -> int:
    """Return about how many lines a text fills; asked for thousands of texts at once."""
    return 1 + text.count("\n") + len(text) // max(1, width - 2 * MARGIN)


def filled(strip: Strip, width: int, look: Look) -> Strip:
    """Return a line of the full width, in as few segments as its margin and styles need."""
    margin, *rest = strip.adjust_cell_length(width, look.text)
    return Strip([margin, *Strip(rest).simplify()], width)


def _drawn(renderable: RenderableType, width: int, look: Look) -> list[Strip]:
    console = _console(look)
    options = console.options.update(width=max(1, width - 2 * MARGIN))
    margin = Segment(" " * MARGIN, look.text)
    return [
        Strip([margin, *(segment for segment in line if not segment.control)])
        for line in console.render_lines(renderable, options, style=look.text, pad=False)
    ]


def _blank(width: int, look: Look) -> Strip:
    return Strip.blank(width, look.text)


def _trimmed(lines: list[Strip]) -> list[Strip]:
    """Return lines without the blank ones around them, which Rich puts about lists and code."""
    filled = [number for number, strip in enumerate(lines) if strip.text.strip()]
    return lines[filled[0] : filled[-1] + 1] if filled else lines[:1]


def _markdown(text: str, dark: bool) -> RenderableType:
    blank, parse = _markdown_parser("ansi_dark" if dark else "ansi_light")
    drawn = copy(blank)
    drawn.parsed = parse(text)
    return drawn


@lru_cache(maxsize=2)
def _markdown_parser(code_theme: str) -> "tuple[Markdown, Callable[[str], list[Token]]]":
    """Return a blank Markdown text with its headings on the left, and what reads one.

    Rich would build a parser for every text, which costs more than most of them take to draw.
    """
    # Costs 20 ms to import, and most turns are plain paragraphs.
    from markdown_it import MarkdownIt
    from rich.markdown import Heading as MarkdownHeading
    from rich.markdown import Markdown

    class LeftHeading(MarkdownHeading):
        LEVEL_ALIGN: ClassVar = dict.fromkeys(MarkdownHeading.LEVEL_ALIGN, "left")

    class LeftMarkdown(Markdown):
        elements: ClassVar = {**Markdown.elements, "heading_open": LeftHeading}

    parser = MarkdownIt().enable("strikethrough").enable("table")
    return LeftMarkdown("", code_theme=code_theme, hyperlinks=False), parser.parse


@lru_cache(maxsize=4)
def _console(look: Look) -> Console:
    """Return a console that draws Markdown in the styles of the style sheet."""
    bold, none = Style(bold=True), Style()
    styles = {f"markdown.h{level}": bold for level in range(1, 7)}
    styles |= {
        "markdown.code": look.code,
        "markdown.code_block": look.code,
        "markdown.block_quote": look.faint,
        "markdown.item.bullet": look.faint,
        "markdown.item.number": look.faint,
        "markdown.list": none,
        "markdown.hr": look.faint,
        "markdown.table.header": bold,
        "markdown.table.border": look.faint,
    }
    return Console(
        file=io.StringIO(),
        force_terminal=True,
        color_system="truecolor",
        legacy_windows=False,
        theme=Theme(styles),
        _environ={},
    )
