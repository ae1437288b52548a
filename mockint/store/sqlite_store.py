"""The store's async door: every call is done, in order, by one thread of its own."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from mockint.core.errors import StoreError

if TYPE_CHECKING:
    from mockint.core.events import Event
    from mockint.core.kept import Draft, Heartbeat, SessionSummary
    from mockint.store.ledger import Ledger

T = TypeVar("T")

BUSY_TIMEOUT = 5.0
"""Seconds to wait for another process that writes."""


class SqliteStore:
    """Keeps sessions in the SQLite file at `path`; implements `SessionStore`.

    A call that was begun is finished even if the task that awaits it is cancelled: an event that
    was handed over is either on disk or reported as a fault, never dropped half-way.
    """

    def __init__(self, path: Path, busy_timeout: float = BUSY_TIMEOUT) -> None:
        self.path = path.absolute()
        self._busy_timeout = busy_timeout
        self._ledger: Ledger | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="mockint-store")
        self._closed = False

    async def append(self, session: str, events: Sequence["Event"]) -> None:
        """Write events durably; returns only when they are on disk."""
        batch = tuple(events)
        await self._do(lambda ledger: ledger.append(session, batch))

    async def events(self, session: str, first: int | None = None) -> tuple["Event", ...]:
        """Return a session's events in order; none for a session that is not here."""
        return await self._do(lambda ledger: ledger.events(session, first))

    async def save_draft(self, session: str, draft: "Draft") -> None:
        """Overwrite the session's draft."""
        await self._do(lambda ledger: ledger.save_draft(session, draft))

    async def draft(self, session: str) -> "Draft | None":
        """Return the session's draft, if one is kept."""
        return await self._do(lambda ledger: ledger.draft(session))

    async def beat(self, session: str, heartbeat: "Heartbeat") -> None:
        """Overwrite the session's heartbeat; raises SessionBusyError if it was taken over."""
        await self._do(lambda ledger: ledger.beat(session, heartbeat))

    async def heartbeat(self, session: str) -> "Heartbeat | None":
        """Return the session's last heartbeat."""
        return await self._do(lambda ledger: ledger.heartbeat(session))

    async def put_content(self, documents: Mapping[str, str]) -> None:
        """Keep content documents (JSON text by hash), so that a session outlives later edits."""
        kept = dict(documents)
        await self._do(lambda ledger: ledger.put_content(kept))

    async def content(self, hashes: Sequence[str]) -> Mapping[str, str]:
        """Return the documents of these hashes; a missing one raises StoreError."""
        wanted = tuple(hashes)
        return await self._do(lambda ledger: ledger.content(wanted))

    async def sessions(self, limit: int | None = None) -> tuple["SessionSummary", ...]:
        """Return summaries, newest first."""
        return await self._do(lambda ledger: ledger.sessions(limit))

    async def find(self, prefix: str) -> str:
        """Return the one session id that begins with `prefix`; raises NotFoundError.

        An empty prefix means the open session that was written to last.
        """
        return await self._do(lambda ledger: ledger.find(prefix))

    async def claim(self, session: str) -> None:
        """Mark the session as open in this process; raises SessionBusyError."""
        await self._do(lambda ledger: ledger.claim(session))

    async def release(self, session: str) -> None:
        """Give the session back."""
        await self._do(lambda ledger: ledger.release(session))

    async def delete(self, session: str) -> None:
        """Remove a session with everything it holds; raises NotFoundError, SessionBusyError."""
        await self._do(lambda ledger: ledger.delete(session))

    async def close(self) -> None:
        """Finish pending writes and let go of the database; closing twice does nothing."""
        if self._closed:
            return
        self._closed = True
        await self._in_thread(self._let_go)
        self._thread.shutdown()

    async def _do(self, task: Callable[["Ledger"], T]) -> T:
        if self._closed:
            raise StoreError(f"The session store {self.path} has been closed.")
        return await self._in_thread(lambda: task(self._opened()))

    async def _in_thread(self, task: Callable[[], T]) -> T:
        return await asyncio.shield(asyncio.wrap_future(self._thread.submit(task)))

    def _opened(self) -> "Ledger":
        """Load the database library, in the thread and at the first call."""
        if self._ledger is None:
            from mockint.store.ledger import Ledger

            self._ledger = Ledger(self.path, self._busy_timeout)
        return self._ledger

    def _let_go(self) -> None:
        if self._ledger is not None:
            self._ledger.close()
