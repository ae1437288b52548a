"""After an answer: challenge, redo, connect, probe; each once, and then on."""

import pytest

from mockint.core.assessment import Assessment, ClaimHeard
from mockint.core.content import When
from mockint.core.events import Answered, Assessed
from tests.builders import (
    Apart,
    claim,
    follow,
    group,
    happens,
    heard,
    next_move,
    persona,
    phase,
    point,
    question,
    says,
    script_of,
)

CACHE = question(
    "cache",
    points=[
        point("stored", 2),
        point("layers", 3),
        point("growth", 3),
        point("price", 1),
        group("remedy", 4, probe=None),
    ],
    claims=[claim("caches-queries"), claim("is-free")],
    followups=[follow("evict", points=[point("window"), point("quality")])],
)
SCRIPT = script_of(CACHE, question("paging"))
ESTIMATE = script_of(
    question("cache", followups=[follow("size", follow("batch"), numeric=True)]),
    question("paging"),
    phases=[phase("estimate", "estimate", questions=("paging",))],
)
APART: Apart = {"estimate": [("cache", "size"), ("paging", None)]}


# -- probes


def test_the_missed_point_of_the_highest_weight_is_probed():
    move = next_move(SCRIPT, says("growth"))
    assert (move.kind, move.target, move.scripted) == ("probe", "layers", "probe layers")


def test_of_two_equally_heavy_missed_points_the_first_is_probed():
    assert next_move(SCRIPT, says("price")).target == "layers"


def test_an_unclear_point_is_probed_before_a_heavier_missed_one():
    assert next_move(SCRIPT, says("?price")).target == "price"


def test_the_heaviest_of_the_unclear_points_is_probed():
    assert next_move(SCRIPT, says("?price ?stored")).target == "stored"


@pytest.mark.parametrize("verdict", ["", "~", "x:"])
def test_what_was_made_half_made_or_contradicted_is_not_probed(verdict: str):
    move = next_move(SCRIPT, says(f"{verdict}layers {verdict}growth {verdict}stored price"))
    assert (move.kind, move.followup) == ("follow-up", "evict")


def test_a_point_without_a_probe_is_never_asked_for():
    move = next_move(SCRIPT, says("stored layers growth price"))
    assert (move.kind, move.followup) == ("follow-up", "evict")


def test_after_one_probe_the_next_missed_point_is_probed_and_not_the_same_again():
    assert next_move(SCRIPT, says("stored"), says("well")).target == "growth"


def test_two_probes_a_question_and_no_third():
    move = next_move(SCRIPT, says("stored"), says("well"), says("well"))
    assert (move.kind, move.followup) == ("follow-up", "evict")


def test_a_follow_up_s_probes_count_among_the_two():
    assert heard(
        SCRIPT, says("stored layers growth"), says("well"), says("well"), says("well")
    ) == [
        "ask ask cache",
        "probe probe price",
        "follow-up ask evict",
        "probe probe window",
        "ask ask paging",
    ]


def test_each_question_has_two_probes_of_its_own():
    script = script_of(CACHE, question("paging", points=[point("blocks")]))
    said = heard(script, says("stored"), says("-"), says("-"), says("window"), says("-"))
    assert said[-2:] == ["ask ask paging", "probe probe blocks"]


def test_in_a_follow_up_its_own_points_are_probed():
    move = next_move(SCRIPT, says("stored layers growth price"), says("window"))
    assert (move.kind, move.followup, move.target) == ("probe", "evict", "quality")


# -- wrong claims


def test_a_wrong_claim_is_quoted_and_challenged():
    move = next_move(SCRIPT, says("stored and !caches-queries too"))
    assert (move.kind, move.target) == ("challenge", "caches-queries")
    assert (move.quote, move.scripted) == ("!caches-queries", "challenge caches-queries")


def test_a_wrong_claim_that_stands_is_challenged_once():
    assert next_move(SCRIPT, says("!caches-queries"), says("yes")).kind == "probe"


def test_a_second_wrong_claim_has_its_own_challenge():
    move = next_move(SCRIPT, says("!caches-queries !is-free"), says("yes"))
    assert (move.kind, move.target) == ("challenge", "is-free")


def test_a_wrong_claim_that_was_taken_back_is_not_challenged():
    move = next_move(
        SCRIPT, says("!caches-queries (thinking)"), says("(correction) -caches-queries")
    )
    assert move.kind == "probe"


def test_a_question_s_wrong_claim_is_challenged_in_a_follow_up_too():
    move = next_move(SCRIPT, says("stored layers growth price"), says("window !is-free"))
    assert (move.kind, move.target) == ("challenge", "is-free")
    assert (move.question, move.followup) == ("cache", "evict")


def test_a_follow_up_s_own_wrong_claim_comes_before_the_question_s():
    evict = follow("evict", claims=[claim("lossless")])
    script = script_of(question("cache", claims=[claim("is-free")], followups=[evict]))
    move = next_move(script, says("cache-point"), says("!is-free !lossless"))
    assert move.target == "lossless"


def test_the_same_claim_in_another_question_is_another_claim():
    script = script_of(
        question("cache", claims=[claim("is-free")]), question("paging", claims=[claim("is-free")])
    )
    said = heard(script, says("!is-free"), says("cache-point"), says("!is-free"))
    assert said == [
        "ask ask cache",
        "challenge challenge is-free",
        "ask ask paging",
        "challenge challenge is-free",
    ]


def test_a_claim_that_the_question_doesn_t_know_is_not_challenged():
    """An assessor that makes up an id changes nothing."""
    made_up = ClaimHeard(id="made-up", quote="free", turn=2, start=0, end=4)
    read = Assessment(question="cache", assessor="fake", wrong_claims=(made_up,))
    move = next_move(
        SCRIPT, happens(Answered(turn=2, text="free"), Assessed(turn=2, assessment=read))
    )
    assert (move.kind, move.followup) == ("follow-up", "evict")


# -- numbers


def test_a_number_out_of_tolerance_is_redone_aloud():
    move = next_move(ESTIMATE, says("=700"), apart=APART)
    assert (move.kind, move.followup, move.scripted) == ("redo", "size", "ask size")


def test_a_number_in_tolerance_goes_deeper():
    move = next_move(ESTIMATE, says("=104"), apart=APART)
    assert (move.kind, move.followup) == ("follow-up", "batch")


def test_an_answer_without_any_number_is_redone_too():
    assert next_move(ESTIMATE, says("a lot"), apart=APART).kind == "redo"


def test_a_number_is_redone_once_however_it_comes_out():
    move = next_move(ESTIMATE, says("=700"), says("=650"), apart=APART)
    assert move.kind == "follow-up"


def test_the_number_of_the_newest_turn_counts():
    assert next_move(ESTIMATE, says("=100 (thinking)"), says("=900"), apart=APART).kind == "redo"


def test_numbers_in_a_question_that_asks_for_none_are_left_alone():
    assert next_move(SCRIPT, says("stored layers growth price =7")).kind == "follow-up"


def test_who_does_not_know_a_number_is_not_asked_to_redo_it():
    move = next_move(ESTIMATE, says("(dont-know)"), says("(dont-know)"), apart=APART)
    assert (move.kind, move.followup) == ("follow-up", "batch")


# -- term lists


def test_a_list_of_terms_is_asked_to_be_connected_once():
    said = heard(SCRIPT, says("#term-list stored"), says("#term-list layers"))
    assert said == ["ask ask cache", "connect ask cache", "probe probe growth"]


# -- the manner of the answer


def test_a_long_answer_is_interrupted():
    talk = " ".join(["word"] * 31)
    brief = script_of(CACHE, persona=persona(interrupts=30))
    assert next_move(brief, says(talk)).bridge == "interrupt"
    assert next_move(brief, says(talk.removesuffix(" word"))).bridge is None
    assert next_move(brief, says(talk + " (correction)")).bridge == "interrupt"


def test_a_correction_is_taken_note_of():
    assert next_move(SCRIPT, says("stored (correction)")).bridge == "correction"


def test_the_next_question_too_takes_note_of_how_the_last_answer_was():
    script = script_of(question("cache"), question("paging"))
    assert next_move(script, says("(correction) cache-point")).bridge == "correction"


def test_a_follow_up_s_condition_may_name_a_group():
    cache = question(
        "cache", points=[group("remedy")], followups=[follow("which", when=When(covered="remedy"))]
    )
    assert next_move(script_of(cache), says("remedy")).followup == "which"
