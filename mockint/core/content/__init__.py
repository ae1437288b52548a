"""The content models: what a YAML file may say, and nothing about how it is read."""

from mockint.core.content.base import ContentModel, Prose, Slug
from mockint.core.content.glossary import GlossaryEntry
from mockint.core.content.persona import Lines, Persona
from mockint.core.content.question import (
    AnyPoint,
    Difficulty,
    Estimate,
    Fact,
    FollowUp,
    Level,
    Member,
    Mistake,
    Point,
    PointGroup,
    Question,
    Scope,
    Tolerance,
    When,
    WrongClaim,
    find_followup,
    walk_followups,
)
from mockint.core.content.round import (
    DiagramRequirement,
    Phase,
    PhaseKind,
    Pick,
    Requirements,
    Round,
)
from mockint.core.content.rubric import Dimension, Feed, Floor, Rubric
from mockint.core.content.specimen import Specimen, SpecimenKind

__all__ = [
    "AnyPoint",
    "ContentModel",
    "DiagramRequirement",
    "Difficulty",
    "Dimension",
    "Estimate",
    "Fact",
    "Feed",
    "Floor",
    "FollowUp",
    "GlossaryEntry",
    "Level",
    "Lines",
    "Member",
    "Mistake",
    "Persona",
    "Phase",
    "PhaseKind",
    "Pick",
    "Point",
    "PointGroup",
    "Prose",
    "Question",
    "Requirements",
    "Round",
    "Rubric",
    "Scope",
    "Slug",
    "Specimen",
    "SpecimenKind",
    "Tolerance",
    "When",
    "WrongClaim",
    "find_followup",
    "walk_followups",
]
