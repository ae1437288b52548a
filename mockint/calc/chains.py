"""Chains: what one calculator finds is what the next one asks for.

A design round is one of them: the cache of a request, whether it fits, how fast it then runs, how
many GPUs the load needs, and what the same load costs at an API.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mockint.calc.catalogue import find_calculator
from mockint.calc.parameters import Count
from mockint.calc.selectors import PresetName


@dataclass(frozen=True)
class Pass:
    """One number that is handed on."""

    source: str
    """An output, or an input that both calculators ask for."""
    target: str
    """The input that it becomes."""
    factor: float = 1
    """What it is multiplied by, where the two count in different units."""


@dataclass(frozen=True)
class Chain:
    """One step from a calculator to the next."""

    source: str
    target: str
    passes: tuple[Pass, ...]


def _same(*names: str) -> tuple[Pass, ...]:
    return tuple(Pass(name, name) for name in names)


CHAINS: tuple[Chain, ...] = (
    # Serving.
    Chain(
        "kv_cache",
        "vram_planner",
        (
            *_same("model"),
            Pass("total_bytes", "kv_bytes"),
            Pass("bytes_per_token", "kv_bytes_per_token"),
        ),
    ),
    Chain(
        "vram_planner",
        "roofline",
        (
            *_same("model", "gpu", "n_params"),
            Pass("min_gpus", "n_gpus"),
            Pass("weight_bits", "weight_bytes_per_param", 1 / 8),
        ),
    ),
    Chain("roofline", "capacity", _same("tokens_per_second_per_gpu", "output_tokens")),
    Chain("roofline", "latency_budget", _same("ttft_seconds", "tpot_seconds", "output_tokens")),
    Chain(
        "capacity",
        "api_cost",
        (Pass("requests_per_day", "requests"), *_same("output_tokens")),
    ),
    Chain(
        "capacity",
        "self_host_breakeven",
        (Pass("gpus", "n_gpus"), Pass("required_tokens_per_second", "tokens_per_second")),
    ),
    Chain("api_cost", "semantic_cache", (Pass("mean_cost_usd", "llm_cost_usd"),)),
    Chain("param_count", "vram_planner", (Pass("total_params", "n_params"),)),
    Chain("param_count", "quant_memory", (Pass("total_params", "n_params"),)),
    Chain("param_count", "train_memory", (Pass("total_params", "n_params"),)),
    Chain(
        "quant_memory", "vram_planner", (*_same("n_params"), Pass("bits_per_weight", "weight_bits"))
    ),
    Chain(
        "moe",
        "roofline",
        (*_same("model"), Pass("total_params", "n_params"), *_same("active_params")),
    ),
    Chain("vram_planner", "paged_kv", (*_same("model"), Pass("free_bytes", "kv_memory_bytes"))),
    Chain(
        "kv_cache",
        "ssm_vs_attention",
        (*_same("seq_len"), Pass("bytes_per_token", "kv_bytes_per_token")),
    ),
    # Retrieval.
    Chain("tokenizer_budget", "chunking", (Pass("estimated_tokens", "document_tokens"),)),
    Chain("chunking", "embedding_storage", (Pass("total_chunks", "n_vectors"),)),
    Chain("embedding_storage", "vector_index", _same("n_vectors", "dim", "dtype_bytes")),
    Chain("chunking", "context_budget", _same("chunk_tokens")),
    # Training.
    Chain(
        "lora",
        "qlora",
        (
            *_same("model"),
            Pass("base_params", "n_params"),
            Pass("trainable_params", "adapter_params"),
        ),
    ),
    Chain("qlora", "train_memory", _same("model", "n_params")),
    Chain(
        "scaling_law",
        "training_compute",
        (Pass("optimal_params", "n_params"), Pass("optimal_tokens", "n_tokens")),
    ),
    # Operations.
    Chain("moderation", "api_cost", (Pass("n_items", "requests"),)),
    Chain(
        "ab_sample_size",
        "ab_test",
        (*_same("p_control", "p_treatment"), Pass("n_per_arm_rounded", "n_per_arm")),
    ),
    Chain("roofline", "batching_sim", _same("step_seconds")),
)


def chains_from(name: str) -> tuple[Chain, ...]:
    """Return the steps that lead on from a calculator."""
    return tuple(chain for chain in CHAINS if chain.source == find_calculator(name).id)


def handed_on(chain: Chain, result: Mapping[str, Any]) -> dict[str, Any]:
    """Return the inputs that a result (as `calculate` returns it) gives the next calculator.

    What the result doesn't hold is not handed on, nor the name of a model that the next calculator
    has no preset of.
    """
    target = find_calculator(chain.target)
    found: dict[str, Any] = {}
    for each in chain.passes:
        if each.source in result["outputs"]:
            value = result["outputs"][each.source]["value"]
        else:
            value = result["inputs"].get(each.source)
        parameter = target.input(each.target)
        if value is None or parameter is None:
            continue
        if isinstance(parameter, PresetName) and value not in parameter.table:
            continue
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = value * each.factor if each.factor != 1 else value
            value = round(value) if isinstance(parameter, Count) else value
        found[each.target] = value
    return found
