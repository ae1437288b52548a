"""Published and independently computed values; each row names where its number is from."""

import math

import pytest

from mockint.calc import calculate
from tests.calc.cases import Case, check, name_of

LLAMA_70B = {"n_layers": 80, "n_heads": 64, "n_kv_heads": 8, "head_dim": 128}

CASES = [
    Case(
        "kv_cache",
        {**LLAMA_70B, "seq_len": 100_000, "batch": 1, "dtype_bytes": 2},
        {"total_bytes": 32_768_000_000, "bytes_per_token": 327_680},
        "transformers DynamicCache",
    ),
    Case(
        "kv_cache",
        {"model": "llama-3.1-70b", "seq_len": "100K", "dtype_bytes": "fp16"},
        {"total_bytes": 32_768_000_000, "bytes_per_token": 327_680},
        "transformers DynamicCache",
    ),
    Case(
        "kv_cache",
        {"n_layers": 80, "n_heads": 64, "head_dim": 128, "seq_len": 1e5, "attention": "mha"},
        {"total_bytes": 262_144_000_000},
        "transformers DynamicCache",
    ),
    Case(
        "kv_cache",
        {**LLAMA_70B, "n_kv_heads": 64, "seq_len": 100_000},
        {"total_bytes": 262_144_000_000},
        "transformers DynamicCache",
    ),
    Case(
        "kv_cache",
        {"model": "llama-3.1-70b", "attention": "mqa", "seq_len": 100_000},
        {"total_bytes": 4_096_000_000},
        "transformers DynamicCache (row attention_variants)",
    ),
    Case(
        "kv_cache",
        {"n_layers": 64, "n_heads": 64, "head_dim": 128, "seq_len": 1},
        {"bytes_per_token": 2_097_152},
        "kipply, the 52B model",
    ),
    Case(
        "kv_cache",
        {"n_layers": 61, "attention": "mla", "kv_lora_rank": 512, "qk_rope_head_dim": 64},
        {"bytes_per_token": 70_272},
        "DeepSeek-AI 2025, table 1",
    ),
    Case(
        "kv_cache",
        {"n_layers": 15, "n_heads": 32, "n_kv_heads": 2, "head_dim": 256, "seq_len": 262_144},
        {"total_bytes": 8_053_063_680},
        "transformers DynamicCache, Qwen3.5-397B",
    ),
    Case(
        "kv_cache",
        {"model": "qwen3.5-397b-a17b", "seq_len": 262_144},
        {"total_bytes": 8_053_063_680, "bytes_per_token": 30_720},
        "transformers DynamicCache, Qwen3.5-397B",
    ),
    Case(
        "kv_cache",
        {**LLAMA_70B, "seq_len": 65_536},
        {"total_bytes": 20 * 2**30},
        "arithmetic: 20 GiB is exactly 65,536 tokens",
    ),
    Case(
        "kv_cache",
        {**LLAMA_70B, "seq_len": 1000, "dtype_bytes": "q8_0"},
        {"bytes_per_token": 80 * 2 * 8 * 128 * 34 / 32},
        "llama.cpp block_q8_0: 34 bytes for 32 values",
    ),
    Case(
        "kv_cache",
        {**LLAMA_70B, "seq_len": 10_000, "window": 1024, "n_window_layers": 40},
        {"total_bytes": 4096 * 40 * (10_000 + 1024), "bytes_per_token": 327_680},
        "arithmetic: half of the layers keep 1,024 tokens",
    ),
    Case(
        "quant_memory",
        {
            "n_quant_params": 68_451_041_280,
            "n_fp16_params": 525_606_912,
            "bits": 4,
            "group_size": 128,
            "scale_bits": 16,
            "zero_bits": 4,
        },
        {"total_bytes": 36.65e9},
        "GPTQ model card of Llama-2-70B",
        tolerance=0.004,
    ),
    Case(
        "quant_memory",
        {"bits": 4, "group_size": 128},
        {"bits_per_weight": 4.15625},
        "GPTQ and AWQ model cards",
    ),
    Case(
        "quant_memory",
        {"n_params": 8.03e9, "bits_per_weight": 4.8944, "gguf_file": "Q4_K_M"},
        {"total_bytes": 4.58 * 2**30},
        "llama.cpp quantize README",
        tolerance=0.003,
    ),
    Case(
        "quant_memory",
        {"model": "llama-3.1-8b", "gguf_file": "q8_0"},
        {"total_bytes": 7.95 * 2**30},
        "llama.cpp quantize README",
        tolerance=0.003,
    ),
    Case(
        "quant_memory",
        {"bits": 4, "group_size": 64, "scale_bits": 32, "zero_bits": 0},
        {"bits_per_weight": 4.5},
        "QLoRA, section 3: NF4",
    ),
    Case(
        "quant_memory",
        {"bits": 4, "group_size": 64, "scale_bits": 8 + 32 / 256, "zero_bits": 0},
        {"bits_per_weight": 4.127},
        "QLoRA, section 3: NF4, scales quantised again",
        tolerance=1e-4,
    ),
    Case(
        "quant_memory",
        {
            "n_params": 396_346_350_336,
            "bits": 4,
            "group_size": 64,
            "scale_bits": 16,
            "zero_bits": 16,
        },
        {"bits_per_weight": 4.5, "total_bytes": 223e9},
        "Qwen3.5-397B model card",
        tolerance=0.005,
    ),
    *(
        Case("quant_memory", {"gguf_type": name}, {"bits_per_weight": bits}, "gguf package")
        for name, bits in {
            "Q4_0": 4.5,
            "Q8_0": 8.5,
            "Q2_K": 2.625,
            "Q4_K": 4.5,
            "Q5_K": 5.5,
            "Q6_K": 6.5625,
            "IQ4_XS": 4.25,
            "MXFP4": 4.25,
        }.items()
    ),
    Case(
        "quant_memory",
        {"n_params": 70e9, "bits": 4, "group_size": "none"},
        {"total_bytes": 35e9, "bits_per_weight": 4},
        "arithmetic: bare weights",
    ),
    Case(
        "quant_memory",
        {"n_params": "70B", "bits": 16},
        {"total_bytes": 140e9},
        "arithmetic: 16 bits are kept as they are",
    ),
    Case(
        "chunking",
        {"document_tokens": 10_000, "chunk_tokens": 512, "overlap_tokens": 51},
        {"n_chunks": 22, "stored_tokens": 11_071, "last_chunk_tokens": 319},
        "langchain-text-splitters",
    ),
    Case(
        "chunking",
        {"document_tokens": 500, "chunk_tokens": 512, "overlap_tokens": 51},
        {"n_chunks": 1, "stored_tokens": 500, "last_chunk_tokens": 500, "storage_factor": 1},
        "arithmetic: a document that fits",
    ),
    Case(
        "chunking",
        {
            "document_tokens": 2000,
            "chunk_tokens": 500,
            "overlap_tokens": 50,
            "n_documents": "1M",
            "embedding_price_per_mtok": 0.02,
        },
        {"n_chunks": 5, "total_chunks": 5e6, "embedding_cost_usd": 2200e6 * 0.02 / 1e6},
        "arithmetic",
    ),
    Case(
        "embedding_storage",
        {"n_vectors": 1_000_000, "dim": 768, "dtype_bytes": 4},
        {"total_bytes": 3.072e9, "bytes_per_vector": 3072},
        "arithmetic",
    ),
    Case(
        "embedding_storage",
        {"n_vectors": "1M", "dim": 768, "dtype_bytes": "binary"},
        {"total_bytes": 96e6},
        "arithmetic: one bit a dimension",
    ),
    Case(
        "embedding_storage",
        {"a": [3, 4, 7, 1], "b": [4, 3, -7, 5], "keep_dims": 2},
        {"cosine": 0.96, "storage_ratio": 0.5},
        "arithmetic: (3, 4) and (4, 3), 24/25",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_value_is_that_of_the_source(case: Case) -> None:
    check(case)


@pytest.mark.parametrize(
    ("calculator", "defaults"),
    [
        ("kv_cache", {"seq_len": 8192, "batch": 1, "dtype_bytes": 2, "n_layers": 32}),
        ("quant_memory", {"bits": 4, "group_size": 128, "scale_bits": 16, "zero_bits": 4}),
        ("chunking", {"document_tokens": 10_000, "chunk_tokens": 512, "overlap_tokens": 51}),
        ("embedding_storage", {"n_vectors": 1_000_000, "dim": 768, "dtype_bytes": 4}),
    ],
)
def test_what_is_assumed_when_nothing_is_given(calculator: str, defaults: dict[str, float]) -> None:
    assert defaults.items() <= calculate(calculator, {})["inputs"].items()


@pytest.mark.parametrize(
    ("model", "per_token"),
    [
        ("llama-2-7b", 524_288),
        ("llama-2-70b", 327_680),
        ("llama-3.1-8b", 131_072),
        ("llama-3.1-70b", 327_680),
        ("llama-3.1-405b", 516_096),
        ("mixtral-8x7b", 131_072),
        ("deepseek-v3", 70_272),
        ("qwen3.5-397b-a17b", 30_720),
    ],
)
def test_cache_of_each_preset(model: str, per_token: int) -> None:
    """transformers DynamicCache and DeepSeek-AI 2025, table 1; fp16."""
    outputs = calculate("kv_cache", {"model": model})["outputs"]
    assert outputs["bytes_per_token"] == {"value": per_token, "unit": "bytes/token"}


def test_whole_results_have_no_decimal_point() -> None:
    value = calculate("quant_memory", {"n_params": 70e9, "bits": 4, "group_size": "none"})
    assert repr(value["outputs"]["total_bytes"]["value"]) == "35000000000"


def test_orthogonal_vectors_have_cosine_zero() -> None:
    outputs = calculate("embedding_storage", {"a": [1, 0], "b": [0, 2]})["outputs"]
    assert outputs["cosine"]["value"] == 0
    assert math.isclose(outputs["total_bytes"]["value"], 8e6)
