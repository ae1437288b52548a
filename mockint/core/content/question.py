"""A question: its points, wrong claims, follow-ups, hints, facts and model answer."""

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from mockint.core.content.base import ContentModel, Prose, Slug

Difficulty = Literal["junior", "mid", "senior", "staff"]
FollowUpKind = Literal["deeper", "scenario", "numeric", "trade-off"]
Tolerance = Literal["exact", "1%", "10%", "1.5x", "3x", "10x"]
DIFFICULTIES: tuple[Difficulty, ...] = ("junior", "mid", "senior", "staff")
"""From the easiest to the hardest."""
Level = Annotated[int, Field(ge=1, le=4)]
Weight = Annotated[float, Field(gt=0, le=10)]
CalculatorName = Annotated[str, Field(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$")]


class Fact(ContentModel):
    """Something the interviewer knows and says only when asked."""

    id: Slug
    says: Prose
    about: Prose | None = None
    """What it is about, as one names it without telling it: `the size of the corpus`."""
    phrasings: Annotated[tuple[Prose, ...], Field(min_length=1)]
    """How a candidate might ask for it."""

    @property
    def name(self) -> str:
        """What it is about; its id in words where that isn't said."""
        return self.about or f"the {self.id.replace('-', ' ')}"


class Member(ContentModel):
    """One statement of a group, any of which may earn the group."""

    id: Slug
    says: Prose
    phrasings: Annotated[tuple[Prose, ...], Field(min_length=1)]


class Point(ContentModel):
    """One independent statement that a strong answer makes."""

    id: Slug
    says: Prose
    weight: Weight = 1
    phrasings: Annotated[tuple[Prose, ...], Field(min_length=1)]
    """How people say it: shorthand, textbook, plain, spoken."""
    probe: Prose | None = None
    """What the interviewer asks when this point is unclear or missed."""


class PointGroup(ContentModel):
    """Several statements of which `any_of` are enough."""

    id: Slug
    says: Prose
    weight: Weight = 1
    any_of: Annotated[int, Field(ge=1)]
    points: Annotated[tuple[Member, ...], Field(min_length=1)]
    probe: Prose | None = None

    @model_validator(mode="after")
    def _enough_members(self) -> "PointGroup":
        if self.any_of > len(self.points):
            raise ValueError(f"any_of asks for {self.any_of} of only {len(self.points)} points")
        return self


def _point_kind(value: Any) -> str:
    if isinstance(value, dict):
        return "group" if "any_of" in value or "points" in value else "point"
    return "group" if isinstance(value, PointGroup) else "point"


AnyPoint = Annotated[
    Annotated[Point, Tag("point")] | Annotated[PointGroup, Tag("group")],
    Discriminator(_point_kind),
]


class WrongClaim(ContentModel):
    """A typical misconception and the challenge it is answered with."""

    id: Slug
    says: Prose
    contradicts: Slug | None = None
    """The point that cannot stand beside this claim, if there is one."""
    phrasings: Annotated[tuple[Prose, ...], Field(min_length=1)]
    unless: tuple[Prose, ...] = ()
    """Words that, near the phrasing, make it no claim."""
    challenge: Prose
    """A question that doesn't give the answer away."""


class When(ContentModel):
    """The condition on which a follow-up is asked; all that are given must hold."""

    covered: Slug | None = None
    missed: Slug | None = None
    heard: Slug | None = None
    level_at_least: Level | None = None
    always: Literal[True] | None = None

    @model_validator(mode="after")
    def _something_is_asked(self) -> "When":
        if not self.model_fields_set:
            raise ValueError(
                "a condition needs one of covered, missed, heard, level_at_least, always"
            )
        return self


def _spell_out_always(value: Any) -> Any:
    return {"always": True} if value == "always" else value


@cache
def _always() -> When:
    """The condition of most follow-ups; made when first needed, since it builds a model."""
    return When(always=True)


class Mistake(ContentModel):
    """A classic slip, computed, so that a miss can be named."""

    inputs: dict[str, Any]
    """Inputs that replace those of the estimate."""
    says: Prose


class Estimate(ContentModel):
    """A number that the candidate is asked for, checked by arithmetic: a calculator's, or a sum."""

    calculator: CalculatorName | None = None
    inputs: dict[str, Any] = Field(default_factory=dict)
    output: str = ""
    sum: str | None = None
    """`users * 8 / 3600`, without a calculator; a mistake has another sum in its inputs."""
    unit: str | None = None
    """The unit of the sum: requests/s, tokens, USD ..."""
    within: Tolerance = "10%"
    mistakes: tuple[Mistake, ...] = ()

    @model_validator(mode="after")
    def _of_one_kind(self) -> "Estimate":
        if (self.calculator is None) == (self.sum is None):
            raise ValueError("an estimate has a calculator, or a sum")
        if self.calculator is not None and not self.output:
            raise ValueError("an estimate by a calculator names its output")
        if self.calculator is not None and self.unit is not None:
            raise ValueError("the calculator knows the unit; unit belongs to a sum")
        return self


class FollowUp(ContentModel):
    """A chained question with its own points."""

    id: Slug
    kind: FollowUpKind
    when: Annotated[When, BeforeValidator(_spell_out_always)] = Field(default_factory=_always)
    ask: Prose
    points: tuple[AnyPoint, ...] = ()
    wrong_claims: tuple[WrongClaim, ...] = ()
    estimate: Estimate | None = None
    answer: Prose | None = None
    followups: tuple["FollowUp", ...] = ()

    @model_validator(mode="after")
    def _something_to_score(self) -> "FollowUp":
        if (self.kind == "numeric") != (self.estimate is not None):
            raise ValueError("a numeric follow-up has an estimate, and only a numeric one has")
        if not self.points and self.estimate is None:
            raise ValueError("a follow-up needs points, or an estimate, to be scored by")
        return self


class Question(ContentModel):
    """What is asked, and everything by which the answer is read."""

    id: Slug
    title: Prose
    area: Slug
    difficulty: Difficulty
    minutes: Annotated[float, Field(gt=0, le=60)]
    ask: Prose
    levels: dict[Level, Prose]
    """What separates levels 2, 3 and 4 here, one line each."""
    points: Annotated[tuple[AnyPoint, ...], Field(min_length=1)]
    wrong_claims: tuple[WrongClaim, ...] = ()
    hints: Annotated[tuple[Prose, ...], Field(min_length=3, max_length=3)]
    """From nudge to near-answer."""
    facts: tuple[Fact, ...] = ()
    followups: tuple[FollowUp, ...] = ()
    answer: Prose
    """The model answer, shown only after the round."""
    variants: tuple[Prose, ...] = ()
    sources: tuple[Prose, ...] = ()
    calculators: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _levels_named(self) -> "Question":
        if set(self.levels) != {2, 3, 4}:
            raise ValueError("levels names 2, 3 and 4, each with one line")
        return self


Scope = Question | FollowUp
"""What an answer is read against: a question's own points, or a follow-up's."""


def walk_followups(scope: Scope) -> Iterator[tuple[Scope, FollowUp]]:
    """Yield (parent, follow-up) below a question in file order, a chain before its next sibling."""
    for followup in scope.followups:
        yield scope, followup
        yield from walk_followups(followup)


def find_followup(question: Question, followup_id: str) -> FollowUp | None:
    """Return the follow-up with this id anywhere below the question."""
    return next((f for _, f in walk_followups(question) if f.id == followup_id), None)
