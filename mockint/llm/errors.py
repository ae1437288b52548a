"""Every way in which a call of a model fails, each with its remedy.

    ModelError             the call gave nothing that can be used; the round goes on without it
    ├── MissingLibrary     litellm is not installed
    ├── NoKey              the provider wants a key and none was found
    ├── WrongKey           the provider doesn't accept the key
    ├── UnknownModel       nobody serves a model of this name
    ├── Refused            the provider understood the request and said no
    ├── PassingError       the same call may succeed a moment later; carries how long to wait
    │   ├── RateLimited    too many requests
    │   └── ServerFailed   the server broke down over the request (a 500 and its like)
    ├── QuotaSpent         the account has no credit left
    ├── ContextTooLong     more text than the model reads at once
    ├── TimedOut           nothing came in time
    ├── Stalled            it began and then fell silent
    ├── CutOff             it ended before it was complete
    ├── NotJson            what should have been JSON was not
    ├── TooLong            the reply went on and on
    ├── Unreachable        nobody answers at that address
    └── BudgetSpent        the session's own budget is used up

On the command line a wrong name or a missing key ends in exit code 2; inside a round no fault does.
"""

from typing import ClassVar

from mockint.core.errors import MockintError


class ModelError(MockintError):
    """A call that gave nothing; `cause` is one word for the log, `remedy` one sentence to act on.

    The message never holds a key, nor anything of the request.
    """

    cause: ClassVar[str] = "failed"
    advice: ClassVar[str] = "Try again; `mockint doctor --model NAME` looks into it."
    """The remedy where nothing more exact is known."""
    heals: ClassVar[bool] = True
    """Whether it may be over at the next turn; else nothing but other settings mend it."""

    def __init__(self, message: str, remedy: str = "") -> None:
        """Say what happened, and what to do where that differs from the usual advice."""
        super().__init__(message, remedy or self.advice)


class PassingError(ModelError):
    """The same call may well succeed a moment later."""

    def __init__(self, message: str, remedy: str = "", retry_after: float | None = None) -> None:
        """Keep the seconds that the other side asked to wait."""
        super().__init__(message, remedy)
        self.retry_after = retry_after


class MissingLibrary(ModelError):
    """The library that speaks to models is not installed."""

    cause = "missing-library"
    heals = False
    advice = "Install it into the same environment: pip install litellm."


class NoKey(ModelError):
    """The provider wants a key, and there is none."""

    cause = "no-key"
    heals = False
    advice = "Put the provider's key into its environment variable."


class WrongKey(ModelError):
    """The provider doesn't know the key."""

    cause = "wrong-key"
    heals = False
    advice = "Check the key: is it whole, is it of this provider, has it run out?"


class UnknownModel(ModelError):
    """The provider has no such model, or the name says no provider."""

    cause = "unknown-model"
    heals = False
    advice = "Write it as provider/model; docs/models.md has examples."


class Refused(ModelError):
    """The provider declined: a parameter, a policy, a right that the key hasn't got."""

    cause = "refused"
    advice = "Its reason stands above; another model may take the same request."


class RateLimited(PassingError):
    """Too many requests for now."""

    cause = "rate-limited"
    advice = "Wait a little, or choose a model with a higher limit."


class QuotaSpent(ModelError):
    """Nothing is left on the account."""

    cause = "quota-spent"
    advice = "Top up the account at the provider, or choose another model."


class ContextTooLong(ModelError):
    """The conversation no longer fits into what the model reads."""

    cause = "context-too-long"
    advice = "Choose a model that reads more at once."


class ServerFailed(PassingError):
    """The server broke down over the request."""

    cause = "server-failed"
    advice = "It is at their end: try again in a while."


class TimedOut(ModelError):
    """Nothing came in time."""

    cause = "timed-out"
    advice = "Is the model still being loaded? Try again, or choose a quicker one."


class Stalled(ModelError):
    """The reply began and then fell silent."""

    cause = "stalled"
    advice = "Try again; if it happens often, choose another model or server."


class CutOff(ModelError):
    """The reply ended before it was complete."""

    cause = "cut-off"
    advice = "Try again; if it happens often, choose another model or server."


class NotJson(ModelError):
    """A reply that had to be JSON of a given form was something else."""

    cause = "not-json"
    advice = "The offline verdict stands; a larger model keeps to the form more often."


class TooLong(ModelError):
    """The reply was longer than anything that could be asked for."""

    cause = "too-long"
    advice = "The model doesn't keep to its limit; choose another."


class Unreachable(ModelError):
    """Nobody answers at that address."""

    cause = "unreachable"
    advice = "Is the server running, and is the address right? Is there a network?"


class BudgetSpent(ModelError):
    """What the session may cost is used up."""

    cause = "budget-spent"
    advice = "The round goes on offline; --budget sets how much a session may cost."
