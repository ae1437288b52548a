"""A bank of any size, so that start-up can be measured beside it."""

import argparse
from pathlib import Path

from mockint.content import new

MOST = 100_000


def add_option(parser: argparse.ArgumentParser) -> None:
    """Let the size of the bank be given."""
    parser.add_argument(
        "--questions", type=int, default=0, help="questions generated beside the bundled ones"
    )


def generate(home: Path, count: int) -> None:
    """Write so many questions, all alike but for their ids, where a user's own would lie."""
    if not 0 <= count <= MOST:
        raise SystemExit(f"--questions is 0 to {MOST:,}")
    if not count:
        return
    first = new("question", "practice/generated", home / "content")
    text = first.read_text("utf-8")
    for number in range(1, count):
        name = f"generated-{number}"
        copy = text.replace("id: generated\n", f"id: {name}\n", 1)
        first.with_name(f"{name}.yaml").write_text(copy, encoding="utf-8")
