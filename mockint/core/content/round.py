"""A round: phases in order, each with minutes and a way to choose its questions."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from mockint.core.content.base import ContentModel, Prose, Slug
from mockint.core.content.output import Output
from mockint.core.content.question import Difficulty, Fact

PhaseKind = Literal[
    "opening",
    "conversation",
    "questions",
    "estimate",
    "clarify",
    "design",
    "deep-dive",
    "operations",
    "wrap",
    "your-questions",
    "close",
]
CONVERSATION = "conversation"
"""The area whose questions are named by a phase and never drawn by lot."""
AREAS: frozenset[str] = frozenset(
    {
        "fundamentals",
        "inference",
        "rag",
        "training",
        "agents",
        "evaluation",
        "system-design",
        "frontier",
        "safety",
        "practice",
    }
)
"""The areas of the field; a bank may lack questions of some, and have areas of its own."""
OPENER_MINUTES = 2.0
"""What a question takes of which only the opening is asked."""
SPOKEN_KINDS: frozenset[str] = frozenset({"opening", "your-questions", "close"})
"""Phases that are led by a line instead of a question."""
CASE_KINDS: frozenset[str] = frozenset(
    {"clarify", "estimate", "design", "deep-dive", "operations", "wrap"}
)
"""Phases that a round's case may lead, in the place of questions."""

Minutes = Annotated[float, Field(gt=0, le=180)]


class Pick(ContentModel):
    """How a phase draws questions from the bank."""

    areas: tuple[Slug, ...] = ()
    """Areas to draw from; none means any area but conversation."""
    kind: Literal["question", "numeric", "opener"] = "question"
    """`numeric` draws a numeric follow-up and asks it on its own; `opener` asks a question without
    anything after it."""
    difficulty: tuple[Difficulty, ...] = ()
    count: Annotated[int, Field(ge=1, le=20)] = 1


class Phase(ContentModel):
    """A named part of a round; code keeps its minutes."""

    id: Slug
    kind: PhaseKind
    minutes: Minutes
    title: Prose | None = None
    line: Prose | None = None
    """What the interviewer says on entering."""
    questions: tuple[Slug, ...] = ()
    pick: Pick | None = None
    requires: Annotated[tuple[Output, ...], BeforeValidator(lambda given: given or ())] = ()

    @model_validator(mode="after")
    def _led_by_something(self) -> "Phase":
        asks = bool(self.questions) or self.pick is not None
        if self.kind in SPOKEN_KINDS:
            if asks:
                raise ValueError(f"a phase of kind {self.kind} asks no questions of its own")
            if self.line is None:
                raise ValueError(f"a phase of kind {self.kind} needs a line")
        elif not asks and self.kind not in CASE_KINDS:
            raise ValueError(f"a phase of kind {self.kind} needs questions or pick")
        return self

    @property
    def name(self) -> str:
        """What the phase is called on the screen."""
        return self.title or self.id.replace("-", " ").capitalize()


class Round(ContentModel):
    """One timed interview."""

    id: Slug
    title: Prose
    trains: Prose
    """What it is good for, in one line."""
    minutes: Minutes
    rubric: Slug
    persona: Slug
    pause: bool = False
    pace: Literal["real", "untimed"] = "real"
    """Whether a clock runs, unless the candidate chooses."""
    hints: Literal["priced", "free"] = "priced"
    feedback: Literal["debrief", "each-answer"] = "debrief"
    board: Literal["closed-until-committed", "open"] = "closed-until-committed"
    case: Slug | None = None
    """What is designed in this round: a case, whose parts lead the phases of their id."""
    company: tuple[Fact, ...] = ()
    """What the interviewer can say about the team in `your-questions`."""
    phases: Annotated[tuple[Phase, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _minutes_add_up(self) -> "Round":
        total = sum(phase.minutes for phase in self.phases)
        if abs(total - self.minutes) > 1e-6:
            raise ValueError(f"the phases add up to {total:g} minutes, not to {self.minutes:g}")
        ids = [phase.id for phase in self.phases]
        twice = sorted({phase_id for phase_id in ids if ids.count(phase_id) > 1})
        if twice:
            raise ValueError(f"two phases have the id {twice[0]!r}")
        return self

    @model_validator(mode="after")
    def _can_be_played(self) -> "Round":
        if any(phase.kind == "close" for phase in self.phases[:-1]):
            raise ValueError("nothing comes after the close: make it the last phase")
        asked = [name for phase in self.phases for name in phase.questions]
        again = sorted({name for name in asked if asked.count(name) > 1})
        if again:
            raise ValueError(f"the question {again[0]!r} is asked twice")
        return self

    @model_validator(mode="after")
    def _led_by_a_case(self) -> "Round":
        for phase in self.phases:
            if self.case is not None or phase.questions or phase.pick is not None:
                continue
            if phase.kind in CASE_KINDS:
                raise ValueError(f"a phase of kind {phase.kind} needs questions or pick")
        return self
