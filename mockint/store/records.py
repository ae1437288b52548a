"""Events and drafts as JSON text, and back.

The text is ASCII: every other character stands as an escape. That keeps whatever a terminal may
deliver, lone halves of surrogate pairs included, which UTF-8, and so SQLite, has no way to hold.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from textwrap import shorten
from typing import Any

from pydantic import TypeAdapter

from mockint.core.assessment import Record
from mockint.core.events import PAYLOAD_VERSION, Event, Payload, payload_from
from mockint.core.kept import Draft, SessionSummary
from mockint.store import faults

REASON = 160
"""Letters of what was wrong with a row."""

EventRow = tuple[int, str, float, int, bytes]
"""seq, wall, at, version, payload; bytes, so that broken text is found in its row and not before"""

SUMMARY_FIELDS = tuple(SessionSummary.model_fields)

_PAYLOADS: TypeAdapter[list[Payload]] = TypeAdapter(list[Payload])
_EVENTS = TypeAdapter(tuple[Event, ...])
_SUMMARIES = TypeAdapter(tuple[SessionSummary, ...])


def storable(text: str) -> str:
    """Return `text` with lone surrogates as escapes; inside a JSON document they mean the same."""
    return text.encode("utf-8", "backslashreplace").decode()


def to_json(record: Record) -> str:
    """Return a record as ASCII JSON text."""
    return json.dumps(record.model_dump(), separators=(",", ":"))


def draft_from(path: Path, session: str, payload: bytes) -> Draft:
    """Return the draft that was stored as `payload`."""
    try:
        return Draft.model_validate(json.loads(payload.decode()))
    except ValueError as error:
        raise faults.damaged_row(path, session, "the draft", _reason(error)) from error


def events_from(path: Path, session: str, rows: Sequence[EventRow]) -> tuple[Event, ...]:
    """Return the events of a session from its rows, which are in order."""
    events = _events_at_once(session, rows)
    if events is None:
        events = tuple(_event_from(path, session, row) for row in rows)
    return events


def summaries_from(path: Path, rows: Iterable[Iterable[object]]) -> tuple[SessionSummary, ...]:
    """Return summaries from rows with the values of `SUMMARY_FIELDS`."""
    try:
        return _SUMMARIES.validate_python(
            [dict(zip(SUMMARY_FIELDS, row, strict=True)) for row in rows]
        )
    except ValueError as error:
        raise faults.damaged(path, f"its list of sessions is broken ({_reason(error)})") from error


def _events_at_once(session: str, rows: Sequence[EventRow]) -> tuple[Event, ...] | None:
    """Return all events in one go, which takes half of the time; None if that cannot be.

    It cannot where an older version has to be brought up to date, where a lone surrogate stands
    in a text (this reader refuses what `json` accepts), and where a row is damaged.
    """
    if any(version != PAYLOAD_VERSION for _, _, _, version, _ in rows):
        return None
    try:
        payloads = _PAYLOADS.validate_json(b"[" + b",".join(row[-1] for row in rows) + b"]")
        return _EVENTS.validate_python(
            [
                _event_data(session, row, payload)
                for row, payload in zip(rows, payloads, strict=True)
            ]
        )
    except ValueError:
        return None


def _event_from(path: Path, session: str, row: EventRow) -> Event:
    seq, _, _, version, text = row
    if version > PAYLOAD_VERSION:
        raise faults.newer_event(path, session, seq, version)
    try:
        data: Any = json.loads(text.decode())
        if not isinstance(data, dict):
            raise ValueError("it is no JSON object")
        return Event.model_validate(_event_data(session, row, payload_from(data, version)))
    except ValueError as error:
        raise faults.damaged_row(path, session, f"event {seq}", _reason(error)) from error


def _event_data(session: str, row: EventRow, payload: Payload) -> dict[str, object]:
    seq, wall, at, version, _ = row
    return {
        "session": session,
        "seq": seq,
        "wall": wall,
        "at": at,
        "version": version,
        "payload": payload,
    }


def _reason(error: ValueError) -> str:
    """Return how what went wrong begins: validation errors go on for pages, and name all kinds."""
    return shorten(str(error).splitlines()[0], REASON, placeholder=" ...")
