"""What a debrief holds: levels with their evidence, minutes, strengths and gaps."""

from mockint.core.assessment import Record
from mockint.core.estimates import EstimateVerdict
from mockint.core.requirements import RequirementMet


class EvidenceLine(Record):
    """One moment that a level rests on."""

    turn: int
    quote: str
    about: str
    """The point, claim or number it speaks of."""
    verdict: str


class DimensionScore(Record):
    """How one dimension came out; `level` is None where nothing was observed."""

    id: str
    title: str
    weight: float
    level: int | None
    you_said: int | None = None
    """The level that the candidate gave, before this one was shown."""
    score: float | None
    anchor: str
    """The rubric's words for that level."""
    evidence: tuple[EvidenceLine, ...] = ()


class PhaseTime(Record):
    """Minutes planned and used."""

    id: str
    title: str
    planned_seconds: float
    used_seconds: float


class PointLine(Record):
    """A point named in the debrief."""

    question: str
    point: str
    says: str
    verdict: str


class Scorecard(Record):
    """The debrief of a session."""

    level: int | None
    """None when nothing could be observed: no data, no score."""
    dimensions: tuple[DimensionScore, ...]
    phases: tuple[PhaseTime, ...]
    typing_pace: float
    hints: int
    strengths: tuple[PointLine, ...]
    gaps: tuple[PointLine, ...]
    estimates: tuple[EstimateVerdict, ...] = ()
    """The numbers that were asked for."""
    board: tuple[RequirementMet, ...] = ()
    """What had to stand on the board."""
    study: tuple[str, ...]
    """Question ids to go back to, weakest first."""
