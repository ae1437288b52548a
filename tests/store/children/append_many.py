"""Appends so many events, one by one, as soon as a line comes in on standard input.

Usage: append_many.py PATH SESSION COUNT
"""

import asyncio
import sys
from pathlib import Path

from mockint.core.events import Event, Noted, SessionStarted
from mockint.store.sqlite_store import SqliteStore

STARTED = {
    "mockint": "0.1.0",
    "round": "r",
    "persona": "p",
    "rubric": "r",
    "seed": 1,
    "pace": "real",
    "typing_pace": 1.0,
    "assessor": "offline",
    "voice": "offline",
    "plan": (),
    "content": {},
}


async def main(path: Path, session: str, count: int) -> None:
    import mockint.store.ledger  # noqa: F401 - what takes long is loaded before the start

    store = SqliteStore(path)
    print("ready", flush=True)
    sys.stdin.readline()
    for seq in range(count):
        payload = Noted(what="note", text="x") if seq else SessionStarted.model_validate(STARTED)
        await store.append(
            session, [Event(session=session, seq=seq, wall="2026", at=seq, payload=payload)]
        )
    await store.close()


asyncio.run(main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
