"""Diagrams drawn: as boxes and arrows in text, and as Mermaid for other tools.

How the text that a candidate writes is read stands in `mockint.core.diagrams`.
"""

from mockint.core.diagrams import Fault, Reading, read_diagram
from mockint.diagram.picture import mermaid, outline, picture

__all__ = ["Fault", "Reading", "mermaid", "outline", "picture", "read_diagram"]
