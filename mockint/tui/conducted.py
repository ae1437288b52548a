"""What the conductor of a round tells its screen, in messages."""

from dataclasses import dataclass

from textual.message import Message

from mockint.core.errors import MockintError
from mockint.core.events import Event
from mockint.core.moves import Move
from mockint.core.state import SessionState
from mockint.tui.pads import Pad


@dataclass
class Happened(Message, bubble=False):
    """An event is on disk."""

    event: Event
    state: SessionState
    """The state after it."""
    taken: str | None = None
    """The draft that became this answer, as it stood in the editor."""


@dataclass
class Speaking(Message, bubble=False):
    """The interviewer says these words; the event comes when all of them are said."""

    move: Move
    words: str
    at: float
    """Seconds of round time."""
    state: SessionState
    """The state before the turn."""


class Thinking(Message, bubble=False):
    """A model reads the answer, or is about to speak: it takes its time."""


@dataclass
class DraftKept(Message, bubble=False):
    """This much of the unsent answer is on disk."""

    text: str


@dataclass
class PadKept(Message, bubble=False):
    """The notes, or the diagram, are in the log as they stood."""

    pad: Pad
    text: str


@dataclass
class Troubled(Message, bubble=False):
    """Something could not be done; the round goes on."""

    error: MockintError


@dataclass
class RoundLeft(Message, bubble=False):
    """Nothing more will come: the round is over, or it could not be taken up."""

    closed: bool


@dataclass
class Broken(Message, bubble=False):
    """A fault of ours; whoever hears of it raises it."""

    error: BaseException
