"""What calls cost: tokens, money, and a budget for the session."""

from collections.abc import Callable
from dataclasses import dataclass

from mockint.core.model_events import ModelCalled
from mockint.llm.errors import BudgetSpent, ModelError


@dataclass(frozen=True)
class Usage:
    """What one call used."""

    prompt_tokens: int
    completion_tokens: int
    cached_tokens: int | None = None
    """How many of the prompt's tokens came from the provider's cache; None: it doesn't tell."""
    dollars: float | None = None
    """None where nobody knows the price."""
    estimated: bool = False
    """True where the provider told nothing, so that the tokens are counted by length."""


class Ledger:
    """The calls of a session, and whether there is money for another one.

    It is the session's `Meter`: the runner tells it where a session begins and takes the calls out
    of it as events.
    """

    def __init__(
        self, budget: float | None = None, told: Callable[[ModelCalled], None] = lambda call: None
    ) -> None:
        """Keep to a budget in dollars, if one is set; `told` hears of each call as it ends."""
        self.budget = budget
        self.spent = 0.0
        """Dollars of this session so far, calls of unknown price left out."""
        self._told = told
        self._calls: list[ModelCalled] = []
        self._answered: set[str] = set()
        self._given_up: dict[str, ModelError] = {}
        """Models that won't answer in this session whatever is waited for, and why."""

    def begin(self, spent: float) -> None:
        """Begin a session that has spent so much already, when it is taken up again."""
        self.spent = spent
        self._calls.clear()
        self._answered.clear()
        self._given_up.clear()

    def check(self) -> None:
        """Raise BudgetSpent when nothing more may be spent."""
        if self.budget is not None and self.spent >= self.budget:
            raise BudgetSpent(f"The session's budget of ${self.budget:.2f} is used up.")

    def check_hope(self, model: str) -> None:
        """Raise what keeps a model from ever answering; it isn't called, nor entered, once more."""
        if (fault := self._given_up.get(model)) is not None:
            raise fault

    def give_up(self, model: str, fault: ModelError) -> None:
        """Call a model no more in this session: its key is wrong, or there is no such model.

        One that has answered before may do so again: something stood in its way for a moment.
        """
        if not fault.heals and model not in self._answered:
            self._given_up[model] = fault

    def add(self, call: ModelCalled) -> None:
        """Enter a call that has ended, however it ended."""
        self.spent += call.dollars or 0.0
        if call.outcome == "done":
            self._answered.add(call.model)
        self._calls.append(call)
        self._told(call)

    def take(self) -> tuple[ModelCalled, ...]:
        """Return the calls since they were last taken; they are forgotten here."""
        calls = tuple(self._calls)
        self._calls.clear()
        return calls
