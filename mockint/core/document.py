"""A session as one JSON document: what `run --json` prints and `export --format json` writes."""

from collections.abc import Sequence
from typing import Any

from mockint.core.diagrams import read_diagram
from mockint.core.events import Event
from mockint.core.scoring import scorecard
from mockint.core.state import BoardItem, SessionState, Turn


def session_document(state: SessionState, events: Sequence[Event]) -> dict[str, Any]:
    """Return the document; only `session.id`, `started_at` and wall times depend on the run."""
    started = state.started
    if started is None:
        raise ValueError("a session without its first event has no document")
    return {
        "mockint": started.mockint,
        "session": {
            "id": state.session,
            "round": started.round,
            "persona": started.persona,
            "seed": started.seed,
            "pace": started.pace,
            "typing_pace": started.typing_pace,
            "assessor": started.assessor,
            "voice": started.voice,
            "started_at": state.started_wall,
            "closed": state.closed,
        },
        "turns": [turn_document(turn) for turn in state.turns],
        "board": [item_document(item) for item in state.board],
        "scorecard": scorecard(state).model_dump(mode="json"),
        "events": [event.model_dump(mode="json", exclude={"session"}) for event in events],
    }


def item_document(item: BoardItem) -> dict[str, Any]:
    """Return one thing on the board: a calculation's result, a diagram's nodes and edges."""
    document: dict[str, Any] = {"kind": item.kind, "at_seconds": item.at, "text": item.text}
    if item.pin is not None:
        document["result"] = item.pin.result
    if item.kind == "diagram":
        reading = read_diagram(item.text)
        document |= reading.diagram.model_dump(mode="json")
        document["faults"] = [str(fault) for fault in reading.faults]
    return document


def turn_document(turn: Turn) -> dict[str, Any]:
    """Return one line of the transcript; keys that don't apply are left out."""
    document: dict[str, Any] = {
        "turn": turn.number,
        "phase": turn.phase,
        "speaker": turn.speaker,
        "move": turn.move.kind if turn.move else None,
        "question": turn.question,
        "followup": turn.followup,
        "text": turn.text,
        "at_seconds": turn.at,
        "voice": turn.voice or None,
        "begun_by": turn.begun_by,
        "cut": turn.cut or None,
        "assessment": turn.assessment.model_dump(mode="json") if turn.assessment else None,
    }
    always = {"turn", "phase", "speaker", "text", "at_seconds"}
    return {key: value for key, value in document.items() if key in always or value is not None}
