"""One's own answers beside the model answers; what was made and missed is told by signs."""

import pytest

from mockint.tui import messages as ask
from mockint.tui.screens.compare import CompareScreen
from tests.builders import Sitting, follow, point, question, says, script_of
from tests.tui.past import (
    NARROW,
    SCRIPT,
    SESSION,
    SIZES,
    WIDE,
    ended_early,
    over,
    press,
    shown,
    text_of,
)


def compare(sitting: Sitting | None = None) -> CompareScreen:
    return CompareScreen((sitting or over()).state)


def column(text: str, number: int) -> str:
    """Return the words of one of the columns of a wide screen."""
    rows = [line.split("││") for line in text.splitlines() if "││" in line]
    return " ".join(" ".join(row[number].strip("│ ") for row in rows).split())


@pytest.mark.parametrize("size", SIZES)
async def test_the_words_of_the_answer_carry_their_marks(size: tuple[int, int]):
    async with shown(compare(), size) as (app, _):
        text = text_of(app)
        assert "well, [+ stored] and then [x !caches-queries] as I said" in text
        assert "[~ ~remedy] and [x x:layers]" in text
        assert "[+] made  [~] half  [?] unclear  [x] wrong  [-] missed" in text


async def test_below_them_every_point_has_its_verdict():
    async with shown(compare(), WIDE) as (app, _):
        yours = column(text_of(app), 0)
        assert "[+] says stored" in yours
        assert "[x] says layers" in yours
        assert "[~] says remedy half one of these is enough: member 1; member 2" in yours
        assert "[x] wrong: caches-queries" in yours


async def test_what_was_asked_in_between_stands_between_the_answers():
    async with shown(compare(), WIDE) as (app, _):
        yours = column(text_of(app), 0)
        before, after = yours.split("challenge caches-queries cache hint 1")
        assert before.strip().endswith("as I said")
        assert after.strip().startswith("You 02:00 [~ ~remedy]")


async def test_an_estimate_is_held_against_what_was_expected():
    async with shown(compare(), WIDE) as (app, _):
        yours = column(text_of(app), 0)
        assert "Follow-up, numeric: ask size" in yours
        assert "it is [x =800] in all" in yours
        assert "[x] “=800” expected 100, so 8 times that one per query head" in yours


async def test_a_right_number_is_marked_as_made():
    sitting = Sitting(SCRIPT).play(says("yes"), says("stored layers remedy"), says("=100"))
    sitting.reply()
    async with shown(compare(sitting), WIDE) as (app, _):
        assert "[+ =100]" in text_of(app)
        assert "[+] “=100”  expected 100" in text_of(app)


async def test_the_model_answer_stands_beside_it_with_its_variants_and_sources():
    async with shown(compare(), WIDE) as (app, _):
        model = column(text_of(app), 1)
        assert "answer cache" in model
        assert "Also good · Another way to see it." in model
        assert "Sources · Somebody 2017, A paper" in model
        assert "Model answer" in text_of(app)


async def test_on_a_narrow_screen_it_stands_below():
    async with shown(compare(), NARROW) as (app, pilot):
        assert "answer cache" not in text_of(app)
        await press(pilot, "G")
        text = text_of(app)
        assert "── Model answer " in text
        assert "answer cache" in text
        assert "Somebody 2017, A paper" in text


async def test_follow_ups_that_were_asked_bring_their_model_answers():
    deeper = follow("evict").model_copy(update={"answer": "the model answer to evict"})
    cache = question("cache", points=[point("stored")], followups=[deeper])
    sitting = Sitting(script_of(cache)).play(says("stored"), says("evict-point"))
    sitting.reply()
    async with shown(compare(sitting), WIDE) as (app, _):
        text = text_of(app)
        assert "Follow-up, deeper: ask evict" in column(text, 0)
        assert "ask evict the model answer to evict" in column(text, 1)


async def test_left_and_right_change_the_question():
    async with shown(compare(), WIDE) as (app, pilot):
        assert "question 1 of 2" in text_of(app)
        assert "left" not in text_of(app).splitlines()[-1]
        await press(pilot, "right")
        text = text_of(app)
        assert " Title rag" in text.splitlines()[0]
        assert "question 2 of 2" in text
        assert "[+ ranks]" in text
        assert "[-] says chunks" in text
        assert "answer rag" in text
        await press(pilot, "right")
        assert "question 2 of 2" in text_of(app)
        await press(pilot, "left", "left")
        assert "question 1 of 2" in text_of(app)


async def test_a_question_that_was_not_answered_says_so_and_shows_its_points():
    sitting = Sitting(SCRIPT).play(says("yes"))
    sitting.reply()
    async with shown(compare(sitting), WIDE) as (app, _):
        yours = column(text_of(app), 0)
        assert "You gave no answer here." in yours
        assert "· says stored" in yours


async def test_it_leads_to_the_talk_about_the_question():
    async with shown(compare()) as (app, pilot):
        await press(pilot, "t", "right", "t")
        first, second = app.asked
        assert first == ask.OpenTranscript(SESSION, 3)
        assert second == ask.OpenTranscript(SESSION, 12)


async def test_the_columns_follow_the_room():
    async with shown(compare(), WIDE) as (app, pilot):
        await pilot.resize_terminal(*NARROW)
        await press(pilot)
        assert "Somebody 2017" not in text_of(app)
        await pilot.resize_terminal(*WIDE)
        await press(pilot)
        assert "Somebody 2017" in text_of(app)


def test_of_a_round_without_questions_nothing_can_be_compared():
    from mockint.tui.widgets.marked_answer import asked_questions

    assert asked_questions(ended_early().state) == ()
    spoken = Sitting(SCRIPT).play(says("yes"))
    assert asked_questions(spoken.state) == ()
