"""The doors to the outside world; each has a real implementation elsewhere and fakes in tests."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from mockint.core.assessment import Assessment, AssessmentRequest, Expected
from mockint.core.content import FollowUp, Question
from mockint.core.events import Event
from mockint.core.kept import Draft, Heartbeat, SessionSummary
from mockint.core.model_events import HeldBack, ModelCalled
from mockint.core.moves import Move
from mockint.core.state import SessionState


class Assessor(Protocol):
    """Reads an answer."""

    @property
    def name(self) -> str:
        """How verdicts are signed: `offline` or a model's name."""
        ...

    async def assess(self, request: AssessmentRequest) -> Assessment:
        """Return verdicts on the growing answer; never raises for anything a candidate types."""
        ...

    async def assess_all(self, requests: Sequence[AssessmentRequest]) -> Sequence[Assessment]:
        """Read one answer for several scopes: the follow-up it replies to, and its question."""
        ...


@dataclass(frozen=True)
class Spoken:
    """What the interviewer has said."""

    text: str
    voice: str
    """Who spoke to the end: `offline`, which is the script, or a model's name."""
    begun_by: str | None = None
    """The model that said the first words, where the script had to finish."""
    held_back: HeldBack | None = None
    """What a model was kept from saying."""


Hear = Callable[[str], None]
"""Hears the words of a turn that is being said, piece by piece, in order."""


class Voice(Protocol):
    """Turns a move into words."""

    @property
    def name(self) -> str:
        """How the session is signed: `offline` or a model's name."""
        ...

    async def say(self, state: SessionState, move: Move, hear: Hear) -> Spoken:
        """Return the interviewer's words for a move; a fault of a model is no fault of the voice.

        A voice that takes its time lets `hear` have the words as they come, and only words that
        stay: together they are the beginning of the text. When the candidate takes the floor, the
        call is cancelled.
        """
        ...


class Meter(Protocol):
    """Counts what models cost; sessions without a model have none."""

    def begin(self, spent: float) -> None:
        """Begin a session, or take one up that has spent so many dollars already."""
        ...

    def take(self) -> tuple[ModelCalled, ...]:
        """Return the calls that ended since they were last taken, to be written to the log."""
        ...


class Calculators(Protocol):
    """Arithmetic by name."""

    def expected(self, question: Question, followup: FollowUp) -> Expected | None:
        """Recompute a follow-up's estimate; None where it has none.

        Raises CalculatorError when the calculator or its inputs are wrong.
        """
        ...

    def compute(self, calculator: str, inputs: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return `{"calculator", "inputs", "outputs": {name: {"value", "unit"}}, "formula"}`."""
        ...


class Clock(Protocol):
    """Round time: monotonic seconds since the round began, without pauses."""

    def now(self) -> float:
        """Return the seconds of round time."""
        ...

    def wall(self) -> str:
        """Return the wall time as an ISO 8601 label in UTC."""
        ...


class StoppableClock(Clock, Protocol):
    """A clock that a pause can stop."""

    def stop(self) -> None:
        """Let round time stand still."""
        ...

    def go(self) -> None:
        """Let round time run on."""
        ...


class SessionStore(Protocol):
    """Keeps sessions; every method raises StoreError with a remedy when it cannot."""

    async def append(self, session: str, events: Sequence[Event]) -> None:
        """Write events durably; returns only when they are on disk."""
        ...

    async def events(self, session: str, first: int | None = None) -> tuple[Event, ...]:
        """Return a session's events in order, or only the first few."""
        ...

    async def save_draft(self, session: str, draft: Draft) -> None:
        """Overwrite the session's draft."""
        ...

    async def draft(self, session: str) -> Draft | None:
        """Return the session's draft, if one is kept."""
        ...

    async def beat(self, session: str, heartbeat: Heartbeat) -> None:
        """Overwrite the session's heartbeat."""
        ...

    async def heartbeat(self, session: str) -> Heartbeat | None:
        """Return the session's last heartbeat."""
        ...

    async def put_content(self, documents: Mapping[str, str]) -> None:
        """Keep content documents (JSON text by hash), so that a session outlives later edits."""
        ...

    async def content(self, hashes: Sequence[str]) -> Mapping[str, str]:
        """Return the documents of these hashes; a missing one raises StoreError."""
        ...

    async def sessions(self, limit: int | None = None) -> tuple[SessionSummary, ...]:
        """Return summaries, newest first."""
        ...

    async def find(self, prefix: str) -> str:
        """Return the one session id that begins with `prefix`; raises NotFoundError."""
        ...

    async def claim(self, session: str) -> None:
        """Mark the session as open in this process; raises SessionBusyError."""
        ...

    async def release(self, session: str) -> None:
        """Give the session back."""
        ...

    async def delete(self, session: str) -> None:
        """Remove a session with everything it holds; raises NotFoundError."""
        ...

    async def close(self) -> None:
        """Finish pending writes and let go of the database."""
        ...
