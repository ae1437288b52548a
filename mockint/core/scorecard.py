"""What a debrief holds: levels with their evidence, minutes, strengths and gaps."""

from typing import Literal

from mockint.core.assessment import Record
from mockint.core.content import Difficulty
from mockint.core.disputes import Disagreement
from mockint.core.estimates import EstimateVerdict
from mockint.core.requirements import RequirementMet
from mockint.core.spending import Spending


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
    offline_level: int | None = None
    """The level by the offline reading alone, where a model judged."""
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


class FactLine(Record):
    """A fact of a design round, and whether the candidate found it."""

    id: str
    says: str
    asked: bool
    assumed: str | None = None
    """What the candidate took for given in its place, in their words."""


class ConductLine(Record):
    """One thing that an interviewer is held to."""

    id: str
    title: str
    held: bool | None
    """None where there was too little to tell."""
    says: str
    turns: tuple[int, ...] = ()
    """The interviewer's turns that it rests on."""


class DisputeLine(Record):
    """An answer that a model and the offline reading take for different levels, or points."""

    turn: int
    question: str
    followup: str | None = None
    level: int | None
    offline_level: int | None
    disputed: bool
    """True where the level rises above the offline one, or falls far below it."""
    band: tuple[int, int] | None = None
    """The lowest and the highest level of a model's passes."""
    points: tuple[Disagreement, ...] = ()


class DiveLine(Record):
    """A deep dive, or a changed constraint, and why it was chosen."""

    question: str
    title: str
    kind: Literal["dive", "change"]
    because: str
    depth: int
    """How many questions of its chain were answered well enough to go deeper."""
    of: int
    """How many the chain has."""


class DesignReport(Record):
    """What a debrief of a design round holds besides."""

    signal: Difficulty | None
    """The level that the round speaks for; None where too little was seen."""
    signs: tuple[EvidenceLine, ...] = ()
    """What the signal rests on."""
    facts: tuple[FactLine, ...] = ()
    assumptions: tuple[EvidenceLine, ...] = ()
    """What was taken for given; `about` is the fact it is about, else `your call`."""
    dives: tuple[DiveLine, ...] = ()
    red_flags: tuple[EvidenceLine, ...] = ()
    summary: str = ""
    """The design as a strong candidate would sum it up."""


class Scorecard(Record):
    """The debrief of a session."""

    level: int | None
    """None when nothing could be observed: no data, no score."""
    offline_level: int | None = None
    """The level by the offline reading alone, where a model judged."""
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
    models: tuple[Spending, ...] = ()
    """What models did here, and what it cost."""
    study: tuple[str, ...]
    """Question ids to go back to, weakest first."""
    design: DesignReport | None = None
    """Of a design round."""
    disputes: tuple[DisputeLine, ...] = ()
    """Answers that a model reads differently than the offline assessor."""
    ungraded: tuple[int, ...] = ()
    """Turns that a model was to judge and couldn't: their offline verdict stands."""
    conduct: tuple[ConductLine, ...] = ()
    """How the interviewer did."""
