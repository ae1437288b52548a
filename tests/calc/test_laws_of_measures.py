"""Laws of measures that hold whatever was measured."""

import math
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mockint.calc import calculate

few = settings(max_examples=40)
shares = st.floats(min_value=0, max_value=1)
documents = st.sampled_from([f"d{i}" for i in range(12)])
rankings = st.lists(documents, unique=True, max_size=12)
judgements = st.dictionaries(documents, st.integers(0, 3), min_size=1).filter(
    lambda grades: any(grades.values())
)


def values(calculator: str, **inputs: Any) -> dict[str, Any]:
    outputs = calculate(calculator, inputs)["outputs"]
    return {name: each["value"] for name, each in outputs.items()}


@few
@given(rankings, judgements, st.integers(1, 12), st.sampled_from(["linear", "exponential"]))
def test_metrics_of_a_ranking_are_shares(
    ranking: list[str], relevance: dict[str, int], k: int, gain: str
) -> None:
    found = values("ir_metrics", ranking=ranking, relevance=relevance, k=k, gain=gain)
    for name in ("precision_at_k", "recall_at_k", "ndcg_at_k", "reciprocal_rank"):
        assert 0 <= found[name] <= 1 + 1e-12, name
    assert 0 <= found["average_precision"] <= 1 + 1e-12
    deeper = values("ir_metrics", ranking=ranking, relevance=relevance, k=k + 1, gain=gain)
    assert deeper["recall_at_k"] >= found["recall_at_k"]
    ideal = sorted(relevance, key=lambda document: -relevance[document])
    best = values("ir_metrics", ranking=ideal, relevance=relevance, k=k, gain=gain)
    assert best["ndcg_at_k"] == pytest.approx(1)
    assert best["average_precision"] == pytest.approx(1)
    assert best["reciprocal_rank"] == 1


@few
@given(st.lists(rankings, min_size=1, max_size=5), st.floats(0, 1000))
def test_fusion_does_not_depend_on_the_order_of_the_rankings(
    lists: list[list[str]], k: float
) -> None:
    assume(any(lists))
    found = values("rrf", rankings=lists, k=k)
    turned = values("rrf", rankings=lists[::-1], k=k)
    assert found["scores"] == turned["scores"]
    assert set(found["fused_order"]) == {document for each in lists for document in each}
    scores = [found["scores"][document] for document in found["fused_order"]]
    assert scores == sorted(scores, reverse=True)


@few
@given(
    st.lists(st.lists(st.sampled_from("abcd"), max_size=6), min_size=1, max_size=5),
    st.sampled_from(["lucene", "atire", "okapi"]),
)
def test_a_document_without_the_terms_scores_nothing(corpus: list[list[str]], idf: str) -> None:
    assume(any(corpus))
    scores = values("bm25", corpus=corpus, query=["a", "z"], idf=idf)["scores"]
    for document, score in zip(corpus, scores, strict=True):
        if "a" not in document:
            assert score == 0
        elif idf == "lucene":
            assert score > 0


@few
@given(st.integers(1, 200), st.data())
def test_pass_at_k_grows_with_k(samples: int, data: st.DataObject) -> None:
    correct = data.draw(st.integers(0, samples))
    k = data.draw(st.integers(1, samples))
    found = values("pass_at_k", n_samples=samples, n_correct=correct, k=k)
    assert 0 <= found["pass_at_k"] <= 1
    assert found["plug_in"] <= found["pass_at_k"] + 1e-12
    if k < samples:
        more = values("pass_at_k", n_samples=samples, n_correct=correct, k=k + 1)
        assert more["pass_at_k"] >= found["pass_at_k"] - 1e-12


@few
@given(shares, st.integers(0, 20))
def test_two_more_votes_help_where_a_vote_is_better_than_a_coin(p: float, half: int) -> None:
    found, more = (
        values("majority_vote", p_correct=p, n_samples=2 * half + extra)["p_majority"]
        for extra in (1, 3)
    )
    assert 0 <= found <= 1
    assert (more >= found - 1e-12) if p >= 0.5 else (more <= found + 1e-12)


@few
@given(shares, st.integers(1, 20))
def test_one_wrong_answer_is_a_binary_vote(p: float, samples: int) -> None:
    binary = values("majority_vote", p_correct=p, n_samples=samples)["p_majority"]
    plural = values("majority_vote", p_correct=p, n_samples=samples, wrong_probs=[1 - p])
    assert plural["p_majority"] == pytest.approx(binary, abs=1e-9)


@few
@given(
    st.lists(st.integers(0, 50), min_size=2, max_size=6).filter(lambda row: sum(map(bool, row)) > 1)
)
def test_full_agreement_is_one(diagonal: list[int]) -> None:
    size = len(diagonal)
    table = [[diagonal[i] if i == j else 0 for j in range(size)] for i in range(size)]
    found = values("judge_agreement", table=table)
    for name in ("cohen_kappa", "linear_weighted_kappa", "quadratic_weighted_kappa"):
        assert found[name] == pytest.approx(1)


@few
@given(st.integers(1, 100_000), shares, st.sampled_from([0.01, 0.05, 0.2]))
def test_intervals_hold_the_share_and_narrow_with_alpha(
    total: int, part: float, alpha: float
) -> None:
    right = round(part * total)
    found = values("eval_confidence", successes=right, n=total, alpha=alpha)
    for name in ("wilson", "clopper_pearson"):
        low, high = found[f"{name}_low"], found[f"{name}_high"]
        assert 0 <= low <= right / total + 1e-12
        assert right / total - 1e-12 <= high <= 1
    wider = values("eval_confidence", successes=right, n=total, alpha=alpha / 2)
    assert wider["clopper_pearson_high"] >= found["clopper_pearson_high"] - 1e-12


@few
@given(st.floats(0.05, 0.9), st.floats(0.02, 0.09), st.sampled_from(["pooled_z", "arcsine"]))
def test_the_users_asked_for_give_the_power_asked_for(p: float, lift: float, method: str) -> None:
    rates = {"p_control": p, "p_treatment": p + lift}
    users = values("ab_sample_size", **rates, method=method, power=0.8)["n_per_arm"]
    power = values("ab_test", **rates, method=method, n_per_arm=users)["power"]
    assert power == pytest.approx(0.8, abs=1e-3)
    half = values("ab_sample_size", p_control=p, lift=lift / 2, method=method)["n_per_arm"]
    assert half > users


@pytest.mark.parametrize("boundary", ["pocock", "obrien_fleming"])
@pytest.mark.parametrize("looks", [2, 4, 9])
def test_a_boundary_lies_between_one_look_and_bonferroni(boundary: str, looks: int) -> None:
    found = values("sequential_test", looks=looks, boundary=boundary)
    assert 1.959 < found["final_critical_z"] < 2.78
    rate = values("sequential_test", looks=looks)["actual_false_positive_rate"]
    assert 0.05 < rate < 0.05 * looks


@few
@given(shares, shares, shares)
def test_filter_counts_add_up(prevalence: float, sensitivity: float, specificity: float) -> None:
    rates = {"prevalence": prevalence, "sensitivity": sensitivity, "specificity": specificity}
    found = values("moderation", n_items=1000, **rates)
    cells = ("true_positives", "false_positives", "false_negatives", "true_negatives")
    assert math.fsum(found[name] for name in cells) == pytest.approx(1000)
    assert -1 - 1e-9 <= found.get("mcc", 0) <= 1 + 1e-9


@few
@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=60), st.floats(0, 100))
def test_percentiles_are_ordered_and_within(measured: list[float], percent: float) -> None:
    for method in ("linear", "nearest_rank"):
        found = values("percentiles", values=measured, method=method, percent=percent)
        ordered = [found[name] for name in ("p50", "p90", "p95", "p99")]
        assert ordered == pytest.approx(sorted(ordered))
        assert min(measured) - 1e-6 <= found["value_at_percent"] <= max(measured) + 1e-6
        if method == "nearest_rank":
            assert found["p95"] in measured


@few
@given(shares, st.integers(1, 30), st.integers(0, 9))
def test_retries_help_a_chain(p: float, steps: int, retries: int) -> None:
    found, more = (
        values("agent_chain", p_step=p, n_steps=steps, retries_per_step=each)
        for each in (retries, retries + 1)
    )
    assert 0 <= found["p_success"] <= more["p_success"] + 1e-12
    assert 1 <= found["expected_attempts_per_step"] <= retries + 1


@few
@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 30)), max_size=20).filter(bool))
def test_a_bucket_lets_no_more_through_than_it_can_hold(events: list[tuple[int, int]]) -> None:
    ordered = sorted(events)
    found = values(
        "token_bucket", refill_per_second=2, capacity=20, events=[list(each) for each in ordered]
    )
    passed = sum(
        wanted for (_, wanted), allowed in zip(ordered, found["allowed"], strict=True) if allowed
    )
    assert passed <= 20 + 2 * ordered[-1][0]
    assert 0 <= found["tokens_left"] <= 20


@few
@given(st.lists(shares, min_size=1, max_size=6), st.booleans())
def test_another_layer_never_lets_more_through(rates: list[float], independent: bool) -> None:
    found, fewer = (
        values("guardrails", detection_rates=each, false_positive_rates=each,
               independent=independent)
        for each in (rates, rates[:1])
    )  # fmt: skip
    assert found["miss_rate"] <= fewer["miss_rate"] + 1e-12
    assert found["combined_false_positive_rate"] >= fewer["combined_false_positive_rate"] - 1e-12
