"""A diagram is written as Mermaid again, and drawn as text that fits."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockint.core.diagrams import Diagram, Edge, EdgeKind, Group, Node
from mockint.diagram import mermaid, picture, read_diagram
from mockint.diagram.picture import MOST_BOXES, outline

RAG = """flowchart LR
  client[Client] -->|question| gateway(API gateway)
  gateway --> cache[(Semantic cache)] & retriever
  subgraph serving
    retriever --> reranker -.-> generator
  end
"""


def test_boxes_and_arrows():
    text = picture(read_diagram("client -> model").diagram, 40)
    assert text.splitlines()[1].startswith("│ client ├───►│ model │")


def test_plain_characters_where_the_terminal_has_no_others():
    text = picture(read_diagram(RAG).diagram, 120, ascii_only=True)
    assert text.isascii()
    assert "Semantic cache" in text


@pytest.mark.parametrize("width", [24, 40, 60, 80, 120])
def test_it_fits_or_is_told_in_lines(width):
    diagram = read_diagram(RAG).diagram
    text = picture(diagram, width)
    assert all(len(line) <= width for line in text.splitlines()) or text == "\n".join(
        outline(diagram)
    )
    assert "Client" in text


def test_lines_tell_what_no_picture_could():
    assert outline(read_diagram(RAG + "  lonely\n  client ~~~ lonely").diagram) == [
        "Client -> API gateway: question",
        "API gateway -> Semantic cache",
        "API gateway -> retriever",
        "retriever -> reranker",
        "reranker -> generator",
        "lonely",
    ]


def test_a_tangle_is_told_in_lines():
    chain = " -> ".join(f"part {number}" for number in range(MOST_BOXES + 1))
    diagram = read_diagram(chain).diagram
    assert picture(diagram, 80) == "\n".join(outline(diagram))


def test_both_ways_are_told():
    assert outline(read_diagram("a <-> b").diagram) == ["a <-> b"]


def test_nothing_draws_nothing():
    assert picture(Diagram(), 80) == ""


def test_a_layout_that_cannot_be_done_is_told_in_lines(monkeypatch):
    import termaid

    def broken(*_: object, **__: object) -> str:
        raise IndexError

    monkeypatch.setattr(termaid, "render", broken)
    assert picture(read_diagram("one such -> layout").diagram, 80) == "one such -> layout"


LABELS = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=8
).map(lambda text: f"x{text}y")
IDS = st.sampled_from(["a", "b", "end", "a b", "Graph", "n2", "über", "7", "click"])


@st.composite
def diagrams(draw: st.DrawFn) -> Diagram:
    ids = draw(st.lists(IDS, min_size=1, max_size=6, unique=True))
    groups = tuple(
        Group(
            id=f"g{n}",
            label=draw(LABELS),
            inside=f"g{n - 1}" if n and draw(st.booleans()) else None,
        )
        for n in range(draw(st.integers(0, 2)))
    )
    inside = st.sampled_from([None, *(group.id for group in groups)])
    shapes = st.sampled_from(["[]", "()", "([])", "[()]", "{}", "{{}}"])
    nodes = tuple(
        Node(id=each, label=draw(LABELS), shape=draw(shapes), group=draw(inside)) for each in ids
    )
    ends = st.sampled_from([*ids, *(group.id for group in groups)])
    kinds: st.SearchStrategy[EdgeKind] = st.sampled_from(("solid", "dotted", "thick"))
    edges = tuple(
        Edge(
            source=draw(ends),
            target=draw(ends),
            label=draw(st.just("") | LABELS),
            kind=draw(kinds),
            both_ways=draw(st.booleans()),
        )
        for _ in range(draw(st.integers(0, 6)))
    )
    return Diagram(
        direction=draw(st.sampled_from(["LR", "TB"])), nodes=nodes, edges=edges, groups=groups
    )


def described(diagram: Diagram) -> object:
    names = {node.id: node.label for node in diagram.nodes}
    titles = {group.id: group.label for group in diagram.groups}
    both = names | titles
    return (
        diagram.direction,
        sorted((n.label, n.shape, titles.get(n.group or "", "")) for n in diagram.nodes),
        [(both[e.source], both[e.target], e.label, e.kind, e.both_ways) for e in diagram.edges],
        sorted((g.label, titles.get(g.inside or "", "")) for g in diagram.groups),
    )


@given(diagrams())
@settings(max_examples=150)
def test_what_is_written_reads_as_it_was(diagram):
    reading = read_diagram(mermaid(diagram))
    assert not reading.faults, reading.faults
    assert str(described(reading.diagram)) == str(described(diagram))


@given(diagrams())
@settings(max_examples=25, deadline=None)
def test_any_diagram_is_drawn(diagram):
    assert picture(diagram, 200)
