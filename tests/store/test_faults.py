"""Everything that can be wrong with a file, for real: one clear error, and the file untouched."""

import asyncio
import errno
import os
import random
import re
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from mockint.core.errors import (
    StoreDamagedError,
    StoreError,
    StoreFullError,
    StoreLockedError,
    StoreNewerError,
    StoreReadOnlyError,
)
from mockint.core.events import Answered
from mockint.core.kept import Draft
from mockint.store import faults
from mockint.store.schema import APPLICATION_ID

NOISE = random.Random(1).randbytes(20_000)


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        file.name: (file.read_bytes(), file.stat().st_mtime_ns)
        for file in folder.iterdir()
        if file.is_file()
    }


async def filled(opened, path, samples, length=300):
    """Write a session of many pages, and leave nothing beside the file."""
    store = opened(path)
    await store.append("abc", samples.log("abc", length))
    await store.close()
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def execute(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


async def assert_refused(store, samples, kind, words):
    """Reading and writing are refused in the same words, and nothing on the disk changes."""
    folder = store.path.parent
    before = snapshot(folder)
    attempts = {
        "read": lambda: store.events("abc"),
        "list": store.sessions,
        "write": lambda: store.append("xyz", samples.log("xyz", 1)),
        "draft": lambda: store.save_draft("abc", Draft(text="x", at=0, wall=samples.wall(0))),
        "delete": lambda: store.delete("abc"),
    }
    for attempt in attempts.values():
        with pytest.raises(kind, match=words) as caught:
            await attempt()
        assert str(store.path) in caught.value.message
        assert caught.value.remedy
        assert caught.value.remedy in str(caught.value)
    assert snapshot(folder) == before


@pytest.mark.parametrize(
    "content",
    [b"x", b"{}\n", NOISE, NOISE[:60], b"\x00" * 4096, b"SQLite format 3\x00" + NOISE],
    ids=["a letter", "JSON", "noise", "a little noise", "zeros", "a header and noise"],
)
async def test_a_file_that_is_no_database(opened, path, samples, content):
    path.parent.mkdir()
    path.write_bytes(content)
    await assert_refused(opened(path), samples, StoreDamagedError, "no database|another program")


@pytest.mark.parametrize("length", [50, 3000, 20_000])
async def test_a_truncated_file(opened, path, samples, length):
    await filled(opened, path, samples)
    path.write_bytes(path.read_bytes()[:length])
    await assert_refused(opened(path), samples, StoreDamagedError, "is damaged or no database")


async def test_overwritten_pages(opened, path, samples):
    await filled(opened, path, samples)
    content = bytearray(path.read_bytes())
    content[4096:] = NOISE
    path.write_bytes(content)
    store = opened(path)
    with pytest.raises(StoreDamagedError, match=r"malformed.*It was left as it is"):
        await store.events("abc")
    await store.close()
    assert path.read_bytes() == content


async def test_a_database_of_another_program(opened, path, samples):
    path.parent.mkdir()
    execute(path, "CREATE TABLE recipes (name)", "PRAGMA user_version = 1")
    await assert_refused(opened(path), samples, StoreDamagedError, "database of another program")
    execute(path, "PRAGMA application_id = 7")
    await assert_refused(opened(path), samples, StoreDamagedError, "database of another program")


async def test_a_database_of_another_program_in_the_middle_of_its_work(opened, path, samples):
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("CREATE TABLE recipes (name)")
        words = "database of another program"
        store = opened(path)
        await assert_refused(store, samples, StoreDamagedError, words)
        other.execute("INSERT INTO recipes VALUES ('soup')")
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("BEGIN IMMEDIATE")
        other.execute("PRAGMA cache_spill = 1")
        other.execute("DELETE FROM recipes")
        assert path.with_name(f"{path.name}-journal").exists()
        await assert_refused(store, samples, StoreDamagedError, words)


async def test_a_store_of_a_newer_version(opened, path, samples):
    await filled(opened, path, samples, 3)
    execute(path, "PRAGMA user_version = 99", "PRAGMA wal_checkpoint(TRUNCATE)")
    store = opened(path)
    words = r"newer mockint \(store version 99; this one knows 1\)"
    for attempt in [store.sessions, lambda: store.append("xyz", samples.log("xyz", 1))]:
        with pytest.raises(StoreNewerError, match=words) as caught:
            await attempt()
        assert "Install the newer mockint" in caught.value.remedy
    execute(path, "PRAGMA user_version = 1")
    assert len(await store.events("abc")) == 3


async def test_a_store_that_lost_its_version(opened, path, samples):
    await filled(opened, path, samples, 3)
    execute(path, "PRAGMA user_version = 0")
    with pytest.raises(StoreDamagedError, match="its schema is version 0"):
        await opened(path).sessions()


async def test_a_folder_in_its_place(opened, path, samples):
    path.mkdir(parents=True)
    await assert_refused(opened(path), samples, StoreDamagedError, "is not a file but a folder")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names there")
async def test_a_pipe_in_its_place(opened, path, samples):
    path.parent.mkdir()
    os.mkfifo(path)
    await assert_refused(opened(path), samples, StoreDamagedError, "is not a file but a folder")


async def test_a_folder_that_cannot_be_made(opened, path, samples):
    path.parent.write_text("a file where the folder should be")
    with pytest.raises(StoreReadOnlyError, match=re.escape(str(path))):
        await opened(path).append("abc", samples.log("abc", 1))
    with pytest.raises(StoreReadOnlyError, match=re.escape(str(path))):
        await opened(path / "deeper" / "sessions.db").append("abc", samples.log("abc", 1))


@pytest.fixture
def guarded_folder():
    """Give a folder to somebody whom permissions bind: root, for a while, is nobody."""
    if sys.platform == "win32":
        pytest.skip("there are no such modes there")
    folder = Path(tempfile.mkdtemp())
    nobody = 65534
    was_root = os.geteuid() == 0
    if was_root:
        folder.chmod(0o755)
        os.chown(folder, nobody, nobody)
        os.seteuid(nobody)
    yield folder
    if was_root:
        os.seteuid(0)
    folder.chmod(0o755)
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()


async def test_a_file_that_may_not_be_written_to(opened, samples, guarded_folder):
    path = guarded_folder / "sessions.db"
    await filled(opened, path, samples, 3)
    path.chmod(0o400)
    store = opened(path)
    assert len(await store.events("abc")) == 3
    with pytest.raises(StoreReadOnlyError, match=r"readonly.*Allow it for the file, its"):
        await store.append("xyz", samples.log("xyz", 1))
    for file in guarded_folder.iterdir():  # SQLite gives its own files the mode of the first one
        file.chmod(0o600)
    await store.append("xyz", samples.log("xyz", 1))


async def test_a_file_that_may_not_be_read(opened, samples, guarded_folder):
    path = guarded_folder / "sessions.db"
    await filled(opened, path, samples, 3)
    path.chmod(0)
    store = opened(path)
    for attempt in [store.sessions, lambda: store.append("xyz", samples.log("xyz", 1))]:
        with pytest.raises(StoreReadOnlyError, match="unable to open"):
            await attempt()


async def test_a_folder_that_may_not_be_written_to(opened, samples, guarded_folder):
    path = guarded_folder / "sessions.db"
    guarded_folder.chmod(0o500)
    store = opened(path)
    assert await store.sessions() == ()
    with pytest.raises(StoreReadOnlyError, match="Permission denied"):
        await store.append("abc", samples.log("abc", 1))
    guarded_folder.chmod(0o700)
    await filled(opened, path, samples, 3)
    guarded_folder.chmod(0o500)
    with pytest.raises(StoreReadOnlyError, match=re.escape(str(path))):
        await store.append("xyz", samples.log("xyz", 1))


async def test_a_lock_that_is_not_given_back(opened, path, samples):
    store = opened(path, busy_timeout=0.1)
    log = samples.log("abc", 3)
    await store.append("abc", log[:2])
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreLockedError, match="Another process is writing"):
            await store.append("abc", log[2:])
        # Readers do not care.
        assert await store.events("abc") == tuple(log[:2])
        assert len(await opened(path, busy_timeout=0.1).sessions()) == 1
        other.execute("ROLLBACK")
    await store.append("abc", log[2:])
    assert await store.events("abc") == tuple(log)


async def test_a_lock_while_the_store_is_made(opened, path, samples):
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        store = opened(path, busy_timeout=0.1)
        with pytest.raises(StoreLockedError):
            await store.append("abc", samples.log("abc", 1))
        other.execute("ROLLBACK")
        await store.append("abc", samples.log("abc", 1))


async def test_a_reader_that_delays_the_last_step_of_making(opened, path, samples):
    """Cut off between its schema and its write-ahead log, a store is finished when it can be."""
    await filled(opened, path, samples, 3)
    execute(path, "PRAGMA journal_mode = DELETE")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM sessions").fetchone()
        with pytest.raises(StoreLockedError):
            await opened(path, busy_timeout=0.05).sessions()
        reading = asyncio.ensure_future(opened(path).sessions())
        await asyncio.sleep(0.05)
        other.execute("ROLLBACK")
        assert len(await reading) == 1
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)


async def test_no_room_on_the_disk(store, samples):
    log = samples.log("abc", 3)
    await store.append("abc", log[:2])

    def leave_little_room(ledger):
        with ledger._database.writing() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")

    await store._do(leave_little_room)
    large = samples.event("abc", 2, Answered(turn=2, text="x" * 100_000))
    with pytest.raises(StoreFullError, match=r"No room is left .* nothing was written\. Free some"):
        await store.append("abc", [large])
    assert await store.events("abc") == tuple(log[:2])
    # Room was made.
    await store.append("abc", [large])
    assert await store.events("abc") == (*log[:2], large)


def test_what_the_system_says_is_told_too(path):
    full = faults.store_error(OSError(errno.ENOSPC, "No space left on device"), path)
    assert isinstance(full, StoreFullError)
    odd = faults.store_error(OSError("something odd"), path)
    assert "something odd" in odd.message


async def test_a_disk_that_fails(opened, path, samples, monkeypatch):
    """The message keeps SQLite's own words where nothing better is known."""
    fault = sqlite3.OperationalError("disk I/O error")
    fault.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC
    error = faults.store_error(fault, path)
    assert type(error) is StoreError
    assert "disk I/O error" in error.message
    assert "Check the disk" in error.remedy


async def test_the_file_disappears_while_it_is_open(opened, path, samples):
    store = opened(path)
    log = samples.log("abc", 3)
    await store.append("abc", log[:2])
    path.rename(path.with_name("away.db"))
    with pytest.raises(StoreError, match="deleted, moved or replaced"):
        await store.append("abc", log[2:])
    # What is at the path now is an empty store, and it gets no log without a beginning.
    with pytest.raises(StoreError, match="is not in the session store"):
        await store.append("abc", log[2:])


async def test_another_file_in_its_place(opened, path, samples, tmp_path):
    await filled(opened, tmp_path / "other" / path.name, samples, 3)
    store = opened(path)
    await store.append("abc", samples.log("abc", 2))
    (tmp_path / "other" / path.name).replace(path)
    with pytest.raises(StoreError, match="deleted, moved or replaced"):
        await store.events("abc")


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("payload", '\'{"kind": "answ\'', "Unterminated"),
        ("payload", "''", "Expecting value"),
        ("payload", "'[1]'", "no JSON object"),
        ("payload", "'{}'", "validation error"),
        ("payload", '\'{"kind":"skipped"},{"kind":"skipped"}\'', "Extra data"),
        ("payload", "x'ff00'", "decode"),
        ("payload", "CAST(x'7bff7d' AS TEXT)", "decode"),
        ("wall", "x'ff'", "validation error"),
        ("at", "'soon'", "validation error"),
        ("version", "0", ""),
    ],
)
async def test_a_damaged_row_harms_no_other_session(opened, path, samples, column, value, words):
    store = opened(path)
    await store.append("abc", samples.log("abc", 5))
    await store.append("xyz", samples.log("xyz", 5))
    execute(path, f"UPDATE events SET {column} = {value} WHERE session = 'abc' AND seq = 3")
    if words:
        with pytest.raises(StoreDamagedError, match=f"event 3 of session abc .*{words}") as caught:
            await store.events("abc")
        assert len(str(caught.value)) - len(str(path)) < 350
    assert await store.events("xyz") == tuple(samples.log("xyz", 5))
    assert len(await store.sessions()) == 2
    await store.delete("abc")


async def test_a_row_that_is_gone(opened, path, samples):
    store = opened(path)
    await store.append("abc", samples.log("abc", 5))
    execute(path, "DELETE FROM events WHERE seq = 2")
    with pytest.raises(StoreDamagedError, match=r"event 2 of session abc .*missing"):
        await store.events("abc")


async def test_a_damaged_draft(opened, path, samples):
    store = opened(path)
    await store.append("abc", samples.log("abc", 1))
    await store.save_draft("abc", Draft(text="x", at=0, wall=samples.wall(0)))
    execute(path, "UPDATE drafts SET payload = '{'")
    with pytest.raises(StoreDamagedError, match="the draft of session abc cannot be read"):
        await store.draft("abc")
    await store.save_draft("abc", Draft(text="y", at=0, wall=samples.wall(0)))
    assert (await store.draft("abc")).text == "y"


@pytest.mark.parametrize("value", ["x'ff'", "CAST(x'ff' AS TEXT)"])
async def test_a_damaged_summary(opened, path, samples, value):
    store = opened(path)
    await store.append("abc", samples.log("abc", 1))
    execute(path, f"UPDATE sessions SET title = {value}")
    with pytest.raises(StoreDamagedError, match=re.escape(str(path))):
        await store.sessions()
    assert len(await store.events("abc")) == 1


async def test_an_event_of_a_newer_version(opened, path, samples):
    store = opened(path)
    await store.append("abc", samples.log("abc", 5))
    execute(path, "UPDATE events SET version = 99 WHERE seq = 3")
    with pytest.raises(StoreNewerError, match=r"Event 3 of session abc .*version 99"):
        await store.events("abc")


@pytest.mark.parametrize("header_on_disk", [True, False])
async def test_a_store_whose_making_was_cut_short(opened, path, samples, tmp_path, header_on_disk):
    """What a crash leaves then is a file with a journal to undo it: it is taken for no stranger."""
    making = tmp_path / "making.db"
    path.parent.mkdir()
    with closing(sqlite3.connect(making, isolation_level=None)) as other:
        other.execute("PRAGMA cache_size = 10")
        other.execute("BEGIN IMMEDIATE")
        other.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        other.execute("CREATE TABLE sessions (x)")
        other.execute("INSERT INTO sessions VALUES (zeroblob(100000))")
        content = bytearray(making.read_bytes())
        assert content
        if not header_on_disk:
            content[:4096] = bytes(4096)
        path.write_bytes(content)
        journal = making.with_name(f"{making.name}-journal").read_bytes()
        path.with_name(f"{path.name}-journal").write_bytes(journal)
        other.execute("ROLLBACK")
    assert await opened(path).sessions() == ()
    await opened(path).append("abc", samples.log("abc", 1))
    assert len(await opened(path).sessions()) == 1
