"""Checks of a case: what refers to a part leads somewhere, and every part is a sound question."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from mockint.content.checks.bank import Bank, Entry
from mockint.content.checks.estimates import check_estimates
from mockint.content.checks.followups import check_followups
from mockint.content.checks.numbers import check_numbers
from mockint.content.checks.question import check_question
from mockint.content.checks.specimens import check_grades
from mockint.content.checks.tree import TreePath
from mockint.content.kinds import QUESTION, ROUND
from mockint.core.content import FollowUp, Question
from mockint.core.content.case import Case, as_question
from mockint.core.content.talk import Change, Dive, Talk
from mockint.core.errors import Problem, did_you_mean

if TYPE_CHECKING:
    from mockint.core.ports import Calculators

__all__ = ["check_case", "check_case_standard"]

FACT_PHRASINGS = 5
DIVES, CHANGES, FACTS, DEPTHS = 6, 4, 8, 3


def check_case(entry: Entry[Case], calculators: "Calculators | None") -> Iterator[Problem]:
    """Yield the faults of one case that concern no other file."""
    case = entry.model
    for path, talk in _talks(case):
        yield from _talk(entry, path, talk, calculators)
    yield from _facts(entry)
    refers = _References(entry)
    for index, phase in enumerate(case.phases):
        for number, output in enumerate(phase.requires):
            at = ("phases", index, "requires", number)
            numeric = {f.id for f in _followups(phase) if f.estimate is not None}
            points = {point.id for point in phase.points}
            for key, named, known in (
                ("estimate", output.estimate, numeric),
                ("point", output.point, points),
            ):
                if named is not None and named not in known:
                    near = did_you_mean(named, known)
                    message = f"the phase {phase.id!r} has no {key} {named!r}, and so nobody can "
                    yield entry.fault(f"{message}bring it.{near}", *at, key)
            if output.facts is not None and output.facts > len(case.facts):
                yield entry.fault(f"there are only {len(case.facts)} facts", *at, "facts")
    for index, dive in enumerate(case.dives):
        for number, ground in enumerate(dive.when):
            at = ("dives", index, "when", number)
            yield from refers.point(ground.covered, *at, "covered")
            yield from refers.point(ground.missed, *at, "missed")
            yield from refers.claim(ground.heard, *at, "heard")
            yield from refers.number(ground.estimate_off, *at, "estimate_off")
            yield from refers.fact(ground.unasked, *at, "unasked")
    for index, flag in enumerate(case.red_flags):
        yield from refers.point(flag.missed, "red_flags", index, "missed")
        yield from refers.claim(flag.heard, "red_flags", index, "heard")
    if not case.sources:
        yield entry.fault("'sources' is missing: say what the case rests on")
    if calculators is not None:
        yield from check_numbers(entry, calculators)


def _talks(case: Case) -> Iterator[tuple[TreePath, Talk]]:
    for key, talks in (("phases", case.phases), ("dives", case.dives), ("changes", case.changes)):
        for index, talk in enumerate(talks):
            yield (key, index), talk


def _talk(
    entry: Entry[Case], path: TreePath, talk: Talk, calculators: "Calculators | None"
) -> Iterator[Problem]:
    """Hold a part to what a question is held to."""
    question = as_question(entry.model, talk).model_copy(update={"facts": (), "sources": ("-",)})
    inner: Entry[Question] = Entry(
        QUESTION, entry.path, entry.root, entry.file, question, inside=(*entry.inside, *path)
    )
    yield from check_question(inner)
    yield from check_followups(inner)
    if calculators is not None:
        yield from check_estimates(inner, calculators)
    graded = replace(inner, inside=(*inner.inside, "specimens"))
    for index, specimen in enumerate(talk.specimens):
        yield from check_grades(graded, question, specimen, index)


def _facts(entry: Entry[Case]) -> Iterator[Problem]:
    asked: dict[str, str] = {}
    for index, fact in enumerate(entry.model.facts):
        at = ("facts", index, "phrasings")
        if len(fact.phrasings) < FACT_PHRASINGS:
            message = f"{fact.id!r} needs {FACT_PHRASINGS} phrasings, and has {len(fact.phrasings)}"
            yield entry.fault(message, *at, key=True)
        for number, phrasing in enumerate(fact.phrasings):
            words = phrasing.casefold().rstrip("?")
            if words in asked:
                yield entry.fault(f"this asks for {asked[words]!r} as well", *at, number)
            asked.setdefault(words, fact.id)


def _followups(scope: Talk | FollowUp) -> Iterator[FollowUp]:
    for followup in scope.followups:
        yield followup
        yield from _followups(followup)


class _References:
    """What `part/name` may refer to."""

    def __init__(self, entry: Entry[Case]) -> None:
        self._entry = entry
        self._points: set[str] = set()
        self._claims: set[str] = set()
        self._numbers: set[str] = set()
        for phase in entry.model.phases:
            everything: list[Talk | FollowUp] = [phase, *_followups(phase)]
            self._points |= {f"{phase.id}/{p.id}" for scope in everything for p in scope.points}
            self._claims |= {
                f"{phase.id}/{claim.id}" for scope in everything for claim in scope.wrong_claims
            }
            self._numbers |= {f"{phase.id}/{f.id}" for f in _followups(phase) if f.estimate}
        self._facts = {fact.id for fact in entry.model.facts}

    def point(self, named: str | None, *at: str | int) -> Iterator[Problem]:
        yield from self._named("point", named, self._points, at)

    def claim(self, named: str | None, *at: str | int) -> Iterator[Problem]:
        yield from self._named("wrong claim", named, self._claims, at)

    def number(self, named: str | None, *at: str | int) -> Iterator[Problem]:
        yield from self._named("numeric follow-up", named, self._numbers, at)

    def fact(self, named: str | None, *at: str | int) -> Iterator[Problem]:
        yield from self._named("fact", named, self._facts, at)

    def _named(
        self, what: str, named: str | None, known: set[str], at: TreePath
    ) -> Iterator[Problem]:
        if named is not None and named not in known:
            yield self._entry.fault(
                f"no phase has a {what} {named!r}.{did_you_mean(named, known)}"
                if what != "fact"
                else f"there is no fact {named!r}.{did_you_mean(named, known)}",
                *at,
            )


def check_case_standard(entry: Entry[Case], bank: Bank) -> Iterator[Problem]:
    """Yield what a case lacks of the standard of those that come with mockint."""
    case = entry.model
    for key, least, count in (
        ("dives", DIVES, len(case.dives)),
        ("changes", CHANGES, len(case.changes)),
        ("facts", FACTS, len(case.facts)),
    ):
        if count < least:
            message = f"a case of mockint's own has at least {least} {key}, and this one {count}"
            yield entry.fault(message, key, key=True)
    for index, dive in enumerate(case.dives):
        if (depths := _depth(dive)) < DEPTHS:
            goes = f"a dive goes {DEPTHS} questions deep, and {dive.id!r} goes {depths}"
            yield entry.fault(goes, "dives", index)
    if not any(isinstance(talk, Change) and talk.recompute for talk in case.talks()):
        yield entry.fault("no change recomputes a number", "changes", key=True)
    for round_id in (case.id, f"{case.id}-60"):
        nowhere = bank.unknown(ROUND, round_id)
        if nowhere is not None:
            yield entry.fault(f"{nowhere} A case is played in a round of its own.", "id")


def _depth(scope: Dive | FollowUp) -> int:
    return 1 + max((_depth(followup) for followup in scope.followups), default=0)
