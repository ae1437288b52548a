"""A session's log as a line of moments: who spoke, what was taken, put up, rung and paused.

Made away from the event loop: a log of thousands of turns takes a while.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mockint.core.assessment import ANSWER_INTENTS, Assessment
from mockint.core.events import (
    Answered,
    BellRang,
    Event,
    GapFound,
    HintTaken,
    Noted,
    Paused,
    PhaseStarted,
    Pinned,
    Said,
    SessionClosed,
    Skipped,
    StayedSilent,
    Unpaused,
)
from mockint.core.fold import board_item
from mockint.core.state import BoardItem, SessionState, Turn
from mockint.narration import aside
from mockint.report import clock_text
from mockint.tui.marking import SIGNS, heard_by_turn

BORDER = "──"
ENDINGS = {
    "completed": "The round is over.",
    "time": "The round is over: time was up.",
    "ended": "The round was ended early.",
}


@dataclass(frozen=True)
class Moment:
    """One line of the timeline."""

    id: str
    at: float
    who: str
    """Who spoke, or in one word what happened."""
    text: str
    """The words themselves; the line shows as many as fit."""
    turn: Turn | None = None
    heard: tuple[Assessment, ...] = ()
    """How the answer was read when it came."""
    mark: str = ""
    """The level of an answer as far as it had got by then, or whether its number was right."""
    phase: str = ""
    """The phase that begins here."""
    item: BoardItem | None = None
    """What was put on the board."""


def moments(state: SessionState, events: Sequence[Event]) -> tuple[Moment, ...]:
    """Return what happened, in its order."""
    turns = {turn.number: turn for turn in state.turns}
    heard = heard_by_turn(events)
    passing = _passing(events)
    return tuple(
        moment
        for event in events
        if event.seq not in passing
        for moment in _moments(state, event, turns, heard)
    )


def _passing(events: Sequence[Event]) -> set[int]:
    """Return the events that keep a text as it grew, where nobody spoke before it was kept anew."""
    passing: set[int] = set()
    standing: dict[str, int] = {}
    for event in events:
        match event.payload:
            case Noted(what=what, whole=True):
                if what in standing:
                    passing.add(standing[what])
                standing[what] = event.seq
            case Said() | Answered() | PhaseStarted():
                standing.clear()
            case _:
                pass
    return passing


def _moments(
    state: SessionState,
    event: Event,
    turns: dict[int, Turn],
    heard: dict[int, tuple[Assessment, ...]],
) -> Iterable[Moment]:
    at, id = event.at, f"event {event.seq}"
    match event.payload:
        case PhaseStarted(phase=phase):
            yield Moment(id, at, BORDER, state.script.phase(phase).name, phase=phase)
        case Said(turn=turn, text=text):
            yield Moment(f"turn {turn}", at, "Int.", text, turns[turn])
        case Answered(turn=turn, text=text):
            read = heard.get(turn, ())
            mark = _mark(state, turns[turn])
            yield Moment(f"turn {turn}", at, "You", text, turns[turn], read, mark)
        case Pinned() | Noted() as put:
            item = board_item(put, at)
            who = "pin" if isinstance(put, Pinned) else put.what[:4]
            yield Moment(id, at, who, item.text, item=item)
        case _:
            if (told := _told(state, event)) is not None:
                yield Moment(id, at, *told)


def _mark(state: SessionState, turn: Turn) -> str:
    heard = turn.assessment
    if heard is None or heard.question not in state.script.questions:
        return ""
    if heard.intent not in ANSWER_INTENTS:
        return ""
    if heard.level is not None:
        return f"{heard.level}/4"
    compared = [number for number in heard.numbers if number.within is not None]
    return f"[{SIGNS['made' if compared[-1].within else 'wrong']}]" if compared else ""


def _told(state: SessionState, event: Event) -> tuple[str, str] | None:
    """Return what else happened, as a word and a sentence."""
    match event.payload:
        case HintTaken(question=question, step=step):
            return "hint", f"Step {step} of 3 on {state.question(question).title}"
        case Skipped():
            return "skip", "The question was left as it stood."
        case StayedSilent(seconds=seconds):
            return "..", f"Nothing was said for {clock_text(seconds)}."
        case BellRang(bell="phase" | "round"):
            return "bell", aside(event) or ""
        case Paused():
            return "stop", "The clock stood still."
        case Unpaused():
            return "go", "The clock ran on."
        case GapFound():
            return "gap", aside(event) or ""
        case SessionClosed(reason=reason):
            return "end", ENDINGS[reason]
        case _:
            return None
