"""The calculator of confidence: how sure a score on so many examples is."""

import math

from mockint.calc.distributions import (
    ALPHA,
    beta_quantile,
    binomial_cdf_half,
    two_sided,
    z_of,
)
from mockint.calc.figures import figure
from mockint.calc.parameters import Count
from mockint.calc.registry import Output, Result, calculator
from mockint.calc.selectors import Kind
from mockint.core.errors import CalculatorError


@calculator(
    title="Confidence of a score, and of a difference on one set",
    inputs=(
        Kind(
            "kind",
            "an interval, a bound where nothing failed, or two models on the same examples",
            uses={
                "rule_of_three": frozenset({"n"}),
                "proportion": frozenset({"successes", "n", "alpha"}),
                "mcnemar": frozenset({"only_a_correct", "only_b_correct"}),
            },
            default="proportion",
        ),
        Count("successes", "examples that are right", minimum=0, default=45),
        Count("n", "examples", default=50),
        ALPHA,
        Count("only_a_correct", "examples that only A has right", minimum=0, default=15),
        Count("only_b_correct", "examples that only B has right", minimum=0, default=5),
    ),
    outputs=(
        Output("wilson_low", "fraction", "Wilson's interval"),
        Output("wilson_high", "fraction", "Wilson's interval"),
        Output("clopper_pearson_low", "fraction", "exact interval"),
        Output("clopper_pearson_high", "fraction", "exact interval"),
        Output("wald_low", "fraction", "textbook interval, which may leave 0 to 1"),
        Output("wald_high", "fraction", "textbook interval, which may leave 0 to 1"),
        Output("exact_p", "fraction", "McNemar's test, two-sided and exact"),
        Output("chi2_corrected", None, "McNemar's statistic, with continuity correction"),
        Output("chi2_p", "fraction", "its p value"),
        Output("upper_95", "fraction", "95% bound on a rate of which none in n was seen: 3/n"),
    ),
    trap="Wald's interval passes 1 at 163 of 164; two models on one set are compared with McNemar, "
    "not by two intervals",
    source="Wilson 1927; Clopper and Pearson 1934; McNemar 1947; agrees with statsmodels",
)
def eval_confidence(
    *,
    kind: str,
    successes: int | None,
    n: int | None,
    alpha: float | None,
    only_a_correct: int | None,
    only_b_correct: int | None,
) -> Result:
    """Return intervals of a share, or a test of two models' disagreements on the same examples.

    Raises CalculatorError where more are right than there are, where the models never disagree,
    and for the rule of three below three examples.

    Source: Wilson 1927; Clopper and Pearson 1934; McNemar 1947.
    """
    if only_a_correct is not None and only_b_correct is not None:
        return _mcnemar(only_a_correct, only_b_correct)
    total = n or 0
    if kind == "rule_of_three":
        if total < 3:
            raise CalculatorError(f"n={total}: 3/n is above 1.", "Give 3 or more.")
        return Result({"upper_95": 3 / total}, lambda: f"3 / {total} = {figure(3 / total)}")
    right, error = successes or 0, alpha or 0
    if right > total:
        raise CalculatorError(f"successes={right} of only n={total}.", f"Give 0 to {total}.")
    z, p = z_of(error / 2), right / total
    centre, scale = (p + z * z / (2 * total)), 1 + z * z / total
    spread = z * math.sqrt(p * (1 - p) / total + z * z / (4 * total * total))
    wald = z * math.sqrt(p * (1 - p) / total)
    low = 0 if right == 0 else beta_quantile(error / 2, right, total - right + 1)
    high = 1 if right == total else beta_quantile(1 - error / 2, right + 1, total - right)

    def formula() -> str:
        middle = f"({figure(p)} + {figure(z)}² / {2 * total}) / (1 + {figure(z)}² / {total})"
        return f"Wilson {middle} ± {figure(spread / scale)}"

    outputs = {
        "wilson_low": 0 if right == 0 else (centre - spread) / scale,
        "wilson_high": 1 if right == total else (centre + spread) / scale,
        "clopper_pearson_low": low,
        "clopper_pearson_high": high,
        "wald_low": p - wald,
        "wald_high": p + wald,
    }
    return Result(outputs, formula)


def _mcnemar(only_a: int, only_b: int) -> Result:
    total, fewer = only_a + only_b, min(only_a, only_b)
    if not total:
        raise CalculatorError("the models never disagree.", "Give a count above 0.")
    exact = min(1.0, 2 * binomial_cdf_half(fewer, total))
    statistic = max(0, abs(only_a - only_b) - 1) ** 2 / total

    def formula() -> str:
        corrected = f"(|{only_a} - {only_b}| - 1)² / {total} = {figure(statistic)}"
        return f"2 x P(X <= {fewer} of {total} tosses) = {figure(exact)}; {corrected}"

    outputs = {
        "exact_p": exact,
        "chi2_corrected": statistic,
        "chi2_p": two_sided(math.sqrt(statistic)),
    }
    return Result(outputs, formula)
