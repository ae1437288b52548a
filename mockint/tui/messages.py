"""What widgets and screens ask for; whoever stands above decides."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from textual.message import Message

if TYPE_CHECKING:  # the first screen waits for none of what stands behind it
    from mockint.desk import RoundOptions


@dataclass
class StartRound(Message):
    """Somebody wants to sit a round."""

    round_id: str
    persona: str | None = None
    options: "RoundOptions | None" = None
    """All that the command line may say of a round; without it, the user's settings hold."""


@dataclass
class ResumeSession(Message):
    """Somebody wants to go on with an open session."""

    session: str
    """Its id, or the beginning of it; empty: the newest that is open."""
    gap: Literal["count", "skip"] | None = None
    """Whether the time away counts; None asks where it was long."""


@dataclass
class OpenSession(Message):
    """Somebody wants to read a closed session: its debrief."""

    session: str


@dataclass
class OpenTranscript(Message):
    """Somebody wants to read a session's talk, at a turn."""

    session: str
    turn: int | None = None


@dataclass
class ShowSessions(Message):
    """Somebody wants the list of sessions."""


@dataclass
class GoHome(Message):
    """Somebody wants the first screen."""


@dataclass
class ExportSession(Message):
    """Somebody wants a session written to a file."""

    session: str
