"""Numbers as a formula shows them: separated thousands, GB beside GiB."""

import math

from mockint.calc.elementwise import is_array

_SCALES = (("T", 1e12, 2**40), ("G", 1e9, 2**30), ("M", 1e6, 2**20), ("k", 1e3, 2**10))


def figure(value: float) -> str:
    """Return `327,680`, `4.15625` or `36,614,046,528`: exact where short, six digits else."""
    if is_array(value):  # a sweep has no use for words
        return "..."
    if isinstance(value, int) or (value.is_integer() and abs(value) < 1e15):
        return f"{int(value):,}"
    return f"{value:,.0f}" if 1e6 <= abs(value) < 1e15 else f"{value:,.6g}"


def bytes_figure(value: float) -> str:
    """Return `32,768,000,000 B (32.8 GB, 30.5 GiB)`.

    Both units, because half of all disagreements about memory are one read as the other.
    """
    if is_array(value):
        return "..."
    for prefix, decimal, binary in _SCALES:
        if value >= decimal:
            size = f"{value / decimal:.3g} {prefix}B, {value / binary:.3g} {prefix.upper()}iB"
            return f"{figure(value)} B ({size})"
    return f"{figure(value)} B"


def round_up(ratio: float) -> int:
    """Return the next whole number, where 3.0000000000000004 is 3."""
    nearly = ratio * (1 - 1e-12)
    if is_array(nearly):
        import numpy as np

        rounded: int = np.ceil(nearly)
        return rounded
    return math.ceil(nearly)
