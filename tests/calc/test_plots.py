"""Curves as text, and values in the units that people read them in."""

import pytest

from mockint.calc import all_calculators, first_sweep, plot, reading, readings, sweep
from mockint.calc.plots import SMALLEST


@pytest.mark.parametrize("size", [(40, 10), (72, 18), (120, 30)])
def test_a_plot_has_the_size_that_was_asked_for(size: tuple[int, int]) -> None:
    lines = plot(first_sweep("kv_cache", {}), width=size[0], height=size[1]).splitlines()
    assert len(lines) == size[1]
    assert max(map(len, lines)) <= size[0]


def test_it_says_what_is_drawn_over_what() -> None:
    text = plot(first_sweep("kv_cache", {}))
    assert "total_bytes (bytes)" in text
    assert "seq_len (logarithmic)" in text
    assert "GB" in text
    assert "\x1b" not in text


def test_a_room_too_small_for_a_plot_gets_the_smallest() -> None:
    text = plot(first_sweep("kv_cache", {}), width=3, height=1)
    assert len(text.splitlines()) == SMALLEST[1]


def test_several_lines_are_named() -> None:
    text = plot(first_sweep("attention_variants", {}))
    assert all(name in text for name in ("mha_bytes", "gqa_bytes", "mqa_bytes"))


def test_two_variants_in_one_plot() -> None:
    keys, values = {"n_layers": 32, "head_dim": 128}, range(1000, 9000, 1000)
    text = plot(
        sweep("kv_cache", {**keys, "n_kv_heads": 32}, "seq_len", values),
        beside=sweep("kv_cache", {**keys, "n_kv_heads": 8}, "seq_len", values),
    )
    assert "A total_bytes" in text
    assert "B total_bytes" in text


def test_another_output_may_be_asked_for() -> None:
    assert "tpot_seconds" in plot(first_sweep("roofline", {}), ["tpot_seconds"])


def test_a_mark_where_the_value_is() -> None:
    curve = first_sweep("speculative_decoding", {})
    assert plot(curve, at=5) != plot(curve)
    assert plot(curve, at=1000) == plot(curve)


def test_nothing_draws_nothing() -> None:
    assert plot(sweep("kv_cache", {}, "seq_len", [])) == ""


@pytest.mark.parametrize("name", [calculator.id for calculator in all_calculators()])
def test_each_calculator_has_a_plot(name: str) -> None:
    assert len(plot(first_sweep(name, {}, points=30)).splitlines()) == 18


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (32_768_000_000, "bytes", ("32.8 GB", "30.5 GiB", "32,768,000,000 bytes")),
        (327_680, "bytes/token", ("328 kB/token", "320 KiB/token", "327,680 bytes/token")),
        (12, "bytes", ("12 B",)),
        (0.0216, "seconds", ("21.6 ms", "0.0216 seconds")),
        (5_400, "seconds", ("1.5 h", "5,400 seconds")),
        (0, "seconds", ("0 s",)),
        (9.0, "seconds", ("9 s",)),
        (4e-8, "seconds", ("0.04 µs", "4e-08 seconds")),
        (0.296, "fraction", ("29.6%", "0.296")),
        (8_030_261_248, "parameters", ("8.03B parameters", "8,030,261,248 parameters")),
        (7, "GPUs", ("7 GPUs",)),
        (989e12, "FLOP/s", ("989 TFLOP/s", "989,000,000,000,000 FLOP/s")),
        (4500.0, "USD", ("$4,500.00",)),
        (0.00317, "USD", ("$0.00317",)),
        (3.2e9, "USD", ("$3.2B", "3,200,000,000 USD")),
        (1.5, None, ("1.5",)),
    ],
)
def test_a_value_is_read_in_its_units(
    value: float, unit: str | None, expected: tuple[str, ...]
) -> None:
    assert readings(value, unit) == expected


def test_units_go_round() -> None:
    assert [reading(2**30, "bytes", which) for which in range(4)] == [
        "1.07 GB",
        "1 GiB",
        "1,073,741,824 bytes",
        "1.07 GB",
    ]
