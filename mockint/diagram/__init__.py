"""Diagrams written as text: read line by line with a message for a bad one, drawn as text.

Both Mermaid's `flowchart` and a short form are understood:

    client -> gateway -> retriever, cache
    retriever -> |top 50| reranker

    flowchart LR
      client[Client] -->|question| gateway(API gateway)
"""

from mockint.diagram.picture import mermaid, picture
from mockint.diagram.reading import Fault, Reading, read_diagram

__all__ = ["Fault", "Reading", "mermaid", "picture", "read_diagram"]
