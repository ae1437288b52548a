"""Who may continue a session, told from a row that a process left behind."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from mockint.core.errors import SessionBusyError, StoreError
from mockint.core.kept import Heartbeat
from mockint.store import processes
from mockint.store.ledger import Ledger

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HEARTBEAT = Heartbeat(at=1.0, wall="2026-11-23T12:00:00.000+00:00")


class Clock:
    def __init__(self):
        self.time = NOON

    def __call__(self):
        return self.time


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def ledgers(path, samples, clock):
    """Make two stores of one process, and a session; the first has it open."""
    pair = Ledger(path, 1.0, clock), Ledger(path, 1.0, clock)
    pair[0].append("abc", samples.log("abc", 1))
    pair[0].claim("abc")
    yield pair
    for ledger in pair:
        ledger.close()


def edit_lease(path, **values):
    with closing(sqlite3.connect(path)) as connection, connection:
        for column, value in values.items():
            connection.execute(f"UPDATE leases SET {column} = ?", (value,))


def lease(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        row = connection.execute("SELECT * FROM leases").fetchone()
        return row and dict(row)


def test_claiming_twice_is_claiming_once(ledgers, path):
    ledgers[0].claim("abc")
    assert lease(path)["pid"] == os.getpid()


def test_a_session_that_is_released_is_free(ledgers, path):
    with pytest.raises(SessionBusyError):
        ledgers[1].claim("abc")
    ledgers[0].release("abc")
    assert lease(path) is None
    ledgers[1].claim("abc")
    # Releasing what is somebody else's changes nothing.
    ledgers[0].release("abc")
    assert lease(path) is not None


def test_closing_gives_everything_back(ledgers, path):
    ledgers[0].claim("another")
    ledgers[0].close()
    assert lease(path) is None


def test_closing_succeeds_even_if_nothing_can_be_given_back(ledgers, path):
    path.unlink()
    ledgers[0].close()
    assert not path.exists()


def test_this_host_asks_the_process_and_not_the_clock(ledgers, clock):
    clock.time += timedelta(days=1)
    if processes.birth(os.getpid()) is None:
        pytest.skip("this system does not tell when a process began")
    with pytest.raises(SessionBusyError, match=f"process {os.getpid()}"):
        ledgers[1].claim("abc")


def test_a_number_that_was_given_out_again_is_another_process(ledgers, path):
    if processes.birth(os.getpid()) is None:
        pytest.skip("this system does not tell when a process began")
    edit_lease(path, birth="an-earlier-boot 123")
    ledgers[1].claim("abc")
    with pytest.raises(SessionBusyError):
        ledgers[0].claim("abc")


def test_a_number_that_may_have_been_given_out_again_has_ten_minutes(ledgers, path, clock):
    edit_lease(path, birth=None)
    clock.time += timedelta(minutes=9)
    with pytest.raises(SessionBusyError):
        ledgers[1].claim("abc")
    clock.time += timedelta(minutes=2)
    ledgers[1].claim("abc")


def test_another_host_has_ten_minutes(ledgers, path, clock):
    edit_lease(path, host="elsewhere", pid=1)
    clock.time += timedelta(minutes=9)
    with pytest.raises(SessionBusyError, match=r"process 1 on elsewhere.*ten minutes"):
        ledgers[1].claim("abc")
    clock.time += timedelta(minutes=2)
    ledgers[1].claim("abc")


@pytest.mark.parametrize("wall", ["2031-01-01T00:00:00+00:00", "yesterday", "2026-11-23T12:00:00"])
def test_a_lease_with_an_odd_time_does_not_hold_for_ever(ledgers, path, wall):
    edit_lease(path, host="elsewhere", wall=wall)
    ledgers[1].claim("abc")


def test_a_heartbeat_renews_the_lease(ledgers, path, clock):
    edit_lease(path, host="elsewhere")
    clock.time += timedelta(minutes=9)
    ledgers[0].beat("abc", HEARTBEAT)
    clock.time += timedelta(minutes=9)
    with pytest.raises(SessionBusyError):
        ledgers[1].claim("abc")


def test_a_heartbeat_notices_that_the_session_was_taken_over(ledgers, path, clock):
    edit_lease(path, host="elsewhere")
    clock.time += timedelta(hours=1)
    ledgers[1].claim("abc")
    with pytest.raises(SessionBusyError):
        ledgers[0].beat("abc", HEARTBEAT)
    assert ledgers[1].heartbeat("abc") is None
    ledgers[1].beat("abc", HEARTBEAT)


def test_a_heartbeat_needs_no_lease(ledgers):
    ledgers[0].release("abc")
    ledgers[0].beat("abc", HEARTBEAT)
    assert ledgers[0].heartbeat("abc") == HEARTBEAT


def test_a_session_is_claimed_before_it_begins(ledgers, samples):
    ledgers[0].claim("new")
    with pytest.raises(SessionBusyError):
        ledgers[1].claim("new")
    ledgers[0].append("new", samples.log("new", 1))


def test_a_claim_that_fails_claims_nothing(path):
    path.parent.mkdir()
    path.mkdir()
    ledger = Ledger(path, 1.0)
    with pytest.raises(StoreError):
        ledger.claim("abc")
    ledger.release("abc")
    ledger.close()


@pytest.mark.skipif(sys.platform == "win32", reason="no process is asked there")
def test_processes_that_run_and_that_do_not():
    assert processes.runs(os.getpid()) is True
    assert processes.runs(os.getppid()) is True
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    assert processes.runs(child.pid) is False
    assert processes.runs(2**80) is False
    assert processes.runs(0) is False
    assert processes.runs(-1) is False


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no process is asked there")
def test_a_process_of_another_user_runs(monkeypatch):
    def refuse(pid, number):
        raise PermissionError

    monkeypatch.setattr("os.kill", refuse)
    assert processes.runs(1) is True


def test_what_tells_processes_apart(monkeypatch, tmp_path):
    own = processes.birth(os.getpid())
    assert own == processes.birth(os.getpid())
    if own is not None and os.getpid() != 1:
        assert own != processes.birth(1)
    monkeypatch.setattr(processes, "PROC", tmp_path)
    assert processes.birth(os.getpid()) is None
