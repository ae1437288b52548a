"""Calculators of decoding: batches that wait or refill, drafts that are verified."""

import math
import random
from collections.abc import Sequence
from heapq import heapify, heapreplace

from mockint.calc.figures import figure
from mockint.calc.parameters import Choice, Count, Given, Number, Share
from mockint.calc.registry import Output, Result, calculator
from mockint.calc.structures import ListOf, NumberList
from mockint.core.errors import CalculatorError

MOST_DRAFTED = 64
"""Where the search for the best draft ends."""


def _as_cheap_in_operations(given: Given) -> float:
    ratio: float = given.get("draft_cost_ratio", 0.05)
    return ratio


@calculator(
    title="Speculative decoding",
    inputs=(
        Share("acceptance_rate", "probability that a drafted token is kept", default=0.8),
        Count(
            "draft_tokens",
            "tokens drafted per step",
            unit="tokens",
            default=5,
            minimum=0,
            maximum=MOST_DRAFTED,
        ),
        Share("draft_cost_ratio", "time of the draft model over the target's", default=0.05),
        Share(
            "draft_op_ratio",
            "operations of the draft model over the target's",
            default_from=_as_cheap_in_operations,
        ),
    ),
    outputs=(
        Output("expected_tokens", "tokens", "per step, the target's own token included"),
        Output("speedup", "x", "over decoding with the target alone"),
        Output("operations_ratio", "x", "operations per token over the target's alone"),
        Output("best_draft_tokens", "tokens", "draft length with the largest speedup; 0: none"),
        Output("best_speedup", "x", "the speedup there"),
    ),
    trap="Forgetting the draft's own time; and checking γ + 1 tokens costs one step only while the "
    "batch is small",
    source="Leviathan et al. 2023, equation 1, theorems 3.8 and 3.11, table 1",
)
def speculative_decoding(
    *,
    acceptance_rate: float,
    draft_tokens: int,
    draft_cost_ratio: float,
    draft_op_ratio: float,
) -> Result:
    """Return what drafting γ tokens gains: E = (1 - α^(γ+1)) / (1 - α) tokens a step.

    speedup = E / (γc + 1); operations = (γĉ + γ + 1) / E. Where α <= c no draft length gains.

    Source: Leviathan et al. 2023.
    """
    alpha, gamma, cost = acceptance_rate, draft_tokens, draft_cost_ratio
    expected = [1.0]  # by draft length: a sum, which stays exact where α is near 1
    for length in range(1, MOST_DRAFTED + 1):
        expected.append(expected[-1] + alpha**length)
    speedups = [tokens / (length * cost + 1) for length, tokens in enumerate(expected)]
    best = speedups.index(max(speedups))

    def formula() -> str:
        tokens = f"(1 - {figure(alpha)}^{gamma + 1}) / (1 - {figure(alpha)})"
        if alpha == 1:
            tokens = f"{gamma} + 1"
        gain = f"/ ({gamma} x {figure(cost)} + 1) = {figure(speedups[gamma])}x"
        return f"{tokens} = {figure(expected[gamma])} tokens a step; {gain}"

    outputs = {
        "expected_tokens": expected[gamma],
        "speedup": speedups[gamma],
        "operations_ratio": (gamma * draft_op_ratio + gamma + 1) / expected[gamma],
        "best_draft_tokens": best,
        "best_speedup": speedups[best],
    }
    return Result(outputs, formula)


_DRAWN = frozenset({"n_requests", "mean_length", "seed"})


@calculator(
    title="Static against continuous batching",
    inputs=(
        ListOf(
            "output_lengths",
            "tokens that each request generates",
            item=Count("length", "tokens", unit="tokens"),
            like="[500, 10, 10]",
            default=[500, 10, 10, 10] * 4,
        ),
        Count("n_requests", "requests to draw instead", unit="requests", default=64, maximum=4096),
        Number(
            "mean_length",
            "mean of their geometric lengths",
            unit="tokens",
            minimum=1,
            open_minimum=False,
            maximum=1e6,
            default=200,
        ),
        Count("seed", "of that draw", minimum=0, default=0),
        Count("slots", "sequences that decode at once", default=8, maximum=100_000),
        Number("step_seconds", "time of one token", unit="seconds", default=0.02, maximum=1e6),
        Choice(
            "arrival",
            "when requests come, where no times are given",
            values=("all_at_zero",),
            default="all_at_zero",
        ),
        Choice("order", "who is served first", values=("fcfs",), default="fcfs"),
        NumberList("arrival_seconds", "when each request comes", longest=4096, unit="seconds"),
    ),
    outputs=(
        Output("static_makespan", "seconds", "until all are done, batch after batch"),
        Output("continuous_makespan", "seconds", "until all are done, slots refilled at once"),
        Output("static_utilization", "fraction", "share of slot time that decodes"),
        Output("continuous_utilization", "fraction", "share of slot time that decodes"),
        Output("static_tokens_per_second", "tokens/s", "over the makespan"),
        Output("continuous_tokens_per_second", "tokens/s", "over the makespan"),
        Output("static_mean_completion", "seconds", "mean time at which a request is done"),
        Output("continuous_mean_completion", "seconds", "mean time at which a request is done"),
        Output("continuous_mean_wait", "seconds", "mean time between arrival and first step"),
        Output("continuous_mean_latency", "seconds", "mean time between arrival and end"),
    ),
    alternatives=(frozenset({"output_lengths", "arrival_seconds"}), _DRAWN),
    trap="With equal lengths, or no queue behind the batch, there is nothing to gain; and a step "
    "gets slower as the batch grows",
    source="Yu et al. 2022, Orca; agrees with a simpy simulation",
)
def batching_sim(
    *,
    output_lengths: Sequence[int] | None,
    n_requests: int | None,
    mean_length: float | None,
    seed: int | None,
    slots: int,
    step_seconds: float,
    arrival: str,
    order: str,
    arrival_seconds: Sequence[float] | None,
) -> Result:
    """Return how the same requests fare in batches that wait and in slots that are refilled.

    Static: a batch of the next `slots` requests starts when all have come and the one before is
    done, lasts as long as its longest, and answers at its end. Continuous: a free slot takes the
    next request at once. First come, first served; a step lasts as long however many decode.

    Raises CalculatorError where arrivals and requests differ in number.

    Source: Yu et al. 2022; checked with simpy.
    """
    lengths = output_lengths or _geometric(n_requests or 0, mean_length or 1, seed or 0)
    arrivals = arrival_seconds or [0] * len(lengths)
    if len(arrivals) != len(lengths):
        raise CalculatorError(
            f"{len(arrivals)} arrivals of {len(lengths)} requests.", "Give a time for each."
        )
    if min(arrivals) < 0:
        raise CalculatorError("a request comes before time 0.", "Give arrivals from 0.")
    queue = sorted(range(len(lengths)), key=lambda request: arrivals[request])
    arrivals = [arrivals[request] for request in queue]
    times = [lengths[request] * step_seconds for request in queue]
    static = _static(times, arrivals, slots)
    starts = _starts(times, arrivals, slots)
    ends = [start + time for start, time in zip(starts, times, strict=True)]
    tokens, count = sum(lengths), len(lengths)

    def formula() -> str:
        spans = f"{figure(static[-1])} s against {figure(max(ends))} s"
        busy = f"{tokens} tokens x {figure(step_seconds)} s / ({slots} slots x makespan)"
        return f"{spans}; {busy} = {share(static[-1]):.4g} against {share(max(ends)):.4g}"

    def share(makespan: float) -> float:
        return sum(times) / (slots * makespan)

    came = sum(arrivals)
    outputs = {
        "static_makespan": static[-1],
        "continuous_makespan": max(ends),
        "static_utilization": share(static[-1]),
        "continuous_utilization": share(max(ends)),
        "static_tokens_per_second": tokens / static[-1],
        "continuous_tokens_per_second": tokens / max(ends),
        "static_mean_completion": sum(static) / count,
        "continuous_mean_completion": sum(ends) / count,
        "continuous_mean_wait": (sum(starts) - came) / count,
        "continuous_mean_latency": (sum(ends) - came) / count,
    }
    return Result(outputs, formula)


def _geometric(count: int, mean: float, seed: int) -> list[int]:
    """Return lengths from 1 on whose chance to end is the same at each token."""
    drawn = random.Random(seed)
    if mean == 1:
        return [1] * count
    end = math.log1p(-1 / mean)
    return [1 + int(math.log1p(-drawn.random()) / end) for _ in range(count)]


def _static(times: Sequence[float], arrivals: Sequence[float], slots: int) -> list[float]:
    """Return when each request is answered: when the longest of its batch is done."""
    ends: list[float] = []
    free = 0.0
    for first in range(0, len(times), slots):
        batch = times[first : first + slots]
        free = max(free, *arrivals[first : first + slots]) + max(batch)
        ends += [free] * len(batch)
    return ends


def _starts(times: Sequence[float], arrivals: Sequence[float], slots: int) -> list[float]:
    """Return when each request gets a slot: the one that is free first, in order of arrival."""
    free = [0.0] * min(slots, len(times))
    heapify(free)
    starts = []
    for time, came in zip(times, arrivals, strict=True):
        start = max(free[0], came)
        heapreplace(free, start + time)
        starts.append(start)
    return starts
