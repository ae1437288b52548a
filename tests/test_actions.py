"""What a candidate may do besides answering, and what becomes of it."""

import pytest

from mockint.actions import pinning, taking_hint, writing
from mockint.core.events import HintTaken, Noted, Payload, Pinned, Refused
from tests.builders import Sitting, follow, phase, question, says, script_of
from tests.fakes import FakeCalculators

SCRIPT = script_of(
    question("cache", followups=[follow("size", numeric=True)]),
    phases=[phase("concept", questions=("cache",))],
)


def sitting(*answers: str) -> Sitting:
    seat = Sitting(SCRIPT).play(*map(says, answers))
    seat.reply()
    return seat


def reason(payload: Payload) -> str:
    assert isinstance(payload, Refused)
    return payload.reason


def test_a_hint_belongs_to_a_question_s_opening_and_to_its_time():
    assert isinstance(taking_hint(sitting().state, 10, entry=3), HintTaken)
    assert "There is no hint here" in reason(taking_hint(sitting("cache-point").state, 10))
    assert "Time is up" in reason(taking_hint(sitting().state, 10_000))


def test_what_is_written_goes_on_the_board():
    assert writing("note", "  evict", entry=2) == Noted(what="note", text="  evict", entry=2)
    assert writing("diagram", "a -> b") == Noted(what="diagram", text="a -> b")


def test_a_diagram_with_one_bad_line_is_kept_and_one_of_bad_lines_alone_is_not():
    assert isinstance(writing("diagram", "a -> b\nb ->"), Noted)
    assert reason(writing("diagram", "flowchart LR\n-->")).startswith("Line 2: Nothing stands")


@pytest.mark.parametrize("what", ["note", "diagram"])
def test_nothing_is_no_note(what: str):
    assert reason(writing(what, "  ")) == f"/{what} needs a text after it."


def test_calculators_open_once_a_number_is_committed():
    asked, calculators = sitting("cache-point"), FakeCalculators()
    refused = reason(pinning(asked.state, calculators, "double", {"x": 1}))
    assert "opens the calculators" in refused
    asked.play(says("layers times heads"))
    assert isinstance(pinning(asked.state, calculators, "double", {"x": 1}), Refused)
    asked.play(says("=7 because", via="estimate"))
    assert isinstance(pinning(asked.state, calculators, "double", {"x": 1}), Pinned)
    assert "no calculator 'halve'" in reason(pinning(asked.state, calculators, "halve", {}))
