"""The planner of GPU memory: weights, cache and the rest, against what cards hold."""

from typing import Any

from mockint.calc.architecture import DEFAULT_MODEL, N_PARAMS, unless_given
from mockint.calc.elementwise import larger
from mockint.calc.figures import bytes_figure, figure, round_up
from mockint.calc.inference import cache_bytes_per_token
from mockint.calc.parameters import Choice, Count, Dtype, Given, Number, Share
from mockint.calc.presets import GPU_ALIASES, GPU_INPUTS, GPUS, MODEL_INPUTS
from mockint.calc.registry import Output, Result, calculator
from mockint.calc.selectors import PresetName


def _size_of(preset: Given, given: Given) -> Given:
    names = (
        "n_layers",
        "n_attention_layers",
        "n_heads",
        "n_kv_heads",
        "head_dim",
        "attention",
        "kv_lora_rank",
        "qk_rope_head_dim",
    )
    cache = cache_bytes_per_token(dtype_bytes=2, **{name: preset.get(name) for name in names})
    return {"n_params": preset["n_params"], "kv_bytes_per_token": cache}


def _bits_of_dtype(given: Given) -> float:
    return 8 * given["dtype"] if "dtype" in given else 16


@calculator(
    title="What fits into GPU memory",
    inputs=(
        PresetName(
            "model",
            "model to hold",
            table=MODEL_INPUTS,
            complete=(("n_params",),),
            fill=_size_of,
            default_from=unless_given({"n_params"}, DEFAULT_MODEL),
        ),
        N_PARAMS,
        Number(
            "weight_bits",
            "bits per weight, scales included",
            unit="bits",
            maximum=64,
            default_from=_bits_of_dtype,
        ),
        Dtype("dtype", "number format of the weights, and of training", default=4),
        Number("kv_bytes", "KV cache", unit="bytes", default=0, open_minimum=False),
        Number("activation_bytes", "activations", unit="bytes", default=0, open_minimum=False),
        Share("overhead_fraction", "kernels, buffers and gaps, of all the rest", default=0.1),
        PresetName(
            "gpu",
            "GPU whose memory holds it",
            table=GPU_INPUTS,
            complete=(("memory_bytes",),),
            aliases=GPU_ALIASES,
            default_from=unless_given({"memory_bytes"}, "h100"),
        ),
        Number("memory_bytes", "memory of one GPU", unit="bytes"),
        Share(
            "memory_utilization",
            "share of the memory that may be used",
            default=1,
            open_minimum=True,
        ),
        Count("n_gpus", "GPUs at hand", unit="GPUs", default=1, maximum=1_000_000),
        Number("kv_bytes_per_token", "cache of one token", unit="bytes/token"),
        Choice("optimizer", "optimiser of a training", values=("adam",), default="adam"),
    ),
    outputs=(
        Output("weight_bytes", "bytes", "weights"),
        Output("total_bytes", "bytes", "weights, cache, activations and overhead"),
        Output("fits", None, "whether the GPUs at hand hold all of it"),
        Output("min_gpus", "GPUs", "GPUs of that kind that hold all of it"),
        Output(
            "free_bytes", "bytes", "what is left on the GPUs at hand; negative: what is missing"
        ),
        Output("max_cache_tokens", "tokens", "tokens whose cache fits beside the weights"),
        Output("gpus_needed", "GPUs", "how many of each kind of GPU hold all of it"),
        Output("training_bytes", "bytes", "weights, gradients and two moments in one format"),
    ),
    trap="Weights alone; GB taken for GiB; and vLLM takes a share of all memory, not what is free",
    source="Accelerate's estimate-memory (weights, training as 4x); vLLM's documentation",
)
def vram_planner(
    *,
    model: str | None,
    n_params: int,
    weight_bits: float,
    dtype: float,
    kv_bytes: float,
    activation_bytes: float,
    overhead_fraction: float,
    gpu: str | None,
    memory_bytes: float,
    memory_utilization: float,
    n_gpus: int,
    kv_bytes_per_token: float | None,
    optimizer: str,
) -> Result:
    """Return what a model takes in memory, and how many GPUs hold it.

    total = (N·bits/8 + cache + activations)·(1 + overhead). Training with Adam holds four values
    of `dtype` per parameter. An even split over the GPUs is assumed.

    Source: Accelerate's estimate-memory; vLLM's documentation of memory utilisation.
    """
    weights = n_params * weight_bits / 8
    held = weights + kv_bytes + activation_bytes
    total = held * (1 + overhead_fraction)
    usable = memory_bytes * memory_utilization
    room = n_gpus * usable
    needed = _needed(total, usable)
    tokens = None
    if kv_bytes_per_token is not None:
        left = room / (1 + overhead_fraction) - weights - activation_bytes
        tokens = larger(0, left // kv_bytes_per_token)

    def formula() -> str:
        held_text = f"{figure(n_params)} x {figure(weight_bits)} / 8 + {figure(held - weights)}"
        more = f"{figure(1 + overhead_fraction)} = {bytes_figure(total)}"
        cards = f"{n_gpus} x {figure(usable)} B: {needed} needed"
        return f"({held_text}) x {more} on {cards}"

    outputs = {
        "weight_bytes": weights,
        "total_bytes": total,
        "fits": total <= room,
        "min_gpus": needed,
        "free_bytes": room - total,
        "max_cache_tokens": tokens,
        "gpus_needed": {
            name: _needed(total, each.memory_bytes * memory_utilization)
            for name, each in GPUS.items()
        },
        "training_bytes": 4 * n_params * dtype,
    }
    return Result(outputs, formula)


def _needed(total: Any, usable: Any) -> Any:
    return larger(1, round_up(total / usable))
