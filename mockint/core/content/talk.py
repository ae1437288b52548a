"""What a case talks about: a phase, a deep dive, a change of plan, and the reasons for a dive."""

from typing import Annotated, Any

from pydantic import Field, StringConstraints, model_validator

from mockint.core.content.base import ContentModel, Prose, Slug
from mockint.core.content.output import Output
from mockint.core.content.question import (
    AnyPoint,
    CalculatorName,
    FollowUp,
    Level,
    WrongClaim,
)
from mockint.core.content.specimen import Specimen

PartName = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$", max_length=129),
]
"""`high-level/permissions`: something of a part of the case; of a case in all, its part."""
ASKS_AT = 0.6
"""The share of a phase's time from which what is missing is asked for."""


class Computed(ContentModel):
    """A number that a calculator gives; an input `= users * 8` is worked out first."""

    calculator: CalculatorName
    inputs: dict[str, Any]
    output: str


class Talk(ContentModel):
    """Something that is talked about: asked, probed, challenged and read like a question."""

    id: Slug
    title: Prose
    ask: Prose
    points: Annotated[tuple[AnyPoint, ...], Field(min_length=1)]
    wrong_claims: tuple[WrongClaim, ...] = ()
    hints: Annotated[tuple[Prose, ...], Field(min_length=3, max_length=3)]
    followups: tuple[FollowUp, ...] = ()
    answer: Prose
    """A strong candidate's words, shown only after the round."""
    levels: dict[Level, Prose] = Field(
        default_factory=lambda: {
            2: "Some of the points, without their reasons",
            3: "Most of the points, with their reasons",
            4: "Nearly all of it, with numbers, and what it costs",
        }
    )
    specimens: tuple[Specimen, ...] = ()


class CasePhase(Talk):
    """What a phase of the round talks about; the round has a phase of the same id."""

    line: Prose | None = None
    """Said before the ask."""
    requires: tuple[Output, ...] = ()
    asks_at: Annotated[float, Field(gt=0, lt=1)] = ASKS_AT
    may_end_early: bool = True
    """Whether the candidate may go on before its time, once all that it requires is there."""


class Ground(ContentModel):
    """A reason to dive somewhere; all that is given must hold."""

    has: tuple[Slug, ...] = ()
    """Parts that are drawn, all of them."""
    lacks: tuple[Slug, ...] = ()
    """Parts that are not drawn, none of them."""
    covered: PartName | None = None
    """A point of a phase, `high-level/permissions`, that was made."""
    missed: PartName | None = None
    """A point of a phase that was left out."""
    heard: PartName | None = None
    """A wrong claim of a phase that was made."""
    pinned: CalculatorName | None = None
    estimate_off: PartName | None = None
    """A numeric follow-up of a phase whose number was off, or not given."""
    unasked: Slug | None = None
    """A fact that nobody asked for."""
    because: Prose | None = None
    """The reason in words; without it, it is put together from the rest."""

    @model_validator(mode="after")
    def _something_is_given(self) -> "Ground":
        if not self.model_fields_set - {"because"}:
            raise ValueError(
                "a reason needs one of has, lacks, covered, missed, heard, pinned, "
                "estimate_off, unasked"
            )
        return self


class Dive(Talk):
    """A deep dive: a chain of questions into one part of a design."""

    when: Annotated[tuple[Ground, ...], Field(min_length=1)]
    """Reasons for it, any of which is enough; the more hold, the sooner it is chosen."""


class Recompute(Computed):
    """A number that a change makes another one, from what was pinned or else from the facts."""

    times: dict[str, float | int] = Field(default_factory=dict)
    """Inputs that the change multiplies."""
    becomes: dict[str, Any] = Field(default_factory=dict)
    """Inputs that the change replaces."""

    @model_validator(mode="after")
    def _something_changes(self) -> "Recompute":
        if not self.times and not self.becomes:
            raise ValueError("nothing changes: give times, or becomes")
        return self


class Change(Talk):
    """A constraint that the interviewer changes in the middle.

    Its ask may hold `{base}` (whose numbers these are), `{before}` and `{after}`, in that sense
    the outcome of `recompute`.
    """

    recompute: Recompute | None = None


class RedFlag(ContentModel):
    """Something that a design must not lack, or say, written down where it does."""

    id: Slug
    says: Prose
    missed: PartName | None = None
    heard: PartName | None = None

    @model_validator(mode="after")
    def _of_one_kind(self) -> "RedFlag":
        if (self.missed is None) == (self.heard is None):
            raise ValueError("a red flag is raised by missed or by heard")
        return self
