"""What models did and cost, in words: the line under a round, and the lines of a scorecard."""

from typing import Any

from mockint.core.document import session_document
from mockint.core.model_events import ModelCalled
from mockint.core.spending import spending
from mockint.report import markdown, page, scorecard_lines, usage_lines, usage_text
from tests.builders import happens, played, question, script_of


def call(role: Any = "interviewer", model: str = "lab/one", **known: Any) -> ModelCalled:
    known = {"outcome": "done", "prompt_tokens": 1000, "completion_tokens": 20, **known}
    return ModelCalled(role=role, model=model, **known)


def test_a_round_without_models_says_nothing_of_them():
    state = played(script_of(question("cache")))
    assert usage_text(state.calls) == ""
    for text in (markdown(state), page(state), "\n".join(scorecard_lines(state))):
        assert "Models" not in text


def test_a_line_tells_the_session_so_far():
    calls = [
        call(dollars=0.001, first_token_seconds=0.42),
        call("judge", "lab/two@http://127.0.0.1/v1", dollars=0.0005, first_token_seconds=3.0),
    ]
    assert usage_text(calls) == "one, two · 2,040 tokens · $0.0015 · first word 0.4 s"


def test_it_says_what_stands_in_for_a_model_that_failed():
    failed = call(outcome="failed", cause="rate-limited", prompt_tokens=0, completion_tokens=0)
    assert "scripted words: too many requests" in usage_text([call(), failed])
    assert "scripted words" not in usage_text([failed, call()])
    strange = call("judge", outcome="failed", cause="eclipse")
    assert "read offline: it failed" in usage_text([strange])


def test_money_is_known_partly_known_or_unknown():
    for dollars, told in (
        ([0.25, 0.0], "$0.2500"),
        ([0.25, None], "at least $0.2500"),
        ([None, None], "cost unknown"),
        ([0.0, 0.0], "$0"),
    ):
        assert told in usage_text([call(dollars=each) for each in dollars]).split(" · ")


def test_a_scorecard_lists_roles_and_models():
    calls = (
        call(dollars=0.25, cached_tokens=900, first_token_seconds=0.5),
        call(outcome="failed", cause="stalled", estimated=True, dollars=0.25),
        call("judge", dollars=0.0, prompt_tokens=5),
    )
    voice, judge = usage_lines(spending(calls))
    assert voice == (
        "interviewer, lab/one: 2 calls, 1 failed; about 2,000 tokens in, 900 of them cached, "
        "40 out; $0.5000; first word after 0.50 s (median)"
    )
    assert judge == "judge, lab/one: 1 call; 5 tokens in, 20 out; $0"


def test_every_form_of_a_session_tells_it():
    state = played(script_of(question("cache")), happens(call(dollars=0.25, seconds=2.0)))
    for text in (markdown(state), page(state), "\n".join(scorecard_lines(state))):
        assert "Models" in text
        assert "interviewer, lab/one: 1 call" in text
    (told,) = session_document(state, ())["scorecard"]["models"]
    assert (told["role"], told["dollars"], told["prompt_tokens"]) == ("interviewer", 0.25, 1000)
