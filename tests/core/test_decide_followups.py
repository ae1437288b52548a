"""Follow-ups: which one, on what condition, in what order, and never the same again."""

import pytest

from mockint.core.content import When
from mockint.core.replies import holds
from tests.builders import (
    Apart,
    bell,
    claim,
    follow,
    heard,
    next_move,
    phase,
    played,
    point,
    question,
    says,
    script_of,
)

POINTS = [point("stored", probe=None), point("layers", probe=None)]


def asked_when(when: When, *answers: str) -> bool:
    """Tell whether a follow-up with this condition is asked after the answers."""
    cache = question(
        "cache",
        points=POINTS,
        claims=[claim("is-free")],
        followups=[follow("evict", when=when)],
    )
    return next_move(script_of(cache), *map(says, answers)).followup == "evict"


@pytest.mark.parametrize(
    ("when", "answer", "expected"),
    [
        (When(covered="stored"), "stored", True),
        (When(covered="stored"), "~stored", False),
        (When(covered="stored"), "layers", False),
        (When(missed="stored"), "layers", True),
        (When(missed="stored"), "stored", False),
        (When(missed="stored"), "?stored", False),
        (When(missed="stored"), "x:stored", False),
        (When(level_at_least=3), "stored", True),
        (When(level_at_least=4), "stored", False),
        (When(level_at_least=3), "~stored", False),
        (When(level_at_least=1), "nothing", True),
        (When(always=True), "nothing", True),
        (When(covered="stored", missed="layers"), "stored", True),
        (When(covered="stored", missed="layers"), "stored layers", False),
        (When(covered="stored", missed="layers"), "nothing", False),
        (When(covered="stored", level_at_least=4), "stored", False),
        (When(covered="stored", level_at_least=4), "stored layers", True),
        (When(covered="unheard-of"), "stored", False),
        (When(missed="unheard-of"), "stored", False),
        (When(heard="is-free"), "stored", False),
    ],
)
def test_a_follow_up_is_asked_when_its_condition_holds(when: When, answer: str, expected: bool):
    assert asked_when(when, answer) is expected


@pytest.mark.parametrize("after", ["stored", "(correction) -is-free"])
def test_a_wrong_claim_that_was_heard_stays_heard_even_if_taken_back(after: str):
    assert asked_when(When(heard="is-free"), "!is-free", after)


def test_a_condition_on_a_claim_and_a_point_needs_both():
    when = When(heard="is-free", covered="stored")
    assert asked_when(when, "!is-free", "stored")
    assert not asked_when(when, "!is-free", "layers")


def test_a_question_that_nobody_read_reaches_no_level():
    state = played(script_of(question("cache")), says("cache-point"))
    unread = state.scopes["cache"]
    above = type(unread)("cache")
    assert not holds(state, state.question("cache"), above, When(level_at_least=1))


def test_who_never_answered_has_reached_no_level():
    assert not asked_when(When(level_at_least=1), "(dont-know)", "(dont-know)")
    assert asked_when(When(always=True), "(dont-know)", "(dont-know)")


def test_what_is_no_answer_does_not_take_a_level_back():
    """The level that was reached before "I don't know" still opens the way deeper."""
    cache = question(
        "cache",
        points=[point("stored", 3), point("layers", 1)],
        followups=[follow("evict", when=When(level_at_least=4))],
    )
    answers = [says("stored"), says("(dont-know)"), says("(dont-know)")]
    assert next_move(script_of(cache), *answers).followup == "evict"


CHAIN = question(
    "cache",
    points=POINTS,
    followups=[
        follow("size", follow("batch", follow("page")), when=When(covered="stored")),
        follow("evict", follow("window")),
    ],
)


def test_a_chain_is_followed_down_before_its_next_sibling():
    said = heard(script_of(CHAIN), *map(says, ["stored", "-", "-", "-", "-", "-"]))
    asked = [each.removeprefix("follow-up ask ") for each in said[1:]]
    assert asked == ["size", "batch", "page", "evict", "window", "close"]


def test_what_hangs_on_a_follow_up_that_was_not_asked_is_not_asked_either():
    said = heard(script_of(CHAIN), says("layers"), says("-"), says("-"))
    assert said == ["ask ask cache", "follow-up ask evict", "follow-up ask window", "close"]


def test_a_condition_below_a_follow_up_looks_at_the_level_of_that_follow_up():
    size = follow("size", follow("batch", when=When(level_at_least=4)))
    script = script_of(question("cache", followups=[size]))
    assert next_move(script, says("cache-point"), says("-")).kind == "close"
    assert next_move(script, says("nothing"), says("size-point")).followup == "batch"


def test_a_condition_may_name_a_point_of_the_question_above_or_of_a_follow_up():
    size = follow("size", follow("batch", when=When(covered="size-point", missed="layers")))
    script = script_of(question("cache", points=POINTS, followups=[size]))
    assert next_move(script, says("stored"), says("size-point")).followup == "batch"


def test_a_point_made_late_opens_the_follow_up_that_waited_for_it():
    cache = question(
        "cache",
        points=POINTS,
        followups=[follow("size", when=When(covered="stored")), follow("evict")],
    )
    said = heard(script_of(cache), says("layers"), says("stored"), says("-"))
    assert said == ["ask ask cache", "follow-up ask evict", "follow-up ask size", "close"]


# -- follow-ups that the plan asks on their own

PHASES = [
    phase("concept", questions=("cache",)),
    phase("estimate", "estimate", questions=("paging",)),
    phase("close", "close", 1),
]
NUMBERS = question(
    "cache",
    followups=[follow("size", follow("batch"), numeric=True), follow("evict"), follow("window")],
)
SCRIPT = script_of(NUMBERS, question("paging"), phases=PHASES)
APART: Apart = {"estimate": [("cache", "size")]}


def test_a_follow_up_that_a_later_phase_asks_is_not_asked_in_the_chain():
    said = heard(SCRIPT, says("cache-point"), says("-"), says("-"), apart=APART)
    assert said == [
        "ask ask cache",
        "follow-up ask evict",
        "follow-up ask window",
        "ask ask size",
    ]


def test_a_follow_up_asked_on_its_own_brings_what_hangs_on_it_and_no_more():
    """The rest of its question's chain was left when that phase ended, and stays there."""
    steps = [bell("phase"), says("cache-point"), says("=100"), says("batch-point")]
    assert heard(SCRIPT, *steps, apart=APART) == [
        "ask ask cache",
        "move-on ask size",
        "follow-up ask batch",
        "close line close",
    ]
