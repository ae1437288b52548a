"""The offline assessor: reads answers by authored phrasings, without a model.

`docs/assessor.md` shows it as a library.
"""

from mockint.assess.assessor import OfflineAssessor
from mockint.assess.explanations import (
    Explanation,
    PhrasingExplained,
    PointExplained,
    WordExplained,
)
from mockint.assess.library import assess, filled, question_from
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
    "assess",
    "filled",
    "parse_quantities",
    "question_from",
]
