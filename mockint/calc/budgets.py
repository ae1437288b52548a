"""Calculators of budgets: of tokens in a window, of time in a response."""

import math
from collections.abc import Mapping
from functools import lru_cache
from statistics import NormalDist
from typing import TYPE_CHECKING

from mockint.calc.figures import figure
from mockint.calc.parameters import Count, Number
from mockint.calc.registry import Output, Result, calculator
from mockint.calc.selectors import Kind
from mockint.calc.structures import MapOf, Record

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def _tokens(name: str, meaning: str, default: int, minimum: int = 0) -> Count:
    return Count(name, meaning, unit="tokens", default=default, minimum=minimum)


@calculator(
    title="Tokens in a context window",
    inputs=(
        Kind(
            "kind",
            "one prompt, or all the prompts of a chat",
            uses={
                "window": frozenset(
                    {"context_window", "history_tokens", "output_reserve", "chunk_tokens"}
                ),
                "chat_growth": frozenset({"turns", "user_tokens", "assistant_tokens"}),
            },
            default="window",
        ),
        _tokens("context_window", "tokens that fit", 128_000, minimum=1),
        _tokens("system_tokens", "system prompt", 0),
        _tokens("history_tokens", "earlier turns", 0),
        _tokens("output_reserve", "kept free for the answer", 0),
        _tokens("chunk_tokens", "a retrieved chunk", 512, minimum=1),
        Count("turns", "questions asked", unit="turns", default=10, maximum=1_000_000),
        _tokens("user_tokens", "a question", 60),
        _tokens("assistant_tokens", "an answer", 240),
    ),
    outputs=(
        Output("chunks_that_fit", "chunks", "whole chunks beside the rest"),
        Output("tokens_left", "tokens", "left after them; negative: too many already"),
        Output("total_input_tokens", "tokens", "sent over all turns, history resent each time"),
        Output("last_input_tokens", "tokens", "sent in the last turn"),
    ),
    trap="The answer counts against the window; the history is sent again each turn",
    source="Arithmetic",
)
def context_budget(
    *,
    kind: str,
    context_window: int | None,
    system_tokens: int,
    history_tokens: int | None,
    output_reserve: int | None,
    chunk_tokens: int | None,
    turns: int | None,
    user_tokens: int | None,
    assistant_tokens: int | None,
) -> Result:
    """Return how many chunks fit beside the rest, or what a chat sends in all its turns.

    A chat of t turns sends t·s + u·t(t+1)/2 + a·t(t-1)/2 tokens.

    Source: arithmetic.
    """
    if turns is not None and user_tokens is not None and assistant_tokens is not None:
        asked, said = turns * (turns + 1) // 2, turns * (turns - 1) // 2
        sent = turns * system_tokens + user_tokens * asked + assistant_tokens * said
        last = system_tokens + user_tokens * turns + assistant_tokens * (turns - 1)
        product = f"{turns} x {system_tokens} + {user_tokens} x {asked}"
        return Result(
            {"total_input_tokens": sent, "last_input_tokens": last},
            lambda: f"{product} + {assistant_tokens} x {said} = {figure(sent)} tokens",
        )
    window, chunk = context_window or 0, chunk_tokens or 1
    taken = system_tokens + (history_tokens or 0) + (output_reserve or 0)
    chunks = max(0, (window - taken) // chunk)
    left = window - taken - chunks * chunk

    def formula() -> str:
        rest = f"{figure(window)} - {figure(taken)}"
        return f"floor(({rest}) / {chunk}) = {chunks} chunks; {figure(left)} tokens left"

    return Result({"chunks_that_fit": chunks, "tokens_left": left}, formula)


_POINTS, _GENERATOR = 65_521, 8950
"""A Korobov lattice: each stage gets every quantile once, in an order unlike the others'."""


@calculator(
    title="Latency of a response",
    inputs=(
        Kind(
            "kind",
            "a sum of known times, or of times that vary",
            uses={
                "sum": frozenset(
                    {"network_seconds", "ttft_seconds", "tpot_seconds", "output_tokens"}
                ),
                "simulation": frozenset({"components"}),
            },
            default="sum",
        ),
        Number(
            "network_seconds", "there and back", unit="seconds", default=0.03, open_minimum=False
        ),
        Number(
            "ttft_seconds", "time to first token", unit="seconds", default=0.08, open_minimum=False
        ),
        Number("tpot_seconds", "time per token after it", unit="seconds", default=0.01),
        Count("output_tokens", "tokens of the answer", unit="tokens", default=20),
        MapOf(
            "components",
            "stages whose times are log-normal and independent",
            item=Record(
                "stage",
                "a stage",
                fields=(
                    Number("median_seconds", "its median", unit="seconds", maximum=1e6),
                    Number(
                        "sigma_log",
                        "standard deviation of its logarithm",
                        maximum=5,
                        open_minimum=False,
                    ),
                ),
            ),
            like='{"retrieve": {"median_seconds": 0.05, "sigma_log": 0.4}}',
            most=32,
        ),
        Number("budget_seconds", "time that is allowed", unit="seconds", default=0.3),
    ),
    outputs=(
        Output("total_seconds", "seconds", "network, first token and the tokens after it"),
        Output("max_output_tokens", "tokens", "longest answer within the budget"),
        Output("p50_seconds", "seconds", "median of the sum"),
        Output("p95_seconds", "seconds", "95th percentile of the sum"),
        Output("p_within_budget", "fraction", "probability of staying within the budget"),
        Output("sum_of_p95_seconds", "seconds", "the stages' own 95th percentiles, added"),
    ),
    trap="Adding 95th percentiles is too pessimistic where stages are independent; the first token "
    "is inside the TTFT",
    source="vLLM and NVIDIA GenAI-Perf, definitions of TTFT and TPOT",
)
def latency_budget(
    *,
    kind: str,
    network_seconds: float | None,
    ttft_seconds: float | None,
    tpot_seconds: float | None,
    output_tokens: int | None,
    components: Mapping[str, Mapping[str, float]] | None,
    budget_seconds: float,
) -> Result:
    """Return network + TTFT + (m - 1)·TPOT, or percentiles of a sum of log-normal stages.

    The percentiles are of 65,521 evenly spread points, the same each time.

    Source: vLLM; GenAI-Perf.
    """
    if components is not None:
        return _simulated(components, budget_seconds)
    if (
        network_seconds is None
        or ttft_seconds is None
        or tpot_seconds is None
        or output_tokens is None
    ):
        return Result({}, lambda: "")
    start, after = network_seconds + ttft_seconds, output_tokens - 1
    total = start + after * tpot_seconds
    fitting = 1 + math.floor((budget_seconds - start) / tpot_seconds + 1e-9)

    def formula() -> str:
        return f"{figure(start)} + {after} x {figure(tpot_seconds)} = {figure(total)} s"

    outputs = {"total_seconds": total, "max_output_tokens": max(0, fitting)}
    return Result(outputs, formula)


def _simulated(stages: Mapping[str, Mapping[str, float]], budget: float) -> Result:
    import numpy as np

    order = np.arange(_POINTS)
    total = np.zeros(_POINTS)
    for stage in stages.values():
        total += stage["median_seconds"] * np.exp(stage["sigma_log"] * _quantiles()[order])
        order = order * _GENERATOR % _POINTS
    middle, high = (float(each) for each in np.percentile(total, [50, 95]))
    within = float(np.mean(total <= budget))
    bound = NormalDist().inv_cdf(0.95)
    added = math.fsum(
        stage["median_seconds"] * math.exp(bound * stage["sigma_log"]) for stage in stages.values()
    )

    def formula() -> str:
        spread = f"p50 {figure(middle)} s, p95 {figure(high)} s of {len(stages)} stages"
        return f"{spread}; P(<= {figure(budget)} s) = {figure(within)}"

    outputs = {
        "p50_seconds": middle,
        "p95_seconds": high,
        "p_within_budget": within,
        "sum_of_p95_seconds": added,
    }
    return Result(outputs, formula)


@lru_cache(maxsize=1)
def _quantiles() -> "NDArray[np.float64]":
    """Return the quantiles of the normal distribution at the middle of each point's share."""
    import numpy as np

    normal = NormalDist()
    return np.array([normal.inv_cdf((i + 0.5) / _POINTS) for i in range(_POINTS)])
