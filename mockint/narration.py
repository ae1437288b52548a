"""What happens beside the talk, in one sentence each: the same words in every front end."""

from collections.abc import Iterator
from dataclasses import replace

from mockint.core.events import (
    Answered,
    Assessed,
    BellRang,
    Event,
    GapFound,
    Noted,
    Paused,
    Pinned,
    Refused,
    Unpaused,
)
from mockint.core.state import SessionState
from mockint.report import clock_text, verdict_lines


def aside(event: Event) -> str | None:
    """Return the sentence that an event is told by; None for what the talk itself shows."""
    match event.payload:
        case Answered(cut=True, text=text):
            return f"Taken as it stood: {len(text.split())} words."
        case BellRang(bell="phase"):
            return "Time is up for this part. Send what you have; in a minute we move on."
        case BellRang(bell="round"):
            return "Time is up."
        case Refused(reason=reason):
            return reason
        case Pinned(result=result):
            return f"On the board: {result.get('formula', '')}"
        case Noted(what=what, whole=False):
            return f"On the board: a {what}."
        case Paused():
            return "The clock stands still. /pause goes on."
        case Unpaused():
            return "The clock runs."
        case GapFound(wall_seconds=seconds, counted=counted):
            counts = "It counts" if counted else "It doesn't count"
            return f"{clock_text(seconds)} went by without the round. {counts}."
        case _:
            return None


def feedback_lines(read: Assessed, state: SessionState, width: int) -> Iterator[str]:
    """Yield the verdicts on an answer, in rounds that show them at once."""
    if state.script.round.feedback != "each-answer":
        return
    turn = next(turn for turn in state.turns if turn.number == read.turn)
    # The event's own assessment: the turn may have been read once more since.
    yield from verdict_lines(state, replace(turn, assessment=read.assessment), width)
