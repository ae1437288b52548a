"""Which drafts are commands, and which are answers."""

import pytest

from mockint.answers import ACTIONS as ROUND_ACTIONS
from mockint.tui.actions import ACTIONS
from mockint.tui.slash import NAMES, Command, answer_of, command_of, unknown


@pytest.mark.parametrize(
    ("draft", "command"),
    [
        ("/hint", Command("hint", "")),
        ("  /Note  remember this \n", Command("note", "remember this")),
        ("/estimate 33GB because of x", Command("estimate", "33GB because of x")),
        ("/nosuch", Command("nosuch", "")),
        ("an answer", None),
        ("/first line\nand a second", None),
        ("//v1/chat", None),
        ("", None),
    ],
)
def test_one_line_that_begins_with_a_stroke_is_a_command(draft, command):
    assert command_of(draft) == command


@pytest.mark.parametrize(
    ("draft", "answer"),
    [
        (" an answer \n", "an answer"),
        ("//v1/chat is the path", "/v1/chat is the path"),
        ("/v1 is the path\nof it", "/v1 is the path\nof it"),
        ("/hint", ""),
        ("  \n ", ""),
    ],
)
def test_everything_else_is_an_answer(draft, answer):
    assert answer_of(draft) == answer


def test_every_command_of_the_round_and_of_the_registry_is_there():
    assert set(NAMES) == {
        *ROUND_ACTIONS,
        *(action.slash for action in ACTIONS if action.slash),
        "help",
    }


def test_an_unknown_one_is_answered_with_the_nearest():
    assert "There is no /hnit. Did you mean /hint?" in unknown("hnit")
    assert "Did you mean" not in unknown("v1/chat/completions")
    assert "//" in unknown("v1")
    assert len(unknown("x" * 10_000)) < 200
