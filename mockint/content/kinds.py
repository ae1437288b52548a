"""The kinds of content: which model each is, and where its files lie under a root."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath
from typing import Any, Final, Generic, TypeVar

from pydantic import TypeAdapter

from mockint.core.content import GlossaryEntry, Persona, Question, Round, Rubric, Specimen
from mockint.core.content.case import Case
from mockint.core.errors import InputError, did_you_mean

__all__ = [
    "CASE",
    "GLOSSARY",
    "KINDS",
    "PERSONA",
    "QUESTION",
    "ROUND",
    "RUBRIC",
    "SPECIMENS",
    "Kind",
    "kind_named",
    "kind_of_data",
    "kind_of_path",
]

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Kind(Generic[T]):
    """One kind of file."""

    name: str
    annotation: Any
    """The model, or for a file that is a list a tuple of models."""
    folder: str
    """Under a root, with forward slashes."""
    by_area: bool = False
    """Whether the files lie in a folder for each area."""
    single: str = ""
    """The name of the one file of this kind, where there is but one."""
    keys: frozenset[str] = frozenset()
    """Keys by which a file in no known folder is recognised."""

    @cached_property
    def adapter(self) -> TypeAdapter[T]:
        """What validates this kind; building it takes longer than parsing a file."""
        return TypeAdapter(self.annotation)


ROUND: Final[Kind[Round]] = Kind(
    "round",
    Round,
    "interviews/rounds",
    keys=frozenset({"phases", "trains", "rubric", "persona", "feedback", "board"}),
)
CASE: Final[Kind[Case]] = Kind(
    "case",
    Case,
    "interviews/cases",
    keys=frozenset({"prompt", "dives", "changes", "names", "red_flags", "summary"}),
)
QUESTION: Final[Kind[Question]] = Kind(
    "question",
    Question,
    "interviews/questions",
    by_area=True,
    keys=frozenset({"ask", "points", "hints", "area", "difficulty", "followups", "wrong_claims"}),
)
PERSONA: Final[Kind[Persona]] = Kind(
    "persona",
    Persona,
    "interviews/personas",
    keys=frozenset({"lines", "manner", "voice", "patience_seconds"}),
)
RUBRIC: Final[Kind[Rubric]] = Kind(
    "rubric", Rubric, "rubrics", keys=frozenset({"dimensions", "floors"})
)
SPECIMENS: Final[Kind[tuple[Specimen, ...]]] = Kind(
    "specimen",
    tuple[Specimen, ...],
    "rubrics/specimens",
    by_area=True,
    keys=frozenset({"verdicts", "level", "kind", "text"}),
)
GLOSSARY: Final[Kind[tuple[GlossaryEntry, ...]]] = Kind(
    "glossary",
    tuple[GlossaryEntry, ...],
    "interviews",
    single="glossary.yaml",
    keys=frozenset({"term", "also"}),
)

KINDS: Final[dict[str, Kind[Any]]] = {
    kind.name: kind for kind in (ROUND, CASE, QUESTION, PERSONA, RUBRIC, SPECIMENS, GLOSSARY)
}


def kind_named(name: str) -> Kind[Any]:
    """Return a kind by name; raises InputError with the nearest one."""
    if name in KINDS:
        return KINDS[name]
    raise InputError(
        f"There is no kind of content {name!r}.{did_you_mean(name, KINDS)}",
        f"The kinds are {', '.join(KINDS)}.",
    )


def kind_of_path(path: PurePath) -> Kind[Any] | None:
    """Return the kind of a file by the folder that it lies in; the root doesn't matter."""
    if path.name == GLOSSARY.single:
        return GLOSSARY
    for kind in KINDS.values():
        folders = {path.parent.name, path.parent.parent.name if kind.by_area else path.parent.name}
        if not kind.single and PurePath(kind.folder).name in folders:
            return kind
    return None


def kind_of_data(data: object) -> Kind[Any] | None:
    """Return the kind of a file by the keys in it (of a list: of its first item)."""
    many = isinstance(data, tuple)
    sample = data[0] if isinstance(data, tuple) and data else data
    if not isinstance(sample, dict):
        return None
    fitting = (SPECIMENS, GLOSSARY) if many else (ROUND, CASE, QUESTION, PERSONA, RUBRIC)
    best: Kind[Any] = max(fitting, key=lambda kind: len(kind.keys & sample.keys()))
    return best if best.keys & sample.keys() else None
