"""The order of the interviewer's rules: for each pair of neighbours, who goes first."""

import pytest

from mockint.core.content import When
from mockint.core.interviewer import decide
from mockint.core.moves import Move
from tests.builders import (
    Apart,
    Sitting,
    at_once,
    bell,
    claim,
    fact,
    falls_silent,
    follow,
    next_move,
    phase,
    played,
    point,
    question,
    says,
    script_of,
    skips,
    takes_hint,
)

CACHE = question(
    "cache",
    points=[point("stored", 2), point("layers", 3)],
    claims=[claim("caches-queries")],
    facts=[fact("users")],
    followups=[
        follow("size", numeric=True, points=[point("factors")], claims=[claim("counts-heads")]),
        follow("evict", when=When(missed="layers")),
    ],
)
PAGING = question("paging")
SCRIPT = script_of(
    CACHE,
    PAGING,
    phases=[
        phase("concept", questions=("cache", "paging")),
        phase("yours", "your-questions", 4),
        phase("close", "close", 1),
    ],
    company=(fact("team"),),
)
SIZE: Apart = {"concept": [("cache", "size"), ("paging", None)]}


def test_time_comes_before_an_action():
    move = next_move(SCRIPT, bell("phase"), skips)
    assert (move.kind, move.phase) == ("invite", "yours")


def test_the_round_s_bell_comes_before_the_phase_s():
    move = next_move(SCRIPT, bell("phase"), bell("round"))
    assert (move.kind, move.phase) == ("close", "close")


def test_a_round_begins_before_it_can_be_over():
    sitting = Sitting(SCRIPT)
    assert decide(sitting.state, now=10_000).kind == "ask"


def test_a_skip_comes_before_a_hint_that_was_not_given_yet():
    move = next_move(SCRIPT, takes_hint, at_once(skips))
    assert (move.kind, move.question) == ("move-on", "paging")


def test_a_hint_that_was_paid_for_comes_before_an_offer_of_help():
    move = next_move(SCRIPT, takes_hint, at_once(falls_silent))
    assert (move.kind, move.scripted) == ("hint", "cache hint 1")


def test_a_silence_that_was_noticed_is_answered_before_what_was_said_since():
    move = next_move(SCRIPT, bell("phase"), says("stored"), falls_silent, at_once(says("@team")))
    assert move.kind == "wait"


def test_in_a_spoken_phase_what_is_no_answer_still_ends_it():
    """Elsewhere the same words would get patience, and the phase would never end."""
    move = next_move(SCRIPT, bell("phase"), says("stored"), says("(dont-know)"))
    assert move.kind == "close"


def test_a_question_back_is_answered_before_a_wrong_claim_is_challenged():
    move = next_move(SCRIPT, says("!caches-queries (clarify) @users"))
    assert (move.kind, move.target) == ("fact", "users")


def test_a_wrong_claim_is_challenged_before_a_number_is_redone():
    move = next_move(SCRIPT, says("=700 !counts-heads"), apart=SIZE)
    assert (move.kind, move.target) == ("challenge", "counts-heads")


def test_a_number_is_redone_before_terms_are_connected():
    move = next_move(SCRIPT, says("=700 #term-list"), apart=SIZE)
    assert move.kind == "redo"


def test_terms_are_connected_before_a_missed_point_is_probed():
    assert next_move(SCRIPT, says("stored #term-list")).kind == "connect"


def test_a_missed_point_is_probed_before_a_follow_up_is_asked():
    move = next_move(SCRIPT, says("stored"))
    assert (move.kind, move.target) == ("probe", "layers")


def test_a_follow_up_is_asked_before_the_next_question():
    move = next_move(SCRIPT, says("stored layers"))
    assert (move.kind, move.followup) == ("follow-up", "size")


def test_with_nothing_left_to_ask_of_a_question_the_next_one_comes():
    move = next_move(SCRIPT, says("stored layers"), says("=100 factors"))
    assert (move.kind, move.question, move.phase) == ("ask", "paging", None)


def test_after_a_phase_s_last_question_the_next_phase_comes():
    move = next_move(SCRIPT, says("stored layers"), says("=100 factors"), says("paging-point"))
    assert (move.kind, move.phase, move.scripted) == ("invite", "yours", "line yours")


@pytest.mark.parametrize("late", [False, True])
def test_a_move_names_where_it_stays(late: bool):
    steps = [bell("phase")] if late else []
    state = played(SCRIPT, *steps, says("stored"))
    expected = (
        Move(kind="invite", phase="yours", question="yours", scripted="line yours")
        if late
        else Move(kind="probe", question="cache", target="layers", scripted="probe layers")
    )
    assert decide(state, state.at) == expected
