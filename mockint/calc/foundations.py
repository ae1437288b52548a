"""Calculators of what every language model is made of: parameters, tokens, norms, vectors."""

import math
from collections.abc import Sequence

from mockint.calc.architecture import (
    D_FF,
    D_MODEL,
    HEAD_DIM,
    MLP_MATRICES,
    N_HEADS,
    N_KV_HEADS,
    N_LAYERS,
    TIED,
    VOCAB_SIZE,
    model,
    refuse_uneven_groups,
    unless_given,
)
from mockint.calc.figures import figure
from mockint.calc.parameters import Choice, Count, Given, Number
from mockint.calc.registry import Output, Result, calculator
from mockint.calc.structures import NumberList
from mockint.core.errors import CalculatorError

_LAYERS = ("n_layers", "d_model", "d_ff", "n_heads", "n_kv_heads", "head_dim")


def _built_or_counted(preset: Given, given: Given) -> Given:
    """Return a model's architecture, or only its counted size where no formula gives it."""
    if preset["attention"] != "mla" and "d_ff" in preset:
        return preset
    described = set(_LAYERS) & given.keys()
    return {} if described else {"counted_params": preset["n_params"]}


@calculator(
    title="Parameters of a decoder",
    inputs=(
        model(needs=(*_LAYERS, "vocab_size"), fill=_built_or_counted),
        N_LAYERS,
        D_MODEL,
        D_FF,
        N_HEADS,
        N_KV_HEADS,
        HEAD_DIM,
        VOCAB_SIZE,
        TIED,
        MLP_MATRICES,
        Count("n_experts", "experts of a layer, each an MLP of its own", default=1),
        Choice(
            "norm",
            "kind of norm: RMS has one vector, layer norm has two",
            values=("rms", "layer"),
            default="rms",
        ),
        Choice("formula", "what to count", values=("full", "12Ld2"), default="full"),
        Count("counted_params", "size of a model that is not built like this", maximum=10**15),
    ),
    outputs=(
        Output("total_params", "parameters", "all parameters"),
        Output("embedding_params", "parameters", "those of the embeddings, in and out"),
        Output("params_per_layer", "parameters", "those of one layer"),
        Output("rule_of_thumb", "parameters", "12·L·d²"),
    ),
    trap="12·L·d² holds only for MHA, d_ff = 4d and two MLP matrices, and leaves embeddings out",
    source="kipply 2022, LLM Parameter Counting; agrees with transformers",
)
def param_count(
    *,
    model: str | None,
    n_layers: int | None,
    d_model: int | None,
    d_ff: int | None,
    n_heads: int | None,
    n_kv_heads: int | None,
    head_dim: int | None,
    vocab_size: int | None,
    tied: bool,
    mlp_matrices: int,
    n_experts: int,
    norm: str,
    formula: str,
    counted_params: int | None,
) -> Result:
    """Return the parameters of a decoder without biases.

    L·(2·d·h·hd + 2·d·kv·hd + m·d·ff·E + norms) + final norm + V·d, twice where untied; a mixture
    has a router of d·E too. `formula=12Ld2` gives the rule of thumb as the total.

    Raises CalculatorError where KV heads do not divide the query heads.

    Source: kipply 2022; counted with transformers on the meta device.
    """
    if n_heads is not None and n_kv_heads is not None:
        refuse_uneven_groups(n_heads, n_kv_heads)
    rule = None if n_layers is None or d_model is None else 12 * n_layers * d_model**2
    if formula == "12Ld2":
        return Result(
            {"total_params": rule, "rule_of_thumb": rule},
            lambda: f"12 x {n_layers} x {figure(d_model or 0)}² = {figure(rule or 0)}",
        )
    if (
        n_layers is None
        or d_model is None
        or d_ff is None
        or n_heads is None
        or n_kv_heads is None
        or head_dim is None
        or vocab_size is None
    ):
        return Result(
            {"total_params": counted_params, "rule_of_thumb": rule},
            lambda: f"counted: {figure(counted_params or rule or 0)}",
        )
    attention = 2 * d_model * (n_heads + n_kv_heads) * head_dim
    router = d_model * n_experts if n_experts > 1 else 0
    mlp = mlp_matrices * d_model * d_ff * n_experts + router
    scale = d_model if norm == "rms" else 2 * d_model
    layer = attention + mlp + 2 * scale
    embeddings = vocab_size * d_model * (1 if tied else 2)
    total = n_layers * layer + scale + embeddings

    def text() -> str:
        heads = f"2 x {d_model} x ({n_heads} + {n_kv_heads}) x {head_dim}"
        experts = f" x {n_experts}" if n_experts > 1 else ""
        width = f"{mlp_matrices} x {d_model} x {d_ff}{experts}"
        per_layer = f"{n_layers} x ({heads} + {width} + {2 * scale + router})"
        return f"{per_layer} + {scale} + {figure(embeddings)} = {figure(total)}"

    outputs = {
        "total_params": total,
        "embedding_params": embeddings,
        "params_per_layer": layer,
        "rule_of_thumb": rule,
    }
    return Result(outputs, text)


@calculator(
    title="Layer norm and RMS norm of a vector",
    inputs=(
        NumberList("x", "a vector", default=[1, 2, 3, 4]),
        Number("eps", "added under the root", default=1e-6, maximum=1, open_minimum=False),
    ),
    outputs=(
        Output("layer_norm", None, "(x - mean) / sqrt(var + eps)"),
        Output("rms_norm", None, "x / sqrt(mean(x²) + eps)"),
        Output("layer_norm_params", "parameters", "weights and biases of a layer norm"),
        Output("rms_norm_params", "parameters", "weights of an RMS norm"),
    ),
    trap="The variance is the population's (n, not n - 1), and eps is inside the root",
    source="Ba et al. 2016, Layer Normalization; Zhang and Sennrich 2019, RMSNorm",
)
def normalization(*, x: Sequence[float], eps: float) -> Result:
    """Return a vector of shape (d,) after each norm, before any learned weights.

    Raises CalculatorError where eps is 0 and nothing else is under the root.

    Source: Ba et al. 2016; Zhang and Sennrich 2019.
    """
    size = len(x)
    mean = math.fsum(x) / size
    variance = math.fsum((each - mean) ** 2 for each in x) / size
    square = math.fsum(each**2 for each in x) / size
    if variance + eps == 0 or square + eps == 0:
        raise CalculatorError(
            "a vector without spread has nothing under the root.", "Give an eps above 0."
        )
    deviation, root = math.sqrt(variance + eps), math.sqrt(square + eps)

    def formula() -> str:
        centred = f"(x - {figure(mean)}) / sqrt({figure(variance)} + {figure(eps)})"
        return f"LN {centred}; RMS x / sqrt({figure(square)} + {figure(eps)})"

    outputs = {
        "layer_norm": [(each - mean) / deviation for each in x],
        "rms_norm": [each / root for each in x],
        "layer_norm_params": 2 * size,
        "rms_norm_params": size,
    }
    return Result(outputs, formula)


@calculator(
    title="How alike two vectors are",
    inputs=(
        NumberList("a", "a vector", default_from=unless_given({"b"}, [3, 4, 0])),
        NumberList(
            "b", "another one of the same length", default_from=unless_given({"a"}, [6, 8, 1])
        ),
    ),
    outputs=(
        Output("cosine", None, "of the angle between them"),
        Output("dot", None, "sum of products"),
        Output("euclidean", None, "distance"),
        Output("unit_distance", None, "distance after both are scaled to length 1"),
    ),
    trap="On unit vectors all three rank alike, and many APIs return unit vectors",
    source="Arithmetic; agrees with scikit-learn",
)
def vector_similarity(*, a: Sequence[float] | None, b: Sequence[float] | None) -> Result:
    """Return cosine, dot product and distance of two vectors of shape (d,).

    On unit vectors the dot product is the cosine, and distance² = 2 - 2·cos.

    Raises CalculatorError for vectors of different length, and for one without a direction.

    Source: arithmetic.
    """
    if a is None or b is None:
        return Result({}, lambda: "")
    if len(a) != len(b):
        raise CalculatorError(
            f"a has {len(a)} components and b has {len(b)}.", "Give two vectors of one length."
        )
    norms = math.hypot(*a), math.hypot(*b)
    if not all(norms):
        raise CalculatorError(
            f"{'b' if norms[0] else 'a'} has no length, so it has no direction to compare.",
            "Give a vector with a component other than 0.",
        )
    dot = math.fsum(x * y for x, y in zip(a, b, strict=True))
    units = [(x / norms[0], y / norms[1]) for x, y in zip(a, b, strict=True)]
    cosine = min(1.0, max(-1.0, math.fsum(x * y for x, y in units)))  # rounding adds an ulp

    def formula() -> str:
        lengths = f"({figure(norms[0])} x {figure(norms[1])})"
        return f"{figure(dot)} / {lengths} = {figure(cosine)}"

    outputs = {
        "cosine": cosine,
        "dot": dot,
        "euclidean": math.dist(a, b),
        "unit_distance": math.dist(*zip(*units, strict=True)),
    }
    return Result(outputs, formula)
