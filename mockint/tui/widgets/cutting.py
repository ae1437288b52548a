"""Cuts a growing text into pieces that can be drawn by themselves and never change again.

So a streamed answer costs the same at its end as at its beginning, and a long one never has to be
drawn whole.
"""

import re
from dataclasses import dataclass

LONGEST_PARAGRAPH = 1500
"""Characters after which a paragraph is cut, so that its live end stays cheap to draw."""
MOST_LINES = 40
"""Lines of code, or of a candidate's own line breaks, that are drawn as one piece."""

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})\s*([^`\s]*)")
_LIST_ITEM = re.compile(r"\s*([-*+]|\d{1,9}[.)])\s")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")


@dataclass(frozen=True)
class Cut:
    """One piece of a text."""

    text: str
    gap: bool = True
    """Whether a blank line follows; not where a long paragraph or code was cut in the middle."""


def clean(text: str) -> str:
    """Return a text that cannot move a terminal's cursor, ring its bell or break its encoding."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNPRINTABLE.sub("\ufffd", text).expandtabs(4)


def cut_markdown(text: str) -> tuple[list[Cut], str]:
    """Return the finished pieces of a Markdown text, and the end that may still change."""
    done: list[Cut] = []
    lines = text.split("\n")
    start = at = 0
    while at < len(lines) - 1:
        fence = _FENCE.match(lines[at])
        if fence and at > start:
            done.append(_cut(lines, start, at))
            start = at
        if fence:
            end = _end_of_fence(lines, at, fence[1])
            if end is None:
                return done, _cut_open_fence(lines, start, fence, done)
            done.append(_cut(lines, start, end + 1))
            start = at = end + 1
        elif not lines[at].strip() and not _goes_on(lines, start, at):
            if at > start:
                done.append(_cut(lines, start, at))
            start = at = at + 1
        else:
            at += 1
    return done, _cut_long_paragraph("\n".join(lines[start:]), done)


def whole_markdown(text: str) -> list[Cut]:
    """Return all pieces of a Markdown text that is complete."""
    done, rest = cut_markdown(text)
    return [*done, Cut(rest.rstrip())] if rest.strip() else done


def cut_verbatim(text: str) -> list[Cut]:
    """Return the pieces of a text whose line breaks stand as they were typed."""
    lines = text.split("\n")
    groups: list[list[str]] = [[]]
    size = 0
    for line in lines:
        for part in _parts(line):
            full = len(groups[-1]) >= MOST_LINES or size + len(part) > LONGEST_PARAGRAPH
            if full and groups[-1]:
                groups.append([])
                size = 0
            groups[-1].append(part)
            size += len(part)
    return [Cut("\n".join(group), gap=group is groups[-1]) for group in groups]


def _cut(lines: list[str], start: int, end: int) -> Cut:
    return Cut("\n".join(lines[start:end]).rstrip())


def _end_of_fence(lines: list[str], at: int, mark: str) -> int | None:
    """Return the line that closes a fence; the last line is still being written."""
    for number in range(at + 1, len(lines) - 1):
        line = lines[number].strip()
        if line.startswith(mark) and not line.strip(mark[0]):
            return number
    return None


def _cut_open_fence(lines: list[str], start: int, fence: re.Match[str], done: list[Cut]) -> str:
    """Move full loads of an unclosed fence's lines to the finished pieces."""
    body = lines[start + 1 :]
    while len(body) > MOST_LINES:
        code = "\n".join(body[:MOST_LINES])
        done.append(Cut(f"{fence[1]}{fence[2]}\n{code}\n{fence[1]}", gap=False))
        body = body[MOST_LINES:]
    return "\n".join([f"{fence[1]}{fence[2]}", *body])


def _goes_on(lines: list[str], start: int, blank: int) -> bool:
    """Tell whether the line after a blank one belongs to the list before it, or still may."""
    following = lines[blank + 1]
    indented = following.startswith(("  ", "\t"))
    begun = blank + 2 == len(lines) and following in ("", " ")
    return blank > start and bool(_LIST_ITEM.match(lines[start])) and (indented or begun)


def _cut_long_paragraph(rest: str, done: list[Cut]) -> str:
    while len(rest) > LONGEST_PARAGRAPH and not _FENCE.match(rest):
        at = _break_before(rest, LONGEST_PARAGRAPH)
        done.append(Cut(rest[:at].rstrip(), gap=False))
        rest = rest[at:].lstrip(" ")
    return rest


def _parts(line: str) -> list[str]:
    """Return a line in parts of a length that can be drawn quickly."""
    parts = []
    while len(line) > LONGEST_PARAGRAPH:
        at = _break_before(line, LONGEST_PARAGRAPH)
        parts.append(line[:at])
        line = line[at:]
    return [*parts, line]


def _break_before(text: str, limit: int) -> int:
    """Return where to cut a text: after the last line break before the limit, or else a space."""
    for mark in ("\n", " "):
        at = text.rfind(mark, 0, limit)
        if at > limit // 2:
            return at + 1
    return limit
