"""What happens beside the talk, in one sentence each: the same words in every front end."""

from collections.abc import Iterator
from dataclasses import replace

from mockint.core.assessment import Assessment
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
from mockint.core.moves import Move
from mockint.core.state import SessionState, Turn
from mockint.report import clock_text, diagram_lines, output_lines, verdict_lines

NEW_ASKS = frozenset({"ask", "follow-up", "move-on"})
"""Moves that ask something for the first time."""
OPEN = frozenset({"missed", "unclear"})
"""Verdicts on points that may still be probed."""


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


def away_text(seconds: float) -> str:
    """Return how long somebody was away: `23 seconds`, `30 minutes`, `14 hours`."""
    if seconds < 90:
        return f"{seconds:.0f} seconds"
    return f"{seconds / 60:.0f} minutes" if seconds < 5400 else f"{seconds / 3600:.0f} hours"


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
            yield from diagram_lines(text, width, pictures=False)
        case Pinned(result=result):
            yield from output_lines(result)
        case _:
            return


def feedback_lines(read: Assessed, state: SessionState, width: int) -> Iterator[str]:
    """Yield what an answer has added, in rounds that tell it at once.

    What is still open is a number here: to name it would answer the probe that comes next.
    """
    if state.script.round.feedback != "each-answer":
        return
    turn = next(turn for turn in state.turns if turn.number == read.turn)
    # The event's own assessment: the turn may have been read once more since.
    heard = read.assessment
    known = _read_before(turn, heard, state)
    verdicts = {(point.id, point.verdict) for point in known.points} if known else set()
    told = {each.quote for each in (*known.wrong_claims, *known.numbers)} if known else set()
    added = heard.model_copy(
        update={
            "points": tuple(
                point
                for point in heard.points
                if point.verdict not in OPEN and (point.id, point.verdict) not in verdicts
            ),
            "wrong_claims": tuple(each for each in heard.wrong_claims if each.quote not in told),
            "numbers": tuple(each for each in heard.numbers if each.quote not in told),
        }
    )
    yield from verdict_lines(state, replace(turn, assessment=added), width)
    left = sum(point.verdict in OPEN for point in heard.points)
    asked = heard.followup == turn.followup  # and not what it hangs on, read once more
    if left and asked and (known is None or added.points):
        yield f"    {left} {'point is' if left == 1 else 'points are'} open."


def left_open_lines(event: Event, state: SessionState, width: int) -> Iterator[str]:
    """Yield what a question has left open, as the interviewer goes on to something else."""
    said = event.payload
    if state.script.round.feedback != "each-answer" or not isinstance(said, Said):
        return
    if not _goes_on(said.move):
        return
    for turn in _before(said.turn, state):
        if turn.move is not None and _goes_on(turn.move):
            return
        if turn.assessment is not None and turn.assessment.level is not None:
            still = [point for point in turn.assessment.points if point.verdict in OPEN]
            only = {"points": tuple(still), "wrong_claims": (), "numbers": (), "judged": None}
            left = turn.assessment.model_copy(update=only)
            yield from verdict_lines(state, replace(turn, assessment=left), width)
            return


def _goes_on(move: Move) -> bool:
    return move.kind in NEW_ASKS or move.phase is not None


def _before(number: int, state: SessionState) -> Iterator[Turn]:
    return (turn for turn in reversed(state.turns) if turn.number < number)


def _read_before(turn: Turn, heard: Assessment, state: SessionState) -> Assessment | None:
    """Return how the answer to the same question was read the last time before."""
    earlier = (each.assessment for each in _before(turn.number, state))
    scope = (heard.question, heard.followup)
    return next(
        (each for each in earlier if each and (each.question, each.followup) == scope), None
    )
