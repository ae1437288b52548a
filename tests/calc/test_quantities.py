"""Numbers as engineers type them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.calc.figures import bytes_figure, figure
from mockint.calc.parameters import DTYPES, Dtype
from mockint.calc.quantities import read_number


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("12k", "tokens", 12_000),
        ("100K", "tokens", 100_000),
        ("100K tokens", "tokens", 100_000),
        ("1 token", "tokens", 1),
        ("512 tokens", "tokens", 512),
        ("1.5M", None, 1_500_000),
        ("1.1M", None, 1_100_000),
        ("2.8T", "parameters", 2_800_000_000_000),
        ("70B", "parameters", 70_000_000_000),
        ("7b", "parameters", 7_000_000_000),
        ("80GB", "bytes", 80_000_000_000),
        ("80 GB", "bytes", 80_000_000_000),
        ("80G", "bytes", 80_000_000_000),
        ("80gb", "bytes", 80_000_000_000),
        ("24GiB", "bytes", 24 * 2**30),
        ("1.5 TiB", "bytes", 3 * 2**39),
        ("512B", "bytes", 512),
        ("512 bytes", "bytes", 512),
        ("1 byte", "bytes", 1),
        ("1,000,000", None, 1_000_000),
        ("1_000_000", None, 1_000_000),
        ("1,024.5", None, 1024.5),
        ("8.03e9", None, 8_030_000_000),
        ("1e-3", None, 0.001),
        (".5", None, 0.5),
        ("5.", None, 5),
        ("+5", None, 5),
        (" 5 ", None, 5),
        ("-5", None, -5),
        (5, None, 5),
        (0.1, None, 0.1),
    ],
)
def test_reading(text: object, unit: str | None, value: float) -> None:
    number = read_number(text, unit)
    assert number == value
    assert isinstance(number, int) == isinstance(value, int)


@pytest.mark.parametrize(
    "text",
    ["", "k", ".", "-", "12kk", "1,00", "1__0", "_1", "1_", "1 000", "٣", "0x10", "1e9999", "1k2",
     "80GB", "5 %", "five", "1.2.3", "--1", "1e", "e5"],
)  # fmt: skip
def test_refusing(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_number(text, "tokens")


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_whole_numbers_survive_every_spelling(number: int) -> None:
    for text in (str(number), f"{number:,}", f"{number:_}", f"{number} tokens", figure(number)):
        assert read_number(text, "tokens") == number
    for suffix, factor in {"k": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}.items():
        assert read_number(f"{number}{suffix}") == number * factor
    for suffix, factor in {"GB": 10**9, "GiB": 2**30, "MiB": 2**20, "kB": 1000}.items():
        assert read_number(f"{number} {suffix}", "bytes") == number * factor


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_floats_survive_their_shortest_spelling(number: float) -> None:
    assert float(read_number(repr(number))) == number


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    for unit in (None, "bytes"):
        with suppress(ValueError):
            assert isinstance(read_number(text, unit), int | float)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *DTYPES.items(),
        ("FP16", 2),
        (" bf16 ", 2),
        ("int4", 0.5),
        ("0.5", 0.5),
        (2, 2),
        (1.0625, 1.0625),
    ],
)
def test_number_formats_by_name(text: object, value: float) -> None:
    assert Dtype("dtype_bytes", "bytes per value").read(text) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (7, "7 B"),
        (999, "999 B"),
        (1024, "1,024 B (1.02 kB, 1 KiB)"),
        (80e9, "80,000,000,000 B (80 GB, 74.5 GiB)"),
        (1.5e12, "1,500,000,000,000 B (1.5 TB, 1.36 TiB)"),
    ],
)
def test_bytes_are_shown_in_both_units(value: float, text: str) -> None:
    assert bytes_figure(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(1234.5678, "1,234.57"), (1234567.8, "1,234,568"), (1e18, "1e+18"), (0.5, "0.5")],
)
def test_figures(value: float, text: str) -> None:
    assert figure(value) == text
