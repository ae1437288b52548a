"""What is asked of a model, and what comes back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from mockint.llm.usage import Usage

Speaker = Literal["system", "user", "assistant"]
Purpose = Literal["voice", "judge", "candidate", "probe"]
"""`probe`: the short call of `mockint doctor` and the settings screen."""


@dataclass(frozen=True)
class Message:
    """One message of a conversation, in the roles that all providers know."""

    role: Speaker
    content: str


@dataclass(frozen=True)
class Timeouts:
    """How long is waited, in seconds; a call that is tried again shares `whole` among its tries."""

    connect: float = 5.0
    """Until somebody answers at the address at all."""
    first_token: float = 20.0
    """From sending to the first piece of the reply: connecting, queueing, reading the prompt."""
    between: float = 10.0
    """Between two pieces."""
    whole: float = 60.0
    """From the first try to the end of the reply."""
    patience: float = 8.0
    """How long is waited between tries altogether; who is asked to wait longer gives up at once."""


VOICE_TIMEOUTS = Timeouts(first_token=12.0, between=6.0, whole=40.0, patience=4.0)
"""Somebody sits and waits for the interviewer's words."""


@dataclass(frozen=True)
class ModelRequest:
    """One call."""

    model: str
    """As litellm names it: `provider/model`."""
    messages: tuple[Message, ...]
    """What stays the same from call to call comes first, so that providers can cache it."""
    purpose: Purpose
    max_tokens: int = 400
    temperature: float | None = None
    """Left out where the model takes none."""
    json_schema: Mapping[str, Any] | None = None
    """The form of the reply; asked for where the provider knows how, and never relied on."""
    timeouts: Timeouts = field(default_factory=Timeouts)
    max_characters: int = 24_000
    """Where a reply is broken off as `TooLong`; thoughts count."""
    tries: int = 3
    """How often a passing fault is met with another try, before the first piece has come."""


@dataclass(frozen=True)
class Completion:
    """A whole reply; thoughts are taken out of `text`."""

    text: str
    usage: Usage
    finish: str
    """`stop`, `length` ... in the provider's words; "" where it said nothing."""
    model: str
    first_token_seconds: float
    seconds: float
    tries: int = 1
    sent: Mapping[str, Any] = field(default_factory=dict)
    """The parameters that were really sent, after those were dropped that the model doesn't take.

    No messages and no keys."""
