"""What holds for all inputs, not only for those that someone published."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mockint.calc import all_calculators, calculate, find_calculator
from mockint.calc.gguf import GGUF_BLOCKS, GGUF_FILES
from mockint.calc.presets import MODELS
from mockint.core.errors import CalculatorError

small = st.integers(min_value=1, max_value=10_000)
dtypes = st.sampled_from([4, 2, 1, 0.5, 34 / 32])


def value(calculator: str, inputs: dict[str, Any], output: str) -> float:
    number: float = calculate(calculator, inputs)["outputs"][output]["value"]
    return number


@st.composite
def decoders(draw: st.DrawFn) -> dict[str, Any]:
    kv_heads = draw(st.integers(min_value=1, max_value=64))
    return {
        "n_layers": draw(st.integers(min_value=1, max_value=200)),
        "n_heads": kv_heads * draw(st.integers(min_value=1, max_value=16)),
        "n_kv_heads": kv_heads,
        "head_dim": draw(st.integers(min_value=1, max_value=512)),
        "seq_len": draw(small),
        "batch": draw(small),
        "dtype_bytes": draw(dtypes),
    }


@given(decoders())
def test_gqa_with_all_heads_is_mha(decoder: dict[str, Any]) -> None:
    heads = decoder["n_heads"]
    grouped = {**decoder, "n_kv_heads": heads, "attention": "gqa"}
    full = {key: each for key, each in decoder.items() if key != "n_kv_heads"}
    mha = calculate("kv_cache", {**full, "attention": "mha"})
    assert calculate("kv_cache", grouped)["outputs"] == mha["outputs"]


@given(decoders())
def test_gqa_with_one_head_is_mqa(decoder: dict[str, Any]) -> None:
    one = {**decoder, "n_kv_heads": 1}
    mqa = calculate("kv_cache", {**one, "attention": "mqa"})
    assert calculate("kv_cache", {**one, "attention": "gqa"})["outputs"] == mqa["outputs"]


@given(decoders(), st.integers(min_value=2, max_value=50))
def test_cache_is_linear_in_tokens_and_batch(decoder: dict[str, Any], times: int) -> None:
    once = value("kv_cache", decoder, "total_bytes")
    for name in ("seq_len", "batch", "n_layers", "head_dim"):
        more = {**decoder, name: decoder[name] * times}
        assert value("kv_cache", more, "total_bytes") == pytest.approx(once * times, rel=1e-12)


@given(decoders(), small)
def test_window_never_adds(decoder: dict[str, Any], window: int) -> None:
    whole = value("kv_cache", decoder, "total_bytes")
    cut = value("kv_cache", {**decoder, "window": window}, "total_bytes")
    assert cut <= whole
    assert (cut == whole) == (window >= decoder["seq_len"])


@given(small, small, st.data())
def test_chunks_cover_the_document(tokens: int, chunk: int, data: st.DataObject) -> None:
    overlap = data.draw(st.integers(min_value=0, max_value=chunk - 1))
    inputs = {"document_tokens": tokens, "chunk_tokens": chunk, "overlap_tokens": overlap}
    starts = [0]
    while starts[-1] + chunk < tokens:  # what a splitter does
        starts.append(starts[-1] + chunk - overlap)
    lengths = [min(chunk, tokens - start) for start in starts]
    outputs = calculate("chunking", inputs)["outputs"]
    assert outputs["n_chunks"]["value"] == len(lengths) >= 1
    assert outputs["stored_tokens"]["value"] == sum(lengths)
    assert outputs["last_chunk_tokens"]["value"] == lengths[-1]
    assert outputs["storage_factor"]["value"] >= 1


@given(small, small, dtypes, st.integers(min_value=2, max_value=50))
def test_storage_is_linear(vectors: int, dim: int, dtype: float, times: int) -> None:
    inputs = {"n_vectors": vectors, "dim": dim, "dtype_bytes": dtype}
    once = value("embedding_storage", inputs, "total_bytes")
    assert once == vectors * dim * dtype
    for name in ("n_vectors", "dim"):
        more = {**inputs, name: inputs[name] * times}
        assert value("embedding_storage", more, "total_bytes") == pytest.approx(once * times)


numbers = st.floats(min_value=-1e50, max_value=1e50, allow_subnormal=False)


@given(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=20), st.data())
def test_cosine_is_symmetric_and_bounded(
    pairs: list[tuple[float, float]], data: st.DataObject
) -> None:
    a, b = [list(side) for side in zip(*pairs, strict=True)]
    keep = data.draw(st.integers(min_value=1, max_value=len(a)))
    assume(any(a[:keep]) and any(b[:keep]))
    cosine = value("embedding_storage", {"a": a, "b": b, "keep_dims": keep}, "cosine")
    assert -1 <= cosine <= 1
    assert cosine == value("embedding_storage", {"a": b, "b": a, "keep_dims": keep}, "cosine")
    same = value("embedding_storage", {"a": a, "b": a, "keep_dims": keep}, "cosine")
    assert same == pytest.approx(1)


@given(st.integers(min_value=1, max_value=10**13), st.integers(min_value=1, max_value=16))
def test_scales_cost_more_than_bare_weights(n_params: int, bits: int) -> None:
    bare = {"n_params": n_params, "bits": bits, "group_size": "none"}
    assert value("quant_memory", bare, "total_bytes") == pytest.approx(n_params * bits / 8)
    grouped = {**bare, "group_size": 128}
    assert value("quant_memory", grouped, "bits_per_weight") > bits


def _questions() -> list[tuple[str, dict[str, Any]]]:
    kinds: list[dict[str, Any]] = [
        {},
        {"attention": "mqa", "head_dim": 128},
        {"batch": 4, "window": 100},
    ]
    return [
        *((each.id, {}) for each in all_calculators()),
        *(("kv_cache", {"model": model, **kind}) for model in MODELS for kind in kinds),
        *(("quant_memory", {"gguf_type": name, "n_params": "8B"}) for name in GGUF_BLOCKS),
        *(("quant_memory", {"gguf_file": name, "model": "llama-2-7b"}) for name in GGUF_FILES),
        ("kv_cache", {"model": "llama-3.1-70b", "attention": "mha"}),
        ("quant_memory", {"n_params": "8B", "bits": 16}),
        ("quant_memory", {"n_params": "8B", "group_size": "none"}),
        ("embedding_storage", {"a": "[1, 2, 3]", "b": [3, 2, 1], "keep_dims": 2}),
    ]


@pytest.mark.parametrize(("calculator", "inputs"), _questions())
def test_inputs_of_a_result_lead_to_the_same_result(
    calculator: str, inputs: dict[str, Any]
) -> None:
    first = calculate(calculator, inputs)
    assert calculate(calculator, first["inputs"]) == first


junk = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=10),
    st.lists(st.floats(), max_size=3), st.sampled_from(["12k", "fp16", "none", "llama-2-7b", 8, 1]),
)  # fmt: skip


@given(st.sampled_from([each.id for each in all_calculators()]), st.data())
def test_any_values_are_computed_or_refused(calculator: str, data: st.DataObject) -> None:
    names = [each.name for each in find_calculator(calculator).inputs]
    inputs = data.draw(st.dictionaries(st.sampled_from(names), junk, max_size=len(names)))
    with suppress(CalculatorError):
        result = calculate(calculator, inputs)
        assert result["outputs"]
        assert result["formula"]
        assert json.loads(json.dumps(result, allow_nan=False)) == result
