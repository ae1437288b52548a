"""From text to a diagram: statement by statement, with what is wrong about a bad one.

A bad line is left out and said so; the rest is drawn. Libraries that draw Mermaid accept broken
lines in silence, and an interview is no place to look for the box that is missing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from mockint.core.diagrams.model import Diagram, Direction, Edge, Group, Node
from mockint.core.diagrams.scanning import Box, LineError, Link, Scanner, unquoted

LONGEST = 20_000
MOST_NODES = 120
MOST_EDGES = 300

_HEADER = re.compile(r"(?:flowchart|graph)\b\s*(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_OTHER = re.compile(
    r"(sequenceDiagram|classDiagram|stateDiagram|erDiagram|gantt|pie|mindmap|journey|gitGraph"
    r"|timeline|kanban|quadrantChart|xychart|sankey|block|packet|architecture)(-\w+)?\s*[^-=→]*",
)
_SUBGRAPH = re.compile(r"subgraph(?:\s+(?P<rest>.*))?", re.IGNORECASE)
_TITLED = re.compile(r"(?P<id>[^\s\[]+)\s*\[\s*(?P<title>.+?)\s*\]")
_LOOKS = re.compile(r"(?:classDef|class|style|linkStyle|click|acc(?:Title|Descr))\b[\s:]")
"""What says how a diagram looks, not what it holds."""
_SIGN = re.compile(r"[^\w]")
_DIRECTION = re.compile(r"direction\s+(?P<to>\S+)", re.IGNORECASE)
_DIRECTIONS: dict[str, Direction] = {"LR": "LR", "RL": "RL", "TB": "TB", "TD": "TB", "BT": "BT"}


@dataclass(frozen=True)
class Fault:
    """A line that cannot be drawn."""

    line: int
    """1-based; 0 where it's the whole."""
    text: str
    """The line, or the statement of it."""
    message: str
    """What is wrong, and what to write instead."""

    def __str__(self) -> str:
        return f"Line {self.line}: {self.message}" if self.line else self.message


@dataclass(frozen=True)
class Reading:
    """What a text draws, and what of it cannot be drawn."""

    diagram: Diagram
    faults: tuple[Fault, ...] = ()


@lru_cache(maxsize=64)
def read_diagram(text: str) -> Reading:
    """Return the diagram of a text and the faults in it; never raises."""
    if len(text) > LONGEST:
        message = f"That is more than {LONGEST:,} characters. Draw the parts that matter."
        return Reading(Diagram(), (Fault(0, "", message),))
    return _Builder().read(text)


@dataclass
class _Builder:
    direction: Direction = "LR"
    nodes: dict[str, Node] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)
    groups: dict[str, Group] = field(default_factory=dict)
    inside: list[tuple[str, int]] = field(default_factory=list)
    """The groups that are open, each with the line it begins on."""
    strict: bool = False
    """True below a Mermaid header."""
    line: int = 0
    """The line that is read."""

    def read(self, text: str) -> Reading:
        first = next(_statements(text), (0, ""))
        if (other := _OTHER.fullmatch(first[1])) is not None:
            said = f"{other[1]} is not drawn here. Begin with flowchart LR, or write a -> b."
            return Reading(Diagram(), (Fault(*first, said),))
        faults: list[Fault] = []
        for count, (self.line, statement) in enumerate(_statements(text)):
            try:
                self._header(statement) if count == 0 else self._statement(statement)
            except LineError as error:
                faults.append(Fault(self.line, statement, str(error)))
        for group, line in self.inside:
            said = f"The group {group} has no end. Write end after its last line."
            faults.append(Fault(line, f"subgraph {group}", said))
        diagram = Diagram(
            direction=self.direction,
            # A name that is a group's stands for the group.
            nodes=tuple(node for node in self.nodes.values() if node.id not in self.groups),
            edges=tuple(self.edges),
            groups=tuple(self.groups.values()),
        )
        return Reading(diagram, tuple(faults))

    def _header(self, statement: str) -> None:
        """Take the first statement, which may name the kind of diagram and its direction."""
        header = _HEADER.fullmatch(statement)
        towards, _, rest = (header["rest"] if header else "-").strip().partition(" ")
        named = towards.upper() in _DIRECTIONS
        if header is None or (not named and (rest or _SIGN.match(towards))):
            self._statement(statement)  # the short form, in which a part may be called graph
            return
        self.strict = True
        if towards and not named:
            raise LineError(
                f"{towards} is no direction.",
                "Write flowchart LR (left to right) or flowchart TD (downwards).",
            )
        self.direction = _DIRECTIONS.get(towards.upper(), "TB")
        if rest.strip():
            self._statement(rest.strip())

    def _statement(self, statement: str) -> None:
        if (subgraph := _SUBGRAPH.fullmatch(statement)) is not None:
            self._open(subgraph["rest"] or "")
        elif statement.casefold() == "end":
            if not self.inside:
                raise LineError("Nothing is open that could end.", "Take the line out.")
            self.inside.pop()
        elif self.strict and (direction := _DIRECTION.fullmatch(statement)) is not None:
            if direction["to"].upper() not in _DIRECTIONS:
                raise LineError(f"{direction['to']} is no direction.", "Write LR, RL, TB or BT.")
        elif not (self.strict and _LOOKS.match(statement)):
            self._chain(Scanner(statement, self.strict))

    def _open(self, rest: str) -> None:
        if not rest.strip():
            raise LineError("A group needs a name.", "Write subgraph serving.")
        titled = _TITLED.fullmatch(rest.strip())
        name = titled["id"] if titled else unquoted(rest)
        title = unquoted(titled["title"]) if titled else name
        name = self._id(name)
        outer = self.inside[-1][0] if self.inside else None
        # A group that is named again goes on.
        self.groups.setdefault(name, Group(id=name, label=title, inside=outer))
        self.inside.append((name, self.line))

    def _chain(self, scanner: Scanner) -> None:
        """Read `a & b --> c --> d`, and take it over only when all of it is right."""
        boxes, links = [self._boxes(scanner, "")], []
        while scanner.skip_blanks():
            link = scanner.link()
            if link is None:
                raise LineError(
                    f"{scanner.rest[:24]!r} is neither an arrow nor a box's end.",
                    "Write one --> between two boxes."
                    if self.strict
                    else "Write one -> between two parts, a comma between several.",
                )
            links.append(link)
            boxes.append(self._boxes(scanner, link.text))
        names = {self._id(box.name) for group in boxes for box in group}
        if len(self.nodes.keys() | names) > MOST_NODES:
            raise LineError(f"More than {MOST_NODES} boxes.", "Draw the parts that matter.")
        arrows = sum(len(a) * len(b) for a, b in pairwise(boxes))
        if len(self.edges) + arrows > MOST_EDGES:
            raise LineError(f"More than {MOST_EDGES} arrows.", "Draw those that matter.")
        ids = [[self._add(box) for box in group] for group in boxes]
        for link, before, after in zip(links, ids, ids[1:], strict=False):
            self._join(link, before, after)

    def _boxes(self, scanner: Scanner, after: str) -> list[Box]:
        boxes: list[Box] = []
        while True:
            if not scanner.skip_blanks():
                if after and not boxes:
                    raise LineError(
                        f"Nothing stands after {after}.", "Name the part that it leads to."
                    )
                raise LineError("A part is missing at the end.", "Name it, or end before it.")
            if not boxes and not after and _begins_with_link(scanner):
                raise LineError(
                    "Nothing stands before the arrow.", "Name the part that it comes from."
                )
            box = scanner.box()
            if self.strict and box.name == "end":
                raise LineError("end closes a group and names no box.", "Write End.")
            boxes.append(box)
            if not scanner.more():
                return boxes

    def _add(self, box: Box) -> str:
        """Take a node over, or what is new about one that is there; return its id."""
        name = self._id(box.name)
        known = self.nodes.get(name)
        label = box.label or (known.label if known else box.name)
        shape = box.shape if box.label or known is None else known.shape
        group = self.inside[-1][0] if self.inside else None
        if known is not None and known.group is not None:
            group = known.group
        self.nodes[name] = Node(id=name, label=label, shape=shape, group=group)
        return name

    def _join(self, link: Link, before: list[str], after: list[str]) -> None:
        if link.backwards:
            before, after = after, before
        self.edges += [
            Edge(
                source=source,
                target=target,
                label=link.label,
                kind=link.kind,
                both_ways=link.both_ways,
            )
            for source in before
            for target in after
        ]

    def _id(self, name: str) -> str:
        """Return the id of a part: in the short form the same words are the same part."""
        return name if self.strict else "_".join(name.casefold().split())


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Yield (line, statement): a line holds several, with semicolons between, and comments."""
    for number, line in enumerate(text.split("\n"), 1):
        outside = _blanked(line)
        end = outside.find("%%")
        line = line if end < 0 else line[:end]
        start = 0
        for place in (*(m.start() for m in re.finditer(";", outside[: len(line)])), len(line)):
            if _is_code(line, place):
                continue
            statement = line[start:place].strip()
            start = place + 1
            if statement:
                yield number, statement


def _is_code(line: str, place: int) -> bool:
    """Tell whether a semicolon ends a code such as #quot;."""
    return re.search(r"#[A-Za-z0-9]{1,6}$", line[:place]) is not None and place < len(line)


def _blanked(line: str) -> str:
    """Return a line with blanks for what stands in quotes."""
    return re.sub(r'"[^"]*"', lambda quoted: " " * len(quoted[0]), line)


def _begins_with_link(scanner: Scanner) -> bool:
    start = scanner.at
    found = scanner.link() is not None
    scanner.at = start
    return found
