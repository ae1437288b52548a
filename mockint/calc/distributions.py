"""Distributions that the standard library lacks: binomial, beta, and one step of chi-squared."""

import math
from statistics import NormalDist

from mockint.calc.parameters import Share

NORMAL = NormalDist()
ALPHA = Share("alpha", "error that is accepted", default=0.05, minimum=1e-12, open_maximum=True)
"""The input of a test's level."""


def z_of(upper_tail: float) -> float:
    """Return the value that a standard normal exceeds with this probability."""
    return -NORMAL.inv_cdf(upper_tail)


def two_sided(z: float) -> float:
    """Return the probability that a standard normal is further from 0 than z."""
    return math.erfc(abs(z) / math.sqrt(2))


def binomial_cdf_half(k: int, n: int) -> float:
    """Return the probability of at most k heads in n tosses of a fair coin."""
    return beta_cdf(0.5, n - k, k + 1) if k < n else 1.0


def beta_cdf(x: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function, by its continued fraction."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_cdf(1 - x, b, a)
    return x * (1 - x) * _beta_density(x, a, b) * _fraction(x, a, b) / a


def beta_quantile(share: float, a: float, b: float) -> float:
    """Return where the beta distribution has this share below, by Newton within a bracket."""
    low, high, x = 0.0, 1.0, a / (a + b)
    step, steps = 1.0, 0
    while abs(step) > 1e-14 * x and steps < 200:
        error = beta_cdf(x, a, b) - share
        low, high = (x, high) if error < 0 else (low, x)
        density = _beta_density(x, a, b)
        guess = x - error / density if density else low
        following = guess if low < guess < high else (low + high) / 2
        x, step, steps = following, following - x, steps + 1
    return x


def _beta_density(x: float, a: float, b: float) -> float:
    constant = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    return math.exp(constant + (a - 1) * math.log(x) + (b - 1) * math.log1p(-x))


def _fraction(x: float, a: float, b: float) -> float:
    """Return Lentz's evaluation of the incomplete beta function's continued fraction."""
    tiny = 1e-300
    c, d = 1.0, 1 / max(1 - (a + b) * x / (a + 1), tiny)
    value, change, m = d, 0.0, 0
    while abs(change - 1) > 1e-15 and m < 100_000:
        m += 1
        for numerator in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / _away_from_0(1 + numerator * d, tiny)
            c = _away_from_0(1 + numerator / c, tiny)
            change = c * d
            value *= change
    return value


def _away_from_0(value: float, tiny: float) -> float:
    return value if abs(value) > tiny else tiny
