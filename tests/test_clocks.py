"""The clocks behind the port: real time without its pauses, and time that is told to move."""

from datetime import UTC, datetime

import pytest

from mockint.clocks import (
    RealClock,
    VirtualClock,
    clock_for,
    wall_now,
    wall_seconds_between,
)


class Source:
    """A monotonic source that a test moves."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


def ticking(start: float = 0.0) -> tuple[RealClock, Source]:
    source = Source()
    return RealClock(start, source), source


def test_round_time_begins_where_it_is_told_and_runs_with_the_source():
    clock, source = ticking(30)
    assert clock.now() == 30
    source.at += 12.5
    assert clock.now() == 42.5


def test_during_a_pause_round_time_stands_still():
    clock, source = ticking()
    source.at += 10
    clock.stop()
    source.at += 100
    assert clock.now() == 10
    clock.go()
    assert clock.now() == 10
    source.at += 5
    assert clock.now() == 15


def test_a_clock_that_is_stopped_twice_stands_where_it_stood():
    clock, source = ticking()
    clock.stop()
    source.at += 100
    clock.stop()
    clock.go()
    assert clock.now() == 0


def test_letting_a_running_clock_go_changes_nothing():
    clock, source = ticking()
    source.at += 10
    clock.go()
    assert clock.now() == 10


def test_a_gap_that_counts_is_skipped():
    clock, source = ticking()
    clock.skip(60)
    source.at += 1
    assert clock.now() == 61


def test_a_real_clock_runs_by_itself():
    clock = RealClock(5)
    assert 5 <= clock.now() <= clock.now()


def test_virtual_time_moves_only_when_told_and_never_back():
    clock = VirtualClock(10)
    clock.advance_to(40)
    clock.advance_to(20)
    assert clock.now() == 40
    clock.stop()
    clock.go()
    clock.skip(60)
    assert clock.now() == 40


@pytest.mark.parametrize("clock", [RealClock(), VirtualClock()])
def test_wall_time_is_a_label_in_utc(clock: RealClock | VirtualClock):
    label = datetime.fromisoformat(clock.wall())
    assert label.tzinfo == UTC
    assert abs((datetime.now(UTC) - label).total_seconds()) < 60
    assert len(wall_now()) == len("2024-01-01T00:00:00.000+00:00")


@pytest.mark.parametrize(
    ("earlier", "later", "seconds"),
    [
        ("2024-01-01T00:00:00.000+00:00", "2024-01-01T00:01:30.500+00:00", 90.5),
        ("2024-01-01T00:00:00.000+00:00", "2023-12-31T23:59:00.000+00:00", -60),
        ("2024-01-01T00:00:00.000+00:00", "2024-01-01T02:00:00.000+02:00", 0),
    ],
)
def test_labels_tell_how_far_apart_they_are(earlier: str, later: str, seconds: float):
    assert wall_seconds_between(earlier, later) == seconds


def test_only_the_real_pace_runs_on_a_real_clock():
    assert isinstance(clock_for("real", 5), RealClock)
    for pace in ("virtual", "untimed"):
        clock = clock_for(pace, 5)
        assert isinstance(clock, VirtualClock)
        assert clock.now() == 5
    assert clock_for("real", 5).now() >= 5
