"""What happens beside the talk, in one sentence each: the same words in every front end."""

from collections.abc import Iterator
from dataclasses import replace

from mockint.core.commitments import how_to_commit, is_to_commit
from mockint.core.disputes import OFFLINE
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
    Said,
    SessionStarted,
    Unpaused,
)
from mockint.core.state import SessionState
from mockint.report import clock_text, diagram_lines, output_lines, verdict_lines

NEW_ASKS = frozenset({"ask", "follow-up", "move-on"})
"""Moves that ask something for the first time."""


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


def reminder(event: Event, state: SessionState) -> str | None:
    """Return how an estimate is committed, where numbers are wanted since just now."""
    match event.payload:
        case Said(move=move) if move.kind in NEW_ASKS and is_to_commit(state):
            return how_to_commit(state)
        case _:
            return None


def wanted_by_the_end(state: SessionState, phase: str) -> str | None:
    """Return what a part has to leave behind, as its beginning is told."""
    required = "; ".join(output.says for output in state.script.outputs(phase))
    return f"By the end of this part: {required}." if required else None


def goes_on_with(began: SessionStarted, voice: str, assessor: str, because: str = "") -> str:
    """Return who plays in a round that is taken up again; nothing where no model ever did.

    `because` says why it isn't who was there when it began.
    """
    if {began.voice, began.assessor, voice, assessor} <= {OFFLINE}:
        return ""
    if (voice, assessor) == (began.voice, began.assessor):
        return f"It goes on with {_models(voice, assessor)}, as it began."
    then, now = _models(began.voice, began.assessor), _models(voice, assessor)
    return f"It began with {then} and goes on with {now}. {because}".rstrip()


def _models(*names: str) -> str:
    called = (name.partition("@http")[0] for name in names if name != OFFLINE)
    return " and ".join(dict.fromkeys(called)) or "no model"


def board_event_lines(event: Event, width: int) -> Iterator[str]:
    """Yield what a new calculation or diagram on the board looks like."""
    match event.payload:
        case Noted(what="diagram", whole=False, text=text):
            yield from diagram_lines(text, width)
        case Pinned(result=result):
            yield from output_lines(result)
        case _:
            return


def feedback_lines(read: Assessed, state: SessionState, width: int) -> Iterator[str]:
    """Yield the verdicts on an answer, in rounds that show them at once."""
    if state.script.round.feedback != "each-answer":
        return
    turn = next(turn for turn in state.turns if turn.number == read.turn)
    # The event's own assessment: the turn may have been read once more since.
    yield from verdict_lines(state, replace(turn, assessment=read.assessment), width)
