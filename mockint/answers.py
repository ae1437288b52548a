r"""The answers file: what a candidate says and does, as text with times.

Entries are separated by a line `---`. A first line `@90s` gives the seconds taken; a blank entry
is silence; lines that begin with `/` are actions. `\---`, `\/` and `\@` at the start of a line
stand for themselves. The same lines are understood in plain mode, as they are typed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from mockint.core.errors import InputError, did_you_mean

SEPARATOR = "---"
ACTIONS: dict[str, str] = {
    "hint": "take the next hint; its price is told before",
    "skip": "leave this question as it stands",
    "estimate": "commit to a number: /estimate 33GB because ...",
    "pin": "compute and pin on the board: /pin kv_cache n_layers=80 ...",
    "diagram": "draw on the board: /diagram client -> gateway -> model",
    "note": "write a note on the board: /note text",
    "pause": "stop the clock, and start it again, where the round allows it",
    "end": "end the round now and see the scorecard",
}
"""What a candidate may do besides answering; the words are shown in help."""

_TIME = re.compile(r"@\s*(?:(\d+)\s*h)?\s*(?:(\d+)\s*m)?\s*(?:(\d+(?:\.\d+)?)\s*s?)?\s*$")


_ESCAPED = re.compile(r"\\+(?:---|/|@)")
"""A mark behind backslashes, of which one is taken away: so every text can be written."""


@dataclass(frozen=True)
class Step:
    """One thing that a candidate does."""

    kind: Literal["answer", "silence", "action"]
    text: str = ""
    """The answer, or what stands after the action's name."""
    action: str = ""
    """The action's name, without the stroke."""
    seconds: float | None = None
    """How long it took; None where the file doesn't say."""
    line: int = 0
    """The line of the file that it begins on, from 1."""


def parse_answers(text: str, name: str = "answers") -> tuple[Step, ...]:
    """Return the steps of an answers file.

    Raises InputError, with the line, for a time that cannot be read.
    """
    return tuple(step for entry in _entries(text) for step in _steps(*entry, name))


def _entries(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield (line number, lines) of each entry; nothing after the last separator is no entry."""
    lines = text.removeprefix("\ufeff").split("\n")
    entry: list[str] = []
    first = 1
    for number, line in enumerate(lines, 1):
        if line.rstrip() == SEPARATOR:
            yield first, entry
            entry, first = [], number + 1
        else:
            entry.append(line.removesuffix("\r"))
    if any(line.strip() for line in entry):
        yield first, entry


def _steps(first: int, lines: list[str], name: str) -> Iterator[Step]:
    """Yield the actions of an entry in their order, then its answer, or else its silence."""
    filled = [offset for offset, line in enumerate(lines) if line.strip()]
    seconds: float | None = None
    start = filled[0] if filled else 0
    if filled and lines[start].startswith("@"):
        seconds = parse_seconds(lines[start].strip(), f"{name}:{first + start}")
        lines = [*lines[:start], "", *lines[start + 1 :]]
    answer: list[str] = []
    actions: list[Step] = []
    for offset, line in enumerate(lines):
        if (action := parse_action(line)) is not None:
            actions.append(Step("action", action[1], action[0], None, first + offset))
        else:
            answer.append(unescape(line))
    text = "\n".join(answer).strip("\n")
    if text.strip():
        yield from actions
        yield Step("answer", text.strip(), seconds=seconds, line=first + start)
    elif actions:
        yield Step("action", actions[0].text, actions[0].action, seconds, actions[0].line)
        yield from actions[1:]
    else:
        yield Step("silence", seconds=seconds, line=first)


def parse_action(line: str) -> tuple[str, str] | None:
    """Return (name, rest) of a line that is an action, or None."""
    if not line.startswith("/"):
        return None
    action, _, rest = line[1:].strip().partition(" ")
    return action.lower(), rest.strip()


def unescape(line: str) -> str:
    """Take the backslash from a line that begins with an escaped mark."""
    return line[1:] if _ESCAPED.match(line) else line


def parse_seconds(text: str, where: str) -> float:
    """Return the seconds of `@90s`, `@1m30s` or `@2m`.

    Raises InputError naming the place.
    """
    match = _TIME.fullmatch(text)
    if match is None or not any(match.groups()):
        raise InputError(f"{where}: {text[:40]!r} is no time.", "Write @90s, @2m or @1m30s.")
    hours, minutes, seconds = (float(part or 0) for part in match.groups())
    return hours * 3600 + minutes * 60 + seconds


def unknown_action(action: str) -> str:
    """Return what to tell somebody who used an action that isn't there."""
    known = ", ".join(f"/{name}" for name in ACTIONS)
    return f"There is no action /{action}.{did_you_mean(action, ACTIONS)} There are: {known}."


def parse_pin(text: str) -> tuple[str, dict[str, str]]:
    """Return (calculator, inputs) of `kv_cache n_layers=80 ...`; values stay as they were typed.

    Raises InputError for a word that is no `key=value`.
    """
    calculator, *pairs = text.split()
    wrong = next((pair for pair in pairs if "=" not in pair), None)
    if wrong is not None:
        raise InputError(f"{wrong!r} is no input.", "Inputs are written key=value.")
    return calculator, dict(pair.split("=", 1) for pair in pairs)
