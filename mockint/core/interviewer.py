"""What the interviewer does next: an ordered list of rules, the first that applies decides.

The order is the product: time first, then what isn't an answer, then what was wrong, then what
was missing, then deeper. `decide` is pure; whoever calls it puts the move into words.
"""

from collections.abc import Callable

from mockint.core.advancing import (
    advance,
    close,
    enter_phase,
    next_phase,
    offer_hint,
)
from mockint.core.clock import is_timed, round_deadline, seconds_left
from mockint.core.designing import (
    require_next,
    time_to_ask,
)
from mockint.core.moves import Move
from mockint.core.replies import REPLY_RULES
from mockint.core.state import SessionState

Rule = Callable[[SessionState, float], Move | None]


def decide(state: SessionState, now: float) -> Move:
    """Return the next move; `state.pending` must be "move".

    The newest assessment is part of the state (`state.newest`), so that a process that was
    killed between reading an answer and replying decides the same on resume.
    """
    for rule in RULES:
        if (move := rule(state, now)) is not None:
            return move
    if state.current is not None and state.newest is not None:
        for reply in REPLY_RULES:
            if (move := reply(state, state.current, state.newest)) is not None:
                return move
    return advance(state)


# -- time


def begin(state: SessionState, now: float) -> Move | None:
    """Nothing has been said yet: enter the first phase."""
    return None if state.phases else enter_phase(state, 0)


def round_is_over(state: SessionState, now: float) -> Move | None:
    """The hard bell."""
    if "round" in state.bells or (is_timed(state) and now >= round_deadline(state)):
        return close(state)
    return None


def phase_is_over(state: SessionState, now: float) -> Move | None:
    """The phase's minutes are used up: the interviewer moves on at this send."""
    if seconds_left(state, now) == 0 or state.bells & {"phase", "grace"}:
        return next_phase(state, leaving=True)
    return None


# -- actions and silence


def outputs_due(state: SessionState, now: float) -> Move | None:
    """The moment of a phase has come, in silence, to ask for what is missing."""
    return require_next(state) or Move(kind="wait") if state.outputs_due else None


def skipped(state: SessionState, now: float) -> Move | None:
    """The candidate leaves the question."""
    return advance(state, leaving=True) if state.skip_due else None


def hint_taken(state: SessionState, now: float) -> Move | None:
    """Give the hint that was paid for."""
    scope = state.current
    if state.hint_due is None or scope is None:
        return None
    hint = state.question(scope.question).hints[state.hint_due - 1]
    return Move(kind="hint", question=scope.question, step=state.hint_due, scripted=hint)


def patience_ran_out(state: SessionState, now: float) -> Move | None:
    """A long silence: offer help where there is some, start where only a nod was awaited."""
    if not state.help_due:
        return None
    if state.phase_kind == "opening":
        return advance(state)
    if time_to_ask(state) and (missing := require_next(state)) is not None:
        return missing
    return offer_hint(state) or Move(kind="wait")


RULES: tuple[Rule, ...] = (
    begin,
    round_is_over,
    phase_is_over,
    outputs_due,
    skipped,
    hint_taken,
    patience_ran_out,
)
"""What comes before any answer: time, actions, silence."""
