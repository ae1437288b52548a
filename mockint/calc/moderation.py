"""The calculator of moderation: what filters catch, and what tiers of them cost."""

import math
from collections.abc import Sequence

from mockint.calc.architecture import unless_given
from mockint.calc.elementwise import anywhere, given
from mockint.calc.figures import figure
from mockint.calc.parameters import Number, Share
from mockint.calc.registry import Output, Result, calculator
from mockint.calc.selectors import Kind
from mockint.calc.structures import ListOf
from mockint.core.errors import CalculatorError

_FILTER = frozenset({"prevalence", "sensitivity", "specificity"})


def _rates(name: str, meaning: str, default: float) -> ListOf:
    return ListOf(
        name,
        meaning,
        item=Share("rate", meaning),
        like="[0.95, 0.9]",
        longest=32,
        or_one=True,
        default=default,
    )


@calculator(
    title="Moderation: precision, and the cost of tiers",
    inputs=(
        Kind(
            "kind",
            "one filter, several that must all flag, or tiers that escalate",
            uses={
                "single": _FILTER,
                "serial_and": _FILTER,
                "cascade": frozenset({"tier_cost_usd", "escalate_fraction"}),
            },
            default="single",
        ),
        Number("n_items", "items", default=100_000, maximum=1e15),
        Share("prevalence", "share of bad items", default=0.01),
        _rates("sensitivity", "share of bad items that are flagged; a list of filters", 0.95),
        _rates("specificity", "share of good items that are not flagged; a list of filters", 0.98),
        ListOf(
            "tier_cost_usd",
            "cost of an item in each tier",
            item=Number("cost", "cost", unit="USD", open_minimum=False, maximum=1e6),
            like="[0.0001, 0.01, 2]",
            longest=32,
            default=[0.0001, 0.005, 1],
        ),
        ListOf(
            "escalate_fraction",
            "share of the items of a tier that go on to the next",
            item=Share("share", "share"),
            like="[0.1, 0.2]",
            longest=32,
            default_from=unless_given({"tier_cost_usd"}, [0.1, 0.1]),
        ),
    ),
    outputs=(
        Output("true_positives", "items", "bad and flagged"),
        Output("false_positives", "items", "good and flagged"),
        Output("false_negatives", "items", "bad and not flagged"),
        Output("true_negatives", "items", "good and not flagged"),
        Output("precision", "fraction", "flagged items that are bad"),
        Output("recall", "fraction", "bad items that are flagged"),
        Output("f1", "fraction", "harmonic mean of the two"),
        Output("mcc", None, "Matthews' correlation"),
        Output("balanced_accuracy", "fraction", "mean of sensitivity and specificity"),
        Output("total_cost_usd", "USD", "of all tiers"),
        Output("tier_items", "items", "that each tier sees"),
    ),
    trap="At 1% bad items a 95/98% filter is right about a flag in 32% of cases; the last tier, "
    "people, dominates the cost",
    source="Bayes' theorem; agrees with scikit-learn",
)
def moderation(
    *,
    kind: str,
    n_items: float,
    prevalence: float | None,
    sensitivity: float | Sequence[float] | None,
    specificity: float | Sequence[float] | None,
    tier_cost_usd: Sequence[float] | None,
    escalate_fraction: Sequence[float] | None,
) -> Result:
    """Return the expected counts of a filter, or the cost of tiers Σ items · cost.

    Filters that must all flag: sensitivity Π s, specificity 1 - Π (1 - c), where they err
    independently.

    Raises CalculatorError where filters or tiers differ in number, and for several rates of one
    filter.

    Source: Bayes' theorem.
    """
    if kind == "cascade":
        return _cascade(n_items, tier_cost_usd or [], escalate_fraction or [])
    caught, spared = _listed(sensitivity or 0), _listed(specificity or 0)
    if len(caught) != len(spared):
        raise CalculatorError(
            f"{len(caught)} sensitivities and {len(spared)} specificities.", "Give one of each."
        )
    if kind == "single" and len(caught) > 1:
        raise CalculatorError(f"{len(caught)} filters are no single one.", "Give kind=serial_and.")
    hit, passed = math.prod(caught), 1 - math.prod(1 - each for each in spared)
    if len(spared) == 1:
        passed = spared[0]
    bad = n_items * given(prevalence, 0)
    good = n_items - bad
    tp, tn = bad * hit, good * passed
    fn, fp = bad - tp, good * (1 - passed)
    precision = tp / (tp + fp) if anywhere(tp + fp) else None

    def formula() -> str:
        found = f"{figure(bad)} x {figure(hit)} = {figure(tp)}"
        wrong = f"{figure(good)} x (1 - {figure(passed)}) = {figure(fp)}"
        share = "" if precision is None else f"; precision {figure(precision)}"
        return f"{found}; {wrong}{share}"

    spread = (tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)
    outputs = {
        "true_positives": tp,
        "false_positives": fp,
        "false_negatives": fn,
        "true_negatives": tn,
        "precision": precision,
        "recall": hit if anywhere(bad) else None,
        "f1": 2 * tp / (2 * tp + fp + fn) if anywhere(tp + fp + fn) else None,
        "mcc": (tp * tn - fp * fn) / spread**0.5 if anywhere(spread) else None,
        "balanced_accuracy": (hit + passed) / 2,
    }
    return Result(outputs, formula)


def _listed(rates: float | Sequence[float]) -> Sequence[float]:
    return [rates] if isinstance(rates, int | float) else rates


def _cascade(items: float, costs: Sequence[float], shares: Sequence[float]) -> Result:
    """Return the cost of tiers, each of which sees a share of those the tier before it saw."""
    going_on = list(shares)
    if len(going_on) == len(costs) and going_on[-1] == 0:
        going_on.pop()  # the last tier has nowhere to escalate to
    if len(going_on) != len(costs) - 1:
        raise CalculatorError(
            f"{len(costs)} tiers and {len(shares)} shares that escalate.",
            "Give one share less than tiers.",
        )
    seen = [items]
    for share in going_on:
        seen.append(seen[-1] * share)
    total = math.fsum(count * cost for count, cost in zip(seen, costs, strict=True))
    terms = " + ".join(
        f"{figure(count)} x {figure(cost)}" for count, cost in zip(seen, costs, strict=True)
    )
    outputs = {"total_cost_usd": total, "tier_items": seen}
    return Result(outputs, lambda: f"{terms} = {figure(total)} USD")
