"""Estimates are recomputed: the right value is finite, and mistakes lead elsewhere."""

from typing import ClassVar

import pytest

from mockint.content import check
from mockint.core.assessment import Expected, Slip
from mockint.core.content import FollowUp, Question
from mockint.core.errors import CalculatorError

RIGHT = 100.0


class Arithmetic:
    """Calculators that look their one input up in a table."""

    refused: ClassVar[list[str]] = []

    def __init__(self, values: dict[str, float]) -> None:
        self.values = values

    def compute(self, calculator, inputs):
        raise NotImplementedError

    def expected(self, question: Question, followup: FollowUp) -> Expected:
        estimate = followup.estimate
        assert estimate is not None
        slips = [Slip(value=self._value(slip.inputs), says=slip.says) for slip in estimate.mistakes]
        value = self._value(estimate.inputs)
        return Expected(value=value, within=estimate.within, slips=tuple(slips))

    def _value(self, inputs) -> float:
        if inputs["n"] not in self.values or inputs["n"] in self.refused:
            raise CalculatorError(f"nothing is known of {inputs['n']!r}")
        return self.values[inputs["n"]]


@pytest.fixture
def estimated(own_root):
    """Write an estimate of `right` and its mistakes into the question, and check it."""

    def check_it(*mistakes, within="1%", **values):
        text = own_root.text("question")
        begin, end = text.index("      calculator: kv_cache"), text.index("    answer: Keys")
        estimate = f"      {{calculator: c, inputs: {{n: right}}, output: o, within: {within},\n"
        rows = "".join(f"        {{inputs: {{n: {name}}}, says: x}},\n" for name in mistakes)
        text = f"{text[:begin]}{estimate}        mistakes: [\n{rows}        ]}}\n{text[end:]}"
        own_root.files["question"].write_text(text, "utf-8")
        return check(
            [own_root.files["question"]],
            library=own_root.library(),
            calculators=Arithmetic({"right": RIGHT, **values}),
        )

    return check_it


@pytest.mark.parametrize(
    ("within", "wrong", "same"),
    [
        *[("exact", 100.0, True), ("exact", 100.01, False)],
        *[("1%", 100.9, True), ("1%", 101.1, False), ("1%", 99.1, True), ("1%", 98.9, False)],
        *[("10%", 109.0, True), ("10%", 111.0, False), ("10%", -100.0, False)],
        *[("1.5x", 149.0, True), ("1.5x", 151.0, False), ("1.5x", 67.0, True)],
        *[("3x", 34.0, True), ("3x", 33.0, False), ("10x", 999.0, True), ("10x", 9.0, False)],
        *[("3x", 0.0, False), ("3x", -100.0, False)],
    ],
)
def test_a_mistake_must_lead_elsewhere(estimated, own_root, within, wrong, same):
    found = estimated("slip", within=within, slip=wrong)
    line = own_root.line_of("question", "n: slip")
    assert [problem.line for problem in found] == [line] * same
    assert all(f"within {within} they are the same" in problem.message for problem in found)


def test_each_mistake_is_looked_at(estimated, own_root):
    found = estimated("one", "two", "three", one=1.0, two=RIGHT, three=RIGHT)
    assert [problem.line for problem in found] == [
        own_root.line_of("question", "n: two"),
        own_root.line_of("question", "n: three"),
    ]


@pytest.mark.parametrize("value", [float("inf"), float("nan")])
def test_values_are_finite(estimated, own_root, value):
    (problem,) = estimated(right=value)
    assert f"the estimate comes out as {value}" in problem.message
    assert problem.line == own_root.line_of("question", "estimate:")


def test_so_are_mistakes(estimated, own_root):
    (problem,) = estimated("slip", slip=float("inf"))
    assert "this mistake comes out as inf" in problem.message
    assert problem.line == own_root.line_of("question", "n: slip")


def test_what_the_calculator_refuses(estimated, own_root, monkeypatch):
    monkeypatch.setattr(Arithmetic, "refused", ["right"])
    (problem,) = estimated("slip", slip=1.0)
    assert "this can't be computed: nothing is known of 'right'" in problem.message
    assert problem.line == own_root.line_of("question", "estimate:")


def test_and_in_which_mistake(estimated, own_root):
    (problem,) = estimated("good", "bad", good=1.0)
    assert "can't be computed: nothing is known of 'bad'" in problem.message
    assert problem.line == own_root.line_of("question", "n: bad")


def test_without_calculators_numbers_are_not_recomputed(own_root):
    own_root.change("question", "calculator: kv_cache", "calculator: unheard_of")
    assert check(library=own_root.library()) == ()
