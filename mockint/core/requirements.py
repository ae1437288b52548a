"""Whether the board holds what a phase requires of it."""

from collections.abc import Iterable

from mockint.core.assessment import Record
from mockint.core.content.round import DiagramRequirement
from mockint.core.diagrams import Diagram, broken_at, parts_named
from mockint.core.state import SessionState


class RequirementMet(Record):
    """One thing that a phase requires, and whether it is there."""

    phase: str
    says: str
    """`a reranker`, or `a path: client, reranker, generator`."""
    met: bool
    missing: str = ""
    """What is not there, in words."""


def requirements(state: SessionState) -> tuple[RequirementMet, ...]:
    """Return all that the phases so far require, as the diagram stands."""
    reached = {use.id for use in state.phases}
    return tuple(
        found
        for phase in state.script.round.phases
        if phase.id in reached and phase.requires is not None
        for found in _of_diagram(phase.id, phase.requires.diagram, state.diagram)
    )


def _of_diagram(
    phase: str, required: DiagramRequirement, diagram: Diagram
) -> Iterable[RequirementMet]:
    for part in required.parts:
        there = bool(parts_named(diagram, part, required.names))
        missing = "" if there else f"no {_words(part)} is drawn"
        yield RequirementMet(phase=phase, says=_words(part), met=there, missing=missing)
    if required.path:
        broken = broken_at(diagram, required.path, required.names)
        missing = ""
        if broken is not None:
            before, after = map(_words, broken)
            missing = f"nothing leads from {before} to {after}"
        says = f"a path: {', '.join(map(_words, required.path))}"
        yield RequirementMet(phase=phase, says=says, met=broken is None, missing=missing)


def _words(name: str) -> str:
    return name.replace("-", " ")
