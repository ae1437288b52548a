"""The fold: what each event changes, and that a log is the sum of its parts."""

import pytest

from mockint.core.assessment import AnswerTurn
from mockint.core.events import (
    Answered,
    Assessed,
    BellRang,
    Event,
    Payload,
    PhaseStarted,
    Said,
    SessionClosed,
    Skipped,
    TimeWarned,
)
from mockint.core.fold import fold, fold_all
from mockint.core.moves import Move
from mockint.core.state import BoardItem, PhaseUse, SessionState
from tests.builders import (
    Sitting,
    Step,
    claim,
    fact,
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
    started,
)

SCRIPT = script_of(
    question(
        "cache",
        points=[point("stored", 2), point("layers", 1, None)],
        claims=[claim("is-free")],
        followups=[follow("size", numeric=True), follow("evict", points=[point("window")])],
        facts=[fact("users")],
    ),
    question("paging"),
    phases=[
        phase("opening", "opening", 2),
        phase("concept", questions=("cache", "paging")),
        phase("yours", "your-questions", 4),
        phase("close", "close", 1),
    ],
    company=(fact("team"),),
)
YES = says("yes")


def event(payload: Payload, seq: int = 0, session: str = "s", at: float = 0.0) -> Event:
    return Event(session=session, seq=seq, wall="2024-01-01T00:00:00Z", at=at, payload=payload)


def state_at(*steps: Step) -> SessionState:
    """The state at the candidate's turn."""
    sitting = Sitting(SCRIPT).play(*steps)
    sitting.reply()
    return sitting.state


# -- a log without holes


def test_an_empty_log_is_a_session_that_nobody_began():
    state = fold_all(SCRIPT, [])
    assert (state.seq, state.session, state.pending, state.plan) == (0, "", None, ())
    assert state.pace == "real"


@pytest.mark.parametrize("seq", [0, 2, 5, -1])
def test_a_hole_or_a_repetition_is_refused(seq: int):
    state = fold(SessionState(SCRIPT), event(started(SCRIPT.round)))
    with pytest.raises(ValueError, match=rf"event s#{seq} does not follow s#0"):
        fold(state, event(Skipped(), seq))


def test_an_event_of_another_session_is_refused():
    state = fold(SessionState(SCRIPT), event(started(SCRIPT.round)))
    with pytest.raises(ValueError, match="event t#1 does not follow s#0"):
        fold(state, event(Skipped(), 1, session="t"))


def test_a_log_begins_with_number_nought():
    with pytest.raises(ValueError, match="does not follow"):
        fold(SessionState(SCRIPT), event(started(SCRIPT.round), 1))


# -- the frame


def test_the_first_event_brings_the_plan_and_makes_a_move_due():
    state = fold(SessionState(SCRIPT), event(started(SCRIPT.round), at=1.5))
    assert (state.session, state.seq, state.at, state.pending) == ("s", 1, 1.5, "move")
    assert [each.id for each in state.plan] == ["opening", "concept", "yours", "close"]
    assert state.started_wall == "2024-01-01T00:00:00Z"
    assert (state.phase, state.phase_use, state.current, state.planned_item) == (
        None,
        None,
        None,
        None,
    )


def test_a_phase_ends_where_the_next_begins():
    state = state_at(YES, skips, skips)
    assert state.phases == (
        PhaseUse("opening", 120, 0, 10),
        PhaseUse("concept", 600, 10, 30),
        PhaseUse("yours", 240, 30, None),
    )


def test_the_close_ends_the_last_phase_and_the_session():
    state = state_at(YES, skips, skips, says("no"))
    assert state.closed == "completed"
    assert state.pending is None
    assert state.phases[-1] == PhaseUse("close", 60, 40, 40)


def test_a_session_that_is_ended_before_it_began_has_no_phase_to_close():
    state = played(SCRIPT)
    closed = fold(state, event(SessionClosed(reason="ended"), state.seq, "test", 5))
    assert (closed.closed, closed.phases, closed.pending) == ("ended", (), None)


def test_a_phase_begins_with_its_first_item_and_keeps_only_the_round_s_bell():
    state = state_at(YES)
    for payload in (
        BellRang(bell="phase", phase="concept"),
        BellRang(bell="round", phase="concept"),
        PhaseStarted(phase="yours", planned_seconds=240),
    ):
        state = fold(state, event(payload, state.seq, "test", 300))
    assert (state.bells, state.asked, state.scope) == (frozenset({"round"}), (), None)


# -- what is said


def test_an_ask_opens_its_scope():
    state = state_at(YES)
    assert (state.scope, state.asked, state.pending) == ("cache", ("cache",), None)
    assert state.turns[-1].text == "ask cache"
    assert (state.turns[-1].speaker, state.turns[-1].phase) == ("interviewer", "concept")
    assert state.last_ask == state.turns[-1]


def test_the_next_question_is_the_phase_s_next_item():
    state = state_at(YES, skips)
    assert (state.scope, state.asked) == ("paging", ("cache", "paging"))


def test_a_follow_up_stays_in_the_item():
    state = state_at(YES, says("stored layers"))
    assert (state.scope, state.asked) == ("cache/size", ("cache",))


def test_a_probe_a_challenge_a_redo_and_a_connect_are_remembered():
    state = state_at(YES, says("!is-free"), says("#term-list"), says("layers"), says("stored"))
    assert state.challenged == {("cache", "is-free")}
    assert state.scopes["cache"].connect_asked
    assert state.probed == (("cache", "stored"),)
    assert state_at(YES, says("stored"), says("=700")).scopes["cache/size"].redo_asked
    assert not state.scopes["cache/size"].redo_asked


def test_an_offer_of_help_is_remembered():
    assert state_at(YES, says("(dont-know)")).scopes["cache"].help_offered
    assert not state_at(YES).scopes["cache"].help_offered


def test_facts_told_are_remembered():
    state = state_at(YES, says("(clarify) @users"))
    assert state.facts_told == ("users",)


def test_interruptions_are_counted():
    assert state_at(YES, says("word " * 61)).interruptions == 1
    assert state_at(YES, says("word " * 60)).interruptions == 0


def test_a_warning_of_time_leaves_the_turn_where_it_was():
    before = state_at(YES, falls_silent)
    warned = happens(
        TimeWarned(phase="concept", colour="amber", seconds_left=120),
        Said(turn=9, move=Move(kind="time", target="amber"), text="two minutes", voice="fake"),
    )
    after = state_at(YES, falls_silent, warned)
    assert after.warned == {("concept", "amber")}
    assert after.silent_since == after.at == 30
    assert (after.scope, after.last_ask, after.patience_spent) == (
        before.scope,
        before.last_ask,
        True,
    )


def test_a_warning_between_an_answer_and_its_reply_leaves_the_reply_due():
    said = Said(turn=9, move=Move(kind="time", target="red"), text="hurry", voice="fake")
    state = played(SCRIPT, YES, says("stored"), Step(lambda _: [said], 0, waits=False))
    assert state.pending == "move"
    assert state.newest is not None


@pytest.mark.parametrize("kind", ["probe", "challenge", "redo", "connect", "offer-hint", "wait"])
def test_words_before_any_question_open_nothing(kind: str):
    state = played(SCRIPT)
    move = Move.model_validate({"kind": kind, "target": "x"})
    said = event(Said(turn=1, move=move, text="hm", voice="fake"), 1, "test")
    after = fold(state, said)
    assert (after.scopes, after.probed, after.challenged) == ({}, (), frozenset())
    assert after.turns[-1].phase == ""


# -- what is answered


def test_an_answer_waits_to_be_read():
    answered = happens(Answered(turn=4, text="stored", cut=True))
    state = played(SCRIPT, YES, answered)
    assert state.pending == "assess"
    turn = state.turns[-1]
    assert (turn.number, turn.speaker, turn.phase, turn.question, turn.cut) == (
        4,
        "candidate",
        "concept",
        "cache",
        True,
    )
    assert state.scopes["cache"].turns == (AnswerTurn(turn=4, text="stored", asked="ask cache"),)


def test_a_follow_up_s_answer_belongs_to_the_follow_up():
    state = played(SCRIPT, YES, says("stored"), says("=100"))
    assert (state.turns[-1].question, state.turns[-1].followup) == ("cache", "size")
    assert [turn.text for turn in state.scopes["cache/size"].turns] == ["=100"]


def test_an_answer_before_anything_was_asked_is_kept_as_a_turn():
    state = played(SCRIPT)
    after = fold(state, event(Answered(turn=1, text="hello"), 1, "test", 3))
    assert (after.turns[-1].text, after.turns[-1].phase, after.scopes) == ("hello", "", {})


def test_a_growing_answer_holds_the_turns_of_its_follow_ups_in_order():
    state = played(SCRIPT, YES, says("a"), says("stored"), says("=100"), says("b"))
    whole = state.growing_answer(state.scopes["cache"])
    assert [turn.text for turn in whole] == ["a", "stored", "=100", "b"]
    size = state.growing_answer(state.scopes["cache/size"])
    assert [turn.text for turn in size] == ["=100"]


def test_an_estimate_is_put_on_the_board():
    state = played(SCRIPT, YES, says("stored"), says("=100 because", via="estimate"))
    assert state.board == (BoardItem("estimate", 30, "=100 because"),)
    assert played(SCRIPT, YES, says("=100")).board == ()


# -- what was read


def test_an_assessment_is_kept_with_its_turn_and_its_scope():
    state = played(SCRIPT, YES, says("stored ?layers"))
    assert state.newest is not None
    assert state.turns[-1].assessment == state.newest == state.scopes["cache"].assessment
    assert state.pending == "move"
    assert state.scopes["cache"].credits == {"stored": 1, "layers": 0.25}


def test_attempts_and_unknowns_are_counted_where_the_answer_was_given():
    state = played(SCRIPT, YES, says("(dont-know)"), says("(thinking)"), says("stored"), says("-"))
    root, size = state.scopes["cache"], state.scopes["cache/size"]
    assert (root.attempts, root.unknowns) == (1, 1)
    assert (size.attempts, size.unknowns) == (1, 0)


def test_what_a_follow_up_s_answer_says_of_the_question_counts_there():
    state = played(SCRIPT, YES, says("stored"), says("layers"))
    assert state.scopes["cache"].credits == {"stored": 1, "layers": 1}
    verdict = state.verdict_of("cache", "layers")
    assert verdict is not None
    assert verdict.verdict == "covered"
    assert state.verdict_of("cache", "nowhere") is None


def test_what_is_no_answer_leaves_the_answer_before_it_as_it_was_read():
    state = played(SCRIPT, YES, says("stored"), says("0:stored (ask-repeat)"))
    assert state.scopes["cache"].credits == {"stored": 1, "layers": 0}
    first = played(SCRIPT, YES, says("stored (dont-know)"))
    assert first.scopes["cache"].credits == {"stored": 1, "layers": 0}


def test_an_assessment_of_something_that_was_never_asked_changes_no_scope():
    state = state_at(YES, says("stored"))
    other = state.scopes["cache"].assessment
    assert other is not None
    stray = Assessed(turn=4, assessment=other.model_copy(update={"question": "elsewhere"}))
    after = fold(state, event(stray, state.seq, "test", 20))
    assert after.scopes == state.scopes
    assert after.pending == "move"


def test_the_candidate_s_own_questions_are_noted_by_their_turns():
    asked = [says("@team"), says("(clarify)"), says("(thinking)"), says("bye")]
    state = played(SCRIPT, YES, skips, skips, *asked)
    texts = [state.turns[number - 1].text for number in state.candidate_questions]
    assert texts == ["@team", "(clarify)"]
    assert played(SCRIPT, YES, says("(clarify) @users")).candidate_questions == ()


def test_the_first_number_is_kept_beside_the_newest():
    state = played(SCRIPT, YES, says("stored"), says("=700"), says("=100"))
    size = state.scopes["cache/size"]
    assert (size.first_number, size.number) != (None, None)
    assert size.first_number is not None
    assert size.number is not None
    assert (size.first_number.value, size.number.value) == (700, 100)


def test_a_number_thought_aloud_is_not_the_first():
    state = played(SCRIPT, YES, says("stored"), says("=700 (thinking)"), says("=100 or =900"))
    size = state.scopes["cache/size"]
    assert size.first_number is not None
    assert size.first_number.value == 100
