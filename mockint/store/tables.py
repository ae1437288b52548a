"""The tables of the session store, as they are in the newest version of the schema."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)

metadata = MetaData()

sessions = Table(
    "sessions",
    metadata,
    # Order of creation; settles the order of sessions that began in the same instant.
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("round", Text, nullable=False),
    Column("persona", Text, nullable=False),
    Column("started_at", Text, nullable=False),
    Column("updated_at", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("at", Float, nullable=False),
    # How many events there are, which is also the sequence number that comes next.
    Column("events", Integer, nullable=False),
    CheckConstraint("status IN ('open', 'closed')", name="known_status"),
)
"""One row a session: a summary of its events, kept so that a list needs no log to be read."""

Index("sessions_by_start", sessions.c.started_at)

events = Table(
    "events",
    metadata,
    Column("session", Text, ForeignKey("sessions.id"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("wall", Text, nullable=False),
    Column("at", Float, nullable=False),
    Column("kind", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("payload", Text, nullable=False),
)
"""The logs. `payload` is JSON in ASCII: see `mockint.store.records`."""

drafts = Table(
    "drafts",
    metadata,
    Column("session", Text, ForeignKey("sessions.id"), primary_key=True),
    Column("payload", Text, nullable=False),
)

heartbeats = Table(
    "heartbeats",
    metadata,
    Column("session", Text, ForeignKey("sessions.id"), primary_key=True),
    Column("at", Float, nullable=False),
    Column("wall", Text, nullable=False),
)

content = Table(
    "content",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("document", Text, nullable=False),
)
"""Content documents by hash, shared by all sessions that were drawn from them."""

leases = Table(
    "leases",
    metadata,
    # No foreign key: a session is claimed before its first event is written.
    Column("session", Text, primary_key=True),
    Column("pid", Integer, nullable=False),
    Column("host", Text, nullable=False),
    # Which process of that number it is; null where the system does not tell.
    Column("birth", Text),
    Column("token", Text, nullable=False),
    Column("wall", Text, nullable=False),
)
"""Which process has a session open."""
