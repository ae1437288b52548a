"""What the debrief says in words of its own, whatever the round was like."""

from collections.abc import Iterable

import pytest

from mockint.core.assessment import Assessment, NumberFound, PointVerdict
from mockint.core.scoring import scorecard
from mockint.tui.widgets.marked_answer import verdict_pieces
from mockint.tui.widgets.pieces import Piece
from mockint.tui.widgets.scorecard import around_pieces, level_pieces, place_of, turn_at
from tests.builders import (
    Sitting,
    dimension,
    group,
    phase,
    point,
    question,
    rubric,
    says,
    script_of,
    skips,
)

SCRIPT = script_of(
    question("cache", points=[point("stored", probe=None)]),
    question("rag", points=[point("chunks", probe=None)]),
    phases=[
        phase("concept", questions=("cache", "rag")),
        phase("yours", "your-questions", 4),
        phase("close", "close", 1),
    ],
    rubric=rubric(dimension("talk", "delivery"), dimension("asks", "your_questions")),
)


def words(pieces: Iterable[Piece]) -> str:
    return "\n".join(piece.plain for piece in pieces)


def levels(sitting: Sitting) -> str:
    return words(level_pieces(sitting.state, scorecard(sitting.state)))


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        ("stored #term-list", "a list of terms, without how they hang together"),
        ("stored #off-topic", "beside the question"),
        ("stored #echo", "the question's own words"),
        ("stored " + "and so on " * 30, "longer than one listens to in one go"),
    ],
)
def test_what_was_wrong_with_an_answer_is_said_in_words(answer: str, trouble: str):
    text = levels(Sitting(SCRIPT).play(says(answer), says("chunks")))
    assert "[~]" in text
    assert trouble in text


def test_one_s_own_questions_are_evidence_too():
    sitting = Sitting(SCRIPT).play(skips, skips, says("(clarify) how big is the team?"))
    assert "[+] “(clarify) how big is the team?”\na question of your own turn" in levels(sitting)


def test_a_long_quote_is_cut():
    sitting = Sitting(SCRIPT).play(skips, skips, says("(clarify) " + "so " * 200))
    quote = levels(sitting).split("“")[1].split("”")[0]
    assert len(quote) == 200
    assert quote.endswith("…")


def test_without_a_clock_no_plan_was_stretched():
    sitting = Sitting(SCRIPT, pace="untimed").play(says("stored"))
    text = words(around_pieces(sitting.state, scorecard(sitting.state)))
    assert "no clock ran" in text
    assert "Hints  none taken" in text


def test_of_a_round_without_answers_nothing_is_told():
    sitting = Sitting(SCRIPT).play(says("(thinking)"))
    text = words(around_pieces(sitting.state, scorecard(sitting.state)))
    assert text.count("nothing that could be told") == 2
    assert "Study next  nothing stands out" in text


def test_a_place_leads_to_its_turn_and_nothing_else_does():
    assert turn_at(place_of(12)) == 12
    assert turn_at("") is None
    assert turn_at("event 3") is None


def heard(*points: PointVerdict, **number: object) -> Assessment:
    fields = {"quote": "1 GB", "turn": 2, "start": 0, "end": 4, "value": 1e9} | number
    numbers = (NumberFound.model_validate(fields),) if number else ()
    return Assessment(question="q", assessor="fake", points=points, numbers=numbers)


def test_bytes_are_told_in_both_units():
    content = question("q")
    number = {"unit": "bytes", "expected": 2e9, "ratio": 0.5, "within": False}
    text = words(verdict_pieces(content, heard(**number)))
    assert "[x] “1 GB”  expected 2,000,000,000 B (2 GB, 1.86 GiB), so 0.5 times that" in text


def test_a_number_that_was_not_compared_is_left_out():
    assert words(verdict_pieces(question("q"), heard(value=1))) == ""


def test_a_missed_group_tells_how_many_of_its_ways_are_enough():
    two = group("ways").model_copy(update={"any_of": 2})
    missed = PointVerdict(id="ways", verdict="missed", strength=0)
    stray = PointVerdict(id="of-another-version", verdict="missed", strength=0)
    content = question("q", points=[two])
    text = words(verdict_pieces(content, heard(missed, stray)))
    assert text == "[-] says ways\n2 of these are enough: member 1; member 2"
    assert words(verdict_pieces(content, heard(missed), turn=3)) == "[-] says ways"
