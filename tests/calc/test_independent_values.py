"""Values that other tools, published tables or another way of counting lead to.

`independent.jsonl` holds a case a line with its source and tolerance. None of them was computed
with the calculators: scipy, statsmodels, scikit-learn, pytrec_eval, simpy, gguf, tenacity and
others gave them, or enumeration, or counting one by one. They are frozen, so that none of those
tools is needed here; a case is taken away only for a stated reason.
"""

import json
from pathlib import Path

import pytest

from mockint.calc import all_calculators
from tests.calc.cases import Case, check, name_of

LINES = Path(__file__).with_name("independent.jsonl").read_text("utf-8").splitlines()
CASES = [Case(**json.loads(line)) for line in LINES]


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_the_value_that_others_find(case: Case) -> None:
    check(case)


def test_each_calculator_is_held_against_others() -> None:
    assert {case.calculator for case in CASES} == {each.id for each in all_calculators()}
    assert len(CASES) >= 500
