"""What happens beside the talk, in the words that every front end uses."""

from collections.abc import Sequence

import pytest

from mockint.core.commitments import how_to_commit
from mockint.core.events import (
    Answered,
    Assessed,
    BellRang,
    Event,
    GapFound,
    Noted,
    Paused,
    Payload,
    Pinned,
    Refused,
    Said,
    Unpaused,
)
from mockint.narration import (
    aside,
    away_text,
    board_event_lines,
    feedback_lines,
    left_open_lines,
    reminder,
)
from tests.builders import Sitting, follow, question, says, script_of
from tests.table import CACHE, PAGING


def told(payload: Payload) -> str | None:
    return aside(Event(session="s", seq=0, wall="", at=0, payload=payload))


@pytest.mark.parametrize(
    ("payload", "sentence"),
    [
        (Answered(turn=1, text="three more words", cut=True), "Taken as it stood: 3 words."),
        (Answered(turn=1, text="sent"), None),
        (BellRang(bell="round", phase="concept"), "Time is up."),
        (BellRang(bell="grace", phase="concept"), None),
        (Refused(action="hint", reason="There is none."), "There is none."),
        (Pinned(calculator="double", result={"formula": "2 x 1 = 2"}), "On the board: 2 x 1 = 2"),
        (Noted(what="diagram", text="a -> b"), "On the board: a diagram."),
        (Noted(what="diagram", text="a -> b", whole=True), None),
        (Paused(), "The clock stands still. /pause goes on."),
        (Unpaused(), "The clock runs."),
        (GapFound(wall_seconds=65, counted=True), "01:05 went by without the round. It counts."),
        (
            GapFound(wall_seconds=65, counted=False),
            "01:05 went by without the round. It doesn't count.",
        ),
    ],
)
def test_each_event_has_its_sentence(payload, sentence):
    assert told(payload) == sentence


def test_the_soft_bell_says_what_is_to_be_done():
    sentence = told(BellRang(bell="phase", phase="concept"))
    assert sentence is not None
    assert "Send what you have" in sentence


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(6.4, "6 seconds"), (100, "2 minutes"), (3000, "50 minutes"), (50_400, "14 hours")],
)
def test_time_away_is_told_in_the_unit_that_one_thinks_in(seconds: float, text: str):
    assert away_text(seconds) == text


def lines(feedback: str, words: str) -> Sequence[str]:
    sitting = Sitting(script_of(CACHE, feedback=feedback)).play(says(words))
    read = next(each.payload for each in sitting.log if isinstance(each.payload, Assessed))
    return list(feedback_lines(read, sitting.state, 60))


def test_verdicts_are_shown_at_once_only_where_the_round_says_so():
    assert lines("debrief", "stored") == []
    assert [line.strip() for line in lines("each-answer", "stored")] == [
        "+ made: says stored “stored”",
        "1 point is open.",
    ]


def told_beside(*words: str) -> list[str]:
    """Return the moves of a round that tells verdicts at once, and what is told beside them."""
    sitting = Sitting(script_of(CACHE, PAGING, feedback="each-answer")).play(*map(says, words))
    sitting.reply()
    seen: list[str] = []
    for event in sitting.log:
        seen += [line.strip() for line in left_open_lines(event, sitting.state, 60)]
        match event.payload:
            case Assessed() as read:
                seen += [line.strip() for line in feedback_lines(read, sitting.state, 60)]
            case Said(move=move):
                seen.append(move.kind)
    return seen


def test_what_is_open_is_told_when_its_question_is_left_and_what_is_known_not_again():
    once = ["ask", "+ made: says stored “stored”", "1 point is open.", "probe"]
    assert told_beside("stored", "(dont-know)") == [*once, "(dont know)", "offer-hint"]
    assert told_beside("stored", "(dont-know)", "(dont-know)")[-3:] == [
        "(dont know)",
        "- missed: says layers",
        "follow-up",
    ]
    assert told_beside("stored", "~layers", "stored")[:6] == [
        *once,
        "~ half made: says layers “~layers”",
        "follow-up",
    ]
    assert told_beside("stored ?layers")[:3] == once[:3], "what is unclear is probed as well"
    assert told_beside("nothing", "nothing")[:3] == ["ask", "2 points are open.", "probe"]


def test_a_number_that_is_asked_for_comes_with_how_to_commit_to_one():
    script = script_of(question("cache", followups=[follow("size", numeric=True)]))
    sitting = Sitting(script).play(says("cache-point"))
    sitting.reply()
    asked = sitting.log[-1]
    assert reminder(asked, sitting.state) == how_to_commit(sitting.state)
    sitting.play(says("=100"))
    assert reminder(asked, sitting.state) is None
    assert reminder(sitting.log[0], sitting.state) is None


def shown(payload: Payload) -> list[str]:
    return list(board_event_lines(Event(session="s", seq=0, wall="", at=0, payload=payload), 40))


def test_what_comes_on_the_board_is_shown():
    assert shown(Noted(what="diagram", text="a -> b")) == ["a -> b"]
    outputs = {"total": {"value": 2048, "unit": "bytes"}}
    assert shown(Pinned(calculator="double", result={"outputs": outputs})) == [
        "  total = 2.05 kB, 2 KiB, 2,048 bytes"
    ]
    assert shown(Noted(what="note", text="a -> b")) == []
    assert shown(Noted(what="diagram", text="a -> b", whole=True)) == []
