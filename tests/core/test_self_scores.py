"""How the candidate saw the round: kept after its end, shown beside the levels, never scored."""

import pytest
from pydantic import ValidationError

from mockint.core.document import session_document
from mockint.core.events import SelfScored
from mockint.core.scoring import scorecard
from mockint.core.state import SessionState
from tests.builders import (
    Sitting,
    dimension,
    phase,
    point,
    question,
    rubric,
    says,
    script_of,
)

SCRIPT = script_of(
    question("cache", points=[point("stored")]),
    phases=[phase("concept", questions=("cache",)), phase("close", "close", 1)],
    rubric=rubric(dimension("depth", "points"), dimension("numbers", "estimates")),
)


def over() -> Sitting:
    """A round that has come to its end."""
    sitting = Sitting(SCRIPT).play(says("stored"))
    sitting.reply()
    assert sitting.state.closed == "completed"
    return sitting


def own_levels(state: SessionState) -> list[int | None]:
    return [each.you_said for each in scorecard(state).dimensions]


def test_before_they_are_asked_for_there_are_none():
    assert over().state.self_scores is None
    assert own_levels(over().state) == [None, None]


def test_a_round_that_is_over_takes_them_and_stays_over():
    sitting = over()
    before = sitting.state
    sitting.record(SelfScored(scores={"depth": 4}))
    assert sitting.state.self_scores == {"depth": 4}
    assert sitting.state.closed == "completed"
    assert sitting.state.phases == before.phases


def test_to_pass_over_all_of_them_is_an_answer_too():
    sitting = over()
    sitting.record(SelfScored(scores={}))
    assert sitting.state.self_scores == {}


def test_a_later_view_of_a_dimension_stands_instead_of_the_earlier():
    sitting = over()
    sitting.record(SelfScored(scores={"depth": 4, "numbers": 2}), SelfScored(scores={"depth": 3}))
    assert sitting.state.self_scores == {"depth": 3, "numbers": 2}


def test_they_stand_beside_the_levels_and_change_none():
    sitting = over()
    before = scorecard(sitting.state)
    sitting.record(SelfScored(scores={"depth": 1, "numbers": 2}))
    after = scorecard(sitting.state)
    assert own_levels(sitting.state) == [1, 2]
    assert (after.level, [each.level for each in after.dimensions]) == (
        before.level,
        [each.level for each in before.dimensions],
    )
    assert [each.level for each in after.dimensions] == [4, None]


def test_the_document_has_them_beside_each_level():
    sitting = over()
    sitting.record(SelfScored(scores={"depth": 2}))
    depth, numbers = session_document(sitting.state, sitting.log)["scorecard"]["dimensions"]
    assert (depth["level"], depth["you_said"]) == (4, 2)
    assert (numbers["level"], numbers["you_said"]) == (None, None)


@pytest.mark.parametrize("score", [0, 5, -1])
def test_only_levels_are_scores(score: int):
    with pytest.raises(ValidationError):
        SelfScored(scores={"depth": score})
