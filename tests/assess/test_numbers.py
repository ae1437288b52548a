"""Quantities in running text."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.assess import parse_quantities
from mockint.assess.units import fits, unit_class

any_text = st.text(st.characters(codec=None, exclude_categories=()), max_size=100)
number_like = st.text("0123456789.,eE+-^*x×/ kKMGTB%$²⁷~=", max_size=60)


def values(text: str, expect: str | None = None) -> list[float]:
    return [quantity.value for quantity in parse_quantities(text, expect)]


def units(text: str, expect: str | None = None) -> list[str]:
    return [quantity.unit.name for quantity in parse_quantities(text, expect)]


@pytest.mark.parametrize(
    ("text", "expect", "value", "unit"),
    [
        ("about 33 gigs", "bytes", 33e9, "bytes"),
        ("32.8 GB", "bytes", 32.8e9, "bytes"),
        ("30.5 GiB", "bytes", 30.5 * 2**30, "bytes"),
        ("33GB", None, 33e9, "bytes"),
        ("33e9", "bytes", 33e9, "count"),
        ("327,680 bytes/token", "bytes/token", 327680, "bytes/token"),
        ("327_680 bytes per token", "bytes/token", 327680, "bytes/token"),
        ("1.4 trillion tokens", None, 1.4e12, "tokens"),
        ("100K tokens", "bytes", 100e3, "tokens"),
        ("70B parameters", "bytes", 70e9, "parameters"),
        ("70B", "parameters", 70e9, "count"),
        ("33B", "bytes", 33, "bytes"),
        ("4x", None, 4, "x"),
        ("4 times", None, 4, "x"),
        ("2^17", None, 131072, "count"),
        ("2**17", None, 131072, "count"),
        ("2¹⁷", None, 131072, "count"),
        ("3.3 x 10^10 bytes", None, 3.3e10, "bytes"),
        ("2*80*8*128*2 bytes", None, 327680, "bytes"),
        ("2x80x8x128x2", None, 327680, "count"),
        ("13 billion x 4.5 bits / 8", None, 13e9 * 4.5 / 8, "bits"),
        ("half a cent", "USD", 0.005, "USD"),
        ("$0.10", None, 0.1, "USD"),
        ("$10.8k", None, 10800, "USD"),
        ("$1.2m", "USD", 1.2e6, "USD"),
        ("10 cents", None, 0.1, "USD"),
        ("40 ms", None, 0.04, "s"),
        ("5m", "s", 300, "s"),
        ("5m", "tokens", 5e6, "count"),
        ("2.5 hours", None, 9000, "s"),
        ("40 tok/s", None, 40, "tokens/s"),
        ("22 QPS", None, 22, "requests/s"),
        ("3.35 TB/s", None, 3.35e12, "bytes/s"),
        ("7.2e23 FLOPs", None, 7.2e23, "FLOP"),
        ("989 TFLOPS", None, 989e12, "FLOP"),
        ("32.5%", None, 0.325, "fraction"),
        ("4-bit", None, 4, "bits"),
        ("75 chunks", "chunks", 75, "chunks"),
        ("thirty-three gigabytes", None, 33e9, "bytes"),
        ("a hundred thousand tokens", None, 1e5, "tokens"),
        ("one point four trillion", None, 1.4e12, "count"),
        ("two and a half million dollars", None, 2.5e6, "USD"),
        ("a dozen", None, 12, "count"),
        (".5", None, 0.5, "count"),
        ("1,5 GB", None, 1.5e9, "bytes"),
        ("0,02 USD", None, 0.02, "USD"),
        ("3 000 000 tokens", None, 3e6, "tokens"),
        ("2½ seconds", None, 2.5, "s"),
        ("¼ cent", None, 0.0025, "USD"),
        ("two thirds of a cent", None, 0.02 / 3, "USD"),
        ("five hundredths of a second", None, 0.05, "s"),
        ("a quarter of a million users", None, 250e3, "count"),
        ("a third of the requests", None, 1 / 3, "fraction"),
        ("three quarters", None, 0.75, "fraction"),
        ("roughly a tenth.", None, 0.1, "fraction"),
        ("half of them", None, 0.5, "fraction"),
        ("twice as fast", None, 2, "x"),
        ("tenfold", None, 10, "x"),
        ("a couple of seconds", None, 2, "s"),
        ("a couple hundred requests", None, 200, "requests"),
        ("nought point three", None, 0.3, "count"),
        ("ten to the twelve", None, 1e12, "count"),
        ("two to the seventeenth", None, 2**17, "count"),
        ("10 to the minus 4", None, 1e-4, "count"),
        ("10 to the power of 24 FLOPs", None, 1e24, "FLOP"),
        ("5 lakh tokens", None, 5e5, "tokens"),
        ("twenty quid", None, 20, "USD"),
        ("400 Gbit/s", None, 400e9, "bits/s"),
        ("3 hours and 20 minutes", None, 12000, "s"),
        ("2 dollars and 50 cents", None, 2.5, "USD"),
    ],
)
def test_one_quantity(text, expect, value, unit):
    (quantity,) = parse_quantities(text, expect)
    assert quantity.value == pytest.approx(value, rel=1e-12)
    assert quantity.unit.name == unit
    assert quantity.text == text[quantity.start : quantity.end]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("300-400ms", 0.3, 0.4),
        ("300 to 400 ms", 0.3, 0.4),
        ("300ms–400ms", 0.3, 0.4),
        ("between 300 and 400 ms", 0.3, 0.4),
        ("2-3x", 2, 3),
        ("3–10%", 0.03, 0.1),
    ],
)
def test_a_range_is_one_quantity(text, low, high):
    (quantity,) = parse_quantities(text)
    assert quantity.low == pytest.approx(low)
    assert quantity.high == pytest.approx(high)
    assert quantity.value == pytest.approx((low + high) / 2)


def test_from_one_to_another_is_no_range():
    assert values("from 70% to 73%") == [0.7, 0.73]


@pytest.mark.parametrize(
    "text",
    [
        "fp16",
        "int8",
        "H100",
        "GPT-4",
        "Q4_K_M",
        "W4A16",
        "v2",
        "one of them",
        "half a",
        "a third way",
        "a quarter later",
    ],
)
def test_parts_of_names_are_no_numbers(text):
    assert values(text) == []


def test_a_comma_between_two_numbers_is_no_decimal_point():
    assert values("heads 1,5 and 7") == [1, 5, 7]
    assert values("at 4,8 bits") == [4, 8]
    assert values("batches of 8 128 tokens") == [8, 128]


def test_the_sign_between_two_factors_is_no_unit_where_times_are_asked_for():
    assert values("2 x 8,192 x 64 x 2 bytes, so a factor of 4", "x") == [2 * 8192 * 64 * 2, 4]
    assert units("4 x faster, or 3x", "x") == ["x", "x"]


def test_parts_of_other_parties_are_no_shares():
    assert values("two third-party tools") == [2]
    assert values("after one third party has seen it") == []


def test_minutes_that_make_more_than_the_hour_are_no_rest_of_it():
    assert values("between 1 hour and 90 minutes") == [(3600 + 5400) / 2]


def test_gigabytes_may_be_meant_as_gibibytes():
    (quantity,) = parse_quantities("33 GB", "bytes")
    assert quantity.others == (33 * 2.0**30,)
    (exact,) = parse_quantities("33 GiB", "bytes")
    assert exact.others == ()


def test_b_may_be_a_byte_or_a_billion():
    (quantity,) = parse_quantities("33B", "bytes")
    assert (quantity.value, quantity.others) == (33, (33e9,))


def test_several_quantities_in_order():
    text = "2*80*8*128*2 = 327,680 bytes per token, so 100K tokens make 32.8 GB"
    assert values(text, "bytes") == [327680, 327680, 100e3, 32.8e9]
    assert units(text, "bytes") == ["count", "bytes/token", "tokens", "bytes"]


@given(any_text | number_like)
def test_quantities_are_slices_in_order_and_finite(text):
    end = 0
    for quantity in parse_quantities(text, "bytes"):
        assert end <= quantity.start < quantity.end
        end = quantity.end
        assert text[quantity.start : quantity.end] == quantity.text
        assert math.isfinite(quantity.value)
        assert quantity.low <= quantity.value <= quantity.high


@given(st.integers(0, 10**12), st.sampled_from(["GB", "MiB", "tokens", "ms", "USD", "bits"]))
def test_what_is_written_is_read_back(number, unit):
    scale = unit_class(unit).scale
    (quantity,) = parse_quantities(f"it is {number:,} {unit}.")
    assert quantity.value == pytest.approx(number * scale)
    assert quantity.unit.kind == unit_class(unit).kind


@given(st.decimals(min_value=0, max_value=10**6, places=3))
def test_decimals_are_read_as_on_paper(number):
    assert values(f"{number}k") == [float(number * 1000)]


@given(st.integers(0, 999), st.sampled_from(["thousand", "million", "billion"]))
def test_number_words_are_read_back(number, scale):
    factor = {"thousand": 1e3, "million": 1e6, "billion": 1e9}[scale]
    assert values(f"{_in_words(number)} {scale} tokens") == [number * factor]


SMALL = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen
"""
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


def _in_words(number: int) -> str:
    if number < 20:
        return SMALL.split()[number]
    if number < 100:
        rest = number % 10
        return TENS.split()[number // 10 - 2] + (f"-{SMALL.split()[rest]}" if rest else "")
    rest = number % 100
    return f"{SMALL.split()[number // 100]} hundred" + (f" and {_in_words(rest)}" if rest else "")


@pytest.mark.parametrize(
    ("found", "wanted", "fit"),
    [
        ("bytes", "bytes", 2),
        ("bytes/token", "bytes", 1),
        ("bytes", "bytes/token", 1),
        ("tokens", "bytes", 0),
        ("FLOP/s", "FLOP", 2),
        ("fraction", None, 2),
        ("x", "ratio", 2),
        ("tokens", None, 1),
        ("s", None, 0),
        ("days", "s", 2),
        ("blocks", "blocks", 2),
    ],
)
def test_units_fit(found, wanted, fit):
    assert fits(unit_class(found), unit_class(wanted)) == fit


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("16 GB / 2 TB/s", 0.008, "s"),
        ("320 KB/token * 8000 tokens", 2.56e9, "bytes"),
        ("140 GB / 80 GB", 1.75, "count"),
        ("140GB/70B parameters", 2.0, "bytes/parameter"),
        ("100 GB/s * 2 s", 2e11, "bytes"),
        ("100k tokens / 50 tokens/s", 2000.0, "s"),
        ("12 tokens/s / 3", 4.0, "tokens/s"),
    ],
)
def test_units_multiply_and_cancel(text, value, unit):
    (quantity,) = parse_quantities(text)
    assert quantity.value == pytest.approx(value)
    assert quantity.unit.name == unit
