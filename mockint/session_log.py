"""A session's log as it grows: on disk first, then folded into the state, then handed on."""

import asyncio
from collections.abc import AsyncIterator, Iterable

from mockint.core.events import Answered, DraftChanged, Event, Payload
from mockint.core.fold import fold
from mockint.core.ports import Clock, SessionStore
from mockint.core.state import Script, SessionState


class SessionLog:
    """The events of one session and the state that they lead to."""

    def __init__(
        self,
        session: str,
        script: Script,
        store: SessionStore,
        clock: Clock,
        events: Iterable[Event] = (),
    ) -> None:
        """Take up a log where it ends; without events it is a new one."""
        self.state = SessionState(script)
        self.events: list[Event] = []
        self.draft_logged_at, self.draft_logged = 0.0, ""
        """When the unsent answer last entered the log, and what it was."""
        self._session, self._store, self._clock = session, store, clock
        self._writing = asyncio.Lock()
        for event in events:
            self._take(event)

    async def record(self, *payloads: Payload) -> AsyncIterator[Event]:
        """Write events in one transaction, fold them, and hand them on."""
        # Shielded: who cancels a turn must not part the log on disk from the state.
        for event in await asyncio.shield(self._write(payloads)):
            yield event

    async def written(self) -> None:
        """Wait until what a cancelled task was writing is on disk."""
        async with self._writing:
            pass

    async def _write(self, payloads: Iterable[Payload]) -> list[Event]:
        """Append to the log, one writer at a time; a closed log takes nothing more."""
        async with self._writing:
            if self.state.closed is not None:
                return []
            at, wall = max(self.state.at, self._clock.now()), self._clock.wall()
            events = [
                Event(
                    session=self._session,
                    seq=self.state.seq + offset,
                    wall=wall,
                    at=round(at, 3),
                    payload=payload,
                )
                for offset, payload in enumerate(payloads)
            ]
            await self._store.append(self._session, events)
            for event in events:
                self._take(event)
            return events

    def _take(self, event: Event) -> None:
        self.state = fold(self.state, event)
        self.events.append(event)
        if isinstance(event.payload, DraftChanged):
            self.draft_logged_at, self.draft_logged = event.at, event.payload.text
        elif isinstance(event.payload, Answered):
            self.draft_logged = ""
