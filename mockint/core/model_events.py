"""What a model did in a session: the words of it that were held back, and what its calls took."""

from typing import Any, Literal

from pydantic import Field

from mockint.core.assessment import Record

ModelRole = Literal["interviewer", "judge", "candidate"]
HeldRule = Literal[
    "second-question",
    "off-script",
    "leak",
    "own-number",
    "verdict",
    "out-of-role",
    "repetition",
    "too-long",
    "another-language",
    "not-in-words",
]
"""Why words of a model were held back; `docs/judging.md` says each in a few words."""


class HeldBack(Record):
    """A model was about to say what an interviewer must not; nobody saw it."""

    kind: Literal["held-back"] = "held-back"
    turn: int
    """The interviewer's turn that it belonged to."""
    rule: HeldRule
    about: str | None = None
    """The point, or the earlier turn, that it came too close to; the words are not kept."""
    model: str


class ModelCalled(Record):
    """A model was called, however that ended: what it took, and nothing of what was said."""

    kind: Literal["model-called"] = "model-called"
    role: ModelRole
    model: str
    outcome: Literal["done", "failed", "interrupted"]
    """`interrupted`: the candidate took the floor, or the words were of no use."""
    cause: str | None = None
    """Why it failed, in one word: `rate-limited`, `timed-out`, `budget-spent` ..."""
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cached_tokens: int | None = None
    """Tokens of the prompt that the provider had kept; None where it doesn't tell."""
    dollars: float | None = None
    """None where the price is unknown."""
    estimated: bool = False
    """True where tokens were counted by length, since the provider told nothing."""
    first_token_seconds: float | None = None
    seconds: float = 0.0
    tries: int = 1
    sent: dict[str, Any] = Field(default_factory=dict)
    """Parameters as they were sent: no messages, no key."""
