"""A few of the rounds that `python -m tests.simulated_rounds` plays all of."""

import pytest

from mockint.candidates import CandidateKind
from tests.simulated_rounds import Rounds, out_of_order

KINDS: tuple[CandidateKind, ...] = ("strong", "middling", "wandering", "silent", "hostile", "echo")


@pytest.fixture(scope="module")
def rounds() -> Rounds:
    return Rounds()


async def test_a_round_ends_in_time_without_repeats_and_with_everybody_in_order(rounds: Rounds):
    played = {kind: await rounds.play("screen-rag", kind, seed=7) for kind in KINDS}
    assert [fault for each in played.values() for fault in each.faults()] == []
    assert list(out_of_order({kind: each.level for kind, each in played.items()})) == []


async def test_what_was_asked_lately_is_not_asked_again(rounds: Rounds):
    assert (await rounds.asked_again("drill"))[0] == 0
