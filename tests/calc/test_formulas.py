"""The formula of a result: the numbers that were used, and what they come to."""

from typing import Any

import pytest

from mockint.calc import calculate

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
            "embedding_storage",
            {},
            "1,000,000 x 768 x 4 B = 3,072,000,000 B (3.07 GB, 2.86 GiB)",
        ),
    ],
)
def test_formula_shows_the_numbers(calculator: str, inputs: dict[str, Any], formula: str) -> None:
    assert calculate(calculator, inputs)["formula"] == formula
