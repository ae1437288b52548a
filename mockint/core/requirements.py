"""Whether a phase has left behind what it requires: a drawing, a number, a point, facts."""

from collections.abc import Iterable

from mockint.core.assessment import Record
from mockint.core.content import FollowUp, Output
from mockint.core.diagrams import Diagram, broken_at, parts_named
from mockint.core.diagrams.model import Synonyms
from mockint.core.state import SessionState, scope_key


class RequirementMet(Record):
    """One thing that a phase requires, and whether it is there."""

    phase: str
    says: str
    """`a reranker`, or `a path: client, reranker, generator`."""
    met: bool
    missing: str = ""
    """What is not there, in words."""
    output: str = ""
    """The id of the output that it belongs to."""


def requirements(state: SessionState) -> tuple[RequirementMet, ...]:
    """Return all that the phases so far require, as the board and the talk stand."""
    reached = {use.id for use in state.phases}
    return tuple(
        found
        for phase in state.script.round.phases
        if phase.id in reached
        for found in required_of(state, phase.id)
    )


def required_of(state: SessionState, phase: str) -> tuple[RequirementMet, ...]:
    """Return what one phase requires; of a diagram each part by itself, and its path."""
    return tuple(
        found
        for output in state.script.outputs(phase)
        for found in _of_output(state, phase, output)
    )


def missing_outputs(state: SessionState, phase: str) -> tuple[Output, ...]:
    """Return the outputs of a phase that are not all there."""
    return tuple(
        output
        for output in state.script.outputs(phase)
        if not all(found.met for found in _of_output(state, phase, output))
    )


def _of_output(state: SessionState, phase: str, output: Output) -> Iterable[RequirementMet]:
    if output.diagram is not None:
        names = state.script.names | output.diagram.names
        parts, path = output.diagram.parts, output.diagram.path
        for says, missing in _of_diagram(state.diagram, parts, path, names):
            yield RequirementMet(
                phase=phase, says=says, met=not missing, missing=missing, output=output.id
            )
        return
    met = is_there(state, phase, output)
    missing = "" if met else f"{output.says}: not there"
    yield RequirementMet(phase=phase, says=output.says, met=met, missing=missing, output=output.id)


def is_there(state: SessionState, phase: str, output: Output) -> bool:
    """Tell whether one output, other than a diagram, is there."""
    question = state.script.talk_of(phase)
    if output.facts is not None:
        assumed = {each.fact or f"turn {each.turn}" for each in state.assumptions}
        return len({*state.facts_told, *assumed}) >= output.facts
    if output.point is not None:
        verdict = state.verdict_of(question, output.point)
        return verdict is not None and verdict.verdict in ("covered", "partial")
    followup = state.followup(question, output.estimate)
    if followup is not None and stands_on_the_board(state, phase, followup):
        return True
    scope = state.scopes.get(scope_key(question, output.estimate))
    return scope is not None and scope.number is not None


def stands_on_the_board(state: SessionState, phase: str, followup: FollowUp) -> bool:
    """Tell whether a number that a phase requires was worked out and pinned, unasked."""
    if followup.estimate is None or followup.estimate.calculator is None:
        return False
    wanted = any(output.estimate == followup.id for output in state.script.outputs(phase))
    pinned = any(
        item.pin and item.pin.calculator == followup.estimate.calculator for item in state.board
    )
    return wanted and pinned


def _of_diagram(
    diagram: Diagram, parts: Iterable[str], path: tuple[str, ...] | None, names: Synonyms
) -> Iterable[tuple[str, str]]:
    """Yield what is required, and what of it is missing."""
    for part in parts:
        there = bool(parts_named(diagram, part, names))
        yield _words(part), "" if there else f"no {_words(part)} is drawn"
    if path:
        broken = broken_at(diagram, path, names)
        missing = ""
        if broken is not None:
            before, after = map(_words, broken)
            missing = f"nothing leads from {before} to {after}"
        yield f"a path: {', '.join(map(_words, path))}", missing


def _words(name: str) -> str:
    return name.replace("-", " ")
