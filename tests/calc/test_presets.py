"""What a named model fills in, and what stands against it."""

from typing import Any

import pytest

from mockint.calc import calculate
from mockint.calc.presets import GPU_ALIASES, GPUS, MODELS
from mockint.core.errors import CalculatorError


def per_token(inputs: dict[str, Any]) -> float:
    value: float = calculate("kv_cache", inputs)["outputs"]["bytes_per_token"]["value"]
    return value


@pytest.mark.parametrize("name", MODELS)
def test_query_heads_divide_into_kv_heads(name: str) -> None:
    model = MODELS[name]
    assert (model.attention == "mla") == (model.n_kv_heads is None)
    assert model.n_heads % (model.n_kv_heads or 1) == 0
    assert (model.attention == "mha") == (model.n_heads == model.n_kv_heads)


@pytest.mark.parametrize("name", ["Llama-3.1-70B", "llama_3.1_70b", " llama 3.1 70b "])
def test_spelling_of_a_name_does_not_matter(name: str) -> None:
    result = calculate("kv_cache", {"model": name})
    assert result["inputs"]["model"] == "llama-3.1-70b"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"model": "llama-3.1-70b", "n_kv_heads": 64}, 8 * 327_680),
        ({"model": "llama-3.1-70b", "n_layers": 40}, 327_680 / 2),
        ({"model": "llama-3.1-70b", "attention": "mha"}, 8 * 327_680),
        ({"model": "llama-3.1-70b", "attention": "mqa"}, 327_680 / 8),
        ({"model": "llama-2-7b", "n_kv_heads": 8}, 524_288 / 4),
        ({"model": "llama-2-7b", "n_heads": 64}, 524_288 * 2),
        ({"model": "llama-2-7b", "attention": "gqa", "n_kv_heads": 4}, 524_288 / 8),
        ({"model": "qwen3.5-397b-a17b", "n_attention_layers": 60}, 4 * 30_720),
        ({"model": "qwen3.5-397b-a17b", "n_layers": 30}, 2 * 30_720),
        ({"model": "deepseek-v3", "attention": "mla", "n_kv_heads": 128}, 70_272),
        ({"model": "deepseek-v3", "n_kv_heads": 128, "head_dim": 128}, 2 * 61 * 128 * 128 * 2),
        ({"model": "deepseek-v3", "attention": "mha", "head_dim": 128}, 2 * 61 * 128 * 128 * 2),
    ],
)
def test_what_is_given_stands_above_the_preset(given: dict[str, Any], expected: float) -> None:
    assert per_token(given) == expected


@pytest.mark.parametrize(
    "architecture",
    [
        {"n_layers": 2, "n_kv_heads": 2, "head_dim": 2},
        {"n_layers": 2, "n_heads": 2, "head_dim": 2},
        {"n_layers": 2, "kv_lora_rank": 2, "qk_rope_head_dim": 6},
    ],
)
def test_unknown_name_beside_an_architecture_is_a_label(architecture: dict[str, int]) -> None:
    result = calculate("kv_cache", {"model": "in-house-13b", **architecture})
    assert result["inputs"]["model"] == "in-house-13b"
    assert result["outputs"] == calculate("kv_cache", architecture)["outputs"]


def test_unknown_file_beside_its_bits_is_a_label() -> None:
    result = calculate("quant_memory", {"gguf_file": "UD-Q4_K_XL", "bits_per_weight": 4.9})
    assert result["inputs"]["gguf_file"] == "UD-Q4_K_XL"
    assert result["outputs"]["bits_per_weight"]["value"] == 4.9


def test_known_file_beside_other_bits_takes_those() -> None:
    outputs = calculate("quant_memory", {"gguf_file": "Q4_K_M", "bits_per_weight": 4.8})["outputs"]
    assert outputs["bits_per_weight"]["value"] == 4.8


def test_block_type_beside_its_own_numbers() -> None:
    given = {"gguf_type": "Q4_K", "block_weights": 256, "block_bytes": 144}
    assert calculate("quant_memory", given)["outputs"]["bits_per_weight"]["value"] == 4.5


def test_model_and_one_part_give_the_other() -> None:
    parts = {"n_quant_params": 68_451_041_280, "n_fp16_params": 525_606_912}
    from_model = {"model": "llama-2-70b", "n_quant_params": 68_451_041_280}
    expected = calculate("quant_memory", parts)["outputs"]
    assert calculate("quant_memory", from_model)["outputs"] == expected
    assert calculate("quant_memory", {"model": "llama-2-7b", **parts})["outputs"] == expected


@pytest.mark.parametrize(
    ("gpu", "ridge", "memory"),
    [
        ("a100", 153, 80e9),
        ("h100", 295, 80e9),
        ("h200", 206, 141e9),
        ("b200", 281, 180e9),
        ("l4", 403, 24e9),
        ("rtx-4090", 164, 24e9),
    ],
)
def test_gpus_are_those_of_their_datasheets(gpu: str, ridge: float, memory: float) -> None:
    outputs = calculate("roofline", {"gpu": gpu})["outputs"]
    assert outputs["ridge_flops_per_byte"]["value"] == pytest.approx(ridge, rel=0.004)
    assert calculate("vram_planner", {"gpu": gpu})["inputs"]["memory_bytes"] == memory


@pytest.mark.parametrize("alias", GPU_ALIASES)
def test_aliases_lead_to_gpus(alias: str) -> None:
    assert GPU_ALIASES[alias] in GPUS
    assert alias not in GPUS


@pytest.mark.parametrize("name", MODELS)
def test_counted_parameters_are_those_of_the_architecture(name: str) -> None:
    counted = calculate("param_count", {"model": name})["outputs"]["total_params"]["value"]
    assert counted == MODELS[name].n_params


@pytest.mark.parametrize("name", [name for name, each in MODELS.items() if each.n_experts])
def test_active_parameters_follow_from_the_experts(name: str) -> None:
    outputs = calculate("moe", {"model": name})["outputs"]
    assert outputs["active_params"]["value"] == pytest.approx(MODELS[name].active_params, rel=2e-3)


@pytest.mark.parametrize("name", ["deepseek-v3", "qwen3.5-397b-a17b"])
@pytest.mark.parametrize("calculator", ["attention_cost", "lora"])
def test_a_model_that_the_formula_does_not_describe_is_refused(calculator: str, name: str) -> None:
    with pytest.raises(CalculatorError, match="not all"):
        calculate(calculator, {"model": name})


@pytest.mark.parametrize("name", [name for name, each in MODELS.items() if each.n_experts])
def test_activations_of_a_mixture_are_left_out(name: str) -> None:
    outputs = calculate("train_memory", {"model": name})["outputs"]
    assert outputs.keys() == {"model_state_bytes_per_gpu"}
