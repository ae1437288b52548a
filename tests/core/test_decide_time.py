"""Time overrides all: bells, deadlines, and the end of the round."""

import pytest

from mockint.core.assessment import Assessment
from mockint.core.events import Assessed
from mockint.core.fold import fold_all
from mockint.core.interviewer import decide
from mockint.core.moves import Move
from tests.builders import (
    Sitting,
    Step,
    bell,
    falls_silent,
    heard,
    next_move,
    phase,
    played,
    question,
    says,
    script_of,
    skips,
)

CACHE, PAGING, AGENTS = question("cache"), question("paging"), question("agents")
SCRIPT = script_of(
    CACHE,
    PAGING,
    AGENTS,
    phases=[
        phase("concept", questions=("cache", "paging"), minutes=8),
        phase("applied", questions=("agents",), minutes=7, line="Now something applied."),
        phase("close", "close", 1),
    ],
)
BARE = script_of(CACHE, PAGING)


def test_a_round_begins_with_its_first_phase():
    assert heard(SCRIPT) == ["ask ask cache"]


def test_a_phase_s_line_leads_into_its_first_question():
    said = heard(SCRIPT, says("cache-point"), says("paging-point"))
    assert said[-1] == "ask Now something applied. ask agents"


# -- the phase


@pytest.mark.parametrize("step", [says("nothing"), skips, falls_silent, says("(thinking)")])
def test_after_the_phase_s_bell_anything_moves_on(step: Step):
    move = next_move(SCRIPT, bell("phase"), step)
    assert (move.kind, move.phase, move.question) == ("move-on", "applied", "agents")


def test_the_phase_s_bell_alone_says_nothing():
    assert played(SCRIPT, bell("phase")).pending is None


def test_when_the_grace_is_over_the_interviewer_moves_on_by_itself():
    state = played(SCRIPT, bell("phase"), bell("grace"))
    assert state.pending == "move"
    assert decide(state, state.at).phase == "applied"


@pytest.mark.parametrize(("now", "phase_id"), [(479.999, None), (480, "applied"), (500, "applied")])
def test_a_send_at_the_deadline_or_later_moves_on_even_before_the_bell(
    now: float, phase_id: str | None
):
    assert decide(played(SCRIPT, says("cache-point")), now).phase == phase_id


def test_in_an_untimed_round_no_deadline_moves_on():
    state = played(SCRIPT, says("cache-point"), pace="untimed")
    assert decide(state, 10_000).question == "paging"


def test_leaving_a_question_or_a_phase_unfinished_is_told_from_going_on():
    assert next_move(SCRIPT, skips).kind == "move-on"
    assert next_move(SCRIPT, says("cache-point")).kind == "ask"
    assert next_move(SCRIPT, skips, skips).kind == "move-on"


def test_a_new_phase_begins_with_no_bell_rung():
    state = played(SCRIPT, bell("phase"), says("-"), says("agents-point"))
    assert state.bells == frozenset()
    assert [use.id for use in state.phases] == ["concept", "applied"]


# -- the round


@pytest.mark.parametrize(("now", "kind"), [(959.999, "move-on"), (960, "close")])
def test_at_the_round_s_deadline_it_closes(now: float, kind: str):
    assert decide(played(SCRIPT, says("cache-point")), now).kind == kind


def test_the_round_s_bell_closes_from_anywhere_with_the_closing_line():
    move = next_move(SCRIPT, bell("round"))
    assert (move.kind, move.phase, move.scripted) == ("close", "close", "line close")


def test_after_the_last_question_the_close_comes():
    said = heard(SCRIPT, skips, skips, says("agents-point"))
    assert said[-1] == "close line close"


def test_a_round_without_a_closing_phase_just_ends():
    move = next_move(BARE, says("cache-point"), says("paging-point"))
    assert (move.kind, move.phase, move.scripted) == ("close", None, "")


def test_the_bell_in_a_round_without_a_closing_phase_just_ends_it():
    move = next_move(BARE, bell("round"))
    assert (move.kind, move.phase) == ("close", None)


def test_the_same_bell_rings_out_the_phases_that_were_still_to_come():
    both = [phase("concept", questions=("cache",)), phase("applied", questions=("paging",))]
    move = next_move(script_of(CACHE, PAGING, phases=both), bell("round"))
    assert move == Move(kind="close")


def test_with_nothing_to_reply_to_the_interviewer_goes_on():
    asked = Sitting(SCRIPT)
    asked.reply()
    assert decide(asked.state, 0).question == "paging"


def test_what_is_read_after_the_close_gets_no_reply():
    over = Sitting(SCRIPT).play(skips, skips, says("agents-point"))
    over.reply()
    late = Assessment(question="agents", assessor="fake", intent="clarify")
    over.record(Assessed(turn=4, assessment=late))
    assert decide(over.state, 0) == Move(kind="close")


def test_the_close_is_said_exactly_once():
    sitting = Sitting(SCRIPT).play(skips, skips, says("agents-point"))
    sitting.reply()
    kinds = [event.payload.kind for event in sitting.log]
    assert kinds.count("session-closed") == 1
    assert kinds[-3:] == ["phase-started", "said", "session-closed"]
    assert sitting.state.pending is None


def test_a_close_that_was_entered_already_is_not_entered_again():
    """A log that was cut off inside the close ends without a second closing phase."""
    sitting = Sitting(SCRIPT).play(skips, skips, says("agents-point"))
    sitting.reply()
    state = fold_all(SCRIPT, sitting.log[:-1])
    assert decide(state, now=10_000) == Move(kind="close")


def test_a_plan_of_the_close_alone_closes_at_once():
    assert heard(script_of(CACHE, phases=[phase("close", "close", 1)])) == ["close line close"]


def test_every_phase_ends_by_its_bells_alone():
    """Nobody says a word, and the round still comes to its end."""
    script = script_of(
        CACHE,
        phases=[
            phase("opening", "opening", 2),
            phase("concept", questions=("cache",)),
            phase("yours", "your-questions", 4),
            phase("close", "close", 1),
        ],
    )
    said = heard(script, *[bell("grace")] * 3)
    assert said == [
        "open line opening",
        "move-on ask cache",
        "invite line yours",
        "close line close",
    ]
