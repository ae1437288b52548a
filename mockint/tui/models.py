"""The door behind which models are found, tried and chosen; `mockint.cli` holds what is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from mockint.core.settings import NO_MODELS, ModelChoice, Role


@dataclass(frozen=True)
class Offer:
    """Something found that can be called, or most of a name that is to be finished."""

    model: str
    """A model's name; where only its provider is known it ends with a slash."""
    title: str
    detail: str


@dataclass(frozen=True)
class Trial:
    """How a short call went."""

    works: bool
    words: str


class Models(Protocol):
    """What can be called, and what was chosen."""

    @property
    def choice(self) -> ModelChoice:
        """Who plays which role in the next round."""
        ...

    def offers(self) -> tuple[Offer, ...]:
        """Look for keys and for servers on this machine; blocks for half a second at most."""
        ...

    async def try_out(self, model: str) -> Trial:
        """Call a model once; whatever goes wrong stands in the answer."""
        ...

    def choose(self, roles: Sequence[Role], model: str | None) -> None:
        """Play these roles with a model from the next round on, and remember it; None is offline.

        Raises MockintError when it can't be remembered; the next round is played so all the same.
        """
        ...


class NoModels:
    """Nothing is there, and nothing can be chosen."""

    choice = NO_MODELS

    def offers(self) -> tuple[Offer, ...]:
        """Offer nothing."""
        return ()

    async def try_out(self, model: str) -> Trial:
        """Say so."""
        return Trial(False, "No model can be called from here.")

    def choose(self, roles: Sequence[Role], model: str | None) -> None:
        """Do nothing."""


def chosen_words(choice: ModelChoice) -> str:
    """Return what is chosen, for the end of a title line."""
    if not choice.models:
        return "offline · model: none"
    names = [name.partition("@http")[0].rpartition("/")[2] for name in choice.models]
    if choice.interviewer == choice.judge:
        return f"model: {names[0]}"
    spoken = "offline" if choice.interviewer is None else names[0]
    read = "offline" if choice.judge is None else names[-1]
    return f"interviewer: {spoken} · judge: {read}"
