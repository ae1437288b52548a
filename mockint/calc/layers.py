"""Calculators of kinds of layers: attention without the matrix, experts, state spaces."""

import math
from fractions import Fraction
from typing import Any

from mockint.calc.architecture import BATCH, HEAD_DIM, N_LAYERS, SEQ_LEN, but
from mockint.calc.elementwise import any_of
from mockint.calc.figures import bytes_figure, figure
from mockint.calc.parameters import Choice, Count, Dtype, Given, Number, Share
from mockint.calc.presets import MODEL_INPUTS
from mockint.calc.registry import Output, Result, calculator
from mockint.calc.selectors import PresetName
from mockint.core.errors import CalculatorError


@calculator(
    title="Memory traffic of FlashAttention",
    inputs=(
        SEQ_LEN,
        but(HEAD_DIM, default=64, default_from=None),
        Count("sram_elements", "values that on-chip memory holds", default=50_000),
        Dtype("dtype_bytes", "bytes per value", default=2),
        Count("block_rows", "rows of Q in a block"),
        Count("block_cols", "rows of K and V in a block"),
        Choice("variant", "which algorithm", values=("fa1", "fa2"), default="fa1"),
    ),
    outputs=(
        Output("standard_hbm_elements", "values", "read and written by standard attention"),
        Output("flash_hbm_elements", "values", "read and written by FlashAttention"),
        Output("ratio", "x", "standard over flash"),
        Output("block_rows", "rows", "rows of Q in a block"),
        Output("block_cols", "rows", "rows of K and V in a block"),
        Output("standard_hbm_bytes", "bytes", "the traffic of standard attention"),
        Output("flash_hbm_bytes", "bytes", "the traffic of FlashAttention"),
    ),
    trap="It saves traffic, not FLOP: compute stays O(n²), and SRAM is about 10x HBM, not 100x",
    source="Dao et al. 2022, algorithm 1 and theorem 2; Dao 2023, FlashAttention-2",
)
def flash_attention_io(
    *,
    seq_len: int,
    head_dim: int,
    sram_elements: int,
    dtype_bytes: float,
    block_rows: int | None,
    block_cols: int | None,
    variant: str,
) -> Result:
    """Return the values that one head moves between HBM and the chip, forward.

    Standard: 4·n·hd + 4·n². fa1: Bc = ceil(M/4hd), Br = min(Bc, hd), and
    2·n·hd + ceil(n/Bc)·(3·n·hd + 4n). fa2: 2·n·hd + n + ceil(n/Br)·2·n·hd.

    Raises CalculatorError where one row of each of Q, K, V and the output does not fit on the chip.

    Source: Dao et al. 2022; Dao 2023.
    """
    if sram_elements < 4 * head_dim:
        raise CalculatorError(
            f"sram_elements={sram_elements} does not hold four rows of {head_dim}.",
            f"Give {4 * head_dim} or more, or a smaller head_dim.",
        )
    columns = -(-sram_elements // (4 * head_dim)) if block_cols is None else block_cols
    rows = min(columns, head_dim) if block_rows is None else block_rows
    matrix = seq_len * head_dim
    standard = 4 * matrix + 4 * seq_len**2
    passes = -(-seq_len // (columns if variant == "fa1" else rows))
    if variant == "fa1":
        flash = 2 * matrix + passes * (3 * matrix + 4 * seq_len)
    else:
        flash = 2 * matrix + seq_len + passes * 2 * matrix

    def formula() -> str:
        n, width = figure(seq_len), head_dim
        usual = f"4 x {n} x {width} + 4 x {n}² = {figure(standard)}"
        if variant == "fa1":
            product = f"2 x {n} x {width} + {passes} x (3 x {n} x {width} + 4 x {n})"
        else:
            product = f"2 x {n} x {width} + {n} + {passes} x 2 x {n} x {width}"
        return f"{usual}; {product} = {figure(flash)}; {figure(standard / flash)}x less"

    outputs = {
        "standard_hbm_elements": standard,
        "flash_hbm_elements": flash,
        "ratio": standard / flash,
        "block_rows": rows,
        "block_cols": columns,
        "standard_hbm_bytes": standard * dtype_bytes,
        "flash_hbm_bytes": flash * dtype_bytes,
    }
    return Result(outputs, formula)


_EXPERTS = ("total_params", "routed_expert_params", "n_experts", "top_k")


def _experts_of(preset: Given, given: Given) -> Given:
    """Return the experts of a model; a dense one is refused unless its experts are given."""
    filled = {"total_params": preset["n_params"], **preset}
    if "n_experts" in preset:
        return filled
    if missing := [name for name in ("n_experts", "top_k") if name not in given]:
        raise CalculatorError(
            "this model has no experts.", f"Give {', '.join(missing)}, or a mixture of experts."
        )
    return {"total_params": preset["n_params"]}


def _mixtral_unless_described(given: Given) -> str | None:
    return None if set(_EXPERTS) & given.keys() else "mixtral-8x7b"


@calculator(
    title="A mixture of experts",
    inputs=(
        PresetName(
            "model",
            "model whose experts are meant",
            table=MODEL_INPUTS,
            complete=(_EXPERTS, ("n_experts", "top_k")),
            fill=_experts_of,
            default_from=_mixtral_unless_described,
        ),
        Count("total_params", "all parameters", unit="parameters", maximum=10**15),
        Count(
            "routed_expert_params",
            "parameters of all experts that are chosen among",
            unit="parameters",
            maximum=10**15,
        ),
        Count("n_experts", "experts of a layer", unit="experts", default=8, maximum=100_000),
        Count("top_k", "experts that a token is sent to", unit="experts", default=2),
        Count("batch_tokens", "tokens in one step", unit="tokens", default=1),
    ),
    outputs=(
        Output("active_params", "parameters", "at work on one token"),
        Output("total_params", "parameters", "to be held in memory"),
        Output("expected_experts_touched", "experts", "of a layer in one step, routed evenly"),
        Output("touched_share", "fraction", "share of the experts that a step reads"),
        Output("flops_per_token", "FLOP", "2 per active parameter"),
    ),
    trap="8x7B is not 56B: attention is shared; and a batch touches most experts, so decoding "
    "reads nearly all weights",
    source="Jiang et al. 2024, Mixtral; DeepSeek-AI 2024, DeepSeek-V3; Qwen3.5 model card",
)
def moe(
    *,
    model: str | None,
    total_params: int | None,
    routed_expert_params: int | None,
    n_experts: int,
    top_k: int,
    batch_tokens: int,
) -> Result:
    """Return what of a mixture of experts works on a token, and what a step of a batch reads.

    active = total - routed·(1 - k/E); experts touched = E·(1 - (1 - k/E)^tokens) where every
    expert is as likely. Shared experts and attention are not routed.

    Raises CalculatorError where more experts are chosen, or routed parameters held, than there are.

    Source: Jiang et al. 2024; DeepSeek-AI 2024.
    """
    refuse_too_many_experts(top_k, n_experts)
    active = None
    if total_params is not None and routed_expert_params is not None:
        if routed_expert_params > total_params:
            raise CalculatorError(
                f"routed_expert_params={figure(routed_expert_params)} of only "
                f"total_params={figure(total_params)}.",
                "Give the experts' part of all parameters.",
            )
        idle = Fraction(routed_expert_params * (n_experts - top_k), n_experts)
        active = float(total_params - idle)
    share = touched_share(n_experts, top_k, batch_tokens)

    def formula() -> str:
        touched = f"{n_experts} x (1 - (1 - {top_k}/{n_experts})^{figure(batch_tokens)})"
        step = f"{touched} = {figure(n_experts * share)} experts a step"
        if active is None:
            return step
        idle = f"{figure(routed_expert_params or 0)} x (1 - {top_k}/{n_experts})"
        return f"{figure(total_params or 0)} - {idle} = {figure(active)} active; {step}"

    outputs = {
        "active_params": active,
        "total_params": total_params,
        "expected_experts_touched": n_experts * share,
        "touched_share": share,
        "flops_per_token": None if active is None else 2 * active,
    }
    return Result(outputs, formula)


def refuse_too_many_experts(top_k: int, n_experts: int) -> None:
    """Raise CalculatorError where a token is sent to more experts than there are."""
    if top_k > n_experts:
        raise CalculatorError(
            f"top_k={top_k} of only n_experts={n_experts}.", f"Give 1 to {n_experts}."
        )


def touched_share(n_experts: int, top_k: int, tokens: Any) -> Any:
    """Return the share of a layer's experts that a step of so many tokens is expected to read."""
    share = top_k / n_experts
    return any_of(share, tokens)


_SHAPE = frozenset({"n_layers", "d_inner", "state_size", "conv_kernel", "dtype_bytes"})


@calculator(
    title="State of a state-space model against a KV cache",
    inputs=(
        but(N_LAYERS, default=64),
        Count("d_inner", "channels of a layer", default=5120, maximum=10**7),
        Count("state_size", "values of state per channel", default=16, maximum=100_000),
        Count("conv_kernel", "tokens the convolution keeps", default=4, minimum=0, maximum=1000),
        Dtype("dtype_bytes", "bytes per value of state", default=2),
        Number("ssm_state_bytes", "state of one sequence, where it is known", unit="bytes"),
        BATCH,
        Number(
            "kv_bytes_per_token",
            "what attention caches per token of one sequence",
            unit="bytes/token",
            default=131_072,
        ),
        but(SEQ_LEN, default=8192),
        Share("attention_fraction", "share of attention layers in a hybrid", default=0.125),
    ),
    outputs=(
        Output("ssm_state_bytes", "bytes", "state of all sequences, whatever their length"),
        Output("crossover_tokens", "tokens", "length from which the cache is larger"),
        Output("attention_bytes", "bytes", "cache of all sequences, all layers attending"),
        Output("hybrid_bytes", "bytes", "with attention in that share of the layers"),
    ),
    alternatives=(_SHAPE, frozenset({"ssm_state_bytes"})),
    trap="In bytes the crossover is tiny, about 100 tokens: what is lost is recall, not memory",
    source="Gu and Dao 2023, Mamba; Lieber et al. 2024, Jamba",
)
def ssm_vs_attention(
    *,
    n_layers: int | None,
    d_inner: int | None,
    state_size: int | None,
    conv_kernel: int | None,
    dtype_bytes: float | None,
    ssm_state_bytes: float | None,
    batch: int,
    kv_bytes_per_token: float,
    seq_len: int,
    attention_fraction: float,
) -> Result:
    """Return the fixed state of a state-space model, and where a KV cache outgrows it.

    Per layer a state of shape (d_inner, state_size) and a convolution's last inputs of shape
    (d_inner, conv_kernel).

    Source: Gu and Dao 2023; Lieber et al. 2024.
    """
    shape = ""
    if (
        n_layers is not None
        and d_inner is not None
        and state_size is not None
        and conv_kernel is not None
        and dtype_bytes is not None
    ):
        one = n_layers * d_inner * (state_size + conv_kernel) * dtype_bytes
        width = f"({state_size} + {conv_kernel}) x {figure(dtype_bytes)} B"
        shape = f"{n_layers} x {d_inner} x {width} = "
    else:
        one = ssm_state_bytes or 0
    crossover = math.ceil(one / kv_bytes_per_token)
    cache, state = kv_bytes_per_token * seq_len * batch, one * batch

    def formula() -> str:
        ratio = f"/ {figure(kv_bytes_per_token)} B/token = {figure(crossover)} tokens"
        return f"{shape}{bytes_figure(one)}; {ratio}"

    outputs = {
        "ssm_state_bytes": state,
        "crossover_tokens": crossover,
        "attention_bytes": cache,
        "hybrid_bytes": attention_fraction * cache + (1 - attention_fraction) * state,
    }
    return Result(outputs, formula)
