"""Reference values of operations and safety: objectives, tails, retries, limits, filters."""

import pytest

from tests.calc.cases import Case, check, name_of

TRACE = [[0, 15], [0.1, 10], [0.5, 5], [1, 5], [3, 20], [3.1, 2]]

CASES = [
    Case(
        "moderation",
        {"n_items": 100_000, "prevalence": 0.01, "sensitivity": 0.95, "specificity": 0.98},
        {
            "true_positives": 950,
            "false_positives": 1980,
            "false_negatives": 50,
            "precision": 0.3242321,
            "f1": 0.4834606,
            "mcc": 0.5486864,
            "balanced_accuracy": 0.965,
            "recall": 0.95,
        },
        "scikit-learn",
    ),
    Case(
        "moderation",
        {
            "kind": "serial_and",
            "n_items": 100_000,
            "sensitivity": [0.95, 0.9],
            "specificity": [0.98, 0.9],
        },
        {"recall": 0.855, "precision": 855 / (855 + 198), "false_positives": 198},
        "enumeration",
    ),
    *(
        Case(
            "moderation",
            {
                "kind": "cascade",
                "n_items": 1000,
                "tier_cost_usd": [0.001, 0.1, 2],
                "escalate_fraction": shares,
            },
            {"total_cost_usd": 1 + 10 + 40, "tier_items": [1000, 100, 20]},
            "by hand",
        )
        for shares in ([0.1, 0.2], [0.1, 0.2, 0])
    ),
    Case(
        "fairness",
        {
            "confusion": {
                "a": {"tp": 40, "fp": 10, "fn": 10, "tn": 40},
                "b": {"tp": 20, "fp": 10, "fn": 20, "tn": 50},
            }
        },
        {
            "demographic_parity_ratio": 0.6,
            "demographic_parity_difference": 0.2,
            "equalized_odds_difference": 0.3,
            "passes_four_fifths": False,
        },
        "fairlearn",
    ),
    Case(
        "fairness",
        {"selection_rates": {"a": 0.3, "b": 0.24, "c": 0.25}},
        {"demographic_parity_ratio": 0.8, "passes_four_fifths": True},
        "EEOC 1978: four fifths exactly",
    ),
    Case("guardrails", {"detection_rates": [0.8, 0.7, 0.5]}, {"miss_rate": 0.03}, "enumeration"),
    Case(
        "guardrails",
        {"detection_rates": [0.8, 0.7], "false_positive_rates": [0.01, 0.02]},
        {"miss_rate": 0.06, "combined_false_positive_rate": 1 - 0.99 * 0.98},
        "enumeration",
    ),
    Case(
        "guardrails",
        {
            "detection_rates": [0.8, 0.7],
            "false_positive_rates": [0.01, 0.02],
            "independent": False,
        },
        {"miss_rate": 0.2, "combined_false_positive_rate": 0.02},
        "by hand: layers that fail together",
    ),
    Case(
        "slo",
        {
            "slo": 0.999,
            "window_seconds": "30d",
            "burn_rate": 14.4,
            "alert_window_seconds": "1h",
        },
        {
            "error_budget_seconds": 2592,
            "budget_consumed_fraction": 0.02,
            "error_rate_threshold": 0.0144,
            "time_to_exhaustion_seconds": 180_000,
        },
        "Google SRE workbook, chapter 5",
    ),
    *(
        Case(
            "percentiles",
            {"values": [15, 20, 35, 40, 50], "method": "nearest_rank", "percent": percent},
            {"value_at_percent": value, "p50": 35},
            "Wikipedia, Percentile",
        )
        for percent, value in ((0, 15), (5, 15), (30, 20), (40, 20), (50, 35), (100, 50))
    ),
    Case(
        "percentiles",
        {"values": [4, 1, 3, 2], "method": "linear"},
        {"p50": 2.5, "p90": 3.7, "p95": 3.85, "p99": 3.97, "mean": 2.5},
        "numpy.percentile",
    ),
    Case(
        "percentiles",
        {"values": list(range(1, 21)), "method": "nearest_rank"},
        {"p95": 19, "p99": 20},
        "by hand: the p99 of 20 values is their maximum",
    ),
    Case(
        "tail_amplification", {"p_slow": 0.01, "fan_out": 100}, {"p_any_slow": 0.6339677}, "exact"
    ),
    Case("tail_amplification", {"p_slow": 1, "fan_out": 2}, {"p_any_slow": 1}, "exact"),
    Case("agent_chain", {"p_step": 0.95, "n_steps": 20}, {"p_success": 0.3584859}, "scipy"),
    Case(
        "agent_chain",
        {"p_step": 0.9, "n_steps": 10, "retries_per_step": 2},
        {
            "p_step_with_retries": 0.999,
            "p_success": 0.999**10,
            "expected_attempts_per_step": 1.11,
        },
        "scipy",
    ),
    Case(
        "backoff",
        {"base_seconds": 1, "factor": 2, "cap_seconds": 60, "retries": 8},
        {"delays_seconds": [1, 2, 4, 8, 16, 32, 60, 60], "total_seconds": 183},
        "tenacity",
    ),
    *(
        Case(
            "backoff",
            {"retries": 8, "jitter": jitter},
            {"expected_total_seconds": expected, "total_seconds": 183},
            "AWS Architecture Blog: the mean of a uniform delay",
        )
        for jitter, expected in (("none", 183), ("full", 91.5), ("equal", 137.25))
    ),
    Case(
        "backoff",
        {"kind": "load_amplification", "p_fail": 0.5, "max_retries": 3, "layers": 3},
        {"expected_attempts": 1.875, "worst_case_calls": 64},
        "enumeration",
    ),
    Case(
        "token_bucket",
        {"refill_per_second": 10, "capacity": 20, "events": TRACE},
        {"allowed": [True, False, True, True, True, False], "tokens_left": 1},
        "token_bucket",
    ),
    Case(
        "token_bucket",
        {"refill_per_second": 10, "capacity": 20, "initial_tokens": 0, "events": [[0.1, 1]] * 2},
        {"allowed": [True, False]},
        "by hand: 0.1 s at 10/s is one token exactly",
    ),
    Case(
        "token_bucket",
        {"kind": "max_in_window", "refill_per_second": 10, "capacity": 20, "window_seconds": 60},
        {"max_tokens": 620},
        "by hand",
    ),
    *(
        Case(
            "token_bucket",
            {"tokens_per_minute": 90_000, "requests_per_minute": limit, "tokens_per_request": 1500},
            {"max_requests_per_minute": allowed, "binding_limit": binding},
            "by hand",
        )
        for limit, allowed, binding in ((500, 60, "tokens"), (50, 50, "requests"))
    ),
]


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_value_is_that_of_the_source(case: Case) -> None:
    check(case)
