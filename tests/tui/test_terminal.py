"""The app on a real terminal: what is typed at once, what signals do, what it leaves behind."""

import json
import os
import re
import select
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="pseudo-terminals are not to be had here")

PATIENCE = 30.0
ESCAPES = re.compile(rb"\x1b(?:\[[0-9;:?<>=]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()].|.)")


class Terminal:
    """mockint on a terminal of 24 lines and 80 columns."""

    def __init__(self, *arguments: str) -> None:
        self._file, inner = pty.openpty()
        set_size(inner, 24, 80)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mockint", *arguments],
            stdin=inner,
            stdout=inner,
            stderr=inner,
            start_new_session=True,
            preexec_fn=lambda: take_terminal(inner),
        )
        os.close(inner)
        self.seen = b""

    def type(self, text: str) -> None:
        os.write(self._file, text.encode())

    def wait_for(self, text: str) -> None:
        """Wait until a text has been drawn since the last wait."""
        until = time.monotonic() + PATIENCE
        while text.encode() not in ESCAPES.sub(b"", self.seen):
            assert time.monotonic() < until, ESCAPES.sub(b"", self.seen)[-2000:].decode()
            self._read(0.5)
        self.seen = b""

    def end(self) -> int:
        """Wait until the program has ended, reading what it still writes."""
        until = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            assert time.monotonic() < until, "it did not end"
            self._read(0.1)
        self._read(0.1)
        return self.process.returncode

    def suspend(self) -> None:
        """Stop the program as a shell does, reading what it still writes: it may wait for that."""
        self.process.send_signal(signal.SIGTSTP)
        until = time.monotonic() + PATIENCE
        status = 0
        while not os.WIFSTOPPED(status):
            assert time.monotonic() < until, "it did not stop"
            self._read(0.1)
            _, status = os.waitpid(self.process.pid, os.WUNTRACED | os.WNOHANG)

    def hang_up(self) -> None:
        """Close the terminal, as a window is closed."""
        os.close(self._file)

    def _read(self, seconds: float) -> None:
        if select.select([self._file], [], [], seconds)[0]:
            try:
                self.seen += os.read(self._file, 65536)
            except OSError:  # the other side is closed
                time.sleep(0.05)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()


def set_size(file: int, rows: int, columns: int) -> None:
    import fcntl
    import struct
    import termios

    fcntl.ioctl(file, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def take_terminal(file: int) -> None:
    import fcntl
    import termios

    fcntl.ioctl(file, termios.TIOCSCTTY, 0)


@pytest.fixture
def terminal() -> Iterator[type[Terminal]]:
    opened: list[Terminal] = []

    class Kept(Terminal):
        def __init__(self, *arguments: str) -> None:
            super().__init__(*arguments)
            opened.append(self)

    yield Kept
    for each in opened:
        each.close()


def rows_of(home: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(home / "mockint" / "sessions.db")) as store:
        return store.execute(query).fetchall()


def test_what_is_typed_before_anything_shows_is_not_lost(terminal: type[Terminal]):
    app = terminal()
    app.type("/half an")
    app.wait_for("/ half an")
    app.type("\x11")
    assert app.end() == 0


def test_letters_typed_the_moment_home_shows_are_on_the_screen(terminal: type[Terminal]):
    app = terminal()
    app.wait_for("Rounds")
    app.type("xyz")
    app.wait_for("/ xyz")


@pytest.mark.parametrize("name", ["SIGHUP", "SIGTERM"])
def test_a_round_is_put_away_when_the_terminal_goes(
    terminal: type[Terminal], own_home: Path, name: str
):
    app = terminal("run", "warm-up", "--seed", "1")
    app.wait_for("Your answer")
    app.wait_for("One question")
    app.type("half an answer")
    app.wait_for("half an answer")
    if name == "SIGHUP":
        app.hang_up()
    app.process.send_signal(getattr(signal, name))
    app.process.wait(PATIENCE)
    ((draft,),) = rows_of(own_home, "select payload from drafts")
    assert json.loads(str(draft))["text"] == "half an answer"
    assert rows_of(own_home, "select status from sessions") == [("open",)]
    assert rows_of(own_home, "select * from leases") == []

    # Slow machines take longer between the two than what passes for no time at all.
    again = terminal("resume", "--gap", "skip")
    again.wait_for("half an answer")


@pytest.mark.parametrize("stopped", [False, True])
def test_a_terminal_that_is_closed_ends_the_app_even_if_it_was_stopped(
    terminal: type[Terminal], own_home: Path, stopped: bool
):
    app = terminal("run", "warm-up", "--seed", "1")
    app.wait_for("Your answer")
    if stopped:
        app.suspend()
    app.hang_up()
    app.process.wait(PATIENCE)
    assert rows_of(own_home, "select status from sessions") == [("open",)]


def test_a_round_that_isn_t_there_ends_with_a_message(terminal: type[Terminal]):
    app = terminal("run", "warm-upp")
    assert app.end() == 2
    assert "There is no round 'warm-upp'. Did you mean 'warm-up'?" in app.seen.decode()


def test_a_suspended_round_goes_on_where_it_was(terminal: type[Terminal]):
    app = terminal()
    app.wait_for("Rounds")
    app.suspend()
    app.process.send_signal(signal.SIGCONT)
    app.wait_for("Rounds")
    app.type("/xyz")
    app.wait_for("/ xyz")
