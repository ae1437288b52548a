"""The dimensions of a scorecard, each feed by examples that one can work out by hand."""

import pytest

from mockint.core.content import Feed
from mockint.core.scorecard import DimensionScore
from mockint.core.scoring import scorecard
from tests.builders import (
    Apart,
    Step,
    bell,
    claim,
    dimension,
    fact,
    follow,
    group,
    persona,
    phase,
    played,
    point,
    question,
    rubric,
    says,
    script_of,
    sends_nothing,
    skips,
    takes_hint,
)

CACHE = question(
    "cache",
    points=[point("stored", 2, None), point("layers", 3, None), group("remedy", 5)],
    claims=[claim("is-free"), claim("caches-queries")],
    followups=[
        follow(
            "evict",
            points=[point("window", 2, None), point("quality", 2, None)],
            claims=[claim("lossless")],
        )
    ],
)
STORY = question("story", area="conversation", points=[point("own-part", 1, None)])


def scored(feeds: tuple[Feed, ...], *steps: Step) -> DimensionScore:
    """Score one dimension after a round of `cache` and then `paging`."""
    script = script_of(
        CACHE,
        STORY,
        question("paging", points=[point("blocks", 5, None)]),
        phases=[
            phase("concept", questions=("cache", "paging", "story"), minutes=20),
            phase("yours", "your-questions", 4),
        ],
        rubric=rubric(dimension("it", *feeds)),
        persona=persona(interrupts=30),
        company=(fact("team"), fact("stack")),
    )
    return scorecard(played(script, *steps)).dimensions[0]


def level_and_score(found: DimensionScore) -> tuple[int | None, float | None]:
    return found.level, found.score


# -- points and follow-ups


@pytest.mark.parametrize(
    ("answer", "level", "score"),
    [
        ("stored layers remedy", 4, 1.0),
        ("stored remedy", 3, 0.7),
        ("remedy", 3, 0.5),
        ("stored ~layers", 2, 0.35),
        ("?stored", 1, 0.05),
        ("nothing", 1, 0.0),
        ("x:stored x:remedy layers", 2, 0.3),
    ],
)
def test_points_are_weighted_by_what_they_weigh(answer: str, level: int, score: float):
    assert level_and_score(scored(("points",), says(answer))) == (level, score)


def test_questions_count_by_the_weight_of_all_their_points():
    """10 of weight in the first question, none made; 5 in the second, all made."""
    found = scored(("points",), says("nothing"), says("-"), says("blocks"))
    assert level_and_score(found) == (2, 0.3333)


def test_points_and_follow_ups_are_fed_apart():
    steps = says("stored layers remedy"), says("window")
    assert level_and_score(scored(("points",), *steps)) == (4, 1.0)
    assert level_and_score(scored(("followups",), *steps)) == (3, 0.5)
    assert level_and_score(scored(("points", "followups"), *steps)) == (4, round(12 / 14, 4))


def test_a_follow_up_without_points_of_its_own_feeds_no_points():
    script = script_of(
        question("cache", followups=[follow("size", numeric=True)]),
        rubric=rubric(dimension("it", "followups")),
    )
    state = played(script, says("cache-point"), says("=100"))
    assert scorecard(state).dimensions[0].level is None


def test_conversation_feeds_only_what_asks_for_it():
    steps = says("stored layers remedy"), says("window quality"), says("blocks"), says("nothing")
    assert level_and_score(scored(("points", "followups"), *steps)) == (4, 1.0)
    assert level_and_score(scored(("conversation",), *steps)) == (1, 0.0)


def test_the_opening_s_reply_feeds_nothing():
    script = script_of(
        CACHE,
        phases=[phase("opening", "opening", 2), phase("concept", questions=("cache",))],
        rubric=rubric(dimension("it", "points", "conversation", "followups", "hints")),
    )
    assert scorecard(played(script, says("yes"))).dimensions[0].level is None


# -- not observed


@pytest.mark.parametrize("steps", [(), (sends_nothing,), (says("(thinking)"),), (bell("phase"),)])
def test_silence_gives_no_level(steps: tuple[Step, ...]):
    found = scored(("points", "followups", "delivery", "estimates"), *steps)
    assert level_and_score(found) == (None, None)
    assert (found.anchor, found.evidence) == ("not observed", ())


def test_i_don_t_know_is_observed():
    found = scored(("points",), says("(dont-know)"))
    assert level_and_score(found) == (1, 0.0)
    assert found.anchor == "it at 1"


def test_a_skip_is_observed_too_or_one_would_skip_whatever_is_hard():
    assert level_and_score(scored(("points",), skips)) == (1, 0.0)


def test_a_skip_takes_nothing_from_what_was_answered_before_it():
    assert level_and_score(scored(("points",), says("stored layers remedy"), skips))[0] == 4


# -- hints


@pytest.mark.parametrize(("hints", "level", "score"), [(1, 4, 0.8), (2, 3, 0.5), (3, 1, 0.2)])
def test_points_won_after_a_hint_count_at_most_its_cap(hints: int, level: int, score: float):
    steps = [*[takes_hint] * hints, says("stored layers remedy")]
    assert level_and_score(scored(("points", "hints"), *steps)) == (level, score)


def test_a_dimension_that_hints_don_t_feed_looks_at_the_verdicts_alone():
    steps = [*[takes_hint] * 3, says("stored layers remedy")]
    assert level_and_score(scored(("points",), *steps)) == (4, 1.0)


def test_a_hint_costs_nothing_of_what_was_said_before_it():
    steps = [says("stored layers remedy (thinking)"), says("stored layers remedy"), takes_hint]
    assert level_and_score(scored(("points", "hints"), *steps)) == (4, 1.0)


# -- wrong claims


@pytest.mark.parametrize(
    ("answer", "level", "score"),
    [
        ("stored layers remedy !is-free", 3, 0.9),
        ("stored layers remedy !is-free !caches-queries", 2, 0.8),
        ("remedy !is-free", 2, 0.4),
        ("!is-free", 1, 0.0),
    ],
)
def test_wrong_claims_that_stand_cost_a_tenth_each_and_cap_the_level(
    answer: str, level: int, score: float
):
    assert level_and_score(scored(("points", "wrong_claims"), says(answer))) == (level, score)


def test_a_dimension_that_wrong_claims_don_t_feed_knows_nothing_of_them():
    assert level_and_score(scored(("points",), says("stored layers remedy !is-free"))) == (4, 1.0)


def test_a_wrong_claim_that_was_taken_back_costs_nothing():
    steps = says("stored layers remedy !is-free"), says("(correction) -is-free")
    assert level_and_score(scored(("points", "wrong_claims"), *steps)) == (4, 1.0)


def test_claims_of_two_scopes_cap_the_level_together():
    steps = says("stored layers remedy"), says("window quality !lossless !is-free"), says("-")
    found = scored(("points", "followups", "wrong_claims"), *steps)
    assert level_and_score(found) == (2, 0.9)


# -- estimates


def estimated(*answers: str) -> DimensionScore:
    size, memory = follow("size", numeric=True), follow("memory", numeric=True)
    script = script_of(
        question("cache", followups=[size, memory]),
        question("paging"),
        phases=[phase("concept", questions=("paging",))],
        rubric=rubric(dimension("it", "estimates")),
    )
    items: Apart = {"concept": [("cache", "size"), ("cache", "memory"), ("paging", None)]}
    return scorecard(played(script, *map(says, answers), apart=items)).dimensions[0]


@pytest.mark.parametrize(
    ("answers", "level", "score"),
    [
        (["=100"], 4, 1.0),
        (["=700", "=100"], 3, 0.7),
        (["=700", "=500"], 2, 0.4),
        (["=1000"], 2, 0.4),
        (["=10"], 2, 0.4),
        (["=1001"], 1, 0.0),
        (["=9.9"], 1, 0.0),
        (["a lot"], 1, 0.0),
        (["a lot", "=100"], 4, 1.0),
        (["(dont-know)"], 1, 0.0),
        (["(thinking)"], None, None),
    ],
)
def test_an_estimate_earns_by_how_near_it_came_and_when(
    answers: list[str], level: int | None, score: float | None
):
    assert level_and_score(estimated(*answers)) == (level, score)


def test_several_estimates_are_averaged():
    assert level_and_score(estimated("=100", "=700", "=700")) == (3, 0.7)


def test_a_right_number_that_is_changed_to_a_wrong_one_is_wrong():
    assert level_and_score(estimated("=100 (thinking)", "=700"))[1] == 0.4


def test_an_estimate_s_evidence_names_the_slip_or_how_far_off_it_was():
    lines = estimated("=800", "=800", "=70", "=70").evidence
    assert [(line.quote, line.about, line.verdict) for line in lines] == [
        ("=800", "one per query head", "off"),
        ("=70", "0.7 times the expected value", "off"),
    ]
    right = estimated("=100").evidence[0]
    assert (right.about, right.verdict) == ("the expected value", "within")
    assert estimated("a lot").evidence == ()


# -- delivery

LONG = " ".join(["word"] * 31)


@pytest.mark.parametrize(
    ("answers", "score"),
    [
        (["stored"], 0.85),
        (["#term-list"], 0.1),
        (["#off-topic"], 0.1),
        ([LONG], 0.1),
        ([LONG.removesuffix(" word")], 0.85),
        (["stored", "#echo"], 0.4),
        (["stored", "window", "#term-list"], 0.4),
        (["stored", "window", "blocks", "#term-list"], 0.6),
        (["stored #term-list", "#term-list", "window"], 0.1),
        (["stored (dont-know) #term-list", "stored"], 0.85),
    ],
)
def test_delivery_is_scored_by_how_many_answers_were_troubled(answers: list[str], score: float):
    assert scored(("delivery",), *map(says, answers)).score == score


def test_half_of_the_questions_without_a_probe_are_a_good_delivery():
    def delivery(*answers: str) -> float | None:
        script = script_of(
            question("cache", points=[point("stored")]),
            question("paging", points=[point("blocks")]),
            question("agents", points=[point("loop")]),
            phases=[
                phase("opening", "opening", 2),
                phase("concept", questions=("cache", "paging", "agents")),
            ],
            rubric=rubric(dimension("it", "delivery")),
        )
        return scorecard(played(script, says("yes"), *map(says, answers))).dimensions[0].score

    assert delivery("well", "stored", "blocks") == 0.85
    assert delivery("well", "stored", "well", "blocks", "loop") == 0.7
    assert delivery("well", "stored") == 0.7


def test_delivery_shows_the_troubled_answers():
    long = "#term-list " + "x" * 200
    found = scored(("delivery",), says("stored"), says(long))
    assert [(line.turn, line.quote, line.verdict) for line in found.evidence] == [
        (4, long, "troubled")
    ]


def test_replies_in_spoken_phases_are_no_answers_to_deliver():
    assert scored(("delivery",), bell("phase"), says("-"), says("#term-list")).score == 0.85


# -- the candidate's own questions

YOURS = (bell("phase"), says("-"))


@pytest.mark.parametrize(
    ("asked", "score"),
    [
        (["none, thanks"], 0.4),
        (["@team"], 0.6),
        (["(clarify)"], 0.6),
        (["@team", "@stack"], 0.7),
        (["@team", "@stack", "(clarify)"], 0.9),
        (["@team", "@stack", "(clarify)", "@team", "bye"], 0.9),
    ],
)
def test_own_questions_are_counted(asked: list[str], score: float):
    found = scored(("your_questions",), *YOURS, *map(says, asked))
    assert found.score == score
    assert [line.quote for line in found.evidence] == [each for each in asked if each[0] in "@("]


def test_who_stays_silent_in_your_questions_is_not_observed_there():
    assert scored(("your_questions",), *YOURS).level is None


def test_a_question_back_in_another_phase_is_not_one_of_the_candidate_s_own():
    assert scored(("your_questions",), says("(clarify)"), *YOURS, says("bye")).score == 0.4


# -- together


def test_the_parts_of_a_dimension_are_averaged():
    found = scored(("points", "delivery"), says("stored layers remedy"))
    assert level_and_score(found) == (4, 0.925)


def test_a_part_that_was_not_observed_is_left_out():
    assert scored(("points", "estimates"), says("stored layers remedy")).score == 1


def test_evidence_shows_wrong_claims_first_and_then_the_heaviest_points():
    answer = "stored ~remedy ?layers !is-free"
    found = scored(("points", "wrong_claims"), says(answer))
    assert [(line.about, line.verdict) for line in found.evidence] == [
        ("is-free", "wrong"),
        ("remedy", "partial"),
        ("stored", "covered"),
    ]
    assert all(line.quote in answer and line.turn == 2 for line in found.evidence)


def test_evidence_is_cut_to_six_lines():
    points = [point(f"p{number}", probe=None) for number in range(8)]
    script = script_of(question("cache", points=points))
    state = played(script, says(" ".join(each.id for each in points)))
    assert len(scorecard(state).dimensions[0].evidence) == 6
