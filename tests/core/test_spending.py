"""Tokens, money and waiting: summed by role, and honest about what nobody told."""

from typing import Any

from mockint.core.model_events import ModelCalled
from mockint.core.spending import dollars_spent, spending
from tests.builders import happens, played, question, script_of


def call(role: Any = "interviewer", model: str = "lab/one", **known: Any) -> ModelCalled:
    known = {"outcome": "done", "prompt_tokens": 100, "completion_tokens": 10, **known}
    return ModelCalled(role=role, model=model, **known)


def test_calls_are_summed_by_role_and_model():
    calls = (
        call(dollars=0.25, first_token_seconds=0.2, cached_tokens=0),
        call("judge", "lab/two", dollars=0.5, first_token_seconds=2.0),
        call(dollars=0.5, first_token_seconds=0.4, cached_tokens=90, estimated=True),
        call(dollars=0.0, first_token_seconds=0.3),
    )
    voice, judge = spending(calls)
    assert (voice.role, voice.model, voice.calls, voice.failed) == ("interviewer", "lab/one", 3, 0)
    assert (voice.prompt_tokens, voice.completion_tokens, voice.cached_tokens) == (300, 30, 90)
    assert (voice.dollars, voice.all_priced, voice.first_token_seconds) == (0.75, True, 0.3)
    assert (judge.dollars, judge.cached_tokens) == (0.5, None)
    assert (voice.estimated, judge.estimated) == (True, False)
    assert dollars_spent(calls) == 1.25


def test_an_unknown_price_is_no_price_of_nothing():
    (unknown,) = spending([call()])
    assert (unknown.dollars, unknown.all_priced) == (None, False)
    (partly,) = spending([call(dollars=0.25), call()])
    assert (partly.dollars, partly.all_priced) == (0.25, False)
    assert dollars_spent([call()]) == 0.0


def test_a_call_that_never_arrived_costs_nothing():
    lost = call(outcome="failed", cause="unreachable", prompt_tokens=0, completion_tokens=0)
    (sums,) = spending([call(dollars=0.25), lost])
    assert (sums.calls, sums.failed, sums.dollars, sums.all_priced) == (2, 1, 0.25, True)
    assert sums.first_token_seconds is None


def test_the_log_keeps_every_call():
    state = played(script_of(question("cache")), happens(call()), happens(call("judge")))
    assert [each.role for each in state.calls] == ["interviewer", "judge"]
