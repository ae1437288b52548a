"""The library: all content of one or more roots, found by file name and parsed when asked for."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

from mockint.content.kinds import (
    CASE,
    GLOSSARY,
    PERSONA,
    QUESTION,
    ROUND,
    RUBRIC,
    SPECIMENS,
    Kind,
)
from mockint.content.loading import load, read_file
from mockint.content.parsed_cache import ParsedCache, stamps_of
from mockint.content.placement import misplaced
from mockint.content.roots import content_roots, files_of
from mockint.core.content import GlossaryEntry, Persona, Question, Round, Rubric, Specimen
from mockint.core.content.case import Case, case_questions
from mockint.core.errors import ContentError, NotFoundError, Problem, did_you_mean
from mockint.folders import cache_folder

__all__ = ["Library", "Shelf", "open_library"]

T = TypeVar("T")


def open_library(extra: Iterable[Path | str] = ()) -> "Library":
    """Return the library of the bundled content, the user's own, and the folders of `extra`."""
    return Library(content_roots(extra), cache=cache_folder())


class Shelf(Generic[T]):
    """The files of one kind: later roots override earlier ones by file name, which is the id.

    A faulty file keeps no other one from being used: asking for it raises, listing skips it and
    remembers its faults.
    """

    def __init__(self, kind: Kind[T], roots: Sequence[Path], cache: ParsedCache) -> None:
        self.kind = kind
        self.faults: dict[Path, tuple[Problem, ...]] = {}
        """What was wrong with the files that a listing left out."""
        self._roots = roots
        self._cache = cache
        self._models: dict[Path, T] = {}

    @cached_property
    def files(self) -> dict[str, tuple[int, list[Path]]]:
        """Id to the root that it comes from, and its files there: one, unless it's a fault."""
        found: dict[str, tuple[int, list[Path]]] = {}
        for number, root in enumerate(self._roots):
            for path in files_of(self.kind, root):
                if path.stem in found and found[path.stem][0] == number:
                    found[path.stem][1].append(path)
                else:
                    found[path.stem] = (number, [path])
        return found

    def ids(self) -> tuple[str, ...]:
        """Return all ids, without opening a file."""
        return tuple(self.files)

    def get(self, item_id: str) -> T:
        """Return one item; raises NotFoundError, or ContentError with the faults of its file."""
        if item_id not in self.files:
            name = self.kind.name
            raise NotFoundError(
                f"There is no {name} {item_id!r}.{did_you_mean(item_id, self.files)}",
                f"All of them: mockint list {name}s",
            )
        first, *others = self.files[item_id][1]
        if others:
            raise ContentError(
                [Problem(str(path), 1, 1, f"{first} has the same id") for path in others]
            )
        if first not in self._models:
            self._models[first] = self._load(first)
        return self._models[first]

    @cached_property
    def all(self) -> tuple[T, ...]:
        """Every item that can be read."""
        stamps = stamps_of(paths[0] for _, paths in self.files.values() if len(paths) == 1)
        kept = self._cache.read(self.kind, stamps)
        # What was loaded one by one is older than its stamp, and so isn't kept.
        earlier = set(self._models)
        self._models = kept | self._models
        good: list[T] = []
        for item_id, (_, paths) in self.files.items():
            try:
                good.append(self.get(item_id))
            except ContentError as error:
                self.faults[paths[0]] = error.problems
        known = earlier | kept.keys()
        parsed = {path: model for path, model in self._models.items() if path not in known}
        if parsed:
            self._cache.write(self.kind, kept | parsed, stamps, parsed.keys())
        return tuple(good)

    def _load(self, path: Path) -> T:
        file = read_file(path)
        model = load(self.kind, file)
        if problems := misplaced(self.kind, path, model, file):
            raise ContentError(problems)
        return model


class Library:
    """All content of some roots, the later ones overriding the earlier."""

    def __init__(self, roots: Sequence[Path], cache: Path | None = None) -> None:
        """Take roots in their order; `cache` is a folder for parsed content, None for none."""
        self.roots = tuple(roots)
        self._cache = cache
        parsed = ParsedCache(cache, self.roots)
        self._rounds = Shelf(ROUND, self.roots, parsed)
        self._cases = Shelf(CASE, self.roots, parsed)
        self._questions = Shelf(QUESTION, self.roots, parsed)
        self._personas = Shelf(PERSONA, self.roots, parsed)
        self._rubrics = Shelf(RUBRIC, self.roots, parsed)
        self._specimens = Shelf(SPECIMENS, self.roots, parsed)
        self._glossary_faults: tuple[Problem, ...] = ()

    def rounds(self) -> tuple[Round, ...]:
        """Return every round that can be read, bundled ones first."""
        return self._rounds.all

    def questions(self) -> tuple[Question, ...]:
        """Return every question that can be read, by area."""
        return self._questions.all

    def personas(self) -> tuple[Persona, ...]:
        """Return every persona that can be read."""
        return self._personas.all

    def rubrics(self) -> tuple[Rubric, ...]:
        """Return every rubric that can be read."""
        return self._rubrics.all

    def round(self, item_id: str) -> Round:
        """Return one round; raises NotFoundError or ContentError."""
        return self._rounds.get(item_id)

    def case(self, item_id: str) -> Case:
        """Return one case; raises NotFoundError or ContentError."""
        return self._cases.get(item_id)

    def question(self, item_id: str) -> Question:
        """Return one question, or a part of a case (`design-rag/estimate`) as one.

        Raises NotFoundError or ContentError.
        """
        case_id, _, part = item_id.partition("/")
        if not part:
            return self._questions.get(item_id)
        parts = case_questions(self.case(case_id))
        if item_id not in parts:
            known = [name.partition("/")[2] for name in parts]
            raise NotFoundError(
                f"The case {case_id!r} has no part {part!r}.{did_you_mean(part, known)}",
                f"It has: {', '.join(known)}.",
            )
        return parts[item_id]

    def persona(self, item_id: str) -> Persona:
        """Return one persona; raises NotFoundError or ContentError."""
        return self._personas.get(item_id)

    def rubric(self, item_id: str) -> Rubric:
        """Return one rubric; raises NotFoundError or ContentError."""
        return self._rubrics.get(item_id)

    def specimens(self, question_id: str) -> tuple[Specimen, ...]:
        """Return the graded sample answers to a question, or to a part of a case; none is no fault.

        Those of an earlier root than the question's grade another question of the same id, which
        this one overrides.
        """
        case_id, _, part = question_id.partition("/")
        if part:
            talk = self.case(case_id).talk(part)
            return talk.specimens if talk else ()
        if question_id not in self._specimens.files:
            return ()
        written_for = self._specimens.files[question_id][0]
        if question_id in self._questions.files:
            asked_from = self._questions.files[question_id][0]
            if written_for < asked_from:
                return ()
        return self._specimens.get(question_id)

    @cached_property
    def _terms(self) -> tuple[GlossaryEntry, ...]:
        entries: dict[str, GlossaryEntry] = {}
        for root in self.roots:
            for path in files_of(GLOSSARY, root):
                try:
                    terms = load(GLOSSARY, read_file(path))
                except ContentError as error:
                    self._glossary_faults += error.problems
                else:
                    entries |= {entry.term.casefold(): entry for entry in terms}
        return tuple(entries.values())

    def glossary(self) -> tuple[GlossaryEntry, ...]:
        """Return the terms of all roots; a later root's entry replaces that of the same term."""
        return self._terms

    def extended(self, roots: Iterable[Path]) -> "Library":
        """Return this library with more roots, or itself if it has them all."""
        known = {root.resolve() for root in self.roots}
        added = {root.resolve(): root for root in roots if root.resolve() not in known}
        return Library((*self.roots, *added.values()), cache=self._cache) if added else self

    def ids(self, kind: str) -> tuple[str, ...]:
        """Return the ids of a kind (round, question, persona, rubric) without opening a file."""
        return self._shelves[kind].ids()

    def source(self, kind: str, item_id: str) -> Path:
        """Return the file that an item is read from; raises NotFoundError."""
        files = self._shelves[kind].files
        if item_id not in files:
            raise NotFoundError(f"There is no {kind} {item_id!r}.{did_you_mean(item_id, files)}")
        return files[item_id][1][0]

    @property
    def faults(self) -> tuple[Problem, ...]:
        """What was wrong with the files that the listings so far left out."""
        shelves = self._shelves.values()
        found = [p for shelf in shelves for problems in shelf.faults.values() for p in problems]
        return (*found, *self._glossary_faults)

    @property
    def _shelves(self) -> dict[str, Shelf[Any]]:
        shelves = (
            self._rounds,
            self._cases,
            self._questions,
            self._personas,
            self._rubrics,
            self._specimens,
        )
        return {shelf.kind.name: shelf for shelf in shelves}
