"""Numeric follow-ups: the expected value, its unit, and the values of classic slips."""

from typing import Any

import pytest

from mockint.calc import Calculators
from mockint.core.assessment import Expected, Slip
from mockint.core.content import Estimate, FollowUp, Mistake, Point, Question
from mockint.core.errors import CalculatorError
from mockint.core.ports import Calculators as CalculatorsPort

SIZES: dict[str, Any] = {
    "n_layers": 80,
    "n_kv_heads": 8,
    "head_dim": 128,
    "dtype_bytes": 2,
    "seq_len": 100_000,
}


def asking(estimate: Estimate | None) -> tuple[Question, FollowUp]:
    followup = FollowUp(
        id="size-it",
        kind="numeric" if estimate else "deeper",
        ask="How big is it?",
        points=() if estimate else (Point(id="p", says="It is big", phrasings=("big",)),),
        estimate=estimate,
    )
    question = Question(
        id="kv-cache",
        title="The KV cache",
        area="inference",
        difficulty="mid",
        minutes=6,
        ask="What does the KV cache hold?",
        levels={2: "a", 3: "b", 4: "c"},
        points=(Point(id="stored", says="Keys and values", phrasings=("keys and values",)),),
        hints=("a", "b", "c"),
        followups=(followup,),
        answer="Keys and values.",
    )
    return question, followup


def expected(**estimate: Any) -> Expected | None:
    return Calculators().expected(*asking(Estimate.model_validate(estimate)))


def test_value_unit_tolerance_and_slips() -> None:
    found = expected(
        calculator="kv_cache",
        inputs=SIZES,
        output="total_bytes",
        within="1.5x",
        mistakes=(
            Mistake(inputs={"n_kv_heads": 64}, says="64 KV heads"),
            Mistake(inputs={"dtype_bytes": "fp8", "seq_len": "50k"}, says="a quarter"),
        ),
    )
    assert found == Expected(
        value=32_768_000_000,
        unit="bytes",
        within="1.5x",
        slips=(
            Slip(value=262_144_000_000, says="64 KV heads"),
            Slip(value=8_192_000_000, says="a quarter"),
        ),
    )


@pytest.mark.parametrize(
    ("calculator", "inputs", "output", "value", "unit"),
    [
        ("kv_cache", SIZES, "bytes_per_token", 327_680, "bytes/token"),
        ("quant_memory", {"bits": 4}, "bits_per_weight", 4.15625, "bits"),
        ("chunking", {}, "n_chunks", 22, "chunks"),
        ("chunking", {}, "stored_tokens", 11_071, "tokens"),
        ("chunking", {"embedding_price_per_mtok": 1}, "embedding_cost_usd", 0.011071, "USD"),
        ("embedding_storage", {"dim": 100, "keep_dims": 25}, "storage_ratio", 0.25, None),
    ],
)
def test_classes_of_units(
    calculator: str, inputs: dict[str, Any], output: str, value: float, unit: str | None
) -> None:
    found = expected(calculator=calculator, inputs=inputs, output=output)
    assert found is not None
    assert found.value == pytest.approx(value)
    assert found.unit == unit


def test_mistake_may_take_an_input_away() -> None:
    found = expected(
        calculator="quant_memory",
        inputs={"n_params": 1000, "bits": 4},
        output="total_bytes",
        mistakes=(Mistake(inputs={"bits": None, "bits_per_weight": 4}, says="bare weights"),),
    )
    assert found is not None
    assert found.slips == (Slip(value=500, says="bare weights"),)


def test_followup_without_an_estimate() -> None:
    assert Calculators().expected(*asking(None)) is None


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"calculator": "kv_cash"}, "Did you mean 'kv_cache'"),
        ({"output": "total"}, "no output 'total'"),
        ({"inputs": {**SIZES, "head_dims": 128}}, "Did you mean 'head_dim'"),
        ({"inputs": {"n_layers": 80}}, "nothing can be computed"),
        (
            {"mistakes": (Mistake(inputs={"n_kv_heads": 0}, says="none"),)},
            "follow-up size-it, mistake 1: kv_cache: n_kv_heads=0: too small",
        ),
    ],
)
def test_wrong_estimate_names_its_place(change: dict[str, Any], message: str) -> None:
    estimate = {"calculator": "kv_cache", "inputs": SIZES, "output": "total_bytes", **change}
    with pytest.raises(CalculatorError) as caught:
        expected(**estimate)
    assert str(caught.value).startswith("question kv-cache, follow-up size-it")
    assert message in str(caught.value)


def test_compute_gives_the_shape_that_scripts_read() -> None:
    port: CalculatorsPort = Calculators()
    assert port.compute("kv-cache", {**SIZES, "seq_len": "12k"}) == {
        "calculator": "kv_cache",
        "inputs": {**SIZES, "seq_len": 12_000, "batch": 1},
        "outputs": {
            "total_bytes": {"value": 3_932_160_000, "unit": "bytes"},
            "bytes_per_token": {"value": 327_680, "unit": "bytes/token"},
        },
        "formula": "2 x 80 x 8 x 128 x 2 B = 327,680 B/token; "
        "x 12,000 x 1 = 3,932,160,000 B (3.93 GB, 3.66 GiB)",
    }
