"""Finding sessions: the list of them, and one by the beginning of its id."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Integer, Select, bindparam, select

from mockint.core.errors import NotFoundError, did_you_mean
from mockint.core.kept import SessionSummary
from mockint.store import records
from mockint.store.tables import sessions

NAMED_AT_MOST = 5
COMPARED_AT_MOST = 500
LIST_THEM = "`mockint list sessions` lists them all."

NO_LIMIT = -1

_SUMMARIES = (
    select(*(sessions.c[field] for field in records.SUMMARY_FIELDS))
    .order_by(sessions.c.started_at.desc(), sessions.c.number.desc())
    .limit(bindparam("at_most", type_=Integer))
)


def summaries(connection: Connection, path: Path, limit: int | None) -> tuple[SessionSummary, ...]:
    """Return sessions by the moment they began, newest first, from one query."""
    at_most = NO_LIMIT if limit is None else limit
    rows = connection.execute(_SUMMARIES, {"at_most": at_most}).all()
    return records.summaries_from(path, rows)


def find(connection: Connection, prefix: str) -> str:
    """Return the one id that begins with `prefix`; an empty one means the latest open session."""
    wanted = records.storable(prefix.strip())
    if not wanted:
        return _latest_open(connection)
    ids: Select[Any] = select(sessions.c.id).order_by(sessions.c.number.desc())
    exact: str | None = connection.scalar(ids.where(sessions.c.id == wanted))
    if exact is not None:
        return exact
    # Upper case is as good as lower case here, as it is in LIKE.
    beginning = ids.where(sessions.c.id.startswith(wanted, autoescape=True))
    found: Sequence[str] = connection.scalars(beginning.limit(NAMED_AT_MOST + 1)).all()
    if len(found) == 1:
        return found[0]
    if not found:
        known = connection.scalars(ids.limit(COMPARED_AT_MOST)).all()
        raise no_such_session(wanted, known)
    named = ", ".join(found[:NAMED_AT_MOST]) + (" ..." if len(found) > NAMED_AT_MOST else "")
    raise NotFoundError(f"{wanted!r} is the beginning of several sessions: {named}.", "Type more.")


def no_such_session(wanted: str, known: Sequence[str] = ()) -> NotFoundError:
    """Return the error for a beginning that no session has, or for no open one."""
    if not wanted.strip():
        return NotFoundError("No session is open.", "Start one, or name the one you mean.")
    near = did_you_mean(wanted, known)
    return NotFoundError(f"There is no session {wanted!r}.{near}", LIST_THEM)


def _latest_open(connection: Connection) -> str:
    """Return the open session that was written to last."""
    latest: str | None = connection.scalar(
        select(sessions.c.id)
        .where(sessions.c.status == "open")
        .order_by(sessions.c.updated_at.desc(), sessions.c.number.desc())
        .limit(1)
    )
    if latest is None:
        raise no_such_session("")
    return latest
