"""Calculators of safety: groups and how they are treated, layers and what they miss."""

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction

from mockint.calc.figures import figure
from mockint.calc.parameters import Count, Flag, Share
from mockint.calc.registry import Output, Result, calculator
from mockint.calc.structures import ListOf, MapOf, Record
from mockint.core.errors import CalculatorError

_CELLS = tuple(Count(name, name, minimum=0) for name in ("tp", "fp", "fn", "tn"))


@calculator(
    title="Fairness between groups",
    inputs=(
        MapOf(
            "confusion",
            "outcomes of each group",
            item=Record("group", "a group", fields=_CELLS),
            like='{"a": {"tp": 40, "fp": 10, "fn": 10, "tn": 40}, "b": ...}',
            fewest=2,
            most=256,
            default={
                "a": {"tp": 40, "fp": 10, "fn": 10, "tn": 40},
                "b": {"tp": 20, "fp": 10, "fn": 20, "tn": 50},
            },
        ),
        MapOf(
            "selection_rates",
            "share of each group that is selected",
            item=Share("rate", "share"),
            like='{"a": 0.5, "b": 0.3}',
            fewest=2,
            most=256,
        ),
    ),
    outputs=(
        Output("demographic_parity_difference", "fraction", "largest selection rate - smallest"),
        Output("demographic_parity_ratio", "fraction", "smallest selection rate over largest"),
        Output("equalized_odds_difference", "fraction", "larger gap of true and false positives"),
        Output("passes_four_fifths", None, "whether the ratio is 0.8 or more"),
        Output("rates", "fraction", "selection rate of each group"),
    ),
    alternatives=(frozenset({"confusion"}), frozenset({"selection_rates"})),
    trap="Where base rates differ, parity and equalised odds cannot both hold",
    source="Hardt et al. 2016; EEOC 1978, Uniform Guidelines; agrees with fairlearn",
)
def fairness(
    *,
    confusion: Mapping[str, Mapping[str, int]] | None,
    selection_rates: Mapping[str, float] | None,
) -> Result:
    """Return how far groups differ in being selected, and in being selected rightly.

    Raises CalculatorError for a group without members.

    Source: Hardt et al. 2016; EEOC 1978.
    """
    if confusion is not None:
        rates = {name: _share(name, cells, "tp", "fp") for name, cells in confusion.items()}
    else:
        rates = {name: Fraction(str(rate)) for name, rate in (selection_rates or {}).items()}
    low, high = min(rates.values()), max(rates.values())
    ratio = low / high if high else None
    odds = None if confusion is None else _odds_gap(list(confusion.values()))
    passes = None if ratio is None else ratio >= Fraction(4, 5)

    def formula() -> str:
        gap = f"{figure(float(high))} - {figure(float(low))} = {figure(float(high - low))}"
        if ratio is None:
            return gap
        verdict = "passes" if passes else "fails"
        quotient = f"{figure(float(low))} / {figure(float(high))} = {figure(float(ratio))}"
        return f"{gap}; {quotient}, {verdict} four fifths"

    outputs = {
        "demographic_parity_difference": float(high - low),
        "demographic_parity_ratio": None if ratio is None else float(ratio),
        "equalized_odds_difference": odds,
        "passes_four_fifths": passes,
        "rates": {name: float(rate) for name, rate in rates.items()},
    }
    return Result(outputs, formula)


def _share(name: str, cells: Mapping[str, int], *wanted: str) -> Fraction:
    total = sum(cells.values())
    if not total:
        raise CalculatorError(f"group {name!r} has no members.", "Give counts above 0.")
    return Fraction(sum(cells[each] for each in wanted), total)


def _odds_gap(groups: Sequence[Mapping[str, int]]) -> float | None:
    """Return the larger gap in true or false positive rates; None where a group has no such."""
    gaps = []
    for right, wrong in (("tp", "fn"), ("fp", "tn")):
        if any(cells[right] + cells[wrong] == 0 for cells in groups):
            return None
        rates = [Fraction(cells[right], cells[right] + cells[wrong]) for cells in groups]
        gaps.append(max(rates) - min(rates))
    return float(max(gaps))


@calculator(
    title="Layers of guardrails",
    inputs=(
        ListOf(
            "detection_rates",
            "share of attacks that each layer stops",
            item=Share("rate", "share"),
            like="[0.8, 0.7]",
            longest=64,
            default=[0.8, 0.7, 0.5],
        ),
        ListOf(
            "false_positive_rates",
            "share of good requests that each layer stops",
            item=Share("rate", "share"),
            like="[0.01, 0.02]",
            longest=64,
        ),
        Flag("independent", "whether layers fail independently", default=True),
    ),
    outputs=(
        Output("miss_rate", "fraction", "attacks that pass all layers"),
        Output("combined_false_positive_rate", "fraction", "good requests that a layer stops"),
    ),
    trap="Independence is the best case for what is missed; false blocks add up",
    source="Probability",
)
def guardrails(
    *,
    detection_rates: Sequence[float],
    false_positive_rates: Sequence[float] | None,
    independent: bool,
) -> Result:
    """Return what passes all layers, Π (1 - d), and what any stops wrongly, 1 - Π (1 - f).

    Layers that are not independent are taken to fail together: the best one misses least, and the
    worst one stops all that any stops.

    Source: probability.
    """
    missed = [1 - rate for rate in detection_rates]
    miss = math.prod(missed) if independent else min(missed)
    blocked = None
    if false_positive_rates is not None:
        passing = [1 - rate for rate in false_positive_rates]
        blocked = 1 - (math.prod(passing) if independent else min(passing))

    def formula() -> str:
        factors = [f"(1 - {figure(rate)})" for rate in detection_rates]
        text = " x ".join(factors) if independent else f"min({', '.join(factors)})"
        more = "" if blocked is None else f"; false blocks {figure(blocked)}"
        return f"{text} = {figure(miss)}{more}"

    return Result({"miss_rate": miss, "combined_false_positive_rate": blocked}, formula)
