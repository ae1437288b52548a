"""The round's time limits as arithmetic: deadlines, warnings, bells, patience, gaps.

Round time is an argument everywhere: seconds since the round began, without pauses. Front ends
must show `deadline - now`, never count ticks: a suspended process drops ticks.
"""

from dataclasses import dataclass
from math import inf
from typing import Literal

from mockint.core.state import SessionState

GRACE_SECONDS = 60.0
"""How long after the soft bell the interviewer waits for the answer to be sent."""
AMBER_SHARE = 0.2
RED_SHARE = 0.1
LEAST_WARNED_SECONDS = 150.0
"""Shorter phases get no warnings: a word at 12 seconds left helps nobody."""
WORKING_OUT = frozenset({"estimate", "design"})
"""Phases in which one is silent over a sum or a drawing."""
TIMES_PATIENT = 3.0
"""How many times as long the interviewer waits there before offering help."""
GAP_SECONDS = 5.0
"""Wall time may run this far ahead of round time before it is called a gap."""

TimerKind = Literal["amber", "red", "phase", "patience", "grace", "round", "outputs"]


@dataclass(frozen=True)
class Timer:
    """The next thing that time alone brings about."""

    at: float
    kind: TimerKind


def is_timed(state: SessionState) -> bool:
    """Tell whether bells ring at all."""
    return state.pace != "untimed" and state.closed is None and not state.paused


def round_deadline(state: SessionState) -> float:
    """Return the round time of the hard bell: the sum of the planned phases."""
    return sum(phase.planned_seconds for phase in state.plan)


def phase_deadline(state: SessionState) -> float | None:
    """Return the round time of the soft bell; never later than the hard one."""
    use = state.phase_use
    if use is None:
        return None
    return min(use.started_at + use.planned_seconds, round_deadline(state))


def asking_time(state: SessionState) -> float | None:
    """Return the round time from which the phase's missing outputs are asked for."""
    use = state.phase_use
    of_case = state.script.case_phase(use.id) if use else None
    if use is None or of_case is None or not of_case.requires:
        return None
    return use.started_at + of_case.asks_at * use.planned_seconds


def seconds_left(state: SessionState, now: float) -> float:
    """Return the seconds to the soft bell; without end where none rings."""
    deadline = phase_deadline(state)
    if deadline is None or not is_timed(state):
        return inf
    return max(0.0, deadline - now)


def colour(left: float, planned: float) -> Literal["calm", "amber", "red"]:
    """Return the colour of a clock: amber from a fifth left, red from a tenth."""
    if left <= planned * RED_SHARE:
        return "red"
    return "amber" if left <= planned * AMBER_SHARE else "calm"


def timers(state: SessionState, typing: bool) -> list[Timer]:
    """Return every timer that is still to fire, soonest first.

    `typing` says whether the candidate is at work on an answer: typing is not silence.
    """
    phase_end, round_end = phase_deadline(state), round_deadline(state)
    if phase_end is None or not is_timed(state):
        return []
    found: list[Timer] = []
    use = state.phases[-1]
    # In the order in which those of one moment ring: what ends things comes first.
    if "round" not in state.bells:
        found.append(Timer(round_end, "round"))
    if "phase" in state.bells and "grace" not in state.bells:
        found.append(Timer(min(phase_end + GRACE_SECONDS, round_end), "grace"))
    if "phase" not in state.bells and phase_end < round_end:
        found.append(Timer(phase_end, "phase"))
    if use.planned_seconds >= LEAST_WARNED_SECONDS:
        shares: tuple[tuple[TimerKind, float], ...] = (("red", RED_SHARE), ("amber", AMBER_SHARE))
        for kind, share in shares:
            if (use.id, kind) not in state.warned:
                found.append(Timer(phase_end - use.planned_seconds * share, kind))
    asks_at = asking_time(state)
    if not typing and asks_at is not None and "outputs" not in state.bells and asks_at < phase_end:
        found.append(Timer(asks_at, "outputs"))
    if not typing and not state.patience_spent:
        found.append(Timer(state.silent_since + _patience(state), "patience"))
    return sorted(found, key=lambda timer: timer.at)


def next_timer(state: SessionState, typing: bool = False) -> Timer | None:
    """Return the timer that fires first, or None when nothing will."""
    pending = timers(state, typing)
    return pending[0] if pending else None


def gap(wall_elapsed: float, round_elapsed: float) -> float:
    """Return the seconds by which wall time ran ahead of round time, or 0 within tolerance.

    A clock that was set back gives no gap: round time is monotonic and stays the truth.
    """
    ahead = wall_elapsed - round_elapsed
    return ahead if ahead > GAP_SECONDS else 0.0


def _patience(state: SessionState) -> float:
    """Return the seconds of silence after which help is offered."""
    seconds = state.script.persona.patience_seconds
    return seconds * TIMES_PATIENT if state.phase_kind in WORKING_OUT else seconds
