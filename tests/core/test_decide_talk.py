"""What is no answer never advances a question; spoken phases are led by a line."""

import pytest

from mockint.core.assessment import Assessment
from mockint.core.content import When
from mockint.core.events import Answered, Assessed, HintTaken
from mockint.core.hints import hint_available, next_hint
from mockint.core.moves import Move
from tests.builders import (
    bell,
    fact,
    falls_silent,
    follow,
    happens,
    heard,
    next_move,
    phase,
    played,
    point,
    question,
    says,
    script_of,
    sends_nothing,
    skips,
    takes_hint,
)

CACHE = question(
    "cache",
    points=[point("stored", 2), point("layers", 3)],
    facts=[fact("users"), fact("budget")],
    followups=[follow("evict", when=When(always=True))],
)
CONCEPT = phase("concept", questions=("cache", "paging"))
SCRIPT = script_of(CACHE, question("paging"), phases=[CONCEPT])
ROUND = script_of(
    CACHE,
    phases=[
        phase("opening", "opening", 2),
        phase("concept", questions=("cache",)),
        phase("yours", "your-questions", 4),
        phase("close", "close", 1),
    ],
    company=(fact("team"), fact("users")),
)
CHAT = [
    ("ask-repeat", "repeat"),
    ("thinking", "wait"),
    ("ask-time", "time"),
    ("ask-hint", "offer-hint"),
    ("ask-move-on", "leave"),
    ("clarify", "unknown-fact"),
    ("small-talk", "redirect"),
    ("echo", "redirect"),
    ("to-grader", "redirect"),
    ("empty", "redirect"),
    ("dont-know", "offer-hint"),
]


# -- what is not an answer


@pytest.mark.parametrize(("intent", "kind"), CHAT)
def test_what_is_no_answer_gets_its_own_reply_and_the_question_stands(intent: str, kind: str):
    sitting = [says(f"({intent})"), says("stored layers")]
    assert next_move(SCRIPT, sitting[0]).kind == kind
    state = played(SCRIPT, *sitting)
    assert (state.scope, state.asked) == ("cache", ("cache",))
    assert next_move(SCRIPT, *sitting).followup == "evict"


@pytest.mark.parametrize("intent", [intent for intent, _ in CHAT if intent != "dont-know"])
def test_what_is_no_answer_never_advances_however_often_it_comes(intent: str):
    state = played(SCRIPT, *[says(f"stored layers ({intent})")] * 9)
    assert (state.scope, state.asked) == ("cache", ("cache",))
    assert state.probed == ()


@pytest.mark.parametrize("intent", ["ask-repeat", "small-talk", "echo", "to-grader", "empty"])
def test_the_standing_question_is_put_again_in_the_script_s_words(intent: str):
    move = next_move(SCRIPT, says("stored"), says(f"({intent})"))
    assert move.scripted == "probe layers"


def test_what_a_phase_says_of_itself_is_not_said_again():
    opened = phase("concept", questions=("cache",), line="Eight figures, two minutes each.")
    script = script_of(CACHE, phases=[opened])
    assert next_move(script).scripted == "Eight figures, two minutes each. ask cache"
    assert next_move(script, says("(small-talk)")).scripted == "ask cache"


def test_a_hint_or_a_fact_in_between_does_not_become_the_question():
    steps = [says("(clarify) @users"), takes_hint, says("(ask-repeat)")]
    assert next_move(SCRIPT, *steps).scripted == "ask cache"


def test_who_asks_for_the_time_is_told_what_is_left_of_the_phase():
    move = next_move(SCRIPT, says("(ask-time)", seconds=480))
    assert move == Move(kind="time", seconds_left=120)
    assert played(SCRIPT, says("(ask-time)"), says("(thinking)")).pending == "move"


def test_where_no_clock_runs_there_is_no_hurry():
    assert next_move(SCRIPT, says("(ask-time)"), pace="untimed").kind == "wait"


def test_a_fact_is_told_when_asked_for():
    move = next_move(SCRIPT, says("(clarify) @budget"))
    assert (move.kind, move.target, move.scripted) == ("fact", "budget", "fact budget")


def test_a_follow_up_s_clarifying_question_is_answered_from_its_question_s_facts():
    move = next_move(SCRIPT, says("stored layers"), says("(clarify) @users"))
    assert (move.kind, move.target) == ("fact", "users")


# -- "I don't know"


def test_the_first_i_don_t_know_brings_an_offer_of_help():
    move = next_move(SCRIPT, says("(dont-know)"))
    assert (move.kind, move.question, move.step) == ("offer-hint", "cache", 1)


def test_the_second_i_don_t_know_brings_another_way_in():
    move = next_move(SCRIPT, says("(dont-know)"), says("(dont-know)"))
    assert (move.kind, move.target) == ("probe", "layers")


def test_who_keeps_not_knowing_is_led_on_and_out():
    said = heard(SCRIPT, *[says("(dont-know)")] * 6)
    assert said == [
        "ask ask cache",
        "offer-hint",
        "probe probe layers",
        "probe probe stored",
        "follow-up ask evict",
        "wait",
        "ask ask paging",
    ]


def test_another_way_in_is_found_by_what_was_read_before_the_i_don_t_know():
    """An assessor need not read the points of what is no answer."""
    points = [point("stored", 2), point("layers", 3), point("growth", 1)]
    script = script_of(question("cache", points=points, followups=[follow("evict")]))
    blank = Assessment(question="cache", assessor="fake", intent="dont-know")
    unread = happens(Answered(turn=6, text="no idea"), Assessed(turn=6, assessment=blank))
    move = next_move(script, says("stored"), says("(dont-know)"), unread)
    assert (move.kind, move.target) == ("probe", "growth")


def test_help_is_offered_once_so_after_it_i_don_t_know_goes_on_at_once():
    move = next_move(SCRIPT, falls_silent, says("(dont-know)"))
    assert (move.kind, move.target) == ("probe", "layers")


def test_without_a_hint_left_the_interviewer_waits_once():
    steps = [takes_hint] * 3
    assert next_move(SCRIPT, *steps, says("(dont-know)")).kind == "wait"
    assert next_move(SCRIPT, *steps, says("(dont-know)"), says("(dont-know)")).kind == "probe"


# -- hints


@pytest.mark.parametrize("step", [1, 2, 3])
def test_hints_come_step_by_step(step: int):
    move = next_move(SCRIPT, *[takes_hint] * step)
    assert (move.kind, move.question, move.step) == ("hint", "cache", step)
    assert move.scripted == f"cache hint {step}"


@pytest.mark.parametrize(("taken", "offered"), [(0, 1), (1, 2), (2, 3)])
def test_the_next_step_is_offered(taken: int, offered: int):
    move = next_move(SCRIPT, *[takes_hint] * taken, says("(ask-hint)"))
    assert (move.kind, move.step) == ("offer-hint", offered)


def test_after_three_hints_none_is_offered():
    assert next_move(SCRIPT, *[takes_hint] * 3, says("(ask-hint)")).kind == "wait"


def test_before_anything_is_asked_there_is_no_hint():
    state = played(SCRIPT)
    assert (hint_available(state), next_hint(state)) == (False, 1)


def test_follow_ups_have_no_hints():
    assert next_move(SCRIPT, says("stored layers"), says("(ask-hint)")).kind == "wait"


def test_each_question_has_hints_of_its_own():
    state = played(SCRIPT, takes_hint, takes_hint, skips, takes_hint)
    assert state.hints == {"cache": 2, "paging": 1}


def test_a_hint_that_is_due_where_nothing_was_asked_is_no_hint():
    script = script_of(CACHE, phases=[phase("close", "close", 1)])
    move = next_move(script, happens(HintTaken(question="cache", step=1)))
    assert move.kind == "close"


# -- silence


def test_after_a_long_silence_help_is_offered():
    assert next_move(SCRIPT, falls_silent).kind == "offer-hint"


def test_in_a_follow_up_a_long_silence_brings_patience():
    assert next_move(SCRIPT, says("stored layers"), falls_silent).kind == "wait"


def test_in_the_opening_a_long_silence_counts_as_a_nod():
    assert next_move(ROUND, falls_silent).scripted == "ask cache"


def test_in_the_opening_a_blank_answer_counts_as_a_nod():
    assert next_move(ROUND, sends_nothing).scripted == "ask cache"


def test_elsewhere_a_blank_answer_changes_nothing():
    assert played(SCRIPT, says("stored"), sends_nothing).pending is None


# -- spoken phases


def test_the_opening_is_a_line_and_ends_with_any_reply():
    assert heard(ROUND, says("yes")) == ["open line opening", "ask ask cache"]


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        ("(ask-repeat)", "repeat"),
        ("(clarify)", "unknown-fact"),
        ("(clarify) @team", "fact"),
        ("@team", "fact"),
        ("(thinking)", "ask"),
        ("(ask-time)", "ask"),
        ("(dont-know)", "ask"),
        ("(small-talk)", "ask"),
        ("(empty)", "ask"),
    ],
)
def test_how_the_opening_takes_a_reply(reply: str, kind: str):
    assert next_move(ROUND, says(reply)).kind == kind


YOURS = (says("yes"), bell("phase"), says("stored"))


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        ("(clarify) @team", "fact"),
        ("@team", "fact"),
        ("(clarify)", "unknown-fact"),
        ("(ask-repeat)", "repeat"),
        ("(thinking)", "wait"),
        ("(ask-time)", "time"),
        ("(dont-know)", "close"),
        ("(ask-move-on)", "close"),
        ("no, thanks", "close"),
    ],
)
def test_how_the_candidate_s_own_questions_are_taken(reply: str, kind: str):
    assert next_move(ROUND, *YOURS, says(reply)).kind == kind


def test_one_may_ask_as_many_questions_as_the_time_allows():
    said = heard(ROUND, *YOURS, says("@team"), says("(clarify)"), says("@users"), says("thanks"))
    assert said[-5:] == [
        "invite line yours",
        "fact fact team",
        "unknown-fact",
        "fact fact users",
        "close line close",
    ]


def test_what_the_interviewer_knows_of_the_question_is_no_answer_about_the_team():
    assert next_move(ROUND, *YOURS, says("(clarify) @budget")).kind == "unknown-fact"


def test_a_skip_ends_a_spoken_phase():
    assert next_move(ROUND, *YOURS, skips).kind == "close"
    assert next_move(ROUND, skips).kind == "move-on"


def test_no_hints_belong_to_a_spoken_phase():
    assert next_move(ROUND, *YOURS, falls_silent).kind == "wait"
