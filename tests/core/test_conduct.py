"""How the interviewer did, by code: one question, in time, nothing given away, no verdict."""

from dataclasses import replace
from typing import Any

from mockint.core.events import Said
from mockint.core.model_events import HeldBack
from mockint.core.moves import Move
from mockint.core.scorecard import ConductLine
from mockint.core.scoring import scorecard
from mockint.core.state import SessionState
from tests.builders import Sitting, happens, phase, played, point, question, says, script_of

CACHE = question(
    "cache",
    points=[point("stored")],
    ask="What does the cache hold?",
    answer="Projections of earlier tokens, layer by layer.",
)
SCRIPT = script_of(
    CACHE,
    question("paging"),
    phases=[phase("concept", questions=("cache", "paging")), phase("close", "close", 1)],
)
LONG = "and so on and so forth " * 12


def turn(text: str, kind: str = "probe", voice: str = "offline", **more: Any) -> Said:
    asked = {"kind": kind, "question": "cache", "scripted": "And which layers?"}
    move = Move.model_validate(asked | more.pop("move", {}))
    return Said(turn=99, move=move, text=text, voice=voice, **more)


def line(id: str, state: SessionState) -> ConductLine:
    return next(each for each in scorecard(state).conduct if each.id == id)


def after(*turns: Said, answer: str = "hm") -> SessionState:
    """A round in which the script said these turns after the first answer."""
    state = Sitting(SCRIPT).play(says(answer), *(happens(each) for each in turns)).state
    by_script = {"fake": "offline"}
    return replace(
        state,
        turns=tuple(replace(t, voice=by_script.get(t.voice, t.voice)) for t in state.turns),
    )


def test_before_the_first_word_there_is_nothing_to_say():
    assert scorecard(SessionState(SCRIPT)).conduct == ()


def test_a_plain_talk_holds_everything():
    card = scorecard(after(turn("Okay. And which layers, by the way?"), answer=LONG))
    assert [(each.id, each.held) for each in card.conduct] == [
        ("one-question", True),
        ("in-time", True),
        ("no-leak", True),
        ("no-verdict", True),
        ("no-repeat", True),
        ("listened", True),
    ]


def test_two_questions_in_one_turn_are_counted_and_quoted_ones_are_not():
    state = after(
        turn("And which layers? And why?"), turn("You said “why not?”. And which layers?")
    )
    found = line("one-question", state)
    assert (found.held, found.turns) == (False, (99,))
    assert found.says == "1 turn held more than one question."


def test_a_part_that_ran_over_its_grace_is_named():
    late = played(SCRIPT, says("hm"), says("hm", seconds=800))
    assert line("in-time", late).held is False
    assert "Concept" in line("in-time", late).says
    assert line("in-time", played(SCRIPT, says("hm"), pace="untimed")).held is None


def test_whoever_says_the_answer_first_has_given_it_away():
    given = turn("So projections of earlier tokens, say. And which layers?")
    found = line("no-leak", after(given))
    assert (found.held, found.turns) == (False, (99,))
    assert "answer (99)" in found.says
    assert line("no-leak", after(given, answer="projections of the earlier tokens")).held
    hint = turn("Projections of earlier tokens.", kind="hint")
    assert line("no-leak", after(hint)).held
    elsewhere = turn("Projections of earlier tokens.", move={"question": "spoken"})
    assert line("no-leak", after(elsewhere)).held


def test_praise_is_a_verdict_unless_the_script_has_it():
    found = line("no-verdict", after(turn("Great answer. And which layers?")))
    assert (found.held, found.turns) == (False, (99,))
    assert "“Great answer” (99)" in found.says
    scripted = turn("A great answer would say what?", move={"scripted": "A great answer is what?"})
    assert line("no-verdict", after(scripted)).held


def test_a_question_is_put_once_but_for_those_who_ask_for_it():
    again = "So which layers does it hold?"
    twice = line("no-repeat", after(turn(again), turn(again)))
    assert (twice.held, twice.turns) == (False, (99,))
    assert twice.says == "1 question was put again unasked."
    assert line("no-repeat", after(turn(again), turn(again, kind="repeat"))).held
    assert line("no-repeat", after(turn("And why?"), turn("And why?"))).held


def test_who_talks_most_is_told_by_words():
    lecture = turn(LONG * 3, move={"bridge": "interrupt"}, interrupted=True)
    found = line("listened", after(lecture, answer=LONG))
    assert (found.held, found.turns[-1]) == (False, 99)
    assert "Broke off" in found.says
    assert "You took the floor 1 time." in found.says
    assert line("listened", after(lecture)).held is None, "of a few words nothing can be told"


def test_what_a_model_was_kept_from_is_told():
    held = HeldBack(turn=5, rule="verdict", model="lab/one")
    sitting = Sitting(SCRIPT).play(says("hm"), happens(held), happens(turn("So?", voice="lab/one")))
    found = line("held-back", sitting.state)
    assert (found.held, found.turns) == (False, (5,))
    assert "verdict (5)" in found.says
    clean = line("held-back", after(turn("So?", voice="lab/one")))
    assert clean.held
