"""Checks of estimates by arithmetic: the right value exists, and each mistake leads elsewhere."""

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mockint.content.checks.bank import Entry
from mockint.content.checks.tree import TreePath, scopes
from mockint.core.content import Estimate, FollowUp, Mistake, Question, Tolerance
from mockint.core.errors import CalculatorError, Problem

if TYPE_CHECKING:
    from mockint.core.assessment import Expected
    from mockint.core.ports import Calculators

__all__ = ["check_estimates"]


def check_estimates(entry: Entry[Question], calculators: "Calculators") -> Iterator[Problem]:
    """Yield what the calculators refuse, and mistakes that can't be told from the right value."""
    for placed in scopes(entry.model):
        scope = placed.scope
        if isinstance(scope, FollowUp) and scope.estimate is not None:
            path = (*placed.path, "estimate")
            try:
                expected = calculators.expected(entry.model, scope)
            except CalculatorError:
                yield from _refused(entry, calculators, scope, scope.estimate, path)
            else:
                if expected is not None:
                    yield from _values(entry, scope.estimate, expected, path)


def _refused(
    entry: Entry[Question],
    calculators: "Calculators",
    followup: FollowUp,
    estimate: Estimate,
    path: TreePath,
) -> Iterator[Problem]:
    """Find out which part can't be computed: the estimate itself, or which of its mistakes."""

    def fault(mistakes: tuple[Mistake, ...], at: TreePath, key: bool) -> Iterator[Problem]:
        alone = estimate.model_copy(update={"mistakes": mistakes})
        try:
            calculators.expected(entry.model, followup.model_copy(update={"estimate": alone}))
        except CalculatorError as error:
            yield entry.fault(f"this can't be computed: {error}", *at, key=key)

    itself = list(fault((), path, key=True))
    yield from itself
    if not itself:
        for index, mistake in enumerate(estimate.mistakes):
            yield from fault((mistake,), (*path, "mistakes", index), key=False)


def _values(
    entry: Entry[Question], estimate: Estimate, expected: "Expected", path: TreePath
) -> Iterator[Problem]:
    if not math.isfinite(expected.value):
        yield entry.fault(f"the estimate comes out as {expected.value}", *path, key=True)
        return
    for index, slip in enumerate(expected.slips):
        at = (*path, "mistakes", index)
        if not math.isfinite(slip.value):
            yield entry.fault(f"this mistake comes out as {slip.value}", *at)
        elif _within(slip.value, expected.value, estimate.within):
            yield entry.fault(
                f"this mistake comes out as {slip.value:.4g}, and the right value is "
                f"{expected.value:.4g}: within {estimate.within} they are the same",
                *at,
            )


def _within(value: float, expected: float, tolerance: Tolerance) -> bool:
    """Tell whether a value would be taken for the expected one."""
    if tolerance == "exact":
        return math.isclose(value, expected, rel_tol=1e-9)
    if tolerance.endswith("%"):
        return abs(value - expected) <= float(tolerance[:-1]) / 100 * abs(expected)
    factor = float(tolerance[:-1])
    if value * expected <= 0:
        return value == expected
    return 1 / factor <= value / expected <= factor
