"""What a session's models have cost so far: tokens, money and waiting, by role."""

from collections.abc import Sequence
from statistics import median

from mockint.core.assessment import Record
from mockint.core.model_events import ModelCalled, ModelRole


class Spending(Record):
    """The calls of one role to one model."""

    role: ModelRole
    model: str
    calls: int
    failed: int
    prompt_tokens: int
    completion_tokens: int
    cached_tokens: int | None
    """None where no call told of a cache."""
    dollars: float | None
    """The known part; None where no price is known."""
    all_priced: bool
    """False where the price of some call is unknown, so that `dollars` is too little."""
    estimated: bool
    """True where tokens of some call were counted by length."""
    first_token_seconds: float | None
    """The median."""


def spending(calls: Sequence[ModelCalled]) -> tuple[Spending, ...]:
    """Sum calls up by role and model, in the order in which each first appeared."""
    groups: dict[tuple[ModelRole, str], list[ModelCalled]] = {}
    for call in calls:
        groups.setdefault((call.role, call.model), []).append(call)
    return tuple(_summed(role, model, group) for (role, model), group in groups.items())


def dollars_spent(calls: Sequence[ModelCalled]) -> float:
    """Return the known dollars of all calls."""
    return sum(call.dollars or 0.0 for call in calls)


def _summed(role: ModelRole, model: str, calls: Sequence[ModelCalled]) -> Spending:
    cached = [call.cached_tokens for call in calls if call.cached_tokens is not None]
    # A call that never reached the model has no tokens, and costs nothing.
    used = [call for call in calls if call.prompt_tokens or call.completion_tokens]
    prices = [call.dollars for call in used if call.dollars is not None]
    waits = [call.first_token_seconds for call in calls if call.first_token_seconds is not None]
    return Spending(
        role=role,
        model=model,
        calls=len(calls),
        failed=sum(call.outcome == "failed" for call in calls),
        prompt_tokens=sum(call.prompt_tokens for call in calls),
        completion_tokens=sum(call.completion_tokens for call in calls),
        cached_tokens=sum(cached) if cached else None,
        dollars=round(sum(prices), 6) if prices else None,
        all_priced=len(prices) == len(used),
        estimated=any(call.estimated for call in calls),
        first_token_seconds=round(median(waits), 3) if waits else None,
    )
