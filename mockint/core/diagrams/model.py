"""A diagram as data: its nodes and edges, and what one may ask of them.

Whether a part exists is asked loosely, since people name it in their own words: `Re-ranker
(cross-encoder)` is a reranker.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Literal

from mockint.core.assessment import Record

EdgeKind = Literal["solid", "dotted", "thick", "hidden"]
Direction = Literal["LR", "RL", "TB", "BT"]
Synonyms = Mapping[str, Sequence[str]]
"""Other names of a part, by its name."""

_WORD = re.compile(r"[^\W_]+")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_ENDINGS = (
    *("ations", "ation", "ators", "ator", "ating", "ated", "ates", "ate"),
    *("ings", "ing", "als", "al", "ers", "er"),
    *("ors", "or", "es", "ed", "s", "e"),
)
_STEM = 4
"""Letters that a word keeps at least."""
_WORDS_OF_A_NAME = 4


class Node(Record):
    """A box of a diagram."""

    id: str
    label: str
    """What stands in the box; the id, where nothing else was written."""
    shape: str = "[]"
    """The brackets it was drawn with, such as `[]`, `()` or `[()]`."""
    group: str | None = None
    """The id of the innermost group that holds it."""


class Edge(Record):
    """An arrow, or a line, between two nodes or groups."""

    source: str
    """A node's id, or a group's: then it comes from whatever is in it."""
    target: str
    label: str = ""
    kind: EdgeKind = "solid"
    both_ways: bool = False
    """True for `<-->`, and for a line without a head."""


class Group(Record):
    """A box around nodes: Mermaid's subgraph."""

    id: str
    label: str
    inside: str | None = None
    """The id of the group that holds it."""


class Diagram(Record):
    """Nodes and edges in the order in which they were drawn."""

    direction: Direction = "LR"
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    groups: tuple[Group, ...] = ()

    def groups_around(self, node: Node) -> tuple[Group, ...]:
        """Return the groups that hold a node, from the innermost out."""
        groups = {group.id: group for group in self.groups}
        around: list[Group] = []
        inside = node.group
        while inside is not None:
            around.append(groups[inside])
            inside = groups[inside].inside
        return tuple(around)

    def leads_to(self, node: Node) -> frozenset[str]:
        """Return the ids of the nodes that an edge leads to; an edge of a group is each node's."""
        own = self._names(node)
        ends = {edge.target for edge in self.edges if edge.source in own}
        ends |= {edge.source for edge in self.edges if edge.both_ways and edge.target in own}
        return frozenset(each.id for each in self.nodes if self._names(each) & ends)

    def _names(self, node: Node) -> frozenset[str]:
        return frozenset({node.id, *(group.id for group in self.groups_around(node))})


def parts_named(diagram: Diagram, name: str, synonyms: Synonyms) -> frozenset[str]:
    """Return the ids of the nodes that a name stands for, or one of its synonyms.

    A node goes by its label, its id and the labels of the groups around it; a name of several
    words is found in a row, written together or apart.
    """
    wanted = {_joined(_stems(each)) for each in (name, *synonyms.get(name, ()))}
    return frozenset(
        node.id
        for node in diagram.nodes
        if any(
            _runs(text) & wanted
            for text in (node.label, node.id, *(g.label for g in diagram.groups_around(node)))
        )
    )


def reached(diagram: Diagram, starts: Iterable[str]) -> frozenset[str]:
    """Return the ids of the nodes that one comes to from some of them, after one edge or more."""
    nodes = {node.id: node for node in diagram.nodes}
    found: set[str] = set()
    waiting = list(starts)
    while waiting:
        following = diagram.leads_to(nodes[waiting.pop()]) - found
        found |= following
        waiting += following
    return frozenset(found)


def broken_at(diagram: Diagram, path: Sequence[str], synonyms: Synonyms) -> tuple[str, str] | None:
    """Return the first two parts of a path between which nothing leads; None where it holds.

    `client, reranker, generator` holds where the edges lead from a client to a reranker, and from
    there to a generator, with whatever between.
    """
    here = parts_named(diagram, path[0], synonyms)
    for before, after in pairwise(path):
        here = reached(diagram, here) & parts_named(diagram, after, synonyms)
        if not here:
            return before, after
    return None


def _stems(text: str) -> list[str]:
    return [_stem(word) for word in _WORD.findall(_CAMEL.sub(" ", text).casefold())]


def _stem(word: str) -> str:
    """Return a word without its ending: a retriever retrieves, in a retrieval."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            word = word.removesuffix(ending)
            break
    doubled = len(word) > _STEM and word[-1] == word[-2]
    return word[:-1] if doubled else word


def _joined(stems: Sequence[str]) -> str:
    return "".join(stems)


def _runs(text: str) -> frozenset[str]:
    """Return each run of a few words of a text, written as one."""
    stems = _stems(text)
    return frozenset(
        _joined(stems[start : start + length])
        for start in range(len(stems))
        for length in range(1, _WORDS_OF_A_NAME + 1)
    )
