"""When a call is tried again, and how long is waited: without a clock and without chance."""

from datetime import UTC, datetime

import pytest

from mockint.llm.errors import (
    ModelError,
    RateLimited,
    ServerFailed,
    Stalled,
    TimedOut,
    Unreachable,
    WrongKey,
)
from mockint.llm.retrying import LONGEST_WAIT, retry_after, wait_before

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def wait(
    error: ModelError, tries: int = 1, patience: float = 60, chance: float = 1
) -> float | None:
    return wait_before(error, tries=tries, allowed=10, patience=patience, chance=chance)


def test_waits_double_up_to_a_limit():
    assert [wait(ServerFailed("x"), tries) for tries in (1, 2, 3, 4)] == [0.5, 1, 2, 4]
    assert wait(ServerFailed("x"), tries=9) == LONGEST_WAIT


def test_chance_parts_those_who_failed_together():
    assert wait(ServerFailed("x"), chance=0) == 0.25
    assert wait(RateLimited("x", retry_after=8), chance=1) == 8.8


def test_nobody_is_called_earlier_than_they_asked():
    assert wait(RateLimited("x", retry_after=7), chance=0) == 7
    assert wait(ServerFailed("x", retry_after=3), chance=0) == 3


def test_a_wait_that_nobody_would_bear_is_no_wait():
    assert wait(RateLimited("x", retry_after=7), patience=4, chance=0) is None


@pytest.mark.parametrize(
    "error", [WrongKey("x"), Unreachable("x"), TimedOut("x"), Stalled("x")], ids=lambda e: e.cause
)
def test_what_would_fail_again_isnt_tried_again(error: ModelError):
    assert wait(error) is None


def test_tries_are_counted():
    assert wait_before(ServerFailed("x"), tries=3, allowed=3, patience=60, chance=0) is None


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "7"}, 7.0),
        ({"retry-after-ms": "250", "retry-after": "1"}, 0.25),
        ({"retry-after": "Sun, 01 Mar 2026 12:00:30 GMT"}, 30.0),
        ({"retry-after": "Sun, 01 Mar 2026 11:00:00 GMT"}, 0.0),
        ({"retry-after": "-3"}, 0.0),
        ({"retry-after": "soon"}, None),
        ({}, None),
    ],
)
def test_a_server_says_when(headers: dict[str, str], seconds: float | None):
    assert retry_after(headers, NOW) == seconds
