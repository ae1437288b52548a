"""One specimen, as it was graded and as an assessor reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal, get_args

from mockint.core.assessment import (
    AnswerTurn,
    Assessment,
    AssessmentRequest,
    Evidence,
    PointVerdict,
    Verdict,
)
from mockint.core.content import Question, Specimen, SpecimenKind, find_followup
from mockint.core.errors import NotFoundError
from mockint.core.ports import Assessor, Calculators

Share = Literal["tuning", "untouched"]
SHARES: tuple[Share, ...] = get_args(Share)
LEVELS = (1, 2, 3, 4)

FOLDED: Mapping[Verdict, str] = {
    "covered": "made",
    "partial": "half made",
    "unclear": "half made",
    "missed": "not made",
    "contradicted": "not made",
}
"""Five verdicts as three: whoever grades has no "unclear", and what contradicts a point is counted
with the wrong claims."""


def share_of(text: str) -> Share:
    """Return the share that a specimen belongs to.

    Its text alone decides, so that no edit elsewhere moves it. An edited text is a new specimen.
    """
    return "tuning" if int(sha256(text.encode()).hexdigest(), 16) % 3 else "untouched"


@dataclass(frozen=True, slots=True)
class PointPair:
    """One point's verdict by its label and by the assessor."""

    point: str
    """`point`, or `followup/point`."""
    graded: Verdict
    read: Verdict

    @property
    def folded(self) -> tuple[str, str]:
        """Both verdicts in the form in which they are compared."""
        return FOLDED[self.graded], FOLDED[self.read]


@dataclass(frozen=True, slots=True)
class Reading:
    """One specimen: its labels, and what the assessor found."""

    question: str
    followup: str | None
    kind: SpecimenKind
    share: Share
    words: int
    levels: tuple[int, int]
    """Graded and read. What the assessor takes for no answer has no level, and counts as 1."""
    score: float
    """0 for what has none."""
    points: tuple[PointPair, ...]
    claims_graded: frozenset[str]
    claims_read: frozenset[str]
    quotes: int = 0
    """Pieces of evidence given."""
    verbatim: int = 0
    """How many of them are slices of the answer."""

    @property
    def alarms(self) -> frozenset[str]:
        """Wrong claims that were heard and not made."""
        return self.claims_read - self.claims_graded


async def read_specimen(
    assessor: Assessor, calculators: Calculators, question: Question, specimen: Specimen
) -> Reading:
    """Read a specimen as the whole answer to its question or follow-up.

    A point that the assessor says nothing about is missed.
    """
    followup = find_followup(question, specimen.followup) if specimen.followup else None
    if specimen.followup and followup is None:
        raise NotFoundError(
            f"A specimen answers {specimen.followup!r}, which {question.id!r} doesn't ask.",
            "mockint check names its line.",
        )
    request = AssessmentRequest(
        question=question,
        followup=followup,
        turns=(AnswerTurn(turn=2, text=specimen.text, asked=(followup or question).ask),),
        facts=question.facts,
        expected=calculators.expected(question, followup) if followup else None,
    )
    found = await assessor.assess(request)
    verdicts = {point.id: point.verdict for point in found.points}
    place = f"{followup.id}/" if followup else ""
    quotes = _quotes(found)
    return Reading(
        question=question.id,
        followup=specimen.followup,
        kind=specimen.kind,
        share=share_of(specimen.text),
        words=len(specimen.text.split()),
        levels=(specimen.level, found.level or 1),
        score=found.score or 0.0,
        points=tuple(
            PointPair(f"{place}{point}", graded, verdicts.get(point, "missed"))
            for point, graded in specimen.verdicts.items()
        ),
        claims_graded=frozenset(specimen.wrong_claims),
        claims_read=frozenset(claim.id for claim in found.wrong_claims),
        quotes=len(quotes),
        verbatim=sum(specimen.text[start:end] == quote for quote, start, end in quotes),
    )


def _quotes(found: Assessment) -> list[tuple[str | None, int | None, int | None]]:
    """Return (quote, start, end) of all evidence in an assessment."""
    evidence: list[PointVerdict | Evidence] = [*found.wrong_claims, *found.numbers]
    for point in found.points:
        evidence += [point, *point.members]
    return [(each.quote, each.start, each.end) for each in evidence if each.quote is not None]
