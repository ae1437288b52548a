"""What an assessor returns: verdicts with verbatim evidence, never one overall impression."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from mockint.core.content import Fact, FollowUp, Question, Scope

Verdict = Literal["covered", "partial", "missed", "contradicted", "unclear"]
Sufficiency = Literal["none", "emerging", "sufficient", "rich"]
Intent = Literal[
    "answer",
    "correction",
    "thinking",
    "dont-know",
    "ask-repeat",
    "ask-hint",
    "ask-time",
    "ask-move-on",
    "clarify",
    "small-talk",
    "echo",
    "to-grader",
    "empty",
]
Flag = Literal["term-list", "negated-rubric", "echo", "to-grader", "off-topic"]

ANSWER_INTENTS: frozenset[str] = frozenset({"answer", "correction"})
"""The intents that carry something to score; every other one is a non-answer."""


class Record(BaseModel):
    """Base of all that is written to a session: immutable, closed, JSON round-trip."""

    # Built when first used: what reads answers is imported before there is one.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Evidence(Record):
    """A verbatim slice of a candidate's turn: `turn_text[start:end] == quote`."""

    quote: str
    turn: int
    start: int
    end: int


class PointVerdict(Record):
    """The verdict on one point; a group carries those of its members."""

    id: str
    verdict: Verdict
    strength: float = Field(ge=0, le=1)
    """How much of the point was found, 0 to 1."""
    quote: str | None = None
    turn: int | None = None
    start: int | None = None
    end: int | None = None
    members: tuple["PointVerdict", ...] = ()


class ClaimHeard(Evidence):
    """A wrong claim that was made, in the candidate's words."""

    id: str


class NumberFound(Evidence):
    """A quantity in the answer, and how it compares with what was expected."""

    value: float
    """In the base unit (bytes, seconds, tokens ...)."""
    unit: str | None = None
    expected: float | None = None
    ratio: float | None = None
    """value / expected, where an expected value is known."""
    within: bool | None = None
    """True inside the tolerance; None where nothing was expected."""
    mistake: str | None = None
    """The classic slip whose computed value this is."""


class AssumptionHeard(Evidence):
    """Something that the candidate took for given, in their words."""

    fact: str | None = None
    """The fact that it is about, where there is one."""
    times: float | None = None
    """Its figure over that of the fact, where both have one."""


class Volunteered(Record):
    """A number that nobody had asked for yet."""

    followup: str
    """The follow-up that would have asked for it."""
    number: NumberFound


class Judged(Record):
    """What a model's verdicts came of, so that they can be told from those of another day."""

    prompt: str
    """The version of the prompt."""
    rubric: str
    """A hash of what was asked for: points, claims and their order."""
    seed: int
    """By which the points were shuffled."""
    repaired: bool = False
    """True where the first reply had to be asked for again."""
    rejected: tuple[str, ...] = ()
    """Points and claims whose quote was none, or spoke to the grader: they stand as unclear."""


class Assessment(Record):
    """How one growing answer (all of a scope's turns so far) was read."""

    question: str
    followup: str | None = None
    assessor: str
    level: int | None = Field(default=None, ge=1, le=4)
    """None for what is not an answer."""
    score: float | None = Field(default=None, ge=0, le=1)
    interval: tuple[float, float] | None = None
    sufficiency: Sufficiency = "none"
    intent: Intent = "answer"
    """What the newest turn was; the verdicts speak of all turns."""
    points: tuple[PointVerdict, ...] = ()
    wrong_claims: tuple[ClaimHeard, ...] = ()
    numbers: tuple[NumberFound, ...] = ()
    flags: tuple[Flag, ...] = ()
    fact: str | None = None
    """The id of the fact that a clarifying question asks for, if one was recognised."""
    facts: tuple[str, ...] = ()
    """In a design round: every fact that the newest turn asks for, in the order of asking."""
    offered: tuple[str, ...] = ()
    """In a design round: the facts that a question may mean and may not, the likelier first."""
    unheard: bool = False
    """In a design round: whether the newest turn asks for more than could be made out."""
    assumptions: tuple[AssumptionHeard, ...] = ()
    """In a design round: what the newest turn takes for given."""
    volunteered: tuple[Volunteered, ...] = ()
    """Numbers in the newest turn that a later question would have asked for: right ones, and one
    that the candidate commits to, as it is."""
    withdrawn: tuple[int, ...] = ()
    """Turns that a correction took back: they count for nothing any more."""
    beside: tuple["Assessment", ...] = ()
    """Other readings of the same answer, kept beside this one and never averaged with it: the
    offline one first, then a model's second pass."""
    judged: "Judged | None" = None
    """How a model came to these verdicts; None where none did."""
    ungraded: str | None = None
    """Why the model that was asked gave no verdict: this one, the offline one, stands."""

    def verdict_of(self, point_id: str) -> PointVerdict | None:
        """Return the verdict on a point or group, or None if it isn't judged here."""
        return next((point for point in self.points if point.id == point_id), None)


class AnswerTurn(Record):
    """One candidate turn of a growing answer, and what it replied to."""

    turn: int
    text: str
    asked: str = ""
    """The interviewer's words just before it: question words weigh less, an echo is no answer."""


class Slip(Record):
    """A classic mistake and the value that it leads to."""

    value: float
    says: str


class Expected(Record):
    """The right value of an estimate, recomputed by its calculator."""

    value: float
    unit: str | None = None
    """Unit class of the output: bytes, bytes/token, tokens, s, USD, bits ..."""
    within: str = "10%"
    slips: tuple[Slip, ...] = ()


@dataclass(frozen=True)
class AssessmentRequest:
    """Everything an assessor may look at."""

    question: Question
    followup: FollowUp | None
    """Read against this follow-up's points; None: against the question's own."""
    turns: Sequence[AnswerTurn]
    """The growing answer, oldest first; the last one is new."""
    facts: Sequence[Fact] = ()
    """What a clarifying question may be asking for."""
    expected: Expected | None = None
    """The value of the follow-up's estimate, where it has one."""
    designing: bool = False
    """Whether facts may be asked for at any moment, several at once, and assumed."""
    offered: tuple[str, ...] = ()
    """The facts of which the interviewer has just asked whether they are meant."""
    unasked: Mapping[str, Expected] = field(default_factory=dict)
    """Numbers that nobody has asked for yet, by the follow-up that would."""
    committed: tuple[str, ...] = ()
    """Those of them that the newest turn may commit to, right or wrong."""
    other_questions: Sequence[Question] = ()
    """Questions asked earlier in the round: an answer to one of those is off topic here."""

    @property
    def scope(self) -> Scope:
        """Whose points, wrong claims and estimate the answer is read against."""
        return self.followup or self.question

    @property
    def finding_out(self) -> bool:
        """Whether facts are found out: in a case's part `clarify`, and where some are offered."""
        return self.designing and (bool(self.offered) or self.question.id.endswith("/clarify"))
