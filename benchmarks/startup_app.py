"""How long the app takes to be ready for keys, beside a bare Textual app with an Input.

Each program is started on a terminal of its own; the moment its first screen shows, three letters
are typed, and the time until they are on the screen too is what counts. Pairs are run one after
the other and their medians put in a ratio, since absolute times say more about the machine.
"""

import argparse
import fcntl
import os
import pty
import re
import select
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent)

from benchmarks.bank import add_option, generate  # noqa: E402

LETTERS = "xyz"
SIZE = (40, 120)
PATIENCE = 20.0
ESCAPES = re.compile(rb"\x1b(?:\[[0-9;:?<>=]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()].|.)")
BARE = """
from textual.app import App, ComposeResult
from textual.widgets import Input

class Bare(App[None]):
    def compose(self) -> ComposeResult:
        yield Input(placeholder="the bare one")

Bare().run()
"""
PROGRAMS: dict[str, tuple[list[str], str]] = {
    "bare": ([sys.executable, "-c", BARE], "the bare one"),
    "mockint": ([sys.executable, "-m", "mockint"], "Rounds"),
}


class Terminal:
    """A program on a terminal of its own."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        """Start it now."""
        self.start = time.perf_counter()
        self.pid, self.file = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], list(command), environment)
        fcntl.ioctl(self.file, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
        self._seen = b""

    def seconds_until(self, text: str) -> float:
        """Return the seconds since the start at which a text was drawn."""
        while text.encode() not in ESCAPES.sub(b"", self._seen):
            if not select.select([self.file], [], [], PATIENCE)[0]:
                raise TimeoutError(f"{text!r} did not show within {PATIENCE} s")
            self._seen += os.read(self.file, 65536)
        return time.perf_counter() - self.start

    def type(self, text: str) -> None:
        """Type, and look only at what is drawn from now on."""
        self._seen = b""
        os.write(self.file, text.encode())

    def end(self) -> None:
        """Stop the program."""
        os.kill(self.pid, 9)
        os.waitpid(self.pid, 0)
        os.close(self.file)


def measure(name: str, environment: Mapping[str, str]) -> tuple[float, float]:
    """Return the seconds until the first screen shows, and until the letters are on it too."""
    command, first = PROGRAMS[name]
    terminal = Terminal(command, environment)
    try:
        shown = terminal.seconds_until(first)
        terminal.type(LETTERS)
        return shown, terminal.seconds_until(LETTERS)
    finally:
        terminal.end()


def main() -> None:
    """Print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=25, help="pairs of runs (at least 15)")
    add_option(parser)
    options = parser.parse_args()
    pairs = options.pairs
    if pairs < 15:
        parser.error("fewer than 15 pairs say nothing")
    with tempfile.TemporaryDirectory() as home:
        generate(Path(home), options.questions)
        environment = {**os.environ, "MOCKINT_HOME": home, "TERM": "xterm-256color"}
        for name in PROGRAMS:
            measure(name, environment)
        runs = [[measure(name, environment) for name in PROGRAMS] for _ in range(pairs)]
    for place, what in enumerate(("shown", "letters typed at once are there")):
        ratio = statistics.median(ours[place] / bare[place] for bare, ours in runs)
        bare_ms, ours_ms = (
            1000 * statistics.median(run[number][place] for run in runs) for number in (0, 1)
        )
        print(
            f"{what:32} {ratio:5.2f} x a bare Textual app with an Input"
            f"   ({ours_ms:.0f} ms to {bare_ms:.0f} ms, medians of {pairs} pairs)"
        )


if __name__ == "__main__":
    main()
