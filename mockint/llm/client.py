"""The door to a model; `mockint.llm.litellm_client` is the real one, tests bring their own."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from mockint.llm.requests import Completion, ModelRequest


class Reply(Protocol):
    """A reply that is coming in: `async for delta in reply`, then `reply.completion`."""

    def __aiter__(self) -> AsyncIterator[str]:
        """Yield what the model says, piece by piece, without its thoughts.

        Raises ModelError for whatever goes wrong, also after some pieces have come: a reply that
        ends by itself is complete.
        """
        ...

    @property
    def completion(self) -> Completion:
        """The whole reply, once all of it has come; before that a RuntimeError."""
        ...


class ModelClient(Protocol):
    """Calls models; every failure is a ModelError."""

    def open(self, request: ModelRequest) -> AbstractAsyncContextManager[Reply]:
        """Begin a call: `async with client.open(request) as reply`.

        Leaving the block, or cancelling the task, closes the connection; what was spent until
        then is entered in the ledger as an interrupted call.
        """
        ...

    async def complete(self, request: ModelRequest) -> Completion:
        """Return the whole reply."""
        ...
