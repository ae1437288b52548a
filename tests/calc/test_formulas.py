"""The formula of a result: the numbers that were used, and what they come to."""

import json
from pathlib import Path
from typing import Any

import pytest

from mockint.calc import calculate

OF_DEFAULTS: dict[str, str] = json.loads(
    Path(__file__).with_name("formulas.json").read_text("utf-8")
)

LLAMA_70B = {"n_layers": 80, "n_heads": 64, "n_kv_heads": 8, "head_dim": 128}


@pytest.mark.parametrize(
    ("calculator", "inputs", "formula"),
    [
        (
            "kv_cache",
            {**LLAMA_70B, "seq_len": 100_000},
            (
                "2 x 80 x 8 x 128 x 2 B = 327,680 B/token; "
                "x 100,000 x 1 = 32,768,000,000 B (32.8 GB, 30.5 GiB)"
            ),
        ),
        (
            "kv_cache",
            {"model": "deepseek-v3", "seq_len": 1000},
            "61 x (512 + 64) x 2 B = 70,272 B/token; x 1,000 x 1 = 70,272,000 B (70.3 MB, 67 MiB)",
        ),
        (
            "kv_cache",
            {
                "n_layers": 4,
                "n_kv_heads": 1,
                "head_dim": 8,
                "seq_len": 100,
                "window": 10,
                "n_window_layers": 3,
            },
            (
                "2 x 4 x 1 x 8 x 2 B = 128 B/token; 32 B/token and layer x "
                "(1 x 100 + 3 x min(100, 10)) x 1 = 4,160 B (4.16 kB, 4.06 KiB)"
            ),
        ),
        ("quant_memory", {}, "4 + (16 + 4) / 128 = 4.15625 bits/weight"),
        (
            "quant_memory",
            {"gguf_type": "Q4_K", "n_params": 256, "n_fp16_params": 0},
            "8 x 144 B / 256 weights = 4.5 bits/weight; 256 x 4.5 / 8 = 144 B",
        ),
        (
            "quant_memory",
            {"n_quant_params": 1000, "n_fp16_params": 10, "bits_per_weight": 4},
            "4 bits/weight; 1,000 x 4 / 8 + 10 x 2 B = 520 B",
        ),
        (
            "chunking",
            {},
            "ceil((10,000 - 51) / (512 - 51)) = 22 chunks; 10,000 + 51 x 21 = 11,071 tokens",
        ),
        ("chunking", {"document_tokens": 100}, "100 <= 512, so 1 chunk"),
        (
            "rope",
            {"q": [1, 0], "k": [1, 0], "scaling": "yarn", "factor": 1},
            "10,000^(-2i/2), scaling yarn: θ[0] = 1, 2π / θ = 6.28319 tokens; q·k = 1",
        ),
        ("positional_encoding", {"n_heads": 2}, "2^(-8k/2), k = 1 to 2: 0.0625, 0.00390625"),
        (
            "flash_attention_io",
            {"seq_len": 64, "head_dim": 16, "sram_elements": 1024, "variant": "fa2"},
            (
                "4 x 64 x 16 + 4 x 64² = 20,480; 2 x 64 x 16 + 64 + 4 x 2 x 64 x 16 = 10,304; "
                "1.98758x less"
            ),
        ),
        (
            "speculative_decoding",
            {"acceptance_rate": 1, "draft_tokens": 3, "draft_cost_ratio": 0.5},
            "3 + 1 = 4 tokens a step; / (3 x 0.5 + 1) = 1.6x",
        ),
        (
            "queueing",
            {"kind": "sizing", "arrival_rate": 9, "service_rate": 10, "max_utilization": 0.95},
            (
                "P(wait), c = 2, a = 0.9; 0.27931 / (2 x 10 - 9) = 0.0253918 s; "
                "P(W <= 0.5 s) 0.998859"
            ),
        ),
        (
            "vector_index",
            {"index": "ivfpq", "dim": 8, "n_vectors": 2, "headroom": 2, "nlist": 3},
            "(2 x (1 + 8) + 8,288) x 2 = 16,612 B (16.6 kB, 16.2 KiB)",
        ),
        ("semantic_cache", {"hit_rate": 1}, "2e-05 + (1 - 1) x 0.0045 = 2e-05 USD; saves 0.9956"),
        (
            "api_cost",
            {"cache_read_tokens": 100, "batch_discount": 0.5},
            (
                "1 x (0 + 100 x 0.1 + 0 x 1.25) x 3 / 1M = 1.5e-05 USD; "
                "1 x 0 x 15 / 1M = 0 USD; together 1.5e-05 USD x (1 - 0.5) included"
            ),
        ),
        (
            "ab_sample_size",
            {"method": "arcsine", "p_control": 0.5, "p_treatment": 0.6},
            "2 x ((1.95996 + 0.841621) / 0.201358)² = 387.169 per arm",
        ),
        ("backoff", {"jitter": "full", "retries": 2}, "1 + 2 = 3 s; 1.5 s with full jitter"),
        (
            "backoff",
            {"retries": 11, "cap_seconds": 1},
            "1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + ... = 11 s",
        ),
        (
            "training_compute",
            {"n_params": 1e9, "tokens_per_second": 1e5, "n_gpus": 8, "peak_flops": 1e15},
            "100,000 x (6 x 1,000,000,000 + 0) FLOP; / (8 x 1e+15) = 0.075 MFU",
        ),
    ],
)
def test_formula_shows_the_numbers(calculator: str, inputs: dict[str, Any], formula: str) -> None:
    assert calculate(calculator, inputs)["formula"] == formula


@pytest.mark.parametrize("calculator", OF_DEFAULTS)
def test_formula_of_the_defaults(calculator: str) -> None:
    assert calculate(calculator, {})["formula"] == OF_DEFAULTS[calculator]
