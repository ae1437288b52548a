"""The whole debrief: the level of the round, its floors, its minutes, and what next."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.core.content import Floor
from mockint.core.events import SessionClosed
from mockint.core.scorecard import DimensionScore
from mockint.core.scoring import overall_level, scorecard
from mockint.core.state import SessionState
from tests.builders import (
    Sitting,
    Step,
    bell,
    claim,
    dimension,
    follow,
    happens,
    persona,
    phase,
    played,
    point,
    question,
    rubric,
    says,
    script_of,
    skips,
    takes_hint,
)

CACHE = question(
    "cache",
    points=[point("stored", 2, None), point("layers", 3, None), point("growth", 1, None)],
    claims=[claim("is-free")],
    followups=[follow("evict", points=[point("window", 4, None)])],
)
PAGING = question("paging", points=[point("blocks", 5, None)])
SCRIPT = script_of(
    CACHE,
    PAGING,
    phases=[
        phase("opening", "opening", 2),
        phase("concept", questions=("cache", "paging"), title="The concept"),
        phase("close", "close", 1),
    ],
)


def card(*steps: Step):
    return scorecard(played(SCRIPT, says("yes"), *steps))


def seen(*levels: int | None, weights: tuple[float, ...] = ()) -> list[DimensionScore]:
    pairs = zip(levels, weights or (1.0,) * len(levels), strict=True)
    return [
        DimensionScore(id=f"d{n}", title="D", weight=weight, level=level, score=None, anchor="")
        for n, (level, weight) in enumerate(pairs)
    ]


# -- the level of the round


@pytest.mark.parametrize(
    ("levels", "weights", "overall"),
    [
        ((3,), (), 3),
        ((3, 4), (), 3),
        ((2, 3), (), 2),
        ((1, 2), (), 1),
        ((2, 3, 3), (), 3),
        ((4, 4, 3), (), 4),
        ((1, 4), (1, 3), 3),
        ((2, 3), (1.1, 1.1), 2),
        ((3, None), (), 3),
        ((3, None, None), (), None),
        ((3, None), (1, 1.5), None),
        ((None, None), (), None),
        ((), (), None),
        ((1,), (), 1),
    ],
)
def test_the_round_s_level_is_the_weighted_mean_of_what_was_observed_halves_down(
    levels: tuple[int | None, ...], weights: tuple[float, ...], overall: int | None
):
    assert overall_level(rubric(), seen(*levels, weights=weights)) == overall


@pytest.mark.parametrize(
    ("levels", "overall"),
    [((1, 4, 4, 4), 2), ((2, 4, 4, 4), 3), ((4, 4, 4, 3), 4), ((1, 1), 1), ((None, 4), 4)],
)
def test_a_floor_caps_the_round(levels: tuple[int | None, ...], overall: int):
    floors = [Floor(if_any=1, then_at_most=2), Floor(if_any=2, then_at_most=3)]
    assert overall_level(rubric(floors=floors), seen(*levels)) == overall


levels = st.one_of(st.none(), st.integers(min_value=1, max_value=4))


@given(st.lists(levels, min_size=1, max_size=6))
def test_the_round_s_level_lies_between_the_worst_and_the_best(found: list[int | None]):
    observed = [level for level in found if level is not None]
    overall = overall_level(rubric(), seen(*found))
    if not observed or 2 * len(observed) < len(found):
        assert overall is None
    else:
        assert overall is not None
        assert min(observed) <= overall <= max(observed)


POINT_IDS = ("stored", "layers", "growth", "blocks", "window")


@given(
    st.lists(st.sampled_from([*POINT_IDS, "~stored", "!is-free", "(dont-know)"]), max_size=3),
    st.integers(min_value=0, max_value=3),
)
def test_whatever_is_said_every_level_is_one_to_four_or_none(words: list[str], hints: int):
    found = card(*[takes_hint] * hints, *map(says, words))
    for each in (found.level, *(one.level for one in found.dimensions)):
        assert each in (None, 1, 2, 3, 4)


@given(st.sets(st.sampled_from(POINT_IDS[:3])), st.sampled_from(POINT_IDS[:3]))
def test_saying_more_never_lowers_the_level(said: set[str], more: str):
    less = card(says(" ".join(sorted(said)) or "well"))
    full = card(says(" ".join(sorted(said | {more}))))
    assert (less.level or 0) <= (full.level or 0)


# -- minutes


def test_each_planned_phase_shows_its_minutes_planned_and_used():
    at = [Step(says("yes").payloads, 30), Step(skips.payloads, 100), Step(skips.payloads, 50)]
    sitting = Sitting(SCRIPT).play(*at)
    sitting.reply()
    times = [
        (each.id, each.title, each.planned_seconds, each.used_seconds)
        for each in scorecard(sitting.state).phases
    ]
    assert times == [
        ("opening", "Opening", 120, 30),
        ("concept", "The concept", 600, 150),
        ("close", "Close", 60, 0),
    ]


def test_a_phase_that_is_still_on_has_used_what_went_by_so_far():
    assert [each.used_seconds for each in card(says("stored")).phases] == [10, 10, 0]


def test_a_round_that_was_ended_early_closes_its_phase():
    ended = Step(happens(SessionClosed(reason="ended")).payloads, 70)
    found = scorecard(played(SCRIPT, says("yes"), ended))
    assert [each.used_seconds for each in found.phases] == [10, 70, 0]


def test_the_typing_pace_and_the_hints_are_told():
    assert card().typing_pace == 1.3
    assert card(takes_hint, takes_hint).hints == 2
    assert card(takes_hint, says("stored layers"), skips, takes_hint).hints == 2


# -- strengths, gaps, what to study


def test_strengths_are_covered_points_heaviest_first():
    found = card(says("stored growth ~layers"), says("window"))
    assert [(line.question, line.point, line.verdict) for line in found.strengths] == [
        ("cache", "window", "covered"),
        ("cache", "stored", "covered"),
        ("cache", "growth", "covered"),
    ]
    assert found.strengths[0].says == "says window"


def test_gaps_are_missed_contradicted_and_unclear_points_heaviest_first():
    found = card(says("x:stored ?growth ~layers"), says("-"))
    assert [(line.point, line.verdict) for line in found.gaps] == [
        ("window", "missed"),
        ("stored", "contradicted"),
        ("growth", "unclear"),
    ]


def test_of_what_was_not_answered_there_are_no_gaps():
    found = card(bell("phase"))
    assert (found.strengths, found.gaps, found.study) == ((), (), ())


def test_at_most_six_strengths_and_six_gaps_are_shown():
    points = [point(f"p{number}", probe=None) for number in range(16)]
    script = script_of(question("cache", points=points))
    found = scorecard(played(script, says(" ".join(each.id for each in points[:8]))))
    assert (len(found.strengths), len(found.gaps)) == (6, 6)


def test_questions_below_level_three_are_to_study_weakest_first():
    found = card(says("stored"), says("-"), says("blocks"))
    assert found.study == ("cache",)
    weak = card(says("stored"), says("-"), skips)
    assert weak.study == ("paging", "cache")


def test_at_level_three_nothing_is_to_study():
    assert card(says("layers"), says("-")).study == ()


def test_two_wrong_claims_send_back_to_a_question_that_was_well_covered():
    cache = question("cache", claims=[claim("is-free"), claim("caches-queries")])
    found = scorecard(played(script_of(cache), says("cache-point !is-free !caches-queries")))
    assert found.study == ("cache",)
    one = scorecard(played(script_of(cache), says("cache-point !is-free")))
    assert one.study == ()


def test_the_rubric_s_dimensions_come_in_its_order_with_its_weights():
    script = script_of(
        CACHE,
        rubric=rubric(dimension("depth", "points", weight=3), dimension("manner", "delivery")),
        persona=persona(),
    )
    found = scorecard(played(script, says("stored layers growth")))
    assert [(each.id, each.title, each.weight, each.level) for each in found.dimensions] == [
        ("depth", "Title depth", 3, 4),
        ("manner", "Title manner", 1, 4),
    ]
    assert found.dimensions[0].anchor == "depth at 4"


def test_before_its_first_event_a_session_has_an_empty_scorecard():
    found = scorecard(SessionState(SCRIPT))
    assert (found.level, found.phases, found.typing_pace) == (None, (), 1.0)
