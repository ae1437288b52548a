"""Pieces of a sheet: paragraphs hung under a sign, with words in several styles, and bars."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.strip import Strip

from mockint.report import clock_text
from mockint.tui.marking import SIGNS, Span, runs
from mockint.tui.widgets.cutting import LONGEST_PARAGRAPH, MOST_LINES, clean
from mockint.tui.widgets.pieces import MARGIN, Look, guessed_lines
from mockint.tui.widgets.row_list import fitted

Part = tuple[str, str]
"""Words, and the name of their style in `SheetLook`."""


@dataclass(frozen=True)
class SheetLook(Look):
    """The styles that paragraphs are drawn in, besides those of a talk."""

    strong: Style
    sign: Style
    made: Style
    half: Style
    unclear: Style
    missed: Style
    wrong: Style

    def named(self, name: str) -> Style:
        """Return a style by its name."""
        style: Style = getattr(self, name)
        return style


def looked(look: Look) -> SheetLook:
    """Return the look of a sheet: these pieces stand on nothing else."""
    assert isinstance(look, SheetLook)
    return look


@dataclass(frozen=True)
class Para:
    """A paragraph; its further lines hang under the first, to the right of its sign."""

    parts: tuple[Part, ...]
    sign: str = ""
    sign_style: str = "sign"
    """Whose colour the sign has."""
    indent: int = 0
    gap: bool = False
    """Whether a blank line follows."""
    id: str = ""
    """What it stands for, where it can be chosen."""
    right: str = ""
    """A remark at the right end of the first line."""

    @property
    def ends_blank(self) -> bool:
        """Where a blank line follows."""
        return self.gap

    @property
    def _hang(self) -> int:
        return self.indent + (cell_len(self.sign) + 1 if self.sign else 0)

    def lines(self, width: int, look: Look) -> list[Strip]:
        """Return the words, wrapped, with the sign before the first line."""
        style = looked(look).named
        remark = cell_len(self.right) + 1 if self.right else 0
        room = max(8, width - 2 * MARGIN - self._hang - remark)
        text = Text(style=style("text"), end="")
        for words, name in self.parts:
            text.append(words, style(name))
        first = " " * (MARGIN + self.indent)
        drawn = []
        for number, line in enumerate(text.wrap(_console(), room)):
            if number == 0:
                margin = [Segment(first, style("text"))]
                if self.sign:
                    sign = style("text") + Style(color=style(self.sign_style).color, bold=True)
                    margin += [Segment(self.sign, sign), Segment(" ", style("text"))]
            else:
                margin = [Segment(" " * (MARGIN + self._hang), style("text"))]
            line.rstrip()
            segments = [*margin, *line.render(_console())]
            if number == 0 and self.right:
                free = max(1, room - line.cell_len + 1)
                segments += [Segment(" " * free, style("text")), Segment(self.right, look.faint)]
            drawn.append(Strip(segments))
        return [*drawn, Strip.blank(width, look.text)] if self.gap else drawn

    def guess(self, width: int) -> int:
        """Return the lines that its characters fill."""
        words = "".join(text for text, _ in self.parts)
        return guessed_lines(words, max(8, width - self._hang)) + self.gap

    @property
    def plain(self) -> str:
        """The words, with the sign before and the remark behind them."""
        words = "".join(text for text, _ in self.parts)
        line = " ".join(filter(None, [self.sign, words, self.right]))
        return f"{' ' * self.indent}{line}" + ("\n" if self.gap else "")


@dataclass(frozen=True)
class TimeBar:
    """What was planned of a phase and what was used: in figures, as a bar, and what ran over."""

    title: str
    planned: float
    used: float
    ends_blank: ClassVar[bool] = False

    def lines(self, width: int, look: Look) -> list[Strip]:
        """Return one line; the bar takes what is left of it."""
        over = f" +{clock_text(self.used - self.planned)}" if self.used - self.planned >= 1 else ""
        room = width - 2 * MARGIN - len(self._figures) - max(7, len(over))
        title_width = max(10, min(24, room - 16))
        bar_width = max(4, min(24, room - 4 - title_width))
        share = self.used / self.planned if self.planned else 1.0
        filled = min(bar_width, max(round(share * bar_width), 1 if self.used >= 1 else 0))
        return [
            Strip(
                [
                    Segment(" " * MARGIN, look.text),
                    Segment(fitted(self.title, title_width), look.text),
                    Segment(f"  {self._figures}  ", look.faint),
                    Segment("█" * filled, looked(look).sign),
                    Segment("·" * (bar_width - filled), look.faint),
                    Segment(over, looked(look).strong),
                ]
            )
        ]

    @property
    def _figures(self) -> str:
        return f"{clock_text(self.used):>5} / {clock_text(self.planned):>5}"

    def guess(self, width: int) -> int:
        """Return one line."""
        return 1

    @property
    def plain(self) -> str:
        """The title and the figures."""
        return f"{self.title} {self._figures}"


def marked(text: str, spans: Iterable[Span], *, indent: int = 0) -> list[Para]:
    """Return an answer with its marks: `[+ what was made]`, `[x what was wrong]`.

    The signs stand in the text, and underlines and strokes only beside them. The last paragraph
    has a blank line after it; a long answer is several, so that only what is seen is drawn.
    """
    parts: list[Part] = []
    for words, mark in runs(text, spans):
        if mark is None:
            parts.append((clean(words), "text"))
        else:
            parts += [(f"[{SIGNS[mark]} ", "sign"), (clean(words), mark), ("]", "sign")]
    groups = list(_groups(parts)) or [()]
    return [Para(group, indent=indent, gap=group is groups[-1]) for group in groups]


def _groups(parts: Iterable[Part]) -> Iterator[tuple[Part, ...]]:
    """Cut parts into groups that are drawn quickly."""
    group: list[Part] = []
    lines = size = 0
    for text, style in parts:
        for bit in _bits(text):
            if group and (lines >= MOST_LINES or size > LONGEST_PARAGRAPH):
                yield _without_last_break(group)
                group, lines, size = [], 0, 0
            group.append((bit, style))
            lines += bit.endswith("\n")
            size += len(bit)
    if group:
        yield _without_last_break(group)


def _bits(text: str) -> Iterator[str]:
    for line in text.splitlines(keepends=True):
        while len(line) > LONGEST_PARAGRAPH:
            at = line.rfind(" ", LONGEST_PARAGRAPH // 2, LONGEST_PARAGRAPH) + 1 or LONGEST_PARAGRAPH
            yield line[:at]
            line = line[at:]
        yield line


def _without_last_break(group: list[Part]) -> tuple[Part, ...]:
    text, style = group[-1]
    return (*group[:-1], (text.removesuffix("\n"), style))


@lru_cache(maxsize=1)
def _console() -> Console:
    """Return a console that wraps and styles words, and writes them nowhere."""
    return Console(file=io.StringIO(), force_terminal=True, color_system="truecolor", _environ={})
