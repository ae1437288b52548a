"""The pieces of a diagram's line: links, boxes, labels; and what to say where a piece is wrong."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from mockint.core.diagrams.model import EdgeKind


class LineError(Exception):
    """A line that cannot be read: what is wrong, and what to write instead."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(f"{message} {remedy}")


class Link(NamedTuple):
    """What stands between two nodes."""

    text: str
    label: str
    kind: EdgeKind
    backwards: bool
    """True for an arrow that points left only."""
    both_ways: bool


class Box(NamedTuple):
    """A node as one place of the text names it."""

    name: str
    label: str | None
    """None where only its name stands there."""
    shape: str


LONGEST_LABEL = 120
SHAPES: tuple[tuple[str, str], ...] = (
    ("(((", ")))"),
    ("((", "))"),
    ("([", "])"),
    ("[(", ")]"),
    ("[[", "]]"),
    ("[/", "/]"),
    ("[/", "\\]"),
    ("[\\", "\\]"),
    ("[\\", "/]"),
    ("{{", "}}"),
    ("[", "]"),
    ("(", ")"),
    ("{", "}"),
    (">", "]"),
)
"""Mermaid's brackets, longer ones first."""
AT_SHAPES = {
    **dict.fromkeys(("cyl", "cylinder", "db", "database"), "[()]"),
    **dict.fromkeys(("rounded", "event"), "()"),
    **dict.fromkeys(("stadium", "pill", "terminal"), "([])"),
    **dict.fromkeys(("diam", "diamond", "decision"), "{}"),
    **dict.fromkeys(("hex", "hexagon", "prepare"), "{{}}"),
    **dict.fromkeys(("circle", "circ"), "(())"),
}
"""The shapes of `id@{ shape: ... }` that look different from a plain box here."""

_LINK = re.compile(
    r"(?P<head><|(?<![^\s\])}])[ox])?"
    r"(?P<body>-{2,}|={2,}|-\.+-|~{3,})"
    r"(?P<tail>>|[ox](?=[\s|]|$))?"
)
_TEXT_LINK = re.compile(
    r"(?P<head><)?(?P<start>--|==|-\.)(?P<label>\s*[^-=.|>\s][^|]*?)\s*(?:-{2,}|={2,}|\.+-)(?P<tail>>)?"
)
_SHORT_LINK = re.compile(r"<[-=]+>|<[-=]+|[-=]+>|[→⟶⇒←↔]|—+>|–+>")
_ANY_LINK = re.compile(r"<?(?:-{2,}|={2,}|-\.|~{3})|<?[-=–—]+>|<-|[→⟶⇒←↔]")
_ID = re.compile(r"[^\W_](?:[\w.:/]|-(?![-.>]))*|_(?:[\w.:/]|-(?![-.>]))*")
_CLASS = re.compile(r":::\s*[\w-]+")
_AT = re.compile(r"@\{(?P<body>[^{}]*)\}")
_BREAK = re.compile(r"<br\s*/?>")
_CODES = {"quot": '"', "amp": "&", "lt": "<", "gt": ">"}
_CODE = re.compile(rf"#({'|'.join(_CODES)}|[0-9]{{1,4}});")
_AND = re.compile(r"\s*&\s*")
_SHORT_AND = re.compile(r"\s*(?:,|&|\+)\s*")


@dataclass
class Scanner:
    """Reads one statement from left to right."""

    text: str
    strict: bool
    """True below a Mermaid header, where only Mermaid's own spelling counts."""
    at: int = 0

    @property
    def rest(self) -> str:
        """What was not read yet."""
        return self.text[self.at :]

    def skip_blanks(self) -> bool:
        """Go to the next thing; False at the end."""
        self.at += len(self.rest) - len(self.rest.lstrip())
        return self.at < len(self.text)

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Return what a pattern finds here, and go past it."""
        match = pattern.match(self.text, self.at)
        if match is not None:
            self.at = match.end()
        return match

    def link(self) -> Link | None:
        """Return the link that begins here, with its label."""
        start = self.at
        link = self._plain_link() or self._text_link() or self._short_link()
        if link is None:
            return None
        self.skip_blanks()
        if self.rest.startswith("|"):
            end = self.text.find("|", self.at + 1)
            if end < 0:
                raise LineError(
                    "The label is not closed by a second |.", f"Write {link.text}|label|."
                )
            label = unquoted(self.text[self.at + 1 : end])
            self.at = end + 1
            link = link._replace(label=label)
        return link._replace(text=self.text[start : self.at].strip())

    def more(self) -> bool:
        """Tell whether another node of the same group follows, and go past the sign."""
        return self.take(_AND if self.strict else _SHORT_AND) is not None

    def box(self) -> Box:
        """Return the node that begins here; raises LineError where none does."""
        name = self._name()
        label: str | None = None
        shape = "[]"
        if (at := self.take(_AT)) is not None:
            label, shape = _at_shape(at["body"])
        else:
            opened = self._opening()
            if opened is not None:
                label, shape = self._content(*opened)
        self.take(_CLASS)
        return Box(name, label, shape)

    def _plain_link(self) -> Link | None:
        match = _LINK.match(self.text, self.at)
        if match is None or (match["body"] in ("--", "==") and not match["tail"]):
            return None
        self.at = match.end()
        return _link(match[0], "", match["body"], match["head"], match["tail"])

    def _text_link(self) -> Link | None:
        """Return `-- label -->`, where the label stands within."""
        match = _TEXT_LINK.match(self.text, self.at)
        if match is None or _ANY_LINK.search(match["label"]):
            if (bare := _LINK.match(self.text, self.at)) is not None:
                body = bare["body"]
                raise LineError(
                    f"{body} is no arrow.",
                    f"Write {body}> for an arrow, {body}{body[0]} for a line.",
                )
            return None
        self.at = match.end()
        label = unquoted(match["label"])
        return _link(match[0], label, match["start"], match["head"], match["tail"])

    def _short_link(self) -> Link | None:
        match = _SHORT_LINK.match(self.text, self.at)
        if match is None:
            return None
        text = match[0]
        if self.strict:
            raise LineError(f"{text} is no arrow in a flowchart.", "Write -->.")
        self.at = match.end()
        left, right = text[0] in "<←↔", text[-1] in ">→⟶⇒↔"
        return Link(text, "", "solid", backwards=left and not right, both_ways=left and right)

    def _name(self) -> str:
        if self.strict:
            match = self.take(_ID)
            if match is None:
                raise LineError(
                    f"{_shown(self.rest)} is no name of a box.",
                    'Begin with letters or digits: name["any label"].',
                )
            return match[0]
        end = self._end_of_name()
        name = unquoted(self.text[self.at : end])
        if not any(letter.isalnum() for letter in name):
            raise LineError(f"{_shown(self.rest)} is no name of a part.", "Name it with a word.")
        self.at = end
        return name

    def _end_of_name(self) -> int:
        """Return where a name of the short form ends: at a link, a bracket, a comma."""
        for place in range(self.at, len(self.text)):
            here = self.text[place]
            if here in ',&+[({|]})"' or self.text.startswith((":::", "@{"), place):
                return place
            if here in "<-=~–—→⟶⇒←↔" and _ANY_LINK.match(self.text, place):
                return place
        return len(self.text)

    def _opening(self) -> tuple[str, list[str]] | None:
        """Return the opening bracket here and those that may close it."""
        for opening, _ in SHAPES:
            if self.rest.startswith(opening):
                return opening, [close for start, close in SHAPES if start == opening]
        return None

    def _content(self, opening: str, closings: list[str]) -> tuple[str, str]:
        """Return the label in brackets, and the brackets."""
        start = self.at + len(opening)
        search = start
        if self.text[start:].lstrip().startswith('"'):
            first = self.text.index('"', start)
            search = self.text.find('"', first + 1) + 1
            if not search:
                raise LineError('A label begins with " and does not end.', 'Close it: ["label"].')
        found = [
            (place, close) for close in closings if (place := self.text.find(close, search)) >= 0
        ]
        if not found:
            raise LineError(
                f"{opening} is not closed.", f"Write {opening}label{closings[0]} on one line."
            )
        end, close = min(found)
        label = unquoted(self.text[start:end])
        if not label:
            raise LineError(f"{opening}{close} holds no label.", "Write one, or no brackets.")
        self.at = end + len(close)
        return label, opening + close


def _link(text: str, label: str, body: str, head: str | None, tail: str | None) -> Link:
    kind: EdgeKind = "hidden" if body[0] == "~" else "thick" if body[0] == "=" else "solid"
    kind = "dotted" if "." in body else kind
    return Link(text, label, kind, bool(head) and not tail, bool(head) == bool(tail))


def _at_shape(body: str) -> tuple[str | None, str]:
    """Return (label, brackets) of `shape: cyl, label: "Vectors"`."""
    pairs = {
        key.strip(): unquoted(value)
        for key, colon, value in (part.partition(":") for part in body.split(","))
        if colon
    }
    return pairs.get("label"), AT_SHAPES.get(pairs.get("shape", ""), "[]")


def unquoted(text: str) -> str:
    """Return a label as it is read: without quotes, in one line."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1]
        if len(text) > 1 and text[0] == text[-1] == "`":  # Mermaid's sign for a Markdown label
            text = text[1:-1]
    text = _CODE.sub(lambda code: _CODES.get(code[1]) or chr(int(code[1])), _BREAK.sub(" ", text))
    text = " ".join(text.split())
    if len(text) > LONGEST_LABEL:
        raise LineError("The label is too long.", f"Use up to {LONGEST_LABEL} characters.")
    return _printable(text)


def _printable(text: str) -> str:
    """Return a text without what a terminal would obey."""
    return "".join(letter for letter in text if letter.isprintable())


def _shown(text: str) -> str:
    return repr(text if len(text) <= 24 else f"{text[:21]}...")
