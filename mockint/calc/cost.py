"""Calculators of cost: what an API bills, what a cache saves, when own GPUs pay."""

import math

from mockint.calc.architecture import unless_given
from mockint.calc.elementwise import given
from mockint.calc.figures import figure
from mockint.calc.parameters import Count, Number, Share
from mockint.calc.registry import Output, Result, calculator
from mockint.calc.selectors import Kind
from mockint.core.errors import CalculatorError


def _usd(name: str, meaning: str, default: float | None) -> Number:
    return Number(name, meaning, unit="USD", default=default, maximum=1e12, open_minimum=False)


_TOKENS = ("input_tokens", "output_tokens", "cache_read_tokens", "cache_write_tokens")


def _tokens(name: str, meaning: str, default: int) -> Number:
    """Return an input of tokens; those not given are none where any are."""
    assumed = unless_given(_TOKENS, default)
    return Number(
        name, meaning, unit="tokens", default_from=assumed, maximum=1e12, open_minimum=False
    )


def _times(name: str, meaning: str, default: float) -> Number:
    return Number(name, meaning, unit="x", default=default, maximum=1000, open_minimum=False)


_MULTIPLIERS = frozenset({"cache_read_multiplier", "cache_write_multiplier"})
_BILL = _MULTIPLIERS | {
    "requests",
    "input_tokens",
    "output_tokens",
    "input_price_per_mtok",
    "output_price_per_mtok",
    "cache_read_tokens",
    "cache_write_tokens",
    "batch_discount",
}
_ROUTING = frozenset({"small_cost_usd", "large_cost_usd", "fraction_to_large", "router_cost_usd"})


@calculator(
    title="Cost of an API",
    inputs=(
        Kind(
            "kind",
            "a bill, from which use a cached prompt pays, or a mix of two models",
            uses={"bill": _BILL, "cache_breakeven": _MULTIPLIERS, "routing": _ROUTING},
            default="bill",
        ),
        Number("requests", "requests", unit="requests", default=1, open_minimum=False),
        _tokens("input_tokens", "per request, neither read from nor written to a cache", 500),
        _tokens("output_tokens", "per request, reasoning included", 200),
        _usd("input_price_per_mtok", "price of a million input tokens", 3),
        _usd("output_price_per_mtok", "price of a million output tokens", 15),
        _tokens("cache_read_tokens", "per request, read from a cache", 0),
        _tokens("cache_write_tokens", "per request, written to a cache", 0),
        _times("cache_read_multiplier", "price of a cached token over that of an input token", 0.1),
        _times(
            "cache_write_multiplier", "price of writing one: 1.25 for 5 minutes, 2 for 1 h", 1.25
        ),
        Share("batch_discount", "what a batch interface takes off", default=0),
        _usd("small_cost_usd", "a request to the small model", 0.001),
        _usd("large_cost_usd", "a request to the large model", 0.01),
        Share("fraction_to_large", "requests that go to the large model", default=0.3),
        _usd("router_cost_usd", "routing a request", 0),
    ),
    outputs=(
        Output("total_tokens", "tokens", "of all requests, of whatever price"),
        Output("input_cost_usd", "USD", "of everything but the output"),
        Output("output_cost_usd", "USD", "of the output"),
        Output("total_cost_usd", "USD", "of all requests"),
        Output("min_uses", "uses", "from which on caching a prompt is cheaper than sending it"),
        Output("mean_cost_usd", "USD", "of a request"),
    ),
    trap="Adding input and output tokens into one number: output costs 4 to 6 times as much; "
    "multipliers differ by vendor and model",
    source="Vendors' price pages; LiteLLM's price map",
)
def api_cost(
    *,
    kind: str,
    requests: float | None,
    input_tokens: float | None,
    output_tokens: float | None,
    input_price_per_mtok: float | None,
    output_price_per_mtok: float | None,
    cache_read_tokens: float | None,
    cache_write_tokens: float | None,
    cache_read_multiplier: float | None,
    cache_write_multiplier: float | None,
    batch_discount: float | None,
    small_cost_usd: float | None,
    large_cost_usd: float | None,
    fraction_to_large: float | None,
    router_cost_usd: float | None,
) -> Result:
    """Return a bill; or the uses from which caching pays; or the mean over two models.

    Input, cached and written tokens are counted apart, as in Anthropic's usage: none is part of
    another. Caching pays from floor((w - r) / (1 - r)) + 1 uses, the writing one included.

    Raises CalculatorError where reading from a cache costs no less than sending.

    Source: vendors' price pages; LiteLLM.
    """
    read, write = cache_read_multiplier or 0, cache_write_multiplier or 0
    if kind == "cache_breakeven":
        return _caching(read, write)
    if kind == "routing":
        return _routing(
            small_cost_usd or 0, large_cost_usd or 0, fraction_to_large or 0, router_cost_usd or 0
        )
    count, fresh, out = given(requests, 0), given(input_tokens, 0), given(output_tokens, 0)
    reads, writes = given(cache_read_tokens, 0), given(cache_write_tokens, 0)
    factor = count * (1 - (batch_discount or 0)) / 1e6
    input_cost = (fresh + reads * read + writes * write) * (input_price_per_mtok or 0) * factor
    output_cost = out * (output_price_per_mtok or 0) * factor
    total = input_cost + output_cost

    def formula() -> str:
        cached = f" + {figure(reads)} x {figure(read)} + {figure(writes)} x {figure(write)}"
        sent = f"({figure(fresh)}{cached})" if reads or writes else figure(fresh)
        price = f"{figure(input_price_per_mtok or 0)} / 1M"
        paid = f"{figure(count)} x {sent} x {price} = {figure(input_cost)} USD"
        said = f"{figure(out)} x {figure(output_price_per_mtok or 0)} / 1M"
        answer = f"{figure(count)} x {said} = {figure(output_cost)} USD"
        off = f" x (1 - {figure(batch_discount)}) included" if batch_discount else ""
        return f"{paid}; {answer}; together {figure(total)} USD{off}"

    outputs = {
        "total_tokens": count * (fresh + reads + writes + out),
        "input_cost_usd": input_cost,
        "output_cost_usd": output_cost,
        "total_cost_usd": total,
        "mean_cost_usd": total / count if count else None,
    }
    return Result(outputs, formula)


def _caching(read: float, write: float) -> Result:
    if read >= 1:
        raise CalculatorError(
            f"cache_read_multiplier={figure(read)}: reading costs no less than sending.",
            "Give a number below 1.",
        )
    uses = max(1, math.floor((write - read) / (1 - read) + 1e-9) + 1)
    product = f"({figure(write)} - {figure(read)}) / (1 - {figure(read)})"
    return Result({"min_uses": uses}, lambda: f"floor({product}) + 1 = {uses} uses")


def _routing(small: float, large: float, fraction: float, router: float) -> Result:
    mean = router + (1 - fraction) * small + fraction * large
    mix = f"(1 - {figure(fraction)}) x {figure(small)} + {figure(fraction)} x {figure(large)}"
    return Result({"mean_cost_usd": mean}, lambda: f"{figure(router)} + {mix} = {figure(mean)} USD")


@calculator(
    title="What a semantic cache saves",
    inputs=(
        Share("hit_rate", "questions answered from the cache", default=0.3),
        Number("llm_cost_usd", "an answer by the model", unit="USD", default=0.0045, maximum=1e6),
        _usd("lookup_cost_usd", "a lookup, hit or not", 0.00002),
        Number("llm_latency_seconds", "an answer by the model", unit="seconds"),
        Number("lookup_latency_seconds", "a lookup, hit or not", unit="seconds"),
        Share("false_hit_rate", "hits that answer another question"),
        Number("queries", "questions", unit="requests", open_minimum=False),
    ),
    outputs=(
        Output("mean_cost_usd", "USD", "of a question"),
        Output("saving_fraction", "fraction", "of the cost; negative: it costs more"),
        Output("break_even_hit_rate", "fraction", "hit rate from which it saves"),
        Output("mean_latency_seconds", "seconds", "of a question"),
        Output("wrong_answers", None, "questions that got another question's answer"),
    ),
    trap="A lookup is paid for on every question, hit or not; and wrong hits grow first",
    source="Regmi and Pun 2024, GPT Semantic Cache, arXiv:2411.05276",
)
def semantic_cache(
    *,
    hit_rate: float,
    llm_cost_usd: float,
    lookup_cost_usd: float,
    llm_latency_seconds: float | None,
    lookup_latency_seconds: float | None,
    false_hit_rate: float | None,
    queries: float | None,
) -> Result:
    """Return the mean cost of a question, lookup + (1 - h)·LLM, and what follows from it.

    Source: Regmi and Pun 2024.
    """
    mean = lookup_cost_usd + (1 - hit_rate) * llm_cost_usd
    latency = wrong = None
    if llm_latency_seconds is not None and lookup_latency_seconds is not None:
        latency = lookup_latency_seconds + (1 - hit_rate) * llm_latency_seconds
    if queries is not None and false_hit_rate is not None:
        wrong = queries * hit_rate * false_hit_rate

    def formula() -> str:
        missed = f"(1 - {figure(hit_rate)}) x {figure(llm_cost_usd)}"
        saved = f"saves {1 - mean / llm_cost_usd:.4g}"
        return f"{figure(lookup_cost_usd)} + {missed} = {figure(mean)} USD; {saved}"

    outputs = {
        "mean_cost_usd": mean,
        "saving_fraction": 1 - mean / llm_cost_usd,
        "break_even_hit_rate": lookup_cost_usd / llm_cost_usd,
        "mean_latency_seconds": latency,
        "wrong_answers": wrong,
    }
    return Result(outputs, formula)


@calculator(
    title="When own GPUs pay",
    inputs=(
        Number("gpu_usd_per_hour", "an hour of one GPU", unit="USD", default=2.5, maximum=1e6),
        Count("n_gpus", "GPUs", unit="GPUs", default=1, maximum=1_000_000),
        Number("hours_per_month", "hours they are paid for", default=730, maximum=744),
        Number("api_price_per_mtok", "a million tokens by API", unit="USD", default=3, maximum=1e6),
        Number(
            "tokens_per_second", "of all GPUs together, while busy", unit="tokens/s", default=2500
        ),
        Share("utilization", "share of the hours they are busy", default=1, open_minimum=True),
    ),
    outputs=(
        Output("monthly_fixed_usd", "USD", "GPUs, busy or not"),
        Output("breakeven_tokens_per_month", "tokens", "tokens that cost as much by API"),
        Output("usd_per_1k_tokens", "USD", "a thousand tokens on them"),
        Output("usd_per_mtok", "USD", "a million tokens on them"),
        Output("breakeven_utilization", "fraction", "how busy they must be; above 1: never pays"),
    ),
    trap="Counting on every hour being busy; leaving out staff",
    source="llm-analysis, README",
)
def self_host_breakeven(
    *,
    gpu_usd_per_hour: float,
    n_gpus: int,
    hours_per_month: float,
    api_price_per_mtok: float,
    tokens_per_second: float,
    utilization: float,
) -> Result:
    """Return what GPUs cost a month, and the tokens for which an API would cost as much.

    Source: llm-analysis.
    """
    hourly = gpu_usd_per_hour * n_gpus
    fixed = hourly * hours_per_month
    tokens = fixed / api_price_per_mtok * 1e6
    per_token = hourly / 3600 / (tokens_per_second * utilization)

    def formula() -> str:
        rent = f"{figure(gpu_usd_per_hour)} x {n_gpus} x {figure(hours_per_month)}"
        even = f"/ {figure(api_price_per_mtok)} x 1M = {figure(tokens)} tokens"
        return f"{rent} = {figure(fixed)} USD; {even}"

    outputs = {
        "monthly_fixed_usd": fixed,
        "breakeven_tokens_per_month": tokens,
        "usd_per_1k_tokens": per_token * 1000,
        "usd_per_mtok": per_token * 1e6,
        "breakeven_utilization": tokens / (tokens_per_second * 3600 * hours_per_month),
    }
    return Result(outputs, formula)
