"""Reference values of budgets: tokens in a window, money, time in a response."""

import pytest

from tests.calc.cases import Case, check, name_of

CASES = [
    Case(
        "context_budget",
        {
            "context_window": 8192,
            "system_tokens": 800,
            "history_tokens": 1500,
            "output_reserve": 1000,
            "chunk_tokens": 512,
        },
        {"chunks_that_fit": 9, "tokens_left": 284},
        "loop",
    ),
    Case(
        "context_budget",
        {"context_window": 4096, "system_tokens": 5000},
        {"chunks_that_fit": 0, "tokens_left": -904},
        "arithmetic: an overflow",
    ),
    Case(
        "context_budget",
        {
            "kind": "chat_growth",
            "turns": 10,
            "system_tokens": 500,
            "user_tokens": 60,
            "assistant_tokens": 240,
        },
        {"total_input_tokens": 19_100, "last_input_tokens": 3260},
        "loop",
    ),
    Case(
        "semantic_cache",
        {
            "hit_rate": 0.3,
            "llm_cost_usd": 0.0045,
            "lookup_cost_usd": 0.00002,
            "llm_latency_seconds": 2,
            "lookup_latency_seconds": "20ms",
            "false_hit_rate": "2%",
            "queries": "1M",
        },
        {
            "mean_cost_usd": 0.00317,
            "saving_fraction": 0.2955556,
            "break_even_hit_rate": 0.0044444,
            "mean_latency_seconds": 1.42,
            "wrong_answers": 6000,
        },
        "exact",
        tolerance=2e-5,
    ),
    Case(
        "api_cost",
        {
            "requests": 1e6,
            "input_tokens": 500,
            "output_tokens": 200,
            "input_price_per_mtok": 3,
            "output_price_per_mtok": 15,
        },
        {
            "input_cost_usd": 1500,
            "output_cost_usd": 3000,
            "total_cost_usd": 4500,
            "total_tokens": 700e6,
        },
        "litellm price map",
    ),
    Case(
        "api_cost",
        {
            "input_tokens": 1000,
            "cache_read_tokens": 10_000,
            "cache_write_tokens": 2000,
            "input_price_per_mtok": 3,
            "batch_discount": "50%",
        },
        {"total_cost_usd": (1000 + 1000 + 2500) * 3e-6 / 2, "output_cost_usd": 0},
        "arithmetic: each kind of token apart",
    ),
    Case(
        "api_cost",
        {"kind": "cache_breakeven", "cache_write_multiplier": 1.25, "cache_read_multiplier": 0.1},
        {"min_uses": 2},
        "litellm price map: pays from use 2",
    ),
    Case(
        "api_cost",
        {"kind": "cache_breakeven", "cache_write_multiplier": 2, "cache_read_multiplier": 0.1},
        {"min_uses": 3},
        "search over uses",
    ),
    Case(
        "api_cost",
        {
            "small_cost_usd": 0.001,
            "large_cost_usd": 0.01,
            "fraction_to_large": 0.2,
            "router_cost_usd": 0.0001,
        },
        {"mean_cost_usd": 0.0029},
        "arithmetic",
    ),
    Case(
        "self_host_breakeven",
        {
            "gpu_usd_per_hour": 2.5,
            "n_gpus": 2,
            "hours_per_month": 730,
            "api_price_per_mtok": 3,
            "tokens_per_second": 2500,
        },
        {
            "monthly_fixed_usd": 3650,
            "breakeven_tokens_per_month": 1.2166667e9,
            "usd_per_1k_tokens": 5 / 3600 / 2.5,
        },
        "bisection",
    ),
    Case(
        "latency_budget",
        {
            "network_seconds": 0.03,
            "ttft_seconds": 0.08,
            "tpot_seconds": 0.01,
            "output_tokens": 20,
            "budget_seconds": 0.3,
        },
        {"total_seconds": 0.30, "max_output_tokens": 20},
        "exact",
    ),
    Case(
        "latency_budget",
        {"components": {"one": {"median_seconds": 2, "sigma_log": 0.5}}, "budget_seconds": 2},
        {"p50_seconds": 2, "p95_seconds": 4.5518, "p_within_budget": 0.5},
        "exact: one log-normal stage",
        tolerance=1e-4,
    ),
    Case(
        "latency_budget",
        {
            "components": {
                "a": {"median_seconds": 0.05, "sigma_log": 0.4},
                "b": {"median_seconds": 0.5, "sigma_log": 0.5},
                "c": {"median_seconds": 0.2, "sigma_log": 0.8},
            },
            "budget_seconds": 1,
        },
        {
            "p50_seconds": 0.81480,
            "p95_seconds": 1.63947,
            "p_within_budget": 0.68963,
            "sum_of_p95_seconds": 1.98016,
        },
        "twenty million draws of numpy",
        tolerance=1e-3,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_value_is_that_of_the_source(case: Case) -> None:
    check(case)
