"""Claims a session and keeps it until a line comes in on standard input.

Usage: hold.py PATH SESSION. The line `crash` ends the process on the spot, any other one in order.
"""

import asyncio
import os
import sys
from pathlib import Path

from mockint.store.sqlite_store import SqliteStore


async def main(path: Path, session: str) -> None:
    store = SqliteStore(path)
    await store.claim(session)
    print("claimed", flush=True)
    if sys.stdin.readline().strip() == "crash":
        os._exit(1)
    await store.close()


asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))
