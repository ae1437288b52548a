"""A question or a follow-up, as far as the candidate has got with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from mockint.core.assessment import AnswerTurn, Assessment, ClaimHeard, NumberFound


class ReadAt(NamedTuple):
    """When a growing answer was read."""

    turn: int
    hint: int
    """The step of the newest hint by then, which caps what could be won."""


@dataclass(frozen=True)
class ScopeState:
    """A question or a follow-up, as far as the candidate has got with it."""

    question: str
    followup: str | None = None
    turns: tuple[AnswerTurn, ...] = ()
    assessment: Assessment | None = None
    credits: Mapping[str, float] = field(default_factory=dict)
    """What each point has earned, hints counted."""
    offline: Assessment | None = None
    """The offline reading of the same answer: where no model judged, the assessment itself."""
    offline_credits: Mapping[str, float] = field(default_factory=dict)
    read_at: tuple[ReadAt, ...] = ()
    attempts: int = 0
    """Real answers so far."""
    unknowns: int = 0
    """How often the candidate said that they don't know."""
    unasked: bool = False
    """The number was given before anybody asked for it."""
    redo_asked: bool = False
    connect_asked: bool = False
    help_offered: bool = False
    left: bool = False
    """The candidate skipped it: an answer like "I don't know", and no silence."""
    first_number: NumberFound | None = None
    """The number of the first attempt that held one."""

    @property
    def key(self) -> str:
        """`question` or `question/followup`."""
        return scope_key(self.question, self.followup)

    @property
    def claims_held(self) -> tuple[ClaimHeard, ...]:
        """The wrong claims that stand as of now."""
        return self.assessment.wrong_claims if self.assessment else ()

    @property
    def number(self) -> NumberFound | None:
        """The number that answers the estimate, as of now."""
        found = self.assessment.numbers if self.assessment else ()
        compared = [number for number in found if number.expected is not None]
        return max(compared, key=lambda number: number.turn, default=None)

    @property
    def bears_more(self) -> bool:
        """Whether so much was said that a deeper question can stand on it."""
        read = self.assessment
        return read is not None and read.sufficiency in ("sufficient", "rich")


def scope_key(question: str, followup: str | None) -> str:
    """Name a scope: `question` or `question/followup`."""
    return f"{question}/{followup}" if followup else question
