"""Draws a round's events into the talk: one `match`, for what happens and for what has happened."""

import asyncio
from collections.abc import Iterable, Sequence
from functools import partial

from mockint.core.events import Answered, Assessed, Event, PhaseStarted, Said
from mockint.core.state import SessionState
from mockint.narration import aside, feedback_lines, left_open_lines
from mockint.report import clock_text
from mockint.tui.conducted import Speaking
from mockint.tui.widgets.talk import CANDIDATE, INTERVIEWER, Talk

DRAWN_AT_ONCE = 200
"""Events of the past, between two looks at what else is to be done."""

WITH_A_TURN = frozenset({"model-called", "held-back"})
"""What is written down with a turn, and told after it."""


def draw(talk: Talk, event: Event, state: SessionState, *, live: bool) -> None:
    """Draw one event; the interviewer speaks what comes live, and has said what is past."""
    match event.payload:
        case PhaseStarted(phase=phase, planned_seconds=planned):
            _divide(talk, state, phase, planned)
        case Said(text=text):
            _tell_left_open(talk, event, state)
            (talk.speak if live else talk.add_turn)(INTERVIEWER, event.at, text)
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


def _divide(talk: Talk, state: SessionState, phase: str, planned_seconds: float) -> None:
    minutes = "" if state.pace == "untimed" else f" · {clock_text(planned_seconds)}"
    talk.add_divider(f"{state.script.phase(phase).name}{minutes}")


class Speech:
    """The turn that a model is saying: drawn as its words come, until its event is there."""

    def __init__(self, talk: Talk) -> None:
        """Draw into a talk."""
        self._talk = talk
        self._heard: str | None = None
        """What was drawn of the turn; None where none is being said."""
        self._waiting: list[tuple[Event, SessionState]] = []

    def hear(self, said: Speaking) -> None:
        """Draw the next words."""
        phase = said.move.phase
        if self._heard is None and phase is not None:
            planned = next(each for each in said.state.plan if each.id == phase)
            _divide(self._talk, said.state, phase, planned.planned_seconds)
        if not self._talk.speaking:
            # Something else was written meanwhile, or this is the first word.
            self._talk.begin(INTERVIEWER, said.at)
        self._talk.feed(said.words)
        self._heard = (self._heard or "") + said.words

    def draws(self, event: Event, state: SessionState) -> bool:
        """Take an event that belongs to the turn which is being said; False for any other."""
        if self._heard is None:
            return False
        match event.payload:
            case PhaseStarted():
                return True  # its line stands above the words already
            case Said(text=text):
                self._finish(text.removeprefix(self._heard.strip()), event.at)
                _tell_left_open(self._talk, event, state)
                return True
            case _ if event.payload.kind in WITH_A_TURN:
                # What is told beside the talk would cut the turn off.
                self._waiting.append((event, state))
                return True
            case _:
                return False

    def _finish(self, rest: str, at: float) -> None:
        """Draw what the script has added, or nothing; and what had to wait."""
        if rest.strip():
            if not self._talk.speaking:
                self._talk.begin(INTERVIEWER, at)
            gap = (
                "" if (self._heard or "").endswith(" ") else rest[: len(rest) - len(rest.lstrip())]
            )
            self._talk.feed(gap + rest.lstrip())
        self._talk.end()
        self._heard = None
        for event, state in self._waiting:
            draw(self._talk, event, state, live=True)
        self._waiting.clear()


def _folded_verdicts(read: Assessed, state: SessionState, width: int) -> Iterable[str]:
    return list(feedback_lines(read, state, width))


def _tell_left_open(talk: Talk, event: Event, state: SessionState) -> None:
    fold = partial(_folded_left_open, event, state)
    if any(fold(80)):
        talk.add_listing(fold)


def _folded_left_open(event: Event, state: SessionState, width: int) -> Iterable[str]:
    return list(left_open_lines(event, state, width))


async def draw_past(talk: Talk, log: Sequence[Event], state: SessionState) -> None:
    """Draw all that has happened; a long talk holds up nobody's keys."""
    for number, event in enumerate(log, 1):
        draw(talk, event, state, live=False)
        if number % DRAWN_AT_ONCE == 0:
            await asyncio.sleep(0)
