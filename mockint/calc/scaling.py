"""Calculators of scale: how large a model and how many tokens, at training and at answering."""

from collections.abc import Mapping

from mockint.calc.architecture import unless_given
from mockint.calc.figures import figure
from mockint.calc.parameters import Count, Number, Share
from mockint.calc.registry import Output, Result, calculator
from mockint.calc.selectors import PresetName
from mockint.core.errors import CalculatorError

_FITS: Mapping[str, Mapping[str, float]] = {
    "epoch_2024": {"E": 1.8172, "A": 482.01, "B": 2085.43, "alpha": 0.3478, "beta": 0.3658},
    "hoffmann_approach3": {"E": 1.69, "A": 406.4, "B": 410.7, "alpha": 0.34, "beta": 0.28},
    "hoffmann_approach3_tex": {
        "E": 1.6934,
        "A": 406.4,
        "B": 410.7,
        "alpha": 0.3392,
        "beta": 0.2849,
    },
}
_CONSTANTS = ("E", "A", "B", "alpha", "beta")


@calculator(
    title="Scaling law: loss, and the optimum at a budget",
    inputs=(
        Number("n_params", "parameters", unit="parameters", maximum=1e18),
        Number("n_tokens", "tokens to train on", unit="tokens", maximum=1e20),
        Number(
            "compute_flops",
            "budget",
            unit="FLOP",
            maximum=1e40,
            default_from=unless_given({"n_params", "n_tokens"}, 5.76e23),
        ),
        PresetName(
            "fit",
            "whose constants",
            table=_FITS,
            complete=(_CONSTANTS,),
            default="epoch_2024",
        ),
        Number("E", "loss that no scale removes", maximum=100, open_minimum=False),
        Number("A", "weight of the model's size", maximum=1e9),
        Number("B", "weight of the data's size", maximum=1e9),
        Number("alpha", "exponent of the model's size", maximum=10),
        Number("beta", "exponent of the data's size", maximum=10),
    ),
    outputs=(
        Output("compute_flops", "FLOP", "6ND"),
        Output("tokens_per_param", "tokens", "tokens per parameter, given or at the optimum"),
        Output("optimal_params", "parameters", "with the least loss at that budget"),
        Output("optimal_tokens", "tokens", "with the least loss at that budget"),
        Output("loss", "nats", "of what is given, else at the optimum"),
        Output("optimal_loss", "nats", "at the optimum of that budget"),
        Output("rule_of_thumb_tokens", "tokens", "20 per parameter"),
    ),
    trap="The rounded constants of the 2022 paper give 93 tokens per parameter at Chinchilla's "
    "budget, the refit 18; and the optimum leaves out what answering costs",
    source="Hoffmann et al. 2022, approach 3; Besiroglu et al. 2024, a replication attempt",
)
def scaling_law(
    *,
    n_params: float | None,
    n_tokens: float | None,
    compute_flops: float | None,
    fit: str,
    E: float,
    A: float,
    B: float,
    alpha: float,
    beta: float,
) -> Result:
    """Return L = E + A/N^α + B/D^β in nats per token, and where it is least for C = 6ND.

    N = G·(C/6)^(β/(α+β)) with G = (αA/βB)^(1/(α+β)), D = C/6N. Two of N, D and C give the third.

    Raises CalculatorError where all three are given.

    Source: Hoffmann et al. 2022; Besiroglu et al. 2024.
    """
    if n_params is not None and n_tokens is not None and compute_flops is not None:
        raise CalculatorError(
            "n_params, n_tokens and compute_flops say the same thing twice.", "Give two of them."
        )
    size, data, budget = n_params, n_tokens, compute_flops
    if size is not None and data is not None:
        budget = 6 * size * data
    elif budget is not None and size is not None:
        data = budget / (6 * size)
    elif budget is not None and data is not None:
        size = budget / (6 * data)
    rule = None if n_params is None else 20 * n_params
    if budget is None:
        return Result(
            {"rule_of_thumb_tokens": rule},
            lambda: f"20 x {figure(n_params or 0)} tokens; a loss needs n_tokens too",
        )
    scale = (alpha * A / (beta * B)) ** (1 / (alpha + beta))
    best = scale * (budget / 6) ** (beta / (alpha + beta))
    best_data = budget / (6 * best)

    def loss(params: float, tokens: float) -> float:
        at_size: float = E + A / params**alpha + B / tokens**beta
        return at_size

    if size is None or data is None:
        size, data = best, best_data
    found = loss(size, data)

    def formula() -> str:
        terms = f"{figure(A)}/{size:.4g}^{figure(alpha)} + {figure(B)}/{data:.4g}^{figure(beta)}"
        optimum = f"optimum at {budget:.4g} FLOP: N {best:.4g}, D {best_data:.4g}"
        return f"{figure(E)} + {terms} = {figure(found)}; {optimum}"

    outputs = {
        "compute_flops": budget,
        "tokens_per_param": data / size,
        "optimal_params": best,
        "optimal_tokens": best_data,
        "loss": found,
        "optimal_loss": loss(best, best_data),
        "rule_of_thumb_tokens": rule,
    }
    return Result(outputs, formula)


def _price(name: str, meaning: str, default: float) -> Number:
    return Number(name, meaning, unit="USD", default=default, maximum=1e6, open_minimum=False)


@calculator(
    title="What thinking longer costs",
    inputs=(
        Count("prompt_tokens", "tokens of the question", unit="tokens", default=500, minimum=0),
        Count(
            "reasoning_tokens",
            "tokens thought, billed as output",
            unit="tokens",
            default=4000,
            minimum=0,
        ),
        Count("answer_tokens", "tokens of the answer", unit="tokens", default=300, minimum=0),
        _price("input_price_per_mtok", "a million input tokens", 3),
        _price("output_price_per_mtok", "a million output tokens", 15),
        Number("tokens_per_second", "speed of one stream", unit="tokens/s", default=80),
        Share("p_correct", "probability that one sample is right"),
        Count("n_samples", "samples drawn", default=1, maximum=1_000_000),
        Number("n_params", "parameters of the model", unit="parameters", maximum=1e18),
        Number("tokens", "tokens that pass through it", unit="tokens", maximum=1e18),
        Number("thinking_multiplier", "how many times as many tokens", unit="x", default=1),
        Number(
            "reference_params",
            "parameters of a model to compare with, at as many tokens unmultiplied",
            unit="parameters",
            maximum=1e18,
        ),
    ),
    outputs=(
        Output("cost_usd", "USD", "of one sample"),
        Output("total_cost_usd", "USD", "of all samples"),
        Output("seconds", "seconds", "of one sample"),
        Output("coverage", "fraction", "probability that any sample is right"),
        Output("flops", "FLOP", "2 per parameter and token"),
        Output("reference_flops", "FLOP", "of the model to compare with"),
        Output("flops_ratio", "x", "first over second"),
    ),
    trap="Coverage needs something that recognises the right sample; thinking 10x longer on a 10x "
    "smaller model is equal FLOP, not equal quality",
    source="Snell et al. 2024; Kaplan et al. 2020",
)
def test_time_compute(
    *,
    prompt_tokens: int,
    reasoning_tokens: int,
    answer_tokens: int,
    input_price_per_mtok: float,
    output_price_per_mtok: float,
    tokens_per_second: float,
    p_correct: float | None,
    n_samples: int,
    n_params: float | None,
    tokens: float | None,
    thinking_multiplier: float,
    reference_params: float | None,
) -> Result:
    """Return cost, time, FLOP and coverage 1 - (1 - p)^n of answers that are thought about.

    FLOP are 2·N·tokens; `tokens` is all of prompt, reasoning and answer where it is not given.

    Source: Snell et al. 2024; Kaplan et al. 2020.
    """
    generated = reasoning_tokens + answer_tokens
    prompt = prompt_tokens * input_price_per_mtok
    cost = (prompt + generated * output_price_per_mtok) / 1e6
    passed = prompt_tokens + generated if tokens is None else tokens
    coverage = flops = reference = None
    if p_correct is not None:
        coverage = 1 - (1 - p_correct) ** n_samples
    if n_params is not None:
        flops = 2 * n_params * passed * thinking_multiplier
    if reference_params is not None:
        reference = 2 * reference_params * passed

    def formula() -> str:
        billed = f"{prompt_tokens} x {figure(input_price_per_mtok)} + ({reasoning_tokens} + "
        billed += f"{answer_tokens}) x {figure(output_price_per_mtok)}"
        parts = [f"({billed}) / 1M = {figure(cost)} USD"]
        if coverage is not None:
            chance = f"1 - (1 - {figure(p_correct or 0)})^{n_samples}"
            parts.append(f"{chance} = {figure(coverage)}")
        if flops is not None:
            product = f"2 x {n_params:.4g} x {figure(passed)} x {figure(thinking_multiplier)}"
            parts.append(f"{product} = {flops:.4g} FLOP")
        return "; ".join(parts)

    outputs = {
        "cost_usd": cost,
        "total_cost_usd": cost * n_samples,
        "seconds": generated / tokens_per_second,
        "coverage": coverage,
        "flops": flops,
        "reference_flops": reference,
        "flops_ratio": flops / reference if flops and reference else None,
    }
    return Result(outputs, formula)
