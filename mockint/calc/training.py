"""Calculators of training: what a step keeps in memory, and how long it all takes."""

from mockint.calc.architecture import (
    BATCH,
    D_MODEL,
    DEFAULT_MODEL,
    HEAD_DIM,
    N_HEADS,
    N_LAYERS,
    N_PARAMS,
    but,
    unless_given,
)
from mockint.calc.elementwise import anywhere, given
from mockint.calc.figures import bytes_figure, figure
from mockint.calc.parameters import Choice, Count, Flag, Given, Number, Share
from mockint.calc.presets import GPU_ALIASES, GPU_INPUTS, MODEL_INPUTS
from mockint.calc.registry import Output, Result, calculator
from mockint.calc.selectors import PresetName
from mockint.core.errors import CalculatorError

_STATES = {"adam_mixed": 12, "adam_8bit": 6, "sgd": 8}
"""Bytes of optimiser states per parameter: fp32 copy and moments, or what stands for them."""

_SHAPE = ("n_layers", "d_model", "n_heads")


def _shape_of(preset: Given, given: Given) -> Given:
    """Return a model's size, and its shape where the formula of activations describes it."""
    names = ("n_params",) if "n_experts" in preset else ("n_params", *_SHAPE)
    return {name: preset[name] for name in names}


def _states_of_optimizer(given: Given) -> int:
    return _STATES[given.get("optimizer", "adam_mixed")]


@calculator(
    title="Memory of a training step",
    inputs=(
        PresetName(
            "model",
            "model to train",
            table=MODEL_INPUTS,
            complete=(("n_params",), _SHAPE),
            fill=_shape_of,
            default_from=unless_given({"n_params", *_SHAPE}, DEFAULT_MODEL),
        ),
        N_PARAMS,
        Count("zero_stage", "what ZeRO shards", default=0, minimum=0, maximum=3),
        Count("n_gpus", "GPUs that share a copy", unit="GPUs", default=1, maximum=1_000_000),
        Choice("optimizer", "optimiser", values=tuple(_STATES), default="adam_mixed"),
        Number(
            "optimizer_bytes_per_param",
            "its states",
            unit="bytes",
            default_from=_states_of_optimizer,
            open_minimum=False,
            maximum=64,
        ),
        Count("largest_layer_params", "parameters of the largest layer", maximum=10**15),
        Choice(
            "variant",
            "the paper's count, or that of DeepSpeed's estimator",
            values=("zero_paper", "deepspeed_estimator"),
            default="zero_paper",
        ),
        Choice("kind", "which part is wanted", values=("model_state", "activations")),
        Count("seq_len", "tokens of a sequence", unit="tokens", default=2048, maximum=10**7),
        BATCH,
        D_MODEL,
        N_HEADS,
        N_LAYERS,
        Choice(
            "recompute",
            "activations that are computed again",
            values=("none", "selective", "full"),
            default="none",
        ),
    ),
    outputs=(
        Output("model_state_bytes_per_gpu", "bytes", "weights, gradients and optimiser states"),
        Output("activation_bytes", "bytes", "activations kept for the backward pass, fp16"),
        Output("total_bytes", "bytes", "both, on one GPU"),
    ),
    trap="16 bytes per parameter are before activations",
    source="Rajbhandari et al. 2020, ZeRO; Korthikanti et al. 2022, equation 2; DeepSpeed docs, "
    "Memory Requirements",
)
def train_memory(
    *,
    model: str | None,
    n_params: int | None,
    zero_stage: int,
    n_gpus: int,
    optimizer: str,
    optimizer_bytes_per_param: float,
    largest_layer_params: int | None,
    variant: str,
    kind: str | None,
    seq_len: int,
    batch: int,
    d_model: int | None,
    n_heads: int | None,
    n_layers: int | None,
    recompute: str,
) -> Result:
    """Return the bytes of model states on each GPU, and of activations.

    2P + 2P + K·P, of which ZeRO shards the states from stage 1, the gradients from 2 and the
    weights from 3. Activations of a dense decoder with d_ff = 4d: s·b·d·L·(34 + 5·h·s/d); 34 alone
    where attention is computed again, 2 where everything is. DeepSpeed's estimator: 4P + 16P/N in
    stage 2, and 4 bytes of the largest layer + 18P/N in stage 3, whatever the optimiser.

    Raises CalculatorError for a stage that the estimator does not know.

    Source: Rajbhandari et al. 2020; Korthikanti et al. 2022; DeepSpeed's documentation.
    """
    states = activations = None
    text = []
    if n_params is not None and kind != "activations":
        if variant == "zero_paper":
            sharded = [2 * n_params, 2 * n_params, optimizer_bytes_per_param * n_params]
            divided = [n_gpus if zero_stage >= stage else 1 for stage in (3, 2, 1)]
            states = sum(part / by for part, by in zip(sharded, divided, strict=True))
            terms = " + ".join(
                f"{figure(part)} / {by}" if anywhere(by > 1) else figure(part)
                for part, by in zip(sharded, divided, strict=True)
            )
        else:
            states, terms = _estimated(n_params, zero_stage, n_gpus, largest_layer_params)
        if states is not None:
            text.append(f"{terms} = {bytes_figure(states)}")
    if (
        d_model is not None
        and n_heads is not None
        and n_layers is not None
        and kind != "model_state"
    ):
        per_layer = {"none": 34 + 5 * n_heads * seq_len / d_model, "selective": 34, "full": 2}
        activations = seq_len * batch * d_model * n_layers * per_layer[recompute]
        product = f"{figure(seq_len)} x {batch} x {d_model} x {n_layers}"
        text.append(f"{product} x {figure(per_layer[recompute])} = {bytes_figure(activations)}")
    both = None if states is None or activations is None else states + activations
    outputs = {
        "model_state_bytes_per_gpu": states,
        "activation_bytes": activations,
        "total_bytes": both,
    }
    return Result(outputs, lambda: "; ".join(text))


def _estimated(
    n_params: int, stage: int, n_gpus: int, largest: int | None
) -> tuple[float | None, str]:
    """Return what DeepSpeed's estimator says without offloading; None where it cannot."""
    if stage == 2:
        terms = f"4 x {figure(n_params)} + 16 x {figure(n_params)} / {n_gpus}"
        return 4 * n_params + 16 * n_params / n_gpus, terms
    if stage == 3:
        terms = f"4 x {figure(largest or 0)} + 18 x {figure(n_params)} / {n_gpus}"
        return None if largest is None else 4 * largest + 18 * n_params / n_gpus, terms
    raise CalculatorError(
        f"DeepSpeed's estimator has no zero_stage={stage}.", "Give 2 or 3, or variant=zero_paper."
    )


def _active_of(preset: Given, given: Given) -> Given:
    """Return a model's shape; in a mixture only the active parameters work on a token."""
    shape = {name: preset[name] for name in ("n_layers", "n_heads", "head_dim") if name in preset}
    return {**shape, "n_params": round(preset.get("active_params", preset["n_params"]))}


@calculator(
    title="Time, cost and utilisation of a training",
    inputs=(
        PresetName(
            "model",
            "model to train",
            table=MODEL_INPUTS,
            complete=(("n_params",),),
            fill=_active_of,
            default_from=unless_given({"n_params"}, DEFAULT_MODEL),
        ),
        N_PARAMS,
        Number(
            "n_tokens",
            "tokens to train on",
            unit="tokens",
            maximum=1e17,
            default_from=unless_given({"tokens_per_second"}, 1_000_000_000_000),
        ),
        Count(
            "n_gpus",
            "GPUs",
            unit="GPUs",
            maximum=10**7,
            default_from=unless_given({"tokens_per_second"}, 1024),
        ),
        Count("n_chips", "the same under another name", unit="GPUs", maximum=10**7),
        PresetName(
            "gpu",
            "GPU whose datasheet holds",
            table=GPU_INPUTS,
            complete=(("peak_flops",), ("achieved_flops_per_gpu",)),
            aliases=GPU_ALIASES,
            default_from=unless_given({"peak_flops", "achieved_flops_per_gpu"}, "h100"),
        ),
        Number("peak_flops", "dense FLOP/s of one GPU", unit="FLOP/s", maximum=1e20),
        Share("mfu", "share of the peak that is assumed", default=0.4, open_minimum=True),
        Number(
            "achieved_flops_per_gpu", "FLOP/s that one GPU reaches", unit="FLOP/s", maximum=1e20
        ),
        Flag("recompute", "whether activations are computed again"),
        Number("usd_per_gpu_hour", "an hour of one GPU", unit="USD", maximum=1e6),
        Number("tokens_per_second", "tokens trained on per second", unit="tokens/s"),
        N_LAYERS,
        N_HEADS,
        but(HEAD_DIM, default_from=None),
        Count("seq_len", "tokens of a sequence", unit="tokens", maximum=10**7),
    ),
    outputs=(
        Output("total_flops", "FLOP", "6ND, or 8ND with recomputation"),
        Output("days", "days", "all GPUs busy"),
        Output("gpu_hours", "hours", "of all GPUs together"),
        Output("cost_usd", "USD", "of those hours"),
        Output("mfu", "fraction", "share of the peak that the tokens per second came to"),
        Output("flops_per_token", "FLOP", "6N + 12·L·h·hd·s"),
    ),
    alternatives=(frozenset({"n_gpus"}), frozenset({"n_chips"})),
    trap="HFU counts recomputed FLOP and MFU does not; a mixture trains its active parameters only",
    source="Chowdhery et al. 2022, PaLM, appendix B; Narayanan et al. 2021, equation 4",
)
def training_compute(
    *,
    model: str | None,
    n_params: int | None,
    n_tokens: float | None,
    n_gpus: int | None,
    n_chips: int | None,
    gpu: str | None,
    peak_flops: float | None,
    mfu: float,
    achieved_flops_per_gpu: float | None,
    recompute: bool,
    usd_per_gpu_hour: float | None,
    tokens_per_second: float | None,
    n_layers: int | None,
    n_heads: int | None,
    head_dim: int | None,
    seq_len: int | None,
) -> Result:
    """Return the FLOP of a training and how long they take; or the utilisation of one that ran.

    Of tokens per second: MFU = tokens/s · (6N + 12·L·h·hd·s) / (GPUs · peak), the second term left
    out where a size is missing.

    Source: Chowdhery et al. 2022; Narayanan et al. 2021.
    """
    chips = given(n_gpus, n_chips)
    rate = achieved_flops_per_gpu
    if rate is None and peak_flops is not None:
        rate = peak_flops * mfu
    factor = 8 if recompute else 6
    total = seconds = per_token = reached = None
    text = []
    if n_params is not None and n_tokens is not None:
        total = factor * n_params * n_tokens
        text.append(f"{factor} x {figure(n_params)} x {figure(n_tokens)} = {figure(total)} FLOP")
    if total is not None and chips is not None and rate is not None:
        seconds = total / (chips * rate)
        text.append(f"/ ({chips} x {figure(rate)} FLOP/s) = {figure(seconds / 86_400)} days")
    if n_params is not None and tokens_per_second is not None:
        attention = 12 * (n_layers or 0) * (n_heads or 0) * (head_dim or 0) * (seq_len or 0)
        per_token = 6 * n_params + attention
        each = f"(6 x {figure(n_params)} + {figure(attention)})"
        text.append(f"{figure(tokens_per_second)} x {each} FLOP")
        if chips is not None and peak_flops is not None:
            reached = tokens_per_second * per_token / (chips * peak_flops)
            text.append(f"/ ({chips} x {figure(peak_flops)}) = {reached:.4g} MFU")
    hours = None if seconds is None or chips is None else seconds / 3600 * chips
    outputs = {
        "total_flops": total,
        "days": None if seconds is None else seconds / 86_400,
        "gpu_hours": hours,
        "cost_usd": None if hours is None or usd_per_gpu_hour is None else hours * usd_per_gpu_hour,
        "mfu": reached,
        "flops_per_token": per_token,
    }
    return Result(outputs, lambda: "; ".join(text))
