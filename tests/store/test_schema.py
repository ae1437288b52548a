"""The schema's version, and the way older files will be brought up to date."""

import sqlite3
from contextlib import closing

import pytest

from mockint.core.errors import StoreDamagedError
from mockint.store import schema
from mockint.store.database import Database
from mockint.store.tables import metadata


@pytest.fixture
def database(path):
    database = Database(path, busy_timeout=1.0)
    yield database
    database.close()


def test_there_is_an_upgrade_for_every_version_after_the_first():
    assert set(schema.UPGRADES) == set(range(2, schema.VERSION + 1))


def test_a_new_file_has_every_table(database):
    with database.writing() as connection:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
        assert set(names.scalars()) == set(metadata.tables)


def test_a_stranger_that_comes_in_between_is_recognised_too(database, path):
    with database.writing() as connection:
        connection.exec_driver_sql("PRAGMA application_id = 0")
        with pytest.raises(StoreDamagedError, match="another program"):
            schema.found_version(connection, path)


def test_upgrades_run_in_order_and_only_those_that_are_due(database, path):
    done = []

    def step(number):
        def upgrade(connection):
            done.append(number)
            connection.exec_driver_sql(f"CREATE TABLE added_{number} (x)")

        return upgrade

    upgrades = {number: step(number) for number in (1, 2, 3)}
    with database.writing() as connection:
        schema.bring_up_to_date(connection, path, upgrades, target=3)
    assert done == [2, 3]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (3,)
        connection.execute("SELECT * FROM added_2, added_3")


def test_an_upgrade_that_fails_leaves_everything_as_it_was(database, path):
    def halfway(connection):
        connection.exec_driver_sql("CREATE TABLE added (x)")
        raise RuntimeError("the power is gone")

    with (
        pytest.raises(RuntimeError),
        database.writing() as connection,
    ):
        schema.bring_up_to_date(connection, path, {2: halfway}, target=2)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        added = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'added'")
        assert added.fetchone() is None
