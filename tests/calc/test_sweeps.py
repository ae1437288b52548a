"""One calculator over many values of one input."""

import numpy as np
import pytest

from mockint.calc import CURVES, all_calculators, calculate, first_sweep, spread, sweep
from mockint.calc.parameters import Count, Number
from mockint.calc.sweeps import MOST_POINTS
from mockint.core.errors import CalculatorError


def test_an_output_for_each_value() -> None:
    found = sweep("kv_cache", {"model": "llama-3.1-70b"}, "seq_len", [1000, "2k", 4000])
    assert found.values.tolist() == [1000, 2000, 4000]
    assert found.outputs["total_bytes"].tolist() == [327_680_000, 655_360_000, 1_310_720_000]
    assert found.outputs["bytes_per_token"].tolist() == [327_680] * 3


def test_a_refused_value_leaves_a_gap() -> None:
    found = sweep("attention_variants", {"n_heads": 8}, "n_kv_groups", [1, 2, 3, 4])
    assert found.outputs["gqa_reduction"][[0, 1, 3]].tolist() == [8, 4, 2]
    assert np.isnan(found.outputs["gqa_reduction"][2])


def test_an_output_that_appears_late_has_gaps_before() -> None:
    found = sweep("rope", {}, "head_dim", [64, 128]).outputs["inv_freq_63"]
    assert np.isnan(found[0])
    assert found[1] == pytest.approx(1.1547819e-4)


def test_truths_have_no_place_on_an_axis() -> None:
    found = sweep("vram_planner", {}, "n_gpus", [1, 2]).outputs
    assert "fits" not in found
    assert found["min_gpus"].tolist() == [1, 1]


def test_lists_and_mappings_are_several_series() -> None:
    scores = sweep("rrf", {}, "k", [0, 60]).outputs
    assert scores["scores.A"] == pytest.approx([1.5, 0.0325225], rel=1e-5)
    waves = sweep("positional_encoding", {}, "position", [0, 1]).outputs
    assert waves["encoding[0]"] == pytest.approx([0, 0.841471], rel=1e-5)


def test_a_value_that_describes_too_little_leaves_the_rest_as_it_was() -> None:
    found = sweep("param_count", {"model": "llama-3.1-8b"}, "d_model", [2048, 4096])
    assert found.outputs["total_params"][1] == 8_030_261_248


@pytest.mark.parametrize(
    ("name", "key", "message"),
    [
        ("kv_cache", "seq_len", "seq_len=0: too small"),
        ("kv_cache", "seq_lens", "no input 'seq_lens'"),
        ("kv_cach", "seq_len", "Did you mean 'kv_cache'"),
    ],
)
def test_nothing_to_show_is_an_error(name: str, key: str, message: str) -> None:
    with pytest.raises(CalculatorError, match=message):
        sweep(name, {}, key, [0, -1])


def test_more_points_than_one_can_see() -> None:
    with pytest.raises(CalculatorError, match="2,001 points"):
        sweep("kv_cache", {}, "seq_len", range(1, MOST_POINTS + 2))


def test_no_values_have_no_points() -> None:
    assert sweep("kv_cache", {}, "seq_len", []).outputs == {}


def _numeric_inputs() -> list[tuple[str, str, float]]:
    return [
        (calculator.id, parameter.name, value)
        for calculator in all_calculators()
        for parameter in calculator.inputs
        if isinstance(parameter, Number | Count)
        and not isinstance(value := _default(calculator.id, parameter.name), bool | str | None)
    ]


def _default(name: str, key: str) -> float | None:
    value: float | None = calculate(name, {})["inputs"].get(key)
    return value


@pytest.mark.parametrize(("name", "key", "value"), _numeric_inputs())
def test_all_at_once_is_what_each_point_is_alone(name: str, key: str, value: float) -> None:
    values = [value * share for share in (0.5, 0.6, 0.75, 0.8, 0.9, 1)]
    if isinstance(value, int):
        values = [value + more for more in range(7)]
    try:
        found = sweep(name, {}, key, values)
    except CalculatorError:
        return  # nothing of it can be computed, alone either
    for place, each in enumerate(values):
        try:
            alone = calculate(name, {key: each})["outputs"]
        except CalculatorError:
            continue
        for output, result in alone.items():
            number = result["value"]
            if isinstance(number, int | float) and not isinstance(number, bool):
                assert found.outputs[output][place] == pytest.approx(number, rel=1e-9), output


def test_many_are_computed_all_at_once() -> None:
    at_once = {name for name in CURVES if first_sweep(name, {}, points=20).at_once}
    design_round = {"kv_cache", "vram_planner", "roofline", "capacity", "api_cost"}
    assert design_round | {"attention_cost", "train_memory", "training_compute"} <= at_once
    assert "queueing" not in at_once
    assert len(at_once) >= 25


def test_a_mapping_is_swept_all_at_once_too() -> None:
    found = first_sweep("vram_planner", {})
    assert found.at_once
    assert found.outputs["gpus_needed.l4"].max() > found.outputs["gpus_needed.b200"].max()


# -- the curve that a calculator shows first


def test_each_calculator_has_a_curve() -> None:
    assert set(CURVES) == {calculator.id for calculator in all_calculators()}


@pytest.mark.parametrize("name", sorted(CURVES))
def test_a_curve_has_all_its_points(name: str) -> None:
    found = first_sweep(name, {}, points=40)
    assert len(found.values) >= 5
    for output in CURVES[name].outputs:
        assert np.isfinite(found.outputs[output]).all(), output


def test_three_hundred_points() -> None:
    assert len(first_sweep("attention_cost", {}).values) == 300


def test_a_curve_keeps_what_is_given_and_reaches_it() -> None:
    found = first_sweep("kv_cache", {"model": "llama-3.1-70b", "seq_len": "1M"})
    assert found.values[-1] == 1_000_000
    assert found.outputs["total_bytes"][-1] == 327_680_000_000


def test_what_says_the_same_in_other_words_stands_back() -> None:
    used = calculate("ab_sample_size", {"p_treatment": 0.75})["inputs"]
    assert "n_per_arm" in first_sweep("ab_sample_size", used).outputs


def test_curves_over_what_is_no_single_input() -> None:
    shifted = first_sweep("normalization", {"x": [1, 2, 4]}).outputs
    assert np.ptp(shifted["layer_norm[0]"]) < 1e-9 < np.ptp(shifted["rms_norm[0]"])
    scaled = first_sweep("vector_similarity", {"a": [1, 0], "b": [1, 1]}).outputs
    assert np.ptp(scaled["cosine"]) < 1e-9
    kappa = first_sweep("judge_agreement", {}).outputs
    assert kappa["observed_agreement"] == pytest.approx(0.9)
    assert kappa["cohen_kappa"].min() < 0.12 < 0.79 < kappa["cohen_kappa"].max()


def test_an_unanswerable_curve_says_why() -> None:
    with pytest.raises(CalculatorError, match="has no part in kind=window"):
        first_sweep("context_budget", {"kind": "window"})


@pytest.mark.parametrize("logarithmic", [False, True])
def test_spread_values_begin_and_end_where_they_should(logarithmic: bool) -> None:
    values = spread(1, 1000, 7, logarithmic=logarithmic)
    assert (values[0], values[-1], len(values)) == (1, 1000, 7)
    assert spread(1, 3, 50, whole=True) == [1, 2, 3]
