"""A case: what a design round is about, with everything that its phases talk about.

A round gives a case its minutes, so that one case makes a round of 45 minutes and one of 60.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, model_validator

from mockint.core.content.arithmetic import filled_in, value_of
from mockint.core.content.base import ContentModel, Prose, Slug
from mockint.core.content.output import Output
from mockint.core.content.question import (
    AnyPoint,
    CalculatorName,
    Difficulty,
    Estimate,
    Fact,
    FollowUp,
    Level,
    Question,
    WrongClaim,
)
from mockint.core.content.specimen import Specimen

PartName = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$", max_length=129),
]
"""`high-level/permissions`: something of a part of the case; of a case in all, its part."""
NumberName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)]
CLARIFY = "clarify"
"""The part of a case in which candidates find out what they need."""
ASKS_AT = 0.6
"""The share of a phase's time from which what is missing is asked for."""


class CaseFact(Fact):
    """A fact that the interviewer gives when asked, with the numbers in it by name."""

    values: dict[NumberName, float | int] = Field(default_factory=dict)


class Computed(ContentModel):
    """A number that a calculator gives; an input `= users * 8` is worked out first."""

    calculator: CalculatorName
    inputs: dict[str, Any]
    output: str


class Talk(ContentModel):
    """Something that is talked about: asked, probed, challenged and read like a question."""

    id: Slug
    title: Prose
    ask: Prose
    points: Annotated[tuple[AnyPoint, ...], Field(min_length=1)]
    wrong_claims: tuple[WrongClaim, ...] = ()
    hints: Annotated[tuple[Prose, ...], Field(min_length=3, max_length=3)]
    followups: tuple[FollowUp, ...] = ()
    answer: Prose
    """A strong candidate's words, shown only after the round."""
    levels: dict[Level, Prose] = Field(
        default_factory=lambda: {
            2: "Some of the points, without their reasons",
            3: "Most of the points, with their reasons",
            4: "Nearly all of it, with numbers, and what it costs",
        }
    )
    specimens: tuple[Specimen, ...] = ()


class CasePhase(Talk):
    """What a phase of the round talks about; the round has a phase of the same id."""

    line: Prose | None = None
    """Said before the ask."""
    requires: tuple[Output, ...] = ()
    asks_at: Annotated[float, Field(gt=0, lt=1)] = ASKS_AT
    may_end_early: bool = True
    """Whether the candidate may go on before its time, once all that it requires is there."""


class Ground(ContentModel):
    """A reason to dive somewhere; all that is given must hold."""

    has: tuple[Slug, ...] = ()
    """Parts that are drawn, all of them."""
    lacks: tuple[Slug, ...] = ()
    """Parts that are not drawn, none of them."""
    covered: PartName | None = None
    """A point of a phase, `high-level/permissions`, that was made."""
    missed: PartName | None = None
    """A point of a phase that was left out."""
    heard: PartName | None = None
    """A wrong claim of a phase that was made."""
    pinned: CalculatorName | None = None
    estimate_off: PartName | None = None
    """A numeric follow-up of a phase whose number was off, or not given."""
    unasked: Slug | None = None
    """A fact that nobody asked for."""
    because: Prose | None = None
    """The reason in words; without it, it is put together from the rest."""

    @model_validator(mode="after")
    def _something_is_given(self) -> "Ground":
        if not self.model_fields_set - {"because"}:
            raise ValueError(
                "a reason needs one of has, lacks, covered, missed, heard, pinned, "
                "estimate_off, unasked"
            )
        return self


class Dive(Talk):
    """A deep dive: a chain of questions into one part of a design."""

    when: Annotated[tuple[Ground, ...], Field(min_length=1)]
    """Reasons for it, any of which is enough; the more hold, the sooner it is chosen."""


class Recompute(Computed):
    """A number that a change makes another one, from what was pinned or else from the facts."""

    times: dict[str, float | int] = Field(default_factory=dict)
    """Inputs that the change multiplies."""
    becomes: dict[str, Any] = Field(default_factory=dict)
    """Inputs that the change replaces."""

    @model_validator(mode="after")
    def _something_changes(self) -> "Recompute":
        if not self.times and not self.becomes:
            raise ValueError("nothing changes: give times, or becomes")
        return self


class Change(Talk):
    """A constraint that the interviewer changes in the middle.

    Its ask may hold `{base}` (whose numbers these are), `{before}` and `{after}`, in that sense
    the outcome of `recompute`.
    """

    recompute: Recompute | None = None


class RedFlag(ContentModel):
    """Something that a design must not lack, or say, written down where it does."""

    id: Slug
    says: Prose
    missed: PartName | None = None
    heard: PartName | None = None

    @model_validator(mode="after")
    def _of_one_kind(self) -> "RedFlag":
        if (self.missed is None) == (self.heard is None):
            raise ValueError("a red flag is raised by missed or by heard")
        return self


class CaseQuestion(Question):
    """A part of a case as a question, called `case/part`."""

    id: PartName


class Case(ContentModel):
    """What is to be designed, and all that is talked about on the way."""

    id: Slug
    title: Prose
    area: Slug = "system-design"
    difficulty: Difficulty = "senior"
    prompt: Prose
    """What the interviewer begins with: vague on purpose, and without a number."""
    facts: Annotated[tuple[CaseFact, ...], Field(min_length=1)]
    """What the interviewer says only when asked."""
    company: tuple[Fact, ...] = ()
    """What can be said of the team in `your-questions`."""
    numbers: dict[NumberName, str | Computed] = Field(default_factory=dict)
    """Numbers in the text that follow from the facts: a sum, or a calculator."""
    names: dict[Slug, tuple[Prose, ...]] = Field(default_factory=dict)
    """Other names of the parts that one draws."""
    phases: Annotated[tuple[CasePhase, ...], Field(min_length=1)]
    dives: tuple[Dive, ...] = ()
    changes: tuple[Change, ...] = ()
    red_flags: tuple[RedFlag, ...] = ()
    summary: Prose
    """The whole design as a strong candidate would sum it up, for the debrief."""
    variants: tuple[Prose, ...] = ()
    sources: tuple[Prose, ...] = ()

    @model_validator(mode="after")
    def _ids_apart(self) -> "Case":
        parts = [talk.id for talk in self.talks()]
        facts = [fact.id for fact in self.facts]
        for what, ids in (("part", parts), ("fact", facts)):
            if twice := sorted({each for each in ids if ids.count(each) > 1}):
                raise ValueError(f"two {what}s have the id {twice[0]!r}")
        return self

    @model_validator(mode="after")
    def _sums_come_out(self) -> "Case":
        self.known_numbers()
        for talk in self.talks():
            as_question(self, talk)
        return self

    def talks(self) -> Iterator[CasePhase | Dive | Change]:
        """Yield the phases, the dives and the changes in file order."""
        yield from self.phases
        yield from self.dives
        yield from self.changes

    def talk(self, part: str) -> CasePhase | Dive | Change | None:
        """Return the part of this id."""
        return next((talk for talk in self.talks() if talk.id == part), None)

    def known_numbers(self) -> dict[str, float]:
        """Return the facts' numbers by name, and the sums; what calculators give is not here."""
        known: dict[str, float] = {}
        for fact in self.facts:
            if twice := known.keys() & fact.values.keys():
                raise ValueError(f"two facts have a number {min(twice)!r}")
            known |= fact.values
        if twice := known.keys() & self.numbers.keys():
            raise ValueError(f"there are two numbers {min(twice)!r}")
        sums = {name: text for name, text in self.numbers.items() if isinstance(text, str)}
        while sums:  # in whatever order: one that is kept as a document is sorted by name
            failed: dict[str, str] = {}
            reason = ""
            for name, text in sums.items():
                try:
                    known[name] = value_of(text, known)
                except ValueError as error:
                    failed[name], reason = text, str(error)
            if len(failed) == len(sums):
                raise ValueError(reason)
            sums = failed
        return known


PartKind = Literal["phase", "dive", "change"]


def part_id(case: Case, part: str) -> str:
    """Return what a part of a case is called as a question."""
    return f"{case.id}/{part}"


def as_question(case: Case, talk: Talk) -> Question:
    """Return a part of a case as a question, with the sums among its estimates worked out."""
    names = case.known_numbers()
    return CaseQuestion(
        id=part_id(case, talk.id),
        title=talk.title,
        area=case.area,
        difficulty=case.difficulty,
        minutes=MINUTES,
        ask=talk.ask,
        levels=talk.levels,
        points=talk.points,
        wrong_claims=talk.wrong_claims,
        hints=talk.hints,
        facts=case.facts,
        followups=tuple(_worked_out(followup, names) for followup in talk.followups),
        answer=talk.answer,
        variants=case.variants,
        sources=case.sources,
    )


MINUTES = 5.0
"""What a part takes when it is practised by itself; in a round its phase says."""


def _worked_out(followup: FollowUp, names: Mapping[str, float]) -> FollowUp:
    below = tuple(_worked_out(each, names) for each in followup.followups)
    estimate = followup.estimate and worked_out(followup.estimate, names)
    return followup.model_copy(update={"estimate": estimate, "followups": below})


def worked_out(estimate: Estimate, names: Mapping[str, float]) -> Estimate:
    """Return an estimate whose sums are numbers; raises ValueError where a name is unknown."""
    mistakes = tuple(
        mistake.model_copy(update={"inputs": _inputs(mistake.inputs, names)})
        for mistake in estimate.mistakes
    )
    sum_ = None if estimate.sum is None else repr(value_of(estimate.sum, names))
    inputs = filled_in(estimate.inputs, names)
    return estimate.model_copy(update={"sum": sum_, "inputs": inputs, "mistakes": mistakes})


def _inputs(inputs: Mapping[str, Any], names: Mapping[str, float]) -> dict[str, Any]:
    filled = filled_in(inputs, names)
    if isinstance(text := filled.get("sum"), str):
        filled["sum"] = repr(value_of(text, names))
    return filled


def is_clarifying(question: str) -> bool:
    """Tell whether a part of a case, `case/part`, is the one in which facts are found out."""
    return question.endswith(f"/{CLARIFY}")


def case_questions(case: Case) -> dict[str, Question]:
    """Return every part of a case as a question, by `case/part`."""
    return {part_id(case, talk.id): as_question(case, talk) for talk in case.talks()}
