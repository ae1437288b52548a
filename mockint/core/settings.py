"""What a user may set in `config.yaml`, and what holds when nothing is set.

A plain dataclass: the first screen waits for it, and so it must not wait for a validation library.
`mockint.content.settings_file` checks a file against it.
"""

from dataclasses import dataclass, field
from typing import Literal

Theme = Literal["dark", "light", "terminal"]
THEMES: tuple[Theme, ...] = ("dark", "light", "terminal")

LEAST_PACE, MOST_PACE = 0.5, 5.0
OFFLINE = "offline"
"""Stands where a model's name could, for none."""

Role = Literal["interviewer", "judge", "candidate"]


@dataclass(frozen=True)
class ModelChoice:
    """Which model plays which role, and what a session may cost; None is offline."""

    interviewer: str | None = None
    judge: str | None = None
    candidate: str | None = None
    budget: float | None = None
    """In dollars; None is no limit."""
    second: str | None = None
    """Judges too, beside the judge: their levels make a band."""

    @property
    def models(self) -> tuple[str, ...]:
        """Every model that a round calls, once."""
        second = self.second if self.judge else None
        return tuple(dict.fromkeys(filter(None, (self.interviewer, self.judge, second))))


NO_MODELS = ModelChoice()


@dataclass(frozen=True)
class Settings:
    """A user's settings; every one may be left out."""

    theme: Theme = "dark"
    """The colours: `dark`, `light`, or `terminal` for the sixteen colours of your terminal.

    With `NO_COLOR` in the environment there are none, whatever stands here."""
    keys: dict[str, str] = field(default_factory=dict)
    """Other keys for actions, by the action's id: `{interview.send: ctrl+s}`.

    Several keys for one action are joined by commas. F1 in the app shows every id."""
    typing_pace: float = 1.3
    """What a round's minutes are multiplied with: rounds are spoken in life and typed here."""
    persona: str | None = None
    """Who interviews, by id, instead of the one that a round names."""
    seniority: Literal["junior", "mid", "senior", "staff"] | None = None
    """Which questions are preferred; without it, of any difficulty."""
    model: str | None = None
    """The model that interviews and judges, as litellm names it: `openai/gpt-4.1-mini`.

    Without one, or with `offline`, no model is called. Keys never stand in this file."""
    interviewer_model: str | None = None
    """Another model, or `offline`, for the interviewer's words alone."""
    judge_model: str | None = None
    """Another model, or `offline`, for reading answers."""
    candidate_model: str | None = None
    """The model that plays the candidate in `mockint simulate`."""
    budget: float | None = None
    """What the models of one session may cost, in dollars; when it is used up, it goes on offline.

    Only where the price is known: of a model that costs nobody knows what, nothing is counted."""

    def chosen(self) -> ModelChoice:
        """Return the model of every role."""

        def of(own: str | None) -> str | None:
            named = own or self.model
            return None if named == OFFLINE else named

        return ModelChoice(
            of(self.interviewer_model),
            of(self.judge_model),
            of(self.candidate_model),
            self.budget,
        )

    def __post_init__(self) -> None:
        """Refuse a pace that would make a round of no use, and a budget of nothing."""
        if self.budget is not None and not self.budget > 0:
            raise ValueError(f"budget must be more than 0, and {self.budget:g} stands there")
        if not LEAST_PACE <= self.typing_pace <= MOST_PACE:
            raise ValueError(
                f"typing_pace must be between {LEAST_PACE:g} and {MOST_PACE:g}, "
                f"and {self.typing_pace:g} stands there"
            )
