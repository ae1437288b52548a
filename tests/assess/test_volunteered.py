"""Numbers given before they are asked for: right ones, and those that one commits to."""

import pytest

from mockint.assess.volunteered import volunteered
from mockint.core.assessment import AnswerTurn, Expected

LOAD = Expected(value=22, unit="requests/s", within="1.5x")
COST = Expected(value=360, unit="USD", within="1.5x")
PASSAGES = Expected(value=20e6, unit="chunks", within="1.5x")
WANTED = {"peak-load": LOAD, "cost-a-day": COST, "passages": PASSAGES}


def given(text: str, *committed: str) -> dict[str, tuple[str, bool | None]]:
    turn = AnswerTurn(turn=2, text=text, asked="How large is this?")
    return {
        each.followup: (each.number.quote, each.number.within)
        for each in volunteered(turn, WANTED, committed)
    }


def test_in_the_talk_only_right_numbers_count():
    assert given("That's 22 requests a second, and $40 a day.") == {
        "peak-load": ("22 requests a second", True)
    }


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("That's 22 model calls a second.", True),
        ("It has 22 layers.", False),
        ("So that's 22 at the peak.", True),
        ("I get 22.", True),
    ],
)
def test_a_number_that_counts_something_else_is_not_meant(text: str, heard: bool):
    assert ("peak-load" in given(text)) == heard


@pytest.mark.parametrize(
    ("text", "committed", "found"),
    [
        ("passages: 4M because one each", ["passages"], {"passages": ("4M", False)}),
        ("$900 a day because of the prompt", list(WANTED), {"cost-a-day": ("$900 a day", False)}),
        ("load: 25 because 8 hours", ["peak-load"], {"peak-load": ("25", True)}),
    ],
)
def test_a_committed_number_counts_as_it_is(text, committed, found):
    assert given(text, *committed) == found


def test_one_that_might_mean_several_is_none_of_them():
    assert given("about 3", *WANTED) == {}
