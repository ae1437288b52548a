"""What libyaml says about a broken file, in the words of somebody who writes questions."""

import re
from typing import Self

from yaml import MarkedYAMLError, Node, YAMLError
from yaml.error import Mark

from mockint.content.yaml_file import Place

__all__ = ["PLACELESS", "Fault", "fault_of", "shorten"]

PLACELESS = Place(0, 0)


class Fault(Exception):
    """Something wrong at a place of one file, not yet tied to the file's name."""

    def __init__(self, message: str, place: tuple[int, int]) -> None:
        super().__init__(message)
        self.message = message
        self.place = Place(*place)

    @classmethod
    def at(cls, node: Node | None, message: str) -> Self:
        """Return a fault at the beginning of a node; without one, of the file."""
        return cls(message, _place(node.start_mark if node else None))


_WORDS: tuple[tuple[str, str], ...] = (
    (
        "mapping values are not allowed",
        "a ':' can't stand here: is the line indented too far, or text with ': ' not in quotes?",
    ),
    ("block sequence entries are not allowed", "a list item can't begin here: check the columns"),
    (
        "did not find expected '-' indicator",
        "a list item ('- ') was expected here: does the line begin in the list's column?",
    ),
    (
        "did not find expected key",
        "a key was expected here: is the indentation right, or does a quote end too early?",
    ),
    ("did not find expected ',' or '}'", "a ',' or '}' is missing here"),
    ("did not find expected ',' or ']'", "a ',' or ']' is missing here"),
    ("did not find expected node content", "a value was expected here"),
    (
        "did not find expected <file start>",
        "this belongs to nothing above it: check its column",
    ),
    ("could not find expected ':'", "a ':' is missing after a key, or text isn't indented"),
    ("found unexpected end of stream", "the quote that is opened here is never closed"),
    ("found unexpected document indicator", "the quote that is opened here is never closed"),
    (
        "found unknown escape character",
        "no such escape in double quotes; write \\\\ for a backslash, or use single quotes",
    ),
    ("found undefined alias", "this alias has no anchor; text that begins with * stands in quotes"),
    ("found duplicate anchor", "this anchor (&) is set a second time"),
    ("expected alphabetic or numeric character", "text that begins with * or & stands in quotes"),
    ("expected a single document", "a second document begins here (---); a file holds one"),
)
_OPENED = ("found unexpected end of stream", "found unexpected document indicator")
"""What is noticed at the end of the file, and has its cause where it began."""


def fault_of(error: YAMLError, text: str) -> Fault:
    """Return what the parser complains of as a fault with a remedy."""
    if not isinstance(error, MarkedYAMLError):
        return Fault(f"this is no YAML: {shorten(str(error))}", (1, 1))
    mark = error.problem_mark or error.context_mark
    place = _place(mark)
    problem = error.problem or ""
    if _tab_indents(text, mark) or "found a tab" in problem or "a tab character" in problem:
        return Fault("this line is indented with a tab; use spaces", (place.line, 1))
    if "cannot start any token" in problem and mark is not None:
        character = text[mark.index : mark.index + 1]
        return Fault(f"text that begins with {character!r} stands in quotes", place)
    if problem in _OPENED and error.context_mark is not None:
        place = _place(error.context_mark)
    said = f"{problem} {error.context or ''}"
    words = next((words for part, words in _WORDS if part in said), f"this is no YAML: {problem}")
    return Fault(words, place)


def _tab_indents(text: str, mark: Mark | None) -> bool:
    if mark is None:
        return False
    begin = max(text.rfind("\n", 0, mark.index), text.rfind("\r", 0, mark.index)) + 1
    indent = re.compile(r"[ \t]*").match(text, begin)
    return indent is not None and "\t" in indent[0]


def _place(mark: Mark | None) -> Place:
    return Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)


def shorten(text: str, limit: int = 60) -> str:
    """Return text short enough for a message, on one line."""
    line = " ".join(text[: limit * 4].split())
    return line if len(line) <= limit else line[: limit - 3] + "..."
