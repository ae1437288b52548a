"""Drawn text is read statement by statement, and each bad one is named with its remedy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.core.diagrams import Diagram, read_diagram


def drawn(text: str) -> Diagram:
    reading = read_diagram(text)
    assert not reading.faults, [str(fault) for fault in reading.faults]
    return reading.diagram


def arrows(diagram: Diagram) -> list[str]:
    names = {node.id: node.label for node in diagram.nodes}
    names |= {group.id: group.label for group in diagram.groups}
    return [f"{names[edge.source]} > {names[edge.target]}" for edge in diagram.edges]


def test_the_short_form_chains_and_forks():
    diagram = drawn("client -> gateway -> retriever, cache\nretriever -> generator")
    assert arrows(diagram) == [
        "client > gateway",
        "gateway > retriever",
        "gateway > cache",
        "retriever > generator",
    ]


def test_names_of_the_short_form_may_be_several_words():
    diagram = drawn("vector store -> re-ranker\nVector  Store -> LLM")
    assert arrows(diagram) == ["vector store > re-ranker", "vector store > LLM"]
    assert len(diagram.nodes) == 3


@pytest.mark.parametrize("text", ["a -> b", "a → b", "a --> b", "a => b", "b <- a", "a—>b"])
def test_an_arrow_of_the_short_form_has_many_spellings(text):
    assert arrows(drawn(text)) == ["a > b"]


@pytest.mark.parametrize("text", ["a <-> b", "a ↔ b", "a <--> b", "a --- b"])
def test_some_lead_both_ways(text):
    assert drawn(text).edges[0].both_ways


def test_a_part_may_stand_alone_and_a_semicolon_ends_a_statement():
    assert [node.label for node in drawn("cache; queue -> worker").nodes] == [
        "cache",
        "queue",
        "worker",
    ]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("flowchart LR\na -->|top 50| b", "top 50"),
        ("flowchart LR\na -- top 50 --> b", "top 50"),
        ('flowchart LR\na -->|"top; 50"| b', "top; 50"),
        ("flowchart LR\na -. cached .-> b", "cached"),
        ("flowchart LR\na == hot ==> b", "hot"),
        ("a -> |top 50| b", "top 50"),
    ],
)
def test_an_arrow_has_a_label(text, label):
    diagram = drawn(text)
    assert [edge.label for edge in diagram.edges] == [label]
    assert [node.label for node in diagram.nodes] == ["a", "b"]


@pytest.mark.parametrize(
    ("box", "shape"),
    [
        ("a[Cache]", "[]"),
        ("a(Cache)", "()"),
        ("a([Cache])", "([])"),
        ("a[[Cache]]", "[[]]"),
        ("a[(Cache)]", "[()]"),
        ("a((Cache))", "(())"),
        ("a{Cache}", "{}"),
        ("a{{Cache}}", "{{}}"),
        ("a>Cache]", ">]"),
        ("a[/Cache/]", "[//]"),
        ("a[/Cache\\]", "[/\\]"),
        ('a["Cache"]:::hot', "[]"),
        ('a@{ shape: cyl, label: "Cache" }', "[()]"),
    ],
)
def test_a_box_has_a_label_and_a_shape(box, shape):
    (node, _) = drawn(f"flowchart TD\n{box} --> b").nodes
    assert (node.id, node.label, node.shape) == ("a", "Cache", shape)


def test_a_label_in_quotes_may_hold_anything():
    (node,) = drawn('flowchart LR\na["x --> y; [z] %% & #quot;q#quot;"]').nodes
    assert node.label == 'x --> y; [z] %% & "q"'


def test_a_markdown_label_is_read_without_its_signs():
    assert drawn('flowchart LR\na["`the cache`"]').nodes[0].label == "the cache"


def test_ampersands_fork_on_both_sides():
    assert arrows(drawn("flowchart LR\na & b --> c & d")) == ["a > c", "a > d", "b > c", "b > d"]


def test_groups_nest_and_edges_may_lead_to_one():
    diagram = drawn(
        "flowchart TB\nclient --> serving\nsubgraph serving [Serving tier]\n"
        "gateway\nsubgraph gpus\nprefill --> decode\nend\nend"
    )
    assert [(group.label, group.inside) for group in diagram.groups] == [
        ("Serving tier", None),
        ("gpus", "serving"),
    ]
    assert {node.id: node.group for node in diagram.nodes} == {
        "client": None,
        "gateway": "serving",
        "prefill": "gpus",
        "decode": "gpus",
    }
    assert arrows(diagram)[0] == "client > Serving tier"


def test_a_node_stays_in_the_group_that_first_held_it():
    diagram = drawn("flowchart LR\nsubgraph s\na\nend\nsubgraph t\na --> b\nend")
    assert {node.id: node.group for node in diagram.nodes} == {"a": "s", "b": "t"}


def test_a_group_goes_on_where_it_is_named_again():
    diagram = drawn("flowchart LR\nsubgraph s\na\nend\nsubgraph s\nb\nend")
    assert [node.group for node in diagram.nodes] == ["s", "s"]
    assert len(diagram.groups) == 1


def test_directions_comments_and_styles():
    diagram = drawn(
        "%% a sketch\nflowchart RL %% right to left\n\nclassDef hot fill:#f00\na --> b\n"
        "style a fill:#fff\nlinkStyle 0 stroke:red\nclick a callback"
    )
    assert diagram.direction == "RL"
    assert len(diagram.nodes) == 2


def test_in_the_short_form_any_word_may_name_a_part():
    assert arrows(drawn("style checker -> click tracker\ndirection finder -> class store")) == [
        "style checker > click tracker",
        "direction finder > class store",
    ]


def test_a_group_may_have_a_direction_of_its_own():
    assert len(drawn("flowchart LR\nsubgraph s\ndirection TB\na --> b\nend").nodes) == 2


def test_a_chain_may_stand_beside_the_header():
    assert arrows(drawn("graph TD; a --> b; b --> c")) == ["a > b", "b > c"]
    assert arrows(drawn("graph TD a --> b")) == ["a > b"]


def test_a_code_in_a_label_ends_no_statement():
    (node,) = drawn("flowchart LR\na[RAG #amp; tools]").nodes
    assert node.label == "RAG & tools"


def test_a_part_may_be_called_graph():
    assert arrows(drawn("graph store -> client\ngraph -> x")) == [
        "graph store > client",
        "graph > x",
    ]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("flowchart LR\na --> b\nb -->", 3, "Nothing stands after -->."),
        ("flowchart LR\n--> b", 2, "Nothing stands before the arrow."),
        ("flowchart LR\na -> b", 2, "-> is no arrow in a flowchart. Write -->."),
        ("flowchart LR\na -- b", 2, "-- is no arrow. Write --> for an arrow"),
        ("flowchart LR\na == b", 2, "== is no arrow. Write ==> for an arrow"),
        ("flowchart LR\na[Cache --> b", 2, "[ is not closed. Write [label]"),
        ('flowchart LR\na["Cache] --> b', 2, 'A label begins with " and does not end.'),
        ("flowchart LR\na[] --> b", 2, "[] holds no label."),
        ("flowchart LR\na -->|top b", 2, "The label is not closed by a second |."),
        ("flowchart LR\na b", 2, "'b' is neither an arrow nor a box's end."),
        ("flowchart LR\na --> & b", 2, "'& b' is no name of a box."),
        ("flowchart LR\na & --> b", 2, "'--> b' is no name of a box."),
        ("flowchart LR\na --> end", 2, "end closes a group and names no box. Write End."),
        ("flowchart XY\na --> b", 1, "XY is no direction. Write flowchart LR"),
        ("flowchart LR\nend", 2, "Nothing is open that could end."),
        ("flowchart LR\nsubgraph s\na", 2, "The group s has no end."),
        ("flowchart LR\nsubgraph", 2, "A group needs a name."),
        ("flowchart LR\ndirection up\na", 2, "up is no direction."),
        ("sequenceDiagram\nA->>B: hi", 1, "sequenceDiagram is not drawn here."),
        ("client ->", 1, "Nothing stands after ->."),
        ("a ->   ", 1, "Nothing stands after ->."),
        ("   , b", 1, "', b' is no name of a part."),
        ("a, -> b", 1, "'-> b' is no name of a part."),
        ("a -> b,", 1, "A part is missing at the end."),
        ("a ->, b", 1, "', b' is no name of a part."),
        (f"a -> |{'x' * 200}| b", 1, "The label is too long."),
    ],
)
def test_a_bad_line_is_named_with_its_remedy(text, line, said):
    faults = read_diagram(text).faults
    assert [fault.line for fault in faults] == [line]
    assert said in faults[0].message
    assert str(faults[0]) == f"Line {line}: {faults[0].message}"


def test_a_bad_line_leaves_the_rest():
    reading = read_diagram("client -> gateway\ngateway ->\ngateway -> model")
    assert arrows(reading.diagram) == ["client > gateway", "gateway > model"]
    assert len(reading.faults) == 1


def test_half_a_chain_is_not_drawn():
    assert not read_diagram("a -> b ->").diagram.nodes


def test_too_much_is_said_so():
    boxes = read_diagram("\n".join(f"part {n}" for n in range(150)))
    assert len(boxes.diagram.nodes) == 120
    assert "More than 120 boxes" in boxes.faults[0].message
    many = ",".join(f"p{n}" for n in range(20))
    assert "More than 300 arrows" in read_diagram(f"{many} -> {many}").faults[0].message
    assert "20,000 characters" in str(read_diagram("a" * 30_000).faults[0])


def test_what_a_terminal_would_obey_is_left_out():
    (node,) = drawn("cache\x07 tier").nodes
    assert node.label == "cache tier"


STROKES = st.text(alphabet='ab ->-=.<|[](){}"&,;%\n:@~/\\ox#→endsubgraphflowchart LR', max_size=80)


@given(STROKES | st.text(max_size=60))
def test_any_text_is_read(text):
    reading = read_diagram(text)
    names = {node.id for node in reading.diagram.nodes}
    names |= {group.id for group in reading.diagram.groups}
    assert all({edge.source, edge.target} <= names for edge in reading.diagram.edges)
    lines = text.split("\n")
    for fault in reading.faults:
        assert fault.text.split()[0] in lines[fault.line - 1] or fault.text.startswith("subgraph")
