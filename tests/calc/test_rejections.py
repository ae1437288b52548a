"""What a calculator refuses: always with the input's name, the reason and what would do."""

from typing import Any

import pytest

from mockint.calc import calculate, output_of
from mockint.core.errors import CalculatorError


@pytest.mark.parametrize(
    ("calculator", "inputs", "message"),
    [
        # Words.
        ("kv_cache", {"attention": "gka"}, "attention=gka: not a choice. Did you mean 'gqa'"),
        ("kv_cache", {"attention": 3}, "not a word. Give one of mha, gqa, mqa, mla"),
        ("kv_cache", {"dtype_bytes": "fp61"}, "no such number format. Did you mean 'fp64'"),
        ("kv_cache", {"dtype_bytes": 16}, "too large. Give bytes per value, above 0 up to 8"),
        ("kv_cache", {"model": 7}, "model=7: not a name"),
        ("kv_cache", {"model": "llama-3.1-7b"}, "no such preset. Did you mean 'llama-3.1-"),
        ("kv_cache", {"model": "llama-5", "n_layers": 3}, "no such preset"),
        ("quant_memory", {"model": "mixtral-8x22b"}, "Did you mean 'mixtral-8x7b'"),
        ("quant_memory", {"gguf_type": "q4_kk"}, "Did you mean 'Q4_K'"),
        ("quant_memory", {"gguf_file": "Q4_K_X"}, "no such preset. Did you mean 'Q4_K_"),
        # Quantities in the wrong spelling.
        ("kv_cache", {"seq_len": "1,5"}, "a comma separates thousands"),
        ("kv_cache", {"seq_len": "12q"}, "unknown suffix 'q'; known are k, M, B, T"),
        ("kv_cache", {"seq_len": "12k pages"}, "'pages' is not the unit wanted here"),
        ("kv_cache", {"seq_len": "1" * 100}, "111...: not a number"),
        ("quant_memory", {"block_bytes": "2Kb"}, "Kb are bits; bytes are written KB"),
        # Lists.
        ("embedding_storage", {"a": []}, "a=[]: 0 items"),
        ("embedding_storage", {"a": 3}, "not a list"),
        ("embedding_storage", {"a": "[1, 2"}, "not a JSON list"),
        ("embedding_storage", {"a": "[1, NaN]"}, "a=nan: not a finite number"),
        ("embedding_storage", {"a": [1, True]}, "true and false are no numbers"),
        ("embedding_storage", {"a": [1e200]}, "an item is too large"),
        # Inputs that exclude one another.
        (
            "kv_cache",
            {"n_layers": 1, "n_heads": 64, "n_kv_heads": 7, "head_dim": 128},
            "n_kv_heads=7 does not divide n_heads=64. Give a divisor: 1, 2, 4, 8, 16, 32, 64",
        ),
        (
            "kv_cache",
            {"n_layers": 1, "n_heads": 8, "n_kv_heads": 64, "head_dim": 128},
            "n_kv_heads=64 does not divide n_heads=8",
        ),
        (
            "kv_cache",
            {"n_heads": 5040, "n_kv_heads": 11},
            "1, 2, 3, 4, 5, 6, ..., 1680, 2520, 5040",
        ),
        (
            "kv_cache",
            {"n_layers": 1, "n_heads": 64, "n_kv_heads": 8, "head_dim": 128, "attention": "mha"},
            "n_heads=64 and n_kv_heads=8",
        ),
        ("kv_cache", {"n_kv_heads": 8, "attention": "mqa"}, "one KV head, not n_kv_heads=8"),
        ("kv_cache", {"kv_lora_rank": 512, "attention": "gqa"}, "no part in attention=gqa"),
        ("kv_cache", {"n_layers": 15, "n_attention_layers": 60}, "of only n_layers=15"),
        ("kv_cache", {"n_window_layers": 3}, "n_window_layers needs a window"),
        ("kv_cache", {"window": 8, "n_window_layers": 33}, "of only 32 layers with a cache"),
        ("quant_memory", {"bits": 4, "gguf_type": "Q4_K"}, "bits and gguf_type say the same"),
        ("quant_memory", {"group_size": 64, "bits_per_weight": 4.5}, "say the same thing twice"),
        (
            "quant_memory",
            {"n_params": 100, "n_quant_params": 90, "n_fp16_params": 5},
            "do not add up to n_params=100",
        ),
        ("quant_memory", {"n_params": 100, "n_quant_params": 101}, "do not add up"),
        ("chunking", {"overlap_tokens": 512}, "the window never moves on"),
        ("chunking", {"chunk_tokens": 40}, "Give an overlap from 0 to 39"),
        ("chunking", {"overlap_tokens": -1}, "too small. Give a whole number from 0"),
        ("embedding_storage", {"keep_dims": 769}, "keep_dims=769 of only 768 dimensions"),
        ("embedding_storage", {"a": [1, 2], "b": [1]}, "b has 1 components, but there are 2"),
        ("embedding_storage", {"a": [1, 2], "dim": 3}, "a has 2 components, but there are 3"),
        ("embedding_storage", {"a": [0, 0], "b": [1, 0]}, "a has no length"),
        (
            "embedding_storage",
            {"a": [1, 0], "b": [0, 1], "keep_dims": 1},
            "b has no length in its first 1 components",
        ),
        # Names.
        ("kv_cach", {}, "no calculator 'kv_cach'. Did you mean 'kv_cache'?"),
        ("kv_cache", {"n_layer": 3}, "no input 'n_layer'. Did you mean 'n_layers'? It takes"),
        ("chunking", {"model": "x"}, "no input 'model'"),
        # Nothing to go by.
        ("kv_cache", {"n_layers": 80}, "nothing can be computed from n_layers. It also takes"),
        ("kv_cache", {"attention": "gqa", "n_layers": 2, "n_heads": 2, "head_dim": 2}, "nothing"),
        ("kv_cache", {"attention": "mla"}, "nothing can be computed from attention"),
        ("kv_cache", {"n_layers": 1, "attention": "mla", "kv_lora_rank": 5}, "nothing"),
        (
            "kv_cache",
            {"n_layers": 1, "qk_rope_head_dim": 5},
            "nothing can be computed from n_layers",
        ),
        ("quant_memory", {"block_bytes": 18}, "nothing can be computed from block_bytes"),
    ],
)
def test_refusal(calculator: str, inputs: dict[str, Any], message: str) -> None:
    with pytest.raises(CalculatorError) as caught:
        calculate(calculator, inputs)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("inputs", "output", "message"),
    [
        ({}, "total_byte", "no output 'total_byte'. Did you mean 'total_bytes'? It gives total_"),
        ({}, "total_bytes", "total_bytes cannot be computed from no inputs. It takes model, n_"),
    ],
)
def test_output_that_is_not_there(inputs: dict[str, Any], output: str, message: str) -> None:
    with pytest.raises(CalculatorError) as caught:
        output_of("quant_memory", inputs, output)
    assert str(caught.value).startswith("quant_memory: ")
    assert message in str(caught.value)


def test_outputs_without_inputs_are_left_out() -> None:
    assert set(calculate("quant_memory", {"bits": 8})["outputs"]) == {"bits_per_weight"}
    assert "embedding_cost_usd" not in calculate("chunking", {})["outputs"]
    assert "cosine" not in calculate("embedding_storage", {"a": [1, 2]})["outputs"]


def test_null_is_an_input_that_was_not_given() -> None:
    assert calculate("chunking", {"chunk_tokens": None}) == calculate("chunking", {})


def test_null_switches_groups_off() -> None:
    outputs = calculate("quant_memory", {"bits": 4, "group_size": None})["outputs"]
    assert outputs["bits_per_weight"]["value"] == 4
