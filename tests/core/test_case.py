"""A case: parts become questions, sums are worked out, and what means nothing is refused."""

import pytest
from pydantic import ValidationError

from mockint.core.content import Output
from mockint.core.content.arithmetic import filled_in, value_of
from mockint.core.content.case import case_questions
from mockint.core.content.question import Estimate, FollowUp, Mistake
from mockint.core.content.talk import Computed, Ground, Recompute, RedFlag
from tests.builders import phase, round_of
from tests.core.designs import CASE, FACTS, case_of, output, talk


def test_every_part_is_a_question_of_its_own():
    questions = case_questions(CASE)
    assert list(questions)[:2] == ["shop/clarify", "shop/estimate"]
    assert questions["shop/cache"].facts == CASE.facts
    assert CASE.talk("cache") is CASE.dives[0]
    assert CASE.talk("nowhere") is None


def test_sums_among_estimates_are_worked_out():
    size = FollowUp(
        id="a",
        kind="numeric",
        ask="a?",
        estimate=Estimate(
            sum="people * twice", mistakes=(Mistake(inputs={"sum": "people"}, says="s"),)
        ),
    )
    sized = FollowUp(
        id="b",
        kind="numeric",
        ask="b?",
        estimate=Estimate(
            calculator="double",
            inputs={"x": "= people / 4", "y": "fp16"},
            output="o",
            mistakes=(Mistake(inputs={"x": "= people"}, says="s"),),
        ),
    )
    case = case_of(
        numbers={"twice": "2 * people", "four": Computed(calculator="a", inputs={}, output="o")},
        phases=(talk("estimate", followups=(size, sized)), *CASE.phases[2:]),
        dives=(),
    )
    first, second = case_questions(case)["shop/estimate"].followups
    assert first.estimate is not None
    assert first.estimate.sum == "20000"
    assert first.estimate.mistakes[0].inputs == {"sum": "100"}
    assert second.estimate is not None
    assert second.estimate.inputs == {"x": 25.0, "y": "fp16"}
    assert second.estimate.mistakes[0].inputs == {"x": 100}


@pytest.mark.parametrize(
    ("text", "value"), [("2 + 3 * 4", 14), ("-(a - 1) / 2", -2), ("1_000 * a", 5000)]
)
def test_sums(text: str, value: float):
    assert value_of(text, {"a": 5}) == value
    assert filled_in({"x": f" = {text}"}, {"a": 5}) == {"x": value}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a +", "is no sum"),
        ("a / 0", "divides by zero"),
        ("b", "no number called 'b'"),
        ("a ** 9", "and nothing else"),
        ("True", "and nothing else"),
        ("f(a)", "and nothing else"),
        ("1+" * 120 + "1", "200 characters"),
    ],
)
def test_what_is_no_sum_is_refused(text: str, said: str):
    with pytest.raises(ValueError, match=said):
        value_of(text, {"a": 5})


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: round_of(phase("draw", "design")), "needs questions or pick"),
        (lambda: Output.model_validate(output("a")), "exactly one of"),
        (lambda: Output(id="a", says="a", facts=2), "needs an ask"),
        (lambda: Ground(because="so"), "a reason needs one of"),
        (lambda: RedFlag(id="a", says="a"), "raised by missed or by heard"),
        (lambda: Recompute(calculator="a", inputs={}, output="o"), "nothing changes"),
        (lambda: Estimate(sum="1", calculator="a", output="o"), "a calculator, or a sum"),
        (lambda: Estimate(calculator="a"), "names its output"),
        (lambda: Estimate(calculator="a", output="o", unit="s"), "belongs to a sum"),
        (lambda: case_of(dives=(), changes=(talk("clarify"),)), "two parts have the id"),
        (lambda: case_of(facts=(*FACTS, FACTS[0])), "two facts have the id"),
        (
            lambda: case_of(facts=(*FACTS, {**FACTS[0], "id": "more"})),
            "two facts have a number 'people'",
        ),
        (lambda: case_of(numbers={"people": "1"}), "two numbers 'people'"),
        (lambda: case_of(numbers={"a": "nobody"}), "no number called 'nobody'"),
    ],
)
def test_what_means_nothing_is_refused(make, said: str):
    with pytest.raises(ValidationError, match=said):
        make()


def test_sums_may_stand_in_any_order():
    case = case_of(numbers={"a": "c + 1", "b": "people / 2", "c": "b * 2"})
    assert case.known_numbers() == {"people": 100, "b": 50.0, "c": 100.0, "a": 101.0}
