"""Hints: which step comes next, whether one is to be had, and what it costs."""

from mockint.core.content import Round
from mockint.core.levels import HINT_CAP
from mockint.core.state import SessionState

HINT_STEPS = 3


def next_hint(state: SessionState) -> int:
    """Return the step that the next hint would be, 1 to 4 (4: none is left)."""
    scope = state.current
    return 1 + (state.hints.get(scope.question, 0) if scope else 0)


def hint_available(state: SessionState) -> bool:
    """Tell whether the current question has a hint left; follow-ups have none of their own."""
    scope = state.current
    return (
        scope is not None
        and scope.followup is None
        and scope.question in state.script.questions
        and next_hint(state) <= HINT_STEPS
    )


def hint_price(round_: Round, step: int) -> str:
    """Return the price of a hint in words, told before it is taken."""
    if round_.hints == "free":
        return f"hint {step} of {HINT_STEPS}: free in this round"
    cap = HINT_CAP[step]
    return f"hint {step} of {HINT_STEPS}: a point won after it counts at most {cap:.0%}"
