"""`kill -9` at any moment: nothing that was written is lost, and the round ends as it would have.

Four kills here; `python tests/test_killed.py 200` does two hundred and prints the count.
"""

import asyncio
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from mockint.core.events import Event, Payload
from mockint.store import open_store

ANSWERS = """@5s
Yes, let us start.
---
@60s
I built a support assistant on retrieval. My part was the retrieval service, which I owned. We
measured recall at ten on 300 labelled questions and it went from 0.61 to 0.83.
---
@20s
I don't know
---

---
@90s
The cache keeps the keys and values of the earlier tokens in every layer, so that a new token only
needs its own query, key and value. It also caches the queries.
---
/hint
---
@100s
It grows with the context and with the number of requests, so it decides how many users fit.
/note sizes
---
@400s
Documents are parsed and split into chunks, each is embedded and indexed; a question is embedded,
the nearest chunks are found, reranked and put into the prompt, and the answer cites them.
---
@60s
/estimate about 33 GB
---
@20s
How big is the team?
---
"""
START = [sys.executable, "-m", "mockint"]


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "MOCKINT_HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"}


def mockint(home: Path, *args: str) -> Any:
    done = subprocess.run(
        [*START, *args], env=environment(home), capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def killed_after(home: Path, seconds: float, *args: str) -> bool:
    """Start a command and kill it; False when it had ended by itself before."""
    process = subprocess.Popen(
        [*START, *args],
        env=environment(home),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        return True
    return False


def told(events: Iterable[Event]) -> list[tuple[float, Payload]]:
    """Return what two runs of the same input share."""
    return [(event.at, event.payload) for event in events]


def kept(home: Path) -> tuple[str, bool, list[tuple[float, Payload]]]:
    """Return the one session's id, whether it is closed, and what is on disk of it."""

    async def reading() -> tuple[str, bool, list[tuple[float, Payload]]]:
        store = open_store(home / "sessions.db")
        try:
            for summary in await store.sessions():
                events = await store.events(summary.id)
                return summary.id, summary.status == "closed", told(events)
            return "", False, []
        finally:
            await store.close()

    return asyncio.run(reading())


def kill_and_resume(folder: Path, answers: Path, kills: int, seed: int) -> tuple[int, int]:
    """Kill rounds at random moments and resume them to the end; return (kills, events found).

    A round is killed again and again until it ends, so that resuming is killed as well.
    """
    lot = random.Random(seed)
    run = ["run", "phone-screen-30", "--answers", str(answers), "--json"]
    started = time.monotonic()
    whole = mockint(folder / "whole", *run)
    took = time.monotonic() - started
    events = kept(folder / "whole")[2]
    done = found = number = 0
    while done < kills:
        home, number, command = folder / str(number), number + 1, run
        while killed_after(home, lot.uniform(0.4, 1.05) * took, *command):
            done += 1
            session, closed, on_disk = kept(home)
            found += len(on_disk)
            assert on_disk == events[: len(on_disk)]
            if closed:
                break
            # Killed before the first event, the same command begins anew.
            command = ["resume", session, "--json"] if session else run
        assert kept(home)[2] == events
        end = mockint(home, "export", kept(home)[0], "--format", "json")
        assert end["scorecard"] == whole["scorecard"]
    return done, found


@pytest.mark.packaging
def test_a_killed_round_ends_as_if_it_had_not_been(tmp_path: Path):
    answers = tmp_path / "answers.txt"
    answers.write_text(ANSWERS, encoding="utf-8")
    kills, _ = kill_and_resume(tmp_path, answers, kills=2, seed=1)
    assert kills >= 2


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "answers.txt"
        script.write_text(ANSWERS, encoding="utf-8")
        count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
        kills, events = kill_and_resume(Path(folder), script, count, seed=random.randrange(10**6))
        print(f"{kills} kills, {events} events found again, 0 lost; every scorecard the same")
