"""Malformed calls of `mockint calc`, generated over all calculators and inputs.

Each must leave with a message that names what is wrong and what to give instead: never with a
traceback, and never with a number.
"""

from collections.abc import Iterator

import pytest
from click.testing import CliRunner

from mockint.calc import all_calculators, find_calculator
from mockint.calc.parameters import Choice, Count, Dtype, Flag, Number, Parameter, Share, Text
from mockint.calc.registry import Calculator
from mockint.calc.selectors import PresetName
from mockint.calc.structures import Structure
from mockint.cli.calculating import calc_command
from mockint.core.errors import MockintError

NO_NUMBERS = (
    *("", " ", "abc", "inf", "-inf", "Infinity", "nan", "NaN", "1e999", "--5", "+-5", "0x10"),
    *("1,5", "1.2.3", "1 2", "12q", "12kk", "9" * 70, "true", "[1]", "{}", "5 parsecs", "1_", "½"),
)
NO_STRUCTURES = (
    *("", "nonsense", "{", "[NaN]", "[Infinity]", "[null]", "[[]]", "[true, {}]", '{"a": "b"}'),
    *("[" * 5000, f"[{','.join(['1'] * 70_000)}]", '"text"', "[1e999]", '{"a": [1,'),
)


def wrong_values(parameter: Parameter) -> Iterator[str]:
    """Yield what an input must refuse."""
    match parameter:
        case Count() | Number():
            yield from NO_NUMBERS
            yield from _out_of_range(parameter)
        case PresetName():
            yield from ("", " ", "no-such-thing")
        case Choice():
            yield from ("", "nonsense", "3", "[]", "none at all")
        case Flag():
            yield from ("", "maybe", "2", "-1", "yes no")
        case Text():
            yield from ("", "  \t", "x" * 30_000)
        case Structure():
            yield from NO_STRUCTURES


def _out_of_range(parameter: Count | Number) -> Iterator[str]:
    yield repr(parameter.maximum * 1.01 + 1)
    if isinstance(parameter, Count):
        yield from ("1.5", "2.000001")
    below = parameter.minimum - 1
    yield repr(below)
    if parameter.minimum > 0 or getattr(parameter, "open_minimum", False):
        yield from ("0", "0.0")
    if isinstance(parameter, Share):
        yield from ("150%", "-1%")
    if isinstance(parameter, Dtype):
        yield from ("fp17", "bf61")


def calls(calculator: Calculator) -> list[list[str]]:
    """Return malformed calls of one calculator, every kind of fault for some of its inputs."""
    found: list[list[str]] = []
    for place, parameter in enumerate(calculator.inputs):
        wrong = list(wrong_values(parameter))
        # Each input meets a part of the faults, and all inputs together meet them all.
        step = 3 if len(wrong) > 6 else 1
        found += [[f"{parameter.name}={value}"] for value in wrong[place % step :: step]]
    name = calculator.inputs[0].name
    return [
        *found,
        ["no_such_input=1"],
        [f"{name}x=1"],
        [f"{name.upper()}=1"],
        [name],
        ["=1"],
        [f"{name}=1", f"{name}=1"],
    ]


def refusal(*words: str) -> str:
    ran = CliRunner().invoke(calc_command, list(words), standalone_mode=False)
    assert isinstance(ran.exception, MockintError), (words, ran.exception, ran.output)
    assert not ran.output
    return str(ran.exception)


@pytest.mark.parametrize("calculator", all_calculators(), ids=lambda each: each.id)
def test_a_malformed_call_is_refused_with_a_remedy(calculator: Calculator):
    for words in calls(calculator):
        message = refusal(calculator.id, *words)
        key = words[0].partition("=")[0]
        assert key[:20] in message, (words, message)
        assert any(sign in message for sign in ("Give", "takes", "written key=value")), message
        assert len(message) < 1_500, (words[0][:40], len(message))


def test_there_are_well_over_five_hundred_of_them():
    assert sum(len(calls(calculator)) for calculator in all_calculators()) > 2_000


@pytest.mark.parametrize(
    ("words", "said"),
    [
        # What each input allows, and the inputs together do not.
        ("kv_cache n_layers=80 n_heads=64 n_kv_heads=7 head_dim=128", "n_kv_heads"),
        ("kv_cache n_layers=80 n_heads=8 n_kv_heads=64 head_dim=128", "n_kv_heads"),
        ("kv_cache n_layers=2 n_attention_layers=3 n_kv_heads=1 head_dim=8", "of only n_layers=2"),
        ("kv_cache model=llama-3.1-8b n_window_layers=3", "needs a window"),
        ("kv_cache attention=mqa n_kv_heads=8 n_layers=1 head_dim=8", "keeps one KV head"),
        ("kv_cache n_layers=80", "n_kv_heads"),
        ("attention_variants n_heads=32 n_kv_groups=5", "5"),
        ("attention_variants n_kv_groups=64 n_heads=32", "32"),
        ("rope head_dim=127", "head_dim"),
        ("moe n_experts=8 top_k=9", "top_k"),
        ("pass_at_k n_samples=5 k=6", "k"),
        ("pass_at_k n_samples=5 n_correct=6 k=1", "n_correct"),
        ("chunking chunk_tokens=100 overlap_tokens=100", "overlap_tokens"),
        ("queueing arrival_rate=10 service_rate=5 servers=2", "grows without end"),
        ("vector_similarity a=[0,0] b=[1,2]", "a"),
        ("vector_similarity a=[1,2] b=[1,2,3]", "b"),
        ("distillation teacher_logits=[1,2] student_logits=[1,2,3]", "student_logits"),
        ("eval_confidence successes=51 n=50", "successes"),
        ("ab_test control_successes=2 control_n=1", "control_successes"),
        ("ab_sample_size p_control=0.5 p_treatment=0.6 lift=0.1", "twice"),
        ("ab_sample_size p_control=0.5 p_treatment=0.5", "p_treatment"),
        ("sequential_test boundary=pocock nominal_alpha=0.05", "no part in boundary=pocock"),
        ("context_budget kind=window turns=3", "no part in kind=window"),
        ("api_cost fraction_to_large=0.3 requests=5", "no part in kind"),
        ("embedding_storage dim=768 keep_dims=769", "keep_dims"),
        ("quant_memory bits=4 gguf_type=Q4_K", "twice"),
        ("bradley_terry elo_a=1500 reward_a=1", "twice"),
        ("kv_cache model=llama-9 n_layers=3", "no such preset"),
        ("roofline gpu=h1000", "no such preset"),
    ],
)
def test_inputs_that_contradict_one_another_are_refused(words: str, said: str):
    assert said in refusal(*words.split(" "))


@pytest.mark.parametrize(
    "name", ["", " ", "kv cache", "kv_cach", "KV-CACHES", "calc", "../x", "💥"]
)
def test_a_calculator_that_is_not_there_is_refused(name: str):
    assert find_calculator("kv_cache").id in refusal(name)
