"""What the checks look at: files with their models, and what their references may lead to."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

from mockint.content.kinds import CASE, QUESTION, SPECIMENS, Kind
from mockint.content.library import Library
from mockint.content.yaml_file import YamlFile
from mockint.core.content import Question
from mockint.core.content.case import Case
from mockint.core.errors import ContentError, NotFoundError, Problem, did_you_mean

__all__ = ["Bank", "Entry"]

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Entry(Generic[T]):
    """One file that is checked, with what stands in it."""

    kind: Kind[T]
    path: Path
    root: Path | None
    """The root that the file belongs to, if any."""
    file: YamlFile
    model: T
    inside: tuple[str | int, ...] = ()
    """Where in the file the model stands, if it isn't all of it."""

    @property
    def item_id(self) -> str:
        """The id; of a file that holds a list, its name."""
        return str(getattr(self.model, "id", self.path.stem))

    def fault(self, message: str, *path: str | int, key: bool = False) -> Problem:
        """Return a fault at a part of the file; with `key`, at the key and not at its value."""
        return self.file.problem(message, (*self.inside, *path), key=key)

    def line(self, *path: str | int) -> int:
        """Return the line of a part of the model."""
        return self.file.place((*self.inside, *path)).line


class Bank:
    """All that a reference may name: the files being checked, and behind them the library."""

    def __init__(self, library: Library, entries: Sequence[Entry[Any]]) -> None:
        self._library = library
        self._checked = {(entry.kind.name, entry.item_id): entry.model for entry in entries}
        self._in_root = {(e.root, e.item_id): e.model for e in entries if e.kind is QUESTION}

    def ids(self, kind: Kind[Any]) -> set[str]:
        """Return every id of a kind, those of faulty files too: they are there."""
        checked = {item_id for name, item_id in self._checked if name == kind.name}
        return checked | set(self._library.ids(kind.name))

    def unknown(self, kind: Kind[Any], item_id: str) -> str | None:
        """Return what is wrong with a reference, if it leads nowhere."""
        known = self.ids(kind)
        if item_id in known:
            return None
        return f"there is no {kind.name} {item_id!r}.{did_you_mean(item_id, known)}"

    def question(self, item_id: str) -> Question | None:
        """Return a question; None if there is none, or its own file is faulty."""
        checked = self._checked.get((QUESTION.name, item_id))
        if isinstance(checked, Question):
            return checked
        try:
            return self._library.question(item_id)
        except (NotFoundError, ContentError):
            return None

    def case(self, item_id: str) -> Case | None:
        """Return a case; None if there is none, or its own file is faulty."""
        checked = self._checked.get((CASE.name, item_id))
        if isinstance(checked, Case):
            return checked
        try:
            return self._library.case(item_id)
        except (NotFoundError, ContentError):
            return None

    def question_beside(self, entry: Entry[Any]) -> Question | None:
        """Return the question that a file of specimens grades: of its own root, if it is there.

        Another root's question of the same id overrides it, and is graded by specimens of its own.
        """
        own = self._in_root.get((entry.root, entry.item_id)) if entry.root else None
        return own if isinstance(own, Question) else self.question(entry.item_id)

    def specimens_of(self, item_id: str) -> int:
        """Return how many specimens grade a question."""
        checked = self._checked.get((SPECIMENS.name, item_id))
        if checked is not None:
            return len(checked)
        try:
            return len(self._library.specimens(item_id))
        except ContentError:
            return 0

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every question that can be read."""
        checked = {
            item_id: model
            for (name, item_id), model in self._checked.items()
            if name == QUESTION.name
        }
        if checked.keys() >= set(self._library.ids(QUESTION.name)):
            return tuple(checked.values())
        behind = {question.id: question for question in self._library.questions()}
        return tuple((behind | checked).values())

    @property
    def is_whole(self) -> bool:
        """Whether every question could be read, so that what is missing is certainly missing."""
        return len(self.questions) == len(self.ids(QUESTION))
