"""Inputs that exclude one another, of calculators about models and the machines they run on."""

from typing import Any

import pytest

from mockint.calc import calculate
from mockint.core.errors import CalculatorError

HEADS = {"n_layers": 2, "d_model": 64, "d_ff": 128}


@pytest.mark.parametrize(
    ("calculator", "inputs", "message"),
    [
        # Architecture.
        (
            "attention_cost",
            {"n_heads": 64, "n_kv_heads": 7, "head_dim": 128},
            "n_kv_heads=7 does not divide n_heads=64. Give a divisor: 1, 2, 4, 8, 16, 32, 64",
        ),
        (
            "attention_cost",
            {"d_model": 100, "n_heads": 64},
            "n_heads=64 does not divide d_model=100. Give a divisor: 1, 2, 4, 5, 10",
        ),
        (
            "attention_cost",
            {"model": "deepseek-v3"},
            "not all of the kind that the formula describes. Give n_layers, d_ff, n_heads",
        ),
        ("attention_cost", {"model": "gpt-9"}, "no such preset"),
        ("attention_cost", {"d_model": 64}, "nothing can be computed from d_model"),
        ("attention_variants", {"n_heads": 32, "n_kv_groups": 5}, "n_kv_groups=5 does not divide"),
        ("param_count", {**HEADS, "n_heads": 6, "n_kv_heads": 4}, "n_heads=6 does not divide d_mo"),
        ("param_count", {"n_heads": 6, "n_kv_heads": 4}, "n_kv_heads=4 does not divide n_heads=6"),
        ("param_count", {"n_layers": 3}, "nothing can be computed from n_layers"),
        ("param_count", {"model": "deepseek-v3", "d_model": 64}, "nothing can be computed"),
        ("moe", {"n_experts": 8, "top_k": 9}, "top_k=9 of only n_experts=8. Give 1 to 8"),
        ("moe", {"model": "llama-2-7b"}, "this model has no experts. Give n_experts, top_k"),
        ("moe", {"total_params": 5, "routed_expert_params": 6}, "routed_expert_params=6 of only"),
        # Positions, norms and vectors.
        ("rope", {"head_dim": 7}, "head_dim=7 is odd"),
        ("rope", {"q": [1, 2, 3]}, "head_dim=3 is odd"),
        ("rope", {"q": [1, 2], "k": [1, 2, 3, 4]}, "k has 4 components, but head_dim=2"),
        ("rope", {"head_dim": 2, "scaling": "ntk", "factor": 2}, "divides by head_dim - 2"),
        ("rope", {"scaling": "yarn", "beta_fast": 1, "beta_slow": 32}, "beta_fast=1 is below"),
        ("rope", {"scaling": "llama3", "low_freq_factor": 4}, "low_freq_factor=4 is not below"),
        ("positional_encoding", {"d_model": 5}, "d_model=5 is odd"),
        (
            "positional_encoding",
            {"n_heads": 8, "position": 1},
            "n_heads has no part in kind=sinusoidal. It takes base, d_model, position",
        ),
        ("positional_encoding", {"kind": "alibi", "base": 10, "d_model": 4}, "base, d_model have"),
        ("normalization", {"x": [2, 2], "eps": 0}, "nothing under the root. Give an eps above 0"),
        ("normalization", {"x": [0], "eps": 0}, "nothing under the root"),
        ("vector_similarity", {"a": [1, 2], "b": [1]}, "a has 2 components and b has 1"),
        ("vector_similarity", {"a": [0, 0], "b": [1, 0]}, "a has no length"),
        ("vector_similarity", {"a": [1, 0], "b": [0, 0]}, "b has no length"),
        ("vector_similarity", {"a": [1, 0]}, "nothing can be computed from a. It also takes b"),
        ("tokenizer_budget", {"text": "a", "words": 1}, "say the same thing twice"),
        ("tokenizer_budget", {"tokens": 10}, "nothing can be computed from tokens"),
        ("quant_error", {"x": [0, 0]}, "all numbers are 0"),
        # Serving.
        ("paged_kv", {"num_blocks": 5, "kv_memory_bytes": 5}, "say the same thing twice"),
        ("paged_kv", {"kv_memory_bytes": 1000}, "kv_memory_bytes=1,000 holds no block of 2,097,"),
        ("paged_kv", {"seq_lens": [10, 3000]}, "a sequence of 3,000 tokens is longer than reserv"),
        ("paged_kv", {"kv_memory_bytes": 1e9, "n_layers": 3}, "nothing can be computed"),
        ("flash_attention_io", {"sram_elements": 255, "head_dim": 64}, "does not hold four rows"),
        ("roofline", {"model": "mixtral-8x7b", "top_k": 9}, "top_k=9 of only n_experts=8"),
        ("roofline", {"gpu": "h300"}, "no such preset. Did you mean 'h200'?"),
        ("roofline", {"n_layers": 3, "mem_bandwidth": 1}, "nothing can be computed from n_layers"),
        ("roofline", {"peak_flops": 1e-300, "mfu": 1e-300}, "too large to compute"),
        ("batching_sim", {"output_lengths": [1, 2], "arrival_seconds": [0]}, "1 arrivals of 2 req"),
        ("batching_sim", {"output_lengths": [1], "arrival_seconds": [-1]}, "comes before time 0"),
        ("batching_sim", {"output_lengths": [1], "n_requests": 3}, "say the same thing twice"),
        ("vram_planner", {"model": "mine"}, "or, beside a name of your own, n_params"),
        ("capacity", {"tokens_per_second_per_gpu": 5e-324}, "too large to compute"),
        (
            "queueing",
            {"arrival_rate": 20, "service_rate": 5, "servers": 4},
            "servers=4 do 20 requests per second, and 20 arrive: the queue grows without end",
        ),
        ("queueing", {"kind": "sizing", "arrival_rate": 1e9}, "100,000 servers are too few"),
        ("queueing", {"kind": "littles_law", "servers": 2}, "servers has no part in kind=littles"),
        # Training.
        (
            "train_memory",
            {"variant": "deepspeed_estimator", "zero_stage": 1},
            "DeepSpeed's estimator has no zero_stage=1. Give 2 or 3",
        ),
        (
            "train_memory",
            {"n_params": 5, "variant": "deepspeed_estimator", "zero_stage": 3},
            "nothing can be computed",
        ),
        ("train_memory", {"n_params": 5, "kind": "activations"}, "nothing can be computed"),
        ("training_compute", {"n_gpus": 3, "n_chips": 3}, "say the same thing twice"),
        ("lora", {"target_modules": ["q", "q_proj"]}, "names a matrix twice"),
        ("lora", {"target_modules": ["q"], "shapes": [[1, 2]]}, "say the same thing twice"),
        (
            "lora",
            {"model": "mixtral-8x7b", "target_modules": "all-linear"},
            "the width of gate_proj, up_proj, down_proj is not known. Give d_ff",
        ),
        ("lora", {"shapes": [[1, 2]]}, "nothing can be computed from shapes"),
        (
            "scaling_law",
            {"n_params": 1e9, "n_tokens": 1e9, "compute_flops": 1e20},
            "say the same thing twice. Give two of them",
        ),
        ("scaling_law", {"fit": "mine"}, "no such preset"),
        ("scaling_law", {"n_tokens": 1e9}, "nothing can be computed from n_tokens"),
        # Alignment.
        ("distillation", {"teacher_logits": [1, 2], "student_logits": [1]}, "2 teacher_logits, b"),
        ("distillation", {"student_logits": [1]}, "nothing can be computed from student_logits"),
        ("dpo", {"ref_chosen_logp": 0.5}, "too large. Give a number from -1,000,000,000 to 0"),
        ("bradley_terry", {"reward_a": 1, "elo_a": 1600}, "say the same thing twice"),
        ("bradley_terry", {"elo_a": 1600}, "nothing can be computed from elo_a"),
        ("ppo_grpo", {"kind": "grpo_advantage", "rewards": [1], "std": "sample"}, "one reward has"),
        ("ppo_grpo", {"rewards": [1, 0], "values": [1]}, "1 values of 2 steps. Give 2, or one"),
        ("ppo_grpo", {"kind": "gae"}, "nothing can be computed from kind"),
        ("ppo_grpo", {"ratio": 1, "rewards": [1]}, "has no part in kind=ppo_clip"),
    ],
)
def test_refusal(calculator: str, inputs: dict[str, Any], message: str) -> None:
    with pytest.raises(CalculatorError) as caught:
        calculate(calculator, inputs)
    assert str(caught.value).startswith(f"{calculator}: ")
    assert message in str(caught.value)
