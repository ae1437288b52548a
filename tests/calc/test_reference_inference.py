"""Reference values of serving: blocks, rooflines, batches, drafts, memory, queues."""

import pytest

from tests.calc.cases import Case, check, name_of

A100_KIPPLY = {"peak_flops": 312e12, "mem_bandwidth": 1.5e12}

CASES = [
    Case(
        "paged_kv",
        {"num_blocks": 1952, "block_size": 16, "max_model_len": 20_000},
        {"cache_tokens": 31_232, "max_concurrency": 1.5616},
        "vLLM issue 10517",
    ),
    Case(
        "paged_kv",
        {"seq_lens": [10_000], "reserved_len": "128k", "block_size": 16},
        {
            "contiguous_waste_fraction": 0.921875,
            "paged_waste_fraction": 0,
            "paged_slots": 10_000,
        },
        "loop over blocks",
    ),
    Case(
        "paged_kv",
        {"seq_lens": [1, 17, 100], "reserved_len": 128},
        {"contiguous_waste_fraction": 1 - 118 / 384, "paged_slots": 16 + 32 + 112},
        "loop over blocks",
    ),
    Case(
        "paged_kv",
        {"kv_memory_bytes": "10GB", "n_layers": 80, "n_kv_heads": 8, "head_dim": 128},
        {"num_blocks": 1907, "cache_tokens": 30_512},
        "arithmetic: floor(10e9 / (327,680 x 16))",
    ),
    Case(
        "paged_kv",
        {"kv_memory_bytes": "10GB", "model": "deepseek-v3"},
        {"num_blocks": 8894},
        "arithmetic: floor(10e9 / (70,272 x 16))",
    ),
    Case(
        "roofline",
        {**A100_KIPPLY, "n_params": "260B", "n_gpus": 16, "batch": 1},
        {
            "ridge_flops_per_byte": 208,
            "step_seconds": 520e9 / (16 * 1.5e12),
            "weight_bytes_read": 520e9,
            "compute_seconds": 520e9 / (16 * 312e12),
        },
        "kipply",
    ),
    Case(
        "roofline",
        {**A100_KIPPLY, "n_params": 260e9, "n_gpus": 16, "mfu": 1, "mbu": 1, "phase": "decode"},
        {"step_seconds": 0.02167},
        "kipply",
        tolerance=1e-3,
    ),
    Case(
        "roofline",
        {"model": "llama-3.1-8b", "gpu": "h100", "phase": "prefill", "prompt_tokens": 1024},
        {
            "ttft_seconds": (2 * 8_030_261_248 * 1024 + 4 * 32 * 4096 * 1024**2) / (989e12 * 0.5),
        },
        "arithmetic: the n² part included",
    ),
    Case(
        "roofline",
        {"model": "llama-2-70b", "gpu": "a100", "n_gpus": 4, "batch": 32, "context_tokens": 4096},
        {
            "kv_bytes_read": 32 * 4096 * 327_680,
            "tpot_seconds": (2 * 68_976_648_192 + 32 * 4096 * 327_680) / (4 * 2.039e12 * 0.7),
        },
        "arithmetic: weights and cache over bandwidth",
    ),
    Case(
        "roofline",
        {"gpu": "4090", "n_params": 70e9, "weight_bytes_per_param": "int4", "mbu": 1},
        {"tokens_per_second": 28.8},
        "arithmetic: 35 GB over 1,008 GB/s",
    ),
    Case(
        "roofline",
        {"model": "mixtral-8x7b", "mem_bandwidth": 1e12, "batch": 1, "context_tokens": 1},
        {"weight_bytes_read": 2 * 12_879_925_248},
        "arithmetic: one token reads its own experts",
    ),
    Case(
        "roofline",
        {
            "n_layers": 32,
            "d_model": 4096,
            "d_ff": 11008,
            "n_kv_heads": 32,
            "head_dim": 128,
            "mem_bandwidth": 1e12,
        },
        {"weight_bytes_read": 2 * 32 * (4 * 4096**2 + 3 * 4096 * 11008)},
        "arithmetic: the linear layers of Llama-2-7B",
    ),
    Case(
        "batching_sim",
        {"output_lengths": [500, 10, 10, 10] * 2, "slots": 4, "step_seconds": 1},
        {
            "static_makespan": 1000,
            "continuous_makespan": 510,
            "static_utilization": 0.265,
            "continuous_utilization": 0.5196078,
            "static_mean_completion": 750,
            "continuous_mean_completion": 138.75,
            "continuous_tokens_per_second": 1060 / 510,
        },
        "simpy",
    ),
    Case(
        "batching_sim",
        {
            "output_lengths": [3, 3, 5],
            "slots": 1,
            "step_seconds": 2,
            "arrival_seconds": [10, 0, 1],
        },
        {
            "continuous_makespan": 22,
            "continuous_mean_wait": (0 + 5 + 6) / 3,
            "continuous_mean_latency": (6 + 15 + 12) / 3,
            "static_makespan": 22,
        },
        "by hand: in the order of arrival",
    ),
    Case(
        "batching_sim",
        {"n_requests": 4, "mean_length": 1, "slots": 2, "step_seconds": 1},
        {"static_makespan": 2, "continuous_makespan": 2},
        "by hand: lengths of one token",
    ),
    Case(
        "speculative_decoding",
        {"acceptance_rate": 0.8, "draft_tokens": 5, "draft_cost_ratio": 0},
        {"expected_tokens": 3.69, "speedup": 3.69, "operations_ratio": 1.63},
        "Leviathan et al. 2023, table 1",
        tolerance=0.004,
    ),
    Case(
        "speculative_decoding",
        {"acceptance_rate": 0.8, "draft_tokens": 5, "draft_cost_ratio": 0.05},
        {"speedup": 2.951},
        "Leviathan et al. 2023, theorem 3.8",
        tolerance=1e-3,
    ),
    *(
        Case(
            "speculative_decoding",
            {"acceptance_rate": alpha, "draft_tokens": gamma, "draft_cost_ratio": cost},
            {"speedup": speedup},
            "Leviathan et al. 2023, theorem 3.8",
            tolerance=0.003,
        )
        for alpha, gamma, cost, speedup in (
            (0.6, 4, 0.1, 1.65),
            (0.7, 4, 0.1, 1.98),
            (0.8, 4, 0.1, 2.40),
            (0.9, 6, 0.05, 4.01),
        )
    ),
    *(
        Case(
            "speculative_decoding",
            {"acceptance_rate": alpha, "draft_cost_ratio": cost},
            {"best_speedup": speedup},
            "search over draft lengths",
            tolerance=0.004,
        )
        for alpha, cost, speedup in ((0.6, 0.2, 1.40), (0.9, 0.2, 2.37), (0.9, 0.1, 3.43))
    ),
    Case(
        "speculative_decoding",
        {"acceptance_rate": 0.3, "draft_cost_ratio": 0.3},
        {"best_draft_tokens": 0, "best_speedup": 1},
        "Leviathan et al. 2023: useless where α <= c",
    ),
    Case(
        "speculative_decoding",
        {"acceptance_rate": 1, "draft_tokens": 4, "draft_cost_ratio": 0},
        {"expected_tokens": 5},
        "limit at α = 1",
    ),
    Case("capacity", {}, {"gpus": 4, "required_tokens_per_second": 6000}, "search"),
    Case(
        "capacity",
        {"qps": 10, "output_tokens": 70, "tokens_per_second_per_gpu": 1000, "spare_gpus": 1},
        {"gpus": 2, "utilization": 0.7},
        "arithmetic: 700 of 700 tokens/s is one GPU, and a spare one",
    ),
    Case(
        "vram_planner",
        {"n_params": 70e9, "weight_bits": 4, "memory_bytes": 24e9},
        {"weight_bytes": 35e9, "fits": False, "min_gpus": 2},
        "arithmetic",
    ),
    Case(
        "vram_planner",
        {"n_params": "7B", "dtype": "float32", "optimizer": "adam"},
        {"weight_bytes": 28e9, "training_bytes": 112e9},
        "accelerate estimate-memory",
    ),
    Case(
        "vram_planner",
        {
            "model": "llama-3.1-8b",
            "gpu": "l4",
            "kv_bytes": "1GB",
            "overhead_fraction": 0,
            "memory_utilization": "90%",
        },
        {"fits": True, "max_cache_tokens": (21_600_000_000 - 16_060_522_496) // 131_072},
        "arithmetic",
    ),
    Case(
        "flash_attention_io",
        {"seq_len": 1024, "head_dim": 64, "sram_elements": 51_200, "variant": "fa1"},
        {
            "standard_hbm_elements": 4_456_448,
            "flash_hbm_elements": 1_335_296,
            "block_cols": 200,
            "block_rows": 64,
            "ratio": 4_456_448 / 1_335_296,
        },
        "loop over blocks",
    ),
    Case(
        "flash_attention_io",
        {"seq_len": 1024, "head_dim": 64, "block_rows": 128, "variant": "fa2"},
        {"flash_hbm_elements": 2 * 65_536 + 1024 + 8 * 2 * 65_536},
        "loop over blocks",
    ),
    Case(
        "queueing",
        {
            "arrival_rate": 100 / 1800,
            "service_rate": 1 / 180,
            "target_wait_seconds": 20,
            "service_level": 0.8,
            "max_utilization": 0.85,
        },
        {
            "min_servers": 14,
            "achieved_service_level": 0.8883502,
            "utilization": 0.7142857,
            "wait_probability": 0.1741319,
        },
        "pyworkforce README",
    ),
    Case(
        "queueing",
        {"kind": "mmc", "arrival_rate": 0.9, "service_rate": 1, "servers": 1},
        {
            "mean_in_system": 9,
            "mean_response_seconds": 10,
            "mean_wait_seconds": 9,
            "wait_probability": 0.9,
            "offered_load": 0.9,
        },
        "textbook: M/M/1",
    ),
    Case(
        "queueing",
        {"kind": "littles_law", "arrival_rate": 20, "mean_response_seconds": "250ms"},
        {"mean_in_system": 5},
        "Little 1961",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_value_is_that_of_the_source(case: Case) -> None:
    check(case)
