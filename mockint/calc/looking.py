"""The calculator of early looks: what peeking at a running test does to its false alarms."""

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from mockint.calc.architecture import but
from mockint.calc.distributions import ALPHA, z_of
from mockint.calc.figures import figure
from mockint.calc.parameters import Choice, Count, Given, Share
from mockint.calc.registry import Output, Result, calculator
from mockint.core.errors import CalculatorError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def _per_look(given: Given) -> float | None:
    """Return the level of each look where no boundary corrects it."""
    if given.get("boundary", "none") != "none":
        return None
    level: float = given.get("alpha", 0.05)
    return level


@calculator(
    title="Looking at a test before its end",
    inputs=(
        Count("looks", "times that the data are tested, evenly spaced", default=5, maximum=200),
        Share(
            "nominal_alpha",
            "level of each look, where no boundary corrects it",
            minimum=1e-6,
            open_maximum=True,
            default_from=_per_look,
        ),
        Choice("spacing", "of the looks", values=("equal",), default="equal"),
        but(ALPHA, minimum=1e-6),
        Choice(
            "boundary",
            "what corrects for the looks",
            values=("none", "pocock", "obrien_fleming"),
            default="none",
        ),
    ),
    outputs=(
        Output("actual_false_positive_rate", "fraction", "chance of a false alarm at any look"),
        Output("critical_z", None, "bound at each look, where it is the same at all"),
        Output("final_critical_z", None, "bound at the last look"),
        Output("first_critical_z", None, "bound at the first look"),
    ),
    trap="Testing each day at 0.05 gives false alarms in 14% of tests at 5 looks, 19% at 10",
    source="Armitage, McPherson and Rowe 1969; Jennison and Turnbull 2000, tables 2.1 to 2.3",
)
def sequential_test(
    *, looks: int, nominal_alpha: float | None, spacing: str, alpha: float, boundary: str
) -> Result:
    """Return the chance of a false alarm over several looks, or the bounds that keep it at alpha.

    The sum of evenly spaced increments stays within ±bound·sqrt(k) at look k; its density is
    carried from look to look. Pocock's bound is the same at all looks, O'Brien and Fleming's falls
    with sqrt(looks / k).

    Raises CalculatorError for a level per look beside a boundary, which sets that itself.

    Source: Armitage, McPherson and Rowe 1969; Jennison and Turnbull 2000.
    """
    if boundary == "none":
        bound = z_of((nominal_alpha or alpha) / 2)
        rate = _false_alarms(tuple(bound for _ in range(looks)))
        outputs = {
            "actual_false_positive_rate": rate,
            "critical_z": bound,
            "final_critical_z": bound,
            "first_critical_z": bound,
        }
        return Result(outputs, lambda: f"{looks} looks at ±{figure(bound)}: {figure(rate)}")
    if nominal_alpha is not None:
        raise CalculatorError(
            f"nominal_alpha has no part in boundary={boundary}.", "Give alpha, of all looks."
        )
    if boundary == "pocock":
        shape = tuple(1.0 for _ in range(looks))
    else:
        shape = tuple(math.sqrt(looks / k) for k in range(1, looks + 1))
    last = _bound(shape, alpha)
    outputs = {
        "actual_false_positive_rate": alpha,
        "final_critical_z": last,
        "first_critical_z": last * shape[0],
    }
    if boundary == "pocock":
        outputs["critical_z"] = last
    bounds = f"{figure(last * shape[0])} at the first look, {figure(last)} at the last"
    return Result(outputs, lambda: f"{looks} looks: {bounds}")


def _bound(shape: tuple[float, ...], alpha: float) -> float:
    """Return what the shape is multiplied by so that false alarms come to alpha.

    By false position, halving the weight of an end that stays (the Illinois method).
    """

    def excess(scale: float) -> float:
        return _false_alarms(tuple(scale * each for each in shape)) - alpha

    low, high = z_of(alpha / 2), z_of(alpha / 2 / len(shape))
    above, below = excess(low), excess(high)
    middle, found = low, above
    while abs(found) > 1e-7 * alpha and high - low > 1e-9:
        middle = (low * below - high * above) / (below - above)
        found = excess(middle)
        if found > 0:
            low, above, below = middle, found, below / 2
        else:
            high, below, above = middle, found, above / 2
    return middle


@lru_cache(maxsize=256)
def _false_alarms(bounds: tuple[float, ...]) -> float:
    """Return the chance that the mean so far leaves ±bound at some look."""
    import numpy as np

    reach = bounds[0]
    points, weights = _nodes(reach)
    density = weights * np.exp(-(points**2) / 2) / math.sqrt(2 * math.pi)
    for look, bound in enumerate(bounds[1:], start=2):
        following, widths = _nodes(bound * math.sqrt(look))
        steps = np.exp(-((following[:, None] - points[None, :]) ** 2) / 2)
        density = widths * (steps @ density) / math.sqrt(2 * math.pi)
        points = following
    return 1 - float(density.sum())


def _nodes(reach: float) -> "tuple[NDArray[np.float64], NDArray[np.float64]]":
    """Return points and weights of Gauss and Legendre on ±reach, close enough for a unit step."""
    points, weights = _legendre(16 * math.ceil((20 + 4 * reach) / 16))
    return reach * points, reach * weights


@lru_cache(maxsize=64)
def _legendre(count: int) -> "tuple[NDArray[np.float64], NDArray[np.float64]]":
    import numpy as np

    points, weights = np.polynomial.legendre.leggauss(count)
    return points, weights
