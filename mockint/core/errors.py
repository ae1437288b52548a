"""Every error that mockint raises on purpose, in one tree.

    MockintError                 a message that names the place, and a remedy
    ├── ContentError             a content file is wrong (carries every problem found)
    ├── InputError               an argument, an answers file or a slash command is wrong
    │   └── NotFoundError        no such round, question, session ...
    ├── CalculatorError          a calculator refused its inputs
    └── StoreError               the session store cannot be used
        ├── StoreDamagedError    the file is no database, or a broken one
        ├── StoreNewerError      written by a newer mockint
        ├── StoreLockedError     another process holds it
        ├── StoreReadOnlyError   it cannot be written to
        ├── StoreFullError       the disk is full
        └── SessionBusyError     the session is open in another process

The command line turns each of them into one message on standard error and exit code 2.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


class MockintError(Exception):
    """The root: `str(error)` is one message for a person, with the remedy at its end."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(f"{message} {remedy}".strip())
        self.message = message
        self.remedy = remedy


@dataclass(frozen=True)
class Problem:
    """One fault in a content file."""

    path: str
    """The file, as the user named it."""
    line: int
    """1-based; 0 when the fault has no line (an unreadable file)."""
    column: int
    """1-based; 0 when the fault has no column."""
    message: str
    """What is wrong and what to do, in one sentence or two."""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        return f"{place}: {self.message}"


class ContentError(MockintError):
    """One or more faults in content files."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class InputError(MockintError):
    """What the user typed or passed in cannot be understood."""


class NotFoundError(InputError):
    """A name that nothing answers to."""


class CalculatorError(MockintError):
    """A calculator's inputs are unknown, missing, out of range or impossible together."""


class IncompleteError(CalculatorError):
    """Inputs of a calculator that lead to nothing as long as others are not given too."""


class StoreError(MockintError):
    """The session store cannot be used; nothing in it was changed."""


class StoreDamagedError(StoreError):
    """The file is not a database, or its pages are broken."""


class StoreNewerError(StoreError):
    """The database was written by a newer mockint."""


class StoreLockedError(StoreError):
    """Another process holds the database for longer than the busy timeout."""


class StoreReadOnlyError(StoreError):
    """The database or its folder cannot be written to."""


class StoreFullError(StoreError):
    """No room is left on the disk."""


class SessionBusyError(StoreError):
    """The session is open in another process that is alive."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return " Did you mean 'x'?" for the nearest known word, or nothing."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" Did you mean {near[0]!r}?" if near else ""
