"""The offline assessor: reads answers by authored phrasings, without a model."""

from mockint.assess.assessor import OfflineAssessor
from mockint.assess.explanations import (
    Explanation,
    PhrasingExplained,
    PointExplained,
    WordExplained,
)
from mockint.assess.numbers import parse_quantities
from mockint.assess.quantities import Quantity
from mockint.assess.units import Unit

__all__ = [
    "Explanation",
    "OfflineAssessor",
    "PhrasingExplained",
    "PointExplained",
    "Quantity",
    "Unit",
    "WordExplained",
    "parse_quantities",
]
