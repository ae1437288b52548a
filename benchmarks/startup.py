"""How long mockint takes to start, beside the least that a click program could take.

Absolute times say more about the machine than about the code, so each command is run in pairs
with ``python -c "import click"``, one after the other, and the medians are put in a ratio.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent)

from benchmarks.bank import add_option, generate  # noqa: E402

BASE = [sys.executable, "-c", "import click"]
COMMANDS = {
    "mockint --help": [sys.executable, "-m", "mockint", "--help"],
    "mockint list rounds": [sys.executable, "-m", "mockint", "list", "rounds"],
    "mockint list questions": [sys.executable, "-m", "mockint", "list", "questions"],
}


def seconds(command: list[str], folder: str) -> float:
    """Time one run from start to exit, in an empty folder."""
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def compare(command: list[str], pairs: int, folder: str) -> tuple[float, float, float]:
    """Return the median ratio and the medians of the command and of the base, in seconds."""
    for warm in (BASE, command):
        seconds(warm, folder)
    runs = [(seconds(command, folder), seconds(BASE, folder)) for _ in range(pairs)]
    return (
        statistics.median(ours / base for ours, base in runs),
        statistics.median(ours for ours, _ in runs),
        statistics.median(base for _, base in runs),
    )


def main() -> None:
    """Print one line for each command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=25, help="pairs of runs (at least 15)")
    add_option(parser)
    options = parser.parse_args()
    pairs = options.pairs
    if pairs < 15:
        parser.error("fewer than 15 pairs say nothing")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["MOCKINT_HOME"] = folder
        generate(Path(folder), options.questions)
        for name, command in COMMANDS.items():
            ratio, ours, base = compare(command, pairs, folder)
            print(
                f"{name:22} {ratio:5.2f} x python with click"
                f"   ({ours * 1000:.0f} ms to {base * 1000:.0f} ms, medians of {pairs} pairs)"
            )


if __name__ == "__main__":
    main()
