"""Checks of the glossary: each term once."""

from collections.abc import Iterator

from mockint.content.checks.bank import Entry
from mockint.core.content import GlossaryEntry
from mockint.core.errors import Problem

__all__ = ["check_glossary"]


def check_glossary(entry: Entry[tuple[GlossaryEntry, ...]]) -> Iterator[Problem]:
    """Yield the terms that are there twice: only the last would count."""
    first: dict[str, int] = {}
    for index, item in enumerate(entry.model):
        term = item.term.casefold()
        if term in first:
            line = entry.file.place((first[term], "term")).line
            message = f"the term {item.term!r} stands here twice, first in line {line}"
            yield entry.fault(message, index, "term")
        first.setdefault(term, index)
