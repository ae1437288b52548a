"""What can be computed from part of the inputs, and what is left out."""

from typing import Any

import pytest

from mockint.calc import calculate


@pytest.mark.parametrize(
    ("calculator", "inputs", "outputs"),
    [
        ("attention_cost", {"n_heads": 8}, {"score_matrix_bytes"}),
        ("attention_cost", {"d_model": 64, "d_ff": 256}, {"mlp_flops"}),
        (
            "attention_cost",
            {"n_heads": 8, "head_dim": 8},
            {"score_matrix_bytes", "score_value_flops"},
        ),
        ("param_count", {"n_layers": 2, "d_model": 8}, {"rule_of_thumb"}),
        ("tokenizer_budget", {"vocab_size": 10, "d_model": 10}, {"embedding_params"}),
        ("moe", {"n_experts": 4, "top_k": 1}, {"expected_experts_touched", "touched_share"}),
        (
            "moe",
            {"model": "llama-2-7b", "n_experts": 4, "top_k": 1},
            {"total_params", "expected_experts_touched", "touched_share"},
        ),
        ("paged_kv", {"seq_lens": [10]}, {
            "contiguous_waste_fraction", "paged_waste_fraction", "paged_slots",
        }),
        ("paged_kv", {"num_blocks": 3}, {"num_blocks", "cache_tokens", "max_concurrency"}),
        ("roofline", {"n_params": 1e9, "peak_flops": 1e12}, {
            "compute_seconds", "ttft_seconds", "weight_bytes_read",
        }),
        ("roofline", {"n_params": 1e9, "mem_bandwidth": 1e12}, {
            "memory_seconds", "step_seconds", "tpot_seconds", "tokens_per_second",
            "tokens_per_second_per_gpu", "weight_bytes_read",
        }),
        ("roofline", {"n_layers": 1, "peak_flops": 1e12, "mem_bandwidth": 1e12}, {
            "ridge_flops_per_byte",
        }),
        ("train_memory", {"n_params": 10}, {"model_state_bytes_per_gpu"}),
        ("train_memory", {"model": "llama-2-7b", "kind": "activations"}, {"activation_bytes"}),
        ("training_compute", {"n_params": 10, "tokens_per_second": 10}, {"flops_per_token"}),
        ("training_compute", {"n_params": 10, "n_tokens": 10, "n_gpus": None,
                              "tokens_per_second": 1}, {"total_flops", "flops_per_token"}),
        ("qlora", {}, {"base_weight_bytes"}),
        ("lora", {"shapes": [[2, 2]], "n_layers": 1}, {
            "trainable_params", "optimizer_bytes", "file_bytes",
        }),
        ("distillation", {"teacher_logits": [1, 2]}, {"teacher_probs", "teacher_entropy_nats"}),
        ("rag_generation_metrics", {"kind": "faithfulness", "supported_claims": 1,
                                    "total_claims": 2, "relevant_flags": [1]}, {"faithfulness"}),
        ("moderation", {"prevalence": 0, "specificity": 1}, {
            "true_positives", "false_positives", "false_negatives", "true_negatives",
            "balanced_accuracy",
        }),
        ("fairness", {"selection_rates": {"a": 0, "b": 0}}, {
            "demographic_parity_difference", "rates",
        }),
        (
            "fairness",
            {"confusion": {name: {"tp": 1, "fp": 0, "fn": 0, "tn": 0} for name in "ab"}},
            {
                "demographic_parity_difference", "demographic_parity_ratio", "rates",
                "passes_four_fifths",
            },
        ),
    ],
)  # fmt: skip
def test_outputs_without_inputs_are_left_out(
    calculator: str, inputs: dict[str, Any], outputs: set[str]
) -> None:
    result = calculate(calculator, inputs)
    assert result["outputs"].keys() == outputs
    assert result["formula"]


def test_latent_attention_may_be_described_by_heads() -> None:
    heads = {"n_layers": 2, "d_ff": 8, "n_heads": 2, "n_kv_heads": 2, "head_dim": 4}
    outputs = calculate("attention_cost", {"model": "deepseek-v3", **heads})["outputs"]
    assert outputs["projection_flops"]["value"] == 2 * 4096 * 7168 * 2 * 4 * 4


def test_adapters_of_latent_attention_are_those_of_its_width() -> None:
    outputs = calculate("lora", {"model": "deepseek-v3", "shapes": [[7168, 1536]]})["outputs"]
    assert outputs["trainable_params"]["value"] == 61 * 16 * (7168 + 1536)


def test_kv_heads_describe_a_latent_models_cache_anew() -> None:
    described = {"model": "deepseek-v3", "n_kv_heads": 128, "head_dim": 128}
    outputs = calculate("roofline", {**described, "context_tokens": 1})["outputs"]
    assert outputs["kv_bytes_read"]["value"] == 2 * 61 * 128 * 128 * 2


def test_other_layers_than_the_models_have_other_parameters() -> None:
    half = calculate("roofline", {"model": "llama-2-7b", "n_layers": 16})["outputs"]
    layers = 16 * (4 * 4096**2 + 3 * 4096 * 11008)
    assert half["weight_bytes_read"]["value"] == 2 * layers
    same = calculate("roofline", {"model": "llama-2-7b", "n_layers": 32})["outputs"]
    assert same["weight_bytes_read"]["value"] == 2 * 6_738_415_616
    mixture = calculate("roofline", {"model": "mixtral-8x7b", "n_layers": 16})["inputs"]
    assert mixture["n_params"] == 46_702_792_704


def test_drawn_lengths_are_the_same_each_time() -> None:
    drawn = {"n_requests": 200, "mean_length": 50, "seed": 3}
    first = calculate("batching_sim", drawn)
    assert calculate("batching_sim", drawn) == first
    other = calculate("batching_sim", {**drawn, "seed": 4})
    assert other["outputs"] != first["outputs"]
    tokens = first["outputs"]["continuous_tokens_per_second"]["value"]
    total = tokens * first["outputs"]["continuous_makespan"]["value"]
    assert total == pytest.approx(200 * 50, rel=0.25)


def test_drawn_logits_are_the_same_each_time() -> None:
    first = calculate("softmax_scaling", {"d_k": 256, "seed": 1})
    assert calculate("softmax_scaling", {"d_k": 256, "seed": 1}) == first
    outputs = {name: each["value"] for name, each in first["outputs"].items()}
    assert outputs["entropy_nats_unscaled"] < outputs["entropy_nats_scaled"]


@pytest.mark.parametrize("flag", ["yes", "True", " on ", "1", 1, True])
def test_flags_in_words(flag: object) -> None:
    outputs = calculate("attention_cost", {"n_heads": 1, "head_dim": 1, "causal": flag})["outputs"]
    assert outputs["score_value_flops"]["value"] == 2 * 4096**2


@pytest.mark.parametrize(
    ("gpu", "known"),
    [("H100", "h100"), ("A100-80GB-SXM", "a100"), ("rtx 4090", "rtx-4090"), ("4090", "rtx-4090")],
)
def test_gpus_by_their_usual_names(gpu: str, known: str) -> None:
    assert calculate("vram_planner", {"gpu": gpu})["inputs"]["gpu"] == known


def test_gpus_figures_are_reached_in_part_and_own_ones_in_full() -> None:
    by_name = calculate("roofline", {"gpu": "a100"})["inputs"]
    assert (by_name["mfu"], by_name["mbu"]) == (0.5, 0.7)
    own = calculate("roofline", {"peak_flops": "312T", "mem_bandwidth": "2TB/s"})["inputs"]
    assert (own["mfu"], own["mbu"], "gpu" in own) == (1, 1, False)
