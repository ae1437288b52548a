"""Calculators of judges: how far raters agree, and whether a judge prefers a place."""

import math
from collections.abc import Callable, Sequence
from itertools import permutations

from mockint.calc.figures import figure
from mockint.calc.parameters import Count, Signed
from mockint.calc.registry import Output, Result, calculator
from mockint.calc.structures import ListOf, OrNull
from mockint.core.errors import CalculatorError

_CELL = Count("count", "a count", minimum=0)
_ROW = ListOf("row", "counts", item=_CELL, like="[20, 5]", longest=64)
_ONE_CATEGORY = "all ratings are of one category, so agreement by chance is certain."


@calculator(
    title="Agreement of judges beyond chance",
    inputs=(
        ListOf(
            "table",
            "items by the category of one rater (rows) and of the other (columns)",
            item=_ROW,
            like="[[20, 5], [10, 15]]",
            default=[[20, 5], [10, 15]],
            shortest=2,
            longest=64,
        ),
        ListOf(
            "counts",
            "how many raters chose each category, for each item",
            item=_ROW,
            like="[[3, 0], [1, 2]]",
        ),
        ListOf(
            "ratings",
            "each rater's rating of each item, null where it is missing",
            item=ListOf(
                "rater",
                "ratings",
                item=OrNull("rating", "a rating", item=Signed("rating", "a rating")),
                like="[1, 2, null]",
            ),
            like="[[1, 2, null], [1, 3, 3]]",
            shortest=2,
            longest=256,
        ),
    ),
    outputs=(
        Output("cohen_kappa", None, "two raters"),
        Output("observed_agreement", "fraction", "items or pairs of ratings that agree"),
        Output("expected_agreement", "fraction", "what chance would reach"),
        Output("linear_weighted_kappa", None, "far categories weigh by distance"),
        Output("quadratic_weighted_kappa", None, "far categories weigh by distance squared"),
        Output("fleiss_kappa", None, "several raters"),
        Output("krippendorff_alpha_nominal", None, "ratings that are names"),
        Output("krippendorff_alpha_interval", None, "ratings that are numbers"),
    ),
    alternatives=(frozenset({"table"}), frozenset({"counts"}), frozenset({"ratings"})),
    trap="90% agreement can be a kappa of 0.44; and kappas of different base rates do not compare",
    source="Cohen 1960; Fleiss 1971; Krippendorff 2004; agrees with scikit-learn, statsmodels and "
    "krippendorff",
)
def judge_agreement(
    *,
    table: Sequence[Sequence[int]] | None,
    counts: Sequence[Sequence[int]] | None,
    ratings: Sequence[Sequence[float | None]] | None,
) -> Result:
    """Return agreement corrected for chance: (observed - expected) / (1 - expected).

    `table` has shape (k, k), `counts` (items, categories), `ratings` (raters, items).

    Raises CalculatorError for ragged or empty tables, for items that were not rated by as many,
    and where only one category occurs, which leaves the measure undefined.

    Source: Cohen 1960 and 1968; Fleiss 1971; Krippendorff 2004.
    """
    if ratings is not None:
        return _krippendorff(ratings)
    if counts is not None:
        return _fleiss(counts)
    return Result({}, lambda: "") if table is None else _cohen(table)


def _cohen(table: Sequence[Sequence[int]]) -> Result:
    size, total = len(table), sum(map(sum, table))
    if any(len(row) != size for row in table):
        raise CalculatorError("the table is not square.", "Give a row and a column per category.")
    if not total:
        raise CalculatorError("the table holds no item.", "Give counts above 0.")
    rows = [sum(row) for row in table]
    columns = [sum(column) for column in zip(*table, strict=True)]

    def disagreement(weight: Callable[[int], int]) -> tuple[float, float]:
        cells = [(i, j) for i in range(size) for j in range(size)]
        seen = sum(weight(i - j) * table[i][j] for i, j in cells) / total
        chance = sum(weight(i - j) * rows[i] * columns[j] for i, j in cells) / total**2
        if not chance:
            raise CalculatorError(_ONE_CATEGORY, "Give ratings of two categories.")
        return seen, chance

    seen, chance = disagreement(lambda gap: int(gap != 0))
    linear, quadratic = disagreement(abs), disagreement(lambda gap: gap * gap)
    kappa = 1 - seen / chance

    def formula() -> str:
        rates = f"({figure(1 - seen)} - {figure(1 - chance)}) / (1 - {figure(1 - chance)})"
        return f"{rates} = {figure(kappa)}"

    outputs = {
        "cohen_kappa": kappa,
        "observed_agreement": 1 - seen,
        "expected_agreement": 1 - chance,
        "linear_weighted_kappa": 1 - linear[0] / linear[1],
        "quadratic_weighted_kappa": 1 - quadratic[0] / quadratic[1],
    }
    return Result(outputs, formula)


def _fleiss(counts: Sequence[Sequence[int]]) -> Result:
    raters = sum(counts[0])
    if raters < 2 or any(sum(row) != raters for row in counts):
        raise CalculatorError(
            "items were not all rated by the same two or more raters.",
            "Give rows with the same sum, of 2 or more.",
        )
    if any(len(row) != len(counts[0]) for row in counts):
        raise CalculatorError("rows have different lengths.", "Give a count for each category.")
    items = len(counts)
    pairs = raters * (raters - 1)
    seen = math.fsum(sum(n * (n - 1) for n in row) / pairs for row in counts) / items
    shares = [sum(column) / (items * raters) for column in zip(*counts, strict=True)]
    chance = math.fsum(share**2 for share in shares)
    if max(shares) == 1:
        raise CalculatorError(_ONE_CATEGORY, "Give ratings of two categories.")
    kappa = (seen - chance) / (1 - chance)

    def formula() -> str:
        rates = f"({figure(seen)} - {figure(chance)}) / (1 - {figure(chance)})"
        return f"{rates} = {figure(kappa)}"

    outputs = {
        "fleiss_kappa": kappa,
        "observed_agreement": seen,
        "expected_agreement": chance,
    }
    return Result(outputs, formula)


def _krippendorff(ratings: Sequence[Sequence[float | None]]) -> Result:
    if any(len(row) != len(ratings[0]) for row in ratings):
        raise CalculatorError(
            "raters have different numbers of ratings.", "Give null where one is missing."
        )
    units = [[each for each in column if each is not None] for column in zip(*ratings, strict=True)]
    paired = [unit for unit in units if len(unit) > 1]
    every = [each for unit in paired for each in unit]
    if len(set(every)) < 2:
        raise CalculatorError(
            "items rated by two or more do not differ in their ratings.",
            "Give ratings of two values.",
        )

    def alpha(difference: Callable[[float, float], float]) -> float:
        seen = math.fsum(
            sum(difference(a, b) for a, b in permutations(unit, 2)) / (len(unit) - 1)
            for unit in paired
        )
        chance = _all_pairs(every, difference)
        return 1 - (len(every) - 1) * seen / chance

    nominal = alpha(lambda a, b: float(a != b))
    interval = alpha(lambda a, b: (a - b) ** 2)

    def formula() -> str:
        kinds = f"nominal {figure(nominal)}, interval {figure(interval)}"
        return f"1 - observed / expected over {len(every)} pairable ratings: {kinds}"

    outputs = {
        "krippendorff_alpha_nominal": nominal,
        "krippendorff_alpha_interval": interval,
    }
    return Result(outputs, formula)


def _all_pairs(values: Sequence[float], difference: Callable[[float, float], float]) -> float:
    """Return the sum of differences over all ordered pairs, value by value."""
    occurs: dict[float, int] = {}
    for value in values:
        occurs[value] = occurs.get(value, 0) + 1
    return math.fsum(n * m * difference(a, b) for (a, n), (b, m) in permutations(occurs.items(), 2))


@calculator(
    title="Whether a judge prefers a place",
    inputs=(
        Count("same_verdict", "pairs judged alike in both orders", minimum=0, default=650),
        Count(
            "first_favored", "pairs where the first answer won both times", minimum=0, default=300
        ),
        Count("second_favored", "pairs where the second won both times", minimum=0, default=50),
        Count("errors", "pairs whose verdicts could not be read", minimum=0, default=0),
    ),
    outputs=(
        Output("consistency", "fraction", "pairs judged alike in both orders"),
        Output("first_bias", "fraction", "pairs where the first answer won"),
        Output("second_bias", "fraction", "pairs where the second answer won"),
    ),
    trap="Swapping and averaging hides that verdicts change: count flips as ties, and report them",
    source="Zheng et al. 2023, MT-Bench, table 2",
)
def judge_position_bias(
    *, same_verdict: int, first_favored: int, second_favored: int, errors: int
) -> Result:
    """Return the shares of pairs that a judge rates alike, or by their place.

    Raises CalculatorError where there are no pairs.

    Source: Zheng et al. 2023.
    """
    pairs = same_verdict + first_favored + second_favored + errors
    if not pairs:
        raise CalculatorError("there are no pairs.", "Give a count above 0.")
    shares = [each / pairs for each in (same_verdict, first_favored, second_favored)]

    def formula() -> str:
        counts = f"({same_verdict}, {first_favored}, {second_favored}) / {figure(pairs)}"
        return f"{counts} = {', '.join(map(figure, shares))}"

    names = ("consistency", "first_bias", "second_bias")
    return Result(dict(zip(names, shares, strict=True)), formula)
