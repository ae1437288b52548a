"""One calculator over many values of one input."""

import pytest

from mockint.calc import sweep
from mockint.core.errors import CalculatorError


def test_an_output_for_each_value() -> None:
    found = sweep("kv_cache", {"model": "llama-3.1-70b"}, "seq_len", [1000, "2k", 4000])
    assert found == {
        "total_bytes": [327_680_000, 655_360_000, 1_310_720_000],
        "bytes_per_token": [327_680, 327_680, 327_680],
    }


def test_a_refused_value_leaves_a_gap() -> None:
    found = sweep("attention_variants", {"n_heads": 8}, "n_kv_groups", [1, 2, 3, 4])
    assert found["gqa_reduction"] == [8, 4, None, 2]


def test_an_output_that_appears_late_has_gaps_before() -> None:
    found = sweep("rope", {}, "head_dim", [64, 128])
    assert found["inv_freq_63"][0] is None
    assert found["inv_freq_63"][1] == pytest.approx(1.1547819e-4)


def test_only_numbers_have_a_place_on_an_axis() -> None:
    found = sweep("vram_planner", {}, "n_gpus", [1, 2])
    assert {"fits", "gpus_needed"}.isdisjoint(found)
    assert found["min_gpus"] == [1, 1]


def test_three_hundred_points() -> None:
    found = sweep("speculative_decoding", {}, "acceptance_rate", [i / 300 for i in range(300)])
    assert len(found["speedup"]) == 300
    assert found["expected_tokens"] == sorted(each or 0 for each in found["expected_tokens"])


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


def test_no_values_have_no_points() -> None:
    assert sweep("kv_cache", {}, "seq_len", []) == {}
