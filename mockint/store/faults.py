"""What SQLite and the operating system report, in words that name the file and a remedy.

This is the one place that knows their error codes.
"""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from mockint.core.errors import (
    StoreDamagedError,
    StoreError,
    StoreFullError,
    StoreLockedError,
    StoreNewerError,
    StoreReadOnlyError,
)

DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
READ_ONLY = {
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_AUTH,
}
NO_ROOM = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}

ELSEWHERE = "set MOCKINT_HOME to another folder"


@contextmanager
def reported(path: Path) -> Iterator[None]:
    """Turn every fault of the database or the file system into a StoreError about `path`."""
    try:
        yield
    except DBAPIError as error:
        raise store_error(error.orig or error, path) from error
    except (sqlite3.Error, OSError) as error:
        raise store_error(error, path) from error


def store_error(fault: BaseException, path: Path) -> StoreError:
    """Return the StoreError that tells a person about `fault`."""
    if isinstance(fault, OSError):
        if fault.errno in NO_ROOM:
            return full(path)
        return not_writable(path, fault.strerror or str(fault))
    # The upper bytes of a code refine it: the lowest one is what matters here.
    code = getattr(fault, "sqlite_errorcode", None)
    family = None if code is None else code & 0xFF
    if family in DAMAGED or code == sqlite3.SQLITE_IOERR_SHORT_READ:
        return damaged(path, str(fault))
    if family is None and "decode" in str(fault).lower():
        return damaged(path, "it holds text that is not UTF-8")
    if family in LOCKED:
        return locked(path)
    if family == sqlite3.SQLITE_FULL:
        return full(path)
    if family in READ_ONLY:
        return not_writable(path, str(fault))
    return StoreError(
        f"The session store {path} cannot be used: {fault}.",
        f"Check the disk, or {ELSEWHERE}.",
    )


def is_busy(fault: sqlite3.Error) -> bool:
    """Return whether trying again in a moment may help."""
    return (getattr(fault, "sqlite_errorcode", 0) & 0xFF) in LOCKED


def damaged(path: Path, detail: str) -> StoreDamagedError:
    """Return the error for a file whose pages are broken, or that never was a database."""
    return StoreDamagedError(
        f"The session store {path} is damaged or no database: {detail}. It was left as it is.",
        f"Put a backup in its place, move it away to begin with an empty store, or {ELSEWHERE}.",
    )


def damaged_row(path: Path, session: str, what: str, detail: str) -> StoreDamagedError:
    """Return the error for one unreadable row; every other session can still be read."""
    return StoreDamagedError(
        f"The session store {path} is damaged: {what} of session {session} cannot be read"
        f" ({detail}). It was left as it is, and other sessions are not affected.",
        "Restore a backup, or delete this session.",
    )


def foreign(path: Path) -> StoreDamagedError:
    """Return the error for a healthy database that another program made."""
    return StoreDamagedError(
        f"{path} is a database of another program, not a session store. It was left as it is.",
        f"Move it away, or {ELSEWHERE}.",
    )


def not_a_file(path: Path) -> StoreDamagedError:
    """Return the error for a folder, a pipe or a device that stands in the file's place."""
    return StoreDamagedError(
        f"The session store {path} is not a file but a folder or a device.",
        f"Move it away, or {ELSEWHERE}.",
    )


def newer(path: Path, found: int, known: int) -> StoreNewerError:
    """Return the error for a schema that this version cannot know."""
    return StoreNewerError(
        f"The session store {path} was written by a newer mockint"
        f" (store version {found}; this one knows {known}). It was left as it is.",
        f"Install the newer mockint, or {ELSEWHERE}.",
    )


def newer_event(path: Path, session: str, seq: int, version: int) -> StoreNewerError:
    """Return the error for an event of a version that this mockint cannot know."""
    return StoreNewerError(
        f"Event {seq} of session {session} in {path} was written by a newer mockint"
        f" (event version {version}).",
        "Install the newer mockint to read this session.",
    )


def locked(path: Path) -> StoreLockedError:
    """Return the error for a lock that another process did not give back in time."""
    return StoreLockedError(
        f"Another process is writing to the session store {path} and does not finish.",
        "Wait for it or close it, then try again.",
    )


def full(path: Path) -> StoreFullError:
    """Return the error for a disk, or a quota, without room."""
    return StoreFullError(
        f"No room is left for the session store {path}: nothing was written.",
        f"Free some space and try again, or {ELSEWHERE}.",
    )


def not_writable(path: Path, detail: str) -> StoreReadOnlyError:
    """Return the error for a file or folder that permissions, or its place, keep closed."""
    return StoreReadOnlyError(
        f"The session store {path} cannot be opened for reading and writing: {detail}.",
        f"Allow it for the file, its -wal and -shm files and their folder, or {ELSEWHERE}.",
    )


def replaced(path: Path) -> StoreError:
    """Return the error for a file that is no longer the one that was opened."""
    return StoreError(
        f"The session store {path} was deleted, moved or replaced while mockint had it open:"
        " nothing was written.",
        "Put it back, or start mockint again.",
    )


def absent_session(path: Path, session: str) -> StoreError:
    """Return the error for writing to a session that has no row."""
    return StoreError(
        f"Session {session} is not in the session store {path}: nothing was written.",
        "It may have been deleted in another process.",
    )
