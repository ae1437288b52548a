"""The content models: what a YAML file may say, and nothing about how it is read.

A case is asked for by `content.case` and `content.talk`: most rounds have none, and whoever reads
an answer needs no more than its question.
"""

from mockint.core.content.base import ContentModel, Prose, Slug
from mockint.core.content.glossary import GlossaryEntry
from mockint.core.content.output import DiagramRequirement, Output
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
from mockint.core.content.round import Phase, PhaseKind, Pick, Round
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
    "Output",
    "Persona",
    "Phase",
    "PhaseKind",
    "Pick",
    "Point",
    "PointGroup",
    "Prose",
    "Question",
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
