"""One question on its own: what would come next after a single answer."""

from mockint.core.assessment import AnswerTurn, AssessmentRequest
from mockint.core.moves import Move
from mockint.core.single import after_one_answer
from tests.builders import PERSONA, RUBRIC, follow, point, question
from tests.fakes import FakeCalculators, read

CACHE = question(
    "cache",
    points=[point("stored", 2), point("layers", 3)],
    followups=[follow("size", follow("batch"), numeric=True), follow("evict")],
)


def next_after(answer: str, followup: str | None = None) -> Move:
    asked = next((each for each in CACHE.followups if each.id == followup), None)
    expected = FakeCalculators().expected(CACHE, asked) if asked else None
    turns = [AnswerTurn(turn=2, text=answer)]
    assessment = read(AssessmentRequest(CACHE, asked, turns, expected=expected))
    state, move = after_one_answer(CACHE, followup, answer, assessment, PERSONA, RUBRIC)
    assert state.turns[-1].assessment == assessment
    return move


def test_a_missed_point_is_probed():
    assert next_after("stored").target == "layers"


def test_a_whole_answer_goes_deeper():
    assert next_after("stored layers").followup == "size"


def test_a_follow_up_can_be_answered_on_its_own():
    assert next_after("=100", "size").followup == "batch"
    assert next_after("=700", "size").kind == "redo"


def test_after_the_last_follow_up_there_is_nothing_more():
    assert next_after("evict-point", "evict").kind == "close"
