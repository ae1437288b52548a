"""Draws the pictures of the documentation from the real app: `make pictures`.

Everything that would differ between two runs is pinned: the seed, round time, the wall clock, the
home folder. The bank, the assessor, the store and the screens are the real ones.
"""

import asyncio
import os
import re
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import count
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

import mockint.desk
import mockint.tui.overview
import mockint.tui.screens.debrief
from docs.pictures_said import Somebody
from mockint.candidates import CandidateKind, simulated
from mockint.cli.parts import offline_engine
from mockint.clocks import VirtualClock
from mockint.content import open_library
from mockint.core.events import Said
from mockint.core.settings import Settings
from mockint.core.state import SessionState
from mockint.desk import Desk, RoundOptions
from mockint.player import Candidate, Player
from mockint.store import open_store
from mockint.tui.app import MockintApp
from mockint.tui.messages import OpenSession, OpenTranscript, ResumeSession
from mockint.tui.screens.debrief import DebriefScreen
from mockint.tui.screens.home import HomeScreen
from mockint.tui.screens.interview import InterviewScreen
from mockint.tui.screens.transcript import TranscriptScreen

FOLDER = Path(__file__).resolve().parent / "pictures"
SCREEN, WARM_UP = "phone-screen-30", "warm-up"
WIDE, NARROW = (140, 40), (80, 24)
NOW = datetime(2026, 3, 14, 18, 30, tzinfo=UTC)
DRAFT = "No: each step still reads everything that is cached, so the longer the context"


class Day(datetime):
    """A clock on the wall that stands still."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "Day":
        """Return the moment of the pictures."""
        return cls.fromisoformat(NOW.isoformat()).astimezone(tz)


class StillClock(VirtualClock):
    """Round time that moves only when a candidate takes it; the wall moves along."""

    begun = NOW

    def wall(self) -> str:
        """Return the wall time as a label."""
        return (self.begun + timedelta(seconds=self.now())).isoformat(timespec="milliseconds")


def pin_everything() -> None:
    """Let no clock of this machine be seen."""
    os.environ["TZ"] = "UTC"
    time.tzset()
    setattr(mockint.desk, "clock_for", lambda pace, start=0.0: StillClock(start))  # noqa: B010
    for module in (mockint.tui.overview, mockint.tui.screens.debrief):
        setattr(module, "datetime", Day)  # noqa: B010


# -- the sessions that are shown


async def play(
    desk: Desk,
    candidate: Candidate,
    begun: datetime,
    options: RoundOptions,
    *,
    round_id: str = SCREEN,
    until: Callable[[SessionState], bool] = lambda state: False,
) -> str:
    """Play a round up to a moment, or else to its end; return its session."""
    StillClock.begun = begun
    opened = await desk.open(round_id, options)
    runner = opened.runner
    async for _ in runner.start(opened.started):
        pass
    async for event in Player(runner, opened.clock, candidate).play():
        if isinstance(event.payload, Said) and until(runner.state):
            break
    return runner.session


def in_the_middle(state: SessionState) -> bool:
    """Tell whether the question about the cache has been asked further a few times."""
    asked = [turn for turn in state.turns if turn.move and turn.move.question == "kv-cache"]
    return len(asked) > 3


async def history(desk: Desk) -> tuple[str, str]:
    """Play some rounds; return one that is over and one that is open."""
    library = desk.library
    before: tuple[tuple[int, str, CandidateKind], ...] = (
        (9, WARM_UP, "middling"),
        (6, SCREEN, "strong"),
    )
    for days, round_id, kind in before:
        someone = simulated(kind, library.specimens, desk.engine.calculators)
        day = NOW - timedelta(days=days, minutes=40 * days % 90)
        done = await play(desk, someone, day, RoundOptions(seed=days), round_id=round_id)
        await desk.keep_self_scores(done, {})
    prepared = simulated("strong", library.specimens, desk.engine.calculators)
    options = RoundOptions(seed=1, topic="kv-cache")
    over = await play(desk, Somebody(prepared), NOW - timedelta(days=2, minutes=50), options)
    await desk.keep_self_scores(over, {"depth": 3, "estimation": 3, "communication": 3})
    begun = NOW - timedelta(days=1, minutes=64)
    return over, await play(desk, Somebody(prepared), begun, options, until=in_the_middle)


async def turn_about(desk: Desk, session: str) -> int:
    """Return the turn of the first answer about the cache."""
    state, _ = await desk.read(session)
    asked = next(t.number for t in state.turns if t.move and t.move.question == "kv-cache")
    return next(t.number for t in state.turns if t.speaker == "candidate" and t.number > asked)


# -- the app


@asynccontextmanager
async def app_at(
    desk: Desk, size: tuple[int, int], start: ResumeSession | None = None
) -> AsyncIterator[Pilot[Any]]:
    """Run the real app on the real desk."""
    app = MockintApp(lambda: desk, Settings(), start=start)
    async with app.run_test(size=size, notifications=True) as pilot:
        home = app.screen_stack[0]
        assert isinstance(home, HomeScreen)
        await until(pilot, lambda: home._sessions is not None and home._shelf is not None)
        await drawn(pilot)
        yield pilot


async def until(pilot: Pilot[Any], holds: Callable[[], bool]) -> None:
    """Let the app run until something holds."""
    for _ in range(2000):
        if holds():
            return
        await pilot.pause(0.01)
    raise SystemExit("a picture never came about")


async def drawn(pilot: Pilot[Any]) -> None:
    """Wait until nothing is read or drawn any more."""
    for _ in range(3):
        await pilot.pause(0.1)
        reading = [each for each in pilot.app.workers if each.group in ("look", "read", "levels")]
        await pilot.app.workers.wait_for_complete(reading)


async def take(pilot: Pilot[Any], name: str) -> None:
    """Write what is on the screen."""
    await drawn(pilot)
    svg = self_contained(pilot.app.export_screenshot(title="mockint"))
    (FOLDER / f"{name}.svg").write_text(svg, encoding="utf-8", newline="\n")


def self_contained(svg: str) -> str:
    """Return a picture that fetches nothing, and keeps its spaces wherever it is looked at."""
    svg = re.sub(r"<!--.*?-->\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"@font-face\s*\{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = svg.replace("Fira Code, monospace", "monospace")
    svg = svg.replace("<text ", '<text xml:space="preserve" lengthAdjust="spacingAndGlyphs" ')
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


async def draw(desk: Desk) -> None:
    """Draw every picture."""
    over, left_open = await history(desk)
    async with app_at(desk, WIDE) as pilot:
        await take(pilot, "home")
        pilot.app.screen.post_message(OpenSession(over))
        await until(pilot, lambda: isinstance(pilot.app.screen, DebriefScreen))
        await take(pilot, "debrief")
        pilot.app.screen.post_message(OpenTranscript(over, await turn_about(desk, over)))
        await until(pilot, lambda: isinstance(pilot.app.screen, TranscriptScreen))
        await take(pilot, "transcript")
    for name, size in (("interview", WIDE), ("interview-80x24", NARROW)):
        async with app_at(desk, size, ResumeSession(left_open, "skip")) as pilot:
            await until(pilot, lambda: isinstance(pilot.app.screen, InterviewScreen))
            await sit(pilot)
            await calculate(pilot)
            await take(pilot, name)


async def sit(pilot: Pilot[Any]) -> None:
    """Begin an answer, and wait until it is kept."""
    screen = pilot.app.screen
    assert isinstance(screen, InterviewScreen)
    await screen.conductor.idle()
    if not screen._answer.text:
        await pilot.press(*DRAFT)
    screen._answer.cursor_blink = False
    await until(pilot, lambda: screen.conductor.kept == DRAFT)


async def calculate(pilot: Pilot[Any]) -> None:
    """Size a cache on the board, beside the talk where there is room, and come back to it."""
    if pilot.app.size != WIDE:
        return
    await pilot.press("f2", *"kv_cache", "enter", *"llama-3.1-70b", *["down"] * 6, *"100k", "f5")
    await drawn(pilot)
    await pilot.press("escape")


async def main() -> None:
    """Draw in a home folder that is thrown away."""
    pin_everything()
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="mockint-") as home:
        os.environ["MOCKINT_HOME"] = home
        library, store, ids = open_library(), open_store(), count(1)
        engine = offline_engine(library)
        try:
            await draw(Desk(library, store, lambda: engine, lambda: f"picture{next(ids)}"))
        finally:
            await store.close()


if __name__ == "__main__":
    asyncio.run(main())
