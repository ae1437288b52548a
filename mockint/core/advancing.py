"""The interviewer's moves, built: the next question, the next phase, the close, and each reply."""

from math import inf

from mockint.core.assessment import Assessment
from mockint.core.choosing import next_item
from mockint.core.clock import seconds_left
from mockint.core.content.case import part_id
from mockint.core.content.round import SPOKEN_KINDS
from mockint.core.designing import (
    first_in_dives,
    go_on,
    in_dives,
    left_open,
    next_in_dives,
    require_next,
)
from mockint.core.dives import Chosen
from mockint.core.hints import hint_available, next_hint
from mockint.core.moves import Bridge, Move, MoveKind
from mockint.core.state import ScopeState, SessionState

NO_ASK = frozenset({"hint", "fact", "which-fact", "go-on"})
"""Moves with words of the script that ask nothing which could be asked again."""

# -- moving on


def advance(state: SessionState, leaving: bool = False) -> Move:
    """Return the move to the phase's next item, or else to the next phase."""
    planned = state.plan[len(state.phases) - 1] if state.phases else None
    if planned and (staying := _in_a_case(state, leaving)) is not None:
        return staying
    item = next_item(state, planned, state.asked) if planned else None
    if item is not None:
        return Move(
            kind="move-on" if leaving else "ask",
            question=item.question,
            followup=item.followup,
            scripted=_ask_of(state, item.question, item.followup),
            bridge=_bridge(state),
        )
    return next_phase(state, leaving)


def _in_a_case(state: SessionState, leaving: bool) -> Move | None:
    """Return what keeps the candidate in a phase of a design round; None where nothing does."""
    if in_dives(state) and (chosen := next_in_dives(state)) is not None:
        return _opening(state, chosen, leaving)
    return require_next(state) or (None if leaving else go_on(state))


def _opening(state: SessionState, chosen: Chosen, leaving: bool, phase: str | None = None) -> Move:
    case = state.script.case
    changes = {part_id(case, change.id) for change in case.changes} if case else set()
    kind: MoveKind = "move-on" if leaving else "ask"
    return Move(
        kind="change" if chosen.question in changes else kind,
        phase=phase,
        question=chosen.question,
        scripted=chosen.ask,
        because=chosen.because,
        bridge=_bridge(state),
    )


def change_constraint(state: SessionState, chosen: Chosen) -> Move:
    """Return the move that changes a constraint."""
    return _opening(state, chosen, leaving=False)


def next_phase(state: SessionState, leaving: bool) -> Move:
    move = enter_phase(state, len(state.phases), leaving)
    open_ends = left_open(state)
    if not open_ends or not move.scripted:
        return move
    return move.model_copy(update={"scripted": f"{open_ends} {move.scripted}"})


def enter_phase(state: SessionState, index: int, leaving: bool = False) -> Move:
    """Return the move into a phase; past the last one, and in it, the round closes."""
    if index >= len(state.plan):
        return Move(kind="close")
    planned = state.plan[index]
    phase = state.script.phase(planned.id)
    if phase.kind == "close":
        return close(state)
    # Whoever practises a part alone has to hear first what is to be designed.
    case = state.script.case
    prompt = case.prompt if case and not state.phases else ""
    if phase.kind in ("opening", "your-questions"):
        kind: MoveKind = "open" if phase.kind == "opening" else "invite"
        scripted = f"{phase.line} {prompt}".strip()
        return Move(kind=kind, phase=phase.id, question=phase.id, scripted=scripted)
    if case is not None and phase.kind == "deep-dive":
        named = planned.items[0].question if planned.items else None
        move = _opening(state, first_in_dives(state, named), leaving, phase.id)
        return move.model_copy(update={"scripted": f"{prompt} {move.scripted}".strip()})
    item = next_item(state, planned, ())
    assert item is not None  # what the plan drew for a phase is asked nowhere else
    ask = _ask_of(state, item.question, item.followup)
    of_case = state.script.case_phase(phase.id)
    lines = (prompt, phase.line, of_case.line if of_case else None, ask)
    return Move(
        kind="move-on" if leaving else "ask",
        phase=phase.id,
        question=item.question,
        followup=item.followup,
        scripted=" ".join(filter(None, lines)),
        bridge=_bridge(state),
    )


def close(state: SessionState) -> Move:
    """Return the closing move, in the close phase if the round has one and it is still to come."""
    last = state.plan[-1]
    phase = state.script.phase(last.id)
    if phase.kind == "close" and state.phase_kind != "close":
        return Move(kind="close", phase=phase.id, scripted=phase.line or "")
    return Move(kind="close")


# -- the pieces of a move


def _ask_of(state: SessionState, question_id: str, followup_id: str | None) -> str:
    followup = state.followup(question_id, followup_id)
    return followup.ask if followup else state.question(question_id).ask


def standing_ask(state: SessionState) -> str:
    """Return what the candidate was last asked, in the script's words."""
    moves = (turn.move for turn in reversed(state.turns) if turn.move)
    asks = (_asked_by(state, move) for move in moves if move.kind not in NO_ASK)
    return next(filter(None, asks), "")


def _asked_by(state: SessionState, move: Move) -> str:
    """Return what a move asks, without what its phase says of itself before its first question."""
    opens = move.kind in ("ask", "move-on") and move.phase is not None
    if opens and move.question is not None and state.script.case is None:
        return _ask_of(state, move.question, move.followup)
    return move.scripted


def asking(
    state: SessionState,
    scope: ScopeState,
    kind: MoveKind,
    scripted: str,
    followup: str | None = None,
    target: str | None = None,
    quote: str | None = None,
) -> Move:
    """Build a move that stays in the current question."""
    return Move(
        kind=kind,
        question=scope.question,
        followup=followup or scope.followup,
        target=target,
        scripted=scripted,
        quote=quote,
        bridge=_bridge(state),
    )


def _bridge(state: SessionState) -> Bridge | None:
    """Return how the newest answer makes the next line begin."""
    if state.newest is None:
        return None
    if len(state.turns[-1].text.split()) > state.script.persona.interrupts_after_words:
        return "interrupt"
    return "correction" if state.newest.intent == "correction" else None


def repeat(state: SessionState) -> Move:
    return Move(kind="repeat", scripted=standing_ask(state))


def offer_hint(state: SessionState) -> Move | None:
    """Offer the next hint with its price; None where no hint is to be had."""
    if not hint_available(state):
        return None
    # Hints belong to a question's opening, and that scope is named like its question.
    return Move(kind="offer-hint", question=state.scope, step=next_hint(state))


def tell_time(state: SessionState) -> Move:
    """Say how much of the phase is left; where no clock runs there is no hurry."""
    left = seconds_left(state, state.at)
    return Move(kind="wait") if left == inf else Move(kind="time", seconds_left=left)


def tell_fact(state: SessionState, scope: ScopeState, heard: Assessment) -> Move:
    spoken = state.phase_kind in SPOKEN_KINDS
    facts = state.script.spoken_facts if spoken else state.question(scope.question).facts
    fact = next((fact for fact in facts if fact.id == heard.fact), None)
    if fact is None:
        return Move(kind="unknown-fact")
    return Move(kind="fact", target=fact.id, scripted=fact.says)
