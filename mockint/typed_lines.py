"""Lines as they are typed, read in a thread, so that bells ring while somebody types."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from typing import TextIO


async def read_lines(source: TextIO) -> AsyncIterator[str | None]:
    """Yield lines as they are typed, and None at the end, without stopping the event loop."""
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[str | None] = asyncio.Queue()

    def hand_on(line: str | None) -> None:
        loop.call_soon_threadsafe(queue.put_nowait, line)

    threading.Thread(target=_pump, args=(source, hand_on), daemon=True).start()
    while True:
        line = await queue.get()
        yield line
        if line is None:
            return


def _pump(source: TextIO, hand_on: Callable[[str | None], None]) -> None:
    """Read lines until the end; the loop may be gone before the last one comes."""
    try:
        for line in _stripped(source):
            hand_on(line)
        hand_on(None)
    except RuntimeError:
        return


def _stripped(source: TextIO) -> Iterator[str]:
    for line in source:
        yield line.rstrip("\r\n")
