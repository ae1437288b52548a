"""What a user may set in `config.yaml`, and what holds when nothing is set.

A plain dataclass: the first screen waits for it, and so it must not wait for a validation library.
`mockint.content.settings_file` checks a file against it.
"""

from dataclasses import dataclass, field
from typing import Literal

Theme = Literal["dark", "light", "terminal"]
THEMES: tuple[Theme, ...] = ("dark", "light", "terminal")

LEAST_PACE, MOST_PACE = 0.5, 5.0


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

    def __post_init__(self) -> None:
        """Refuse a pace that would make a round of no use."""
        if not LEAST_PACE <= self.typing_pace <= MOST_PACE:
            raise ValueError(
                f"typing_pace must be between {LEAST_PACE:g} and {MOST_PACE:g}, "
                f"and {self.typing_pace:g} stands there"
            )
