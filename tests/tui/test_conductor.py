"""The conductor: one thing at a time, nothing lost, and the draft always known."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, cast

from textual.message import Message

from mockint.core.assessment import Assessment, AssessmentRequest
from mockint.core.content import Persona
from mockint.core.errors import SessionBusyError, StoreFullError
from mockint.core.events import Answered, DraftChanged, Event
from mockint.core.kept import Draft
from mockint.core.state import Script
from mockint.desk import Opened
from mockint.tui import conductor, pads
from mockint.tui.conducted import (
    Broken,
    DraftKept,
    Happened,
    PadKept,
    RoundLeft,
    Troubled,
)
from mockint.tui.conductor import Conductor
from tests.builders import persona, phase, question, script_of
from tests.fakes import FakeAssessor, MemoryStore
from tests.table import SESSION, Table

PHASES = (
    phase("opening", "opening", 2),
    phase("concept", minutes=10, questions=("cache", "rag")),
    phase("yours", "your-questions", 4),
    phase("close", "close", 1),
)


def a_script(patience: int = 90) -> Script:
    peer: Persona = persona(patience=patience)
    return script_of(question("cache"), question("rag"), phases=PHASES, persona=peer)


class Sat:
    """A round that is conducted at a table, and what the screen is told of it."""

    def __init__(self, script: Script | None = None, draft: str = "", **more: Any) -> None:
        self.table = Table(script or a_script(), pace="real", **more)
        self.told: list[Message] = []
        opened = Opened(self.table.runner, cast(Any, self.table.clock), self.table.started, draft)
        self.conductor = Conductor(opened, count_gaps=False, tell=self.told.append)

    async def begin(self) -> "Sat":
        self.conductor.start(self.table.runner.start(self.table.started))
        await self.conductor.idle()
        return self

    async def at(self, seconds: float) -> None:
        """Let round time come to a moment, with all that happens on the way."""
        self.table.clock.advance_to(seconds)
        await self.conductor.idle()

    async def __aenter__(self) -> "Sat":
        return await self.begin()

    async def __aexit__(self, *error: object) -> None:
        await self.conductor.leave()

    @property
    def events(self) -> list[Event]:
        return [each.event for each in self.told if isinstance(each, Happened)]

    @property
    def answers(self) -> list[tuple[str, bool]]:
        payloads = [event.payload for event in self.events]
        return [(each.text, each.cut) for each in payloads if isinstance(each, Answered)]

    def of(self, kind: type[Message]) -> list[Any]:
        return [each for each in self.told if isinstance(each, kind)]


async def test_every_event_is_told_once_it_is_on_disk_with_the_state_after_it():
    async with Sat() as sat:
        assert sat.events == sat.table.log
        assert [each.state.seq for each in sat.of(Happened)][-1] == len(sat.table.log)


async def test_an_answer_says_which_draft_it_took():
    async with Sat() as sat:
        sat.conductor.keep("  yes, ready\n", 0)
        sat.conductor.send("  yes, ready\n", 0)
        await sat.conductor.idle()
        taken = {each.event.payload.kind: each.taken for each in sat.of(Happened)}
        assert taken["answered"] == "  yes, ready\n"
        assert not any(taken[kind] for kind in taken if kind != "answered")
        assert sat.answers == [("yes, ready", False)]


async def test_two_strokes_send_one_answer():
    async with Sat() as sat:
        for _ in range(2):
            sat.conductor.send("yes", 0)
        await sat.conductor.idle()
        assert sat.answers == [("yes", False)]


async def test_things_are_done_one_after_the_other():
    """While an answer is being read neither an action nor the clock comes between."""

    class SlowAssessor(FakeAssessor):
        def __init__(self) -> None:
            super().__init__()
            self.reads, self.go_on = asyncio.Event(), asyncio.Event()

        async def assess(self, request: AssessmentRequest) -> Assessment:
            self.reads.set()
            await self.go_on.wait()
            return await super().assess(request)

    slow = SlowAssessor()
    async with Sat(assessor=slow) as sat:
        sat.conductor.send("yes", 0)
        sat.conductor.do(lambda: sat.table.runner.write("note", "later"))
        await slow.reads.wait()
        sat.table.clock.advance_to(500)
        await asyncio.sleep(0)
        before = [event.payload.kind for event in sat.events]
        assert before[-1] == "answered"
        slow.go_on.set()
        await sat.conductor.idle()
        after = [event.payload.kind for event in sat.events][len(before) :]
        assert after.index("assessed") < after.index("said") < after.index("noted")


# -- drafts


async def test_the_draft_is_kept_at_once_and_then_twice_a_second(monkeypatch):
    now = 100.0
    monkeypatch.setattr(conductor, "monotonic", lambda: now)
    async with Sat() as sat:
        sat.conductor.keep("h", 0)
        await sat.conductor.idle()
        assert sat.table.store.drafts[SESSION].text == "h"
        sat.conductor.keep("ha", 0)
        await sat.conductor.idle()
        assert sat.table.store.drafts[SESSION].text == "h", "not with every key"
        now += conductor.KEEP_SECONDS
        await sat.conductor.idle()
        assert sat.table.store.drafts[SESSION].text == "ha"
        assert [each.text for each in sat.of(DraftKept)] == ["h", "ha"]


async def test_the_draft_enters_the_log_to_its_last_letter(monkeypatch):
    now = 100.0
    monkeypatch.setattr(conductor, "monotonic", lambda: now)
    async with Sat() as sat:
        for second in range(1, 14):
            if second <= 7:
                sat.conductor.keep("x" * second, 0)
            now += 1
            await sat.at(second)
        logged = [e.payload.text for e in sat.events if isinstance(e.payload, DraftChanged)]
        assert logged[-1] == "x" * 7
        assert len(logged) <= 4


async def test_leaving_keeps_the_draft_and_gives_the_session_back():
    async with Sat() as sat:
        sat.conductor.keep("h", 0)
        await sat.conductor.idle()
        sat.conductor.keep("half an ans", 0)
        assert sat.table.store.claimed == {SESSION}
    assert sat.table.store.drafts[SESSION].text == "half an ans"
    assert sat.table.store.claimed == set()
    assert sat.table.state.closed is None


async def test_a_restored_draft_is_not_written_again():
    class Counting(MemoryStore):
        saves = 0

        async def save_draft(self, session: str, draft: Draft) -> None:
            self.saves += 1

    store = Counting()
    async with Sat(draft="restored", store=store) as sat:
        await sat.conductor.idle()
    assert store.saves == 0


# -- the bells


async def to_the_concept(sat: Sat) -> None:
    sat.conductor.send("yes", 0)
    await sat.conductor.idle()


async def test_the_soft_bell_waits_and_then_the_draft_is_taken():
    async with Sat() as sat:
        await to_the_concept(sat)
        sat.conductor.keep("half an answ", 1)
        await sat.at(601)
        assert len(sat.answers) == 1
        await sat.at(661)
        assert sat.answers[1:] == [("half an answ", True)]
        assert sat.table.state.phase is not None


async def test_the_round_bell_closes_the_round_and_the_loop_ends():
    async with Sat() as sat:
        await to_the_concept(sat)
        sat.conductor.keep("to the very en", 1)
        await sat.at(10_000)
        assert sat.answers[-1] == ("to the very en", True)
        assert sat.of(RoundLeft) == [RoundLeft(closed=True)]
        assert sat.table.store.claimed == set()


async def test_a_slash_command_is_no_answer_for_a_bell():
    async with Sat() as sat:
        await to_the_concept(sat)
        sat.conductor.keep("/note half writ", 1)
        await sat.at(661)
        assert len(sat.answers) == 1


async def test_what_is_typed_while_a_bell_takes_the_draft_stays(monkeypatch):
    """The writer hasn't seen the draft go: the words before it in the editor are spent."""
    monkeypatch.setattr(conductor, "KEEP_SECONDS", 0)
    async with Sat() as sat:
        await to_the_concept(sat)
        sat.conductor.keep("half an answ", 1)
        await sat.at(661)
        sat.conductor.keep("half an answer", 1)
        await sat.conductor.idle()
        assert sat.table.store.drafts[SESSION].text == "er"
        sat.conductor.send("half an answ", 1)
        await sat.conductor.idle()
        assert len(sat.answers) == 2, "the bell was faster than the key"


async def test_typing_is_not_silence():
    async with Sat(a_script(patience=20)) as sat:
        await to_the_concept(sat)
        for second in (4, 8, 12, 16, 20, 24, 28):
            sat.conductor.keep("x" * second, 1)
            await sat.at(second)
        assert "silence-noticed" not in [event.payload.kind for event in sat.events]
        await sat.at(60)
        assert "silence-noticed" in [event.payload.kind for event in sat.events]


# -- the board


class Hand:
    """The time at which somebody writes."""

    def __init__(self, monkeypatch: Any) -> None:
        self.now = 100.0
        monkeypatch.setattr(conductor, "Pads", lambda: pads.Pads(lambda: self.now))


async def test_what_is_written_on_the_board_is_kept_once_typing_rests(monkeypatch):
    hand = Hand(monkeypatch)
    async with Sat() as sat:
        sat.conductor.write("note", "a ca")
        hand.now += pads.REST_SECONDS / 2
        sat.conductor.write("note", "a cache")
        await sat.conductor.idle()
        assert sat.table.state.board == ()
        hand.now += pads.REST_SECONDS
        await sat.conductor.idle()
        assert sat.table.state.written("note") == "a cache"
        assert sat.of(PadKept) == [PadKept("note", "a cache")]


async def test_however_steadily_somebody_writes_the_board_is_kept_within_two_seconds(monkeypatch):
    hand = Hand(monkeypatch)
    async with Sat() as sat:
        for length in range(1, 12):
            sat.conductor.write("diagram", "x" * length)
            await sat.conductor.idle()
            hand.now += pads.MOST_SECONDS / 10
        assert sat.table.state.written("diagram") == "x" * 11


async def test_an_answer_is_sent_with_the_board_as_it_stands():
    async with Sat() as sat:
        await to_the_concept(sat)
        sat.conductor.write("note", "a cache")
        sat.conductor.write("diagram", "a -> b")
        sat.conductor.send("stored", 1)
        await sat.conductor.idle()
        kinds = [event.payload.kind for event in sat.events]
        assert kinds[-5:-2] == ["noted", "noted", "answered"]


async def test_the_last_bell_finds_the_board_in_the_log():
    async with Sat() as sat:
        await to_the_concept(sat)
        sat.conductor.write("note", "half a th")
        await sat.at(10_000)
        assert sat.table.state.closed == "time"
        assert sat.table.state.written("note") == "half a th"


async def test_who_leaves_finds_the_board_again():
    sat = await Sat().begin()
    sat.conductor.write("diagram", "a -> b")
    await sat.conductor.leave()
    assert sat.table.state.written("diagram") == "a -> b"


async def test_writing_on_the_board_is_not_silence():
    async with Sat(a_script(patience=20)) as sat:
        await to_the_concept(sat)
        for second in (4, 8, 12, 16, 20, 24, 28):
            sat.conductor.write("note", "x" * second)
            await sat.at(second)
        assert "silence-noticed" not in [event.payload.kind for event in sat.events]


async def test_a_board_that_could_not_be_kept_is_kept_later(monkeypatch):
    hand, store = Hand(monkeypatch), Full()
    async with Sat(store=store) as sat:
        store.full = True
        sat.conductor.write("note", "a cache")
        hand.now += pads.MOST_SECONDS
        await sat.conductor.idle()
        assert len(sat.of(Troubled)) == 1
        store.full = False
        hand.now += pads.MOST_SECONDS
        await sat.conductor.idle()
        assert sat.table.state.written("note") == "a cache"


# -- troubles


class Full(MemoryStore):
    """A store that can be filled up."""

    full = False

    async def append(self, session: str, events: Any) -> None:
        if self.full:
            raise StoreFullError("The disk is full.", "Make room.")
        await super().append(session, events)


async def test_a_full_disk_is_told_once_and_the_round_goes_on():
    store = Full()
    async with Sat(store=store) as sat:
        store.full = True
        sat.conductor.send("yes", 0)
        for second in range(600, 610):
            await sat.at(second)
        assert [str(each.error) for each in sat.of(Troubled)] == ["The disk is full. Make room."]
        assert not sat.answers
        store.full = False
        sat.conductor.send("yes", 0)
        await sat.conductor.idle()
        assert sat.answers == [("yes", False)]


async def test_a_session_that_is_open_elsewhere_is_left():
    sat = Sat()
    sat.table.store.claimed.add(SESSION)
    await sat.begin()
    assert isinstance(sat.of(Troubled)[0].error, SessionBusyError)
    assert sat.of(RoundLeft) == [RoundLeft(closed=False)]
    assert sat.table.store.claimed == {SESSION}, "it is not ours to give back"


async def test_a_fault_of_ours_is_not_swallowed():
    async with Sat() as sat:

        async def broken() -> AsyncIterator[Event]:
            yield sat.table.log[10_000]

        sat.conductor.do(broken)
        await sat.conductor.idle()
        await asyncio.sleep(0)
        assert [type(each.error) for each in sat.of(Broken)] == [IndexError]
    assert sat.table.store.claimed == set()
