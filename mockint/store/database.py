"""One SQLite file: recognised before it is opened, opened when first needed, never repaired.

Everything here runs in the store's one thread, over one connection.
"""

import os
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, NullPool, create_engine

from mockint.core.errors import StoreError
from mockint.store import faults, schema

FOLDER_MODE = 0o700
FILE_MODE = 0o600

SMALLEST_PAGE = 512
"""Bytes; no SQLite file with anything in it is shorter."""

READ = "BEGIN DEFERRED"
WRITE = "BEGIN IMMEDIATE"
"""Takes the write lock at once: one that is taken later can fail without having waited."""

SETTINGS = (
    "PRAGMA foreign_keys = ON",
    # A commit returns when the disk has it; on macOS only the second line asks the disk itself.
    "PRAGMA synchronous = FULL",
    "PRAGMA fullfsync = ON",
    # What is deleted or overwritten is overwritten in the file as well.
    "PRAGMA secure_delete = ON",
    # Room, if needed, for a log of thousands of turns (KiB; SQLite's own choice is 2 MB).
    "PRAGMA cache_size = -16384",
)


class Database:
    """Hands out transactions on the file at `path`."""

    def __init__(self, path: Path, busy_timeout: float) -> None:
        self.path = path
        self._busy_timeout = busy_timeout
        self._driver: sqlite3.Connection | None = None
        self._connection: Connection | None = None
        self._identity: tuple[int, int] | None = None

    @contextmanager
    def reading(self) -> Iterator[Connection | None]:
        """Yield a transaction without any write lock, or None while nothing is stored yet."""
        with self._faults_reported():
            if self._connection is None and not self._is_there():
                yield None
                return
            with self._transaction(READ) as connection:
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Yield a transaction that holds the write lock from its start, and is durable after."""
        with self._faults_reported():
            if self._connection is None and not self._is_there():
                self._make_file()
            with self._transaction(WRITE) as connection:
                yield connection

    def forget_deleted(self) -> None:
        """Empty the write-ahead log, in which what was deleted can still be read.

        Where another process is reading, the log stays until the last one closes the file.
        """
        with self._faults_reported():
            if self._driver is not None:
                self._driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()

    def close(self) -> None:
        """Let go of the file; the next transaction would open it again."""
        if self._connection is not None:
            self._connection.close()
        if self._driver is not None:
            self._driver.close()
        self._driver = self._connection = self._identity = None

    @contextmanager
    def _faults_reported(self) -> Iterator[None]:
        """Name the file in every fault, and look at it with fresh eyes after one."""
        try:
            with faults.reported(self.path):
                yield
        except StoreError:
            self.close()
            raise

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Connection]:
        if self._connection is None:
            self._open()
        elif self._identity != self._found():
            raise faults.replaced(self.path)
        assert self._connection is not None
        assert self._driver is not None
        # The driver is told to leave transactions to us, so SQLAlchemy's begin() sends nothing;
        # its commit and rollback do what they say.
        with self._connection.begin():
            self._driver.execute(begin).close()
            yield self._connection

    def _is_there(self) -> bool:
        """Return whether the file holds a session store; raises if it holds anything else.

        The file is looked at through a connection that takes no lock, makes no file beside it,
        and undoes no transaction, so that a stranger's database stays as it was.
        """
        try:
            status = self.path.stat()
        except FileNotFoundError:
            return False
        if not stat.S_ISREG(status.st_mode):
            raise faults.not_a_file(self.path)
        if status.st_size == 0:
            return False
        # With a journal, the file is being made at this moment, or making it was cut short.
        unfinished = self.path.with_name(f"{self.path.name}-journal").exists()
        if status.st_size < SMALLEST_PAGE and not unfinished:
            raise faults.damaged(self.path, "it is too short")
        try:
            look = sqlite3.connect(f"{self.path.as_uri()}?immutable=1", uri=True)
            with closing(look), closing(look.execute("PRAGMA application_id")) as answer:
                if answer.fetchone() != (schema.APPLICATION_ID,):
                    raise faults.foreign(self.path)
        except sqlite3.DatabaseError:
            if not unfinished:
                raise
        return True

    def _make_file(self) -> None:
        """Make an empty file and its folder, both for the user alone."""
        self.path.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, FILE_MODE))

    def _open(self) -> None:
        self._driver = driver = sqlite3.connect(
            self.path, timeout=self._busy_timeout, isolation_level=None
        )
        for setting in SETTINGS:
            driver.execute(setting).close()
        engine = create_engine("sqlite://", creator=lambda: driver, poolclass=NullPool)
        self._connection = engine.connect()
        self._identity = self._found()
        self._bring_up_to_date()
        self._use_write_ahead_log()

    def _bring_up_to_date(self) -> None:
        with self._transaction(READ) as connection:
            version = schema.found_version(connection, self.path)
        if version != schema.VERSION:
            with self._transaction(WRITE) as connection:
                schema.bring_up_to_date(connection, self.path)

    def _use_write_ahead_log(self) -> None:
        """Switch the file over, once and for all; only after the schema is in it.

        So the header on disk says whose file it is before there is any log to be played back.
        SQLite does not wait for other processes here as it does elsewhere.
        """
        assert self._driver is not None
        patience_ends = time.monotonic() + self._busy_timeout
        while True:
            try:
                self._driver.execute("PRAGMA journal_mode = WAL").close()
                return
            except sqlite3.OperationalError as error:
                if not faults.is_busy(error) or time.monotonic() > patience_ends:
                    raise
            time.sleep(0.01)

    def _found(self) -> tuple[int, int] | None:
        """Return what tells the file from another one of the same name; None if there is none."""
        try:
            status = self.path.stat()
        except FileNotFoundError:
            return None
        return status.st_dev, status.st_ino
