"""A runner that was killed, or cancelled, or asked for two things at a time."""

import asyncio
from collections.abc import Sequence

import pytest

from mockint.core.assessment import Assessment, AssessmentRequest
from mockint.core.events import Answered, Event
from tests.fakes import FakeAssessor, MemoryStore
from tests.table import SCRIPT, Entry, Table, answers, kinds, play, seated

ENTRIES = [
    Entry(20, lambda runner, n: runner.stay_silent(20, entry=n)),
    answers(60, "(clarify) @users"),
    answers(50, "stored #term-list"),
    Entry(5, lambda runner, n: runner.hint(entry=n)),
    answers(40, "well"),
    answers(50, "layers"),
    answers(40, "=700", estimate=True),
    Entry(10, lambda runner, n: runner.pin("double", {"x": 50}, entry=n)),
    answers(30, "=100"),
    Entry(5, lambda runner, n: runner.write("note", "evict the oldest", entry=n)),
    Entry(5, lambda runner, n: runner.write("diagram", "client -> cache -> model", entry=n)),
    answers(200, "evict-point"),
    Entry(10, lambda runner, n: runner.pause(entry=n)),
    answers(900, "paging-point and more than there is time for"),
    answers(30, "@team"),
]


async def test_a_process_killed_between_any_two_writes_leaves_a_round_that_ends_the_same():
    whole = Table(SCRIPT)
    await whole.begin()
    await play(whole, ENTRIES)
    assert whole.state.closed is not None
    seen = set(kinds(whole.log))
    assert {"probe", "connect", "hint", "redo", "phase bell", "grace bell", "invite"} <= seen
    batches = whole.store.batches["test"]
    assert len(batches) > 30
    for kept in range(1, len(batches) + 1):
        prefix = [event for batch in batches[:kept] for event in batch]
        again = Table(SCRIPT, log=prefix)
        await again.see(again.runner.go_on())
        await play(again, ENTRIES)
        assert again.log == whole.log
        assert again.state == whole.state


async def test_a_turn_that_is_already_finished_is_not_gone_on_with():
    table = await seated(SCRIPT, "yes", "stored")
    again = Table(SCRIPT, log=table.log)
    assert await again.see(again.runner.go_on()) == []


# -- two things at a time


class SlowAssessor(FakeAssessor):
    """Reads only when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.may_read = asyncio.Event()
        self.reading = asyncio.Event()

    async def assess(self, request: AssessmentRequest) -> Assessment:
        self.reading.set()
        await self.may_read.wait()
        return await super().assess(request)


async def while_reading() -> tuple[Table, SlowAssessor, "asyncio.Task[list[Event]]"]:
    """A table whose assessor is at work on an answer."""
    assessor = SlowAssessor()
    assessor.may_read.set()
    table = await seated(SCRIPT, "yes", assessor=assessor)
    assessor.may_read.clear()
    assessor.reading.clear()
    turn = asyncio.create_task(table.says("stored"))
    await assessor.reading.wait()
    return table, assessor, turn


async def test_no_bell_rings_into_the_interviewer_s_turn():
    table, assessor, turn = await while_reading()
    table.clock.advance_to(2000)
    assert await table.see(table.runner.tick()) == []
    assessor.may_read.set()
    assert kinds(await turn) == ["answered", "assessed", "phase-started", "close", "session-closed"]
    assert table.state.closed == "time"


async def test_a_turn_is_not_taken_twice():
    table, assessor, turn = await while_reading()
    assert await table.see(table.runner.go_on()) == []
    assessor.may_read.set()
    assert kinds(await turn) == ["answered", "assessed", "probe"]


async def test_a_draft_that_is_kept_meanwhile_finds_its_place_in_the_log():
    table, assessor, turn = await while_reading()
    table.clock.advance_to(40)
    assert kinds(await table.see(table.runner.keep_draft("and"))) == ["draft-changed"]
    assessor.may_read.set()
    await turn
    assert [event.seq for event in table.log] == list(range(len(table.log)))


class SlowStore(MemoryStore):
    """Writes only when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.may_write = asyncio.Event()
        self.may_write.set()
        self.writing = asyncio.Event()

    async def append(self, session: str, events: Sequence[Event]) -> None:
        self.writing.set()
        await self.may_write.wait()
        await super().append(session, events)


async def test_two_writes_at_a_time_come_one_after_the_other():
    store = SlowStore()
    table = await seated(SCRIPT, "yes", store=store)
    store.may_write.clear()
    notes = [asyncio.create_task(table.see(table.runner.write("note", t))) for t in ("a", "b")]
    await store.writing.wait()
    store.may_write.set()
    await asyncio.gather(*notes)
    assert [item.text for item in table.state.board] == ["a", "b"]


async def test_a_turn_that_is_cancelled_in_the_middle_of_a_write_does_not_lose_it():
    store = SlowStore()
    table = await seated(SCRIPT, "yes", store=store)
    store.may_write.clear()
    store.writing.clear()
    turn = asyncio.create_task(table.says("stored"))
    await store.writing.wait()
    turn.cancel()
    with pytest.raises(asyncio.CancelledError):
        await turn
    store.may_write.set()
    assert kinds(await table.see(table.runner.go_on())) == ["assessed", "probe"]
    assert [e.payload.text for e in table.log if isinstance(e.payload, Answered)] == [
        "yes",
        "stored",
    ]
