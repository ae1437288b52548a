"""A paste that no terminal marked, told from a person by the times of its keys."""

from mockint.tui.widgets.paste_guard import FOLLOWS_SECONDS, QUIET_SECONDS, RUN, PasteGuard

BURST, BY_HAND = 0.0005, 0.06


class Handled:
    """When keys are handled: all of them at once, and long ago."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def after_keys(count: int, gap: float) -> tuple[PasteGuard, float]:
    clock = Handled()
    guard, at = PasteGuard(clock), 10.0
    for _ in range(count):
        guard.key(at)
        at += gap
    clock.now += 10
    return guard, at - gap


def test_a_person_types_and_sends():
    guard, at = after_keys(200, BY_HAND)
    assert not guard.is_pasting(at + BY_HAND)


def test_two_keys_at_once_are_still_a_person():
    guard, at = after_keys(RUN - 1, BURST)
    assert not guard.is_pasting(at + BURST)


def test_a_line_break_within_a_burst_is_pasted():
    guard, at = after_keys(30, BURST)
    assert guard.is_pasting(at + BURST)
    assert guard.is_pasting(at + QUIET_SECONDS * 0.9), "a slow line brings it in chunks"


def test_after_a_rest_the_key_is_a_person_s_again():
    guard, at = after_keys(30, BURST)
    assert not guard.is_pasting(at + QUIET_SECONDS * 1.1)
    assert not guard.key(at + QUIET_SECONDS * 1.1)


def test_a_chunk_that_comes_late_belongs_to_the_paste():
    guard, at = after_keys(30, BURST)
    assert guard.key(at + QUIET_SECONDS * 0.9)


def test_a_paste_may_begin_with_its_line_break():
    guard, at = after_keys(3, BY_HAND)
    guard.pasted_break(at + FOLLOWS_SECONDS)
    assert guard.key(at + FOLLOWS_SECONDS + BURST)


def test_a_busy_app_takes_the_break_of_a_paste_for_no_key():
    """It sees the key that sends late, but no later than the text before it."""
    clock = Handled()
    guard = PasteGuard(clock)
    for number in range(30):
        guard.key(10 + number * BURST)
    assert guard.is_pasting(at=20)
    clock.now += QUIET_SECONDS * 1.1
    assert not guard.is_pasting(at=20)
