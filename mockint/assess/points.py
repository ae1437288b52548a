"""From matches to verdicts: one for each point, and one for each group of which some are enough."""

from collections.abc import Mapping, Sequence

from mockint.assess.answers import SpokenAnswer
from mockint.assess.reading import Reading
from mockint.core.assessment import ClaimHeard, Evidence, PointVerdict, Verdict
from mockint.core.content import AnyPoint, PointGroup
from mockint.core.levels import CREDIT

COVERED_FROM, MIDDLE_FROM = 0.75, 0.45
"""The bands: above the first a point is covered, below the second it is missed."""
BEYOND_CHANCE = 0.83
"""From where on a point is covered by an answer that seems to speak of something else."""
PARTLY_FROM = 0.5
"""The score of one phrasing from which a middling point is partly made: one statement, half said. A
point in the middle without it is unclear: words of several phrasings, no statement."""


def band(reading: Reading) -> Verdict:
    """Return the verdict that a strength stands for."""
    if not reading.best or not reading.best[0].hits or reading.strength < MIDDLE_FROM:
        return "missed"
    if reading.strength >= COVERED_FROM:
        return "covered"
    return "partial" if reading.best[0].score >= PARTLY_FROM else "unclear"


class Judge:
    """Turns readings into verdicts, with the claims that contradict points taken into account.

    `firm` are the readings without what doesn't hang together, lists of terms above all; `speaks`
    tells whether anything is left then. Where nothing is, naming earns nothing. In a `foreign`
    answer what is only just covered may be so by chance, and is to be asked about.
    """

    def __init__(
        self,
        readings: Mapping[str, Reading],
        answer: SpokenAnswer,
        claims: Sequence[ClaimHeard],
        contradicts: Mapping[str, str],
        firm: Mapping[str, Reading],
        speaks: bool,
        foreign: bool = False,
    ) -> None:
        self._readings = readings
        self._answer = answer
        self._against = {contradicts[c.id]: c for c in reversed(claims) if c.id in contradicts}
        self._firm = firm
        self._speaks = speaks
        self._foreign = foreign

    def verdicts(self, points: Sequence[AnyPoint]) -> tuple[PointVerdict, ...]:
        """Judge every point of a scope in order."""
        return tuple(
            self._group(point) if isinstance(point, PointGroup) else self._statement(point.id)
            for point in points
        )

    def _statement(self, id: str) -> PointVerdict:
        reading = self._readings[id]
        claim = self._against.get(id)
        if claim is not None:
            return _verdict(id, "contradicted", 0.0, claim)
        verdict = band(reading)
        firm = band(self._firm[id])
        if firm != verdict:
            # Said by words that don't hang together, which are to be asked about.
            listed: Verdict = "unclear" if verdict == "covered" and self._speaks else "missed"
            verdict = min(verdict, max(firm, listed, key=_rank), key=_rank)
        if self._foreign and verdict == "covered" and reading.strength < BEYOND_CHANCE:
            verdict = "unclear"
        if verdict == "missed":
            return PointVerdict(id=id, verdict=verdict, strength=_rounded(reading.strength))
        found = reading.best[0]
        evidence = self._answer.quote(found.first, found.after)
        return _verdict(id, verdict, reading.strength, evidence)

    def _group(self, group: PointGroup) -> PointVerdict:
        """Judge a group by its best members: as many as are enough."""
        members = tuple(self._statement(member.id) for member in group.points)
        return group_verdict(group, members, self._against.get(group.id))


def group_verdict(
    group: PointGroup, members: tuple[PointVerdict, ...], against: Evidence | None = None
) -> PointVerdict:
    """Return a group's verdict by its best members, or by the claim that contradicts it."""
    if against is not None:
        return _verdict(group.id, "contradicted", 0.0, against, members)
    best = sorted(members, key=lambda member: -_RANK[member.verdict])[: group.any_of]
    strength = sum(member.strength for member in best) / group.any_of
    earned = sum(CREDIT[member.verdict] for member in best) / group.any_of
    return PointVerdict(
        **best[0].model_dump(exclude={"id", "verdict", "strength", "members"}),
        id=group.id,
        verdict=next((v for v in _EARNING if earned >= CREDIT[v]), "missed"),
        strength=_rounded(strength),
        members=members,
    )


def settled(
    points: Sequence[AnyPoint],
    statements: Mapping[str, PointVerdict],
    claims: Sequence[ClaimHeard],
    contradicts: Mapping[str, str],
) -> tuple[PointVerdict, ...]:
    """Return the verdicts on points where somebody else has judged their statements.

    What nothing was said about is missed; what a claim contradicts is contradicted.
    """
    against = {contradicts[c.id]: c for c in reversed(claims) if c.id in contradicts}

    def statement(id: str) -> PointVerdict:
        if id in against:
            return _verdict(id, "contradicted", 0.0, against[id])
        return statements.get(id) or PointVerdict(id=id, verdict="missed", strength=0.0)

    return tuple(
        group_verdict(point, tuple(statement(m.id) for m in point.points), against.get(point.id))
        if isinstance(point, PointGroup)
        else statement(point.id)
        for point in points
    )


_EARNING: tuple[Verdict, ...] = ("covered", "partial", "unclear")
"""Verdicts that earn something, the best first: a group gets the one that its members earn."""
_RANK: Mapping[Verdict, int] = {
    "covered": 4,
    "partial": 3,
    "unclear": 2,
    "contradicted": 1,
    "missed": 0,
}


def _rank(verdict: Verdict) -> int:
    return _RANK[verdict]


def _verdict(
    id: str,
    verdict: Verdict,
    strength: float,
    evidence: Evidence,
    members: tuple[PointVerdict, ...] = (),
) -> PointVerdict:
    return PointVerdict(
        id=id,
        verdict=verdict,
        strength=_rounded(strength),
        quote=evidence.quote,
        turn=evidence.turn,
        start=evidence.start,
        end=evidence.end,
        members=members,
    )


def _rounded(strength: float) -> float:
    return round(strength, 4)
