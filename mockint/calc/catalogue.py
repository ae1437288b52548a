"""All calculators, and finding one by its id."""

from mockint.calc import (
    adapters,
    alignment,
    attention,
    budgets,
    confidence,
    cost,
    decoding,
    evaluation,
    experiments,
    foundations,
    indexes,
    inference,
    judges,
    layers,
    lexical,
    limits,
    looking,
    moderation,
    operations,
    policy,
    positions,
    quantization,
    queueing,
    ranking,
    retrieval,
    roofline,
    safety,
    scaling,
    serving,
    training,
    vocabulary,
    votes,
    vram,
)
from mockint.calc.registry import REGISTERED, Calculator
from mockint.core.errors import CalculatorError, did_you_mean

AREAS = (
    adapters,
    alignment,
    attention,
    budgets,
    confidence,
    cost,
    decoding,
    evaluation,
    experiments,
    foundations,
    indexes,
    inference,
    judges,
    layers,
    lexical,
    limits,
    looking,
    moderation,
    operations,
    policy,
    positions,
    quantization,
    queueing,
    ranking,
    retrieval,
    roofline,
    safety,
    scaling,
    serving,
    training,
    vocabulary,
    votes,
    vram,
)
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
