"""Key to paint in the answer editor, beside a bare Textual Input in the same run.

The editor is measured at its worst: the clock runs, a turn is spoken at 100 tokens a second, and
a talk of 2,000 turns stands above. Both programs are typed into in turn, a block of keys each, so
that whatever else the machine does meets both. Aims: a median of at most twice the bare Input's,
and no key that waits for more than 100 ms.
"""

import argparse
import statistics
import time
from collections.abc import Iterator

from benchmarks.terminal import Terminal

READY = "ready-for-keys"
"""What the measured programs show once they can be typed into."""
RANGES = ((0x410, 0x450), (0x3B1, 0x3C2), (0x531, 0x557), (0x561, 0x587), (0x10D0, 0x10F1))
LETTERS = "".join(chr(code) for start, end in RANGES for code in range(start, end))
"""Letters that stand nowhere else on the screen, each used once: Cyrillic, Greek, Armenian ..."""
BLOCK = 19
PAUSE_SECONDS = 0.05
SETTLE_SECONDS = 3.0
EDITOR = ("interview", "--turns", "2000", "--stream", "1000000")


def keys(terminal: Terminal, letters: str) -> list[float]:
    """Return how long each letter took to be painted, in milliseconds."""
    waits = []
    for letter in letters:
        pressed = time.perf_counter()
        terminal.write(letter)
        waits.append((terminal.wait_for(letter) - pressed) * 1000)
        terminal.drain(PAUSE_SECONDS)
    terminal.write(" ")
    return waits


def blocks(bare: Terminal, ours: Terminal) -> Iterator[tuple[list[float], list[float]]]:
    """Type into both in turn; ours stands still while the other is measured."""
    for terminal in (bare, ours):
        terminal.wait_for(READY)
    ours.drain(SETTLE_SECONDS)
    for start in range(0, len(LETTERS) - BLOCK + 1, BLOCK):
        letters = LETTERS[start : start + BLOCK]
        ours.stop()
        base = keys(bare, letters)
        ours.go_on()
        ours.drain(SETTLE_SECONDS / 3)
        yield base, keys(ours, letters)


def described(name: str, waits: list[float]) -> str:
    """Return a line on some waits."""
    p95 = statistics.quantiles(waits, n=20)[-1]
    return (
        f"{name:30} median {statistics.median(waits):5.1f} ms"
        f"   p95 {p95:5.1f}   longest {max(waits):5.1f}   ({len(waits)} keys)"
    )


def main() -> None:
    """Type into both programs, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=2, help="how often both are started")
    bare, ours, ratios = [], [], []
    for _ in range(parser.parse_args().runs):
        with Terminal("input") as input_app, Terminal(*EDITOR) as interview_app:
            for base, mine in blocks(input_app, interview_app):
                bare += base
                ours += mine
                ratios.append(statistics.median(mine) / statistics.median(base))
    print(described("bare Input", bare))
    print(described("editor, stream, 2,000 turns", ours))
    print(
        f"ratio of medians {statistics.median(ratios):.2f} (aim: at most 2; "
        f"{len(ratios)} pairs of blocks, {min(ratios):.2f} to {max(ratios):.2f})"
    )
