"""Appends to a session until somebody kills it, and says what was acknowledged.

Usage: append_until_killed.py PATH. For each session id on standard input, a fresh process (forked,
so that everything is loaded already) appends batches of one to three events; a line is written
after each batch that `append` has returned from. When the process is gone, `gone` is written.
"""

import asyncio
import os
import sys
from pathlib import Path

import mockint.store.ledger  # noqa: F401 - what takes long is loaded once
from mockint.core.events import Answered, Event, SessionStarted
from mockint.core.kept import Draft
from mockint.store.sqlite_store import SqliteStore

WALL = "2026-11-23T10:00:00.000+00:00"
STARTED = SessionStarted(
    mockint="0.1.0",
    round="r",
    persona="p",
    rubric="r",
    seed=1,
    pace="real",
    typing_pace=1.0,
    assessor="offline",
    voice="offline",
    plan=(),
    content={},
)


def say(line: str) -> None:
    os.write(1, f"{line}\n".encode())


async def append_for_ever(path: Path, session: str) -> None:
    store = SqliteStore(path)
    await store.claim(session)
    seq = 0
    while True:
        batch = []
        for _ in range(1 + seq % 3):
            payload = Answered(turn=seq, text=f"{seq} " * 200) if seq else STARTED
            batch.append(Event(session=session, seq=seq, wall=WALL, at=seq, payload=payload))
            seq += 1
        await store.append(session, batch)
        say(f"written {seq}")
        draft = Draft(text=f"draft {seq}", at=seq, wall=WALL)
        await store.save_draft(session, draft)
        say(f"draft {seq}")


def main() -> None:
    path = Path(sys.argv[1])
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            say(f"pid {os.getpid()}")
            asyncio.run(append_for_ever(path, line.strip()))
        os.waitpid(pid, 0)
        say("gone")


main()
