"""A round that is over, a desk that has it, and an app around one screen that reads it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path, PurePath
from typing import Any, NoReturn

from textual.app import App
from textual.message import Message
from textual.pilot import Pilot
from textual.screen import Screen

import mockint.tui
from mockint.content import document_hash, open_library, to_document
from mockint.core.errors import StoreError
from mockint.core.events import Event, Noted, Pinned, SelfScored, SessionClosed, SessionStarted
from mockint.core.settings import Settings
from mockint.core.state import Script
from mockint.desk import Desk
from mockint.tui import messages as ask
from mockint.tui.frame import Frame
from tests.builders import (
    Sitting,
    claim,
    dimension,
    follow,
    group,
    happens,
    phase,
    point,
    question,
    rubric,
    says,
    script_of,
    skips,
    takes_hint,
)
from tests.fakes import MemoryStore

STYLES = Path(mockint.tui.__file__).with_name("styles")
BASE_STYLES: list[str | PurePath] = [STYLES / "base.tcss"]
SESSION = "test"
NARROW, WIDE = (80, 24), (140, 40)
SIZES = (NARROW, WIDE)

CACHE = question(
    "cache",
    points=[point("stored", 2), point("layers", 2), group("remedy")],
    claims=[claim("caches-queries", "layers")],
    followups=[follow("size", numeric=True)],
    variants=("Another way to see it.",),
    sources=("Somebody 2017, A paper",),
)
RAG = question("rag", points=[point("chunks"), point("ranks")])
SCRIPT = script_of(
    CACHE,
    RAG,
    phases=[
        phase("opening", "opening", 2, title="Hello"),
        phase("concept", questions=("cache", "rag"), title="The concept"),
        phase("yours", "your-questions", 4, title="Your turn"),
        phase("close", "close", 1, title="Goodbye"),
    ],
    rubric=rubric(
        dimension("depth", "points", "followups", "wrong_claims", "hints", weight=3),
        dimension("numbers", "estimates"),
        dimension("talk", "delivery"),
        dimension("culture", "conversation"),
    ),
)
PIN = Pinned(
    calculator="double",
    result={"formula": "2 x 50 = 100", "outputs": {"twice": {"value": 100.0, "unit": "bytes"}}},
)
ANSWER = "well, stored and then !caches-queries as I said"


def over() -> Sitting:
    """A round with something of everything, up to its end."""
    sitting = Sitting(SCRIPT).play(
        says("yes"),
        says(ANSWER, 60),
        takes_hint,
        says("~remedy and x:layers", 40),
        happens(Noted(what="note", text="gateway to model"), PIN),
        says("it is =800 in all", 30),
        says("sorry, =800 once more", 30),
        says("ranks", 15),
        skips,
        skips,
    )
    sitting.reply()
    assert sitting.state.closed == "completed"
    return sitting


class ReadOnlyStore(MemoryStore):
    """A store that takes nothing more."""

    async def append(self, session: str, events: object) -> None:
        raise StoreError("The disk is full.", "Make room.")


def desk_with(sitting: Sitting, store: MemoryStore | None = None) -> Desk:
    """Return a desk that has a session, with its content."""
    store = store or MemoryStore()
    models = _models(sitting.state.script)
    started = sitting.log[0].payload
    assert isinstance(started, SessionStarted)
    content = {name: document_hash(model) for name, model in models.items()}
    first = sitting.log[0].model_copy(
        update={"payload": started.model_copy(update={"content": content})}
    )
    store.documents = {content[name]: to_document(model) for name, model in models.items()}
    store.log[SESSION] = [first, *sitting.log[1:]]
    return Desk(open_library(), store, _nobody, lambda: SESSION)


def _models(script: Script) -> dict[str, Any]:
    return {
        f"round/{script.round.id}": script.round,
        f"persona/{script.persona.id}": script.persona,
        f"rubric/{script.rubric.id}": script.rubric,
        **{f"question/{name}": each for name, each in script.questions.items()},
    }


def _nobody() -> NoReturn:
    raise AssertionError("to read a session takes no engine")


def log_of(desk: Desk) -> list[Event]:
    assert isinstance(desk.store, MemoryStore)
    return desk.store.log[SESSION]


def scored(sitting: Sitting, **scores: int) -> Sitting:
    """The same session, with the candidate's own view."""
    sitting.record(SelfScored(scores=scores))
    return sitting


def ended_early() -> Sitting:
    """A round that was left before anything was said."""
    sitting = Sitting(SCRIPT)
    sitting.reply()
    sitting.record(SessionClosed(reason="ended"))
    return sitting


class Around(Frame):
    """The app around a screen; keeps what the screen asks for."""

    CSS_PATH = BASE_STYLES

    def __init__(self, screen: Screen[None], settings: Settings | None = None) -> None:
        super().__init__(settings or Settings(), lambda theme: None)
        self._first = screen
        self.asked: list[Message] = []

    def on_mount(self) -> None:
        self.push_screen(self._first)

    async def _on_message(self, message: Message) -> None:
        if type(message).__module__ == ask.__name__:
            self.asked.append(message)
        await super()._on_message(message)


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until nothing is read or drawn any more."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def press(pilot: Pilot[Any], *keys: str) -> None:
    await pilot.press(*keys)
    await settled(pilot)


def text_of(app: App[Any]) -> str:
    """Return what is on the screen, line by line."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)


@asynccontextmanager
async def shown(
    screen: Screen[None], size: tuple[int, int] = NARROW, settings: Settings | None = None
) -> AsyncIterator[tuple[Around, Pilot[Any]]]:
    """Show a screen until it has read what it shows."""
    app = Around(screen, settings)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settled(pilot)
        yield app, pilot
