"""An exchange with a model in it: words as they come, the floor given up, calls written down."""

import asyncio

from mockint.core.events import Said
from mockint.core.model_events import HeldBack, ModelCalled
from mockint.core.moves import Move
from mockint.core.ports import Hear, Spoken
from mockint.core.spending import dollars_spent
from mockint.core.state import SessionState
from tests.fakes import FakeVoice
from tests.table import SCRIPT, Table, kinds, seated


class SlowVoice(FakeVoice):
    """Says its words when it is let; they are heard before they are an event."""

    name = "lab/one"

    def __init__(self, *words: str, ends: bool = True) -> None:
        self._words, self._ends = words, ends
        self.told = asyncio.Event()

    async def say(self, state: SessionState, move: Move, hear: Hear) -> Spoken:
        for words in self._words:
            hear(words)
        self.told.set()
        if not self._ends:
            await asyncio.Event().wait()
        return Spoken("".join(self._words), self.name)


class Counter:
    """A meter of one call for whatever is asked of it."""

    def __init__(self) -> None:
        self.begun_with = -1.0
        self.calls: list[ModelCalled] = []

    def begin(self, spent: float) -> None:
        self.begun_with = spent

    def take(self) -> tuple[ModelCalled, ...]:
        calls, self.calls = tuple(self.calls), []
        return calls


def last_said(table: Table) -> Said:
    said = [event.payload for event in table.log if isinstance(event.payload, Said)]
    return said[-1]


async def test_words_are_heard_as_they_come_with_the_move_they_word():
    table = Table(SCRIPT, voice=SlowVoice("Shall we ", "begin?"))
    heard: list[tuple[str, str]] = []
    table.runner.listen(lambda move, words: heard.append((move.kind, words)))
    await table.begin()
    assert heard == [("open", "Shall we "), ("open", "begin?")]
    assert (last_said(table).text, last_said(table).voice) == ("Shall we begin?", "lab/one")


async def test_who_takes_the_floor_leaves_what_was_said_until_then():
    voice = SlowVoice("Let me ask you, ", ends=False)
    table = Table(SCRIPT, voice=voice)
    assert not table.runner.interrupt()
    beginning = asyncio.create_task(table.begin())
    await voice.told.wait()
    assert table.runner.interrupt()
    await beginning
    said = last_said(table)
    assert (said.text, said.interrupted, said.voice) == ("Let me ask you,", True, "lab/one")
    assert table.state.turns[-1].cut
    assert table.state.pending is None


async def test_before_the_first_word_the_script_says_what_the_model_has_not():
    voice = SlowVoice(ends=False)
    table = Table(SCRIPT, voice=voice)
    beginning = asyncio.create_task(table.begin())
    await voice.told.wait()
    table.runner.interrupt()
    await beginning
    said = last_said(table)
    assert (said.text, said.interrupted, said.voice) == ("line opening", False, "offline")


async def test_a_task_that_is_cancelled_is_no_interruption():
    voice = SlowVoice("Let me ", ends=False)
    table = Table(SCRIPT, voice=voice)
    beginning = asyncio.create_task(table.begin())
    await voice.told.wait()
    beginning.cancel()
    await asyncio.gather(beginning, return_exceptions=True)
    assert beginning.cancelled()
    assert kinds(table.log) == ["session-started"]


async def test_what_was_held_back_enters_the_log_before_the_words():
    class Guarded(FakeVoice):
        async def say(self, state: SessionState, move: Move, hear: Hear) -> Spoken:
            held = HeldBack(turn=len(state.turns) + 1, rule="verdict", model="lab/one")
            return Spoken("Go on.", "offline", begun_by="lab/one", held_back=held)

    table = Table(SCRIPT, voice=Guarded())
    events = await table.begin()
    assert kinds(events) == ["session-started", "phase-started", "held-back", "open"]
    assert last_said(table).begun_by == "lab/one"
    assert table.state.held_back[0].turn == table.state.turns[0].number


async def test_calls_enter_the_log_with_what_they_were_made_for():
    meter = Counter()
    table = await seated(SCRIPT, "yes", meter=meter)
    assert meter.begun_with == 0
    meter.calls = [ModelCalled(role="judge", model="lab/one", outcome="done", dollars=0.5)]
    assert kinds(await table.says("stored")) == ["answered", "model-called", "assessed", "probe"]
    assert dollars_spent(table.state.calls) == 0.5
    again = Counter()
    Table(SCRIPT, log=table.log, meter=again)
    assert again.begun_with == 0.5
