"""The sweep that each calculator shows first: what varies, over which range, and what is drawn.

Most vary one input. A few calculators take lists and tables alone; those vary something about
them, as `varied.py` says.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mockint.calc.batch import calculate
from mockint.calc.catalogue import find_calculator
from mockint.calc.parameters import Count
from mockint.calc.registry import Calculator
from mockint.calc.sweeps import Sweep, sweep, sweep_of
from mockint.calc.varied import VARIED, WHOLE

POINTS = 300


@dataclass(frozen=True)
class Curve:
    """A sweep worth looking at."""

    key: str
    """The input that varies; or, in words, what else does."""
    start: float
    stop: float
    outputs: tuple[str, ...]
    """What is drawn; a name with `.label` or `[0]` is one item of a mapping or a list."""
    logarithmic: bool = False
    """Points are spread evenly in the logarithm, and so is the axis."""
    inputs: Mapping[str, Any] = field(default_factory=dict)
    """What else is set, where the defaults would have nothing to show."""


CURVES: Mapping[str, Curve] = {
    # Foundations.
    "attention_cost": Curve("seq_len", 256, 131_072, ("attention_share",), True),
    "param_count": Curve("d_model", 512, 16_384, ("total_params", "rule_of_thumb"), True),
    "softmax_scaling": Curve(
        "d_k", 1, 512, ("entropy_nats_unscaled", "entropy_nats_scaled"), True
    ),
    "attention_variants": Curve(
        "seq_len", 1_000, 131_072, ("mha_bytes", "gqa_bytes", "mqa_bytes"), True
    ),
    "positional_encoding": Curve("position", 0, 60, ("encoding[0]", "encoding[2]", "encoding[4]")),
    "rope": Curve(
        "k_position", 0, 200, ("dot",), inputs={"head_dim": 4, "q": [1, 0, 1, 0], "k": [1, 0, 1, 0]}
    ),
    "normalization": Curve("shift of x", -3, 3, ("layer_norm[0]", "rms_norm[0]")),
    "tokenizer_budget": Curve("vocab_size", 8_000, 512_000, ("embedding_share",), True),
    "vector_similarity": Curve("scale of b", 0.1, 4, ("cosine", "dot", "euclidean")),
    "embedding_storage": Curve("dim", 64, 4_096, ("total_bytes",), True),
    # Inference systems.
    "kv_cache": Curve("seq_len", 1_000, 131_072, ("total_bytes",), True),
    "paged_kv": Curve("block_size", 1, 512, ("paged_waste_fraction",), True),
    "roofline": Curve("batch", 1, 1_024, ("tokens_per_second",), True),
    "batching_sim": Curve("slots", 1, 16, ("static_utilization", "continuous_utilization")),
    "queueing": Curve("arrival_rate", 0.5, 11.9, ("mean_wait_seconds",)),
    "capacity": Curve("qps", 1, 200, ("gpus",)),
    "quant_memory": Curve(
        "bits", 2, 16, ("total_bytes",), inputs={"n_params": 8_030_261_248}
    ),
    "quant_error": Curve("bits", 2, 8, ("max_abs_error",)),
    "vram_planner": Curve("n_params", 10**9, 10**11, ("total_bytes",), True),
    "flash_attention_io": Curve(
        "seq_len", 256, 32_768, ("standard_hbm_elements", "flash_hbm_elements"), True
    ),
    "speculative_decoding": Curve("draft_tokens", 0, 20, ("speedup",)),
    "moe": Curve("batch_tokens", 1, 128, ("expected_experts_touched",), True),
    "ssm_vs_attention": Curve(
        "seq_len", 16, 65_536, ("attention_bytes", "hybrid_bytes", "ssm_state_bytes"), True
    ),
    # Retrieval, context, cost.
    "ir_metrics": Curve("k", 1, 10, ("precision_at_k", "recall_at_k", "ndcg_at_k")),
    "rag_generation_metrics": Curve("place of one bad chunk", 1, 5, ("context_precision",)),
    "rrf": Curve("k", 0, 120, ("scores.A", "scores.C", "scores.B")),
    "bm25": Curve("b", 0, 1, ("scores[1]",)),
    "chunking": Curve("overlap_tokens", 0, 480, ("stored_tokens",)),
    "vector_index": Curve("n_vectors", 10**5, 10**9, ("total_bytes",), True),
    "context_budget": Curve(
        "turns", 1, 100, ("total_input_tokens",), inputs={"kind": "chat_growth"}
    ),
    "semantic_cache": Curve("hit_rate", 0, 1, ("mean_cost_usd",)),
    "api_cost": Curve("output_tokens", 0, 4_000, ("total_cost_usd",)),
    "self_host_breakeven": Curve("utilization", 0.02, 1, ("usd_per_mtok",)),
    "latency_budget": Curve("output_tokens", 1, 500, ("total_seconds",)),
    # Training and alignment.
    "train_memory": Curve(
        "n_gpus", 1, 256, ("model_state_bytes_per_gpu",), True, inputs={"zero_stage": 3}
    ),
    "lora": Curve("rank", 1, 256, ("trainable_params",), True),
    "qlora": Curve("n_params", 10**9, 10**11, ("base_weight_bytes",), True),
    "scaling_law": Curve(
        "n_params", 10**9, 10**12, ("loss",), True, inputs={"compute_flops": 5.76e23}
    ),
    "training_compute": Curve("n_gpus", 8, 16_384, ("days",), True),
    "distillation": Curve("temperature", 0.5, 8, ("forward_kl_nats", "teacher_entropy_nats")),
    "dpo": Curve("policy_chosen_logp", -60, 0, ("loss",)),
    "bradley_terry": Curve("reward_a", -5, 5, ("p_a_beats_b",)),
    "ppo_grpo": Curve("ratio", 0.5, 1.5, ("objective",)),
    # Evaluation, agents, operations.
    "perplexity": Curve("vocab_size", 2, 1_000, ("perplexity",), True),
    "text_overlap": Curve("words of the candidate", 1, 6, ("rouge1_f1", "rouge2_f1", "rougeL_f1")),
    "pass_at_k": Curve("k", 1, 10, ("pass_at_k", "plug_in")),
    "majority_vote": Curve("n_samples", 1, 101, ("p_majority",)),
    "judge_agreement": Curve(
        "share of yes at 90% agreement", 0.06, 0.94, ("cohen_kappa", "observed_agreement")
    ),
    "judge_position_bias": Curve("first_favored", 0, 1_000, ("consistency", "first_bias")),
    "eval_confidence": Curve(
        "n at the same share", 10, 500, ("wilson_low", "wilson_high"), True
    ),
    "ab_sample_size": Curve(
        "lift", 0.01, 0.2, ("n_per_arm",), True, inputs={"p_control": 0.7}
    ),
    "ab_test": Curve("treatment_successes", 90, 180, ("p_value",)),
    "sequential_test": Curve("looks", 1, 20, ("actual_false_positive_rate",)),
    "moderation": Curve("prevalence", 0.001, 0.5, ("precision",), True),
    "fairness": Curve("selections of b, times", 0.2, 1.6, ("demographic_parity_ratio",)),
    "guardrails": Curve("layers", 1, 6, ("miss_rate", "combined_false_positive_rate")),
    "slo": Curve("burn_rate", 1, 100, ("time_to_exhaustion_seconds",), True),
    "percentiles": Curve("percent", 0.5, 99.5, ("value_at_percent",)),
    "tail_amplification": Curve("fan_out", 1, 1_000, ("p_any_slow",), True),
    "agent_chain": Curve("n_steps", 1, 60, ("p_success",)),
    "backoff": Curve("retries", 1, 12, ("total_seconds", "expected_total_seconds")),
    "token_bucket": Curve(
        "tokens_per_request", 100, 10_000, ("max_requests_per_minute",), True,
        inputs={"kind": "provider_limits"},
    ),
    "test_time_compute": Curve(
        "n_samples", 1, 64, ("coverage", "total_cost_usd"), True, inputs={"p_correct": 0.3}
    ),
}  # fmt: skip


def spread(
    start: float, stop: float, count: int, *, logarithmic: bool = False, whole: bool = False
) -> list[float]:
    """Return so many values from start to stop, evenly, each once."""
    import numpy as np

    values = (
        np.geomspace(start, stop, count) if logarithmic else np.linspace(start, stop, count)
    ).tolist()
    values[0], values[-1] = start, stop
    return sorted({round(value) for value in values}) if whole else values


def first_sweep(name: str, inputs: Mapping[str, Any], points: int = POINTS) -> Sweep:
    """Return the sweep that a calculator shows first, with the inputs given.

    The range is widened where the value given lies outside. Raises CalculatorError where nothing
    can be drawn for these inputs, as where another question is asked than the curve answers.
    """
    calculator = find_calculator(name)
    curve = CURVES[calculator.id]
    if (vary := VARIED.get(calculator.id)) is not None:
        used = calculate(name, inputs)["inputs"]
        whole = calculator.id in WHOLE
        values = spread(curve.start, curve.stop, points, logarithmic=curve.logarithmic, whole=whole)
        return sweep_of(name, curve.key, values, lambda value: vary(used, value))
    base = {**curve.inputs, **_beside(calculator, curve.key, inputs)}
    whole = isinstance(calculator.input(curve.key), Count)
    start, stop = _around(calculator, curve, inputs)
    values = spread(start, stop, points, logarithmic=curve.logarithmic, whole=whole)
    return sweep(name, base, curve.key, values)


def _beside(calculator: Calculator, key: str, inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Return the inputs that may stand beside the one that varies."""
    groups = [group for group in calculator.alternatives if key in group]
    excluded = frozenset().union(*calculator.alternatives) - groups[0] if groups else frozenset()
    return {name: value for name, value in inputs.items() if name not in excluded | {key}}


def _around(calculator: Calculator, curve: Curve, inputs: Mapping[str, Any]) -> tuple[float, float]:
    """Return the range, wide enough for the value that is given."""
    parameter, given = calculator.input(curve.key), inputs.get(curve.key)
    value = parameter.read(given) if parameter is not None and given is not None else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return curve.start, curve.stop
    low = min(curve.start, value) if value > 0 or not curve.logarithmic else curve.start
    return low, max(curve.stop, value)
