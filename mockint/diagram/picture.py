"""A diagram as Mermaid again, and as a picture in text."""

import re
from functools import lru_cache

from mockint.core.diagrams import Diagram, Direction, Edge, EdgeKind, Node

_ARROWS: dict[EdgeKind, tuple[str, str]] = {
    "solid": ("-->", "<-->"),
    "dotted": ("-.->", "<-.->"),
    "thick": ("==>", "<==>"),
    "hidden": ("~~~", "~~~"),
}
_TURNED: dict[Direction, Direction] = {"LR": "TB", "RL": "TB", "TB": "LR", "BT": "LR"}
_ROOMY = {"padding_x": 2, "gap": 4}
_TIGHT = {"padding_x": 1, "gap": 2}
_TIGHTEST = {"padding_x": 0, "gap": 1, "max_label_width": 10}
_NAME = re.compile(r"[A-Za-z]\w*")
_RESERVED = frozenset(
    ("end", "graph", "flowchart", "subgraph", "direction", "style", "class", "click")
) | {"classdef", "linkstyle"}
MOST_BOXES, MOST_ARROWS = 24, 30
"""Up to which boxes are drawn: routing more takes seconds, and nobody reads it. Lines tell them."""


def mermaid(diagram: Diagram) -> str:
    """Return the diagram as a Mermaid flowchart that any tool draws."""
    return "\n".join(_lines(diagram, diagram.direction))


@lru_cache(maxsize=64)
def picture(diagram: Diagram, width: int = 80, *, ascii_only: bool = False) -> str:
    """Return boxes and arrows as text of at most `width` columns.

    What is too wide is drawn tighter, then downwards instead of to the right; what fits in no way
    is told line by line. Tens of milliseconds for what one draws in an interview, and a second for
    a tangle: not a thing to do on an event loop.
    """
    if not diagram.nodes:
        return ""
    if len(diagram.nodes) <= MOST_BOXES and len(diagram.edges) <= MOST_ARROWS:
        own, turned = diagram.direction, _TURNED[diagram.direction]
        tries = ((own, _ROOMY), (own, _TIGHT), (turned, _TIGHT), (turned, _TIGHTEST))
        # A cylinder's lid needs room above the label.
        height = 2 if any(node.shape == "[()]" for node in diagram.nodes) else 0
        for direction, room in tries:
            source = "\n".join(_lines(diagram, direction))
            drawn = _drawn(source, {**room, "padding_y": height}, ascii_only)
            if drawn and _columns(drawn) <= width:
                return drawn
    return "\n".join(outline(diagram))


def outline(diagram: Diagram) -> list[str]:
    """Return the diagram in lines: `client -> gateway: question`, and what stands alone."""
    names = {node.id: node.label for node in diagram.nodes}
    names |= {group.id: group.label for group in diagram.groups}
    shown = [edge for edge in diagram.edges if edge.kind != "hidden"]
    joined = {end for edge in shown for end in (edge.source, edge.target)}
    return [
        *(
            f"{names[edge.source]} {'<->' if edge.both_ways else '->'} {names[edge.target]}"
            + (f": {edge.label}" if edge.label else "")
            for edge in shown
        ),
        *(node.label for node in diagram.nodes if node.id not in joined),
    ]


def _drawn(source: str, room: dict[str, int], ascii_only: bool) -> str:
    # Thirty milliseconds, and only a round in which somebody draws needs it.
    import termaid

    try:
        text: str = termaid.render(source, use_ascii=ascii_only, **room)  # type: ignore[arg-type]
    except Exception:  # a layout that it cannot do: the lines tell it
        return ""
    lines = [line.rstrip() for line in text.splitlines()]
    while lines and not lines[0]:
        del lines[0]
    return "\n".join(lines).rstrip()


def _columns(text: str) -> int:
    from rich.cells import cell_len

    return max(map(cell_len, text.splitlines()))


def _lines(diagram: Diagram, direction: Direction) -> list[str]:
    names = _names(diagram)
    return [
        f"flowchart {direction}",
        *_inside(diagram, None, names, "  "),
        *(f"  {_edge(edge, names)}" for edge in diagram.edges),
    ]


def _inside(diagram: Diagram, group: str | None, names: dict[str, str], margin: str) -> list[str]:
    """Return the lines of what a group holds.

    Inner groups come first: nodes that stand before them are drawn into their boxes.
    """
    lines = []
    for inner in diagram.groups:
        if inner.inside == group:
            lines.append(f"{margin}subgraph {names[inner.id]} [{_quoted(inner.label)}]")
            lines += _inside(diagram, inner.id, names, margin + "  ")
            lines.append(f"{margin}end")
    held = [node for node in diagram.nodes if node.group == group]
    return lines + [f"{margin}{names[node.id]}{_box(node)}" for node in held]


def _box(node: Node) -> str:
    half = (len(node.shape) + 1) // 2
    return f"{node.shape[:half]}{_quoted(node.label)}{node.shape[half:]}"


def _edge(edge: Edge, names: dict[str, str]) -> str:
    arrow = _ARROWS[edge.kind][edge.both_ways]
    label = f"|{_quoted(edge.label)}|" if edge.label else ""
    return f"{names[edge.source]} {arrow}{label} {names[edge.target]}"


def _names(diagram: Diagram) -> dict[str, str]:
    """Return names that Mermaid takes, by id: what is no such name becomes a numbered one."""
    ids = [group.id for group in diagram.groups] + [node.id for node in diagram.nodes]
    fit = {each for each in ids if _NAME.fullmatch(each) and each.casefold() not in _RESERVED}
    names: dict[str, str] = {}
    for number, each in enumerate(ids, 1):
        name = each if each in fit else f"n{number}"
        while each not in fit and name in fit:
            name += "_"
        names[each] = name
    return names


def _quoted(text: str) -> str:
    """Return a label in quotes, with codes for what would end it."""
    text = re.sub(r"#(?=\w+;)", "#35;", text)
    return '"' + text.replace('"', "#quot;").replace("|", "#124;") + '"'
