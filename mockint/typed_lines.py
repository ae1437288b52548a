"""Lines as they are typed, read in a thread, so that bells ring while somebody types."""

import asyncio
import threading
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any, TextIO


class TypedLines:
    """The lines of a source that nobody has taken yet; made within a running loop."""

    def __init__(self, source: TextIO) -> None:
        """Begin to read."""
        self._lines = read_lines(source)
        self._next = asyncio.ensure_future(anext(self._lines))
        self._ahead: deque[str | None] = deque()

    async def come(self, seconds: float, *others: asyncio.Future[None]) -> None:
        """Wait until another line is there, or one of the others is done, or time is up."""
        awaited: set[asyncio.Future[Any]] = {*others}
        if not self._next.done():
            awaited.add(self._next)
        if awaited:
            await asyncio.wait(awaited, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        if self._next.done() and (not self._ahead or self._ahead[-1] is not None):
            line = self._next.result()
            self._ahead.append(line)
            if line is not None:
                self._next = asyncio.ensure_future(anext(self._lines))

    @property
    def ahead(self) -> list[str]:
        """The lines that are there, without the end."""
        return [line for line in self._ahead if line is not None]

    def __bool__(self) -> bool:
        """Tell whether a line, or the end, is there."""
        return bool(self._ahead)

    def take(self) -> str | None:
        """Return the next line, None for the end."""
        return self._ahead.popleft()

    def stop(self) -> None:
        """Read no more."""
        self._next.cancel()


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
