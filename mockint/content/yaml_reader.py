"""Strict YAML from bytes to plain data, within bounds, and with a plain word for every fault.

The parser is libyaml's; the nodes it gives are turned into data here, faster than PyYAML's own
constructor does it, and with its surprises refused: duplicate keys, merge keys, tags, base-sixty
numbers, dates. Size, depth and count are limited before they can cost time or memory.
"""

import codecs
import re
from collections.abc import Hashable
from typing import Any, Final

from yaml import CBaseLoader, MappingNode, Node, ScalarNode, SequenceNode, YAMLError

from mockint.content.scalars import Refusal, quoted, read_plain, what_yaml_reads
from mockint.content.yaml_faults import PLACELESS, Fault, fault_of, shorten
from mockint.content.yaml_file import YamlFile
from mockint.core.errors import ContentError, Problem

__all__ = ["MAX_BYTES", "MAX_DEPTH", "MAX_FAULTS", "MAX_NODES", "read_yaml", "size_fault"]

MAX_BYTES: Final = 1_000_000
MAX_DEPTH: Final = 40
MAX_NODES: Final = 50_000
"""A long question has about 600."""
MAX_FAULTS: Final = 50
"""Of one file; more would hide the first of them."""

_IMPLICIT: Final = ""
"""Stands for "no tag was written"; what the value is gets decided while data is built."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_DIRECTIVE = re.compile(r"(?:[ \t\r]*(?:#[^\n]*)?\n)*+%")


def read_yaml(content: bytes, name: str) -> YamlFile:
    """Return the data of a YAML file.

    Raises ContentError when nothing can be read. Faults that leave the rest readable (a duplicate
    key, a tag, a date) are kept in the file's `faults`, so that all of a file's faults can be
    reported at once.
    """
    try:
        root = _compose(_decode(content))
        builder = _Builder()
        data = builder.build(root, 0)
    except Fault as fault:
        raise ContentError([_problem(name, fault)]) from None
    faults = tuple(_problem(name, fault) for fault in builder.faults)
    return YamlFile(name=name, data=data, root=root, faults=faults)


def size_fault(size: int) -> str | None:
    """Return what is wrong with a file of so many bytes, if anything is."""
    if size <= MAX_BYTES:
        return None
    return f"the file is too large: {size:,} bytes, and {MAX_BYTES:,} are the most"


def _problem(name: str, fault: Fault) -> Problem:
    return Problem(name, fault.place.line, fault.place.column, fault.message)


def _decode(content: bytes) -> str:
    """Return the file's text without a byte order mark."""
    if (message := size_fault(len(content))) is not None:
        raise Fault(message, PLACELESS)
    if content[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        raise Fault("the file is UTF-16; save it as UTF-8", (1, 1))
    body = content.removeprefix(codecs.BOM_UTF8)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        before = body[: error.start]
        line_start = before.rfind(b"\n") + 1
        raise Fault(
            f"the file is not UTF-8: byte 0x{body[error.start]:02X} at offset "
            f"{error.start + len(content) - len(body)}; save it as UTF-8",
            (before.count(b"\n") + 1, len(before[line_start:].decode("utf-8")) + 1),
        ) from None


def _compose(text: str) -> Node:
    """Return the root node of the one document in a file."""
    if directive := _DIRECTIVE.match(text):
        line = text.count("\n", 0, directive.end()) + 1
        raise Fault("a line that begins with % (a YAML directive) is not allowed here", (line, 1))
    parser = _BoundedParser(text)
    try:
        root = parser.get_single_node()
    except YAMLError as error:
        raise _control_character(text) or fault_of(error, text) from None
    finally:
        parser.dispose()
    if root is None:
        raise Fault("the file is empty: nothing stands in it but comments or blanks", (1, 1))
    return root


def _control_character(text: str) -> Fault | None:
    found = _CONTROL.search(text)
    if found is None:
        return None
    line_start = text.rfind("\n", 0, found.start()) + 1
    return Fault(
        f"a control character (U+{ord(found[0]):04X}) stands here; remove it",
        (text.count("\n", 0, found.start()) + 1, found.start() - line_start + 1),
    )


class _BoundedParser(CBaseLoader):
    """libyaml's parser; its hooks for path resolvers count depth and nodes instead.

    The parser composes nodes by recursion in C, so that depth must be bounded while it runs: a
    file of brackets would overflow the stack.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._depth = 0
        self._nodes = 0

    def resolve(self, kind: type[Node], value: str | None, implicit: object) -> str:
        """Leave the meaning of untagged values to the builder."""
        return _IMPLICIT

    def descend_resolver(self, parent: Node | None, index: object) -> None:
        """Called before each node is composed."""
        self._depth += 1
        self._nodes += 1
        if self._depth > MAX_DEPTH:
            raise _too_deep(parent)
        if self._nodes > MAX_NODES:
            raise _too_many(parent)

    def ascend_resolver(self) -> None:
        """Called after each node is composed."""
        self._depth -= 1


def _too_deep(node: Node | None) -> Fault:
    return Fault.at(node, f"this is nested deeper than {MAX_DEPTH} levels")


def _endless(node: Node) -> Fault:
    return Fault.at(node, "an alias repeats the part that it stands in")


def _too_many(node: Node | None) -> Fault:
    return Fault.at(
        node, f"the file holds more than {MAX_NODES:,} values, those that aliases repeat included"
    )


class _Builder:
    """Turns nodes into data and collects the faults that leave the rest readable."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self._nodes = 0

    def build(self, node: Node, depth: int) -> Any:
        # An alias gives the same node again, so that this count is of the expanded file.
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise _too_many(node)
        if node.tag is not _IMPLICIT:
            self._report(node, f"tags are not allowed here: {_written(node.tag)}")
        if isinstance(node, ScalarNode):
            return self._quoted(node) if node.style else self._plain(node)
        if depth >= MAX_DEPTH:
            raise _endless(node) if _holds_itself(node) else _too_deep(node)
        if isinstance(node, SequenceNode):
            return tuple([self.build(item, depth + 1) for item in node.value])
        return self._mapping(node, depth + 1)

    def _quoted(self, node: ScalarNode) -> str:
        # Only the escapes of double quotes can bring in what the parser refuses as it stands.
        if node.style == '"' and _CONTROL.search(node.value):
            self._report(node, "this text has an escape for a control character; remove it")
        return str(node.value)

    def _plain(self, node: ScalarNode) -> Any:
        if not node.value:
            self._report(node, "nothing stands here; write a value, or remove the key")
            return None
        try:
            return read_plain(node.value)
        except Refusal as refusal:
            self._report(node, _misread(node.value, str(refusal)))
            return node.value

    def _mapping(self, node: Node, depth: int) -> dict[Any, Any]:
        built: dict[Hashable, Any] = {}
        lines: dict[Hashable, int] = {}
        for key_node, value_node in node.value:
            key = self._key(key_node)
            if key is None:
                continue
            if key in built:
                self._report(
                    key_node,
                    f"the key {shorten(str(key_node.value))!r} stands here a second time; the "
                    f"first is in line {lines[key]}",
                )
                continue
            built[key] = self.build(value_node, depth)
            lines[key] = key_node.start_mark.line + 1
        return built

    def _key(self, node: Node) -> str | int | None:
        """Return a key, or None for one that was reported."""
        if not isinstance(node, ScalarNode):
            self._report(node, "a list or a mapping cannot be a key; quote text that has brackets")
            return None
        if node.style:
            return str(node.value)
        if not node.value:
            self._report(node, "a key is missing here")
            return None
        if node.value == "<<":
            self._report(node, "merge keys (<<) are not allowed here; write the keys out")
            return None
        try:
            key = read_plain(node.value)
        except Refusal as refusal:
            self._report(node, _misread(node.value, str(refusal)))
            return None
        if isinstance(key, str) or type(key) is int:
            return key
        self._report(node, f"the key {_misread(node.value, what_yaml_reads(key))}")
        return None

    def _report(self, node: Node, message: str) -> None:
        if len(self.faults) < MAX_FAULTS:
            self.faults.append(Fault.at(node, message))


def _misread(text: str, reading: str) -> str:
    return f"`{shorten(text)}` is read as {reading}; write {quoted(shorten(text))} if text is meant"


def _written(tag: str) -> str:
    return shorten(tag.replace("tag:yaml.org,2002:", "!!", 1))


def _holds_itself(node: Node) -> bool:
    """Tell whether a node holds itself; asked only of nodes found too deep."""
    seen: set[int] = set()
    waiting = [node]
    while waiting:
        inner = waiting.pop()
        children = inner.value if isinstance(inner, SequenceNode) else ()
        if isinstance(inner, MappingNode):
            children = [child for pair in inner.value for child in pair]
        for child in children:
            if child is node:
                return True
            if id(child) not in seen:
                seen.add(id(child))
                waiting.append(child)
    return False
