"""Which process has a session open: one row, which its holder renews and a dead one cannot.

It keeps two people, or one in two windows, from continuing a session at once. What keeps the log
whole even if that fails is that `append` refuses a number that is taken.
"""

import os
import secrets
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Row, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from mockint.core.errors import SessionBusyError
from mockint.store import processes
from mockint.store.tables import leases

STALE_AFTER = timedelta(minutes=10)
"""How long a sign of life counts where nothing better is known than its age."""

Now = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the wall time."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Holder:
    """Who claims: this process, and this store within it."""

    now: Now = utc_now
    pid: int = field(default_factory=os.getpid)
    host: str = field(default_factory=socket.gethostname)
    token: str = field(default_factory=lambda: secrets.token_hex(16))

    def claim(self, connection: Connection, session: str) -> None:
        """Take the lease of `session`, unless it is somebody else's who is alive."""
        self.check(connection, session)
        values = {
            "pid": self.pid,
            "host": self.host,
            "birth": processes.birth(self.pid),
            "token": self.token,
            "wall": self.now().isoformat(),
        }
        connection.execute(
            insert(leases)
            .values(session=session, **values)
            .on_conflict_do_update(index_elements=[leases.c.session], set_=values)
        )

    def check(self, connection: Connection, session: str) -> None:
        """Raise SessionBusyError if somebody else who is alive has `session` open."""
        lease = connection.execute(select(leases).where(leases.c.session == session)).first()
        if lease is not None and lease.token != self.token and self._is_alive(lease):
            here = lease.host == self.host
            where = f"process {lease.pid}" if here else f"process {lease.pid} on {lease.host}"
            remedy = "Close it there first."
            if not here or lease.birth is None:
                remedy += " If it has crashed, the session is free ten minutes after that."
            raise SessionBusyError(
                f"Session {session} is open in another mockint ({where}).", remedy
            )

    def renew(self, connection: Connection, session: str) -> None:
        """Show a sign of life; raises SessionBusyError if the lease has been taken over."""
        renewed = connection.execute(
            update(leases)
            .where(leases.c.session == session, leases.c.token == self.token)
            .values(wall=self.now().isoformat())
        )
        if renewed.rowcount == 0:
            self.check(connection, session)

    def release(self, connection: Connection, session: str | None = None) -> None:
        """Give back `session`, or all that this holder has."""
        own = delete(leases).where(leases.c.token == self.token)
        connection.execute(own if session is None else own.where(leases.c.session == session))

    def _is_alive(self, lease: Row[tuple[object, ...]]) -> bool:
        """Return whether a lease's holder may still be at work.

        On this host the process itself is asked. Where it is on another one, or where its number
        may have been given to a new process, the age of the lease decides.
        """
        if lease.host == self.host:
            running = processes.runs(lease.pid)
            if running is False:
                return False
            birth = processes.birth(lease.pid)
            if running and lease.birth is not None and birth is not None:
                return bool(lease.birth == birth)
        return self._is_fresh(lease.wall)

    def _is_fresh(self, wall: str) -> bool:
        try:
            age = self.now() - datetime.fromisoformat(wall)
        except (ValueError, TypeError):
            return False
        # A time in the future comes from a clock that was wrong, then or now.
        return abs(age) < STALE_AFTER
