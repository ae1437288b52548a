"""What is kept of a session beside its log: rows that are written over, not added to."""

from typing import Literal

from mockint.core.assessment import Record


class Draft(Record):
    """The unsent answer, in a row of its own."""

    text: str
    at: float
    wall: str


class Heartbeat(Record):
    """The last moment at which the round was known to run."""

    at: float
    wall: str


class SessionSummary(Record):
    """A line in the list of sessions."""

    id: str
    title: str
    round: str
    persona: str
    started_at: str
    updated_at: str
    status: Literal["open", "closed"]
    at: float
    """Seconds of round time used."""
    events: int
