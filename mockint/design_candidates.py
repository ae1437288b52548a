"""What simulated candidates do in a design round: ask, work numbers out, draw, move on."""

from collections.abc import Sequence
from itertools import pairwise

from mockint.answers import Step
from mockint.core.content import Output
from mockint.core.content.case import CaseFact
from mockint.core.moves import Move
from mockint.core.ports import Calculators
from mockint.core.requirements import missing_outputs
from mockint.core.state import SessionState, scope_key

DONE = "I am done with this part, let's move on."
ASKED_BY_A_STRONG_ONE, ASKED_BY_A_MIDDLING_ONE = 8, 3
A_TURN = 2
"""Facts that a strong candidate asks for in one turn."""


def designs(kind: str, state: SessionState, move: Move, calculators: Calculators) -> Step | None:
    """Return what a strong or middling candidate does of their own accord; None: they answer."""
    phase, use = state.phase, state.phase_use
    if phase is None or use is None or state.script.case is None:
        return None
    strong = kind == "strong"
    if move.kind == "go-on":
        return Step("answer", DONE)
    if phase.kind == "clarify" and move.kind in ("ask", "move-on", "fact", "require"):
        most = ASKED_BY_A_STRONG_ONE if strong else ASKED_BY_A_MIDDLING_ONE
        return _asks(state.script.case.facts[:most], state, A_TURN if strong else 1)
    if move.kind in ("ask", "move-on", "require"):
        missing = missing_outputs(state, use.id)
        drawing = next((output.diagram for output in missing if output.diagram), None)
        if drawing is not None and (strong or move.kind == "require"):
            edges = [f"{a} -> {b}" for a, b in pairwise(drawing.path or ())]
            return Step("action", "; ".join([*edges, *drawing.parts]), "diagram", seconds=60)
    if strong and move.kind in ("ask", "move-on") and phase.kind == "estimate":
        return _volunteers(state, missing_outputs(state, use.id), calculators)
    return None


def _asks(facts: Sequence[CaseFact], state: SessionState, many: int) -> Step | None:
    asked = {fact for turn in state.turns if turn.move for fact in turn.move.facts}
    open_facts = [fact for fact in facts if fact.id not in asked]
    tried = {turn.text for turn in state.turns if turn.speaker == "candidate"}
    questions = [fact.phrasings[0].rstrip("?.").capitalize() + "?" for fact in open_facts[:many]]
    text = " ".join(questions)
    return Step("answer", text, seconds=20) if text and text not in tried else None


def _volunteers(
    state: SessionState, missing: Sequence[Output], calculators: Calculators
) -> Step | None:
    """Give the numbers that a phase requires before anybody asks for them, one a turn."""
    question = state.question(state.script.talk_of(state.phases[-1].id))
    tried = {turn.text for turn in state.turns if turn.speaker == "candidate"}
    for output in missing:
        followup = state.followup(question.id, output.estimate)
        if followup is None or scope_key(question.id, followup.id) in state.scopes:
            continue
        expected = calculators.expected(question, followup)
        if expected is None:
            continue
        text = f"For {output.says} I get about {expected.value:.4g} {expected.unit or ''}."
        if text not in tried:
            return Step("answer", text)
    return None
