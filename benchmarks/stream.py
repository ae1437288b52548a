"""What a streamed turn costs: is it on the screen when it has been said, and is its end as cheap?

Aims: 2,000 tokens at 100 a second are on the screen within 1.05 times the sending, and a token
costs at most 1.3 times as much processor at 20,000 tokens as at none.
"""

import argparse
import statistics
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent)

from benchmarks.keys import READY  # noqa: E402
from benchmarks.terminal import Terminal, cpu_seconds  # noqa: E402

SPOKEN = "end-of-the-stream"
TOKENS_A_SECOND = 100
WHOLE = 2_000
SAMPLE = 800
MUCH = 20_000


def streamed(tokens: int, shown: int) -> tuple[float, float]:
    """Return the seconds until a stream was on the screen, and the processor time it took."""
    with Terminal("interview", "--shown", str(shown), "--stream", str(tokens)) as terminal:
        begun = terminal.wait_for(READY)
        before = cpu_seconds(terminal.pid)
        end = terminal.wait_for(SPOKEN, seconds=tokens / TOKENS_A_SECOND * 3 + 10)
        return end - begun, cpu_seconds(terminal.pid) - before


def main() -> None:
    """Print both ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=3, help="pairs of short streams")
    pairs = parser.parse_args().pairs
    seconds, used = streamed(WHOLE, 0)
    sending = WHOLE / TOKENS_A_SECOND
    print(
        f"{WHOLE:,} tokens at {TOKENS_A_SECOND} a second: on the screen in {seconds / sending:.3f} "
        f"times the sending (aim: at most 1.05), with {used / sending:.2f} of a core"
    )
    ratios, costs = [], []
    for _ in range(pairs):
        none, much = streamed(SAMPLE, 0)[1], streamed(SAMPLE, MUCH)[1]
        ratios.append(much / none)
        costs.append((none / SAMPLE * 1000, much / SAMPLE * 1000))
    print(
        f"a token costs {statistics.median(ratios):.2f} times as much after {MUCH:,} tokens as at "
        f"the beginning (aim: at most 1.3; {statistics.median(c[0] for c in costs):.2f} ms and "
        f"{statistics.median(c[1] for c in costs):.2f} ms of processor, medians of {pairs} pairs)"
    )


if __name__ == "__main__":
    main()
