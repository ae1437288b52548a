"""What becomes of the numbers that were asked for."""

import pytest

from mockint.core.assessment import NumberFound
from mockint.core.estimates import (
    EstimateVerdict,
    assumption_in,
    estimate_verdicts,
    gib_said_as_gb,
    ratio_class,
    times_text,
)
from mockint.core.scoring import scorecard
from tests.builders import Apart, Step, follow, phase, played, question, says, script_of, skips

SCRIPT = script_of(
    question("cache", followups=[follow("size", numeric=True), follow("memory", numeric=True)]),
    phases=[phase("estimate", kind="estimate", questions=("cache",))],
)
APART: Apart = {"estimate": [("cache", "size"), ("cache", "memory")]}


def verdicts(*steps: Step) -> tuple[EstimateVerdict, ...]:
    return estimate_verdicts(played(SCRIPT, *steps, apart=APART))


@pytest.mark.parametrize(
    ("ratio", "name"),
    [
        (1, "1%"),
        (1.01, "1%"),
        (0.99, "1%"),
        (1.0101, "10%"),
        (0.9, "10%"),
        (1.1, "10%"),
        (0.89, "1.5x"),
        (1.5, "1.5x"),
        (1 / 1.5, "1.5x"),
        (1.6, "3x"),
        (1 / 3, "3x"),
        (3.1, "10x"),
        (0.1, "10x"),
        (10.1, "beyond 10x"),
        (0.09, "beyond 10x"),
        (0, "beyond 10x"),
        (-1, "beyond 10x"),
    ],
)
def test_a_ratio_has_a_class(ratio: float, name: str):
    assert ratio_class(ratio) == name


@pytest.mark.parametrize(
    ("ratio", "text"),
    [
        (1.0004, "1"),
        (0.127, "0.13"),
        (1666.7, "1,700"),
        (2.5e7, "25,000,000"),
        (1e-5, "less than 0.001"),
    ],
)
def test_times_are_told_in_figures_that_one_reads(ratio: float, text: str):
    assert times_text(ratio) == text


def test_a_number_that_is_right_at_once():
    (found,) = verdicts(says("=100 because twice fifty"))
    assert (found.question, found.followup, found.turn) == ("cache", "size", 2)
    assert (found.ratio, found.off_by, found.within, found.at_once) == (1, "1%", True, True)
    assert (found.quote, found.assumption) == ("=100", "twice fifty")


def test_a_number_that_is_right_after_it_was_redone():
    (found,) = verdicts(says("=700"), says("=100"))
    assert (found.within, found.at_once) == (True, False)


def test_a_slip_is_named():
    (found,) = verdicts(says("=800"))
    assert (found.off_by, found.slip, found.within) == ("10x", "one per query head", False)


def test_each_number_has_a_verdict_and_one_that_was_not_given_none():
    first, second = verdicts(says("=100"), skips)
    assert first.within
    assert (second.turn, second.off_by, second.quote) == (None, None, "")


def test_a_number_that_was_only_thought_about_has_no_verdict():
    assert verdicts(says("(thinking)")) == ()


def test_verdicts_stand_in_the_scorecard():
    state = played(SCRIPT, says("=100"), apart=APART)
    assert scorecard(state).estimates == estimate_verdicts(state)


@pytest.mark.parametrize(
    ("text", "assumption"),
    [
        ("33GB because 80 layers and 8 KV heads", "80 layers and 8 KV heads"),
        ("About 33 GB,\nassuming: fp16\n  and one request", "fp16 and one request"),
        ("33GB", ""),
    ],
)
def test_an_estimate_says_what_it_rests_on(text: str, assumption: str):
    assert assumption_in(text) == assumption


@pytest.mark.parametrize(
    ("quote", "value", "binary"),
    [
        ("30.5 GB", 30.5 * 2**30, True),
        ("30.5 GB", 30.5e9, False),
        ("30.5 GiB", 30.5 * 2**30, False),
        ("1,024 MB", 1024 * 2**20, True),
        ("2 gigabytes", 2 * 2**30, False),
        ("100", 100, False),
    ],
)
def test_gb_that_only_counts_as_gib(quote: str, value: float, binary: bool):
    number = NumberFound(quote=quote, turn=1, start=0, end=len(quote), value=value)
    assert gib_said_as_gb(number) == binary
