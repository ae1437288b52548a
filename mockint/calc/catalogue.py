"""All calculators, and finding one by its id."""

from mockint.calc import inference, quantization, retrieval
from mockint.calc.registry import REGISTERED, Calculator
from mockint.core.errors import CalculatorError, did_you_mean

AREAS = (inference, quantization, retrieval)
"""The files whose import registers calculators: a new one is named here."""


def all_calculators() -> tuple[Calculator, ...]:
    """Return every calculator, by id."""
    return tuple(REGISTERED[name] for name in sorted(REGISTERED))


def find_calculator(name: str) -> Calculator:
    """Return the calculator of this id, written with _ or -; raises CalculatorError."""
    wanted = name.strip().casefold().replace("-", "_")
    try:
        return REGISTERED[wanted]
    except KeyError:
        raise CalculatorError(
            f"no calculator {name!r}.{did_you_mean(wanted, REGISTERED)}",
            f"There are {', '.join(sorted(REGISTERED))}.",
        ) from None
