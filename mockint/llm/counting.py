"""Tokens and money of one call: as the provider tells them, else by length.

Prices come from litellm's own list, which is installed with it and never fetched.
"""

from contextlib import suppress
from typing import Any, Protocol

from mockint.llm.names import read_name
from mockint.llm.providers import PROVIDERS
from mockint.llm.requests import ModelRequest
from mockint.llm.usage import Usage

CHARACTERS_A_TOKEN = 4


class Countable(Protocol):
    """A reply, as far as it has come."""

    request: ModelRequest
    litellm: Any
    told_usage: Any

    @property
    def raw(self) -> str:
        """All that has come."""
        ...


def usage_of(reply: Countable) -> Usage:
    """Return what a call used; nothing, where it never reached the model."""
    if reply.told_usage is not None:
        told = reply.told_usage
        details = getattr(told, "prompt_tokens_details", None)
        cached = getattr(details, "cached_tokens", None)
        prompt, completion = int(told.prompt_tokens or 0), int(told.completion_tokens or 0)
        price = _price(reply, prompt, completion, told)
        return Usage(prompt, completion, cached if cached is None else int(cached), price)
    if not reply.raw:
        return Usage(0, 0)
    # Who broke off paid for the prompt all the same.
    asked = sum(len(each.content) for each in reply.request.messages)
    prompt, completion = _tokens(asked), _tokens(len(reply.raw))
    return Usage(prompt, completion, None, _price(reply, prompt, completion), estimated=True)


def _tokens(characters: int) -> int:
    return -(-characters // CHARACTERS_A_TOKEN)


def _price(reply: Countable, prompt: int, completion: int, told: Any = None) -> float | None:
    model = read_name(reply.request.model)
    provider = PROVIDERS.get(model.provider)
    if provider is not None and provider.is_own:
        return 0.0
    with suppress(Exception):  # litellm raises for every model that it has no price for
        costs = reply.litellm.cost_per_token(
            model=model.name,
            prompt_tokens=prompt,
            completion_tokens=completion,
            usage_object=told,
        )
        return round(float(sum(costs)), 8)
    return None
