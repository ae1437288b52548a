"""A model as judge: verdicts with evidence, beside the offline reading and never instead of it."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from mockint.core.assessment import Assessment
from mockint.core.disputes import is_disputed, level_band, offline_of
from mockint.llm.errors import ModelError, TimedOut
from mockint.llm.judge import ModelJudge
from mockint.llm.requests import ModelRequest
from tests.llm.fake_client import FakeClient
from tests.llm.judging import (
    STRONG,
    WEAK,
    asking,
    keeps_to,
    menu_in,
    offline,
    ruling,
    said_in,
)

STORED = "it stores the keys and values of the previous tokens"
ALL = {
    "what-is-stored": STORED,
    "grows": "That memory grows linearly",
    "remedy.gqa": "the key heads are shared",
}


async def judged(
    *answers: Any, texts: tuple[str, ...] = (STRONG,), **more: Any
) -> tuple[Assessment, FakeClient]:
    client = FakeClient(*answers)
    judge = ModelJudge(client, "lab/one", offline(), **more)
    return await judge.assess(asking(*texts)), client


async def test_verdicts_rest_on_the_candidate_s_own_words():
    found, client = await judged(keeps_to(ALL))
    assert (found.assessor, found.level, found.score) == ("lab/one", 4, 1.0)
    for verdict in found.points:
        assert verdict.verdict == "covered"
        assert STRONG[verdict.start : verdict.end] == verdict.quote
    assert [member.verdict for member in found.points[2].members] == ["covered", "missed"]
    assert len(client.requests) == 1
    assert (client.requests[0].temperature, client.requests[0].purpose) == (0.0, "judge")


async def test_the_offline_reading_stands_beside_it_whatever_the_model_says():
    found, _ = await judged(keeps_to({}))
    alone = offline().read(asking(STRONG))
    assert offline_of(found) == alone
    assert (found.level, alone.level) == (1, 4)
    assert is_disputed(found)


@pytest.mark.parametrize(
    "quote",
    ["it stores the keys", "IT STORES THE KEYS AND VALUES", "stores all keys and values", "", "."],
)
async def test_a_quote_that_the_candidate_never_said_is_no_evidence(quote: str):
    found, _ = await judged(keeps_to({"what-is-stored": quote}))
    stands = quote == "it stores the keys"
    assert found.points[0].verdict == ("covered" if stands else "unclear")
    assert found.judged is not None
    assert found.judged.rejected == (() if stands else ("what-is-stored",))
    assert (found.points[0].quote is not None) == stands


async def test_blanks_and_quotation_marks_of_a_quote_may_differ():
    text = "It stores “the keys\n   and values” of the previous tokens, for every layer."
    found, _ = await judged(
        keeps_to({"what-is-stored": 'stores "the keys and values" of'}), texts=(text,)
    )
    assert found.points[0].quote == "stores “the keys\n   and values” of"


async def test_words_that_were_taken_back_are_no_evidence():
    texts = (f"{STRONG}", "Scratch that, all of it. It keeps the queries of the layers, I think.")
    found, _ = await judged(keeps_to({"what-is-stored": STORED}), texts=texts)
    assert found.withdrawn == (2,)
    assert found.points[0].verdict == "unclear"


async def test_a_wrong_claim_contradicts_its_point():
    text = "It stores the keys, and the queries are cached too, for every layer of the model."
    quotes, claims = {"what-is-stored": "stores the keys"}, {"caches-queries": "queries are cached"}
    found, _ = await judged(keeps_to(quotes, claims), texts=(text,))
    assert [claim.id for claim in found.wrong_claims] == ["caches-queries"]
    assert found.points[0].verdict == "contradicted"
    invented, _ = await judged(keeps_to({}, {"caches-queries": "we cache all"}), texts=(text,))
    assert invented.wrong_claims == ()
    assert invented.judged is not None
    assert invented.judged.rejected == ("caches-queries",)


async def test_cannot_tell_is_a_verdict():
    def unsure(request: ModelRequest) -> str:
        return ruling(request, {}).replace("missed", "cannot tell")

    found, _ = await judged(unsure)
    assert {verdict.verdict for verdict in found.points} == {"unclear"}


@pytest.mark.parametrize(
    "wrap",
    [
        lambda reply: f"```json\n{reply}\n```",
        lambda reply: f"Here is my verdict {{as asked}}:\n{reply}\nI hope that helps!",
        lambda reply: f"\ufeff  {reply}  ",
        lambda reply: json.dumps(json.loads(reply), indent=3),
    ],
)
async def test_a_fence_or_prose_around_the_json_is_forgiven(wrap: Callable[[str], str]):
    found, client = await judged(lambda request: wrap(ruling(request, ALL)))
    assert found.level == 4
    assert len(client.requests) == 1


def break_id(reply: str) -> str:
    return reply.replace('"grows"', '"growth"')


BROKEN: dict[str, Callable[[str], str]] = {
    "another id": break_id,
    "prose": lambda reply: "The candidate did well, level 4.",
    "cut": lambda reply: reply[:60],
    "one left out": lambda reply: json.dumps(
        {**json.loads(reply), "points": json.loads(reply)["points"][1:]}
    ),
    "one twice": lambda reply: json.dumps(
        {**json.loads(reply), "points": json.loads(reply)["points"] * 2}
    ),
    "a key of its own": lambda reply: reply.replace('"wrong_claims"', '"level": 4, "wrong_claims"'),
    "a key twice": lambda reply: reply.replace('"points"', '"points": [], "points"', 1),
    "another verdict": lambda reply: reply.replace("missed", "excellent"),
    "a quote that is a number": lambda reply: reply.replace("null", "4"),
    "not a list": lambda reply: '{"points": {}, "wrong_claims": []}',
    "not objects": lambda reply: '{"points": [4], "wrong_claims": []}',
    "an empty object": lambda reply: "{}",
    "braces": lambda reply: "{" * 5_000,
    "NaN": lambda reply: '{"points": NaN, "wrong_claims": []}',
    "nothing": lambda reply: "",
}


@pytest.mark.parametrize("name", BROKEN)
async def test_a_reply_of_another_form_is_asked_for_once_more(name: str):
    def broken(request: ModelRequest) -> str:
        return BROKEN[name](ruling(request, {}))

    found, client = await judged(broken, keeps_to(ALL))
    assert found.level == 4
    assert found.judged is not None
    assert found.judged.repaired
    first, second = client.requests
    assert second.messages[: len(first.messages)] == first.messages
    assert "can't be used" in second.messages[-1].content


@pytest.mark.parametrize("name", ["another id", "prose", "one left out"])
async def test_after_that_it_is_not_graded_and_the_offline_verdict_stands(name: str):
    found, client = await judged(lambda request: BROKEN[name](ruling(request, {})))
    alone = offline().read(asking(STRONG))
    assert found.ungraded is not None
    assert "can't be read" in found.ungraded
    assert found == alone.model_copy(update={"ungraded": found.ungraded})
    assert len(client.requests) == 2


async def test_where_the_model_can_t_be_asked_the_offline_verdict_stands():
    found, client = await judged(TimedOut("Nothing came for 20 seconds."))
    assert found.ungraded == "Nothing came for 20 seconds."
    assert (found.assessor, found.level, found.beside) == ("offline", 4, ())
    assert len(client.requests) == 1


async def test_a_fault_of_ours_is_not_hidden():
    class Broken(FakeClient):
        async def complete(self, request: ModelRequest) -> Any:
            raise RuntimeError("ours")

    with pytest.raises(RuntimeError, match="ours"):
        await ModelJudge(Broken(""), "lab/one", offline()).assess(asking(STRONG))


@pytest.mark.parametrize(
    "text", ["I don't know.", "Could you repeat that?", "", "Give me a second."]
)
async def test_what_is_no_answer_is_judged_by_nobody(text: str):
    found, client = await judged(keeps_to(ALL), texts=(text,))
    assert (found.level, found.assessor) == (None, "offline")
    assert not client.requests


async def test_an_answer_is_judged_for_its_follow_up_and_its_question_by_one_call():
    texts = (STRONG, "Then swap the oldest request out of the memory of the card.")
    followup = asking(*texts, followup=True)
    client = FakeClient(keeps_to({**ALL, "evict/oldest": "swap the oldest request out"}))
    judge = ModelJudge(client, "lab/one", offline())
    above, below = await judge.assess_all([asking(*texts), followup])
    assert (above.followup, above.level) == (None, 4)
    assert (below.followup, below.points[0].verdict) == ("evict", "covered")
    assert len(client.requests) == 1
    assert {point["id"] for point in menu_in(client.requests[0])["points"]} >= {"evict/oldest"}


async def test_the_menu_is_shuffled_alike_each_time_and_its_seed_is_kept():
    first, one = await judged(keeps_to({}))
    _, again = await judged(keeps_to({}))
    second, other = await judged(keeps_to({}), seed=8)
    menus = [[p["id"] for p in menu_in(c.requests[0])["points"]] for c in (one, again, other)]
    assert menus[0] == menus[1] != menus[2]
    assert first.judged is not None
    assert second.judged is not None
    assert (first.judged.seed, first.judged.rubric) != (second.judged.seed, second.judged.rubric)


async def test_the_answer_stands_under_a_key_of_each_call_and_is_called_untrusted_on_both_sides():
    _, one = await judged(keeps_to({}))
    _, other = await judged(keeps_to({}))
    prompts = [client.requests[0].messages[1].content for client in (one, other)]
    keys = [prompt.split('Everything under "')[1].split('"')[0] for prompt in prompts]
    assert keys[0] != keys[1]
    for key, prompt in zip(keys, prompts, strict=True):
        before, _, behind = prompt.partition(f'{{"{key}"')
        assert "untrusted" in before
        assert f'untrusted text under "{key}"' in behind
    assert one.requests[0].messages[0] == other.requests[0].messages[0]
    assert one.requests[0].json_schema == other.requests[0].json_schema


async def test_weights_hints_and_model_answers_are_not_told_to_a_judge_either():
    _, client = await judged(keeps_to({}))
    prompt = "\n".join(message.content for message in client.requests[0].messages)
    assert "weight" not in prompt
    assert "What exactly is kept?" not in prompt
    assert "quantise the cache to int8" not in prompt


async def test_a_second_pass_makes_a_band_and_no_average():
    quotes: list[dict[str, str]] = [ALL, {}]

    def changing(request: ModelRequest) -> str:
        return ruling(request, quotes.pop(0))

    found, client = await judged(changing, second="lab/one")
    assert (found.level, level_band(found)) == (4, (1, 4))
    assert [each.assessor for each in found.beside] == ["offline", "lab/one"]
    orders = [[p["id"] for p in menu_in(request)["points"]] for request in client.requests]
    assert orders[0] != orders[1]


async def test_a_second_pass_that_fails_leaves_the_first():
    answers: list[str | ModelError | None] = [None, TimedOut("-")]

    def once(request: ModelRequest) -> Any:
        return answers.pop(0) or ruling(request, ALL)

    found, _ = await judged(once, second="lab/two")
    assert found.level == 4
    assert level_band(found) is None


async def test_of_a_huge_answer_the_newest_part_is_judged():
    _, client = await judged(keeps_to({}), texts=("old " * 20_000, STRONG))
    assert len(client.requests[0].messages[1].content) < 40_000
    assert said_in(client.requests[0]).endswith(STRONG)


def test_a_weak_answer_is_weak():
    assert offline().read(asking(WEAK)).level == 1
