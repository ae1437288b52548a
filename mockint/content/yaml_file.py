"""A YAML file as read: plain data, and for every part of it the line and column it stands at."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from mockint.core.errors import Problem

__all__ = ["Path", "Place", "YamlFile"]

Path = Sequence[str | int]
"""How to get to a part of the data: keys and indices, from the outside in."""


class Place(NamedTuple):
    """Where something stands, both 1-based."""

    line: int
    column: int


@dataclass(frozen=True, eq=False)
class YamlFile:
    """One file's data with its marks.

    The marks stay in the parsed nodes and are looked up when a fault has to be placed: a table of
    all places would cost more than the parsing.
    """

    name: str
    """The file, as the user named it."""
    data: Any
    """Mappings as dicts, lists as tuples, and str, int, float, bool or None."""
    root: Node
    faults: tuple[Problem, ...] = ()
    """What was wrong but did not keep the rest from being read."""

    def place(self, path: Path = ()) -> Place:
        """Return where a value stands; of what isn't there, where its nearest parent does."""
        return _start(self._nearest(path)[0])

    def key_place(self, path: Path) -> Place:
        """Return where a value's key stands (of a list item: where the item does)."""
        parent, missing = self._nearest(path[:-1])
        if not missing and path and isinstance(parent, MappingNode):
            for key, _ in parent.value:
                if key.value == str(path[-1]):
                    return _start(key)
        return self.place(path)

    def last_place_of(self, text: str, path: Path) -> Place | None:
        """Return where this text stands as a value for the last time below a path."""
        return _last(self._nearest(path)[0], text)

    def unquoted(self, path: Path) -> str | None:
        """Return the word that stands at this path without quotes, or None."""
        node, missing = self._nearest(path)
        plain = isinstance(node, ScalarNode) and not missing and not node.style
        return str(node.value) if plain else None

    def value(self, path: Path) -> Any:
        """Return the data at this path, or None."""
        found = self.data
        for step in path:
            try:
                found = found[step]
            except (KeyError, IndexError, TypeError):
                return None
        return found

    def problem(self, message: str, path: Path = (), *, key: bool = False) -> Problem:
        """Return a fault at the value of this path, or at its key."""
        place = self.key_place(path) if key else self.place(path)
        return Problem(self.name, place.line, place.column, message)

    def _nearest(self, path: Path) -> tuple[Node, bool]:
        """Return the node at this path, or the last one on the way to it and True."""
        node = self.root
        for step in path:
            inner = _step(node, step)
            if inner is None:
                return node, True
            node = inner
        return node, False


def _step(node: Node, step: str | int) -> Node | None:
    if isinstance(node, MappingNode):
        inner: Node | None = next((v for k, v in node.value if k.value == str(step)), None)
        return inner
    if isinstance(node, SequenceNode) and isinstance(step, int) and 0 <= step < len(node.value):
        item: Node = node.value[step]
        return item
    return None


def _last(node: Node, text: str) -> Place | None:
    if isinstance(node, ScalarNode):
        return _start(node) if node.value == text else None
    inner = [value for _, value in node.value] if isinstance(node, MappingNode) else node.value
    return next((place for child in reversed(inner) if (place := _last(child, text))), None)


def _start(node: Node) -> Place:
    return Place(node.start_mark.line + 1, node.start_mark.column + 1)
