"""The programs that the benchmarks of the full screen run in a terminal.

`input` is the measure of things: Textual with one Input. `interview` is a round with a long talk
behind it, and an interviewer that can be told to go on speaking.
"""

import argparse
import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.widgets import Input

from benchmarks.keys import READY
from mockint.clocks import RealClock
from mockint.core.events import Answered, Event, Payload, PhaseStarted, Said
from mockint.core.moves import Move
from mockint.core.settings import Settings
from mockint.core.state import Script
from mockint.desk import Opened
from mockint.runner import Runner
from mockint.tui.screens.interview import InterviewScreen
from mockint.tui.themes import DARK
from mockint.tui.widgets.answer_editor import AnswerEditor
from mockint.tui.widgets.talk import INTERVIEWER, Talk
from mockint.workbench import CalculatorBench
from tests.builders import phase, question, script_of, started
from tests.fakes import FakeAssessor, FakeCalculators, FakeVoice, MemoryStore

SPOKEN = "end-of-the-stream"
TURN, SHOWN_EVERY = "turn-number-", 20
TOKENS_A_SECOND = 100
MIXED = (
    "The KV cache holds the **keys and values** of all earlier tokens, for every layer.\n\n"
    "## What it costs\n\n- two tensors a layer\n- one entry a *KV head* and token\n\n"
    "```python\ndef cache_bytes(layers, heads, dim, tokens):\n"
    "    return 2 * layers * heads * dim * 2 * tokens\n```\n\n"
    "With grouped queries there are fewer heads to keep, and so the cache shrinks by that factor, "
    "which is why long contexts are served with it nearly everywhere today.\n\n"
)
"""Some hundred tokens of what a model says, of four characters each."""


def words(tokens: int) -> str:
    """Return so many tokens of mixed Markdown."""
    return (MIXED * (1 + tokens * 4 // len(MIXED)))[: tokens * 4]


def one_phase() -> Script:
    """Return a script of one question and three hours."""
    concept = phase("concept", minutes=170, questions=("cache",))
    return script_of(question("cache"), phases=[concept])


def long_log(turns: int) -> list[Event]:
    """Return the log of a round in which so many turns were spoken, and a question stands."""
    script = script_of(
        question("cache"), phases=[phase("concept", minutes=170, questions=("cache",))]
    )
    ask = Move(kind="ask", phase="concept", question="cache", scripted="What does it hold?")
    probe = Move(kind="probe", question="cache", target="cache-point", scripted="And why?")
    payloads: list[Payload] = [
        started(script.round, "real"),
        PhaseStarted(phase="concept", planned_seconds=10_200),
    ]
    for number in range(1, (turns | 1) + 1):
        spoken = f"Turn {number}. {words(60)}"
        if number % 2:
            move = ask if number == 1 else probe
            payloads.append(Said(turn=number, move=move, text=spoken, voice="fake"))
        else:
            payloads.append(Answered(turn=number, text=spoken))
    return [
        Event(session="bench", seq=seq, wall="2024-01-01T00:00:00Z", at=seq / 10, payload=payload)
        for seq, payload in enumerate(payloads)
    ]


def opened(turns: int) -> Opened:
    """Return a round that is ready to be sat, after so many turns."""
    script = script_of(
        question("cache"), phases=[phase("concept", minutes=170, questions=("cache",))]
    )
    clock = RealClock(turns / 10 + 1)
    store = MemoryStore()
    log = long_log(turns) if turns else []
    store.log["bench"] = list(log)
    runner = Runner(
        "bench",
        script,
        store=store,
        clock=clock,
        assessor=FakeAssessor(),
        voice=FakeVoice(),
        calculators=FakeCalculators(),
        log=log,
    )
    return Opened(runner, clock, started(script.round, "real"))


async def beginning(seat: Opened) -> AsyncIterator[Event]:
    """Begin the round, or go on with it."""
    runner = seat.runner
    events = runner.go_on() if runner.log else runner.start(seat.started)
    async for event in events:
        yield event


class InputApp(App[None]):
    """Textual with one Input."""

    def compose(self) -> ComposeResult:
        """Set up the Input."""
        yield Input(placeholder=READY)


class InterviewApp(App[None]):
    """A round, with an interviewer that speaks for as long as it is told to."""

    CSS_PATH = str(Path(__file__).resolve().parent.parent / "mockint/tui/styles/base.tcss")
    ENABLE_COMMAND_PALETTE: ClassVar = False

    def __init__(self, turns: int, shown: int, stream: int, model: str) -> None:
        """Begin after `turns`; say `shown` tokens at once, and then `stream` at a steady rate.

        With a model, it speaks instead, for as long as it likes.
        """
        super().__init__()
        self.register_theme(DARK)
        self.theme = "dark"
        self._seat, self._shown, self._stream = opened(turns), shown, stream
        self._model = model

    def on_mount(self) -> None:
        """Show the round, and speak once it stands there."""
        screen = InterviewScreen(
            self._seat,
            beginning(self._seat),
            Settings(),
            CalculatorBench(),
            count_gaps=False,
            tokens_a_second=0,
        )
        self.push_screen(screen)
        self.set_timer(1.0, self._begin)

    def _begin(self) -> None:
        self._speaking = asyncio.create_task(self._speak())

    async def _speak(self) -> None:
        talk = self.screen.query_one(Talk)
        if self._shown or self._stream or self._model:
            talk.begin(INTERVIEWER, 0)
            talk.feed(words(self._shown))
            await asyncio.sleep(1.0)
        if self._model:
            await self._warm()
        talk.border_title = READY
        if self._model:
            await self._let_speak(talk)
        if not self._stream:
            return
        begun = time.monotonic()
        text = words(self._stream)
        for number in range(self._stream):
            talk.feed(text[number * 4 : number * 4 + 4])
            await asyncio.sleep(max(0.0, begun + number / TOKENS_A_SECOND - time.monotonic()))
        talk.feed(f" {SPOKEN}")
        talk.end()

    async def _warm(self) -> None:
        from mockint.llm.names import read_name
        from mockint.llm.warming import warm

        await asyncio.to_thread(warm(read_name(self._model)).join)

    async def _let_speak(self, talk: Talk) -> None:
        from benchmarks.model import request_of
        from mockint.llm.litellm_client import LitellmClient

        async with LitellmClient().open(request_of(self._model)) as reply:
            async for piece in reply:
                talk.feed(piece)


class SessionApp(App[None]):
    """A round that somebody sits for hours, without the pauses."""

    CSS_PATH = InterviewApp.CSS_PATH
    ENABLE_COMMAND_PALETTE: ClassVar = False

    def __init__(self, turns: int) -> None:
        """Send so many answers."""
        super().__init__()
        self.register_theme(DARK)
        self.theme = "dark"
        self._seat, self._turns = opened(0), turns

    def on_mount(self) -> None:
        """Show the round, and sit it."""
        self._screen = InterviewScreen(
            self._seat,
            beginning(self._seat),
            Settings(),
            CalculatorBench(),
            count_gaps=False,
            tokens_a_second=0,
        )
        self.push_screen(self._screen)
        self.set_timer(1.0, self._begin)

    def _begin(self) -> None:
        self._sitting = asyncio.create_task(self._sit())

    async def _sit(self) -> None:
        editor, conductor = self._screen.query_one(AnswerEditor), self._screen.conductor
        for number in range(1, self._turns + 1):
            # Somebody who is thinking aloud is never led on to the next question.
            editor.load_text(f"(thinking) {number} " + " ".join(MIXED.split()[:20] * 7))
            await asyncio.sleep(0)
            conductor.send(editor.text, number - 1)
            await conductor.idle()
            if number % SHOWN_EVERY == 0:
                self._screen.query_one(Talk).border_title = f"{TURN}{number}."


def main() -> None:
    """Run one of the programs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("app", choices=("input", "interview", "session"))
    parser.add_argument("--turns", type=int, default=0)
    parser.add_argument("--shown", type=int, default=0)
    parser.add_argument("--stream", type=int, default=0)
    parser.add_argument("--model", default="")
    chosen = parser.parse_args()
    if chosen.app == "input":
        InputApp().run()
    elif chosen.app == "session":
        SessionApp(chosen.turns).run()
    else:
        InterviewApp(chosen.turns, chosen.shown, chosen.stream, chosen.model).run()


if __name__ == "__main__":
    main()
