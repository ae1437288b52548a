"""The roofline calculator: whether compute or memory sets the pace of a GPU."""

from collections.abc import Callable
from typing import Any, NamedTuple

from mockint.calc.architecture import BATCH, D_FF, D_MODEL, N_PARAMS, unless_given
from mockint.calc.elementwise import larger
from mockint.calc.figures import figure
from mockint.calc.inference import CACHE_KIND, CACHE_SHAPE, cache_bytes_per_token
from mockint.calc.layers import refuse_too_many_experts, touched_share
from mockint.calc.parameters import Choice, Count, Dtype, Given, Number, Share
from mockint.calc.presets import GPU_ALIASES, GPU_INPUTS, MODEL_INPUTS
from mockint.calc.registry import Output, Result, calculator
from mockint.calc.selectors import PresetName

_SIZES = ("n_layers", "d_model", "d_ff")
_CACHE = (*CACHE_SHAPE[:2], *CACHE_SHAPE[3:], *CACHE_KIND[1:])
"""All of a cache's inputs but the query heads and the kind of attention."""

GPU = PresetName(
    "gpu",
    "GPU whose datasheet holds",
    table=GPU_INPUTS,
    complete=(("peak_flops", "mem_bandwidth"),),
    aliases=GPU_ALIASES,
    default_from=unless_given({"peak_flops", "mem_bandwidth"}, "h100"),
)
PEAK_FLOPS = Number("peak_flops", "dense FLOP/s of one GPU", unit="FLOP/s", maximum=1e20)


def _sizes_of(preset: Given, given: Given) -> Given:
    """Return a model's sizes; one with other layers than the model's has other parameters."""
    changed = any(given.get(name, preset.get(name)) != preset.get(name) for name in _SIZES)
    dropped = {"n_params"} if changed and "n_experts" not in preset else set()
    if "n_layers" in given:
        dropped.add("n_attention_layers")
    if "n_kv_heads" in given:
        dropped |= {"kv_lora_rank", "qk_rope_head_dim"}
    return {name: value for name, value in preset.items() if name not in dropped}


def _reached(share: float) -> Callable[[Given], float]:
    """Return the usual share of a datasheet's figure; a figure of one's own counts as reached."""
    return lambda given: share if "gpu" in given else 1


def _context(given: Given) -> int:
    tokens: int = given.get("prompt_tokens", 1024)
    return tokens


class _Step(NamedTuple):
    """The FLOP of one step, and the bytes that it reads."""

    flops: float
    weights: float
    cache: float

    def seconds(
        self, speed: float | None, width: float | None
    ) -> tuple[float | None, float | None]:
        """Return the time of the arithmetic, and of the reading, where a rate is known."""
        return (
            None if speed is None else self.flops / speed,
            None if width is None else (self.weights + self.cache) / width,
        )

    def slower(
        self, speed: float | None, width: float | None, needed: float | None
    ) -> float | None:
        """Return the larger of the two; None where the one that usually binds is not known."""
        known = [each for each in self.seconds(speed, width) if each is not None]
        return None if needed is None else larger(*known)


@calculator(
    title="Roofline: the pace of prefill and of decoding",
    inputs=(
        PresetName(
            "model",
            "model to serve",
            table=MODEL_INPUTS,
            complete=(("n_params",), (*_SIZES, "n_kv_heads", "head_dim")),
            fill=_sizes_of,
            default_from=unless_given(
                {"n_params", *_SIZES, "n_kv_heads", "head_dim"}, "llama-3.1-8b"
            ),
        ),
        N_PARAMS,
        Number("active_params", "parameters at work on one token, in a mixture", maximum=1e15),
        Count("routed_expert_params", "parameters of all experts of a mixture", maximum=10**15),
        Count("n_experts", "experts of a layer", unit="experts", maximum=100_000),
        Count("top_k", "experts that a token is sent to", unit="experts"),
        *_CACHE,
        D_MODEL,
        D_FF,
        GPU,
        PEAK_FLOPS,
        Number("mem_bandwidth", "bytes/s of one GPU's memory", unit="bytes/s", maximum=1e18),
        Count("n_gpus", "GPUs that share the model", unit="GPUs", default=1, maximum=1_000_000),
        Dtype("weight_bytes_per_param", "bytes per weight", default=2),
        Dtype("kv_bytes_per_value", "bytes per cached value", default=2),
        BATCH,
        Choice("phase", "which step", values=("decode", "prefill"), default="decode"),
        Share("mfu", "share of the peak reached", open_minimum=True, default_from=_reached(0.5)),
        Share("mbu", "share of bandwidth reached", open_minimum=True, default_from=_reached(0.7)),
        Count("prompt_tokens", "tokens of a prompt", unit="tokens", default=1024),
        Count("output_tokens", "tokens of an answer", unit="tokens", default=256),
        Count(
            "context_tokens",
            "tokens in the cache of each sequence",
            unit="tokens",
            default_from=_context,
        ),
    ),
    outputs=(
        Output("compute_seconds", "seconds", "what the phase's FLOP take"),
        Output("memory_seconds", "seconds", "what the phase's bytes take to read"),
        Output("step_seconds", "seconds", "the larger of the two"),
        Output("ttft_seconds", "seconds", "time to the first token"),
        Output("tpot_seconds", "seconds", "time per token after it"),
        Output("end_to_end_seconds", "seconds", "time to the last token"),
        Output("tokens_per_second", "tokens/s", "of the whole batch while decoding"),
        Output("tokens_per_second_per_gpu", "tokens/s", "of the batch, per GPU that it takes"),
        Output("weight_bytes_read", "bytes", "weights read in a step of the phase"),
        Output("kv_bytes_read", "bytes", "cache read in a decoding step"),
        Output("ridge_flops_per_byte", "FLOP/byte", "intensity from which compute sets the pace"),
    ),
    trap="Sparse FLOP/s of a datasheet; cache reads left out at large batch and context; more "
    "FLOP/s to speed up decoding. Traffic between GPUs is not modelled",
    source="kipply 2022, Transformer Inference Arithmetic; Pope et al. 2022",
)
def roofline(
    *,
    model: str | None,
    n_params: int | None,
    active_params: float | None,
    routed_expert_params: int | None,
    n_experts: int | None,
    top_k: int | None,
    n_layers: int | None,
    n_attention_layers: int | None,
    n_kv_heads: int | None,
    head_dim: int | None,
    kv_lora_rank: int | None,
    qk_rope_head_dim: int | None,
    d_model: int | None,
    d_ff: int | None,
    gpu: str | None,
    peak_flops: float | None,
    mem_bandwidth: float | None,
    n_gpus: int,
    weight_bytes_per_param: float,
    kv_bytes_per_value: float,
    batch: int,
    phase: str,
    mfu: float,
    mbu: float,
    prompt_tokens: int,
    output_tokens: int,
    context_tokens: int,
) -> Result:
    """Return the time of a step as the larger of its arithmetic and its reading.

    Decoding: 2·N·B FLOP against N·w + B·n·kv bytes. Prefill: B·(2·N·n + 4·L·d·n²) FLOP against
    N·w bytes. N is the active parameters for FLOP, and what a step's tokens touch for bytes.
    The share reached is 0.5 and 0.7 of a GPU's datasheet, and all of peak_flops and mem_bandwidth
    where those are given instead. What no input tells of (cache, n² part) counts as 0.

    Raises CalculatorError where more experts are chosen than there are.

    Source: kipply 2022; Pope et al. 2022.
    """
    if n_params is None:
        n_params = _from_sizes(n_layers, d_model, d_ff, n_kv_heads, head_dim)
    outputs: dict[str, float | None] = {}
    if peak_flops is not None and mem_bandwidth is not None:
        outputs["ridge_flops_per_byte"] = peak_flops / mem_bandwidth
    if n_params is None:
        return Result(outputs, lambda: "peak / bandwidth")
    per_token = cache_bytes_per_token(
        n_layers=n_layers,
        n_attention_layers=n_attention_layers,
        n_heads=None,
        n_kv_heads=n_kv_heads,
        head_dim=head_dim,
        dtype_bytes=kv_bytes_per_value,
        attention=None,
        kv_lora_rank=kv_lora_rank,
        qk_rope_head_dim=qk_rope_head_dim,
    )
    attending = n_layers if n_attention_layers is None else n_attention_layers
    square = 4 * (attending or 0) * (d_model or 0) * prompt_tokens**2
    experts = (routed_expert_params, n_experts, top_k)
    per_flop = 2 * (active_params or n_params)
    step = _Step(
        per_flop * batch,
        _read(n_params, experts, batch) * weight_bytes_per_param,
        batch * context_tokens * (per_token or 0),
    )
    first = _Step(
        batch * (per_flop * prompt_tokens + square),
        _read(n_params, experts, batch * prompt_tokens) * weight_bytes_per_param,
        0,
    )
    speed = None if peak_flops is None else n_gpus * peak_flops * mfu
    width = None if mem_bandwidth is None else n_gpus * mem_bandwidth * mbu
    shown = step if phase == "decode" else first
    computed, read = shown.seconds(speed, width)
    outputs |= {
        "compute_seconds": computed,
        "memory_seconds": read,
        "weight_bytes_read": shown.weights,
        "kv_bytes_read": None if per_token is None or phase == "prefill" else shown.cache,
    }
    ttft, tpot = first.slower(speed, width, needed=speed), step.slower(speed, width, needed=width)
    outputs |= {"ttft_seconds": ttft, "tpot_seconds": tpot}
    outputs["step_seconds"] = tpot if phase == "decode" else ttft
    if tpot is not None:
        outputs["tokens_per_second"] = batch / tpot
        outputs["tokens_per_second_per_gpu"] = batch / tpot / n_gpus
        if ttft is not None:
            outputs["end_to_end_seconds"] = ttft + (output_tokens - 1) * tpot

    def formula() -> str:
        parts = []
        if computed is not None:
            rate = f"({n_gpus} x {figure(peak_flops or 0)} x {figure(mfu)})"
            parts.append(f"{figure(shown.flops)} FLOP / {rate} = {figure(computed)} s")
        if read is not None:
            rate = f"({n_gpus} x {figure(mem_bandwidth or 0)} x {figure(mbu)})"
            size = f"({figure(shown.weights)} + {figure(shown.cache)}) B"
            parts.append(f"{size} / {rate} = {figure(read)} s")
        return "; ".join(parts) or f"{figure(shown.weights)} B of weights"

    return Result(outputs, formula)


def _from_sizes(
    n_layers: int | None,
    d_model: int | None,
    d_ff: int | None,
    n_kv_heads: int | None,
    head_dim: int | None,
) -> int | None:
    """Return the parameters of a gated decoder's layers; None where a size is missing."""
    if (
        n_layers is None
        or d_model is None
        or d_ff is None
        or n_kv_heads is None
        or head_dim is None
    ):
        return None
    attention = 2 * d_model**2 + 2 * d_model * n_kv_heads * head_dim
    return n_layers * (attention + 3 * d_model * d_ff)


def _read(n_params: int, experts: tuple[int | None, int | None, int | None], tokens: int) -> Any:
    """Return the parameters that a step of so many tokens reads."""
    routed, n_experts, top_k = experts
    if routed is None or n_experts is None or top_k is None:
        return n_params
    refuse_too_many_experts(top_k, n_experts)
    return n_params - routed * (1 - touched_share(n_experts, top_k, tokens))
