"""What no input takes, whichever calculator it belongs to: each kind of input is tried in turn."""

import json
import math
from collections.abc import Iterator
from typing import Any

import pytest

from mockint.calc import Calculator, all_calculators, calculate
from mockint.calc.parameters import Choice, Count, Flag, Number, Parameter, Share, Text
from mockint.calc.selectors import PresetName
from mockint.calc.structures import ListOf, MapOf, NumberList
from mockint.core.errors import CalculatorError

NO_NUMBER = [
    (math.inf, "not a finite number"),
    (-math.inf, "not a finite number"),
    (math.nan, "not a finite number"),
    ("inf", "not a finite number"),
    ("NaN", "not a finite number"),
    (True, "true and false are no numbers"),
    (False, "true and false are no numbers"),
    ("", "not a number"),
    ("many", "no"),  # not a number, and no such number format
    ([1], "not a number"),
    ({}, "not a number"),
]


def refused(parameter: Parameter) -> Iterator[tuple[object, str]]:
    """Yield values that an input must refuse, with a part of the reason."""
    if isinstance(parameter, Count | Number):
        yield from NO_NUMBER
        low, high = parameter.minimum, parameter.maximum
        yield high * 2 + 1 if high > 0 else 1, "too large"
        yield low - 1 - abs(low), "too small"
    if isinstance(parameter, Count):
        yield parameter.minimum + 0.5, "not a whole number"
        yield f"{parameter.minimum}.5", "not a whole number"
    if isinstance(parameter, Number) and parameter.open_minimum:
        yield parameter.minimum, "too small"
    if isinstance(parameter, Number) and parameter.open_maximum:
        yield parameter.maximum, "too large"
    if isinstance(parameter, Share):
        yield "101%", "too large"
        yield 95, "too large"
    if isinstance(parameter, Choice):
        yield 3, "not a word"
        yield "no such word", "not a choice"
    if isinstance(parameter, Flag):
        yield "perhaps", "neither yes nor no"
        yield 2, "neither yes nor no"
        yield [], "neither yes nor no"
    if isinstance(parameter, Text):
        yield 3, "not text"
        yield "  ", "no words in it"
        yield "a" * 100_000, "100,000 characters"
    if isinstance(parameter, PresetName):
        yield 7, "not a name"
        yield " ", "not a name"
    if isinstance(parameter, ListOf) and not parameter.or_one:
        yield {}, "not a list"
        yield "1, 2", "not a JSON list"
        yield [None] * (parameter.longest + 1), " items"
        yield "[" * 100_000, "not a JSON list"
    if isinstance(parameter, NumberList):
        yield [], "0 items"
        yield [1, "x"], "not a number"
        yield [1, None], "not a number"
        yield "[1, NaN]", "not a finite number"
        yield [parameter.magnitude * 2], "too large" if parameter.shortest == 1 else "1 items"
    if isinstance(parameter, MapOf):
        yield [1], "not a mapping"
        yield "{", "not a JSON object"
        yield {}, "0 items"
        yield {"": 1, "b": 1}, "not a name"


@pytest.mark.parametrize("entry", all_calculators(), ids=lambda entry: entry.id)
def test_refused_with_name_reason_and_range(entry: Calculator) -> None:
    for parameter in entry.inputs:
        for value, reason in refused(parameter):
            with pytest.raises(CalculatorError) as caught:
                calculate(entry.id, {parameter.name: value})
            assert caught.value.message.startswith(f"{entry.id}: {parameter.name}="), value
            assert reason in caught.value.message
            assert caught.value.remedy.startswith("Give ")


@pytest.mark.parametrize("entry", all_calculators(), ids=lambda entry: entry.id)
def test_default_may_be_given_as_text(entry: Calculator) -> None:
    """The command line has only text."""
    for parameter in entry.inputs:
        default = parameter.default_for({})
        if default is None or isinstance(default, bool):
            continue
        text = json.dumps(default) if isinstance(default, list | dict) else str(default)
        assert parameter.read(text) == default


@pytest.mark.parametrize(
    ("calculator", "inputs", "message"),
    [
        ("bm25", {"corpus": [["a"], [1.5]]}, "corpus=1.5: not a name"),
        ("bm25", {"corpus": ["a b"]}, "corpus=a b: not a JSON list"),
        ("rrf", {"rankings": [["a", True]]}, "rankings=True: not a name"),
        ("judge_agreement", {"table": [[1, 2], [3, -1]]}, "table=-1: too small"),
        ("judge_agreement", {"ratings": [[1, "x"], [1, 2]]}, "ratings=x: not a number"),
        ("ir_metrics", {"queries": [{"ranking": []}]}, "relevance is missing"),
        ("ir_metrics", {"queries": [[]]}, "queries=[]: not a mapping"),
        ("ir_metrics", {"queries": ["{"]}, "queries={: not a JSON object"),
        (
            "ir_metrics",
            {"queries": [{"rankings": [], "relevance": {"a": 1}}]},
            "no 'rankings' in it. Did you mean 'ranking'?",
        ),
        ("ir_metrics", {"relevance": {"a": -1}}, "relevance=-1: too small"),
        ("fairness", {"confusion": {"a": {"tp": 1}, "b": {}}}, "fp is missing"),
        ("fairness", {"selection_rates": {"a": 0.5}}, "1 items"),
        ("moderation", {"sensitivity": [0.5, 2]}, "sensitivity=2: too large"),
        ("moderation", {"sensitivity": 2}, "sensitivity=2: too large"),
        ("moderation", {"sensitivity": "[0.5"}, "sensitivity=[0.5: not a JSON list"),
        ("moderation", {"sensitivity": []}, "sensitivity=[]: 0 items"),
        ("pass_at_k", {"n_correct": -1}, "n_correct=-1: too small"),
        ("pass_at_k", {"n_correct": "1.5"}, "n_correct=1.5: not a whole number"),
        ("lora", {"target_modules": "q_prj"}, "Did you mean 'q_proj'?"),
        ("latency_budget", {"components": {"a": {"median_seconds": 1}}}, "sigma_log is missing"),
        ("token_bucket", {"events": [[1]]}, "events=[1]: 1 items"),
        ("slo", {"slo": "99.9"}, "slo=99.9: too large. Give a fraction above 0 below 1, or a per"),
        ("slo", {"window_seconds": "3 months"}, "unknown suffix 'months'; known are us, ms, s,"),
        ("tail_amplification", {"p_slow": "5k"}, "unknown suffix 'k'; known are %"),
        ("roofline", {"peak_flops": "989 XFLOPS"}, "unknown suffix 'XFLOPS'; known are k, M, G"),
    ],
)
def test_fault_inside_is_named(calculator: str, inputs: dict[str, Any], message: str) -> None:
    with pytest.raises(CalculatorError) as caught:
        calculate(calculator, inputs)
    assert message in str(caught.value)


def _nested(depth: int) -> list[Any]:
    value: list[Any] = [1]
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize("value", [10**5000, _nested(5000)], ids=["long", "deep"])
def test_monstrous_values_are_refused_like_others(value: object) -> None:
    for name in ("seq_len", "dtype_bytes", "attention"):
        with pytest.raises(CalculatorError) as caught:
            calculate("kv_cache", {name: value})
        assert len(str(caught.value)) < 300
