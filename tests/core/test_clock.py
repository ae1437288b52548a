"""The clock: deadlines, warnings, bells, grace, patience, gaps."""

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.core.clock import (
    Timer,
    colour,
    gap,
    is_timed,
    next_timer,
    phase_deadline,
    round_deadline,
    seconds_left,
    timers,
)
from mockint.core.events import DraftChanged, GapFound, Noted, Paused, TimeWarned, Unpaused
from mockint.core.state import SessionState
from tests.builders import (
    Sitting,
    Step,
    bell,
    falls_silent,
    happens,
    persona,
    phase,
    played,
    question,
    says,
    script_of,
    takes_hint,
)

PATIENCE = 90
SCRIPT = script_of(
    question("cache"),
    question("paging"),
    question("agents"),
    phases=[
        phase("concept", questions=("cache", "paging"), minutes=10),
        phase("applied", questions=("agents",), minutes=5),
        phase("close", "close", 1),
    ],
    persona=persona(patience=PATIENCE),
)
LATE = script_of(
    question("cache"),
    question("paging"),
    phases=[
        phase("concept", questions=("cache",), minutes=10),
        phase("applied", questions=("paging",), minutes=5),
    ],
    persona=persona(patience=900),
)


def ready(*steps: Step, late: bool = False, pace: str = "virtual") -> SessionState:
    """Return the state when it is the candidate's turn after these steps."""
    sitting = Sitting(LATE if late else SCRIPT, pace="untimed" if pace == "untimed" else "virtual")
    sitting.play(*steps)
    sitting.reply()
    return sitting.state


def due(state: SessionState, kind: str, typing: bool = False) -> list[float]:
    return [timer.at for timer in timers(state, typing) if timer.kind == kind]


def after(seconds: float, step: Step) -> Step:
    return Step(step.payloads, seconds)


# -- deadlines


def test_the_round_ends_when_all_its_minutes_are_used():
    assert round_deadline(ready()) == 16 * 60


def test_a_phase_ends_its_minutes_after_it_began():
    assert phase_deadline(ready()) == 600
    assert phase_deadline(ready(after(100, says("cache-point")), after(50, says("-")))) == 450


def test_no_phase_ends_later_than_the_round():
    state = ready(after(590, bell("phase")), after(110, bell("grace")), late=True)
    assert (state.phases[-1].id, state.phases[-1].started_at) == ("applied", 700)
    assert phase_deadline(state) == round_deadline(state) == 900


def test_before_anything_was_said_no_phase_has_a_deadline():
    assert phase_deadline(Sitting(SCRIPT).state) is None


@pytest.mark.parametrize(("now", "left"), [(0, 600), (599, 1), (600, 0), (700, 0)])
def test_what_is_left_of_a_phase_never_falls_below_nothing(now: float, left: float):
    assert seconds_left(ready(), now) == left


def test_where_no_bell_rings_there_is_time_without_end():
    assert seconds_left(ready(pace="untimed"), 10_000) == inf
    assert seconds_left(Sitting(SCRIPT).state, 10_000) == inf


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (601, "calm"),
        (121, "calm"),
        (120, "amber"),
        (61, "amber"),
        (60, "red"),
        (0, "red"),
        (-5, "red"),
    ],
)
def test_the_clock_is_amber_from_a_fifth_left_and_red_from_a_tenth(left: float, expected: str):
    assert colour(left, 600) == expected


# -- bells


def test_a_phase_has_a_soft_bell_and_the_round_a_hard_one():
    state = ready()
    assert (due(state, "phase"), due(state, "grace"), due(state, "round")) == ([600], [], [960])


def test_after_the_soft_bell_the_grace_runs_for_a_minute():
    state = ready(after(600, bell("phase")))
    assert (due(state, "phase"), due(state, "grace"), due(state, "round")) == ([], [660], [960])


def test_the_grace_never_runs_past_the_round():
    state = ready(after(600, bell("grace")), after(250, says("(thinking)")), late=True)
    short = ready(after(600, bell("phase")), late=True)
    assert due(short, "grace") == [660]
    assert due(state, "phase") == []
    nearly = script_of(
        question("cache"),
        question("paging"),
        phases=[
            phase("concept", questions=("cache",), minutes=10),
            phase("applied", questions=("paging",), minutes=0.5),
        ],
    )
    assert due(played(nearly, after(600, bell("phase"))), "grace") == [630]


def test_where_phase_and_round_end_together_only_the_round_s_bell_rings():
    state = ready(after(600, bell("grace")), late=True)
    assert due(state, "phase") == []
    assert due(state, "round") == [900]


@pytest.mark.parametrize("rung", ["grace", "round"])
def test_a_bell_rings_once(rung: str):
    state = played(SCRIPT, after(600, bell("phase")), after(60, bell(rung)))
    assert due(state, "phase") == due(state, rung) == []


# -- warnings


def test_a_phase_is_warned_of_at_a_fifth_and_at_a_tenth():
    state = ready()
    assert (due(state, "amber"), due(state, "red")) == ([480], [540])


def test_each_warning_comes_once():
    amber = happens(TimeWarned(phase="concept", colour="amber", seconds_left=120))
    red = happens(TimeWarned(phase="concept", colour="red", seconds_left=60))
    assert due(ready(amber), "amber") == []
    assert due(ready(amber), "red") == [540]
    assert due(ready(amber, red), "red") == []


def test_another_phase_has_warnings_of_its_own():
    amber = happens(TimeWarned(phase="concept", colour="amber", seconds_left=120))
    assert due(ready(amber, after(590, bell("grace"))), "amber") == [600 + 300 - 60]


@pytest.mark.parametrize(("minutes", "warned"), [(2.5, True), (2.49, False)])
def test_a_short_phase_is_not_warned_of(minutes: float, warned: bool):
    script = script_of(
        question("cache"), phases=[phase("concept", questions=("cache",), minutes=minutes)]
    )
    sitting = Sitting(script)
    sitting.reply()
    assert bool(due(sitting.state, "amber")) is warned
    assert bool(due(sitting.state, "red")) is warned


# -- patience


def test_help_is_due_after_the_persona_s_patience():
    assert due(ready(), "patience") == [PATIENCE]


def test_typing_is_not_silence():
    assert due(ready(), "patience", typing=True) == []


@pytest.mark.parametrize(
    ("step", "since"),
    [
        (happens(DraftChanged(text="so")), 10),
        (happens(Noted(what="note", text="n")), 10),
        (happens(GapFound(wall_seconds=60, counted=False)), 10),
        (says("cache-point"), 10),
        (happens(Paused(), Unpaused()), 10),
        (takes_hint, 10),
    ],
)
def test_silence_begins_anew_with_whatever_the_candidate_does(step: Step, since: float):
    assert due(ready(step), "patience") == [since + PATIENCE]


@pytest.mark.parametrize(
    "steps",
    [
        [falls_silent],
        [falls_silent, says("(thinking)")],
        [says("(ask-hint)")],
        [says("(dont-know)")],
        [falls_silent, takes_hint],
    ],
)
def test_help_is_offered_once_an_ask(steps: list[Step]):
    assert due(ready(*steps), "patience") == []


def test_with_the_next_ask_there_is_patience_again():
    assert due(ready(falls_silent, says("cache-point")), "patience") == [20 + PATIENCE]


def test_a_wait_that_nobody_s_silence_brought_leaves_the_patience_as_it_was():
    assert due(ready(says("(thinking)")), "patience") == [10 + PATIENCE]


# -- when no timer runs


def test_in_an_untimed_round_nothing_rings():
    state = ready(pace="untimed")
    assert not is_timed(state)
    assert next_timer(state) is None


def test_while_the_clock_stands_still_nothing_rings():
    state = ready(happens(Paused()))
    assert next_timer(state) is None
    assert next_timer(ready(happens(Paused()), happens(Unpaused()))) is not None


def test_after_the_close_nothing_rings():
    assert timers(ready(bell("round")), typing=False) == []


def test_before_the_first_phase_nothing_rings():
    assert next_timer(Sitting(SCRIPT).state) is None


# -- their order


def test_the_soonest_timer_comes_first():
    assert next_timer(ready()) == Timer(PATIENCE, "patience")
    assert next_timer(ready(), typing=True) == Timer(480, "amber")


def test_timers_are_in_the_order_of_their_moments():
    moments = [timer.at for timer in timers(ready(), typing=False)]
    assert moments == sorted(moments)
    assert len(moments) == 5


@pytest.mark.parametrize(
    ("patience", "first"),
    [(600, "phase"), (540, "red"), (480, "amber")],
)
def test_at_one_moment_bells_come_before_warnings_and_warnings_before_patience(
    patience: int, first: str
):
    script = script_of(
        question("cache"),
        phases=[
            phase("concept", questions=("cache",), minutes=10),
            phase("close", "close", 1),
        ],
        persona=persona(patience=patience),
    )
    sitting = Sitting(script)
    sitting.reply()
    both = [each.kind for each in timers(sitting.state, typing=False) if each.at == patience]
    assert both == [first, "patience"]


def test_at_one_moment_the_round_s_bell_comes_before_the_grace_s():
    nearly = script_of(
        question("cache"),
        phases=[phase("concept", questions=("cache",), minutes=10), phase("close", "close", 1)],
        persona=persona(patience=60),
    )
    state = played(nearly, after(600, bell("phase")))
    at_660 = [each.kind for each in timers(state, typing=False) if each.at == 660]
    assert at_660 == ["round", "grace"]


# -- gaps

seconds = st.floats(min_value=0, max_value=1e6)


@pytest.mark.parametrize(
    ("wall", "round_", "expected"), [(65, 60, 0), (65.5, 60, 5.5), (3600, 60, 3540), (60, 65, 0)]
)
def test_wall_time_that_ran_ahead_is_a_gap(wall: float, round_: float, expected: float):
    assert gap(wall, round_) == expected


@given(seconds, seconds)
def test_a_clock_that_was_set_back_gives_no_gap(wall: float, back: float):
    assert gap(wall, wall + back) == 0


@given(seconds, seconds, seconds)
def test_the_longer_the_wall_runs_the_longer_the_gap(wall: float, more: float, round_: float):
    assert gap(wall + more, round_) >= gap(wall, round_) >= 0


@given(seconds, seconds)
def test_a_gap_is_all_of_the_difference_or_nothing(wall: float, round_: float):
    assert gap(wall, round_) in (0, wall - round_)
