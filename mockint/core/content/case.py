"""A case: what a design round is about, with everything that its phases talk about.

A round gives a case its minutes, so that one case makes a round of 45 minutes and one of 60.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import Field, StringConstraints, model_validator

from mockint.core.content.arithmetic import filled_in, value_of
from mockint.core.content.base import ContentModel, Prose, Slug
from mockint.core.content.question import Difficulty, Estimate, Fact, FollowUp, Question
from mockint.core.content.talk import CasePhase, Change, Computed, Dive, PartName, RedFlag, Talk

NumberName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)]
MINUTES = 5.0
"""What a part takes when it is practised by itself; in a round its phase says."""


class CaseFact(Fact):
    """A fact that the interviewer gives when asked, with the numbers in it by name."""

    values: dict[NumberName, float | int] = Field(default_factory=dict)


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


def case_questions(case: Case) -> dict[str, Question]:
    """Return every part of a case as a question, by `case/part`."""
    return {part_id(case, talk.id): as_question(case, talk) for talk in case.talks()}
