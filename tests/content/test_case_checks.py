"""Checks of a case: references, facts, every number in its text, and the standard of the bank."""

import pytest

from mockint.calc import Calculators
from mockint.content import check


def faults(own_root, *, standard: bool = False) -> list[str]:
    path = own_root.files["case"]
    found = check([path], library=own_root.library(), calculators=Calculators(), standard=standard)
    return [problem.message for problem in found]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{missed: high-level/trace}", "{missed: high-level/trce}", "Did you mean 'high-level/tra"),
        ("{estimate_off: estimate/cost}", "{unasked: prise}", "no fact 'prise'. Did you mean"),
        ("estimate: load}", "estimate: lode}", "no estimate 'lode', and so nobody can bring it"),
        ("facts: 2", "facts: 9", "there are only 3 facts"),
        ("- what is the volume", "- which prices do we pay per token", "asks for 'volume' as well"),
        ("{base}, {before}", "{bas}, {before}", "{bas} is never filled"),
        ("has 3,000 tokens", "has 3,100 tokens", "'3,100' is none of its values"),
        ("summary: 200}", "summary: 210}", "its value summary = 210 is not in the text"),
        ("are 1.1 a second", "are 1.4 a second", "'1.4' is no fact, sum or calculator"),
        ("per_second: calls", "per_second: call", "no number called 'call'"),
        ("output: total_cost_usd\n      times", "output: total\n      times", "gives no 'total'"),
        ("summary after every call, and", "summary after 70 calls, and", "vague on purpose"),
        ("sources:\n  - What this rests on", "variants: [another]", "'sources' is missing"),
    ],
)
def test_a_fault_is_named(own_root, old: str, new: str, said: str):
    own_root.change("case", old, new)
    assert any(said in message for message in faults(own_root)), faults(own_root)


def test_the_starter_has_no_fault_and_lacks_what_the_bank_has(own_root):
    assert faults(own_root) == []
    lacking = " ".join(faults(own_root, standard=True))
    for part in ("6 dives", "4 changes", "8 facts", "A case is played in a round of its own"):
        assert part in lacking


def test_a_round_is_held_against_its_case(own_root):
    text = own_root.text("round")
    wrong = text.replace("persona: warm-peer", "persona: warm-peer\ncase: own").replace(
        "    kind: questions\n    minutes: 9\n    pick: {count: 1}",
        "    kind: design\n    minutes: 8\n  - id: deep\n    kind: deep-dive\n    minutes: 1",
    )
    own_root.files["round"].write_text(wrong, "utf-8")
    found = check([own_root.files["round"]], library=own_root.library())
    messages = " ".join(problem.message for problem in found)
    assert "the case 'own' has no phase 'concept'" in messages
    assert "the phase 'clarify' of 'own' is played nowhere" in messages
    assert "is chosen by 'estimate/cost', and 'estimate' comes after the dives" in messages
