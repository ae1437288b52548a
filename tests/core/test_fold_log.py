"""Hints and credits, actions, the board, answers-file entries, and whole logs."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.core.content import Persona, Question, Round, Rubric
from mockint.core.events import (
    BellRang,
    DraftChanged,
    Event,
    GapFound,
    HintTaken,
    Noted,
    Paused,
    Pinned,
    Refused,
    SilenceNoticed,
    Skipped,
    StayedSilent,
    Unpaused,
    payload_from,
)
from mockint.core.fold import fold, fold_all
from mockint.core.scoring import scorecard
from mockint.core.state import BoardItem, Script, SessionState
from tests.builders import (
    Sitting,
    Step,
    bell,
    falls_silent,
    follow,
    happens,
    phase,
    played,
    point,
    question,
    says,
    script_of,
    skips,
    takes_hint,
)

SCRIPT = script_of(
    question(
        "cache",
        points=[point("stored", 1, None), point("layers", 1, None)],
        followups=[follow("size", points=[point("factors", 1, None)])],
    ),
    question("paging"),
    phases=[
        phase("opening", "opening", 2),
        phase("concept", questions=("cache", "paging")),
        phase("close", "close", 1),
    ],
)
YES = says("yes")
GOES_ON = "(thinking)"


def credits_after(*steps: Step, scope: str = "cache") -> dict[str, float]:
    return dict(played(SCRIPT, YES, *steps).scopes[scope].credits)


# -- credits and hints


@pytest.mark.parametrize(("hints", "most"), [(0, 1.0), (1, 0.8), (2, 0.5), (3, 0.2)])
def test_a_point_won_after_a_hint_earns_at_most_its_cap(hints: int, most: float):
    assert credits_after(*[takes_hint] * hints, says("stored"))["stored"] == most


@pytest.mark.parametrize(("hints", "earned"), [(1, 0.5), (2, 0.5), (3, 0.2)])
def test_a_half_made_point_is_capped_only_where_the_cap_is_lower(hints: int, earned: float):
    assert credits_after(*[takes_hint] * hints, says("~stored"))["stored"] == earned


def test_what_was_won_before_the_hint_keeps_its_full_credit():
    steps = [says("stored (dont-know)"), takes_hint, takes_hint, takes_hint, says("layers")]
    assert credits_after(*steps) == {"stored": 1, "layers": 0.2}


def test_a_half_made_point_that_is_finished_after_a_hint_rises_to_the_cap():
    assert credits_after(says("~stored (dont-know)"), takes_hint, says("stored"))["stored"] == 0.8


def test_a_half_made_point_is_never_lowered_by_a_hint():
    steps = [says("~stored (dont-know)"), *[takes_hint] * 3, says("stored")]
    assert credits_after(*steps)["stored"] == 0.5


def test_what_was_won_at_a_price_keeps_that_price_when_it_is_read_again():
    steps = [takes_hint, says("stored (dont-know)"), says("layers (dont-know)"), says("-")]
    assert credits_after(*steps) == {"stored": 0.8, "layers": 0.8}
    steps = [takes_hint, says("stored (dont-know)"), takes_hint, says("layers")]
    assert credits_after(*steps) == {"stored": 0.8, "layers": 0.5}


@pytest.mark.parametrize(("worse", "left"), [("~stored", 0.5), ("x:stored", 0), ("0:stored", 0)])
def test_a_worse_verdict_later_lowers_what_was_earned(worse: str, left: float):
    assert credits_after(says("stored (dont-know)"), says(worse))["stored"] == left


def test_what_was_lost_and_won_again_after_a_hint_pays_its_price():
    lost = [says("stored (dont-know)"), takes_hint, says("x:stored (dont-know)")]
    assert credits_after(*lost, says("stored"))["stored"] == 0.8


def test_a_question_s_hints_cost_nothing_in_its_follow_ups():
    """They told of the question; a follow-up asks something else, and has no hints."""
    steps = [*[takes_hint] * 3, says("stored layers"), says("factors")]
    assert credits_after(*steps, scope="cache/size") == {"factors": 1}


def test_a_question_s_point_that_is_made_in_a_follow_up_pays_for_the_question_s_hints():
    assert credits_after(takes_hint, says("stored"), says("layers"))["layers"] == 0.8


def test_a_hint_in_another_question_costs_nothing_here():
    steps = [takes_hint, skips, says("paging-point")]
    assert credits_after(*steps, scope="paging") == {"paging-point": 1}


# -- actions


def fresh() -> SessionState:
    sitting = Sitting(SCRIPT).play(YES)
    sitting.reply()
    return sitting.state


def after(payload: Any, state: SessionState | None = None, at: float = 50) -> SessionState:
    state = state or fresh()
    return fold(state, Event(session="test", seq=state.seq, wall="", at=at, payload=payload))


def test_a_hint_is_counted_and_due():
    state = after(HintTaken(question="cache", step=1))
    assert (dict(state.hints), state.hint_due, state.pending) == ({"cache": 1}, 1, "move")


def test_a_skip_is_due_and_marks_the_question_as_left():
    state = after(Skipped())
    assert (state.skip_due, state.pending) == (True, "move")
    assert state.scopes["cache"].left


def test_a_skip_before_anything_was_asked_marks_nothing():
    state = after(Skipped(), played(SCRIPT))
    assert (state.skip_due, state.scopes) == (True, {})


def test_a_silence_makes_help_due():
    state = after(SilenceNoticed(seconds=90))
    assert (state.help_due, state.pending) == (True, "move")


@pytest.mark.parametrize(
    ("payload", "pending"),
    [
        (BellRang(bell="phase", phase="concept"), None),
        (BellRang(bell="grace", phase="concept"), "move"),
        (BellRang(bell="round", phase="concept"), "move"),
    ],
)
def test_the_soft_bell_waits_for_the_candidate_and_the_others_don_t(
    payload: BellRang, pending: str | None
):
    state = after(payload)
    assert (set(state.bells), state.pending) == ({payload.bell}, pending)


@pytest.mark.parametrize(
    "payload",
    [
        HintTaken(question="cache", step=1),
        Skipped(),
        SilenceNoticed(seconds=90),
        BellRang(bell="grace", phase="concept"),
    ],
)
def test_the_move_that_an_action_asks_for_replies_to_no_answer(payload: Any):
    read = played(SCRIPT, YES, says("stored"))
    assert read.newest is not None
    assert after(payload, read).newest is None


def test_whatever_was_due_is_done_with_the_next_words():
    sitting = Sitting(SCRIPT).play(YES, takes_hint)
    sitting.record(SilenceNoticed(seconds=90), Skipped())
    sitting.reply()
    state = sitting.state
    assert (state.hint_due, state.skip_due, state.help_due, state.pending) == (
        None,
        False,
        False,
        None,
    )


def test_a_pause_and_its_end():
    paused = after(Paused())
    assert paused.paused
    running = after(Unpaused(), paused, at=60)
    assert (running.paused, running.silent_since) == (False, 60)


def test_gaps_are_kept_with_what_became_of_them():
    state = after(GapFound(wall_seconds=60, counted=False))
    state = after(GapFound(wall_seconds=5, counted=True), state, at=70)
    assert (state.gaps, state.silent_since) == (((60, False), (5, True)), 70)


def test_typing_breaks_the_silence():
    assert after(DraftChanged(text="so")).silent_since == 50


def test_a_refused_action_changes_nothing_but_the_log():
    before, state = fresh(), after(Refused(action="pin", reason="closed"))
    assert (state.pending, state.silent_since, state.board) == (None, before.silent_since, ())
    assert state.seq == before.seq + 1


def test_the_board_keeps_pins_notes_and_diagrams_in_order():
    pin = Pinned(calculator="double", result={"formula": "2 x 50 = 100"})
    bare = Pinned(calculator="double", result={})
    state = after(Noted(what="note", text="n"))
    state = after(Noted(what="diagram", text="a -> b"), state, at=51)
    state = after(bare, after(pin, state, at=52), at=53)
    assert state.board == (
        BoardItem("note", 50, "n"),
        BoardItem("diagram", 51, "a -> b"),
        BoardItem("pin", 52, "2 x 50 = 100", pin),
        BoardItem("pin", 53, "double", bare),
    )
    assert state.silent_since == 53


def test_notes_that_are_kept_whole_take_the_place_of_the_notes_before():
    state = after(Noted(what="note", text="one"))
    state = after(Noted(what="diagram", text="a -> b"), state, at=51)
    state = after(Noted(what="note", text="two"), state, at=52)
    assert state.written("note") == "one\n\ntwo"
    state = after(Noted(what="note", text="one and two", whole=True), state, at=53)
    diagram = BoardItem("diagram", 51, "a -> b")
    assert state.board == (diagram, BoardItem("note", 53, "one and two"))
    assert state.written("note") == "one and two"
    state = after(Noted(what="note", text=" ", whole=True), state, at=54)
    assert (state.board, state.silent_since) == ((diagram,), 54)


def test_the_diagram_that_is_written_is_the_last_one():
    state = after(Noted(what="diagram", text="a -> b"))
    assert state.written("note") == ""
    state = after(Noted(what="diagram", text="b -> c"), state, at=51)
    assert state.written("diagram") == "b -> c"


# -- the answers file


def test_entries_of_an_answers_file_are_used_up_one_by_one():
    state = fresh()
    assert (state.entries, state.entry_at) == (0, 0)
    state = after(StayedSilent(seconds=10, entry=0), state, at=30)
    assert (state.entries, state.entry_at) == (1, 30)
    state = after(Noted(what="note", text="n"), state, at=40)
    assert (state.entries, state.entry_at) == (1, 30)
    state = after(Skipped(entry=4), state, at=45)
    assert (state.entries, state.entry_at) == (5, 45)


# -- whole logs

FIXTURE = Path(__file__).parent / "fixtures" / "log-v1.json"


@cache
def recorded() -> tuple[Script, tuple[Event, ...]]:
    """The log that version 1 wrote, read as a store reads it."""
    document = json.loads(FIXTURE.read_text(encoding="utf-8"))
    script = document["script"]
    questions = [Question.model_validate_json(json.dumps(each)) for each in script["questions"]]
    events = [
        Event(**{**each, "payload": payload_from(each["payload"], each["version"])})
        for each in document["events"]
    ]
    return Script(
        Round.model_validate_json(json.dumps(script["round"])),
        Persona.model_validate_json(json.dumps(script["persona"])),
        Rubric.model_validate_json(json.dumps(script["rubric"])),
        {each.id: each for each in questions},
    ), tuple(events)


def test_a_log_of_version_1_folds_to_what_it_was():
    state = fold_all(*recorded())
    assert (state.session, state.seq, state.at, state.closed) == ("test", 58, 604, "completed")
    assert [(use.id, use.started_at, use.ended_at) for use in state.phases] == [
        ("opening", 0, 20),
        ("concept", 20, 584),
        ("yours", 584, 604),
        ("close", 604, 604),
    ]
    moves = [(turn.move.kind, turn.move.target) for turn in state.turns if turn.move]
    assert moves == [
        ("open", None),
        ("ask", None),
        ("fact", "users"),
        ("challenge", "is-free"),
        ("probe", "layers"),
        ("offer-hint", None),
        ("hint", None),
        ("follow-up", None),
        ("redo", None),
        ("follow-up", None),
        ("time", "amber"),
        ("ask", None),
        ("move-on", None),
        ("invite", None),
        ("fact", "team"),
        ("close", None),
    ]
    earned = {name: dict(scope.credits) for name, scope in state.scopes.items() if scope.credits}
    assert earned == {
        "cache": {"stored": 1, "layers": 0.8, "remedy": 0},
        "cache/batch": {"batch-point": 1},
        "agents": {"agents-point": 1},
        "yours": {"said": 0},
    }
    assert (dict(state.hints), state.entries, state.entry_at) == ({"cache": 1}, 18, 604)
    assert [item.kind for item in state.board] == ["diagram", "estimate", "pin"]
    assert (state.facts_told, state.candidate_questions) == (("users", "team"), (23,))
    assert list(state.gaps) == [(1800.0, False)]
    assert set(state.warned) == {("concept", "amber")}
    assert state.scopes["paging"].left
    card = scorecard(state)
    assert (card.level, card.dimensions[0].score, card.study) == (3, 0.7111, ("paging",))


@given(st.data())
def test_folding_a_prefix_and_then_the_rest_is_folding_all(data: st.DataObject):
    script, events = recorded()
    cut = data.draw(st.integers(min_value=0, max_value=len(events)))
    state = fold_all(script, events[:cut])
    for event in events[cut:]:
        state = fold(state, event)
    assert state == fold_all(script, events)


STEPS = {
    "stored": says("stored"),
    "half": says("~layers"),
    "unknown": says("(dont-know)"),
    "chat": says("(clarify)"),
    "hint": takes_hint,
    "silence": falls_silent,
    "note": happens(Noted(what="note", text="n")),
    "bell": bell("phase"),
    "skip": skips,
}


@given(st.lists(st.sampled_from(sorted(STEPS)), max_size=8))
def test_whatever_happens_each_state_is_the_fold_of_its_log(names: list[str]):
    sitting = Sitting(SCRIPT)
    sitting.play(YES)
    for name in names:
        sitting.reply()
        if sitting.state.closed or (name == "hint" and 3 in sitting.state.hints.values()):
            break
        sitting.play(STEPS[name])
    assert fold_all(SCRIPT, sitting.log) == sitting.state
    again = [Event.model_validate_json(event.model_dump_json()) for event in sitting.log]
    assert fold_all(SCRIPT, again) == sitting.state
