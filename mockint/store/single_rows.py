"""What is overwritten or written once, and not logged: drafts, heartbeats, content documents."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from sqlalchemy import Connection, LargeBinary, Table, cast, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import IntegrityError

from mockint.core.errors import StoreError
from mockint.core.kept import Draft, Heartbeat
from mockint.store import faults, records, tables

HASHES_AT_ONCE = 500
"""SQLite bounds how many parameters one statement may have."""


def save_draft(connection: Connection, path: Path, session: str, draft: Draft) -> None:
    """Put `draft` in the place of the one before."""
    _overwrite(connection, path, tables.drafts, session, {"payload": records.to_json(draft)})


def draft(connection: Connection, path: Path, session: str) -> Draft | None:
    """Return the draft that was saved last."""
    table = tables.drafts
    payload = connection.scalar(
        select(cast(table.c.payload, LargeBinary)).where(table.c.session == session)
    )
    return None if payload is None else records.draft_from(path, session, payload)


def save_heartbeat(connection: Connection, path: Path, session: str, heartbeat: Heartbeat) -> None:
    """Put `heartbeat` in the place of the one before."""
    _overwrite(connection, path, tables.heartbeats, session, heartbeat.model_dump())


def heartbeat(connection: Connection, session: str) -> Heartbeat | None:
    """Return the heartbeat that was saved last."""
    table = tables.heartbeats
    row = connection.execute(
        select(table.c.at, table.c.wall).where(table.c.session == session)
    ).first()
    return None if row is None else Heartbeat(at=row.at, wall=row.wall)


def put_content(connection: Connection, documents: Mapping[str, str]) -> None:
    """Keep each document under its hash; those that are here already are the same."""
    connection.execute(
        insert(tables.content).on_conflict_do_nothing(),
        [
            {"hash": digest, "document": records.storable(document)}
            for digest, document in documents.items()
        ],
    )


def content(connection: Connection, hashes: Sequence[str]) -> dict[str, str]:
    """Return the documents of those hashes that are here."""
    table = tables.content
    found: dict[str, str] = {}
    for start in range(0, len(hashes), HASHES_AT_ONCE):
        some = hashes[start : start + HASHES_AT_ONCE]
        rows = connection.execute(
            select(table.c.hash, table.c.document).where(table.c.hash.in_(some))
        )
        found.update((row.hash, row.document) for row in rows)
    return found


def missing_content(path: Path, missing: Sequence[str]) -> StoreError:
    """Return the error for documents that a session refers to and the store does not have."""
    return StoreError(
        f"The session store {path} lacks {len(missing)} content document(s), the first with hash"
        f" {missing[0]}.",
        "Restore a backup, or delete the session that needs them.",
    )


def _overwrite(
    connection: Connection, path: Path, table: Table, session: str, values: Mapping[str, object]
) -> None:
    statement = insert(table).values(session=session, **values)
    try:
        connection.execute(
            statement.on_conflict_do_update(index_elements=[table.c.session], set_=dict(values))
        )
    except IntegrityError as error:
        raise faults.absent_session(path, session) from error
