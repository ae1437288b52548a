"""Statistics of agreement; None is "cannot be told from these", and never zero.

Sources: Cohen, "A coefficient of agreement for nominal scales" (1960), and "Weighted kappa" (1968);
Yule, "On the theory of correlation for any number of variables" (1907).
"""

import statistics
from collections import Counter
from collections.abc import Hashable, Sequence
from math import sqrt

EXPLAINED = 1e-12
"""Of the variance, what rounding leaves where in truth nothing is left."""


def cohen_kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Return the agreement beyond chance on categories, 1 at most (Cohen 1960).

    None where there is nothing beyond chance: both raters say one and the same throughout.
    """
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    # Both counts are multiplied by the number of pairs once more: whole numbers compare exactly.
    most = len(pairs) ** 2
    by_chance = sum(first[category] * second[category] for category in first)
    if by_chance == most:
        return None
    agreed = len(pairs) * sum(a == b for a, b in pairs)
    return (agreed - by_chance) / (most - by_chance)


def quadratic_kappa(pairs: Sequence[tuple[int, int]]) -> float | None:
    """Return the agreement beyond chance on an ordered scale, 1 at most (Cohen 1968).

    The weights are squared distances, so that an error of two levels counts as four of one level;
    the length of the scale cancels out. None where raters by chance could not differ either.
    """
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    by_chance = sum(first[a] * second[b] * (a - b) ** 2 for a in first for b in second)
    if by_chance == 0:
        return None
    return 1 - len(pairs) * sum((a - b) ** 2 for a, b in pairs) / by_chance


def pearson(xs: Sequence[float], ys: Sequence[float]) -> float | None:
    """Return the linear correlation; None where either of the two never varies."""
    if len(set(xs)) < 2 or len(set(ys)) < 2:
        return None
    try:
        return statistics.correlation(xs, ys)
    except statistics.StatisticsError:  # They vary by less than a float can square.
        return None


def partial_correlation(
    xs: Sequence[float], ys: Sequence[float], given: Sequence[float]
) -> float | None:
    """Return the correlation that is left when a third variable is held constant (Yule 1907).

    None where the third explains one of the two altogether, or never varies.
    """
    xy, xz, yz = pearson(xs, ys), pearson(xs, given), pearson(ys, given)
    if xy is None or xz is None or yz is None:
        return None
    left = (1 - xz**2) * (1 - yz**2)
    return (xy - xz * yz) / sqrt(left) if left > EXPLAINED else None
