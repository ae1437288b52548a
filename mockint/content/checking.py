"""`mockint check`: every fault of some files, of their shape and of what they refer to."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mockint.bundled import bundled_root
from mockint.content.checks.bank import Bank, Entry
from mockint.content.checks.case import check_case, check_case_standard
from mockint.content.checks.estimates import check_estimates
from mockint.content.checks.followups import check_followups
from mockint.content.checks.glossary import check_glossary
from mockint.content.checks.persona import check_persona
from mockint.content.checks.question import check_question
from mockint.content.checks.round import check_round
from mockint.content.checks.rubric import check_rubric
from mockint.content.checks.specimens import check_specimens
from mockint.content.checks.standard import check_standard
from mockint.content.checks.targets import Target, targets_in_root, targets_of
from mockint.content.kinds import (
    CASE,
    GLOSSARY,
    PERSONA,
    QUESTION,
    ROUND,
    RUBRIC,
    SPECIMENS,
    kind_of_data,
)
from mockint.content.library import Library, open_library
from mockint.content.loading import load, read_file
from mockint.content.placement import misplaced
from mockint.core.errors import ContentError, Problem

if TYPE_CHECKING:
    from mockint.core.ports import Calculators

__all__ = ["check"]


def check(
    paths: Iterable[Path | str] = (),
    *,
    library: Library | None = None,
    calculators: "Calculators | None" = None,
    standard: bool = False,
) -> tuple[Problem, ...]:
    """Return every fault of the files at `paths`, sorted by place.

    A path is a file, a folder of files, or a root (it has interviews/ or rubrics/ in it); none
    means all roots of the library. References resolve against what is checked and the library,
    which is by default the bundled content and the user's own. Without calculators the numbers
    of estimates aren't recomputed. With `standard` every question is held to the standard of the
    bank that comes with mockint; its own questions always are.
    """
    library = library or open_library()
    named = [Path(path) for path in paths]
    if named:
        found = [each for path in named for each in targets_of(path)]
    else:
        found = [each for root in library.roots for each in targets_in_root(root)]
    problems = [each for each in found if isinstance(each, Problem)]
    entries: list[Entry[Any]] = []
    for target in found:
        if isinstance(target, Target):
            try:
                entries.append(_read(target))
            except ContentError as error:
                problems.extend(error.problems)
    for entry in entries:
        if entry.root is not None:
            problems.extend(misplaced(entry.kind, entry.path, entry.model, entry.file))
    bank = Bank(library.extended(_roots(found)), entries)
    for entry in entries:
        problems.extend(_faults(entry, bank, calculators))
        if standard or entry.root == bundled_root():
            if entry.kind is QUESTION:
                problems.extend(check_standard(entry, bank))
            elif entry.kind is CASE:
                problems.extend(check_case_standard(entry, bank))
    return tuple(sorted(set(problems), key=lambda p: (p.path, p.line, p.column, p.message)))


def _roots(found: Sequence[Target | Problem]) -> list[Path]:
    return [each.root for each in found if isinstance(each, Target) and each.root is not None]


def _read(target: Target) -> Entry[Any]:
    file = read_file(target.path)
    kind = target.kind or kind_of_data(file.data)
    if kind is None:
        message = "neither the folder nor the keys tell what kind of content this is"
        raise ContentError([file.problem(message)])
    return Entry(kind, target.path, target.root, file, load(kind, file))


def _faults(entry: Entry[Any], bank: Bank, calculators: "Calculators | None") -> Iterator[Problem]:
    """Yield the faults of a file that has the right shape."""
    if entry.kind is QUESTION:
        yield from check_question(entry)
        yield from check_followups(entry)
        if calculators is not None:
            yield from check_estimates(entry, calculators)
    elif entry.kind is CASE:
        yield from check_case(entry, calculators)
    elif entry.kind is ROUND:
        yield from check_round(entry, bank)
    elif entry.kind is PERSONA:
        yield from check_persona(entry)
    elif entry.kind is RUBRIC:
        yield from check_rubric(entry)
    elif entry.kind is SPECIMENS:
        yield from check_specimens(entry, bank)
    elif entry.kind is GLOSSARY:
        yield from check_glossary(entry)
