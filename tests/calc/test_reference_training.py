"""Reference values of training, adapters and scaling."""

import pytest

from tests.calc.cases import Case, check, name_of

GPT3 = {"n_layers": 96, "d_model": 12288}

CASES = [
    Case(
        "train_memory",
        {"n_params": 7.5e9, "zero_stage": 1, "n_gpus": 64},
        {"model_state_bytes_per_gpu": 31.4e9},
        "ZeRO, figure 1",
        tolerance=0.006,
    ),
    *(
        Case(
            "train_memory",
            {"n_params": 7.5e9, "zero_stage": stage, "n_gpus": 64, "kind": "model_state"},
            {"model_state_bytes_per_gpu": expected},
            "ZeRO, figure 1",
            tolerance=0.02,
        )
        for stage, expected in ((0, 120e9), (2, 16.6e9), (3, 1.9e9))
    ),
    Case(
        "train_memory",
        {
            "n_params": 2851e6,
            "zero_stage": 2,
            "n_gpus": 8,
            "variant": "deepspeed_estimator",
        },
        {"model_state_bytes_per_gpu": 15.93 * 2**30},
        "DeepSpeed docs, Memory Requirements",
        tolerance=1e-3,
    ),
    Case(
        "train_memory",
        {
            "n_params": 2851e6,
            "zero_stage": 3,
            "n_gpus": 8,
            "largest_layer_params": 32e6,
            "variant": "deepspeed_estimator",
        },
        {"model_state_bytes_per_gpu": 4 * 32e6 + 18 * 2851e6 / 8},
        "DeepSpeed docs, Memory Requirements",
    ),
    Case(
        "train_memory",
        {"n_params": 1e9, "optimizer": "adam_8bit"},
        {"model_state_bytes_per_gpu": 10e9},
        "arithmetic: 2 + 2 + 6 bytes",
    ),
    *(
        Case(
            "train_memory",
            {
                "kind": "activations",
                "n_layers": 96,
                "d_model": 12288,
                "n_heads": 96,
                "seq_len": 2048,
                "recompute": recompute,
            },
            {"activation_bytes": 2048 * 12288 * 96 * factor},
            "Korthikanti et al. 2022, equation 2",
        )
        for recompute, factor in (("none", 34 + 80), ("selective", 34), ("full", 2))
    ),
    Case(
        "lora",
        {"model": "llama-2-70b", "rank": 16, "target_modules": ["q_proj", "v_proj"]},
        {"trainable_params": 32_768_000, "trainable_fraction": 0.000475},
        "peft",
        tolerance=1e-3,
    ),
    Case(
        "lora",
        {"model": "llama-2-70b", "rank": 16, "target_modules": "all-linear"},
        {"trainable_params": 207_093_760, "trainable_fraction": 0.00300, "file_bytes": 414.19e6},
        "peft",
        tolerance=1e-3,
    ),
    Case(
        "lora",
        {**GPT3, "rank": 8, "target_modules": ["q", "v"]},
        {"trainable_params": 37.7e6},
        "LoRA paper, table 2",
        tolerance=0.005,
    ),
    Case(
        "lora",
        {**GPT3, "rank": 8, "shapes": [[12288, 12288], [12288, 12288]]},
        {"trainable_params": 37_748_736},
        "arithmetic",
    ),
    Case("qlora", {"n_params": 65e9}, {"base_weight_bytes": 33.53e9}, "QLoRA", 1e-4),
    Case(
        "qlora",
        {"n_params": 70e9, "adapter_params": 207_093_760, "activation_bytes": "4GB"},
        {
            "base_weight_bytes": 36.11e9,
            "adapter_state_bytes": 3.3135e9,
            "total_state_bytes": 43.42e9,
        },
        "arithmetic",
        tolerance=1e-3,
    ),
    Case(
        "scaling_law",
        {"compute_flops": 5.76e23, "fit": "epoch_2024"},
        {
            "optimal_params": 72.25e9,
            "optimal_tokens": 1.3287e12,
            "tokens_per_param": 18.39,
            "loss": 1.97444,
        },
        "scipy; mpmath",
        tolerance=1e-4,
    ),
    Case(
        "scaling_law",
        {"n_params": 70e9, "n_tokens": 1.4e12, "fit": "hoffmann_approach3"},
        {"loss": 1.936645, "compute_flops": 5.88e23, "tokens_per_param": 20},
        "mpmath",
    ),
    *(
        Case(
            "scaling_law",
            {"compute_flops": 5.76e23, "fit": fit},
            {"optimal_params": params},
            "Besiroglu et al. 2024",
            tolerance=0.01,
        )
        for fit, params in (("hoffmann_approach3", 32.2e9), ("hoffmann_approach3_tex", 40.3e9))
    ),
    *(
        Case(
            "scaling_law",
            {"n_params": params, "n_tokens": tokens, "fit": fit},
            {"loss": loss},
            "arithmetic: 7B on 15T tokens against 70B on 1T",
            tolerance=3e-4,
        )
        for params, tokens, fit, loss in (
            (7e9, 15e12, "epoch_2024", 2.030),
            (70e9, 1e12, "epoch_2024", 1.984),
            (7e9, 15e12, "hoffmann_approach3", 1.957),
            (70e9, 1e12, "hoffmann_approach3", 1.953),
        )
    ),
    *(
        Case(
            "scaling_law",
            {"compute_flops": 5.88e23, name: value, "E": 2, "A": 1, "B": 1, "alpha": 1, "beta": 1},
            {"tokens_per_param": 20, "loss": 2, "optimal_params": (5.88e23 / 6) ** 0.5},
            "arithmetic: constants of one's own",
            tolerance=1e-4,
        )
        for name, value in (("n_params", 70e9), ("n_tokens", 1.4e12))
    ),
    Case("scaling_law", {"n_params": 70e9}, {"rule_of_thumb_tokens": 1.4e12}, "20 per parameter"),
    Case(
        "training_compute",
        {
            "n_params": 175e9,
            "n_tokens": 300e9,
            "n_gpus": 1024,
            "achieved_flops_per_gpu": 140e12,
            "recompute": True,
        },
        {"days": 33.9},
        "Narayanan et al. 2021",
        tolerance=1e-3,
    ),
    Case(
        "training_compute",
        {
            "n_params": 540e9,
            "tokens_per_second": 238_300,
            "n_chips": 6144,
            "peak_flops": 275e12,
            "n_layers": 118,
            "n_heads": 48,
            "head_dim": 256,
            "seq_len": 2048,
        },
        {"mfu": 0.462},
        "PaLM, appendix B",
        tolerance=1e-3,
    ),
    Case(
        "training_compute",
        {"model": "deepseek-v3", "n_tokens": "14.8T", "gpu": "h100", "usd_per_gpu_hour": 2},
        {
            "total_flops": 6 * 37.6e9 * 14.8e12,
            "gpu_hours": 6 * 37.6e9 * 14.8e12 / (989e12 * 0.4) / 3600,
            "cost_usd": 2 * 6 * 37.6e9 * 14.8e12 / (989e12 * 0.4) / 3600,
        },
        "arithmetic: active parameters only",
    ),
    Case(
        "test_time_compute",
        {"p_correct": 0.3, "n_samples": 8},
        {"coverage": 0.9423520},
        "exact",
    ),
    Case(
        "test_time_compute",
        {
            "prompt_tokens": 1000,
            "reasoning_tokens": 3000,
            "answer_tokens": 1000,
            "input_price_per_mtok": 1,
            "output_price_per_mtok": 10,
            "tokens_per_second": 100,
        },
        {"cost_usd": 0.041, "seconds": 40},
        "arithmetic: reasoning is billed as output",
    ),
    Case(
        "test_time_compute",
        {"n_params": 7e9, "thinking_multiplier": 10, "reference_params": 70e9, "tokens": 1000},
        {"flops": 1.4e14, "reference_flops": 1.4e14, "flops_ratio": 1},
        "Kaplan et al. 2020: 2N per token",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_value_is_that_of_the_source(case: Case) -> None:
    check(case)
