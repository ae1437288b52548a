"""Which part of a design round a scope belongs to."""

from mockint.core.content import walk_followups
from mockint.core.content.rubric import RoundPart
from mockint.core.state import ScopeState, SessionState

_BY_KIND: dict[str, RoundPart] = {
    "clarify": "clarify",
    "estimate": "estimate",
    "design": "design",
    "operations": "operations",
    "wrap": "wrap",
}


def part_of(state: SessionState, scope: ScopeState) -> RoundPart | None:
    """Return the part that a scope belongs to; None outside design rounds."""
    case = state.script.case
    if case is None or scope.question not in state.script.questions:
        return None
    followup = state.followup(scope.question, scope.followup)
    if followup is not None and followup.kind == "trade-off":
        return "trade-off"
    name = scope.question.partition("/")[2]
    if any(change.id == name for change in case.changes):
        return "change"
    if any(dive.id == name for dive in case.dives):
        return "dive"
    kinds = {phase.id: phase.kind for phase in state.script.round.phases}
    return _BY_KIND.get(kinds.get(name, ""))


def depth_of(state: SessionState, scope: ScopeState) -> int:
    """Return how deep in its chain a scope stands: 1 for the question itself."""
    depth, wanted = 1, scope.followup
    parents = {
        followup.id: parent for parent, followup in walk_followups(state.question(scope.question))
    }
    while wanted is not None:
        depth += 1
        above = parents[wanted].id
        wanted = above if above in parents else None
    return depth
