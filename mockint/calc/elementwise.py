"""Arithmetic that serves single numbers and arrays of them: what a sweep computes all at once.

A calculator that uses these instead of `max`, `min`, `math.ceil` or `or` can be given an array for
an input; one that doesn't is computed point by point, with the same result.
"""

import math
from collections.abc import Callable
from functools import reduce
from typing import Any


def is_array(value: object) -> bool:
    """Tell an array from a number, without importing NumPy for it."""
    return hasattr(value, "__array__") and getattr(value, "ndim", 0) > 0


def given(value: Any, otherwise: Any) -> Any:
    """Return a value, or another where there is none."""
    return otherwise if value is None else value


def larger(*values: Any) -> Any:
    """Return the largest of some numbers, place by place where they are arrays."""
    return _chosen(max, "maximum", values)


def smaller(*values: Any) -> Any:
    """Return the smallest of some numbers, place by place where they are arrays."""
    return _chosen(min, "minimum", values)


def anywhere(condition: Any) -> bool:
    """Tell whether something holds, at any place where it's an array."""
    return bool(condition.any()) if is_array(condition) else bool(condition)


def any_of(p: float, times: Any) -> Any:
    """Return 1 - (1 - p)^n, exact where p is small."""
    if p == 1:
        return 1.0
    if is_array(times):
        import numpy as np

        return -np.expm1(times * math.log1p(-p))
    return p if times == 1 else -math.expm1(times * math.log1p(-p))


def _chosen(of_numbers: Callable[..., Any], of_arrays: str, values: tuple[Any, ...]) -> Any:
    if not any(map(is_array, values)):
        return of_numbers(values)
    import numpy as np

    return reduce(getattr(np, of_arrays), values)
