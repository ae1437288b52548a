"""The board stays closed until the candidate has committed to the numbers that are wanted."""

from mockint.core.clock import timers
from mockint.core.commitments import (
    board_is_open,
    committed_to,
    how_to_commit,
    is_to_commit,
    numbers_wanted,
)
from mockint.core.estimates import estimate_verdicts
from mockint.core.events import SessionClosed
from mockint.core.state import SessionState
from tests.builders import (
    Apart,
    Step,
    follow,
    happens,
    phase,
    played,
    question,
    says,
    script_of,
    skips,
)
from tests.core.designs import design, in_phase

SIZE = question("cache", followups=[follow("size", numeric=True)])
ESTIMATE = phase("estimate", kind="estimate", questions=("cache",))
APART: Apart = {"estimate": [("cache", "size")]}


class TestOneNumberAskedForByItself:
    def test_it_opens_at_a_number_and_not_at_talk(self):
        script = script_of(SIZE, phases=[ESTIMATE])
        talked = played(script, says("layers times heads"), apart=APART)
        assert not board_is_open(talked)
        assert how_to_commit(talked).startswith("A number is asked for.")
        given = played(script, says("layers times heads"), says("=7"), apart=APART)
        assert board_is_open(given)
        assert not is_to_commit(given)

    def test_an_open_board_is_open_whatever_is_asked(self):
        script = script_of(SIZE, phases=[ESTIMATE], board="open")
        assert board_is_open(played(script, says("talk"), apart=APART))


def at(part: str, *steps: Step) -> SessionState:
    """A design round with a closed board, in a part that has just begun, or after some steps."""
    sitting = in_phase(part, *steps, script=design(board="closed-until-committed"))
    if not steps:
        sitting.reply()
    return sitting.state


def wanted(state: SessionState) -> list[str]:
    return [number.name for number in numbers_wanted(state)]


class TestNumbersThatAPartOfADesignRoundWants:
    def test_it_is_closed_before_that_part_and_open_after_it(self):
        before = at("clarify")
        assert not board_is_open(before)
        assert not is_to_commit(before)
        assert how_to_commit(before).endswith("in a part that comes.")
        assert board_is_open(at("high-level"))

    def test_it_opens_once_all_of_them_are_there(self):
        assert wanted(at("estimate")) == ["size-there", "cost-there"]
        one = at("estimate", says("size:=100"))
        assert wanted(one) == ["cost-there"]
        assert is_to_commit(one)
        assert how_to_commit(one).endswith("/estimate cost-there: 33 because ...")
        assert board_is_open(at("estimate", says("size:=100 cost:=100")))

    def test_who_is_asked_for_one_and_skips_it_owes_it_no_more(self):
        state = at("estimate", skips, skips, says("cost:=100"))
        assert wanted(state) == []

    def test_a_round_that_is_over_has_nothing_left_to_hide(self):
        assert board_is_open(at("clarify", happens(SessionClosed(reason="ended"))))

    def test_a_number_that_one_commits_to_counts_right_or_wrong(self):
        state = at("estimate", says("size:=700", via="estimate"))
        assert wanted(state) == ["cost-there"]
        (verdict,) = estimate_verdicts(state)
        assert (verdict.followup, verdict.within, verdict.value) == ("size", False, 700)
        talked = at("estimate", says("size:=700"))
        assert wanted(talked) == ["size-there", "cost-there"]

    def test_its_name_says_which_one_is_meant(self):
        state = at("estimate")
        assert committed_to(state, "Cost-there: 12 because") == ("cost",)
        assert committed_to(state, "about 12") == ("size", "cost")


def test_whoever_works_something_out_is_left_alone_for_longer():
    persona = in_phase("estimate").state.script.persona
    waits = {}
    for name in ("estimate", "high-level", "operations"):
        sitting = in_phase(name, says("(thinking)"))
        sitting.reply()
        state = sitting.state
        patience = [timer for timer in timers(state, False) if timer.kind == "patience"]
        waits[name] = (patience[0].at - state.silent_since) / persona.patience_seconds
    assert waits == {"estimate": 3, "high-level": 3, "operations": 1}
