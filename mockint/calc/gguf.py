"""How many bits a weight takes in llama.cpp's formats: per type of block, and per file."""

from collections.abc import Mapping

_BLOCKS: Mapping[str, tuple[int, int]] = {
    "F16": (1, 2),
    "BF16": (1, 2),
    "Q4_0": (32, 18),
    "Q4_1": (32, 20),
    "Q5_0": (32, 22),
    "Q5_1": (32, 24),
    "Q8_0": (32, 34),
    "Q2_K": (256, 84),
    "Q3_K": (256, 110),
    "Q4_K": (256, 144),
    "Q5_K": (256, 176),
    "Q6_K": (256, 210),
    "IQ1_S": (256, 50),
    "IQ1_M": (256, 56),
    "IQ2_XXS": (256, 66),
    "IQ2_XS": (256, 74),
    "IQ2_S": (256, 82),
    "IQ3_XXS": (256, 98),
    "IQ3_S": (256, 110),
    "IQ4_NL": (32, 18),
    "IQ4_XS": (256, 136),
    "MXFP4": (32, 17),
}
"""(weights, bytes) of one block: `GGML_QUANT_SIZES` of the gguf package."""

_FILES: Mapping[str, float] = {
    "IQ1_S": 2.0042,
    "IQ1_M": 2.1460,
    "IQ2_XXS": 2.3824,
    "IQ2_XS": 2.5882,
    "IQ2_S": 2.7403,
    "IQ2_M": 2.9294,
    "IQ3_XXS": 3.2548,
    "IQ3_XS": 3.4977,
    "IQ3_S": 3.6606,
    "IQ3_M": 3.7628,
    "IQ4_XS": 4.4597,
    "IQ4_NL": 4.6818,
    "Q2_K_S": 2.9697,
    "Q2_K": 3.1593,
    "Q3_K_S": 3.6429,
    "Q3_K_L": 4.2979,
    "Q4_K_S": 4.6672,
    "Q4_K_M": 4.8944,
    "Q5_K_S": 5.5704,
    "Q5_K_M": 5.7036,
    "Q6_K": 6.5633,
    "Q8_0": 8.5008,
    "F16": 16.0005,
}
"""Bits per weight of whole files of Llama 3.1 8B, from llama.cpp's quantize README.

A file mixes block types, so the same name means more bits here than as a block type, and a little
less for larger models: Q4_K_M is 4.80 to 4.89.
"""

GGUF_BLOCKS: Mapping[str, Mapping[str, int]] = {
    name: {"block_weights": weights, "block_bytes": size}
    for name, (weights, size) in _BLOCKS.items()
}
"""The table of a `gguf_type` input."""

GGUF_FILES: Mapping[str, Mapping[str, float]] = {
    name: {"bits_per_weight": bits} for name, bits in _FILES.items()
}
"""The table of a `gguf_file` input."""
