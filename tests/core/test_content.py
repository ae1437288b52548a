"""What content may say: the models refuse what could not be played or scored."""

from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from mockint.core.content import (
    Dimension,
    FollowUp,
    Phase,
    PointGroup,
    Question,
    Round,
    When,
    find_followup,
    walk_followups,
)
from mockint.core.content.persona import Lines
from mockint.core.stand_in import is_stand_in, spoken_question
from tests.builders import (
    dimension,
    follow,
    group,
    lines,
    phase,
    point,
    question,
    round_of,
)

OPENING = phase("opening", "opening", 2)
CONCEPT = phase("concept", questions=("cache",), minutes=8)
CONCEPT_AGAIN = phase("again", questions=("cache",), minutes=8)
CLOSE = phase("close", "close", 1)


def changed(model: BaseModel, **fields: Any) -> dict[str, Any]:
    return {name: getattr(model, name) for name in type(model).model_fields} | fields


@pytest.mark.parametrize(
    ("kind", "data", "message"),
    [
        (PointGroup, changed(group("g"), any_of=3), "any_of asks for 3 of only 2 points"),
        (When, {}, "one of covered, missed, heard, level_at_least, always"),
        (When, {"always": False}, "Input should be True"),
        (When, {"level_at_least": 5}, "less than or equal to 4"),
        (FollowUp, changed(follow("f"), kind="numeric"), "a numeric follow-up has an estimate"),
        (FollowUp, changed(follow("f", numeric=True), kind="deeper"), "only a numeric one has"),
        (FollowUp, changed(follow("f"), points=()), "needs points, or an estimate"),
        (Question, changed(question("q"), levels={2: "a", 3: "b"}), "levels names 2, 3 and 4"),
        (Question, changed(question("q"), points=()), "at least 1 item"),
        (Question, changed(question("q"), hints=("a", "b")), "at least 3 items"),
        (Question, changed(question("q"), id="Not A Slug"), "should match pattern"),
        (Question, changed(question("q"), ask="  "), "at least 1 character"),
        (Question, changed(question("q"), colour="red"), "not permitted"),
        (Phase, changed(OPENING, line=None), "a phase of kind opening needs a line"),
        (Phase, changed(OPENING, questions=("q",)), "asks no questions of its own"),
        (Phase, changed(CONCEPT, questions=()), "kind questions needs questions or pick"),
        (Phase, changed(CONCEPT, minutes=0), "greater than 0"),
        (Round, changed(round_of(OPENING, CLOSE), minutes=4.0), "add up to 3 minutes, not to 4"),
        (Round, changed(round_of(OPENING), phases=(OPENING,) * 2, minutes=4.0), "the id 'opening'"),
        (Round, changed(round_of(OPENING), phases=(), minutes=1.0), "at least 1 item"),
        (
            Round,
            changed(round_of(OPENING, CLOSE), phases=(CLOSE, OPENING)),
            "nothing comes after the close",
        ),
        (
            Round,
            changed(round_of(CONCEPT, CLOSE), phases=(CONCEPT, CONCEPT_AGAIN), minutes=16.0),
            "the question 'cache' is asked twice",
        ),
        (Dimension, changed(dimension("d", "points"), levels={1: "a"}), "describes 1, 2, 3 and 4"),
        (Dimension, changed(dimension("d", "points"), fed_by=()), "at least 1 item"),
        (Lines, changed(lines(), wait=()), "at least 1 item"),
    ],
)
def test_what_could_not_be_played_or_scored_is_refused(
    kind: type[BaseModel], data: dict[str, Any], message: str
):
    with pytest.raises(ValidationError, match=message):
        kind.model_validate(data)


def test_a_condition_may_be_written_as_the_word_always():
    data = changed(follow("f"), when="always")
    assert FollowUp.model_validate(data).when == When(always=True)


def test_a_follow_up_is_always_asked_unless_it_says_otherwise():
    data = changed(follow("f"))
    del data["when"]
    assert FollowUp.model_validate(data).when == When(always=True)


def test_a_point_with_parts_is_a_group():
    members = ({"id": "a", "says": "a", "phrasings": ("a",)},)
    grouped = {"id": "g", "says": "g", "any_of": 1, "points": members}
    plain = {"id": "p", "says": "p", "phrasings": ("p",)}
    found = question("q", points=[grouped, plain, group("h"), point("i")])  # type: ignore[list-item]
    kinds = [type(each).__name__ for each in found.points]
    assert kinds == ["PointGroup", "Point", "PointGroup", "Point"]


def test_a_phase_is_called_by_its_title_or_else_by_its_id():
    assert phase("deep-dive", "deep-dive", questions=("q",)).name == "Deep dive"
    assert phase("deep-dive", "deep-dive", questions=("q",), title="Down").name == "Down"


TREE = question("q", followups=[follow("a", follow("b", follow("c"))), follow("d")])


def test_follow_ups_are_walked_in_file_order_a_chain_before_its_next_sibling():
    walked = [(parent.id, followup.id) for parent, followup in walk_followups(TREE)]
    assert walked == [("q", "a"), ("a", "b"), ("b", "c"), ("q", "d")]


def test_a_follow_up_is_found_anywhere_below_its_question():
    found = find_followup(TREE, "c")
    assert found is not None
    assert found.id == "c"
    assert find_followup(TREE, "z") is None


def test_a_spoken_phase_has_a_stand_in_that_is_read_like_a_question():
    stand_in = spoken_question(OPENING)
    assert is_stand_in(stand_in)
    assert (stand_in.id, stand_in.ask, stand_in.area) == ("opening", "line opening", "conversation")
    unlined = phase("concept", questions=("cache",))
    assert spoken_question(unlined).ask == "Concept"
