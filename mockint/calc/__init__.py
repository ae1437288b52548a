"""Calculators: the arithmetic behind the whiteboard and behind every numeric follow-up.

One pure function per calculator, registered with its inputs, outputs, trap and source. Inside, all
numbers are in base units (bytes, seconds, tokens, USD, fractions of 1); they are formatted only
where a person reads them.
"""

from mockint.calc.batch import calculate, output_of
from mockint.calc.catalogue import all_calculators, find_calculator
from mockint.calc.chains import CHAINS, Chain, chains_from, handed_on
from mockint.calc.curves import CURVES, Curve, first_sweep, spread
from mockint.calc.describing import Compared, Description, Field, as_typed, compare, describe
from mockint.calc.estimates import Calculators
from mockint.calc.plots import plot
from mockint.calc.readings import reading, readings
from mockint.calc.registry import Calculator, Output
from mockint.calc.sweeps import Sweep, sweep

__all__ = [
    "CHAINS",
    "CURVES",
    "Calculator",
    "Calculators",
    "Chain",
    "Compared",
    "Curve",
    "Description",
    "Field",
    "Output",
    "Sweep",
    "all_calculators",
    "as_typed",
    "calculate",
    "chains_from",
    "compare",
    "describe",
    "find_calculator",
    "first_sweep",
    "handed_on",
    "output_of",
    "plot",
    "reading",
    "readings",
    "spread",
    "sweep",
]
