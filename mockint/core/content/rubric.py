"""A rubric: dimensions with behaviourally anchored levels."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from mockint.core.content.base import ContentModel, Prose, Slug
from mockint.core.content.question import Level, Weight

Feed = Literal[
    "points",
    "followups",
    "wrong_claims",
    "hints",
    "estimates",
    "conversation",
    "delivery",
    "your_questions",
    "clarifying",
    "outputs",
    "time",
]
"""What a dimension is computed from; `docs/scoring.md` gives the arithmetic of each."""


RoundPart = Literal[
    "clarify", "estimate", "design", "dive", "trade-off", "change", "operations", "wrap"
]
"""A part of a design round; `trade-off` are the follow-ups of that kind, wherever they stand."""


class Dimension(ContentModel):
    """One thing the round is scored on."""

    id: Slug
    title: Prose
    weight: Weight
    fed_by: Annotated[tuple[Feed, ...], Field(min_length=1)]
    parts: tuple[RoundPart, ...] = ()
    """The parts of a design round whose points and outputs feed it; all, if none is named."""
    levels: dict[Level, Prose]
    """Behaviour one could observe, for each of the levels 1 to 4."""

    @model_validator(mode="after")
    def _all_levels(self) -> "Dimension":
        if set(self.levels) != {1, 2, 3, 4}:
            raise ValueError("levels describes 1, 2, 3 and 4")
        return self


class Floor(ContentModel):
    """A cap on the whole: if any dimension is at this level, the round is at most at that."""

    if_any: Level
    then_at_most: Level


class Rubric(ContentModel):
    """How a round is scored."""

    id: Slug
    title: Prose
    dimensions: Annotated[tuple[Dimension, ...], Field(min_length=1)]
    floors: tuple[Floor, ...] = ()
