"""The events of a session: append-only, typed, versioned. The log of them is the transcript."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from mockint.core.assessment import Assessment, Record
from mockint.core.content.question import Difficulty
from mockint.core.model_events import HeldBack, ModelCalled
from mockint.core.moves import Move

Pace = Literal["real", "virtual", "untimed"]
CloseReason = Literal["completed", "time", "ended"]

PAYLOAD_VERSION = 1
"""The version that events are written with; older ones are upcast when they are read."""


class PlannedItem(Record):
    """A question of the plan, or one of its numeric follow-ups asked on its own."""

    question: str
    followup: str | None = None
    opener: bool = False
    """Asked without anything after it: one answer, and on to the next."""


class PlannedPhase(Record):
    """A phase as it was drawn for this session."""

    id: str
    planned_seconds: float
    items: tuple[PlannedItem, ...] = ()
    spares: tuple[PlannedItem, ...] = ()
    """What may be asked in the place of an item, as the verdicts so far suggest."""


class SessionStarted(Record):
    """The first event: everything that the rest is decided from."""

    kind: Literal["session-started"] = "session-started"
    mockint: str
    """The version that started the session."""
    round: str
    persona: str
    rubric: str
    seed: int
    pace: Pace
    typing_pace: float
    """What the round's minutes were multiplied with, since answers are typed and not spoken."""
    seniority: Difficulty | None = None
    """The level that was asked for: where the choice of questions begins."""
    assessor: str
    voice: str
    plan: tuple[PlannedPhase, ...]
    content: dict[str, str]
    """Content hashes by `kind/id`: the store keeps the documents themselves."""
    script: str | None = None
    """The answers file of a scripted session, whole, so that it can be resumed by itself."""


class PhaseStarted(Record):
    """The interviewer has moved to a phase."""

    kind: Literal["phase-started"] = "phase-started"
    phase: str
    planned_seconds: float


class Said(Record):
    """The interviewer has spoken."""

    kind: Literal["said"] = "said"
    turn: int
    move: Move
    text: str
    voice: str
    """Who spoke, to the end: `offline`, which is the script, or a model's name."""
    begun_by: str | None = None
    """The model that said the first words, where the script had to finish."""
    interrupted: bool = False
    """True when the candidate took the floor: this is what was said until then."""


class Answered(Record):
    """The candidate has sent an answer, or a bell has taken the draft."""

    kind: Literal["answered"] = "answered"
    turn: int
    text: str
    cut: bool = False
    """True when a bell took it as it stood."""
    via: Literal["talk", "estimate"] = "talk"
    """`estimate`: committed on the board before anything was computed."""
    entry: int | None = None
    """The entry of the answers file that this came from."""


class StayedSilent(Record):
    """A blank answer: the candidate said nothing for a while."""

    kind: Literal["stayed-silent"] = "stayed-silent"
    seconds: float
    entry: int | None = None


class Assessed(Record):
    """A growing answer has been read."""

    kind: Literal["assessed"] = "assessed"
    turn: int
    """The candidate's turn that was new."""
    assessment: Assessment


class HintTaken(Record):
    """The candidate took a hint, knowing its price."""

    kind: Literal["hint-taken"] = "hint-taken"
    question: str
    step: int
    entry: int | None = None


class Skipped(Record):
    """The candidate leaves the question as it stands."""

    kind: Literal["skipped"] = "skipped"
    entry: int | None = None


class Pinned(Record):
    """A calculator's inputs and result were put on the board."""

    kind: Literal["pinned"] = "pinned"
    calculator: str
    result: dict[str, Any]
    entry: int | None = None


class Noted(Record):
    """Something was written on the board."""

    kind: Literal["noted"] = "noted"
    what: Literal["note", "diagram"]
    text: str
    whole: bool = False
    """True for all of the notes, or all of the diagram: what stood there before gives way."""
    entry: int | None = None


class Refused(Record):
    """An action that was not possible at that moment."""

    kind: Literal["refused"] = "refused"
    action: str
    reason: str
    entry: int | None = None


class DraftChanged(Record):
    """The unsent answer, every few seconds of typing, for the replay."""

    kind: Literal["draft-changed"] = "draft-changed"
    text: str


class TimeWarned(Record):
    """A fifth (amber) or a tenth (red) of a phase is left."""

    kind: Literal["time-warned"] = "time-warned"
    phase: str
    colour: Literal["amber", "red"]
    seconds_left: float


class BellRang(Record):
    """Time is up: for the phase (soft), for its grace, or for the round (hard).

    `outputs`: the moment of a phase from which what is missing is asked for.
    """

    kind: Literal["bell-rang"] = "bell-rang"
    bell: Literal["phase", "grace", "round", "outputs"]
    phase: str


class SilenceNoticed(Record):
    """The persona's patience has run out: help is due, once per ask."""

    kind: Literal["silence-noticed"] = "silence-noticed"
    seconds: float


class Paused(Record):
    """Round time stands still from here."""

    kind: Literal["paused"] = "paused"
    entry: int | None = None


class Unpaused(Record):
    """Round time runs on."""

    kind: Literal["unpaused"] = "unpaused"
    entry: int | None = None


class GapFound(Record):
    """Wall time ran on while round time did not: a suspend, a crash, a changed clock."""

    kind: Literal["gap-found"] = "gap-found"
    wall_seconds: float
    counted: bool
    """Whether the candidate lets it count as round time."""


class SessionClosed(Record):
    """The round is over."""

    kind: Literal["session-closed"] = "session-closed"
    reason: CloseReason
    entry: int | None = None


class SelfScored(Record):
    """The candidate's own view of the round, given before the levels were shown."""

    kind: Literal["self-scored"] = "self-scored"
    scores: dict[str, Annotated[int, Field(ge=1, le=4)]]
    """Level by dimension; one that was passed over is left out."""


class Rescored(Record):
    """The answers of a session that is over were read once more; these verdicts stand now."""

    kind: Literal["rescored"] = "rescored"
    assessor: str
    readings: tuple[Assessed, ...]


Payload = Annotated[
    SessionStarted
    | PhaseStarted
    | Said
    | Answered
    | StayedSilent
    | Assessed
    | HintTaken
    | Skipped
    | Pinned
    | Noted
    | Refused
    | DraftChanged
    | TimeWarned
    | BellRang
    | SilenceNoticed
    | Paused
    | Unpaused
    | GapFound
    | SessionClosed
    | SelfScored
    | ModelCalled
    | HeldBack
    | Rescored,
    Field(discriminator="kind"),
]


class Event(Record):
    """One entry of the log."""

    session: str
    seq: int
    """0 for the first, without holes."""
    wall: str
    """ISO 8601 in UTC; a label, never arithmetic."""
    at: float
    """Seconds of round time."""
    version: int = PAYLOAD_VERSION
    payload: Payload


@cache
def _payload() -> TypeAdapter[Payload]:
    """Return what reads a payload; made with the first one, since it builds every model."""
    return TypeAdapter(Payload)


def payload_from(data: Mapping[str, Any], version: int) -> Payload:
    """Return the payload that was stored as `data` under `version`.

    Raises ValueError for a version that is newer than this mockint, or for data that is no event.
    """
    if version > PAYLOAD_VERSION:
        raise ValueError(f"an event of version {version}; this mockint reads {PAYLOAD_VERSION}")
    return _payload().validate_python(dict(data))
