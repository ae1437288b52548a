"""Stores on a real disk, and events to put into them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mockint.core.events import Answered, Event, Noted, Payload, SessionStarted
from mockint.store.sqlite_store import SqliteStore


class Samples:
    """Events that are easy to make and to tell apart."""

    @staticmethod
    def wall(seq: int) -> str:
        return f"2026-11-23T10:{seq // 60 % 60:02}:{seq % 60:02}.000+00:00"

    @staticmethod
    def started(round: str = "phone-screen-30", **changes) -> SessionStarted:
        fields = {
            "mockint": "0.1.0",
            "round": round,
            "persona": "warm-peer",
            "rubric": "phone-screen",
            "seed": 7,
            "pace": "real",
            "typing_pace": 1.3,
            "assessor": "offline",
            "voice": "offline",
            "plan": (),
            "content": {},
        }
        return SessionStarted.model_validate(fields | changes)

    @classmethod
    def event(cls, session: str, seq: int, payload: Payload, at: float | None = None) -> Event:
        when = float(seq) if at is None else at
        return Event(session=session, seq=seq, wall=cls.wall(seq), at=when, payload=payload)

    @classmethod
    def log(cls, session: str, length: int, **started) -> list[Event]:
        """Return a session's beginning: the first event, then notes and answers."""
        events = [cls.event(session, 0, cls.started(**started))]
        for seq in range(1, length):
            payload = (
                Answered(turn=seq, text=f"answer {seq} of {session}")
                if seq % 2
                else Noted(what="note", text=f"note {seq}")
            )
            events.append(cls.event(session, seq, payload))
        return events


@pytest.fixture(scope="session")
def samples() -> type[Samples]:
    return Samples


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "sessions.db"


@pytest.fixture
async def opened():
    """Open stores that are closed after the test."""
    stores = []

    def open_(path: Path, busy_timeout: float = 5.0) -> SqliteStore:
        stores.append(SqliteStore(path, busy_timeout))
        return stores[-1]

    yield open_
    for store in stores:
        await store.close()


@pytest.fixture
def store(opened: Callable[..., SqliteStore], path: Path) -> SqliteStore:
    return opened(path)


@pytest.fixture
def children() -> Path:
    """Where the programs are that tests run as other processes."""
    return Path(__file__).parent / "children"
