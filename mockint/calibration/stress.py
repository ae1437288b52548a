"""Strong answers where they earn nothing: to other questions, and with their words shuffled."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from mockint.calibration.kinds import HIRE, Ratio
from mockint.calibration.readings import Share, share_of
from mockint.core.assessment import AnswerTurn, AssessmentRequest
from mockint.core.content import Question, Specimen
from mockint.core.ports import Assessor

OTHERS = 2
"""Questions of other areas that each answer is read against, drawn by the hash of its text."""
Misuse = Literal["unrelated", "shuffled"]


@dataclass(frozen=True, slots=True)
class MisusedReading:
    """What a good answer was read at where it should earn nothing."""

    misuse: Misuse
    share: Share
    asked: str
    """The question against which it was read."""
    answered: str
    """The question that it answers."""
    level: int
    """1 for what is taken for no answer."""


async def read_misused(
    assessor: Assessor, question: Question, specimen: Specimen, questions: Sequence[Question]
) -> list[MisusedReading]:
    """Read a strong answer to an opening against other questions, and shuffled against its own.

    Weak answers and answers to follow-ups yield nothing.
    """
    if specimen.followup is not None or specimen.level < HIRE:
        return []
    draw = random.Random(sha256(specimen.text.encode()).digest())
    elsewhere = [other for other in questions if other.area != question.area]
    words = specimen.text.split()
    draw.shuffle(words)
    asked: list[tuple[Misuse, Question, str]] = [("shuffled", question, " ".join(words))]
    drawn = draw.sample(elsewhere, min(OTHERS, len(elsewhere)))
    asked += [("unrelated", other, specimen.text) for other in drawn]
    return [
        MisusedReading(
            misuse=misuse,
            share=share_of(specimen.text),
            asked=against.id,
            answered=question.id,
            level=await _level(assessor, against, text),
        )
        for misuse, against, text in asked
    ]


async def _level(assessor: Assessor, question: Question, text: str) -> int:
    turn = AnswerTurn(turn=2, text=text, asked=question.ask)
    found = await assessor.assess(
        AssessmentRequest(question=question, followup=None, turns=(turn,), facts=question.facts)
    )
    return found.level or 1


def misuse_measures(readings: Sequence[MisusedReading]) -> dict[str, Ratio]:
    """Return of how many such readings the level stayed below that of a strong answer."""
    kinds: tuple[Misuse, ...] = ("unrelated", "shuffled")
    levels = {kind: [r.level for r in readings if r.misuse == kind] for kind in kinds}
    return {
        kind: Ratio(sum(level < HIRE for level in found), len(found))
        for kind, found in levels.items()
    }
