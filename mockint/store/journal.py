"""Writing to a session's log, and reading it; the session's summary follows the log."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    LargeBinary,
    bindparam,
    case,
    cast,
    delete,
    func,
    insert,
    select,
    update,
)

from mockint.core.errors import SessionBusyError, StoreError
from mockint.core.events import Event, SessionClosed, SessionStarted
from mockint.store import faults, listing, records, tables

_INSERT = insert(tables.events)
_SELECT = (
    select(
        tables.events.c.seq,
        tables.events.c.wall,
        tables.events.c.at,
        tables.events.c.version,
        cast(tables.events.c.payload, LargeBinary).label("payload"),
    )
    .where(tables.events.c.session == bindparam("of"))
    .order_by(tables.events.c.seq)
)
_ADVANCE = (
    update(tables.sessions)
    .where(tables.sessions.c.id == bindparam("of"), tables.sessions.c.events == bindparam("first"))
    .values(
        events=bindparam("next"),
        updated_at=bindparam("wall"),
        at=func.max(tables.sessions.c.at, bindparam("latest")),
        status=case((bindparam("closed"), "closed"), else_=tables.sessions.c.status),
    )
)


def append(connection: Connection, path: Path, session: str, events: Sequence[Event]) -> None:
    """Add `events` to the log of `session`, which they must continue without a hole."""
    _check_batch(session, events)
    if events[0].seq == 0:
        _begin_session(connection, session, events[0])
    advanced = connection.execute(
        _ADVANCE,
        {
            "of": session,
            "first": events[0].seq,
            "next": events[-1].seq + 1,
            "wall": events[-1].wall,
            "latest": max(event.at for event in events),
            "closed": any(isinstance(event.payload, SessionClosed) for event in events),
        },
    )
    if advanced.rowcount != 1:
        raise _cannot_continue(connection, path, session, events[0].seq)
    connection.execute(_INSERT, [_row(event) for event in events])


def read(
    connection: Connection, path: Path, session: str, first: int | None = None
) -> tuple[Event, ...]:
    """Return the log of `session` or its first events, none for one that is not here."""
    query = _SELECT if first is None else _SELECT.limit(first)
    rows: Sequence[Any] = connection.execute(query, {"of": session}).all()
    if rows and rows[-1][0] != len(rows) - 1:
        missing = next(number for number, row in enumerate(rows) if row[0] != number)
        raise faults.damaged_row(path, session, f"event {missing}", "it is missing")
    return records.events_from(path, session, rows)


def remove(connection: Connection, session: str) -> None:
    """Remove a session with everything that is its own.

    Content documents stay: sessions share them, and another process may be about to begin one.
    """
    for table in (tables.events, tables.drafts, tables.heartbeats, tables.leases):
        connection.execute(delete(table).where(table.c.session == session))
    gone = connection.execute(delete(tables.sessions).where(tables.sessions.c.id == session))
    if gone.rowcount != 1:
        raise listing.no_such_session(session)


def _check_batch(session: str, events: Sequence[Event]) -> None:
    """Refuse what no store could keep: the caller has mixed something up."""
    first = events[0].seq
    for seq, event in enumerate(events, start=first):
        if event.session != session or event.seq != seq:
            raise ValueError(
                f"event {event.seq} of session {event.session} where event {seq} of {session}"
                " belongs"
            )
    if first == 0 and not isinstance(events[0].payload, SessionStarted):
        raise ValueError(f"the first event of session {session} is {events[0].payload.kind!r}")


def _begin_session(connection: Connection, session: str, first: Event) -> None:
    """Make the row of a session whose first event this is, unless there is one."""
    started = first.payload
    assert isinstance(started, SessionStarted)
    connection.execute(
        insert(tables.sessions).prefix_with("OR IGNORE"),
        {
            "id": session,
            "title": records.storable(_title(connection, started)),
            "round": records.storable(started.round),
            "persona": records.storable(started.persona),
            "started_at": first.wall,
            "updated_at": first.wall,
            "status": "open",
            "at": first.at,
            "events": 0,
        },
    )


def _title(connection: Connection, started: SessionStarted) -> str:
    """Return the title that the round had when it was drawn, else its id."""
    document = connection.scalar(
        select(tables.content.c.document).where(
            tables.content.c.hash == started.content.get(f"round/{started.round}")
        )
    )
    try:
        title = json.loads(document or "{}")["title"]
    except (ValueError, LookupError, TypeError):
        return started.round
    return title if isinstance(title, str) else started.round


def _row(event: Event) -> dict[str, object]:
    return {
        "session": event.session,
        "seq": event.seq,
        "wall": event.wall,
        "at": event.at,
        "kind": event.payload.kind,
        "version": event.version,
        "payload": records.to_json(event.payload),
    }


def _cannot_continue(connection: Connection, path: Path, session: str, first: int) -> StoreError:
    """Say why an event of number `first` is not the next one."""
    held = connection.scalar(
        select(tables.sessions.c.events).where(tables.sessions.c.id == session)
    )
    if held is None:
        return faults.absent_session(path, session)
    if held > first:
        return SessionBusyError(
            f"Session {session} was continued elsewhere: event {first} is already in its log."
            " Nothing was written.",
            "Close it here and resume it.",
        )
    return StoreError(
        f"Session {session} ends at event {held - 1} in {path}, and event {first} does not"
        " follow on that: nothing was written.",
        "Close it here and resume it.",
    )
