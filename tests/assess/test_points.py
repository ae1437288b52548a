"""Given this question and this answer, these verdicts."""

from dataclasses import replace

import pytest

from mockint.assess import OfflineAssessor
from mockint.assess.points import COVERED_FROM, MIDDLE_FROM
from mockint.core.assessment import Assessment
from mockint.core.content import Member, Point, PointGroup
from mockint.core.levels import level_of
from tests.assess.readings import (
    ASSESSOR,
    CACHE,
    GLOSSARY,
    GROWS,
    SEARCH,
    STORED,
    read,
    request,
    verdicts,
)


def test_the_model_answer_is_a_strong_hire():
    assessment = read(CACHE.answer)
    assert assessment.level == 4
    assert {point.verdict for point in assessment.points} == {"covered"}
    assert assessment.sufficiency == "rich"


def test_an_answer_to_another_question_earns_nothing():
    assessment = read(SEARCH.answer)
    assert assessment.level == 1
    assert assessment.score == 0
    assert set(verdicts(assessment).values()) == {"missed"}


@pytest.mark.parametrize("phrasing", [STORED.says, *STORED.phrasings])
def test_who_says_one_phrasing_in_full_has_made_the_point(phrasing):
    assert verdicts(read(phrasing))["stored"] == "covered"


@pytest.mark.parametrize(
    "answer",
    [
        "We retain K/V for all the earlier tokens at every layer",
        "the keys and the values of each token seen previously are being saved in all layers",
    ],
)
def test_it_may_be_said_in_other_words(answer):
    assert verdicts(read(answer))["stored"] == "covered"


def test_half_a_statement_is_partial_and_a_word_is_nothing():
    assert verdicts(read("each layer stores the keys, I think"))["stored"] in ("partial", "unclear")
    assert verdicts(read("Something about tokens, I believe"))["stored"] == "missed"


def test_the_bands_follow_the_strength():
    for text in (CACHE.answer, *STORED.phrasings, *GROWS.phrasings, "keys", "GPU memory is full"):
        for point in read(text).points:
            if point.verdict == "covered":
                assert point.strength >= COVERED_FROM
            elif point.verdict == "missed" and not point.members:
                assert point.strength < MIDDLE_FROM
            elif not point.members:
                assert MIDDLE_FROM <= point.strength < COVERED_FROM


def test_a_covered_point_is_quoted():
    text = "Sure. Each layer stores the keys and values of previous tokens, and so on."
    stored = read(text).verdict_of("stored")
    assert stored is not None
    assert stored.quote == "Each layer stores the keys and values of previous tokens"
    assert text[stored.start : stored.end] == stored.quote


def test_typos_are_forgiven():
    answer = "store the kyes and vaules of previuos tokns in each layr"
    assert verdicts(read(answer))["stored"] in ("covered", "partial")
    answer = "memmory grows linearily with sequense length and batch size"
    assert verdicts(read(answer))["grows"] == "covered"


def test_the_glossary_knows_a_term_by_its_other_names():
    answer = "grouped-query attention reduces the number of KV heads"
    assert verdicts(read(answer))["fewer-heads"] == "covered"
    answer = "grouped-query attention, of course"
    with_glossary, without = read(answer), OfflineAssessor().read(request(answer))
    assert with_glossary.points[3].members[0].strength > without.points[3].members[0].strength


def test_one_word_or_two_is_the_same_word():
    for spelling in ("rerank", "re-rank", "re rank"):
        answer = f"then {spelling} the candidates with a cross-encoder"
        assert verdicts(read(answer, question=SEARCH))["rerank"] == "covered"


def test_british_and_american_spelling_are_the_same():
    assert verdicts(read("quantise the cache to fp8"))["fewer-bits"] == "covered"


def test_a_group_needs_as_many_as_it_says():
    assert verdicts(read("GQA cuts the number of KV heads"))["remedies"] == "partial"
    both = "GQA cuts the number of KV heads, and we evict old tokens."
    assert verdicts(read(both))["remedies"] == "covered"
    assert verdicts(read("nothing to see in here at all"))["remedies"] == "missed"


def test_an_answer_grows_over_its_turns():
    first = "Each layer stores the keys and values of previous tokens."
    second = "Earlier tokens cannot see later ones."
    assert verdicts(read(first))["fixed"] == "missed"
    both = read(first, second)
    assert verdicts(both)["stored"] == verdicts(both)["fixed"] == "covered"
    assert [point.turn for point in both.points[:2]] == [1, 2]


def test_words_of_the_question_are_worth_less():
    given_away = "Is it the memory that grows with sequence length and batch size?"
    answer = "the memory, with sequence length"
    own = read(answer).verdict_of("grows")
    echoed = read(answer, asked=given_away).verdict_of("grows")
    assert own is not None
    assert echoed is not None
    assert echoed.strength < own.strength


def test_a_probe_gives_nothing_away_to_who_has_said_it_before():
    said = "memory grows linearly with sequence length and batch size"
    growing = request(said, "as I said")
    probe = growing.turns[1].model_copy(update={"asked": f"Do you mean that {said}?"})
    probed = replace(growing, turns=[growing.turns[0], probe])
    assert verdicts(ASSESSOR.read(probed))["grows"] == "covered"


@pytest.mark.parametrize(
    "answer",
    [
        "It does not store the keys and values of previous tokens in each layer.",
        "The keys and values of previous tokens are not stored in each layer.",
        "We never store the keys and values of previous tokens.",
        "No keys and values of previous tokens are stored in any layer.",
    ],
)
def test_a_denied_point_is_not_made(answer):
    assert verdicts(read(answer))["stored"] in ("missed", "unclear")


@pytest.mark.parametrize(
    "answer",
    [
        "Not only the keys but also the values of previous tokens are stored in each layer",
        "No, it stores the keys and values of previous tokens in each layer",
        "Don't forget that each layer stores the keys and values of previous tokens",
        "It stores the keys and values of previous tokens in each layer, not the queries",
    ],
)
def test_a_negator_reaches_no_further_than_its_clause(answer):
    assert verdicts(read(answer))["stored"] == "covered"


def test_a_phrasing_that_denies_wants_a_denial():
    assert verdicts(read("earlier tokens never see the later ones"))["fixed"] == "covered"
    assert verdicts(read("earlier tokens see the later ones"))["fixed"] != "covered"


def test_the_opposite_is_not_a_match():
    answer = "memory shrinks linearly with sequence length and batch size"
    assert verdicts(read(answer))["grows"] != "covered"


def test_words_that_only_lie_about_make_no_statement():
    scattered = (
        "Memory is one of many topics. Let me talk about something else for a long while, such as "
        "how training works, what optimisers do, and which schedules people like. "
        "There are also questions of taste, of style, of tooling and of hiring in every company. "
        "Batch jobs run at night."
    )
    assert verdicts(read(scattered))["grows"] in ("missed", "unclear")


def test_the_level_is_the_one_of_the_score():
    for text in (CACHE.answer, *STORED.phrasings, "GQA cuts the number of KV heads"):
        assessment = read(text)
        assert assessment.score is not None
        assert assessment.interval is not None
        low, high = assessment.interval
        assert 0 <= low <= assessment.score <= high <= 1
        assert assessment.level == level_of(assessment.score)


def test_a_phrasing_without_content_is_matched_word_for_word():
    question = CACHE.model_copy(
        update={"points": (Point(id="both", says="Both of them", phrasings=("both", "the two")),)}
    )
    assert verdicts(read("Both of them.", question=question))["both"] == "covered"
    rambling = "I would say that it depends on both of the things that we have seen before"
    assert verdicts(read(rambling, question=question))["both"] != "covered"


def test_a_phrasing_that_says_little_needs_its_own_words():
    point = Point(id="again", says="I would not do that again", phrasings=("if I did it again",))
    question = CACHE.model_copy(update={"points": (point,)})
    assert verdicts(read("I would not do that again", question=question))["again"] == "covered"
    other = "The full sequence runs through the model again, once for each token that it writes."
    assert verdicts(read(other, question=question))["again"] != "covered"


def test_reading_is_deterministic():
    first = OfflineAssessor(GLOSSARY).read(request(CACHE.answer))
    assert first == OfflineAssessor(GLOSSARY).read(request(CACHE.answer)) == read(CACHE.answer)


def test_a_phrasing_without_words_is_no_obstacle():
    question = CACHE.model_copy(
        update={
            "points": (
                PointGroup(
                    id="odd",
                    says="?",
                    any_of=1,
                    points=(Member(id="none", says="!", phrasings=("...", "the")),),
                ),
            )
        }
    )
    assert verdicts(read("The tokens, then.", question=question))["odd"] == "missed"


async def test_assessing_is_reading():
    assessor = OfflineAssessor(GLOSSARY)
    assert assessor.name == "offline"
    assessment = await assessor.assess(request(CACHE.answer))
    assert assessment == assessor.read(request(CACHE.answer))
    assert (assessment.question, assessment.followup, assessment.assessor) == (
        "kv-cache",
        None,
        "offline",
    )


def test_an_explanation_shows_what_each_word_was_worth():
    explanation = OfflineAssessor(GLOSSARY).explain(
        request("we keep K/V of all earlier tokens per layer")
    )
    stored = next(point for point in explanation.points if point.id == "stored")
    best = next(phrasing for phrasing in stored.phrasings if phrasing.text.startswith("keep"))
    found = {word.word: word for word in best.words}
    assert found["K and V"].said == "K/V"
    assert found["K and V"].worth == 1
    assert found["past"].said == "earlier"
    assert found["past"].worth < 1
    assert "stored: covered" in str(explanation)
    assert explanation.assessment == read("we keep K/V of all earlier tokens per layer")


def test_an_explanation_of_no_answer_is_empty():
    assert OfflineAssessor(GLOSSARY).explain(request("I don't know")).points == ()


def _strength(assessment: Assessment, id: str) -> float:
    verdict = assessment.verdict_of(id)
    assert verdict is not None
    return verdict.strength


def test_words_that_make_another_point_better_count_less():
    both = Point(id="evicted", says="Old tokens of each layer are dropped", phrasings=("drop it",))
    alone = CACHE.model_copy(update={"points": (both,)})
    beside = CACHE.model_copy(update={"points": (both, STORED)})
    text = "Keys and values of all earlier tokens are kept, in every layer."
    assert _strength(read(text, question=beside), "evicted") < _strength(
        read(text, question=alone), "evicted"
    )


def test_a_point_among_others_is_raised_and_one_alone_lowered():
    said = ("red apples ripen", "green pears soften", "yellow plums sweeten", "blue grapes swell")
    half = Point(id="half", says="purple figs dry quickly outside", phrasings=("figs dry",) * 3)
    points = tuple(
        Point(id=f"p{number}", says=text, phrasings=(text,) * 4) for number, text in enumerate(said)
    )
    fruit = CACHE.model_copy(update={"points": (*points, half), "wrong_claims": ()})
    among = read(f"{'. '.join(said)}. Purple figs dry.", question=fruit)
    alone = read("Purple figs dry.", question=fruit)
    assert _strength(among, "half") > _strength(alone, "half")


def test_few_words_are_worth_less_among_many_others():
    padding = "Nobody in our office had ever seen such weather before, and we all went home. " * 8
    few = "memory grows with batch size."
    many = (
        "memory grows linearly with sequence length and batch size, since longer contexts and more "
        "concurrent requests need more VRAM, which limits how many requests run at once."
    )

    def strength(answer):
        return {point.id: point.strength for point in read(answer).points}["grows"]

    assert strength(padding + few) < strength(few)
    assert strength(padding + many) >= strength(many)
