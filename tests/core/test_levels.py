"""From verdicts to a score, and from a score to a level."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.core.assessment import PointVerdict, Verdict
from mockint.core.content import AnyPoint
from mockint.core.hints import hint_price
from mockint.core.levels import (
    CREDIT,
    CREDIT_RANGE,
    HINT_CAP,
    credits_of,
    estimate_credit,
    level_of,
    weighted_score,
)
from tests.builders import group, phase, point, round_of

POINTS: list[AnyPoint] = [point("stored", 2), point("layers", 3), group("remedy", 5)]


@pytest.mark.parametrize(
    ("score", "level"),
    [
        (1, 4),
        (0.75, 4),
        (0.7499, 3),
        (0.5, 3),
        (0.4999, 2),
        (0.25, 2),
        (0.2499, 1),
        (0, 1),
        (0.35 - 0.1, 2),
    ],
)
def test_a_score_is_a_level_by_quarters(score: float, level: int):
    assert level_of(score) == level


@pytest.mark.parametrize(
    ("score", "claims", "level"),
    [(1, 0, 4), (1, 1, 3), (1, 2, 2), (1, 3, 2), (0.5, 1, 3), (0.3, 1, 2), (0, 1, 1), (0, 2, 1)],
)
def test_a_wrong_claim_that_stands_caps_the_level_and_two_cap_it_lower(
    score: float, claims: int, level: int
):
    assert level_of(score, claims) == level


@pytest.mark.parametrize(
    ("earned", "claims", "score"),
    [
        ({"stored": 1, "layers": 1, "remedy": 1}, 0, 1.0),
        ({"stored": 1}, 0, 0.2),
        ({"stored": 0.5, "layers": 1}, 0, 0.4),
        ({"remedy": 0.5}, 0, 0.25),
        ({}, 0, 0.0),
        ({"stored": 1, "layers": 1, "remedy": 1}, 1, 0.9),
        ({"stored": 1, "layers": 1, "remedy": 1}, 3, 0.7),
        ({"stored": 1}, 3, 0.0),
        ({"nowhere": 1}, 0, 0.0),
    ],
)
def test_a_score_is_the_weighted_mean_less_a_tenth_for_each_claim(
    earned: dict[str, float], claims: int, score: float
):
    assert weighted_score(POINTS, earned, claims) == pytest.approx(score)


def test_without_points_there_is_no_score():
    assert weighted_score([], {}) is None


def test_no_score_passes_one():
    assert weighted_score(POINTS, {"stored": 2, "layers": 2, "remedy": 2}) == 1


@pytest.mark.parametrize(
    ("verdict", "credit"),
    [("covered", 1), ("partial", 0.5), ("unclear", 0.25), ("missed", 0), ("contradicted", 0)],
)
def test_what_a_verdict_earns(verdict: Verdict, credit: float):
    judged = [PointVerdict(id="stored", verdict=verdict, strength=0.5)]
    assert credits_of(judged) == {"stored": credit}


@pytest.mark.parametrize(
    ("verdict", "low", "high"),
    [
        ("covered", 0.75, 1),
        ("partial", 0.25, 0.75),
        ("unclear", 0, 0.75),
        ("missed", 0, 0.25),
        ("contradicted", 0, 0),
    ],
)
def test_between_what_a_second_reader_might_give(verdict: Verdict, low: float, high: float):
    assert CREDIT_RANGE[verdict] == (low, high)
    assert low <= CREDIT[verdict] <= high


@pytest.mark.parametrize(
    ("ratio", "within", "first_try", "credit"),
    [
        (1.0, True, True, 1.0),
        (1.0, True, False, 0.7),
        (2.0, False, True, 0.4),
        (10.0, False, True, 0.4),
        (10.1, False, True, 0),
        (0.1, False, False, 0.4),
        (0.09, False, True, 0),
        (None, False, True, 0),
    ],
)
def test_what_a_number_earns(ratio: float | None, within: bool, first_try: bool, credit: float):
    assert estimate_credit(ratio, within, first_try) == credit


def test_a_number_is_a_first_try_and_an_answer_without_claims_unless_it_is_said_otherwise():
    assert estimate_credit(1.0, within=True) == 1
    assert weighted_score(POINTS, {"stored": 1}) == 0.2


def test_the_price_of_a_hint_is_told_in_words_and_rises():
    assert [hint_price(round_of(phase("close", "close")), step) for step in (1, 2, 3)] == [
        "hint 1 of 3: a point won after it counts at most 80%",
        "hint 2 of 3: a point won after it counts at most 50%",
        "hint 3 of 3: a point won after it counts at most 20%",
    ]
    free = round_of(phase("close", "close"), hints="free")
    assert hint_price(free, 2) == "hint 2 of 3: free in this round"
    assert HINT_CAP == {0: 1.0, 1: 0.8, 2: 0.5, 3: 0.2}


parts = st.floats(min_value=0, max_value=1)


@given(parts, st.integers(min_value=0, max_value=9))
def test_a_level_is_always_between_one_and_four(score: float, claims: int):
    assert 1 <= level_of(score, claims) <= 4


@given(parts, parts, st.integers(min_value=0, max_value=9))
def test_a_higher_score_never_gets_a_lower_level(score: float, other: float, claims: int):
    low, high = sorted((score, other))
    assert level_of(low, claims) <= level_of(high, claims)


@given(st.lists(parts, min_size=3, max_size=3), parts, st.integers(min_value=0, max_value=5))
def test_more_credit_never_lowers_a_score(earned: list[float], more: float, claims: int):
    before = dict(zip(("stored", "layers", "remedy"), earned, strict=True))
    after = {**before, "layers": max(before["layers"], more)}
    low, high = weighted_score(POINTS, before, claims), weighted_score(POINTS, after, claims)
    assert low is not None
    assert high is not None
    assert 0 <= low <= high <= 1


@given(parts, st.integers(min_value=0, max_value=5))
def test_another_wrong_claim_never_raises_a_level(score: float, claims: int):
    assert level_of(score, claims + 1) <= level_of(score, claims)
