"""Answers files as they come in: by name, or through standard input."""

import sys
from pathlib import Path

from mockint.answers import parse_answers
from mockint.core.errors import InputError
from mockint.core.events import Pace

LARGEST_ANSWERS_FILE = 4_000_000
"""Bytes."""


def script_of(answers: str | None, pace: Pace | None) -> str | None:
    """Return the answers file's text, or standard input's where no clock can read along."""
    if answers is not None:
        return read_answers(answers)
    if pace in ("virtual", "untimed") and not sys.stdin.isatty():
        return read_answers("-")
    if pace == "virtual":
        raise InputError(
            "Virtual time comes from an answers file.", "Give one: --answers FILE, or pipe it in."
        )
    return None


def read_answers(name: str) -> str:
    """Return the text of an answers file (`-` is standard input); raises InputError."""
    try:
        if name == "-":
            raw = sys.stdin.buffer.read(LARGEST_ANSWERS_FILE + 1)
        else:
            with Path(name).open("rb") as file:
                raw = file.read(LARGEST_ANSWERS_FILE + 1)
        if len(raw) > LARGEST_ANSWERS_FILE:
            raise InputError(f"{name}: an answers file may hold 4 MB.", "Split the session.")
        text = raw.decode("utf-8")
    except OSError as error:
        raise InputError(f"{name}: {error.strerror}.", "Check the path of --answers.") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise InputError(f"{name}:{line}: this is not UTF-8.", "Save the file as UTF-8.") from None
    parse_answers(text, name)
    return text
