"""What the interviewer does next, before anybody puts it into words."""

from typing import Literal

from mockint.core.assessment import Record

MoveKind = Literal[
    "open",
    "ask",
    "probe",
    "challenge",
    "redo",
    "connect",
    "follow-up",
    "offer-hint",
    "hint",
    "wait",
    "repeat",
    "fact",
    "which-fact",
    "unknown-fact",
    "redirect",
    "leave",
    "move-on",
    "time",
    "invite",
    "close",
    "require",
    "change",
    "go-on",
]
Bridge = Literal["correction", "interrupt"]

ASKING_KINDS: frozenset[str] = frozenset(
    {
        *("open", "ask", "probe", "challenge", "redo", "connect", "follow-up", "move-on"),
        *("invite", "require", "change"),
    }
)
"""The moves that put something new to the candidate; the others leave the last ask standing."""

REPEATING_KINDS: frozenset[str] = frozenset({"repeat", "redirect", "redo", "connect"})
"""The moves that may ask once more what was asked."""


class Move(Record):
    """One step of the interviewer; a voice words it, and the fold reads it back."""

    kind: MoveKind
    phase: str | None = None
    """The phase that this move enters, if it enters one."""
    question: str | None = None
    followup: str | None = None
    target: str | None = None
    """The point probed, the claim challenged, the fact told, the output that is missing, or the
    colour of a time warning."""
    facts: tuple[str, ...] = ()
    """All facts told, where one turn asked for several; those of which one may be meant."""
    because: str | None = None
    """Why a deep dive, or a change, was chosen: for the debrief, never said."""
    scripted: str = ""
    """The wording of the script: the floor below which no voice may go."""
    quote: str | None = None
    """The candidate's words that a challenge rests on."""
    step: int | None = None
    """The hint's step: of the one that is given, or offered."""
    seconds_left: float | None = None
    bridge: Bridge | None = None
    """Why the move begins in a special way: something was taken back, or cut short."""
