"""Somebody sits a round on the full screen: what they press, and what they see."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, cast

from textual.events import Key
from textual.message import Message
from textual.message_pump import MessagePump
from textual.pilot import Pilot

from mockint.core.content import Question
from mockint.core.events import Event
from mockint.core.settings import Settings
from mockint.core.state import Script
from mockint.core.workbench import Workbench
from mockint.desk import Opened
from mockint.tui.board.pane import Board
from mockint.tui.screens.interview import InterviewScreen
from mockint.tui.widgets.answer_editor import AnswerEditor
from mockint.tui.widgets.over import Over
from mockint.tui.widgets.talk import Talk
from mockint.workbench import CalculatorBench
from tests.builders import follow, phase, point, question, script_of
from tests.table import Table
from tests.tui.past import NARROW, Around, text_of

CACHE = question(
    "cache",
    points=[point("stored", 2), point("layers", 2)],
    followups=[follow("size", numeric=True)],
)
PHASES = (
    phase("opening", "opening", 2),
    phase("concept", minutes=10, questions=("cache", "rag"), title="The concept"),
    phase("yours", "your-questions", 4, title="Your turn"),
    phase("close", "close", 1),
)
PATIENCE = 500
"""Turns of the event loop that a test waits for something."""


def a_script(*questions: Question, **more: Any) -> Script:
    return script_of(*(questions or (CACHE, question("rag"))), phases=PHASES, **more)


class At:
    """A candidate at the screen."""

    def __init__(self, app: Around, pilot: Pilot[Any], table: Table) -> None:
        self.app, self.pilot, self.table = app, pilot, table

    @property
    def screen(self) -> InterviewScreen:
        screen = self.app.screen_stack[-1]
        if not isinstance(screen, InterviewScreen):
            screen = self.app.screen_stack[-2]
        assert isinstance(screen, InterviewScreen)
        return screen

    @property
    def editor(self) -> AnswerEditor:
        return self.screen.query_one(AnswerEditor)

    @property
    def talk(self) -> Talk:
        return self.screen.query_one(Talk)

    @property
    def board(self) -> Board:
        return self.screen.query_one(Board)

    # -- what they do

    async def types(self, text: str) -> None:
        """Type a text, key by key, in one go."""
        at = 1000.0
        for character in text:
            key = Key("enter", None) if character == "\n" else Key(character, character)
            key.time = at = at + 0.1
            self.editor.post_message(key)
        await self.settled()

    async def sends(self, text: str = "") -> None:
        await self.types(text)
        await self.press("ctrl+j")

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.settled()

    async def waits_until(self, seconds: float) -> None:
        """Let round time come to a moment."""
        self.table.clock.advance_to(seconds)
        await self.settled()

    async def settled(self) -> None:
        """Wait until keys are written, everything asked for is done, and all of it is drawn."""
        for _ in range(PATIENCE):
            await self.pilot.pause()
            if not isinstance(self.app.screen, InterviewScreen):
                return
            await handled_by(self.editor)
            if self.editor._asked_at is None and not self.editor._burst:
                break
        await handled_by(self.editor)
        await handled_by(self.screen)
        if not self.table.runner.at_work:
            await self.screen.conductor.idle()
        await self.pilot.pause()

    async def until(self, holds: Callable[[], bool]) -> None:
        for _ in range(PATIENCE):
            if holds():
                return
            await self.pilot.pause()
        raise AssertionError("it never came to hold")

    # -- what they see

    @property
    def seen(self) -> str:
        return text_of(self.app)

    @property
    def words(self) -> str:
        """What is seen, without borders and line breaks; the board's words after the talk's."""
        lines, width = self.seen.splitlines(), self.talk.region.right
        beside = self.board.display and self.board.region.x == width
        columns = [[line[:width] for line in lines], [line[width:] for line in lines]]
        text = "\n".join("\n".join(each) for each in columns) if beside else self.seen
        return " ".join(re.sub("[│╭╮╰╯─▂▄▆█]", " ", text).split())

    def asked_for(self, kind: type[Message]) -> list[Any]:
        return [each for each in self.app.asked if isinstance(each, kind)]

    def closed(self) -> str | None:
        """Why the round is over, if it is."""
        return self.table.state.closed

    @property
    def kinds(self) -> list[str]:
        return [event.payload.kind for event in self.table.log]


async def handled_by(node: MessagePump) -> None:
    """Wait until a widget or screen has handled every message that it has been sent."""
    done = asyncio.Event()
    node.call_later(done.set)
    while node.is_running and not done.is_set():  # noqa: ASYNC110  (one that goes away never answers)
        await asyncio.sleep(0)


@asynccontextmanager
async def sitting(
    script: Script | None = None,
    *,
    size: tuple[int, int] = NARROW,
    draft: str = "",
    settings: Settings | None = None,
    tokens_a_second: float = 0,
    table: Table | None = None,
    workbench: Workbench | None = None,
    waits: bool = True,
    **more: Any,
) -> AsyncIterator[At]:
    """Sit a round from its beginning, or from where a table's log leaves it.

    `waits`: until the interviewer has said the first thing.
    """
    table = table or Table(script or a_script(), pace="real", **more)
    opened = Opened(table.runner, cast(Any, table.clock), table.started, draft)
    screen = InterviewScreen(
        opened,
        _beginning(table),
        settings or Settings(),
        workbench or CalculatorBench(),
        count_gaps=False,
        tokens_a_second=tokens_a_second,
    )
    app = Around(screen, settings)
    async with app.run_test(size=size, notifications=True) as pilot:
        at = At(app, pilot, table)
        if waits:
            await at.settled()
        yield at


async def _beginning(table: Table) -> AsyncIterator[Event]:
    runner = table.runner
    events = runner.go_on() if runner.log else runner.start(table.started)
    async for event in events:
        yield event


def calm_at_once(monkeypatch: Any) -> None:
    """Nobody was typing when the round ended."""
    monkeypatch.setattr(Over, "CALM_SECONDS", 0.001)
