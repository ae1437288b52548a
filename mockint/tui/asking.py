"""What is asked before it is done, because it costs something or cannot be undone."""

from collections.abc import AsyncIterator

from mockint.core.events import Event
from mockint.core.hints import hint_available, hint_price, next_hint
from mockint.core.interviewer import phase_is_over
from mockint.core.state import SessionState
from mockint.runner import Runner
from mockint.tui.screens.confirm import ConfirmScreen

MOVED_ON = "The interviewer has moved on: no hint was taken."


def price_question(state: SessionState, now: float) -> ConfirmScreen | None:
    """Return the question that tells the price of the next hint; None where there is no hint."""
    if not hint_available(state) or phase_is_over(state, now):
        return None
    price = hint_price(state.script.round, next_hint(state)).capitalize()
    return ConfirmScreen("Take a hint?", f"{price}.", yes="take it")


async def priced_hint(runner: Runner, priced: SessionState) -> AsyncIterator[Event]:
    """Take the hint whose price was told; a bell may have led on while that was thought about."""
    now = runner.state
    same = (now.scope, next_hint(now)) == (priced.scope, next_hint(priced))
    events = runner.hint() if same else runner.refuse("hint", MOVED_ON)
    async for event in events:
        yield event


def end_question() -> ConfirmScreen:
    """Return the question that is asked before a round is closed for good."""
    note = "It can't be taken up again after that."
    return ConfirmScreen("End the round now?", note, yes="end it")
