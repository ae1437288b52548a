"""What a candidate may do besides answering: the event that each action leads to.

An action that isn't possible at that moment becomes a refusal with its reason, and is recorded
too. Nothing here waits, reads or writes.
"""

from collections.abc import Mapping
from typing import Any

from mockint.core.commitments import board_is_open, how_to_commit
from mockint.core.diagrams import read_diagram
from mockint.core.errors import CalculatorError, InputError
from mockint.core.events import HintTaken, Noted, Payload, Pinned, Refused
from mockint.core.hints import hint_available, next_hint
from mockint.core.interviewer import phase_is_over
from mockint.core.ports import Calculators
from mockint.core.state import SessionState


def taking_hint(state: SessionState, now: float, entry: int | None = None) -> Payload:
    """Take the next hint of the current question."""
    scope = state.current
    if scope is None or not hint_available(state):
        reason = "There is no hint here: hints belong to a question's opening, three each."
        return Refused(action="hint", reason=reason, entry=entry)
    if phase_is_over(state, now):
        reason = "Time is up for this part: a hint would cost you and bring nothing."
        return Refused(action="hint", reason=reason, entry=entry)
    return HintTaken(question=scope.question, step=next_hint(state), entry=entry)


def writing(what: str, text: str, entry: int | None = None) -> Payload:
    """Put a note or a diagram on the board; one of which nothing can be read is refused."""
    if not text.strip():
        return Refused(action=what, reason=f"/{what} needs a text after it.", entry=entry)
    if what != "diagram":
        return Noted(what="note", text=text, entry=entry)
    reading = read_diagram(text)
    if reading.faults and not reading.diagram.nodes:
        return Refused(action=what, reason=str(reading.faults[0]), entry=entry)
    return Noted(what="diagram", text=text, entry=entry)


def pinning(
    state: SessionState,
    calculators: Calculators,
    calculator: str,
    inputs: Mapping[str, Any],
    entry: int | None = None,
) -> Payload:
    """Compute and pin on the board, once the board is open."""
    if not board_is_open(state):
        return Refused(action="pin", reason=how_to_commit(state), entry=entry)
    try:
        result = dict(calculators.compute(calculator, inputs))
    except (CalculatorError, InputError) as error:
        return Refused(action="pin", reason=str(error), entry=entry)
    return Pinned(calculator=calculator, result=result, entry=entry)
