"""A specimen: a graded sample answer that proves that a question's points separate answers."""

from typing import Annotated, Literal

from pydantic import Field

from mockint.core.content.base import ContentModel, Slug
from mockint.core.content.question import Level

SpecimenKind = Literal[
    "full",
    "partial",
    "empty",
    "wrong",
    "off-topic",
    "terse",
    "long-empty",
    "hostile",
    "plain",
    "spoken",
    "textbook",
    "term-list",
    "one-error",
    "refuting",
]
"""`one-error`: mostly right, with one mistake; `refuting`: right, and denies a wrong claim."""


class Specimen(ContentModel):
    """One graded answer to a question or to one of its follow-ups."""

    kind: SpecimenKind
    level: Level
    """1 strong no hire, 2 no hire, 3 hire, 4 strong hire."""
    followup: Slug | None = None
    verdicts: dict[Slug, Literal["covered", "partial", "missed", "contradicted"]]
    """What a careful person finds for each point (a group by its own id)."""
    wrong_claims: tuple[Slug, ...] = ()
    text: Annotated[str, Field(min_length=1)]
    """The answer as it was given, never tidied."""
