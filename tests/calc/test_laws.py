"""Laws that hold whatever the numbers are, area by area."""

import math
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mockint.calc import calculate

few = settings(max_examples=40)
positive = st.integers(min_value=1, max_value=5000)
shares = st.floats(min_value=0, max_value=1)
reals = st.floats(min_value=-100, max_value=100, allow_subnormal=False)


def values(calculator: str, **inputs: Any) -> dict[str, Any]:
    outputs = calculate(calculator, inputs)["outputs"]
    return {name: each["value"] for name, each in outputs.items()}


def vectors(size: int) -> st.SearchStrategy[list[float]]:
    return st.lists(reals, min_size=size, max_size=size)


# -- attention and positions


@few
@given(vectors(8), vectors(8), st.integers(0, 500), st.integers(0, 500), st.integers(0, 500))
def test_rotated_product_depends_on_the_distance_alone(
    q: list[float], k: list[float], m: int, n: int, shift: int
) -> None:
    size = 1 + math.hypot(*q) * math.hypot(*k)
    for layout in ("half", "interleaved"):
        here = values("rope", q=q, k=k, q_position=m, k_position=n, layout=layout)
        there = values("rope", q=q, k=k, q_position=m + shift, k_position=n + shift, layout=layout)
        assert abs(here["dot"] - there["dot"]) <= 1e-9 * size
        assert math.hypot(*here["rotated_q"]) == pytest.approx(math.hypot(*q), abs=1e-9)


@few
@given(
    st.sampled_from(["linear", "ntk", "yarn", "llama3"]),
    st.floats(min_value=1, max_value=64),
    st.sampled_from([64, 96, 128]),
)
def test_stretching_never_speeds_a_pair_up(scaling: str, factor: float, dim: int) -> None:
    plain = values("rope", head_dim=dim)["inv_freq"]
    stretched = values("rope", head_dim=dim, scaling=scaling, factor=factor)["inv_freq"]
    pairs = list(zip(stretched, plain, strict=True))
    assert all(after <= before * (1 + 1e-12) for after, before in pairs)
    assert all(after * factor >= before * (1 - 1e-9) for after, before in pairs)
    same = values("rope", head_dim=dim, scaling=scaling, factor=1)
    assert same["inv_freq"] == pytest.approx(plain)
    assert same["attention_factor"] == 1


@few
@given(st.integers(1, 256))
def test_slopes_fall_by_powers_and_stay_below_one(n_heads: int) -> None:
    slopes = values("positional_encoding", n_heads=n_heads)["slopes"]
    assert len(slopes) == len(set(slopes)) == n_heads
    assert all(2**-8 <= slope < 1 for slope in slopes)


@few
@given(vectors(6), st.floats(-50, 50), st.floats(0.1, 10))
def test_layer_norm_ignores_shift_and_both_norms_scale(
    x: list[float], shift: float, scale: float
) -> None:
    assume(max(x) - min(x) > 0.1)
    plain = values("normalization", x=x, eps=0)
    moved = values("normalization", x=[scale * each + shift for each in x], eps=0)
    scaled = values("normalization", x=[scale * each for each in x], eps=0)
    assert moved["layer_norm"] == pytest.approx(plain["layer_norm"], abs=1e-6)
    assert scaled["rms_norm"] == pytest.approx(plain["rms_norm"], abs=1e-9)
    assert math.fsum(plain["layer_norm"]) == pytest.approx(0, abs=1e-6)


@few
@given(st.integers(1, 64), st.integers(1, 8), positive)
def test_grouped_attention_with_a_group_per_head_is_mha(
    groups: int, per_group: int, tokens: int
) -> None:
    heads = groups * per_group
    grouped = values("attention_variants", n_heads=heads, n_kv_groups=groups, seq_len=tokens)
    assert grouped["gqa_bytes"] * grouped["gqa_reduction"] == grouped["mha_bytes"]
    full = values("attention_variants", n_heads=heads, n_kv_groups=heads, seq_len=tokens)
    assert full["gqa_bytes"] == full["mha_bytes"] == grouped["mha_bytes"]
    assert full["gqa_kv_params_per_layer"] == full["mha_kv_params_per_layer"]


@few
@given(vectors(5), st.floats(0.5, 4096))
def test_scaling_spreads_the_softmax(logits: list[float], d_k: float) -> None:
    found = values("softmax_scaling", logits=logits, d_k=math.ceil(d_k))
    assert found["entropy_nats_scaled"] >= found["entropy_nats_unscaled"] - 1e-9
    assert found["max_prob_scaled"] <= found["max_prob_unscaled"] + 1e-9
    assert found["entropy_nats_scaled"] <= math.log(5) + 1e-9


# -- serving


@few
@given(st.lists(positive, min_size=1, max_size=20), st.integers(1, 512))
def test_pages_waste_less_than_a_block_each(lengths: list[int], block: int) -> None:
    found = values("paged_kv", seq_lens=lengths, block_size=block, reserved_len=5000)
    assert 0 <= found["paged_waste_fraction"] < block / (sum(lengths) / len(lengths))
    assert found["paged_slots"] - sum(lengths) <= len(lengths) * (block - 1)


@few
@given(shares, st.integers(0, 63), shares)
def test_free_drafts_never_hurt_and_the_best_length_is_best(
    alpha: float, length: int, cost: float
) -> None:
    free = [
        values("speculative_decoding", acceptance_rate=alpha, draft_tokens=each, draft_cost_ratio=0)
        for each in (length, length + 1)
    ]
    assert free[0]["speedup"] <= free[1]["speedup"]
    assert 1 <= free[0]["expected_tokens"] <= length + 1
    found = values(
        "speculative_decoding", acceptance_rate=alpha, draft_tokens=length, draft_cost_ratio=cost
    )
    assert found["speedup"] <= found["best_speedup"] + 1e-12
    if alpha <= cost:
        assert found["best_draft_tokens"] == 0


@few
@given(st.lists(st.integers(1, 300), min_size=1, max_size=40), st.integers(1, 16))
def test_refilled_slots_are_never_slower(lengths: list[int], slots: int) -> None:
    found = values("batching_sim", output_lengths=lengths, slots=slots, step_seconds=1)
    assert found["continuous_makespan"] <= found["static_makespan"] + 1e-9
    assert found["continuous_mean_completion"] <= found["static_mean_completion"] + 1e-9
    assert found["continuous_makespan"] >= max(lengths)
    assert 0 < found["static_utilization"] <= found["continuous_utilization"] + 1e-9 <= 1 + 2e-9


@few
@given(st.integers(1, 200), st.floats(0.01, 0.999))
def test_waiting_grows_with_load_up_to_certainty(servers: int, busy: float) -> None:
    def wait(share: float) -> float:
        found = values("queueing", arrival_rate=share * servers, service_rate=1, servers=servers)
        assert found["mean_in_system"] == pytest.approx(
            share * servers * found["mean_response_seconds"]
        )
        return float(found["wait_probability"])

    assert 0 <= wait(busy) <= wait((busy + 1) / 2) <= 1
    assert wait(1 - 1e-9) == pytest.approx(1, abs=1e-6)


@few
@given(st.integers(1, 64), st.integers(1, 64), st.integers(1, 10**6))
def test_a_step_touches_more_experts_the_more_tokens_it_has(
    experts: int, top_k: int, tokens: int
) -> None:
    assume(top_k <= experts)
    one, many = (
        values("moe", n_experts=experts, top_k=top_k, batch_tokens=each)
        for each in (tokens, tokens + 1)
    )
    assert top_k <= one["expected_experts_touched"] * (1 + 1e-12)
    assert one["expected_experts_touched"] <= many["expected_experts_touched"] * (1 + 1e-12)
    assert many["expected_experts_touched"] <= experts


@few
@given(positive, st.integers(1, 512), st.sampled_from([32, 64, 128]))
def test_weights_and_cache_set_the_pace_together(batch: int, context: int, width: int) -> None:
    shape = {"n_layers": 2, "n_kv_heads": 2, "head_dim": width}
    given_ = {"n_params": 10**9, "gpu": "h100", "batch": batch, "context_tokens": context}
    found = values("roofline", **shape, **given_)
    assert found["step_seconds"] == max(found["compute_seconds"], found["memory_seconds"])
    assert found["tokens_per_second"] == pytest.approx(batch / found["tpot_seconds"])


# -- training


@few
@given(st.integers(10**6, 10**12), st.integers(1, 4096))
def test_zero_stages_are_ordered(n_params: int, n_gpus: int) -> None:
    sizes = [
        values("train_memory", n_params=n_params, zero_stage=stage, n_gpus=n_gpus)
        for stage in range(4)
    ]
    bytes_ = [each["model_state_bytes_per_gpu"] for each in sizes]
    assert bytes_ == sorted(bytes_, reverse=True)
    assert bytes_[0] == 16 * n_params
    assert bytes_[3] == pytest.approx(16 * n_params / n_gpus)


@few
@given(st.floats(1e15, 1e27), st.floats(0.2, 5))
def test_no_other_split_of_a_budget_has_less_loss(budget: float, off: float) -> None:
    best = values("scaling_law", compute_flops=budget)
    other = values("scaling_law", compute_flops=budget, n_params=best["optimal_params"] * off)
    assert other["loss"] >= best["loss"] - 1e-12
    assert 6 * best["optimal_params"] * best["optimal_tokens"] == pytest.approx(budget)


@few
@given(vectors(4), vectors(4), st.floats(0.1, 20))
def test_divergence_is_never_negative(p: list[float], q: list[float], temperature: float) -> None:
    found = values("distillation", teacher_logits=p, student_logits=q, temperature=temperature)
    assert found["forward_kl_nats"] >= 0
    assert found["reverse_kl_nats"] >= 0
    assert math.fsum(found["teacher_probs"]) == pytest.approx(1)
    same = values("distillation", teacher_logits=p, student_logits=p, temperature=temperature)
    assert same["forward_kl_nats"] == pytest.approx(0, abs=1e-9)


@few
@given(st.floats(-500, 0), st.floats(-500, 0), st.floats(0.01, 1))
def test_dpo_starts_at_ln_2(chosen: float, rejected: float, beta: float) -> None:
    found = values(
        "dpo",
        policy_chosen_logp=chosen,
        policy_rejected_logp=rejected,
        ref_chosen_logp=chosen,
        ref_rejected_logp=rejected,
        beta=beta,
    )
    assert found["loss"] == pytest.approx(math.log(2))


@few
@given(reals, reals)
def test_two_players_share_one_win(a: float, b: float) -> None:
    wins = [
        values("bradley_terry", reward_a=one, reward_b=other)["p_a_beats_b"]
        for one, other in ((a, b), (b, a))
    ]
    assert sum(wins) == pytest.approx(1)


@few
@given(st.lists(st.floats(-10, 10), min_size=2, max_size=10))
def test_advantages_of_a_group_cancel_out(rewards: list[float]) -> None:
    assume(max(rewards) - min(rewards) > 1e-3)
    advantages = values("ppo_grpo", kind="grpo_advantage", rewards=rewards)["advantages"]
    assert math.fsum(advantages) == pytest.approx(0, abs=1e-6)
    assert math.fsum(a * a for a in advantages) / len(rewards) == pytest.approx(1)
