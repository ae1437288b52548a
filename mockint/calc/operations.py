"""Calculators of operations: objectives, percentiles, tails, chains of steps, retries."""

import math
from collections.abc import Sequence
from fractions import Fraction

from mockint.calc.elementwise import any_of
from mockint.calc.figures import figure
from mockint.calc.parameters import Choice, Count, Number, Share
from mockint.calc.registry import Output, Result, calculator
from mockint.calc.selectors import Kind
from mockint.calc.structures import NumberList

_DAY = 86_400


@calculator(
    title="Error budget of an objective",
    inputs=(
        Share(
            "slo",
            "share of time, or of requests, that must be good",
            default=0.999,
            open_minimum=True,
            open_maximum=True,
        ),
        Number("window_seconds", "over which it holds", unit="seconds", default=30 * _DAY),
        Number(
            "burn_rate",
            "errors over those that use up the budget just in time",
            unit="x",
            default=14.4,
            maximum=1e6,
        ),
        Number("alert_window_seconds", "time it burns", unit="seconds", default=3600),
    ),
    outputs=(
        Output("error_budget_seconds", "seconds", "window · (1 - SLO)"),
        Output("budget_consumed_fraction", "fraction", "burn · alert window / window"),
        Output("error_rate_threshold", "fraction", "burn · (1 - SLO)"),
        Output("time_to_exhaustion_seconds", "seconds", "window / burn"),
    ),
    trap="14.4 uses 2% of a 30-day budget in an hour; another window needs another number",
    source="Google, The Site Reliability Workbook, chapter 5",
)
def slo(
    *, slo: float, window_seconds: float, burn_rate: float, alert_window_seconds: float
) -> Result:
    """Return the budget that an objective leaves, and how fast a burn rate uses it up.

    Source: Google, The Site Reliability Workbook, chapter 5.
    """
    bad = float(1 - Fraction(str(slo)))  # exact: 0.001, not 0.0010000000000000009
    budget = window_seconds * bad
    consumed = burn_rate * alert_window_seconds / window_seconds

    def formula() -> str:
        left = f"{figure(window_seconds)} x (1 - {figure(slo)}) = {figure(budget)} s"
        burnt = f"{figure(burn_rate)} x {figure(alert_window_seconds)} / {figure(window_seconds)}"
        return f"{left}; {burnt} = {figure(consumed)} of it"

    outputs = {
        "error_budget_seconds": budget,
        "budget_consumed_fraction": consumed,
        "error_rate_threshold": burn_rate * bad,
        "time_to_exhaustion_seconds": window_seconds / burn_rate,
    }
    return Result(outputs, formula)


@calculator(
    title="Percentiles",
    inputs=(
        NumberList("values", "measurements", default=[15, 20, 35, 40, 50]),
        Choice(
            "method",
            "between two values, or the one at the rank",
            values=("linear", "nearest_rank"),
            default="linear",
        ),
        Number("percent", "another percentile", maximum=100, open_minimum=False),
    ),
    outputs=(
        Output("p50", None, "median"),
        Output("p90", None, "90th percentile"),
        Output("p95", None, "95th percentile"),
        Output("p99", None, "99th percentile"),
        Output("value_at_percent", None, "the other percentile"),
        Output("mean", None, "mean"),
    ),
    trap="The p99 of 20 samples is their maximum; percentiles are never averaged",
    source="Hyndman and Fan 1996, definitions 7 and 1; numpy",
)
def percentiles(*, values: Sequence[float], method: str, percent: float | None) -> Result:
    """Return percentiles of values of shape (n,).

    linear: between the two values around rank 1 + p·(n - 1), as numpy does. nearest_rank: the
    value at rank ceil(p·n).

    Source: Hyndman and Fan 1996.
    """
    ordered = sorted(values)
    at = _between if method == "linear" else _at_rank
    outputs = {f"p{each}": at(ordered, each) for each in (50, 90, 95, 99)}
    if percent is not None:
        outputs["value_at_percent"] = at(ordered, percent)
    outputs["mean"] = math.fsum(values) / len(values)

    def formula() -> str:
        found = ", ".join(f"{name} {figure(value)}" for name, value in outputs.items())
        return f"of {len(ordered)} values, {figure(ordered[0])} to {figure(ordered[-1])}: {found}"

    return Result(outputs, formula)


def _between(ordered: Sequence[float], percent: float) -> float:
    place = Fraction(str(percent)) / 100 * (len(ordered) - 1)
    low = math.floor(place)
    rest = float(place - low)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * rest


def _at_rank(ordered: Sequence[float], percent: float) -> float:
    rank = math.ceil(Fraction(str(percent)) / 100 * len(ordered))
    return ordered[max(1, rank) - 1]


@calculator(
    title="The tail of a fan-out",
    inputs=(
        Share("p_slow", "chance that one call is slow", default=0.01),
        Count("fan_out", "calls that a request waits for", default=100, maximum=10**9),
    ),
    outputs=(Output("p_any_slow", "fraction", "chance that any of them is"),),
    trap="The p99 of a service is the median of a request that calls it 70 times",
    source="Dean and Barroso 2013, The Tail at Scale",
)
def tail_amplification(*, p_slow: float, fan_out: int) -> Result:
    """Return the chance that a request waits for a slow call: 1 - (1 - p)^n.

    Source: Dean and Barroso 2013.
    """
    p_any = any_of(p_slow, fan_out)
    text = f"1 - (1 - {figure(p_slow)})^{figure(fan_out)} = {figure(p_any)}"
    return Result({"p_any_slow": p_any}, lambda: text)


@calculator(
    title="A chain of steps that may fail",
    inputs=(
        Share("p_step", "chance that one attempt of a step succeeds", default=0.95),
        Count("n_steps", "steps that must all succeed", default=20, maximum=10**6),
        Count("retries_per_step", "further attempts", default=0, minimum=0, maximum=10),
    ),
    outputs=(
        Output("p_step_with_retries", "fraction", "chance that a step succeeds in the end"),
        Output("p_success", "fraction", "chance that all steps do"),
        Output("expected_attempts_per_step", "attempts", "mean, over steps that are reached"),
    ),
    trap="Retries help only where failures are independent and noticed",
    source="Probability",
)
def agent_chain(*, p_step: float, n_steps: int, retries_per_step: int) -> Result:
    """Return the chance that every step succeeds, each within so many attempts.

    step = 1 - (1 - p)^(r+1); chain = step^n; attempts = (1 - q^(r+1)) / p.

    Source: probability.
    """
    attempts = retries_per_step + 1
    step = any_of(p_step, attempts)
    chain = step**n_steps
    expected = math.fsum((1 - p_step) ** i for i in range(attempts))

    def formula() -> str:
        once = f"1 - (1 - {figure(p_step)})^{attempts} = {figure(step)}"
        return f"{once}; ^{n_steps} = {figure(chain)}"

    outputs = {
        "p_step_with_retries": step,
        "p_success": chain,
        "expected_attempts_per_step": expected,
    }
    return Result(outputs, formula)


@calculator(
    title="Backing off, and the load of retries",
    inputs=(
        Kind(
            "kind",
            "a schedule of delays, or the calls that retries add",
            uses={
                "schedule": frozenset(
                    {"base_seconds", "factor", "cap_seconds", "retries", "jitter"}
                ),
                "load_amplification": frozenset({"p_fail", "max_retries", "layers"}),
            },
            default="schedule",
        ),
        Number("base_seconds", "first delay", unit="seconds", default=1, maximum=1e6),
        Number(
            "factor",
            "each delay over the one before",
            default=2,
            minimum=1,
            maximum=1000,
            open_minimum=False,
        ),
        Number("cap_seconds", "longest delay", unit="seconds", default=60, maximum=1e9),
        Count("retries", "delays", default=8, maximum=1000),
        Choice(
            "jitter",
            "what is random: nothing, all of a delay, or half of it",
            values=("none", "full", "equal"),
            default="none",
        ),
        Share("p_fail", "chance that a call fails", default=0.1),
        Count("max_retries", "retries after the first call", minimum=0, default=3, maximum=1000),
        Count("layers", "layers that each retry", default=1, maximum=20),
    ),
    outputs=(
        Output("delays_seconds", "seconds", "of each retry, without jitter"),
        Output("total_seconds", "seconds", "all of them"),
        Output("expected_total_seconds", "seconds", "all of them, jitter included"),
        Output("expected_attempts", "calls", "of one request"),
        Output("worst_case_calls", "calls", "where everything fails, over the layers"),
    ),
    trap="n retries are n + 1 calls; without jitter clients stay in step; 3 retries in each of 3 "
    "layers are 64 calls",
    source="AWS Architecture Blog, Exponential Backoff And Jitter; agrees with tenacity",
)
def backoff(
    *,
    kind: str,
    base_seconds: float | None,
    factor: float | None,
    cap_seconds: float | None,
    retries: int | None,
    jitter: str | None,
    p_fail: float | None,
    max_retries: int | None,
    layers: int | None,
) -> Result:
    """Return delays min(cap, base · factor^i), or the calls that retrying comes to.

    Full jitter waits between 0 and the delay, equal jitter between half of it and all; attempts
    are (1 - p^(m+1)) / (1 - p).

    Source: AWS Architecture Blog.
    """
    if kind == "load_amplification":
        share, calls, depth = p_fail or 0, (max_retries or 0) + 1, layers or 1
        attempts = math.fsum(share**i for i in range(calls))
        ratio = f"(1 - {figure(share)}^{calls}) / (1 - {figure(share)}) = {figure(attempts)}"
        return Result(
            {"expected_attempts": attempts, "worst_case_calls": calls**depth},
            lambda: f"{ratio} calls; at worst {calls}^{depth} = {figure(calls**depth)}",
        )
    first, growth, cap = base_seconds or 0, factor or 1, cap_seconds or 0
    delays: list[float] = []
    for _ in range(retries or 0):
        delays.append(min(cap, first))
        first = min(cap, first * growth)
    total = math.fsum(delays)
    expected = total * {"full": 0.5, "equal": 0.75}.get(jitter or "", 1)

    def formula() -> str:
        shown = " + ".join(map(figure, delays[:10])) + (" + ..." if len(delays) > 10 else "")
        mean = f"; {figure(expected)} s with {jitter} jitter" if expected < total else ""
        return f"{shown} = {figure(total)} s{mean}"

    outputs = {
        "delays_seconds": delays,
        "total_seconds": total,
        "expected_total_seconds": expected,
    }
    return Result(outputs, formula)
