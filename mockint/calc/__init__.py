"""Calculators: the arithmetic behind the whiteboard and behind every numeric follow-up.

One pure function per calculator, registered with its inputs, outputs, trap and source. Inside, all
numbers are in base units (bytes, seconds, tokens, USD, fractions of 1); they are formatted only
where a person reads them.
"""

from mockint.calc.batch import calculate, output_of
from mockint.calc.catalogue import all_calculators, find_calculator
from mockint.calc.estimates import Calculators
from mockint.calc.registry import Calculator, Output
from mockint.calc.sweeps import sweep

__all__ = [
    "Calculator",
    "Calculators",
    "Output",
    "all_calculators",
    "calculate",
    "find_calculator",
    "output_of",
    "sweep",
]
