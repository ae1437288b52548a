"""A desk with three rounds, an app around it, and what a person would see and do there."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, cast

import pytest
from textual.pilot import Pilot

from mockint.content import Library
from mockint.core.content import Persona, Question, Round, Rubric
from mockint.core.errors import NotFoundError, Problem, StoreError
from mockint.core.events import Event
from mockint.core.kept import SessionSummary
from mockint.core.settings import Settings
from mockint.desk import Desk, Engine, RoundOptions
from mockint.tui.app import MockintApp
from mockint.tui.messages import ResumeSession, StartRound
from mockint.tui.models import Models
from mockint.tui.screens import home, sessions
from mockint.tui.screens.home import HomeScreen
from mockint.workbench import CalculatorBench
from tests.builders import PERSONA, RUBRIC, phase, question, round_of
from tests.fakes import FakeAssessor, FakeCalculators, FakeVoice, MemoryStore
from tests.tui.past import NARROW, WIDE, desk_with, over, text_of

SIZES = (NARROW, WIDE)
CACHE = question("cache")
BAR_RAISER = PERSONA.model_copy(update={"id": "bar-raiser", "name": "the bar-raiser"})


def a_round(id: str, title: str, minutes: float, trains: str, **more: Any) -> Round:
    phases = [
        phase("opening", "opening", 1),
        phase("concept", questions=("cache",), minutes=minutes - 1),
    ]
    return round_of(*phases, id=id, title=title, trains=trains, **more)


WARM_UP = a_round("warm-up", "Warm-up", 8, "one question and a debrief", pause=True)
SCREEN = a_round("phone-screen", "Phone screen", 45, "mixed and adaptive")
DESIGN = a_round("design-rag", "Design: RAG", 60, "a system on the board", feedback="each-answer")


class Shelves:
    """A library that is held in memory."""

    def __init__(self, *rounds: Round) -> None:
        self._rounds = {each.id: each for each in rounds or (DESIGN, SCREEN, WARM_UP)}
        self.faults: tuple[Problem, ...] = ()

    def rounds(self) -> tuple[Round, ...]:
        return tuple(self._rounds.values())

    def personas(self) -> tuple[Persona, ...]:
        return (BAR_RAISER, PERSONA)

    def questions(self) -> tuple[Question, ...]:
        return (CACHE,)

    def round(self, id: str) -> Round:
        if id not in self._rounds:
            raise NotFoundError(f"There is no round {id!r}.")
        return self._rounds[id]

    def persona(self, id: str) -> Persona:
        return next(each for each in self.personas() if each.id == id)

    def rubric(self, id: str) -> Rubric:
        return RUBRIC


class BrokenStore(MemoryStore):
    """A store that can't be read."""

    async def sessions(self, limit: int | None = None) -> tuple[SessionSummary, ...]:
        raise StoreError("The store was written by a newer mockint.", "Update mockint.")


def desk_of(store: MemoryStore | None = None, *rounds: Round) -> Desk:
    numbers = count(1)
    return Desk(
        cast(Library, Shelves(*rounds)),
        store or MemoryStore(),
        lambda: Engine(FakeAssessor(), FakeVoice(), FakeCalculators(), CalculatorBench()),
        lambda: f"new{next(numbers)}",
    )


def finished(store: MemoryStore, *ids: str) -> None:
    """Put a finished session into a store, once for each id, the first being the newest."""
    held = MemoryStore()
    desk_with(over(), held)
    store.documents |= held.documents
    for days, id in enumerate(ids, start=1):
        wall = (datetime.now(UTC) - timedelta(days=days)).isoformat()
        store.log[id] = [_moved(event, id, wall) for event in held.log["test"]]


def _moved(event: Event, session: str, wall: str) -> Event:
    return event.model_copy(update={"session": session, "wall": wall})


async def left_open(desk: Desk, round_id: str = "phone-screen") -> str:
    """Sit a round up to its first answer, and leave it open."""
    opened = await desk.open(round_id, RoundOptions())
    async for _ in opened.runner.start(opened.started):
        pass
    async for _ in opened.runner.answer("ready"):
        pass
    await opened.runner.release()
    return opened.runner.session


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing waits for a person's eyes here."""
    monkeypatch.setattr(home, "AFTER_PAINT", 0.001)
    monkeypatch.setattr(sessions, "SETTLED", 0.001)


@asynccontextmanager
async def running(
    desk: Desk | Callable[[], Desk] | None = None,
    size: tuple[int, int] = NARROW,
    *,
    settings: Settings | None = None,
    start: StartRound | ResumeSession | None = None,
    keep_theme: Callable[[str], None] = lambda theme: None,
    models: Models | None = None,
) -> AsyncIterator[tuple[MockintApp, Pilot[Any]]]:
    """Run the app, and wait until home has been filled."""
    found = desk or desk_of()
    app = MockintApp(
        found if callable(found) else lambda: found,
        settings or Settings(),
        start=start,
        keep_theme=keep_theme,
        models=models,
    )
    async with app.run_test(size=size, notifications=True) as pilot:
        await filled(pilot)
        yield app, pilot


async def filled(pilot: Pilot[Any]) -> None:
    """Wait until home has read what it shows, and everything is drawn."""
    screen = pilot.app.screen_stack[0]
    assert isinstance(screen, HomeScreen)
    await until(pilot, lambda: screen._sessions is not None and screen._shelf is not None)
    await settled(pilot)


async def until(pilot: Pilot[Any], holds: Callable[[], bool]) -> None:
    """Let the app run until something holds."""
    for _ in range(500):
        if holds():
            return
        await pilot.pause()
    raise AssertionError("it never came to hold")


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until nothing is read or drawn any more; dialogs wait for somebody, and so not."""
    for _ in range(3):
        await pilot.pause()
        reading = [each for each in pilot.app.workers if each.group in READING]
        if reading:
            await pilot.app.workers.wait_for_complete(reading)
    await pilot.pause()


READING = {"look", "read", "levels", "export", "theme"}


async def press(pilot: Pilot[Any], *keys: str) -> str:
    """Press keys and return what is on the screen then."""
    await pilot.press(*keys)
    await settled(pilot)
    return text_of(pilot.app)


def told(app: MockintApp) -> str:
    """Return what the notifications say."""
    return "\n".join(note.message for note in app._notifications)


def rows(text: str, *words: str) -> list[str]:
    """Return the lines that hold all of some words."""
    return [line for line in text.splitlines() if all(word in line for word in words)]


def whole(text: str) -> str:
    """Return text without the borders and breaks of its boxes."""
    return " ".join(text.replace("│", " ").split())
