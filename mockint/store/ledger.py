"""Everything that the store does, in one thread and one transaction each."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from mockint.core.errors import StoreError
from mockint.core.events import Event
from mockint.core.kept import Draft, Heartbeat, SessionSummary
from mockint.store import journal, listing, single_rows
from mockint.store.database import Database
from mockint.store.leases import Holder, Now, utc_now


class Ledger:
    """The store without its async door; not safe to be used from two threads."""

    def __init__(self, path: Path, busy_timeout: float, now: Now = utc_now) -> None:
        self.path = path
        self._database = Database(path, busy_timeout)
        self._holder = Holder(now)
        self._claimed: set[str] = set()

    def append(self, session: str, events: Sequence[Event]) -> None:
        """Write events, which are on disk when this returns."""
        if events:
            with self._database.writing() as connection:
                journal.append(connection, self.path, session, events)

    def events(self, session: str, first: int | None = None) -> tuple[Event, ...]:
        """Return a session's events or the first of them, none for one that is not here."""
        with self._database.reading() as connection:
            return journal.read(connection, self.path, session, first) if connection else ()

    def save_draft(self, session: str, draft: Draft) -> None:
        """Overwrite the draft."""
        with self._database.writing() as connection:
            single_rows.save_draft(connection, self.path, session, draft)

    def draft(self, session: str) -> Draft | None:
        """Return the draft."""
        with self._database.reading() as connection:
            return single_rows.draft(connection, self.path, session) if connection else None

    def beat(self, session: str, heartbeat: Heartbeat) -> None:
        """Overwrite the heartbeat and renew the lease."""
        with self._database.writing() as connection:
            self._holder.renew(connection, session)
            single_rows.save_heartbeat(connection, self.path, session, heartbeat)

    def heartbeat(self, session: str) -> Heartbeat | None:
        """Return the heartbeat."""
        with self._database.reading() as connection:
            return single_rows.heartbeat(connection, session) if connection else None

    def put_content(self, documents: Mapping[str, str]) -> None:
        """Keep content documents."""
        if documents:
            with self._database.writing() as connection:
                single_rows.put_content(connection, documents)

    def content(self, hashes: Sequence[str]) -> dict[str, str]:
        """Return content documents, all of them or an error."""
        with self._database.reading() as connection:
            found = single_rows.content(connection, hashes) if connection else {}
        missing = [digest for digest in hashes if digest not in found]
        if missing:
            raise single_rows.missing_content(self.path, missing)
        return found

    def sessions(self, limit: int | None) -> tuple[SessionSummary, ...]:
        """Return summaries, newest first."""
        with self._database.reading() as connection:
            return listing.summaries(connection, self.path, limit) if connection else ()

    def find(self, prefix: str) -> str:
        """Return the one id that begins with `prefix`."""
        with self._database.reading() as connection:
            if connection is None:
                raise listing.no_such_session(prefix)
            return listing.find(connection, prefix)

    def claim(self, session: str) -> None:
        """Take the lease."""
        with self._database.writing() as connection:
            self._holder.claim(connection, session)
        self._claimed.add(session)

    def release(self, session: str) -> None:
        """Give the lease back."""
        if session in self._claimed:
            with self._database.writing() as connection:
                self._holder.release(connection, session)
            self._claimed.discard(session)

    def delete(self, session: str) -> None:
        """Remove a session so that nothing of it can be read in the file any more."""
        with self._database.reading() as connection:
            if connection is None:
                raise listing.no_such_session(session)
        with self._database.writing() as connection:
            self._holder.check(connection, session)
            journal.remove(connection, session)
        self._database.forget_deleted()

    def close(self) -> None:
        """Give all leases back and let go of the file.

        A lease that cannot be given back does no harm: it is void once this process has ended.
        """
        with suppress(StoreError):
            if self._claimed:
                with self._database.writing() as connection:
                    self._holder.release(connection)
        self._database.close()
