"""The runner: every event is stored before it is shown, and a killed turn is finished."""

from collections.abc import Sequence

import pytest

from mockint.core.commitments import board_is_open
from mockint.core.events import Event, Pinned, Refused, Said, SessionClosed
from mockint.core.moves import Move
from mockint.core.ports import Hear, Spoken
from mockint.core.state import SessionState
from mockint.runner import Runner
from tests.builders import Apart, script_of
from tests.fakes import FakeAssessor, FakeCalculators, FakeClock, FakeVoice
from tests.table import CACHE, PAGING, PAUSABLE, SCRIPT, Table, kinds, seated


def refusals(events: Sequence[Event]) -> list[tuple[str, str]]:
    return [(e.payload.action, e.payload.reason) for e in events if isinstance(e.payload, Refused)]


# -- turns


async def test_a_round_begins_with_the_opening_line():
    table = Table(SCRIPT)
    assert kinds(await table.begin()) == ["session-started", "phase-started", "open"]


async def test_an_answer_is_stored_read_and_replied_to():
    table = await seated(SCRIPT, "yes")
    events = await table.says("stored")
    assert kinds(events) == ["answered", "assessed", "probe"]
    assert [event.seq for event in events] == [7, 8, 9]
    assert [turn.number for turn in table.state.turns] == [1, 2, 3, 4, 5]
    assert table.state.turns[-1].text == "probe: probe layers"


async def test_each_turn_is_signed_and_dated():
    table = await seated(SCRIPT, "yes")
    said = table.log[-1]
    assert isinstance(said.payload, Said)
    assert (said.payload.voice, said.at, said.wall) == ("fake", 10, "2024-01-01T00:00:10+00:00")


async def test_round_time_is_kept_to_the_millisecond_and_never_runs_back():
    table = await seated(SCRIPT, "yes")
    table.clock.advance_to(20.00049)
    await table.see(table.runner.write("note", "n"))
    assert table.log[-1].at == 20
    late = Table(SCRIPT, log=table.log)
    late.clock = FakeClock(3)
    late.runner._clock = late.clock
    await late.see(late.runner.write("note", "m"))
    assert late.log[-1].at == 20


async def test_a_follow_up_s_answer_is_read_for_the_question_above_it_too():
    assessor = FakeAssessor()
    table = await seated(SCRIPT, "yes", "stored layers", assessor=assessor)
    assessor.requests.clear()
    events = await table.says("=100")
    assert kinds(events) == ["answered", "assessed", "assessed", "follow-up"]
    read = [(each.question.id, each.followup and each.followup.id) for each in assessor.requests]
    assert read == [("cache", None), ("cache", "size")]
    assert [turn.text for turn in assessor.requests[0].turns] == ["stored layers", "=100"]
    assert [turn.text for turn in assessor.requests[1].turns] == ["=100"]


async def test_the_assessor_is_told_what_it_may_look_at():
    assessor = FakeAssessor()
    table = await seated(SCRIPT, "yes", "stored layers", "=100", "-", assessor=assessor)
    opening, ask, _, size, *_ = assessor.requests
    assert [each.id for each in opening.facts] == ["team"]
    assert [each.id for each in ask.facts] == [each.id for each in size.facts] == ["users"]
    assert (ask.expected, size.expected and size.expected.value) == (None, 100)
    assert ask.turns[-1].asked == "ask: ask cache"
    await table.says("blocks")
    assert [each.id for each in assessor.requests[-1].other_questions] == ["cache"]
    assert assessor.requests[1].other_questions == []


async def test_a_number_asked_on_its_own_has_no_question_above_it():
    apart: Apart = {"concept": [("cache", "size"), ("paging", None)]}
    table = await seated(SCRIPT, "yes", apart=apart)
    assert kinds(await table.says("=100")) == ["answered", "assessed", "ask"]


async def test_an_answer_where_nothing_was_asked_is_a_mistake_of_the_front_end():
    with pytest.raises(RuntimeError, match="an answer came where nothing was asked"):
        await Table(SCRIPT).says("hello")


async def test_a_voice_that_says_nothing_still_takes_its_turn():
    class Mute(FakeVoice):
        async def say(self, state: SessionState, move: Move, hear: Hear) -> Spoken:
            return Spoken("", self.name)

    table = await seated(SCRIPT, "yes", "stored", voice=Mute())
    assert [turn.text for turn in table.state.turns] == ["", "yes", "", "stored", ""]
    closed = await table.see(table.runner.skip())
    assert kinds(closed) == ["skipped", "move-on"]


async def test_a_closing_without_words_is_no_turn():
    class Mute(FakeVoice):
        async def say(self, state: SessionState, move: Move, hear: Hear) -> Spoken:
            if move.kind == "close":
                return Spoken("", self.name)
            return await super().say(state, move, hear)

    table = await seated(script_of(PAGING), voice=Mute())
    events = await table.says("paging-point")
    assert kinds(events) == ["answered", "assessed", "session-closed"]


# -- actions


async def test_a_hint_is_recorded_and_given():
    table = await seated(SCRIPT, "yes")
    events = await table.see(table.runner.hint())
    assert kinds(events) == ["hint-taken", "hint"]
    assert dict(table.state.hints) == {"cache": 1}


@pytest.mark.parametrize("texts", [(), ("yes", "stored layers")])
async def test_where_no_hint_is_to_be_had_it_is_refused(texts: tuple[str, ...]):
    table = await seated(SCRIPT, *texts)
    events = await table.see(table.runner.hint())
    assert refusals(events)[0][0] == "hint"
    assert "no hint here" in refusals(events)[0][1]
    assert dict(table.state.hints) == {}


async def test_the_fourth_hint_is_refused():
    table = await seated(SCRIPT, "yes")
    seen = [kinds(await table.see(table.runner.hint()))[0] for _ in range(4)]
    assert seen == ["hint-taken"] * 3 + ["refused"]


async def test_a_hint_that_could_not_be_used_any_more_is_not_sold():
    table = await seated(SCRIPT, "yes")
    await table.wait(610)
    assert "phase" in table.state.bells
    events = await table.see(table.runner.hint())
    assert "Time is up" in refusals(events)[0][1]
    assert dict(table.state.hints) == {}


async def test_a_skip_moves_on():
    table = await seated(SCRIPT, "yes")
    assert kinds(await table.see(table.runner.skip())) == ["skipped", "move-on"]
    assert table.state.scope == "paging"


@pytest.mark.parametrize(("what", "kept"), [("note", "note"), ("diagram", "diagram")])
async def test_notes_and_diagrams_go_on_the_board(what: str, kept: str):
    table = await seated(SCRIPT, "yes")
    assert kinds(await table.see(table.runner.write(what, "a -> b"))) == ["noted"]
    assert [(item.kind, item.text) for item in table.state.board] == [(kept, "a -> b")]


async def test_what_is_written_on_the_board_is_kept_whole_and_only_when_it_has_changed():
    table = await seated(SCRIPT, "yes")
    assert kinds(await table.see(table.runner.keep_board("note", "a cache"))) == ["noted"]
    assert await table.see(table.runner.keep_board("note", "a cache")) == []
    await table.see(table.runner.keep_board("note", "a cache per layer"))
    assert [(item.kind, item.text) for item in table.state.board] == [("note", "a cache per layer")]
    await table.see(table.runner.keep_board("note", ""))
    assert table.state.board == ()


async def test_an_empty_note_is_refused():
    table = await seated(SCRIPT, "yes")
    events = await table.see(table.runner.write("note", ""))
    assert refusals(events) == [("note", "/note needs a text after it.")]


async def test_an_unknown_action_is_recorded_as_refused():
    table = await seated(SCRIPT, "yes")
    events = await table.see(table.runner.refuse("dance", "There is no /dance."))
    assert refusals(events) == [("dance", "There is no /dance.")]


async def test_half_a_character_becomes_a_mark_instead_of_ending_the_round():
    table = await seated(SCRIPT, "yes")
    await table.see(table.runner.write("note", "\ud83d"))
    await table.says("stored \udc00")
    assert [item.text for item in table.state.board] == ["?"]
    assert table.state.turns[-2].text == "stored ?"


# -- the board


async def test_while_a_number_is_asked_for_the_calculators_stay_shut_until_one_is_committed():
    table = await seated(SCRIPT, "yes", "stored layers")
    shut = await table.see(table.runner.pin("double", {"x": 50}))
    assert "commits you to yours, and opens the calculators" in refusals(shut)[0][1]
    await table.see(table.runner.answer("=700", estimate=True))
    opened = await table.see(table.runner.pin("double", {"x": 50}))
    pinned = opened[0].payload
    assert isinstance(pinned, Pinned)
    assert pinned.result["formula"] == "2 x 50 = 100"
    assert [item.kind for item in table.state.board] == ["estimate", "pin"]


@pytest.mark.parametrize("texts", [(), ("yes",), ("yes", "stored layers", "=100")])
async def test_where_no_number_is_asked_for_the_calculators_are_open(texts: tuple[str, ...]):
    table = await seated(SCRIPT, *texts)
    assert kinds(await table.see(table.runner.pin("double", {"x": 1}))) == ["pinned"]


async def test_thinking_aloud_commits_to_nothing():
    table = await seated(SCRIPT, "yes", "stored layers", "=100 (thinking)")
    assert kinds(await table.see(table.runner.pin("double", {"x": 1}))) == ["refused"]


async def test_in_a_round_with_an_open_board_the_calculators_are_never_shut():
    open_board = script_of(CACHE, board="open")
    table = await seated(open_board, "stored layers")
    assert kinds(await table.see(table.runner.pin("double", {"x": 1}))) == ["pinned"]


async def test_before_anything_is_asked_the_calculators_are_open():
    assert board_is_open(Table(SCRIPT).state)


async def test_what_a_calculator_refuses_is_recorded_as_refused():
    table = await seated(SCRIPT, "yes")
    events = await table.see(table.runner.pin("halve", {"x": 1}))
    assert refusals(events) == [("pin", "There is no calculator 'halve'.")]
    assert table.state.board == ()


# -- pauses


async def test_where_the_round_allows_it_the_clock_can_be_stopped_and_started():
    table = await seated(PAUSABLE)
    assert kinds(await table.see(table.runner.pause())) == ["paused"]
    assert (table.state.paused, table.clock.stopped) == (True, True)
    assert await table.wait(10_000) == []
    assert kinds(await table.see(table.runner.pause())) == ["unpaused"]
    assert (table.state.paused, table.clock.stopped) == (False, False)


async def test_elsewhere_a_pause_is_refused_and_the_clock_runs_on():
    table = await seated(SCRIPT, "yes")
    events = await table.see(table.runner.pause())
    assert "can't be paused" in refusals(events)[0][1]
    assert (table.state.paused, table.clock.stopped) == (False, False)


# -- the end


async def test_a_round_can_be_ended_before_its_time_once():
    table = await seated(SCRIPT, "yes")
    assert kinds(await table.see(table.runner.end())) == ["session-closed"]
    assert table.state.closed == "ended"
    assert await table.see(table.runner.end()) == []


async def test_nothing_enters_a_log_that_is_closed():
    table = await seated(SCRIPT, "yes")
    await table.see(table.runner.end())
    size = len(table.log)
    for late in (
        table.runner.answer("stored"),
        table.runner.skip(),
        table.runner.write("note", "n"),
        table.runner.keep_draft("more"),
        table.runner.tick("more"),
        table.runner.stay_silent(5),
    ):
        assert await table.see(late) == []
    assert len(table.log) == size


async def test_a_round_that_comes_to_its_end_is_completed():
    table = await seated(SCRIPT, "yes")
    for _ in range(2):
        await table.see(table.runner.skip())
    events = await table.says("no, thanks")
    assert kinds(events) == ["answered", "assessed", "phase-started", "close", "session-closed"]
    assert table.state.closed == "completed"


# -- claims and heartbeats


async def test_a_session_is_claimed_and_given_back_with_its_last_moment():
    table = await seated(SCRIPT, "yes")
    await table.runner.claim()
    assert table.store.claimed == {"test"}
    table.clock.advance_to(17)
    await table.runner.release()
    assert table.store.claimed == set()
    assert table.store.beats["test"].at == 17


async def test_a_heartbeat_is_never_earlier_than_what_happened():
    table = await seated(SCRIPT, "yes")
    late = Runner(
        "test",
        SCRIPT,
        store=table.store,
        clock=FakeClock(0),
        assessor=FakeAssessor(),
        voice=FakeVoice(),
        calculators=FakeCalculators(),
        log=table.log,
    )
    await late.beat()
    assert table.store.beats["test"].at == 10


async def test_a_closed_session_says_how_it_closed():
    table = await seated(SCRIPT)
    await table.see(table.runner.end())
    assert table.log[-1].payload == SessionClosed(reason="ended")
