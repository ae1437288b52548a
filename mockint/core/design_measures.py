"""Measures of a design round: what was found out, what was left behind, whether time was kept.

Each is a score from 0 to 1, or None where nothing was observed: of somebody who never said a word
nothing is known, whatever is missing.
"""

from mockint.core.content import Dimension
from mockint.core.content.round import CASE_KINDS
from mockint.core.requirements import RequirementMet, required_of
from mockint.core.scorecard import EvidenceLine
from mockint.core.state import PhaseUse, SessionState

ENOUGH_FACTS = 6
"""Facts that make a full score; fewer, where a case has fewer."""
SHORT = 0.25
"""The share of its time below which a phase was hardly used."""
LEAST_PLANNED = 150.0
"""Seconds of a phase that is looked at."""


def spoke(state: SessionState) -> bool:
    """Tell whether the candidate said anything at all."""
    return any(turn.speaker == "candidate" for turn in state.turns)


def clarifying(state: SessionState) -> float | None:
    """Score what was found out: facts asked for, and half of each that was assumed instead."""
    case = state.script.case
    played = any(state.script.phase(use.id).kind == "clarify" for use in state.phases)
    if case is None or not played or not spoke(state):
        return None
    told = set(state.facts_told)
    assumed = {each.fact or f"turn {each.turn}" for each in state.assumptions} - told
    return min(1.0, (len(told) + len(assumed) / 2) / min(ENOUGH_FACTS, len(case.facts)))


def clarifying_evidence(state: SessionState) -> list[EvidenceLine]:
    """Quote the turns that were answered with a fact."""
    lines, asked = [], None
    names = {fact.id: fact.name for fact in state.script.spoken_facts}
    for turn in state.turns:
        if turn.speaker == "candidate":
            asked = turn
        elif turn.move and turn.move.kind == "fact" and turn.move.facts and asked is not None:
            about = ", ".join(names[fact] for fact in turn.move.facts)
            lines.append(
                EvidenceLine(turn=asked.number, quote=asked.text, about=about, verdict="asked")
            )
    return lines


def outputs_there(state: SessionState, dimension: Dimension) -> float | None:
    """Return the share of what the dimension's phases require that is there."""
    required = _required(state, dimension)
    if not required or not spoke(state):
        return None
    return sum(each.met for each in required) / len(required)


def missing_evidence(state: SessionState, dimension: Dimension) -> list[EvidenceLine]:
    """Name what is missing, at the turn in which its phase was left."""
    lines = []
    for each in _required(state, dimension):
        if not each.met:
            turns = [turn.number for turn in state.turns if turn.phase == each.phase]
            last = max(turns, default=0)
            lines.append(EvidenceLine(turn=last, quote="", about=each.missing, verdict="not there"))
    return lines


def _required(state: SessionState, dimension: Dimension) -> list[RequirementMet]:
    return [
        each
        for use in state.phases
        if not dimension.parts or state.script.phase(use.id).kind in dimension.parts
        for each in required_of(state, use.id)
    ]


def time_kept(state: SessionState) -> float | None:
    """Score the phases: 0 where time ran out over what is missing, .5 where hardly used, else 1."""
    scored = [_kept(state, use) for use in _timed(state)]
    return sum(scored) / len(scored) if scored and spoke(state) else None


def time_evidence(state: SessionState) -> list[EvidenceLine]:
    """Name the phases that time ended, or that were hardly used."""
    lines = []
    for use in _timed(state):
        kept = _kept(state, use)
        if kept < 1:
            turns = [turn.number for turn in state.turns if turn.phase == use.id]
            about = f"{state.script.phase(use.id).name}: {_minutes(state, use)}"
            verdict = "hardly used" if kept else "out of time"
            lines.append(
                EvidenceLine(turn=max(turns, default=0), quote="", about=about, verdict=verdict)
            )
    return lines


def _timed(state: SessionState) -> list[PhaseUse]:
    if state.script.case is None or state.pace == "untimed":
        return []
    led = [use for use in state.phases if state.script.phase(use.id).kind in CASE_KINDS]
    return [use for use in led if use.planned_seconds >= LEAST_PLANNED]


def _kept(state: SessionState, use: PhaseUse) -> float:
    share = _used(state, use) / use.planned_seconds
    missing = any(not each.met for each in required_of(state, use.id))
    if missing and share >= 1:
        return 0.0
    return 0.5 if share < SHORT else 1.0


def _used(state: SessionState, use: PhaseUse) -> float:
    return (state.at if use.ended_at is None else use.ended_at) - use.started_at


def _minutes(state: SessionState, use: PhaseUse) -> str:
    return f"{_used(state, use) / 60:.0f} of {use.planned_seconds / 60:.0f} minutes"
