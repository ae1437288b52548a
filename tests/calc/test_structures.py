"""Inputs that hold several values, as data and as the text of a command line."""

from typing import Any

import pytest

from mockint.calc.distributions import beta_cdf, beta_quantile
from mockint.calc.parameters import Count, Flag, Parameter, Share, Signed
from mockint.calc.structures import ListOf, MapOf, Name, NumberList, OrNull, Record, names

RATE = Share("rate", "a share")


@pytest.mark.parametrize(
    ("parameter", "text", "value"),
    [
        (NumberList("x", "numbers"), "[1, 0.5, -2]", [1, 0.5, -2]),
        (NumberList("x", "numbers"), (1, "2k"), [1, 2000]),
        (names("x", "names", "[]"), '["a", 3]', ["a", "3"]),
        (names("x", "names", "[]"), ["a b", "ü"], ["a b", "ü"]),
        (ListOf("x", "rates", item=RATE, like=""), '["5%", 1]', [0.05, 1]),
        (ListOf("x", "rates", item=RATE, like="", or_one=True), "5%", 0.05),
        (ListOf("x", "rates", item=RATE, like="", or_one=True), " [0.5]", [0.5]),
        (ListOf("x", "rates", item=RATE, like="", or_one=True), (0.5,), [0.5]),
        (
            ListOf("x", "", item=OrNull("x", "", item=Signed("x", "")), like=""),
            "[1, null]",
            [1, None],
        ),
        (ListOf("x", "", item=NumberList("x", ""), like=""), "[[1], [2, 3]]", [[1], [2, 3]]),
        (MapOf("x", "rates", item=RATE, like=""), '{"a": 0.5, "b": "5%"}', {"a": 0.5, "b": 0.05}),
        (MapOf("x", "rates", item=RATE, like=""), {1: 1}, {"1": 1}),
        (
            Record("x", "", fields=(Count("n", "count"), RATE)),
            '{"rate": 1, "n": "2k"}',
            {"n": 2000, "rate": 1},
        ),
        (Flag("x", "whether"), "no", False),
        (Flag("x", "whether"), 0, False),
    ],
)
def test_reading(parameter: Parameter, text: object, value: Any) -> None:
    read = parameter.read(text)
    assert read == value
    assert parameter.read(read) == value


def test_an_item_is_called_like_its_list() -> None:
    table = ListOf("table", "", item=ListOf("row", "", item=Count("cell", ""), like=""), like="")
    assert table.item.name == "table"


@pytest.mark.parametrize(
    ("parameter", "accepts"),
    [
        (Name("x", "a document"), "a name"),
        (OrNull("x", "", item=RATE), "a fraction from 0 to 1, or a percentage such as 5%, or null"),
        (
            ListOf("x", "", item=Count("n", "", maximum=9), like="[1, 2]", longest=3, or_one=True),
            "a whole number from 1 to 9, or a list of 1 to 3 items, such as [1, 2]",
        ),
        (MapOf("x", "", item=RATE, like="{}", most=5), "1 to 5 values by name, such as {}"),
        (Record("x", "", fields=(RATE, Count("n", ""))), "a mapping of rate, n"),
        (Flag("x", ""), "yes or no"),
        (NumberList("x", "", shortest=2, longest=9), "a list of 2 to 9 numbers, such as [1, 0.5, "),
    ],
)
def test_what_an_input_takes_in_words(parameter: Parameter, accepts: str) -> None:
    assert parameter.accepts.startswith(accepts)


@pytest.mark.parametrize(("x", "share"), [(-1, 0), (0, 0), (0.5, 0.5), (1, 1), (2, 1)])
def test_beta_distribution_at_its_ends(x: float, share: float) -> None:
    assert beta_cdf(x, 3, 3) == pytest.approx(share)


@pytest.mark.parametrize("size", [2, 50, 10_000])
def test_beta_quantile_inverts_the_distribution(size: int) -> None:
    for share in (1e-9, 0.025, 0.5, 0.975):
        x = beta_quantile(share, size, size + 1)
        assert beta_cdf(x, size, size + 1) == pytest.approx(share, rel=1e-7)
