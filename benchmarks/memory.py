"""How much memory the full screen takes: at home, and over a session of two hours.

Aims: a peak at home under 80 MiB, and a session that ends with about what it held at its
beginning. A hundred and sixty answers of 140 words are more than two hours bring.
"""

import argparse
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent)

from benchmarks.terminal import Terminal, memory_mib  # noqa: E402

TURN = "turn-number-"
HOME_SECONDS = 5.0
MARKS = (20, 80, 160)


def home_peak() -> float:
    """Return the peak of the app that shows its first screen, in MiB."""
    with Terminal(module="mockint") as terminal:
        terminal.drain(HOME_SECONDS)
        return memory_mib(terminal.pid, peak=True)


def over_a_session() -> list[float]:
    """Return what is held after some of the answers of a long session, in MiB."""
    held = []
    with Terminal("session", "--turns", str(MARKS[-1])) as terminal:
        for mark in MARKS:
            terminal.wait_for(f"{TURN}{mark}.", seconds=300)
            held.append(memory_mib(terminal.pid))
    return held


def main() -> None:
    """Print both."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    print(f"peak at home {home_peak():.0f} MiB (aim: under 80)")
    held = over_a_session()
    told = ", ".join(f"{mib:.1f} MiB after {mark}" for mib, mark in zip(held, MARKS, strict=True))
    growth = (held[-1] - held[0]) / (MARKS[-1] - MARKS[0]) * 1024
    print(f"a session: {told} answers, {growth:.0f} KiB an answer ({held[-1] / held[0]:.2f} x)")


if __name__ == "__main__":
    main()
