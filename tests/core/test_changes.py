"""A changed constraint: its consequences from what was pinned, else from the facts."""

import pytest

from mockint.core.changes import spoken_value, with_numbers
from mockint.core.events import Pinned
from mockint.core.moves import Move
from mockint.core.state import SessionState
from tests.builders import happens, played, question, script_of
from tests.core.designs import sit
from tests.fakes import FakeCalculators

CHANGE = Move(kind="change", question="shop/ten-times", scripted="{base}, {before} -> {after}.")


def pinned(*inputs: dict) -> SessionState:
    pins = (Pinned(calculator="double", result={"inputs": each}) for each in inputs)
    return sit().play(*(happens(pin) for pin in pins)).state


def said(state: SessionState, move: Move = CHANGE) -> str:
    return with_numbers(state, move, FakeCalculators()).scripted


def test_without_a_pin_the_facts_numbers_are_changed_and_it_says_so():
    assert said(sit().state) == "With my numbers, 200 -> 2,000."


def test_the_newest_pin_that_bears_the_change_is_changed():
    state = pinned({"x": 3}, {"x": 4}, {"y": 1})
    assert said(state) == "With the numbers that you pinned, 8 -> 80."


def test_other_moves_stay_as_they_are():
    state = sit().state
    for move in (
        Move(kind="ask", question="shop/ten-times", scripted="{base}"),
        Move(kind="change", question="shop/no-cloud", scripted="{base}"),
        Move(kind="change", question="shop/cache", scripted="{base}"),
    ):
        assert said(state, move) == "{base}"
    assert said(played(script_of(question("a"))), CHANGE) == CHANGE.scripted


@pytest.mark.parametrize(
    ("value", "unit", "spoken"),
    [
        (3600, "USD", "$3,600"),
        (0.0021, "USD", "$0.0021"),
        (0.32, "fraction", "32%"),
        (6.14e10, "bytes", "61.4 GB"),
        (512, "bytes", "512 bytes"),
        (2.4e7, "tokens", "24 million tokens"),
        (22.22, "requests/s", "22.2 requests/s"),
        (7, None, "7"),
    ],
)
def test_values_are_said_as_one_says_them(value: float, unit: str | None, spoken: str):
    assert spoken_value(value, unit) == spoken


def test_what_is_no_number_cannot_be_said():
    with pytest.raises(ValueError, match="can't be said"):
        spoken_value(float("inf"), None)
