"""Calculators of position: how a model is told where a token stands."""

import math
from collections.abc import Sequence

from mockint.calc.figures import figure
from mockint.calc.parameters import Choice, Count, Given, Number, Signed
from mockint.calc.registry import Output, Result, calculator
from mockint.calc.rotary import Scaling, rotate, scaled_frequencies
from mockint.calc.selectors import Kind
from mockint.calc.structures import NumberList
from mockint.core.errors import CalculatorError


def _dim_of_vectors(given: Given) -> int:
    vector: Sequence[float] | None = given.get("q") or given.get("k")
    return len(vector) if vector else 128


def _trained_length(given: Given) -> int:
    return 8192 if given.get("scaling") == "llama3" else 4096


@calculator(
    title="Rotary position embedding",
    inputs=(
        Count("head_dim", "width of a head", maximum=65_536, default_from=_dim_of_vectors),
        Number("base", "base of the frequencies", minimum=1, default=1e4, maximum=1e12),
        Choice(
            "scaling",
            "how it is stretched beyond the length it was trained for",
            values=("none", "linear", "ntk", "yarn", "llama3"),
            default="none",
        ),
        Number(
            "factor", "how far", minimum=1, open_minimum=False, default=1, maximum=1e6, unit="x"
        ),
        Count(
            "original_max_position",
            "length it was trained for",
            unit="tokens",
            maximum=10**9,
            default_from=_trained_length,
        ),
        Number("beta_fast", "YaRN: rotations from which nothing is stretched", default=32),
        Number("beta_slow", "YaRN: rotations up to which all is stretched", default=1),
        Number("low_freq_factor", "Llama 3: length over the longest mixed wave", default=1),
        Number("high_freq_factor", "Llama 3: length over the shortest mixed wave", default=4),
        Choice(
            "layout",
            "which dimensions are pairs: i and i + hd/2, or 2i and 2i + 1",
            values=("half", "interleaved"),
            default="half",
        ),
        NumberList("q", "a query"),
        NumberList("k", "a key"),
        Signed("q_position", "position of the query", default=0),
        Signed("k_position", "position of the key", default=0),
    ),
    outputs=(
        Output("inv_freq_first", "radians/token", "frequency of the first pair"),
        Output("inv_freq_second", "radians/token", "frequency of the second pair"),
        Output("inv_freq_last", "radians/token", "frequency of the last pair"),
        Output("inv_freq_0", "radians/token", "frequency of pair 0"),
        Output("inv_freq_32", "radians/token", "frequency of pair 32"),
        Output("inv_freq_63", "radians/token", "frequency of pair 63"),
        Output("wavelength_first", "tokens", "2π over the first frequency"),
        Output("wavelength_last", "tokens", "2π over the last frequency"),
        Output("attention_factor", None, "what YaRN multiplies cosine and sine by"),
        Output("ntk_base", None, "base after NTK scaling"),
        Output("dot", None, "product of the rotated query and key"),
        Output("rotated_q", None, "the rotated query"),
        Output("rotated_k", None, "the rotated key"),
        Output("inv_freq", "radians/token", "frequencies of all pairs"),
    ),
    trap="NTK scaling is no free context: quality still falls without fine-tuning",
    source="Su et al. 2021; Peng et al. 2023, YaRN; transformers ROPE_INIT_FUNCTIONS",
)
def rope(
    *,
    head_dim: int,
    base: float,
    scaling: str,
    factor: float,
    original_max_position: int,
    beta_fast: float,
    beta_slow: float,
    low_freq_factor: float,
    high_freq_factor: float,
    layout: str,
    q: Sequence[float] | None,
    k: Sequence[float] | None,
    q_position: float,
    k_position: float,
) -> Result:
    """Return the rotary frequencies base^(-2i/hd), and a query and a key rotated by them.

    `q` and `k` have shape (head_dim,). Their product depends on q_position - k_position alone.
    With YaRN both are multiplied by the attention factor, as transformers does.

    Raises CalculatorError for an odd width, vectors of another width, and bounds out of order.

    Source: Su et al. 2021; Peng et al. 2023; transformers' ROPE_INIT_FUNCTIONS.
    """
    if head_dim % 2:
        raise CalculatorError(
            f"head_dim={head_dim} is odd, and dimensions rotate in pairs.",
            "Give an even number.",
        )
    for name, vector in (("q", q), ("k", k)):
        if vector is not None and len(vector) != head_dim:
            raise CalculatorError(
                f"{name} has {len(vector)} components, but head_dim={head_dim}.",
                "Give q, k and head_dim of one length.",
            )
    frequencies, ntk_base, logit_factor = scaled_frequencies(
        head_dim,
        base,
        Scaling(
            scaling,
            factor,
            original_max_position,
            (beta_fast, beta_slow),
            (low_freq_factor, high_freq_factor),
        ),
    )
    rotated = [
        None
        if vector is None
        else [logit_factor * x for x in rotate(vector, position, frequencies, layout)]
        for vector, position in ((q, q_position), (k, k_position))
    ]
    turned_q, turned_k = rotated
    dot = None
    if turned_q is not None and turned_k is not None:
        dot = math.fsum(x * y for x, y in zip(turned_q, turned_k, strict=True))

    def formula() -> str:
        last = f"θ[{len(frequencies) - 1}] = {figure(frequencies[-1])}"
        start = f"{figure(ntk_base or base)}^(-2i/{head_dim}), scaling {scaling}: {last}"
        wave = f"{start}, 2π / θ = {figure(2 * math.pi / frequencies[-1])} tokens"
        return wave if dot is None else f"{wave}; q·k = {figure(dot)}"

    at = dict(enumerate(frequencies))
    outputs = {
        "inv_freq_first": at[0],
        "inv_freq_second": at.get(1),
        "inv_freq_last": frequencies[-1],
        "inv_freq_0": at[0],
        "inv_freq_32": at.get(32),
        "inv_freq_63": at.get(63),
        "wavelength_first": 2 * math.pi / at[0],
        "wavelength_last": 2 * math.pi / frequencies[-1],
        "attention_factor": logit_factor,
        "ntk_base": ntk_base,
        "dot": dot,
        "rotated_q": turned_q,
        "rotated_k": turned_k,
        "inv_freq": frequencies,
    }
    return Result(outputs, formula)


@calculator(
    title="Position encodings without rotation",
    inputs=(
        Kind(
            "kind",
            "which encoding",
            uses={
                "sinusoidal": frozenset({"position", "d_model", "base"}),
                "alibi": frozenset({"n_heads"}),
            },
            default="sinusoidal",
        ),
        Count("position", "of the token", minimum=0, default=1),
        Count("d_model", "width of the encoding", default=8, maximum=65_536),
        Number("base", "base of the frequencies", minimum=1, default=1e4, maximum=1e12),
        Count("n_heads", "heads, each with a slope", unit="heads", default=8, maximum=4096),
    ),
    outputs=(
        Output("encoding", None, "sine and cosine of each frequency in turn"),
        Output("slopes", None, "what each head subtracts per token of distance"),
    ),
    trap="Sines and cosines interleaved, or all sines first: the same numbers in another order",
    source="Vaswani et al. 2017, section 3.5; Press et al. 2022, ALiBi",
)
def positional_encoding(
    *,
    kind: str,
    position: int | None,
    d_model: int | None,
    base: float | None,
    n_heads: int | None,
) -> Result:
    """Return the sinusoidal encoding of one position, or the slopes of ALiBi.

    `encoding` has shape (d_model,): sin and cos of position / base^(2i/d). Slopes are 2^(-8k/h);
    where h is no power of two, every second slope of twice as many heads fills the rest.

    Raises CalculatorError for an odd width.

    Source: Vaswani et al. 2017; Press et al. 2022, code of BLOOM.
    """
    if position is None or d_model is None or base is None:
        heads = n_heads or 0
        slopes = _slopes(heads)
        return Result(
            {"slopes": slopes},
            lambda: f"2^(-8k/{heads}), k = 1 to {heads}: {', '.join(map(figure, slopes[:8]))}",
        )
    if d_model % 2:
        raise CalculatorError(
            f"d_model={d_model} is odd, and each frequency has a sine and a cosine.",
            "Give an even number.",
        )
    angles = [position / base ** (2 * i / d_model) for i in range(d_model // 2)]
    encoding = [wave(angle) for angle in angles for wave in (math.sin, math.cos)]

    def formula() -> str:
        waves = f"sin, cos of {position} / {figure(base)}^(2i/{d_model})"
        return f"{waves}: {', '.join(map(figure, encoding[:8]))}"

    return Result({"encoding": encoding}, formula)


def _slopes(n_heads: int) -> list[float]:
    even = 1 << (n_heads.bit_length() - 1)
    slopes = [2 ** (-8 * k / even) for k in range(1, even + 1)]
    between = [2 ** (-8 * k / (2 * even)) for k in range(1, 2 * even + 1, 2)]
    return slopes + between[: n_heads - even]
