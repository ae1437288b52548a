"""Checks of a question: ids, counts, sources, and what must not give the answer away."""

import re
from collections.abc import Iterator
from typing import Final

from mockint.content.checks.bank import Entry
from mockint.content.checks.tree import (
    PlacedScope,
    TreePath,
    members_of,
    phrasings_of,
    scopes,
    statements,
)
from mockint.core.content import PointGroup, Question
from mockint.core.errors import Problem, did_you_mean

__all__ = ["check_question"]

PHRASINGS: Final = 5
"""Of a main point: fewer than that, and good answers go unheard."""
FEWER_PHRASINGS: Final = 4
"""Of a group's member, and of a follow-up's point, which the ask itself narrows down."""
SOURCELESS_AREA: Final = "conversation"
LIST_INSIDE: Final = re.compile(r"[?.!] - ")
"""A dash after a sentence's end: a list indented below a plain text, which YAML reads into it."""
CUT_NUMBER: Final = re.compile(r"\d{1,3}")
"""What is left of `3,650` in a list between brackets, where the comma divides."""


def check_question(entry: Entry[Question]) -> Iterator[Problem]:
    """Yield the faults of one question that concern no other file."""
    question = entry.model
    yield from _repeated_ids(entry)
    for placed in scopes(question):
        yield from _phrasings(entry, placed)
        yield from _contradicted(entry, placed)
        yield from _given_away(entry, placed)
        yield from _lists_inside(entry, placed)
    for path, point in PlacedScope((), question).points():
        if point.probe is None:
            what = "group" if isinstance(point, PointGroup) else "point"
            yield entry.fault(f"the {what} {point.id!r} has no probe", *path)
    for index, hint in enumerate(question.hints):
        for point in question.points:
            yield from _gives_away(entry, hint, phrasings_of(point), ("hints", index), point.id)
    if not question.sources and question.area != SOURCELESS_AREA:
        yield entry.fault("'sources' is missing: say what the answer rests on")
    yield from _repeated_asks(entry)


def _repeated_ids(entry: Entry[Question]) -> Iterator[Problem]:
    """Verdicts, claims and follow-ups are kept by id alone, so that each is there but once."""
    first: dict[str, TreePath] = {}
    for path, item_id in _ids(entry.model):
        if item_id in first:
            line = entry.line(*first[item_id], "id")
            message = f"the id {item_id!r} stands in this question twice, first in line {line}"
            yield entry.fault(message, *path, "id")
        else:
            first[item_id] = path


def _ids(question: Question) -> Iterator[tuple[TreePath, str]]:
    for placed in scopes(question):
        if not placed.is_main:
            yield placed.path, placed.scope.id
        for path, point in placed.points():
            yield path, point.id
            for index, member in enumerate(members_of(point)):
                yield (*path, "points", index), member.id
        for path, claim in placed.claims():
            yield path, claim.id
    for index, fact in enumerate(question.facts):
        yield ("facts", index), fact.id


def _phrasings(entry: Entry[Question], placed: PlacedScope) -> Iterator[Problem]:
    for path, statement in statements(placed):
        is_member = len(path) > len(placed.path) + 2
        least = PHRASINGS if placed.is_main and not is_member else FEWER_PHRASINGS
        seen: dict[str, int] = {}
        for index, phrasing in enumerate(statement.phrasings):
            words = _words(phrasing)
            if words in seen:
                message = f"this phrasing repeats the one at [{seen[words]}] of {statement.id!r}"
                yield entry.fault(message, *path, "phrasings", index)
            seen.setdefault(words, index)
            if CUT_NUMBER.fullmatch(words):
                message = f"any {words} would be heard as this phrasing; has a comma cut it in two?"
                yield entry.fault(message, *path, "phrasings", index)
        if len(statement.phrasings) < least:
            yield entry.fault(
                f"{statement.id!r} needs {least} phrasings, and has {len(statement.phrasings)}",
                *(*path, "phrasings"),
                key=True,
            )


def _contradicted(entry: Entry[Question], placed: PlacedScope) -> Iterator[Problem]:
    known = {statement.id for _, statement in statements(placed)}
    known |= {point.id for point in placed.scope.points}
    for path, claim in placed.claims():
        if claim.contradicts is not None and claim.contradicts not in known:
            yield entry.fault(
                f"{claim.id!r} contradicts {claim.contradicts!r}, which is no point here."
                f"{did_you_mean(claim.contradicts, known)}",
                *(*path, "contradicts"),
            )


def _given_away(entry: Entry[Question], placed: PlacedScope) -> Iterator[Problem]:
    """A probe or challenge that says the point in its own words asks nothing any more."""
    for path, point in placed.points():
        if point.probe is not None:
            own = phrasings_of(point)
            yield from _gives_away(entry, point.probe, own, (*path, "probe"), point.id)
    right = {
        item_id: point
        for point in placed.scope.points
        for item_id in (point.id, *(member.id for member in members_of(point)))
    }
    for path, claim in placed.claims():
        if (answer := right.get(claim.contradicts or "")) is not None:
            phrasings, at = phrasings_of(answer), (*path, "challenge")
            yield from _gives_away(entry, claim.challenge, phrasings, at, answer.id)


def _lists_inside(entry: Entry[Question], placed: PlacedScope) -> Iterator[Problem]:
    """What is asked aloud holds no list that slipped below it."""
    asked = [((*placed.path, "ask"), placed.scope.ask)]
    asked += [((*path, "probe"), point.probe or "") for path, point in placed.points()]
    asked += [((*path, "challenge"), claim.challenge) for path, claim in placed.claims()]
    for path, text in asked:
        if LIST_INSIDE.search(text):
            yield entry.fault("a list has slipped into this text, and would be read aloud", *path)


def _gives_away(
    entry: Entry[Question], text: str, phrasings: tuple[str, ...], path: TreePath, point_id: str
) -> Iterator[Problem]:
    words = f" {_words(text)} "
    for phrasing in phrasings:
        if f" {_words(phrasing)} " in words:
            yield entry.fault(
                f"this gives {point_id!r} away: it holds the whole phrasing {phrasing!r}", *path
            )
            return


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _repeated_asks(entry: Entry[Question]) -> Iterator[Problem]:
    """Nothing is asked twice in a round."""
    first: dict[str, TreePath] = {}
    for placed in scopes(entry.model):
        words = _words(placed.scope.ask)
        if words in first:
            line = entry.line(*first[words], "ask")
            yield entry.fault(f"the same is asked in line {line}", *placed.path, "ask")
        else:
            first[words] = placed.path
