"""Where sessions are kept: one SQLite file, reached through an async door.

Importing this package is cheap on purpose: the database library is loaded by the store's own
thread when the first session is read or written, never on the way to the first screen.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from mockint.store.identity import new_session_id
from mockint.store.location import data_folder, store_path

if TYPE_CHECKING:
    from mockint.core.ports import SessionStore

__all__ = ["data_folder", "new_session_id", "open_store", "store_path"]


def open_store(path: Path | None = None) -> "SessionStore":
    """Return the store at `path`, by default the user's own; no file is touched yet."""
    from mockint.store.sqlite_store import SqliteStore

    return SqliteStore(store_path() if path is None else path)
