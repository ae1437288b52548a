"""What a phase has to leave behind: a number, a drawing, something said, facts found out."""

from typing import Annotated

from pydantic import Field, model_validator

from mockint.core.content.base import ContentModel, Prose, Slug


class DiagramRequirement(ContentModel):
    """What the candidate's diagram has to hold by the end of a phase."""

    parts: tuple[Slug, ...] = ()
    """Parts that have to be drawn, in any words that mean them."""
    path: Annotated[tuple[Slug, ...], Field(min_length=2)] | None = None
    """Parts of which each leads to the next, with whatever between."""
    names: dict[Slug, tuple[Prose, ...]] = Field(default_factory=dict)
    """Other names of those parts."""

    @model_validator(mode="after")
    def _something_is_required(self) -> "DiagramRequirement":
        required = {*self.parts, *(self.path or ())}
        if not required:
            raise ValueError("a diagram is required to have parts or a path")
        if unknown := sorted(set(self.names) - required):
            raise ValueError(f"names are given of {unknown[0]!r}, which is not required")
        return self


class Output(ContentModel):
    """One thing that has to be there by the end of a phase; exactly one of four kinds."""

    id: Slug
    says: Prose
    """What it is, as the candidate reads it: `a path from the user to the model`."""
    ask: Prose | None = None
    """What the interviewer asks when it is missing and time runs out; of an estimate, the
    follow-up's own ask unless this one is given."""
    late: Prose | None = None
    """What the interviewer says when it is still missing at the end of the phase."""
    diagram: DiagramRequirement | None = None
    estimate: Slug | None = None
    """A numeric follow-up of the phase: its number was given, asked for or not, or pinned."""
    point: Slug | None = None
    """A point of the phase that was made, at least in part."""
    facts: Annotated[int, Field(ge=1, le=20)] | None = None
    """So many facts were asked for, or replaced by an assumption that was said."""

    @model_validator(mode="after")
    def _of_one_kind(self) -> "Output":
        kinds = (self.diagram, self.estimate, self.point, self.facts)
        if sum(kind is not None for kind in kinds) != 1:
            raise ValueError("an output is exactly one of diagram, estimate, point, facts")
        if self.ask is None and self.estimate is None:
            raise ValueError("an output needs an ask, for when it is missing")
        return self
