"""Inputs that exclude one another, of calculators about retrieval, measures and operations."""

from typing import Any

import pytest

from mockint.calc import calculate
from mockint.core.errors import CalculatorError

FULL = {"tp": 1, "fp": 1, "fn": 1, "tn": 1}
EMPTY = {"tp": 0, "fp": 0, "fn": 0, "tn": 0}


@pytest.mark.parametrize(
    ("calculator", "inputs", "message"),
    [
        # Retrieval.
        ("ir_metrics", {"ranking": ["a", "a"], "relevance": {"a": 1}}, "ranked twice"),
        ("ir_metrics", {"ranking": ["a"], "relevance": {"a": 0}}, "no judged document is relevant"),
        ("ir_metrics", {"ranking": ["a"]}, "nothing can be computed from ranking. It also takes r"),
        ("ir_metrics", {"gains": [1, -1]}, "a grade is below 0"),
        ("ir_metrics", {"gains": [1], "judged_gains": [-1]}, "a grade is below 0"),
        ("ir_metrics", {"gains": [0], "judged_gains": [0]}, "all judged grades are 0"),
        ("ir_metrics", {"judged_gains": [0]}, "nothing can be computed from judged_gains"),
        ("ir_metrics", {"gains": [1], "ranking": ["a"]}, "say the same thing twice"),
        ("rrf", {"rankings": [["a"], ["b", "b"]]}, "ranking 2 holds a document twice"),
        ("rrf", {"rankings": [[], []]}, "rankings rank no document"),
        ("bm25", {"corpus": [[], []], "query": ["a"]}, "all documents are empty"),
        ("bm25", {"query": ["a"]}, "nothing can be computed from query. It also takes corpus"),
        ("vector_index", {"index": "pq", "dim": 100, "pq_m": 7}, "pq_m=7 does not divide dim=100"),
        ("rag_generation_metrics", {"relevant_flags": [0, 0]}, "no chunk is relevant"),
        (
            "rag_generation_metrics",
            {"supported_claims": 5, "total_claims": 4},
            "faithfulness: 5 claims of only 4. Give 0 to 4",
        ),
        ("rag_generation_metrics", {"kind": "faithfulness"}, "nothing can be computed from kind"),
        # Budgets and cost.
        ("context_budget", {"kind": "window", "turns": 5}, "turns has no part in kind=window"),
        (
            "context_budget",
            {"turns": 5, "history_tokens": 10},
            "has no part in kind=",
        ),
        ("latency_budget", {"kind": "simulation"}, "nothing can be computed from kind"),
        (
            "latency_budget",
            {"kind": "sum", "components": {"a": {"median_seconds": 1, "sigma_log": 1}}},
            "components has no part in kind=sum",
        ),
        (
            "api_cost",
            {"kind": "cache_breakeven", "cache_read_multiplier": 1},
            "reading costs no less than sending. Give a number below 1",
        ),
        ("api_cost", {"requests": 5, "router_cost_usd": 1}, "has no part in kind=bill"),
        # Evaluation.
        ("perplexity", {"log_probs": [-1, 0.5]}, "log_probs has 0.5, and no probability is above"),
        ("perplexity", {"logits": [[1, 2]], "targets": [0, 1]}, "1 steps of logits, but 2 targets"),
        ("perplexity", {"logits": [[1, 2]], "targets": [2]}, "target 2 is not among 2 logits"),
        ("perplexity", {"logits": [[1, 2]]}, "nothing can be computed from logits"),
        ("perplexity", {"log_probs": [-1e6]}, "too large to compute"),
        ("perplexity", {"log_probs": [-1], "vocab_size": 5}, "say the same thing twice"),
        ("text_overlap", {"reference": "!!", "candidate": "a"}, "reference has no letter or digit"),
        ("text_overlap", {"candidate": "a"}, "nothing can be computed from candidate"),
        ("pass_at_k", {"n_samples": 4, "k": 5, "n_correct": 1}, "k=5 of only n_samples=4"),
        ("pass_at_k", {"n_samples": 5, "n_correct": [1, 6]}, "n_correct=6 of only n_samples=5"),
        (
            "majority_vote",
            {"p_correct": 0.5, "wrong_probs": [0.3]},
            "p_correct and wrong_probs sum to 0.8",
        ),
        (
            "majority_vote",
            {"answers": "binary", "wrong_probs": [0.4]},
            "wrong_probs have no part in answers=binary",
        ),
        (
            "majority_vote",
            {"answers": "plurality", "n_samples": 65},
            "n_samples=65 are too many for a plurality. Give 1 to 64",
        ),
        ("judge_agreement", {"table": [[1, 2], [3]]}, "the table is not square"),
        ("judge_agreement", {"table": [[0, 0], [0, 0]]}, "the table holds no item"),
        ("judge_agreement", {"table": [[4, 0], [0, 0]]}, "all ratings are of one category"),
        ("judge_agreement", {"counts": [[1, 0], [0, 1]]}, "not all rated by the same two or more"),
        ("judge_agreement", {"counts": [[2, 0], [1, 2]]}, "not all rated by the same two or more"),
        ("judge_agreement", {"counts": [[2, 0], [2]]}, "rows have different lengths"),
        ("judge_agreement", {"counts": [[2, 0], [2, 0]]}, "all ratings are of one category"),
        ("judge_agreement", {"ratings": [[1, 2], [1]]}, "raters have different numbers"),
        ("judge_agreement", {"ratings": [[1, 2], [1, None]]}, "do not differ in their ratings"),
        ("judge_agreement", {"table": None, "counts": None, "ratings": [[1], [1]]}, "differ"),
        ("judge_position_bias", dict.fromkeys(("same_verdict", "first_favored",
                                               "second_favored"), 0), "there are no pairs"),
        # Statistics.
        ("eval_confidence", {"successes": 51, "n": 50}, "successes=51 of only n=50. Give 0 to 50"),
        ("eval_confidence", {"only_a_correct": 0, "only_b_correct": 0}, "never disagree"),
        ("eval_confidence", {"kind": "rule_of_three", "n": 2}, "n=2: 3/n is above 1"),
        ("eval_confidence", {"kind": "mcnemar", "successes": 2}, "no part in kind=mcnemar"),
        ("ab_sample_size", {"p_control": 0.5, "p_treatment": 0.5}, "are equal"),
        ("ab_sample_size", {"p_control": 0.95, "lift": 0.05}, "leads to a rate of 1"),
        ("ab_sample_size", {"p_control": 0.05, "lift": -0.1}, "leads to a rate of -0.05"),
        ("ab_sample_size", {"p_treatment": 0.5, "lift": 0.1}, "say the same thing twice"),
        ("ab_sample_size", {"p_control": 0.96}, "nothing can be computed from p_control"),
        ("ab_test", {"control_successes": 11, "control_n": 10}, "control_successes=11 of only co"),
        ("ab_test", {"treatment_successes": 5, "treatment_n": 4}, "treatment_successes=5 of only"),
        ("ab_test", {"control_successes": 0, "treatment_successes": 0}, "no spread to test again"),
        ("ab_test", {"kind": "power", "p_control": 0.97}, "nothing can be computed from kind"),
        (
            "sequential_test",
            {"boundary": "pocock", "nominal_alpha": 0.05},
            "nominal_alpha has no part in boundary=pocock. Give alpha",
        ),
        # Safety and operations.
        (
            "moderation",
            {"sensitivity": [0.9, 0.8], "specificity": 0.9},
            "2 sensitivities and 1 specificities",
        ),
        (
            "moderation",
            {"sensitivity": [0.9, 0.8], "specificity": [0.9, 0.8]},
            "2 filters are no single one. Give kind=serial_and",
        ),
        (
            "moderation",
            {"tier_cost_usd": [1, 2, 3], "escalate_fraction": [0.1]},
            "3 tiers and 1 shares that escalate. Give one share less than tiers",
        ),
        (
            "moderation",
            {"tier_cost_usd": [1, 2], "escalate_fraction": [0.1, 0.2]},
            "2 tiers and 2 shares that escalate",
        ),
        ("moderation", {"prevalence": 0.1, "tier_cost_usd": [1]}, "has no part in kind=single"),
        ("fairness", {"confusion": {"a": EMPTY, "b": FULL}}, "group 'a' has no members"),
        ("token_bucket", {"initial_tokens": 21}, "initial_tokens=21 of a capacity of 20"),
        ("token_bucket", {"events": [[1, 1], [0, 1]]}, "event [0, 1] goes back in time"),
        ("token_bucket", {"events": [[0, -1]]}, "wants less than nothing"),
        ("token_bucket", {"events": [[0, 1]], "window_seconds": 5}, "has no part in kind=replay"),
        ("backoff", {"retries": 3, "p_fail": 0.5}, "has no part in kind=schedule"),
    ],
)  # fmt: skip
def test_refusal(calculator: str, inputs: dict[str, Any], message: str) -> None:
    with pytest.raises(CalculatorError) as caught:
        calculate(calculator, inputs)
    assert str(caught.value).startswith(f"{calculator}: ")
    assert message in str(caught.value)
