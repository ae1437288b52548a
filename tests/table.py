"""A table to sit a round at: a runner with its fakes, and time that moves when a test says so."""

from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from mockint.core.clock import next_timer
from mockint.core.events import Event, Pace
from mockint.core.ports import Assessor, Calculators, Meter, Voice
from mockint.core.state import Script, SessionState
from mockint.runner import Runner
from tests.builders import Apart, fact, follow, phase, point, question, script_of, started
from tests.fakes import FakeAssessor, FakeCalculators, FakeClock, FakeVoice, MemoryStore

SESSION = "test"


class Table:
    """A session, its runner, and everything that the runner talks to."""

    def __init__(
        self,
        script: Script,
        *,
        apart: Apart | None = None,
        pace: Pace = "virtual",
        log: Iterable[Event] = (),
        store: MemoryStore | None = None,
        assessor: Assessor | None = None,
        voice: Voice | None = None,
        calculators: Calculators | None = None,
        meter: Meter | None = None,
    ) -> None:
        """Sit down; a `log` takes the session up where it ends."""
        events = tuple(log)
        self.store = store or MemoryStore()
        self.store.log[SESSION] = list(events)
        self.clock = FakeClock(events[-1].at if events else 0.0)
        self.started = started(script.round, pace, apart)
        self.runner = Runner(
            SESSION,
            script,
            store=self.store,
            clock=self.clock,
            assessor=assessor or FakeAssessor(),
            voice=voice or FakeVoice(),
            calculators=calculators or FakeCalculators(),
            meter=meter,
            log=events,
        )

    @property
    def state(self) -> SessionState:
        return self.runner.state

    @property
    def log(self) -> list[Event]:
        return self.store.log[SESSION]

    async def see(self, events: AsyncIterator[Event]) -> list[Event]:
        """Watch what happens, and that nothing is shown before it is in the store."""
        seen = []
        async for event in events:
            assert self.log[event.seq] == event
            seen.append(event)
        return seen

    async def begin(self) -> list[Event]:
        return await self.see(self.runner.start(self.started))

    async def says(self, text: str, after: float = 10) -> list[Event]:
        """Let the candidate answer some seconds after the last thing that happened."""
        self.clock.advance_to(self.state.at + after)
        return await self.see(self.runner.answer(text))

    async def wait(self, until: float, draft: str = "", entry: int | None = None) -> list[Event]:
        """Let time pass to a moment, stopping wherever something is due on the way."""
        seen: list[Event] = []
        while (timer := next_timer(self.state, bool(draft))) and timer.at <= until:
            self.clock.advance_to(timer.at)
            before = self.state.seq
            ticked = self.runner.tick(draft, typing=bool(draft), entry=entry)
            seen += await self.see(ticked)
            assert self.state.seq > before, "a timer that changes nothing would ring for ever"
            if entry is not None and self.state.entries > entry:
                return seen
        self.clock.advance_to(until)
        return seen


CACHE = question(
    "cache",
    points=[point("stored", 2), point("layers", 3)],
    facts=[fact("users")],
    followups=[follow("size", numeric=True), follow("evict")],
)
PAGING = question("paging")
SCRIPT = script_of(
    CACHE,
    PAGING,
    phases=[
        phase("opening", "opening", 2),
        phase("concept", questions=("cache", "paging")),
        phase("yours", "your-questions", 4),
        phase("close", "close", 1),
    ],
    company=(fact("team"),),
)
PAUSABLE = script_of(CACHE, PAGING, pause=True)


async def seated(script: Script, *texts: str, **more: Any) -> Table:
    """A table at which these answers have been given, each after ten seconds."""
    table = Table(script, **more)
    await table.begin()
    for text in texts:
        await table.says(text)
    return table


@dataclass(frozen=True)
class Entry:
    """One thing that a scripted candidate does, so many seconds after the one before."""

    seconds: float
    do: Callable[[Runner, int], AsyncIterator[Event]]
    draft: str = ""


def answers(seconds: float, text: str, estimate: bool = False) -> Entry:
    return Entry(
        seconds, lambda runner, n: runner.answer(text, estimate=estimate, entry=n), draft=text
    )


async def play(table: Table, entries: Sequence[Entry]) -> None:
    """Play the entries that the session has not used yet, and then stay silent to the end."""
    while (used := table.state.entries) < len(entries) and table.state.closed is None:
        entry = entries[used]
        await table.wait(table.state.entry_at + entry.seconds, entry.draft, used)
        if table.state.entries == used and table.state.closed is None:
            await table.see(entry.do(table.runner, used))
    await table.wait(100_000)


def kinds(events: Iterable[Event]) -> list[str]:
    """Name events: a bell by its name, words by their move, the rest by their kind."""
    names: list[str] = []
    for event in events:
        payload = event.payload
        match payload.kind:
            case "said":
                names.append(payload.move.kind)
            case "bell-rang":
                names.append(f"{payload.bell} bell")
            case "time-warned":
                names.append(payload.colour)
            case _:
                names.append(payload.kind)
    return names
