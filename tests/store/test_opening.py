"""Where the file is, when it is made, and what reading leaves alone."""

import json
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from mockint.core.errors import NotFoundError, StoreError
from mockint.core.kept import Draft
from mockint.store import data_folder, new_session_id, open_store, store_path
from mockint.store.identity import ALPHABET
from mockint.store.schema import APPLICATION_ID, VERSION

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="there are no such modes there")


async def read_everything(store):
    assert await store.sessions() == ()
    assert await store.events("abc") == ()
    assert await store.draft("abc") is None
    assert await store.heartbeat("abc") is None
    assert await store.content([]) == {}
    with pytest.raises(StoreError, match="lacks"):
        await store.content(["h"])
    for name in ["", "abc"]:
        with pytest.raises(NotFoundError):
            await store.find(name)
    with pytest.raises(NotFoundError):
        await store.delete("abc")
    await store.release("abc")


async def test_reading_makes_nothing(store, path):
    await read_everything(store)
    await store.close()
    assert not path.parent.exists()


async def test_an_empty_file_is_a_new_store(store, path, samples):
    path.parent.mkdir()
    path.touch()
    await read_everything(store)
    assert path.stat().st_size == 0
    await store.append("abc", samples.log("abc", 2))
    assert len(await store.events("abc")) == 2


@posix_only
async def test_the_folder_and_the_file_are_the_users_alone(store, path, samples):
    await store.append("abc", samples.log("abc", 1))
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    files = list(path.parent.iterdir())
    assert path in files
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


async def test_the_file_says_whose_it_is_and_is_durable(store, path, samples):
    await store.append("abc", samples.log("abc", 1))
    await store.close()
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()
    assert [file.name for file in path.parent.iterdir()] == [path.name]


async def test_each_commit_waits_for_the_disk(store, samples):
    await store.append("abc", samples.log("abc", 1))

    def pragma(ledger, name):
        with ledger._database.reading() as connection:
            return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()

    full = 2
    assert await store._do(lambda ledger: pragma(ledger, "synchronous")) == full
    assert await store._do(lambda ledger: pragma(ledger, "foreign_keys")) == 1


async def test_names_with_odd_letters(opened, tmp_path, samples):
    path = tmp_path / "a folder?mode=ro#100%41 'ü'" / "file:x y.db"
    await opened(path).append("abc", samples.log("abc", 2))
    assert len(await opened(path).events("abc")) == 2
    assert path.is_file()


async def test_a_relative_path_stays_where_it_was(opened, tmp_path, samples, monkeypatch):
    monkeypatch.chdir(tmp_path)
    store = opened(Path("sessions.db"))
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    await store.append("abc", samples.log("abc", 1))
    assert (tmp_path / "sessions.db").is_file()


def test_the_store_is_in_the_chosen_folder(monkeypatch, tmp_path, own_home):
    monkeypatch.setenv("MOCKINT_HOME", str(tmp_path / "chosen"))
    assert data_folder() == tmp_path / "chosen"
    assert store_path() == tmp_path / "chosen" / "sessions.db"
    monkeypatch.setenv("MOCKINT_HOME", "~/mine")
    assert data_folder() == own_home / "mine"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MOCKINT_HOME", "here")
    assert data_folder() == tmp_path / "here"


@pytest.mark.parametrize("value", ["", None])
def test_without_a_choice_it_is_where_the_system_keeps_data(monkeypatch, own_home, value):
    if value is None:
        monkeypatch.delenv("MOCKINT_HOME")
    else:
        monkeypatch.setenv("MOCKINT_HOME", value)
    assert data_folder().is_relative_to(own_home)
    assert store_path().name == "sessions.db"


async def test_the_default_store_is_the_users_own(samples):
    store = open_store()
    await store.append("abc", samples.log("abc", 1))
    await store.close()
    assert store_path().is_file()


def test_naming_the_store_loads_no_database():
    code = (
        "import json, sys; from pathlib import Path; from mockint.store import open_store\n"
        "open_store(Path('nowhere.db'))\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(json.loads(done.stdout))
    assert "mockint.store.sqlite_store" in loaded
    assert not loaded & {"sqlalchemy", "sqlite3", "pydantic", "mockint.core.events"}


async def test_closing(store, samples):
    await store.append("abc", samples.log("abc", 1))
    await store.close()
    await store.close()
    with pytest.raises(StoreError, match="has been closed"):
        await store.events("abc")
    with pytest.raises(StoreError, match="has been closed"):
        await store.save_draft("abc", Draft(text="x", at=0, wall=samples.wall(0)))


async def test_closing_what_was_never_used(store, path):
    await store.close()
    assert not path.parent.exists()


def test_ids_are_short_typable_and_new():
    taken: set[str] = set()
    for _ in range(500):
        taken.add(new_session_id(taken))
    assert len(taken) == 500
    assert all(len(name) == 8 and set(name) <= set(ALPHABET) for name in taken)
    assert all(name[0].isalpha() for name in taken)
    assert not set("01ilou") & set(ALPHABET)


def test_a_taken_id_is_not_given_again(monkeypatch):
    letters = iter("aaaaaaaabbbbbbbb")
    monkeypatch.setattr("secrets.choice", lambda _: next(letters))
    assert new_session_id({"aaaaaaaa"}) == "bbbbbbbb"
