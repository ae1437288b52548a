"""Draws a round's events into the talk: one `match`, for what happens and for what has happened."""

import asyncio
from collections.abc import Iterable, Sequence
from functools import partial

from mockint.core.events import Answered, Assessed, Event, PhaseStarted, Said
from mockint.core.state import SessionState
from mockint.narration import aside, feedback_lines
from mockint.report import clock_text
from mockint.tui.widgets.talk import CANDIDATE, INTERVIEWER, Talk

DRAWN_AT_ONCE = 200
"""Events of the past, between two looks at what else is to be done."""


def draw(talk: Talk, event: Event, state: SessionState, *, live: bool) -> None:
    """Draw one event; the interviewer speaks what comes live, and has said what is past."""
    match event.payload:
        case PhaseStarted(phase=phase, planned_seconds=planned):
            minutes = "" if state.pace == "untimed" else f" · {clock_text(planned)}"
            talk.add_divider(f"{state.script.phase(phase).name}{minutes}")
        case Said(text=text) if live:
            talk.speak(INTERVIEWER, event.at, text)
        case Said(text=text):
            talk.add_turn(INTERVIEWER, event.at, text)
        case Answered(text=text):
            talk.add_turn(CANDIDATE, event.at, text)
        case Assessed() as read:
            fold = partial(_folded_verdicts, read, state)
            if any(fold(80)):
                talk.add_listing(fold)
        case _:
            pass
    if (sentence := aside(event)) is not None:
        talk.add_aside(sentence)


def _folded_verdicts(read: Assessed, state: SessionState, width: int) -> Iterable[str]:
    return list(feedback_lines(read, state, width))


async def draw_past(talk: Talk, log: Sequence[Event], state: SessionState) -> None:
    """Draw all that has happened; a long talk holds up nobody's keys."""
    for number, event in enumerate(log, 1):
        draw(talk, event, state, live=False)
        if number % DRAWN_AT_ONCE == 0:
            await asyncio.sleep(0)
