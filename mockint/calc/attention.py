"""Calculators of attention: what it computes, what it keeps, and why it divides by a root."""

import math
import random
from collections.abc import Sequence

from mockint.calc.architecture import (
    BATCH,
    D_FF,
    D_MODEL,
    HEAD_DIM,
    MLP_MATRICES,
    N_HEADS,
    N_KV_HEADS,
    N_LAYERS,
    SEQ_LEN,
    VOCAB_SIZE,
    but,
    model,
    refuse_uneven_groups,
    uniform,
)
from mockint.calc.figures import bytes_figure, figure
from mockint.calc.logits import entropy, softmax
from mockint.calc.parameters import Count, Dtype, Flag, Given
from mockint.calc.registry import Output, Result, calculator
from mockint.calc.structures import NumberList


@calculator(
    title="FLOP of attention and of a whole forward pass",
    inputs=(
        model(
            needs=("n_layers", "d_model", "d_ff", "n_heads", "n_kv_heads", "head_dim"),
            fill=uniform("n_layers", "d_ff", "n_heads", "n_kv_heads", "head_dim"),
        ),
        N_LAYERS,
        D_MODEL,
        D_FF,
        N_HEADS,
        N_KV_HEADS,
        HEAD_DIM,
        VOCAB_SIZE,
        MLP_MATRICES,
        Count("top_k", "experts at work on one token, where the MLP is a mixture", default=1),
        SEQ_LEN,
        BATCH,
        Dtype("dtype_bytes", "bytes per score", default=2),
        Flag("causal", "whether a token sees only those before it"),
    ),
    outputs=(
        Output("score_value_flops", "FLOP", "scores and their sum over values, one layer"),
        Output("score_matrix_bytes", "bytes", "all scores of one layer, where they are stored"),
        Output("projection_flops", "FLOP", "Q, K, V and output projections, one layer"),
        Output("mlp_flops", "FLOP", "the MLP, one layer"),
        Output("forward_flops", "FLOP", "all layers and the output vocabulary"),
        Output("attention_share", "fraction", "share of the n² part in all of it"),
    ),
    trap="O(n²) does not mean that it dominates: at 2,048 tokens it is 7% of an 8B model's FLOP",
    source="Vaswani et al. 2017; Kaplan et al. 2020; kipply 2022, Transformer Inference Arithmetic",
)
def attention_cost(
    *,
    model: str | None,
    n_layers: int | None,
    d_model: int | None,
    d_ff: int | None,
    n_heads: int | None,
    n_kv_heads: int | None,
    head_dim: int | None,
    vocab_size: int | None,
    mlp_matrices: int,
    top_k: int,
    seq_len: int,
    batch: int,
    dtype_bytes: float,
    causal: bool,
) -> Result:
    """Return the FLOP of a forward pass over whole sequences, a multiply-add counted as 2.

    Scores have shape (batch, n_heads, seq_len, seq_len). A causal mask halves the work on them,
    where a kernel skips what is masked, and nothing else; it does not shrink a stored matrix.

    Raises CalculatorError where heads do not divide evenly, and for models whose layers differ.

    Source: Kaplan et al. 2020, table 1; kipply 2022.
    """
    if n_heads is not None and n_kv_heads is not None:
        refuse_uneven_groups(n_heads, n_kv_heads)
    tokens = batch * seq_len
    factor = 2 if causal else 4
    matrix = scores = projections = mlp = forward = share = None
    if n_heads is not None:
        matrix = batch * n_heads * seq_len**2 * dtype_bytes
    if n_heads is not None and head_dim is not None:
        scores = factor * batch * n_heads * seq_len**2 * head_dim
        if d_model is not None and n_kv_heads is not None:
            width = 2 * (n_heads + n_kv_heads) * head_dim
            projections = 2 * tokens * d_model * width
    if d_model is not None and d_ff is not None:
        mlp = 2 * tokens * mlp_matrices * d_model * d_ff * top_k
    if (
        scores is not None
        and projections is not None
        and mlp is not None
        and n_layers is not None
        and d_model is not None
        and vocab_size is not None
    ):
        head = 2 * tokens * d_model * vocab_size
        forward = n_layers * (scores + projections + mlp) + head
        share = n_layers * scores / forward

    def formula() -> str:
        parts = []
        if matrix is not None:
            size = f"{batch} x {n_heads} x {figure(seq_len)}² x {figure(dtype_bytes)} B"
            parts.append(f"matrix {size} = {bytes_figure(matrix)}")
        if scores is not None:
            product = f"{factor} x {batch} x {n_heads} x {figure(seq_len)}² x {head_dim}"
            parts.append(f"scores {product} = {figure(scores)} FLOP")
        if projections is not None:
            heads = f"2 x ({n_heads} + {n_kv_heads}) x {head_dim}"
            product = f"2 x {figure(tokens)} x {d_model} x {heads}"
            parts.append(f"projections {product} = {figure(projections)} FLOP")
        if mlp is not None:
            product = f"2 x {figure(tokens)} x {mlp_matrices} x {d_model} x {d_ff}"
            experts = f" x {top_k}" if top_k > 1 else ""
            parts.append(f"MLP {product}{experts} = {figure(mlp)} FLOP")
        if forward is not None:
            output = f"2 x {figure(tokens)} x {d_model} x {vocab_size}"
            parts.append(f"{n_layers} layers + {output} = {figure(forward)} FLOP")
        return "; ".join(parts)

    outputs = {
        "score_value_flops": scores,
        "score_matrix_bytes": matrix,
        "projection_flops": projections,
        "mlp_flops": mlp,
        "forward_flops": forward,
        "attention_share": share,
    }
    return Result(outputs, formula)


def _width_of_heads(given: Given) -> int:
    """Return the model's width that heads of the usual size make up."""
    return int(given.get("n_heads", 32) * given.get("head_dim", 128))


def _head_of_width(given: Given) -> int:
    d_model, n_heads = given.get("d_model"), given.get("n_heads", 32)
    return 128 if d_model is None or d_model % n_heads else int(d_model // n_heads)


@calculator(
    title="MHA, GQA and MQA side by side",
    inputs=(
        but(N_HEADS, default=32),
        Count("n_kv_groups", "KV heads under GQA", unit="heads", default=8, maximum=100_000),
        but(N_LAYERS, default=32),
        but(D_MODEL, default_from=_width_of_heads),
        but(HEAD_DIM, default_from=_head_of_width),
        SEQ_LEN,
        Dtype("dtype_bytes", "bytes per cached value", default=2),
    ),
    outputs=(
        Output("mha_bytes", "bytes", "cache of one sequence with a KV head per query head"),
        Output("gqa_bytes", "bytes", "cache with n_kv_groups KV heads"),
        Output("mqa_bytes", "bytes", "cache with one KV head"),
        Output("gqa_reduction", "x", "MHA over GQA"),
        Output("mqa_reduction", "x", "MHA over MQA"),
        Output("mha_kv_params_per_layer", "parameters", "K and V projections, MHA"),
        Output("gqa_kv_params_per_layer", "parameters", "K and V projections, GQA"),
        Output("mqa_kv_params_per_layer", "parameters", "K and V projections, MQA"),
    ),
    trap="GQA-8 has 8 KV heads, not groups of 8 query heads; MQA saves cache, not score FLOP",
    source="Shazeer 2019, Fast Transformer Decoding; Ainslie et al. 2023, GQA",
)
def attention_variants(
    *,
    n_heads: int,
    n_kv_groups: int,
    n_layers: int,
    d_model: int,
    head_dim: int,
    seq_len: int,
    dtype_bytes: float,
) -> Result:
    """Return the KV cache of one sequence, and the K and V weights, under three kinds of attention.

    Raises CalculatorError where the KV heads do not divide the query heads.

    Source: Shazeer 2019; Ainslie et al. 2023.
    """
    refuse_uneven_groups(n_heads, n_kv_groups, "n_kv_groups")
    per_head = 2 * n_layers * head_dim * seq_len * dtype_bytes
    weights = 2 * d_model * head_dim

    def formula() -> str:
        heads = f"({n_heads}, {n_kv_groups}, 1)"
        product = f"2 x {n_layers} x {heads} x {head_dim} x {figure(seq_len)}"
        sizes = ", ".join(bytes_figure(each * per_head) for each in (n_heads, n_kv_groups, 1))
        return f"{product} x {figure(dtype_bytes)} B = {sizes}"

    outputs = {
        "mha_bytes": n_heads * per_head,
        "gqa_bytes": n_kv_groups * per_head,
        "mqa_bytes": per_head,
        "gqa_reduction": n_heads // n_kv_groups,
        "mqa_reduction": n_heads,
        "mha_kv_params_per_layer": n_heads * weights,
        "gqa_kv_params_per_layer": n_kv_groups * weights,
        "mqa_kv_params_per_layer": weights,
    }
    return Result(outputs, formula)


def _sampled_unless_given(given: Given) -> int | None:
    return None if "logits" in given else 64


@calculator(
    title="Why attention divides by the root of d_k",
    inputs=(
        Count("d_k", "width of a query and of a key", default=64, maximum=4096),
        NumberList("logits", "products of one query with each key", magnitude=1e9, longest=4096),
        Count(
            "n_keys",
            "keys to draw where no logits are given",
            maximum=4096,
            default_from=_sampled_unless_given,
        ),
        Count("seed", "of that draw", minimum=0, default=0),
    ),
    outputs=(
        Output("dot_variance", None, "variance of q·k for parts of unit variance"),
        Output("scaled_variance", None, "the same after dividing by the root"),
        Output("max_prob_unscaled", "fraction", "largest weight of the softmax, unscaled"),
        Output("max_prob_scaled", "fraction", "largest weight of the softmax, scaled"),
        Output("entropy_nats_unscaled", "nats", "spread of the softmax, unscaled"),
        Output("entropy_nats_scaled", "nats", "spread of the softmax, scaled"),
    ),
    trap="Dividing by d_k instead of its root; by the root of d_model instead of the head's width",
    source="Vaswani et al. 2017, note 4",
)
def softmax_scaling(
    *, d_k: int, logits: Sequence[float] | None, n_keys: int | None, seed: int
) -> Result:
    """Return what dividing by sqrt(d_k) does to one query's weights.

    `logits` has shape (keys,). Without it, n_keys products are drawn from a normal distribution of
    variance d_k, which is what products of unit-variance vectors come to.

    Source: Vaswani et al. 2017, note 4.
    """
    root = math.sqrt(d_k)
    drawn = random.Random(seed)
    raw = logits or [root * drawn.gauss(0, 1) for _ in range(n_keys or 0)]
    before, after = softmax(raw), softmax([each / root for each in raw])

    def formula() -> str:
        variance = f"var(q·k) = {d_k}; / sqrt({d_k})² = 1"
        return f"{variance}; largest weight {figure(max(before))} -> {figure(max(after))}"

    outputs = {
        "dot_variance": d_k,
        "scaled_variance": 1,
        "max_prob_unscaled": max(before),
        "max_prob_scaled": max(after),
        "entropy_nats_unscaled": entropy(before),
        "entropy_nats_scaled": entropy(after),
    }
    return Result(outputs, formula)
