"""Which parts a diagram has, by whatever name, and what leads where."""

import pytest

from mockint.core.diagrams import Diagram, Edge, Group, Node, broken_at, parts_named, reached

SYNONYMS = {"reranker": ["cross-encoder"], "generator": ["LLM", "vLLM", "language model"]}


def diagram(*arrows: str, groups: tuple[Group, ...] = (), **inside: str) -> Diagram:
    """Return the diagram of arrows such as `a>b` and `a<>b`; `inside` says what holds a node."""
    ends = [(arrow, *arrow.replace("<", "").split(">")) for arrow in arrows]
    held = {group.id for group in groups}
    names = dict.fromkeys(name for _, a, b in ends for name in (a, b) if name not in held)
    return Diagram(
        nodes=tuple(Node(id=name, label=name, group=inside.get(name)) for name in names),
        edges=tuple(Edge(source=a, target=b, both_ways="<" in text) for text, a, b in ends),
        groups=groups,
    )


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("reranker", "reranker"),
        ("Re-ranker", "reranker"),
        ("ReRanker service", "reranker"),
        ("reranking", "reranker"),
        ("Cross Encoder (top 50)", "reranker"),
        ("crossEncoder", "reranker"),
        ("generation", "generator"),
        ("vLLM pods", "generator"),
        ("large language models", "generator"),
        ("caching layer", "cache"),
        ("embeddings", "embedder"),
        ("users", "user"),
    ],
)
def test_a_part_is_known_by_many_names(label, name):
    drawn = Diagram(nodes=(Node(id="n", label=label),))
    assert parts_named(drawn, name, SYNONYMS) == {"n"}


@pytest.mark.parametrize(
    ("label", "name"),
    [("ranker", "reranker"), ("gateway", "gate"), ("model registry", "generator"), ("?", "cache")],
)
def test_other_parts_are_not_taken_for_it(label, name):
    assert not parts_named(Diagram(nodes=(Node(id="n", label=label),)), name, SYNONYMS)


def test_a_part_goes_by_its_id_and_by_the_groups_around_it():
    groups = (Group(id="g", label="Retrieval"), Group(id="h", label="index", inside="g"))
    drawn = diagram("cache>store", groups=groups, store="h")
    assert parts_named(drawn, "retriever", {}) == {"store"}
    assert parts_named(drawn, "cache", {}) == {"cache"}


def test_what_is_reached():
    drawn = diagram("a>b", "b>c", "c>a", "d<>a", "e>a")
    assert reached(drawn, ["a"]) == {"a", "b", "c", "d"}
    assert reached(drawn, ["e"]) == {"a", "b", "c", "d"}
    assert not reached(diagram("a>b"), ["b"])


def test_an_edge_of_a_group_is_one_of_each_node_in_it():
    groups = (Group(id="g", label="serving"), Group(id="h", label="gpus", inside="g"))
    drawn = diagram("a>g", "b>x", "c>x", "h>d", groups=groups, b="g", c="h")
    assert reached(drawn, ["a"]) == {"b", "c", "x", "d"}
    assert reached(drawn, ["b"]) == {"x"}


def test_a_path_through_its_parts_in_order():
    through = diagram("client>gateway", "gateway>cross encoder", "cross encoder>LLM")
    path = ["client", "reranker", "generator"]
    assert broken_at(through, path, SYNONYMS) is None
    assert broken_at(diagram("client>LLM", "LLM>reranker"), path, SYNONYMS) == (
        "reranker",
        "generator",
    )
    assert broken_at(diagram("client>LLM"), path, SYNONYMS) == ("client", "reranker")


def test_words_with_doubled_letters_are_the_same():
    assert parts_named(diagram("embed>x"), "embedder", {}) == {"embed"}
