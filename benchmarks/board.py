"""Key to paint in an input of the board's calculators, beside a bare Textual Input in the same run.

Every key leads to a result, a sweep of 300 points and its plot. Both programs are typed into in
turn, a block of keys each, and both watch their event loop: the longest time for which it did
nothing else is its longest block. Aim: no block above 50 ms.
"""

import argparse
import asyncio
import json
import statistics
import tempfile
import time
from pathlib import Path
from typing import ClassVar

from textual.app import App

from benchmarks.apps import InputApp, InterviewApp, beginning
from benchmarks.keys import READY, described
from benchmarks.terminal import Terminal
from mockint.calc import Calculators, first_sweep
from mockint.clocks import RealClock
from mockint.core.settings import Settings
from mockint.desk import Opened
from mockint.runner import Runner
from mockint.tui.board.pane import Board
from mockint.tui.screens.interview import InterviewScreen
from mockint.tui.themes import DARK
from mockint.workbench import CalculatorBench
from tests.builders import phase, question, script_of, started
from tests.fakes import FakeAssessor, FakeVoice, MemoryStore

DIGITS, ROUNDS = "123456789", 6
SETTLED_SECONDS = 1.0
PROBED_SECONDS = 0.002
CALCULATORS = {
    "kv_cache": "seq_len",
    "attention_cost": "seq_len",
    "roofline": "batch",
    "speculative_decoding": "acceptance_rate",
}
"""An input to type into, by calculator."""


class Probe:
    """Watches an event loop, and keeps in a file what it saw."""

    def __init__(self, path: Path) -> None:
        """Write to `path`, whenever there is something worse to tell."""
        self._path = path
        self.seen: dict[str, list[float]] = {"blocks": [0.0], "own": [0.0], "followed": []}

    async def watch(self, board: Board | None) -> None:
        """Note how late the loop is, and how long a plot takes to follow a key."""
        busy_since: float | None = None
        while True:
            begun, used = time.perf_counter(), time.thread_time()
            await asyncio.sleep(PROBED_SECONDS)
            block = (time.perf_counter() - begun - PROBED_SECONDS) * 1000
            # What the loop itself did in that time, whatever else the machine was at.
            own = (time.thread_time() - used) * 1000
            worse = False
            for name, found in (("blocks", block), ("own", own)):
                if found > self.seen[name][-1]:
                    self.seen[name].append(found)
                    worse = True
            if board is not None:
                is_busy = board.calculators.bench.is_busy
                if is_busy and busy_since is None:
                    busy_since = begun
                elif not is_busy and busy_since is not None:
                    self.seen["followed"].append((time.perf_counter() - busy_since) * 1000)
                    busy_since, worse = None, True
            if worse:
                self._path.write_text(json.dumps(self.seen))


class ProbedInput(InputApp):
    """The bare Input, watched."""

    def __init__(self, path: Path) -> None:
        """Keep what is seen in a file."""
        super().__init__()
        self._probe = Probe(path)

    def on_mount(self) -> None:
        """Begin to watch once it stands."""
        self.set_timer(SETTLED_SECONDS, self._begin)

    def _begin(self) -> None:
        self._watching = asyncio.create_task(self._probe.watch(None))


class BoardApp(App[None]):
    """A round with a calculator open on its board, watched."""

    CSS_PATH = InterviewApp.CSS_PATH
    ENABLE_COMMAND_PALETTE: ClassVar = False

    def __init__(self, path: Path, calculator: str) -> None:
        """Open a calculator, and keep what is seen in a file."""
        super().__init__()
        self.register_theme(DARK)
        self.theme = "dark"
        self._probe, self._calculator = Probe(path), calculator
        # Without a clock on the screen: its digits would pass for those that are typed.
        script = script_of(
            question("cache"),
            phases=[phase("concept", minutes=170, questions=("cache",))],
            board="open",
        )
        clock = RealClock(0)
        runner = Runner(
            "bench",
            script,
            store=MemoryStore(),
            clock=clock,
            assessor=FakeAssessor(),
            voice=FakeVoice(),
            calculators=Calculators(),
        )
        self._seat = Opened(runner, clock, started(script.round, "untimed"))

    def on_mount(self) -> None:
        """Show the round."""
        screen = InterviewScreen(
            self._seat,
            beginning(self._seat),
            Settings(),
            CalculatorBench(),
            count_gaps=False,
            tokens_a_second=0,
        )
        self.push_screen(screen)
        self.set_timer(SETTLED_SECONDS, self._begin)

    def _begin(self) -> None:
        assert isinstance(self.screen, InterviewScreen)
        self.screen.action_board()
        self._opening = asyncio.create_task(self._open(self.screen.query_one(Board)))

    async def _open(self, board: Board) -> None:
        bench, described = board.calculators.bench, CalculatorBench().described(self._calculator)
        names = [asked.name for asked in described.inputs]
        board.calculators.open(self._calculator, {})
        await asyncio.sleep(SETTLED_SECONDS)
        bench.form.focus()
        bench.form.go(names.index(CALCULATORS[self._calculator]), 0)
        await asyncio.sleep(SETTLED_SECONDS)
        board.border_title = READY
        await self._probe.watch(board)


def typed(terminal: Terminal) -> list[float]:
    """Return how long each digit took to be painted, in milliseconds, and take them back."""
    waits = []
    for digit in DIGITS[:4]:
        terminal.drain(SETTLED_SECONDS / 2)
        pressed = time.perf_counter()
        terminal.write(digit)
        waits.append((terminal.wait_for(digit) - pressed) * 1000)
    for _ in waits:
        terminal.write("\x7f")
        terminal.drain(SETTLED_SECONDS / 4)
    return waits


def measured(calculator: str) -> None:
    """Print how a calculator's keys compare with those of the bare Input."""
    bare: list[float] = []
    ours: list[float] = []
    ratios = []
    with tempfile.TemporaryDirectory() as folder:
        plain, board = Path(folder) / "input.json", Path(folder) / "board.json"
        with (
            Terminal("input", str(plain), module="benchmarks.board") as input_app,
            Terminal(calculator, str(board), module="benchmarks.board") as board_app,
        ):
            input_app.wait_for(READY)
            board_app.wait_for(READY)
            for _ in range(ROUNDS):
                # Neither is ever stopped: that would be the longest block. They are quiet unless
                # they are typed into.
                base = typed(input_app)
                mine = typed(board_app)
                bare += base
                ours += mine
                ratios.append(statistics.median(mine) / statistics.median(base))
        seen = [json.loads(path.read_text()) for path in (plain, board)]
    points = len(first_sweep(calculator, {}).values)
    print(f"{calculator}, {CALCULATORS[calculator]}, a sweep of {points} points and its plot")
    print(described("  bare Input", bare))
    print(described("  the board's input", ours))
    print(
        f"  ratio of medians {statistics.median(ratios):.2f} "
        f"({len(ratios)} pairs of blocks, {min(ratios):.2f} to {max(ratios):.2f})"
    )
    followed = seen[1]["followed"]
    print(
        f"  longest block of the loop: bare Input {max(seen[0]['blocks']):.1f} ms, "
        f"board {max(seen[1]['blocks']):.1f} ms (aim: at most 50)"
    )
    print(
        f"  of which its own processor time: bare Input {max(seen[0]['own']):.1f} ms, "
        f"board {max(seen[1]['own']):.1f} ms"
    )
    print(
        f"  result and plot follow a key after {statistics.median(followed):.0f} ms "
        f"(longest {max(followed):.0f}; {len(followed)} times)"
    )


def main() -> None:
    """Measure; or, told a program and a file, be that program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", nargs="?", choices=("input", *CALCULATORS))
    parser.add_argument("file", nargs="?", type=Path)
    chosen = parser.parse_args()
    if chosen.file is not None:
        if chosen.program == "input":
            ProbedInput(chosen.file).run()
        else:
            BoardApp(chosen.file, chosen.program).run()
        return
    for calculator in [chosen.program] if chosen.program else CALCULATORS:
        measured(calculator)


if __name__ == "__main__":
    main()
