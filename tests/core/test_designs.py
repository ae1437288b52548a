"""A design round: phases that want something, facts when asked, dives and a change, practice."""

import pytest

from mockint.core.assessment import AssessmentRequest
from mockint.core.clock import next_timer
from mockint.core.content import DiagramRequirement
from mockint.core.errors import InputError
from mockint.core.events import Noted, Pinned
from mockint.core.interviewer import decide
from mockint.core.moves import Move
from mockint.core.requests import request_for
from mockint.core.requirements import missing_outputs, required_of
from mockint.core.state import SessionState, offered_last
from tests.builders import Step, bell, falls_silent, follow, happens, says, skips
from tests.core.designs import CASE, READY, case_of, design, in_phase, sit, talk
from tests.fakes import FakeCalculators

DONE = says("(ask-move-on)")
DRAWN = happens(Noted(what="diagram", text="client -> llm"))
PINNED = happens(Pinned(calculator="double", result={"inputs": {"x": 3}, "formula": "2 x 3"}))


def after(*steps: Step, **wish: object) -> Move:
    """Return what the interviewer does after the opening and these steps."""
    sitting = sit(**wish).play(READY, *steps)  # type: ignore[arg-type]
    return decide(sitting.state, sitting.at)


def told(*steps: Step) -> str:
    move = after(*steps)
    return f"{move.kind} {move.target or move.followup or ''} {move.scripted}".strip()


def next_in(name: str, *steps: Step) -> Move:
    sitting = in_phase(name, *steps)
    return decide(sitting.state, sitting.at)


class TestFacts:
    def test_the_prompt_ends_the_opening_line_and_gives_no_fact(self):
        move = decide(sit().state, 0)
        assert (move.kind, move.scripted) == ("open", "line prompt Design a shop.")
        assert told() == "ask  Ask away. ask clarify"

    def test_several_facts_are_given_at_once_whatever_else_was_said(self):
        assert told(says("@load @users (clarify)")) == "fact load fact load fact users"
        sitting = sit().play(READY, says("@users clarify-point"), says("(thinking)"))
        assert sitting.state.facts_told == ("users",)
        assert sitting.state.verdict_of("shop/clarify", "clarify-point")

    def test_a_fact_is_given_in_the_opening_and_in_every_part(self):
        sitting = sit().play(says("@load (clarify)"))
        assert decide(sitting.state, 10).scripted == "fact load"
        assert next_in("deep-dive", says("@users (clarify)")).scripted == "fact users"
        sitting = in_phase("operations").play(bell("grace"), says("@users (clarify)"))
        assert decide(sitting.state, sitting.at).scripted == "fact users"

    def test_who_says_something_and_touches_what_they_know_asks_for_nothing(self):
        once = says("@users clarify-point")
        assert told(once, once) != "fact users fact users"
        assert told(once, says("@users (clarify)")) == "fact users fact users"

    def test_a_fact_that_may_be_meant_is_asked_back_for_once_and_not_told(self):
        unsure = says("%users %load %budget (clarify)")
        assert told(unsure) == "which-fact users the number of users or the load"
        state = sit().play(READY, unsure, says("(thinking)")).state
        assert state.facts_told == ()
        assert offered_last(state) == ("users", "load")
        assert told(unsure, unsure) == "unknown-fact"
        assert told(unsure, says("@load")) == "fact load fact load"
        assert "more than that" in told(says("@load & (clarify)"))
        assert told(unsure, says("(ask-repeat)")) == "repeat  Ask away. ask clarify"
        assert told(says("@users (clarify)"), says("%users (clarify)")) == "unknown-fact"

    def test_facts_are_found_out_in_their_part_and_where_some_are_offered(self):
        def asked(state: SessionState) -> AssessmentRequest:
            assert state.current is not None
            return request_for(state, state.current, FakeCalculators())

        assert asked(sit().play(READY, says("(thinking)")).state).finding_out
        unsure = in_phase("operations", says("%users (clarify)"), says("(thinking)")).state
        assert (asked(unsure).finding_out, asked(unsure).offered) == (True, ("users",))
        assert not asked(in_phase("operations", says("operations-point")).state).finding_out

    def test_what_no_fact_says_is_the_candidates_call_and_stays_to_be_checked(self):
        assert told(says("(clarify)")) == "unknown-fact"
        state = sit().play(READY, says("(clarify)"), says("$load $colour")).state
        assert state.questions_left == (4,)
        assert [(each.quote, each.fact) for each in state.assumptions] == [
            ("$load", "load"),
            ("$colour", None),
        ]


class TestOutputs:
    def test_each_kind_is_there_or_is_not(self):
        state = in_phase("high-level", says("trace"), DRAWN).state
        assert [each.met for each in required_of(state, "high-level")] == [True, True]
        assert [each.id for each in missing_outputs(state, "clarify")] == ["scale"]
        assert [each.met for each in required_of(state, "estimate")] == [False, False]
        state = sit().play(READY, says("$anything")).state
        assert missing_outputs(state, "clarify") == ()

    def test_what_is_missing_is_asked_for_when_the_candidate_is_done_and_only_once(self):
        assert told(DONE) == "require scale want scale"
        move = after(DONE, says("(thinking)"), DONE)
        assert move.phase == "estimate"
        assert move.scripted.startswith("We leave this open: says scale. ask estimate")

    def test_a_part_ends_early_when_all_is_there(self):
        move = after(says("@users (clarify)"), DONE)
        assert (move.phase, move.scripted) == ("estimate", "ask estimate")

    def test_a_part_that_may_not_end_early_does_not(self):
        held = case_of(phases=(talk("clarify", may_end_early=False), *CASE.phases[1:]))
        sitting = sit(design(held)).play(READY, DONE)
        assert decide(sitting.state, sitting.at).kind == "wait"
        sitting = sit(design(held), pace="untimed").play(READY, DONE)
        assert decide(sitting.state, sitting.at).phase == "estimate"

    def test_late_in_a_part_what_is_missing_comes_before_anything_else(self):
        late = says("rights", seconds=400)
        assert next_in("high-level", says("rights")).target == "trace"
        assert next_in("high-level", late).target == "drawing"
        assert next_in("high-level", late, DRAWN, says("rights")).target == "traced"
        for kind in ("(echo)", "(to-grader)", "(small-talk)"):
            assert next_in("high-level", says(kind, seconds=400)).target == "drawing"

    def test_somebody_silent_is_asked_at_that_moment_and_once_more_later(self):
        sitting = in_phase("high-level").play(says("(thinking)"))
        sitting.reply()
        timer = next_timer(sitting.state)
        assert timer
        assert timer.kind == "patience"
        sitting.play(falls_silent)
        sitting.reply()
        timer = next_timer(sitting.state)
        assert timer
        assert (timer.kind, timer.at) == ("outputs", 30 + 360)
        sitting.at = timer.at
        sitting.play(bell("outputs"))
        assert decide(sitting.state, sitting.at).target == "drawing"
        sitting.play(falls_silent)
        assert decide(sitting.state, sitting.at).target == "traced"
        sitting.play(bell("outputs"))
        assert decide(sitting.state, sitting.at).kind == "wait"

    def test_with_nothing_to_ask_the_time_is_left_to_the_candidate_once(self):
        enough = (says("trace"), DRAWN, says("trace"))
        move = next_in("high-level", *enough)
        assert move.kind == "go-on"
        move = next_in("high-level", *enough, says("trace rights"))
        assert (move.kind, move.phase) == ("ask", "deep-dive")

    def test_late_words_of_its_own_are_said_when_a_part_is_left(self):
        move = next_in("estimate", says("=1"), bell("grace"))
        assert move.kind == "move-on"
        assert move.scripted.startswith("No cost, then. We leave this open: the size. ask high")

    def test_a_skip_goes_on_to_what_is_missing(self):
        assert next_in("estimate", skips).followup == "size"
        assert next_in("estimate", skips, skips).scripted == "want cost-there"
        assert next_in("estimate", skips, skips, skips).phase == "high-level"


class TestEstimates:
    def test_a_number_that_nobody_asked_for_counts_and_is_not_asked_for(self):
        sitting = in_phase("estimate", says("estimate-point size:=100 cost:=500"))
        given = sitting.state.scopes["shop/estimate/size"]
        assert given.unasked
        assert given.number
        assert decide(sitting.state, sitting.at).followup == "cost"
        again = sitting.play(says("size:=100")).state
        assert again.scopes["shop/estimate/size"] is given

    def test_a_pinned_number_is_there(self):
        sitting = in_phase("estimate", PINNED, says("estimate-point"))
        assert missing_outputs(sitting.state, "estimate") == ()
        assert decide(sitting.state, sitting.at).kind == "go-on"

    def test_what_is_no_number_after_all_is_never_heard_unasked(self):
        plain = talk(
            "estimate", followups=(follow("size"),), requires=(CASE.phases[1].requires[0],)
        )
        odd = case_of(phases=(plain, *CASE.phases[2:]), dives=CASE.dives[:1])
        sitting = sit(design(odd), phase="estimate").play(says("size:=100"))
        assert "shop/estimate/size" not in sitting.state.scopes


class TestDives:
    def test_the_dive_that_most_speaks_for_comes_first_with_its_reasons(self):
        cached = happens(Noted(what="diagram", text="client -> Cache -> model"))
        sitting = in_phase("high-level", cached, says("@load trace rights =1"), bell("grace"))
        move = decide(sitting.state, sitting.at)
        assert move.question == "shop/cache"
        assert move.because == "you drew cache and no gate is drawn; you spoke of trace"

    def test_reasons_are_what_was_left_out_said_pinned_or_never_asked(self):
        said = says("!prompt-guards (thinking)")
        sitting = in_phase("high-level", said, says("-prompt-guards"), bell("grace"))
        move = decide(sitting.state, sitting.at)
        assert move.question == "shop/claims"
        assert move.because == "you said: prompt guards; nobody asked about load"
        sitting = in_phase("high-level", PINNED, says("@load $load"), bell("grace"))
        move = decide(sitting.state, sitting.at)
        assert move.question == "shop/sizes"
        assert move.because == "size was off, or missing; you pinned double"
        given = (says("size:=100"), says("rights $load"))
        sitting = in_phase("estimate", given[0], bell("grace"), given[1], bell("grace"))
        assert decide(sitting.state, sitting.at).because is not None

    def test_a_dive_without_a_reason_is_the_last_resort(self):
        sitting = in_phase("deep-dive")
        for part in ("rights", "sizes", "claims"):
            assert sitting.state.scopes.get(f"shop/{part}") is None
        lacking = case_of(
            dives=(CASE.dives[0].model_copy(update={"when": CASE.dives[0].when[:1]}),)
        )
        sitting = sit(design(lacking))
        sitting.play(READY, bell("grace"), bell("grace"), bell("grace"))
        move = decide(sitting.state, sitting.at)
        assert move.because == "Nothing on the board or in the talk spoke for another one"

    def test_nobody_is_led_deeper_from_where_they_do_not_stand(self):
        shallow = next_in("deep-dive", says("nothing"))
        assert shallow.kind == "change"
        opened = in_phase("deep-dive")
        opened.reply()
        name = opened.state.current.question.partition("/")[2]  # type: ignore[union-attr]
        deeper = next_in("deep-dive", says(f"{name}-point"))
        assert (deeper.kind, deeper.followup) == ("follow-up", f"{name}-2")

    def test_when_all_have_been_asked_there_is_no_other(self):
        one = case_of(dives=CASE.dives[:1], changes=())
        sitting = sit(design(one))
        sitting.play(READY, bell("grace"), bell("grace"), bell("grace"), says("x"))
        assert decide(sitting.state, sitting.at).kind == "go-on"

    def test_a_change_comes_after_a_dive_and_another_dive_after_that(self):
        moves = [next_in("deep-dive", *[says("nothing")] * n) for n in range(1, 8)]
        kinds = [move.kind for move in moves]
        assert kinds[:5] == ["change", "ask", "change", "ask", "go-on"]
        assert moves[5].phase == "operations"
        assert moves[0].because == "One constraint is changed"

    def test_in_the_middle_the_constraint_changes_whatever_is_talked_about(self):
        opened = in_phase("deep-dive")
        opened.reply()
        name = opened.state.current.question.partition("/")[2]  # type: ignore[union-attr]
        late = opened.play(says(f"{name}-point", seconds=320))
        assert decide(late.state, late.at).kind == "change"
        late.reply()
        late.play(says("nothing"))
        assert decide(late.state, late.at).kind == "ask"

    def test_what_was_pinned_is_changed_first(self):
        move = next_in("deep-dive", PINNED, says("nothing"))
        assert move.question == "shop/ten-times"
        assert move.because == "It changes a number that you pinned"

    def test_without_time_there_is_no_other_dive(self):
        assert next_in("deep-dive", says("x"), says("x", seconds=400)).kind == "ask"
        assert next_in("deep-dive", says("x"), says("x", seconds=500)).kind == "go-on"
        assert next_in("deep-dive", says("x"), says("x", seconds=550)).phase == "operations"

    def test_done_with_a_dive_is_on_to_the_next(self):
        assert next_in("deep-dive", DONE).kind == "change"
        bare = case_of(changes=())
        sitting = sit(design(bare))
        sitting.play(READY, bell("grace"), bell("grace"), bell("grace"), DONE)
        assert decide(sitting.state, sitting.at).kind == "move-on"

    def test_without_a_clock_two_dives_and_a_change_are_all(self):
        sitting = sit(pace="untimed", phase="deep-dive").play(says("x"), says("x"), says("x"))
        assert decide(sitting.state, sitting.at).kind == "close"


class TestPractice:
    def test_a_part_alone_begins_with_the_problem(self):
        move = decide(sit(phase="estimate").state, 0)
        assert move.scripted == "Design a shop. ask estimate"
        assert decide(sit(phase="deep-dive").state, 0).scripted.startswith("Design a shop. ask ")

    @pytest.mark.parametrize("topic", ["sizes", "shop/sizes"])
    def test_a_dive_alone(self, topic: str):
        sitting = sit(topic=topic)
        assert [phase.id for phase in sitting.state.plan] == ["deep-dive", "close"]
        move = decide(sitting.state, 0)
        assert (move.question, move.because) == ("shop/sizes", "You chose it")
        sitting.play(says("nothing"), says("nothing"))
        assert decide(sitting.state, sitting.at).kind in ("go-on", "close")

    def test_a_topic_that_is_no_dive_is_said_so(self):
        with pytest.raises(InputError, match=r"no deep dive 'size'\. Did you mean 'sizes'"):
            sit(topic="size")


def test_a_diagram_may_name_parts_that_the_case_names():
    assert DiagramRequirement(path=("client", "model")).names == {}
    assert missing_outputs(in_phase("high-level", DRAWN).state, "high-level")[0].id == "traced"
