"""Reference values of attention, positions, parameters, tokens and vectors."""

import pytest

from tests.calc.cases import Case, check, name_of

LLAMA_8B = {
    "n_layers": 32,
    "d_model": 4096,
    "d_ff": 14336,
    "n_heads": 32,
    "n_kv_heads": 8,
    "head_dim": 128,
    "vocab_size": 128256,
}

CASES = [
    Case(
        "attention_cost",
        {"n_heads": 32, "head_dim": 128, "seq_len": 4096, "dtype_bytes": 2},
        {"score_value_flops": 274_877_906_944, "score_matrix_bytes": 1_073_741_824},
        "torch FlopCounterMode",
    ),
    Case(
        "attention_cost",
        {"d_model": 8192, "n_heads": 64, "n_kv_heads": 8, "seq_len": 4096},
        {"projection_flops": 1_236_950_581_248},
        "torch FlopCounterMode",
    ),
    Case(
        "attention_cost",
        {"n_heads": 32, "head_dim": 128, "seq_len": 4096, "causal": True},
        {"score_value_flops": 137_438_953_472, "score_matrix_bytes": 1_073_741_824},
        "arithmetic: a causal mask halves the n² part",
    ),
    Case(
        "attention_cost",
        {"model": "llama-3.1-8b", "seq_len": 2048},
        {"attention_share": 0.0668, "mlp_flops": 2 * 2048 * 3 * 4096 * 14336},
        "arithmetic: 7% of an 8B model at 2,048 tokens",
        tolerance=1e-3,
    ),
    Case(
        "attention_cost",
        {"model": "llama-3.1-8b", "seq_len": 8192},
        {"attention_share": 0.22},
        "arithmetic: 22% at 8,192 tokens",
        tolerance=0.02,
    ),
    Case(
        "attention_cost",
        {"model": "mixtral-8x7b", "seq_len": 1},
        {"mlp_flops": 2 * 3 * 4096 * 14336 * 2},
        "arithmetic: two of eight experts",
    ),
    Case("softmax_scaling", {"d_k": 64}, {"dot_variance": 64, "scaled_variance": 1}, "exact"),
    Case(
        "softmax_scaling",
        {"logits": [8, 0], "d_k": 64},
        {
            "max_prob_unscaled": 0.999664649869534,
            "max_prob_scaled": 0.7310585786300049,
            "entropy_nats_unscaled": 0.003018,
            "entropy_nats_scaled": 0.582203,
        },
        "arithmetic: σ(8) and σ(1)",
        tolerance=1e-4,
    ),
    Case(
        "attention_variants",
        {"n_heads": 64, "n_kv_groups": 8, "n_layers": 80, "head_dim": 128, "seq_len": 100_000},
        {
            "mha_bytes": 262.144e9,
            "gqa_bytes": 32.768e9,
            "mqa_bytes": 4.096e9,
            "gqa_reduction": 8,
            "mqa_reduction": 64,
        },
        "transformers DynamicCache",
    ),
    Case(
        "attention_variants",
        {"n_heads": 32, "n_kv_groups": 8, "n_layers": 32, "head_dim": 128, "seq_len": 100_000},
        {
            "mha_bytes": 52.4e9,
            "gqa_bytes": 13.1e9,
            "mha_kv_params_per_layer": 2 * 4096 * 4096,
            "gqa_kv_params_per_layer": 2 * 4096 * 1024,
        },
        "transformers DynamicCache",
        tolerance=1e-3,
    ),
    Case("param_count", {"model": "llama-3.1-8b"}, {"total_params": 8_030_261_248}, "transformers"),
    Case("param_count", LLAMA_8B, {"total_params": 8_030_261_248}, "transformers"),
    Case("param_count", {"model": "llama-2-70b"}, {"total_params": 68_976_648_192}, "transformers"),
    Case("param_count", {"model": "llama-2-7b"}, {"total_params": 6_738_415_616}, "transformers"),
    Case(
        "param_count", {"model": "llama-3.1-70b"}, {"total_params": 70_553_706_496}, "transformers"
    ),
    Case(
        "param_count",
        {"model": "llama-3.1-405b"},
        {"total_params": 405_853_388_800},
        "transformers",
    ),
    Case(
        "param_count", {"model": "mixtral-8x7b"}, {"total_params": 46_702_792_704}, "transformers"
    ),
    Case(
        "param_count", {"model": "deepseek-v3"}, {"total_params": 671_026_404_352}, "transformers"
    ),
    Case(
        "param_count",
        {"n_layers": 96, "d_model": 12288, "formula": "12Ld2"},
        {"total_params": 173_946_175_488},
        "kipply: GPT-3 without embeddings",
    ),
    Case(
        "param_count",
        {**LLAMA_8B, "tied": "yes", "norm": "layer", "mlp_matrices": 2},
        {"total_params": 32 * (41_943_040 + 2 * 4096 * 14336 + 16384) + 8192 + 525_336_576},
        "arithmetic",
    ),
    Case(
        "rope",
        {"head_dim": 128, "base": 1e4},
        {
            "inv_freq_first": 1,
            "inv_freq_second": 0.8659644,
            "inv_freq_last": 1.1547819e-4,
            "inv_freq_63": 1.1547819e-4,
            "wavelength_first": 6.283185,
            "wavelength_last": 54410.15,
            "attention_factor": 1,
        },
        "transformers",
        tolerance=1e-5,
    ),
    Case(
        "rope",
        {"scaling": "yarn", "factor": 16, "original_max_position": 4096},
        {"attention_factor": 1.2772589, "inv_freq_32": 0.005673077, "inv_freq_63": 7.217387e-6},
        "transformers",
        tolerance=1e-5,
    ),
    Case(
        "rope",
        {"scaling": "linear", "factor": 4},
        {"inv_freq_first": 0.25, "inv_freq_last": 1.1547819e-4 / 4},
        "arithmetic: θ / s",
    ),
    Case(
        "rope",
        {"scaling": "ntk", "factor": 8},
        {"ntk_base": 1e4 * 8 ** (128 / 126), "inv_freq_last": 1.1547819e-4 / 8},
        "arithmetic: the last frequency is divided by the factor",
        tolerance=1e-5,
    ),
    Case(
        "rope",
        {"base": 5e5, "scaling": "llama3", "factor": 8, "head_dim": 128},
        {"inv_freq_0": 1, "inv_freq_63": 5e5 ** (-126 / 128) / 8, "inv_freq_32": 5.2484e-4},
        "transformers ROPE_INIT_FUNCTIONS, Llama 3.1",
        tolerance=1e-4,
    ),
    *(
        Case(
            "rope",
            {
                "q": [1, 0, 0.5, -1],
                "k": [0.5, 2, -1, 1],
                "q_position": shift + 7,
                "k_position": shift + 5,
                "layout": "half",
            },
            {"dot": -2.096425},
            "transformers",
            tolerance=1e-4,
        )
        for shift in (0, 1000)
    ),
    Case(
        "rope",
        {"q": [1, 0, 1, 0], "q_position": 1, "layout": "interleaved"},
        {"rotated_q": [0.5403023, 0.8414710, 0.99995, 0.0099998]},
        "Su et al. 2021: (cos 1, sin 1), (cos .01, sin .01)",
        tolerance=1e-5,
    ),
    Case(
        "positional_encoding",
        {"position": 1, "d_model": 8},
        {"encoding": [0.841471, 0.540302, 0.099833, 0.995004, 0.01, 0.99995, 0.001, 1.0]},
        "transformers, Marian",
        absolute=1e-5,
    ),
    Case(
        "positional_encoding",
        {"kind": "alibi", "n_heads": 8},
        {"slopes": [2.0**-k for k in range(1, 9)]},
        "transformers, BLOOM",
    ),
    Case(
        "positional_encoding",
        {"n_heads": 3},
        {"slopes": [2**-4, 2**-8, 2**-2]},
        "transformers, BLOOM: no power of two",
    ),
    Case(
        "normalization",
        {"x": [1, 2, 3, 4]},
        {
            "layer_norm": [-1.3416402, -0.4472135, 0.4472135, 1.3416402],
            "rms_norm": [0.3651483, 0.7302967, 1.0954450, 1.4605934],
        },
        "torch",
    ),
    Case(
        "tokenizer_budget",
        {"model": "llama-3.1-8b", "tied": False},
        {"embedding_params": 1_050_673_152, "embedding_share": 0.13084},
        "transformers",
        tolerance=1e-4,
    ),
    Case(
        "tokenizer_budget",
        {"vocab_size": 50257, "d_model": 768, "tied": True},
        {"embedding_params": 38_597_376},
        "transformers, GPT-2",
    ),
    Case(
        "tokenizer_budget",
        {"words": 1000, "characters": 5700, "tokens": 1330},
        {"tokens_per_word": 1.33, "chars_per_token": 4.2857143, "estimated_tokens": 1330},
        "arithmetic",
    ),
    Case(
        "tokenizer_budget",
        {"text": "four words of text"},
        {"estimated_tokens": 4 * 1.33},
        "arithmetic: 4 words",
    ),
    Case("tokenizer_budget", {"characters": 100}, {"estimated_tokens": 25}, "arithmetic"),
    Case(
        "vector_similarity",
        {"a": [3, 4, 0], "b": [6, 8, 1]},
        {"cosine": 0.9950372, "dot": 50, "euclidean": 5.0990195},
        "scikit-learn",
    ),
    Case(
        "moe",
        {"model": "mixtral-8x7b"},
        {"active_params": 12.88e9, "total_params": 46_702_792_704},
        "transformers",
        tolerance=1e-4,
    ),
    Case(
        "moe",
        {"n_experts": 8, "top_k": 2, "batch_tokens": 4},
        {"expected_experts_touched": 5.46875},
        "exact",
    ),
    Case(
        "moe",
        {"model": "qwen3.5-397b-a17b", "batch_tokens": 64},
        {"active_params": 17.35e9, "expected_experts_touched": 367.1},
        "transformers; exact",
        tolerance=1e-3,
    ),
    Case("moe", {"model": "deepseek-v3"}, {"active_params": 37.6e9}, "DeepSeek-V3", 2e-3),
    Case(
        "ssm_vs_attention",
        {"ssm_state_bytes": 13_107_200, "kv_bytes_per_token": 131_072},
        {"crossover_tokens": 100},
        "search",
    ),
    Case(
        "ssm_vs_attention",
        {"n_layers": 64, "d_inner": 5120, "state_size": 16, "conv_kernel": 4, "seq_len": 8192},
        {
            "ssm_state_bytes": 13_107_200,
            "attention_bytes": 131_072 * 8192,
            "hybrid_bytes": 131_072 * 1024 + 13_107_200 * 7 / 8,
        },
        "arithmetic: Mamba-2.8B's shape, one attention layer in eight",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_value_is_that_of_the_source(case: Case) -> None:
    check(case)
