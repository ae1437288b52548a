"""What time does to a round: bells, warnings, silence, drafts; to the second."""

import pytest

from mockint.core.events import (
    Answered,
    DraftChanged,
    Event,
    GapFound,
    Said,
    SilenceNoticed,
    TimeWarned,
)
from tests.builders import Apart, fact, follow, persona, phase, point, question, script_of
from tests.table import SCRIPT, Entry, Table, answers, kinds, play, seated

BRIEF = script_of(
    question("cache", points=[point("stored")]),
    question("paging"),
    phases=[
        phase("concept", questions=("cache",), minutes=10),
        phase("applied", questions=("paging",), minutes=5),
    ],
    persona=persona(patience=900),
)


def moments(events: list[Event]) -> list[tuple[float, str]]:
    return list(zip([event.at for event in events], kinds(events), strict=True))


def cut_answers(table: Table) -> list[tuple[float, str]]:
    return [
        (event.at, event.payload.text)
        for event in table.log
        if isinstance(event.payload, Answered) and event.payload.cut
    ]


# -- the soft bell and its grace


async def test_the_soft_bell_moves_on_at_the_next_send():
    table = await seated(BRIEF)
    assert moments(await table.wait(630, draft="stored and"))[-1] == (600, "phase bell")
    events = await table.says("stored and more", after=30)
    assert kinds(events) == ["answered", "assessed", "phase-started", "move-on"]
    assert table.state.phases[-1].started_at == 630
    assert cut_answers(table) == []


async def test_after_the_grace_the_draft_is_taken_as_it_stands_read_and_left_behind():
    table = await seated(BRIEF)
    await table.wait(659.999, draft="stored and")
    events = await table.wait(660, draft="stored and")
    assert moments(events) == [
        (660, "grace bell"),
        (660, "answered"),
        (660, "assessed"),
        (660, "phase-started"),
        (660, "move-on"),
    ]
    assert cut_answers(table) == [(660, "stored and")]
    assert table.state.scopes["cache"].credits == {"stored": 1}
    assert table.store.drafts["test"].text == ""


@pytest.mark.parametrize("draft", ["", "  \n "])
async def test_without_a_draft_the_grace_takes_nothing(draft: str):
    table = await seated(BRIEF)
    await table.wait(600)
    table.clock.advance_to(660)
    events = await table.see(table.runner.tick(draft))
    assert kinds(events) == ["grace bell", "phase-started", "move-on"]


async def test_the_soft_bell_takes_no_draft():
    table = await seated(BRIEF)
    await table.wait(600, draft="stored")
    assert cut_answers(table) == []
    assert table.state.scope == "cache"


async def test_a_draft_is_taken_once_even_if_two_bells_are_due():
    """The process slept through the grace and the end of the round."""
    table = await seated(BRIEF)
    table.clock.advance_to(5000)
    events = await table.see(table.runner.tick("stored", typing=True))
    assert [name for _, name in moments(events)] == [
        "amber",
        "red",
        "phase bell",
        "grace bell",
        "answered",
        "assessed",
        "close",
        "session-closed",
    ]
    assert cut_answers(table) == [(5000, "stored")]


# -- the hard bell


async def test_the_round_s_bell_takes_the_draft_has_it_read_and_closes():
    table = await seated(BRIEF)
    await table.wait(700)
    events = await table.wait(900, draft="paging-point but")
    assert moments(events)[-5:] == [
        (900, "round bell"),
        (900, "answered"),
        (900, "assessed"),
        (900, "close"),
        (900, "session-closed"),
    ]
    assert table.state.closed == "time"
    assert table.state.scopes["paging"].credits == {"paging-point": 1}


async def test_the_entry_of_an_answers_file_is_used_up_by_the_bell_that_takes_it():
    table = await seated(BRIEF)
    await table.wait(700)
    await table.wait(1000, draft="paging-point", entry=0)
    assert table.state.entries == 1


async def test_an_answer_sent_after_the_round_s_time_closes_it_by_time():
    table = await seated(BRIEF)
    table.clock.advance_to(901)
    events = await table.see(table.runner.answer("stored"))
    assert kinds(events)[-1] == "session-closed"
    assert table.state.closed == "time"


# -- warnings


async def test_each_warning_is_said_once_with_the_time_that_is_left():
    table = await seated(BRIEF)
    events = await table.wait(599)
    assert moments(events) == [(480, "amber"), (480, "time"), (540, "red"), (540, "time")]
    left = [
        (event.payload.move.target, event.payload.move.seconds_left)
        for event in events
        if isinstance(event.payload, Said)
    ]
    assert left == [("amber", 120), ("red", 60)]


async def test_a_warning_that_was_overtaken_is_recorded_and_not_said():
    table = await seated(BRIEF)
    table.clock.advance_to(550)
    events = await table.see(table.runner.tick())
    assert kinds(events) == ["amber", "red", "time"]
    warned = [e.payload.seconds_left for e in events if isinstance(e.payload, TimeWarned)]
    assert warned == [50, 50]


async def test_at_the_bell_itself_nothing_is_left_to_warn_of():
    table = await seated(BRIEF)
    table.clock.advance_to(600)
    assert kinds(await table.see(table.runner.tick())) == ["amber", "red", "phase bell"]


async def test_a_phase_that_began_late_is_warned_of_the_round_s_end():
    table = await seated(BRIEF)
    await table.wait(660)
    events = await table.wait(899)
    assert moments(events) == [(840, "amber"), (840, "time"), (870, "red"), (870, "time")]
    warned = [e.payload.seconds_left for e in events if isinstance(e.payload, TimeWarned)]
    assert warned == [60, 30]


# -- silence

PATIENT = script_of(question("cache", points=[point("stored")]), persona=persona(patience=60))


async def test_after_the_persona_s_patience_help_is_offered_once():
    table = await seated(PATIENT)
    events = await table.wait(300)
    assert moments(events) == [(60, "silence-noticed"), (60, "offer-hint")]
    silence = events[0].payload
    assert isinstance(silence, SilenceNoticed)
    assert silence.seconds == 60


async def test_who_types_is_not_silent():
    table = await seated(PATIENT)
    assert await table.wait(300, draft="sto") == []


async def test_a_pause_in_typing_begins_the_silence_anew():
    table = await seated(PATIENT)
    table.clock.advance_to(50)
    await table.see(table.runner.keep_draft("sto"))
    assert moments(await table.wait(300))[0] == (110, "silence-noticed")


async def test_a_blank_answer_is_recorded_and_the_interviewer_waits():
    table = await seated(PATIENT)
    table.clock.advance_to(30)
    events = await table.see(table.runner.stay_silent(30, entry=0))
    assert moments(events) == [(30, "stayed-silent")]
    assert moments(await table.wait(61))[0] == (60, "silence-noticed")


async def test_a_blank_answer_in_the_opening_is_a_nod():
    table = await seated(SCRIPT)
    events = await table.see(table.runner.stay_silent(5))
    assert kinds(events) == ["stayed-silent", "phase-started", "ask"]


async def test_in_an_untimed_round_nothing_happens_by_itself():
    table = await seated(PATIENT, pace="untimed")
    table.clock.advance_to(100_000)
    assert await table.see(table.runner.tick("stored")) == []


# -- drafts


async def test_every_draft_is_kept_but_enters_the_log_every_five_seconds_at_most():
    table = await seated(PATIENT)
    for second in range(1, 17):
        table.clock.advance_to(second)
        await table.see(table.runner.keep_draft("x" * second))
        assert table.store.drafts["test"].text == "x" * second
        assert table.store.drafts["test"].at == second
    logged = [(e.at, len(e.payload.text)) for e in table.log if isinstance(e.payload, DraftChanged)]
    assert logged == [(5, 5), (10, 10), (15, 15)]


async def test_a_draft_that_did_not_change_enters_the_log_once():
    table = await seated(PATIENT)
    for second in (10, 20, 30):
        table.clock.advance_to(second)
        await table.see(table.runner.keep_draft("stored"))
    assert kinds(table.log).count("draft-changed") == 1


async def test_sending_drops_the_draft():
    table = await seated(PATIENT)
    await table.see(table.runner.keep_draft("stor"))
    await table.says("stored (dont-know)")
    assert table.store.drafts["test"].text == ""
    table.clock.advance_to(30)
    assert kinds(await table.see(table.runner.keep_draft("stor"))) == ["draft-changed"]


async def test_the_same_words_begun_again_after_sending_enter_the_log_again():
    table = await seated(PATIENT)
    for _ in range(2):
        table.clock.advance_to(table.clock.now() + 10)
        assert kinds(await table.see(table.runner.keep_draft("so"))) == ["draft-changed"]
        await table.says("(thinking)")


async def test_a_session_that_is_taken_up_again_remembers_what_it_logged_of_the_draft():
    table = await seated(PATIENT)
    table.clock.advance_to(10)
    await table.see(table.runner.keep_draft("stor"))
    again = Table(PATIENT, log=table.log)
    again.clock.advance_to(14)
    assert await again.see(again.runner.keep_draft("stored")) == []
    again.clock.advance_to(15)
    assert await again.see(again.runner.keep_draft("stor")) == []
    assert kinds(await again.see(again.runner.keep_draft("stored"))) == ["draft-changed"]


# -- gaps


@pytest.mark.parametrize("counted", [True, False])
async def test_a_gap_is_recorded_with_what_becomes_of_it(counted: bool):
    table = await seated(PATIENT)
    table.clock.advance_to(40)
    events = await table.see(table.runner.found_gap(1800, counted))
    assert [event.payload for event in events] == [GapFound(wall_seconds=1800, counted=counted)]
    assert moments(await table.wait(300))[0] == (100, "silence-noticed")


# -- a whole round

SCREEN = script_of(
    question("story", area="conversation", points=[point("own-part")]),
    question(
        "cache",
        points=[point("stored", 2), point("layers", 3)],
        followups=[follow("size", numeric=True)],
    ),
    phases=[
        phase("opening", "opening", 2),
        phase("background", "conversation", 3, questions=("story",)),
        phase("concept", "questions", 8, questions=("cache",)),
        phase("estimate", "estimate", 5, pick={"kind": "numeric"}),
        phase("yours", "your-questions", 4),
        phase("close", "close", 1),
    ],
    company=(fact("team"),),
)
NUMBERS: Apart = {"estimate": [("cache", "size")]}


async def test_a_whole_phone_screen_runs_to_the_second():
    table = Table(SCREEN, apart=NUMBERS)
    await table.begin()
    await play(
        table,
        [
            answers(20, "sounds good"),
            answers(150, "own-part"),
            answers(60, "stored"),
            answers(430, "layers"),
            Entry(10, lambda runner, n: runner.pin("double", {"x": 50}, entry=n)),
            answers(60, "=700", estimate=True),
            Entry(10, lambda runner, n: runner.pin("double", {"x": 50}, entry=n)),
            answers(60, "=100"),
            answers(30, "@team"),
        ],
    )
    assert moments(table.log) == [
        (0, "session-started"),
        (0, "phase-started"),
        (0, "open"),
        (20, "answered"),
        (20, "assessed"),
        (20, "phase-started"),
        (20, "ask"),
        (164, "amber"),
        (164, "time"),
        (170, "answered"),
        (170, "assessed"),
        (170, "phase-started"),
        (170, "ask"),
        (230, "answered"),
        (230, "assessed"),
        (230, "probe"),
        (554, "amber"),
        (554, "time"),
        (602, "red"),
        (602, "time"),
        (650, "phase bell"),
        (660, "answered"),
        (660, "assessed"),
        (660, "phase-started"),
        (660, "move-on"),
        (670, "refused"),
        (730, "answered"),
        (730, "assessed"),
        (730, "assessed"),
        (730, "redo"),
        (740, "pinned"),
        (800, "answered"),
        (800, "assessed"),
        (800, "assessed"),
        (800, "phase-started"),
        (800, "invite"),
        (830, "answered"),
        (830, "assessed"),
        (830, "fact"),
        (920, "silence-noticed"),
        (920, "wait"),
        (992, "amber"),
        (992, "time"),
        (1016, "red"),
        (1016, "time"),
        (1040, "phase bell"),
        (1100, "grace bell"),
        (1100, "phase-started"),
        (1100, "close"),
        (1100, "session-closed"),
    ]
    assert table.state.closed == "completed"
    used = [(use.id, (use.ended_at or 0) - use.started_at) for use in table.state.phases]
    assert used == [
        ("opening", 20),
        ("background", 150),
        ("concept", 490),
        ("estimate", 140),
        ("yours", 300),
        ("close", 0),
    ]


async def test_where_time_leaps_over_the_end_of_the_round_the_draft_is_still_taken():
    table = await seated(SCRIPT, "yes")
    table.clock.advance_to(100_000)
    events = await table.see(table.runner.tick("to the very en"))
    assert "silence-noticed" not in kinds(events)
    assert [turn.text for turn in table.state.turns if turn.cut] == ["to the very en"]
    assert table.state.closed == "time"
