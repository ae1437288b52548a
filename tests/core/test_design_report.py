"""The scorecard of a design round: parts, the level it speaks for, facts, dives, flags."""

from collections.abc import Callable
from typing import Any

import pytest

from mockint.core.events import Noted, Pinned
from mockint.core.scorecard import DesignReport, Scorecard
from mockint.core.scoring import scorecard
from tests.builders import Step, bell, follow, happens, played, question, says, script_of, skips
from tests.core.designs import READY, RUBRIC, sit

DONE = says("(ask-move-on)")
OVER = bell("grace")
DRAWN = happens(Noted(what="diagram", text="client -> llm"))
PINNED = happens(Pinned(calculator="double", result={"formula": "2 x 3"}))


def card_of(*steps: Step, **wish: Any) -> Scorecard:
    return scorecard(sit(**wish).play(*steps).state)


def levels(*steps: Step, **wish: Any) -> dict[str, int | None]:
    return {each.id: each.level for each in card_of(*steps, **wish).dimensions}


def report(*steps: Step, **wish: Any) -> DesignReport:
    found = card_of(*steps, **wish).design
    assert found is not None
    return found


FRAMED = (READY, says("@users @load @budget @speed (clarify)"), says("clarify-point"))
SIZED = (OVER, says("size:=100 cost:=100 estimate-point"))
BUILT = (OVER, DRAWN, says("trace rights"))


def through(*dives: Callable[[str], Step]) -> tuple[Step, ...]:
    return (OVER, *(each("") for each in dives))


def strong(sized: tuple[Step, ...] = SIZED) -> tuple[Step, ...]:
    """Everything right, through dives and changes, as they come for this seed."""
    steps: list[Step] = [*FRAMED, *sized, *BUILT, OVER]
    for _ in range(16):
        sitting = sit().play(*steps)
        sitting.reply()
        scope = sitting.state.current
        if sitting.state.phase_kind != "deep-dive" or scope is None:
            break
        points = sitting.state.content_of(scope).points
        steps.append(says(" ".join(point.id for point in points) or "=100"))
    return (*steps, says("plan"))


def test_a_strong_round_speaks_for_staff():
    card = card_of(*strong())
    assert {each.id: each.level for each in card.dimensions} == dict.fromkeys(
        ["framing", "estimation", "architecture", "depth", "trade-offs", "operations"], 4
    ) | {"time": 3}
    assert card.level == 4
    found = card.design
    assert found is not None
    assert found.signal == "staff"
    assert {sign.about for sign in found.signs} == {
        *("framing", "numbers", "depth", "trade-offs", "operations")
    }
    assert found.red_flags == ()
    assert all(each.depth == each.of for each in found.dives)


def test_each_dimension_is_fed_by_its_own_parts():
    assert levels(*FRAMED, *SIZED) == {
        "framing": 4,
        "estimation": 4,
        "architecture": None,
        "depth": None,
        "trade-offs": None,
        "operations": None,
        "time": 3,
    }


def test_a_number_that_was_wanted_and_never_said_earns_nothing():
    silent = (*FRAMED, OVER, OVER, says("trace"))
    assert levels(*silent)["estimation"] == 1
    assert levels(*FRAMED, OVER, PINNED, OVER, says("trace"))["estimation"] == 3
    assert levels(*FRAMED, OVER, says("size:=100"), says("=100"))["estimation"] == 4
    assert levels(*FRAMED, OVER, says("size:=100"), says("=9"))["estimation"] == 3


def test_who_never_says_a_word_is_not_scored():
    card = card_of(OVER, OVER, OVER, OVER)
    assert {each.level for each in card.dimensions} == {None}
    assert card.level is None
    assert card.design is not None
    assert (card.design.signal, card.design.red_flags) == (None, ())


def test_assumptions_count_half_of_what_was_asked():
    assert levels(READY, says("$users $load $speed $budget clarify-point"))["framing"] == 4
    assert levels(READY, says("$users $load"))["framing"] == 1
    assert levels(READY, says("@users @load (clarify)"), says("(thinking)"))["framing"] == 3
    assert levels(READY, OVER, skips)["framing"] is not None


def test_what_was_found_out_is_told_by_name_and_not_by_id():
    framing = card_of(READY, says("@users @load (clarify)"), says("(thinking)")).dimensions[0]
    asked = [each.about for each in framing.evidence if each.verdict == "asked"]
    assert asked == ["the number of users, the load"]


def test_time_is_kept_where_a_part_ends_with_what_it_needs():
    assert levels(*FRAMED, OVER, says("late", seconds=700), OVER)["time"] == 2
    used = (READY, says("@users (clarify)", seconds=300), OVER, says("late", seconds=700), OVER)
    evidence = card_of(*used).dimensions[-1].evidence
    assert [(each.verdict, each.about) for each in evidence] == [
        ("out of time", "Estimate: 12 of 10 minutes"),
        ("hardly used", "High level: 0 of 10 minutes"),
    ]
    untimed = levels(READY, says("clarify-point"), pace="untimed")
    assert untimed["time"] is None


def test_facts_were_asked_assumed_or_neither():
    found = report(READY, says("@users (clarify)"), says("$load $odd"), says("(clarify)"), OVER)
    assert [(each.id, each.asked, each.assumed) for each in found.facts] == [
        ("users", True, None),
        ("load", False, "$load"),
        ("budget", False, None),
        ("speed", False, None),
    ]
    assert [(each.quote, each.about, each.verdict) for each in found.assumptions] == [
        ("$load", "fact load", "assumed"),
        ("$odd", "your call", "assumed"),
        ("(clarify)", "your call", "left to you"),
    ]


@pytest.mark.parametrize(("said", "words"), [("$load*0.9", "near"), ("$load*2.5", "2.5 times")])
def test_an_assumed_figure_stands_beside_the_fact_s(said: str, words: str):
    (found,) = report(READY, says("@users (clarify)"), says(said), OVER).assumptions
    assert found.about.startswith("fact load You ")
    assert words in found.about


def test_red_flags_are_what_a_design_lacks_or_says():
    nothing = (READY, says("x"), OVER, says("x"), OVER)
    assert [each.verdict for each in report(*nothing).red_flags] == ["no-question", "no-number"]
    said = (*FRAMED, *SIZED, OVER, says("!prompt-guards"), OVER, OVER, says("x"))
    flags = report(*said).red_flags
    assert [(each.verdict, each.quote) for each in flags] == [
        ("no-plan", ""),
        ("guards", "!prompt-guards"),
    ]
    back = report(*FRAMED, OVER, PINNED, OVER, says("!prompt-guards"), says("-prompt-guards"))
    assert [each.turn > 0 for each in back.red_flags if each.verdict == "guards"] == [True]


def test_dives_say_why_they_were_chosen_and_how_deep_one_came():
    opened = (*FRAMED, *SIZED, *BUILT, OVER, says("nothing"))
    found = report(*opened, says("nothing"))
    assert [each.kind for each in found.dives] == ["dive", "change"]
    assert (found.dives[0].depth, found.dives[0].of) == (0, 3)
    assert found.dives[0].because
    signs = report(*opened, says("ten-times-point")).signs
    assert ("trade-offs", "ten-times-point") in {(each.about, each.quote) for each in signs}


@pytest.mark.parametrize(
    ("steps", "signal"),
    [
        ((READY, says("x")), "junior"),
        ((*FRAMED, *SIZED, *BUILT), "mid"),
        ((*FRAMED, OVER, PINNED, *BUILT, OVER, OVER, says("plan")), "mid"),
    ],
)
def test_the_signal_follows_from_its_signs(steps: tuple[Step, ...], signal: str):
    found = report(*steps)
    assert found.signal in (signal, None)


def test_who_brings_no_number_of_their_own_is_not_senior():
    asked = (OVER, says("estimate-point"), says("=100"), says("=100"))
    with_numbers, without = card_of(*strong()), card_of(*strong(asked))
    assert with_numbers.design is not None
    assert without.design is not None
    assert {sign.about for sign in with_numbers.design.signs} - {
        sign.about for sign in without.design.signs
    } == {"numbers"}
    assert without.level in (3, 4)
    assert without.design.signal == "mid"


def test_a_part_that_was_practised_alone_is_scored_alone():
    card = card_of(says("size:=100 cost:=100 estimate-point"), phase="estimate")
    assert {each.id for each in card.dimensions if each.level} == {"estimation", "time"}
    assert card.design is not None
    assert card.design.red_flags == ()


def test_parts_of_a_design_round_feed_nothing_in_another_round():
    script = script_of(question("cache", followups=[follow("size", numeric=True)]), rubric=RUBRIC)
    card = scorecard(played(script, says("cache-point"), says("=100")))
    assert {each.level for each in card.dimensions} == {None}
    assert card.design is None
