"""The assessor as a library: what its guide shows runs, and says what the guide says."""

import contextlib
import io
import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from mockint.assess import assess, question_from
from tests.assess.readings import CACHE

GUIDE = Path(__file__).parents[2] / "docs" / "assessor.md"
PLAIN = {
    "ask": "Why is the sky blue?",
    "points": [
        {"id": "scattering", "says": "Air scatters blue most", "phrasings": ["blue scatters more"]}
    ],
}


def test_the_example_of_the_guide_prints_what_the_guide_says():
    text = GUIDE.read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    (printed,) = re.findall(r"```text\n(.*?)```", text, re.DOTALL)
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(example, str(GUIDE), "exec"), {})
    assert said.getvalue() == printed


def test_a_question_of_the_bank_is_read_as_well():
    found = assess(CACHE, "Each layer stores the keys and values", "of previous tokens.")
    assert found.question == "kv-cache"
    assert {point.turn for point in found.points if point.quote} <= {1, 2}


def test_wordings_of_a_glossary_stand_for_each_other():
    text = "Cyan disperses more."
    assert assess(PLAIN, text).points[0].verdict == "missed"
    alike = [("blue", "cyan"), ("scatter", "disperse")]
    assert assess(PLAIN, text, glossary=alike).points[0].verdict == "covered"


@pytest.mark.parametrize("points", [[], [{"id": "a", "says": "b"}], "blue"])
def test_faulty_data_is_named(points):
    with pytest.raises(ValidationError, match="points"):
        question_from({"ask": "Why?", "points": points})


def test_what_has_no_answer_has_no_level():
    assert assess(PLAIN, "").level is None
    assert assess(PLAIN).level is None
