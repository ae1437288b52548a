"""Calculators as forms, two variants side by side, and chains from one to the next."""

from typing import Any

import pytest

from mockint.calc import (
    CHAINS,
    Chain,
    all_calculators,
    as_typed,
    calculate,
    chains_from,
    compare,
    describe,
    find_calculator,
    handed_on,
)
from mockint.core.errors import CalculatorError

IDS = [calculator.id for calculator in all_calculators()]


def test_a_form_knows_its_fields() -> None:
    form = describe("kv-cache")
    assert (form.id, form.title) == ("kv_cache", "KV cache of a decoder")
    fields = {field.name: field for field in form.fields}
    assert fields["seq_len"].default == "8,192"
    assert fields["seq_len"].unit == "tokens"
    assert fields["seq_len"].is_number
    assert fields["attention"].choices == ("mha", "gqa", "mqa", "mla")
    assert "llama-3.1-70b" in fields["model"].choices
    assert fields["window"].default == ""
    assert "from 1 to" in fields["batch"].accepts
    assert form.trap
    assert form.source


@pytest.mark.parametrize("name", IDS)
def test_the_defaults_of_a_form_give_what_no_inputs_give(name: str) -> None:
    form = describe(name)
    typed = {field.name: field.default for field in form.fields if field.default}
    expected = calculate(name, {})["outputs"]
    found = calculate(name, typed)["outputs"]
    assert found.keys() == expected.keys()
    for output, result in expected.items():
        value = result["value"]
        close = pytest.approx(value, rel=1e-9) if isinstance(value, float) else value
        assert found[output]["value"] == close, output


@pytest.mark.parametrize(
    ("value", "typed"),
    [
        (True, "yes"),
        (False, "no"),
        (8192, "8,192"),
        (0.5, "0.5"),
        (1e24, "1e+24"),
        ([1, 2], "[1, 2]"),
    ],
)
def test_values_as_one_types_them(value: Any, typed: str) -> None:
    assert as_typed(value) == typed


def test_two_variants_side_by_side() -> None:
    shape = {"n_layers": 80, "head_dim": 128, "seq_len": 4096}
    rows = compare("kv_cache", {**shape, "n_kv_heads": 64}, {**shape, "n_kv_heads": 8})
    total = next(row for row in rows if row.name == "total_bytes")
    assert (total.unit, total.ratio) == ("bytes", 0.125)
    assert total.a == 8 * total.b


def test_what_only_one_variant_has_is_compared_to_nothing() -> None:
    rows = {row.name: row for row in compare("rope", {"head_dim": 64}, {"head_dim": 128})}
    assert rows["inv_freq_63"].a is None
    assert rows["inv_freq_63"].ratio is None
    assert {row.name for row in compare("vram_planner", {}, {})} >= {"fits", "weight_bytes"}


def test_a_refused_variant_says_so() -> None:
    with pytest.raises(CalculatorError, match="n_layers=0: too small"):
        compare("kv_cache", {}, {"n_layers": 0})


# -- chains


@pytest.mark.parametrize("chain", CHAINS, ids=lambda chain: f"{chain.source} to {chain.target}")
def test_what_is_handed_on_exists_and_counts_in_the_same_unit(chain: Chain) -> None:
    source, target = find_calculator(chain.source), find_calculator(chain.target)
    assert chain.passes
    for each in chain.passes:
        given = source.output(each.source) or source.input(each.source)
        taken = target.input(each.target)
        assert given is not None, each
        assert taken is not None, each
        # A vector is stored for each chunk.
        if each.factor == 1 and (given.unit, taken.unit) != ("chunks", "vectors"):
            assert given.unit == taken.unit or None in (given.unit, taken.unit), each


@pytest.mark.parametrize("chain", CHAINS, ids=lambda chain: f"{chain.source} to {chain.target}")
def test_what_is_handed_on_can_be_computed_with(chain: Chain) -> None:
    result = calculate(chain.source, _something_to_hand_on(chain.source))
    inputs = handed_on(chain, result)
    assert inputs
    used = calculate(chain.target, inputs)["inputs"]
    for name, value in inputs.items():
        assert used[name] == value


def _something_to_hand_on(name: str) -> dict[str, Any]:
    return {
        "tokenizer_budget": {"words": 1000},
        "quant_memory": {"n_params": 70_000_000_000},
        "ab_sample_size": {},
    }.get(name, {})


def test_a_design_round_is_one_chain() -> None:
    """From the cache of a request to the bill: 100 requests of 8,192 tokens on Llama 3.1 70B."""
    result = calculate("kv_cache", {"model": "llama-3.1-70b", "seq_len": 8192, "batch": 100})
    for name, more in (
        ("vram_planner", {"gpu": "h100", "memory_utilization": 0.9}),
        ("roofline", {"batch": 100, "context_tokens": 8192}),
        ("capacity", {"qps": 20}),
        ("api_cost", {"input_tokens": 7000}),
    ):
        chain = next(each for each in chains_from(result["calculator"]) if each.target == name)
        result = calculate(name, {**handed_on(chain, result), **more})
    assert result["inputs"]["requests"] == 20 * 86_400
    assert result["outputs"]["total_cost_usd"]["value"] == pytest.approx(
        20 * 86_400 * (7000 * 3 + 256 * 15) / 1e6
    )


def test_a_chain_hands_on_what_it_carries() -> None:
    cache = calculate("kv_cache", {"model": "llama-3.1-70b", "seq_len": 100_000})
    (chain,) = (each for each in chains_from("kv_cache") if each.target == "vram_planner")
    assert handed_on(chain, cache) == {
        "model": "llama-3.1-70b",
        "kv_bytes": 32_768_000_000,
        "kv_bytes_per_token": 327_680,
    }


def test_a_model_of_ones_own_is_not_handed_on() -> None:
    cache = calculate("kv_cache", {"model": "mine", "n_layers": 2, "n_kv_heads": 2, "head_dim": 8})
    chain = chains_from("kv_cache")[0]
    assert "model" not in handed_on(chain, cache)


def test_bits_become_bytes_on_the_way() -> None:
    planned = calculate("vram_planner", {"model": "llama-3.1-70b", "weight_bits": 4})
    (chain,) = chains_from("vram_planner")[:1]
    assert handed_on(chain, planned)["weight_bytes_per_param"] == 0.5
