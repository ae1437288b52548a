"""The schema's version, how it is made, and how an older one is brought up to date.

SQLite keeps two numbers in a file's header for this: `application_id` says whose file it is, and
`user_version` which schema it holds.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from sqlalchemy import Connection

from mockint.store import faults
from mockint.store.tables import metadata

APPLICATION_ID = int.from_bytes(b"mock")
VERSION = 1

Upgrade = Callable[[Connection], None]

UPGRADES: Mapping[int, Upgrade] = {}
"""By the version that each one makes out of the version before it.

An upgrade names its tables and columns in SQL of its own, since `mockint.store.tables` moves on.
"""


def found_version(connection: Connection, path: Path) -> int:
    """Return the version of the schema in the file, 0 for none yet.

    Raises StoreError for a file that must not be used.
    """
    owner = _pragma(connection, "application_id")
    version = _pragma(connection, "user_version")
    if owner == APPLICATION_ID:
        if version > VERSION:
            raise faults.newer(path, version, VERSION)
        if version < 1:
            raise faults.damaged(path, f"it says that its schema is version {version}")
        return version
    if owner or version or _has_tables(connection):
        raise faults.foreign(path)
    return 0


def bring_up_to_date(
    connection: Connection,
    path: Path,
    upgrades: Mapping[int, Upgrade] = UPGRADES,
    target: int = VERSION,
) -> None:
    """Make the schema, or upgrade it step by step; the caller's transaction is all or nothing.

    What the file holds is looked at again here, under the write lock: another process may have
    done the work in the meantime.
    """
    version = found_version(connection, path)
    if version == 0:
        # First, so that the file's header never goes to disk without it.
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        metadata.create_all(connection)
        connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")
        return
    for step in range(version + 1, target + 1):
        upgrades[step](connection)
        connection.exec_driver_sql(f"PRAGMA user_version = {step}")


def _pragma(connection: Connection, name: str) -> int:
    return int(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())


def _has_tables(connection: Connection) -> bool:
    return connection.exec_driver_sql("SELECT 1 FROM sqlite_master LIMIT 1").first() is not None
