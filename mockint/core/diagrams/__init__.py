"""Diagrams that a candidate writes as text: read line by line, and asked what leads where.

Both Mermaid's `flowchart` and a short form are understood:

    client -> gateway -> retriever, cache
    retriever -> |top 50| reranker

    flowchart LR
      client[Client] -->|question| gateway(API gateway)
"""

from mockint.core.diagrams.model import (
    Diagram,
    Direction,
    Edge,
    EdgeKind,
    Group,
    Node,
    broken_at,
    parts_named,
    reached,
)
from mockint.core.diagrams.reading import Fault, Reading, read_diagram

__all__ = [
    "Diagram",
    "Direction",
    "Edge",
    "EdgeKind",
    "Fault",
    "Group",
    "Node",
    "Reading",
    "broken_at",
    "parts_named",
    "reached",
    "read_diagram",
]
