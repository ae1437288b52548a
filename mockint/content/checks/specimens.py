"""Checks of specimens: everything that they grade is there."""

from collections.abc import Iterator
from typing import Any

from mockint.content.checks.bank import Bank, Entry
from mockint.content.kinds import QUESTION
from mockint.core.content import Question, Specimen, find_followup, walk_followups
from mockint.core.errors import Problem, did_you_mean

__all__ = ["check_grades", "check_specimens"]


def check_specimens(entry: Entry[tuple[Specimen, ...]], bank: Bank) -> Iterator[Problem]:
    """Yield the faults of one question's specimens."""
    if message := bank.unknown(QUESTION, entry.item_id):
        yield entry.fault(f"{message} A file of specimens is called like its question.")
        return
    question = bank.question_beside(entry)
    if question is None:
        return  # the question's own faults come first
    for index, specimen in enumerate(entry.model):
        yield from check_grades(entry, question, specimen, index)


def check_grades(
    entry: Entry[Any], question: Question, specimen: Specimen, index: int
) -> Iterator[Problem]:
    """Yield what one specimen grades and the question doesn't have."""
    scope = question if specimen.followup is None else find_followup(question, specimen.followup)
    if scope is None:
        known = [followup.id for _, followup in walk_followups(question)]
        yield entry.fault(
            f"{question.id!r} has no follow-up {specimen.followup!r}."
            f"{did_you_mean(specimen.followup or '', known)}",
            *(index, "followup"),
        )
        return
    points = {point.id for point in scope.points}
    for point_id in specimen.verdicts:
        if point_id not in points:
            message = f"{scope.id!r} has no point {point_id!r}.{did_you_mean(point_id, points)}"
            yield entry.fault(message, index, "verdicts", point_id, key=True)
    claims = {claim.id for claim in scope.wrong_claims}
    for number, claim_id in enumerate(specimen.wrong_claims):
        if claim_id not in claims:
            near = did_you_mean(claim_id, claims)
            message = f"{scope.id!r} has no wrong claim {claim_id!r}.{near}"
            yield entry.fault(message, index, "wrong_claims", number)
