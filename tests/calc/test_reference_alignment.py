"""Reference values of alignment: distillation, preferences, advantages."""

import pytest

from tests.calc.cases import Case, check, name_of

CASES = [
    Case(
        "distillation",
        {
            "teacher_logits": [4, 2, 0.5, -1],
            "student_logits": [3, 2.5, 0, 0],
            "temperature": 2,
        },
        {
            "forward_kl_nats": 0.0678225,
            "scaled_loss": 0.2712900,
            "teacher_probs": [0.6158628, 0.2265632, 0.1070209, 0.0505531],
        },
        "torch",
        tolerance=2e-6,
    ),
    Case(
        "dpo",
        {
            "policy_chosen_logp": -12,
            "policy_rejected_logp": -15,
            "ref_chosen_logp": -13,
            "ref_rejected_logp": -14,
            "beta": 0.1,
        },
        {
            "loss": 0.5981389,
            "reward_margin": 0.2,
            "chosen_reward": 0.1,
            "rejected_reward": -0.1,
        },
        "torch",
    ),
    Case(
        "bradley_terry", {"elo_a": 1600, "elo_b": 1500}, {"p_a_beats_b": 0.640}, "Elo table", 1e-3
    ),
    Case(
        "bradley_terry",
        {"reward_a": 2, "reward_b": 0.5},
        {"p_a_beats_b": 0.8175745, "loss_if_a_preferred": 0.2014133},
        "arithmetic: σ(1.5)",
    ),
    Case(
        "ppo_grpo", {"ratio": 1.5, "advantage": 1}, {"objective": 1.2, "is_clipped": True}, "torch"
    ),
    Case(
        "ppo_grpo",
        {"kind": "ppo_clip", "ratio": 1.5, "advantage": -1, "clip_eps": 0.2},
        {"objective": -1.5, "is_clipped": False},
        "torch",
    ),
    Case(
        "ppo_grpo",
        {"rewards": [1, 0, 0, 1, 0, 0, 0, 0], "std": "population"},
        {
            "advantages": [
                1.7320508 if reward else -0.5773503 for reward in (1, 0, 0, 1, 0, 0, 0, 0)
            ]
        },
        "torch",
    ),
    Case(
        "ppo_grpo",
        {"kind": "grpo_advantage", "rewards": [1, 0], "std": "sample", "eps": 0.1},
        {"advantages": [0.5 / (0.7071068 + 0.1), -0.5 / (0.7071068 + 0.1)]},
        "arithmetic: TRL's deviation",
    ),
    Case(
        "ppo_grpo",
        {"kind": "grpo_advantage", "rewards": [0.1, 0.1, 0.1]},
        {"advantages": [0, 0, 0]},
        "by hand: equal rewards give no signal",
    ),
    *(
        Case(
            "ppo_grpo",
            {"rewards": [1, 2], "values": values, "gamma": 0.5, "lam": 0.5},
            {"advantages": [0.5 + 0.25 * last, last]},
            "by hand: δ = r + γV' - V",
        )
        for values, last in (([1, 1], 1), ([1, 1, 4], 3))
    ),
]


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_value_is_that_of_the_source(case: Case) -> None:
    check(case)
