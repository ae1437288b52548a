"""A model client of a test's own: replies that are written down, and faults on request."""

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace

from mockint.llm.errors import ModelError
from mockint.llm.requests import Completion, ModelRequest
from mockint.llm.usage import Usage

Answer = str | ModelError | Sequence[str | ModelError]
"""A whole reply, a fault, or pieces with a fault among them."""


def completion(text: str, model: str = "lab/one") -> Completion:
    return Completion(
        text=text,
        usage=Usage(prompt_tokens=10, completion_tokens=5),
        finish="stop",
        model=model,
        first_token_seconds=0.1,
        seconds=0.2,
    )


class _Reply:
    def __init__(self, pieces: Sequence[str | ModelError]) -> None:
        self._pieces, self._said = pieces, ""

    async def __aiter__(self) -> AsyncIterator[str]:
        for piece in self._pieces:
            if isinstance(piece, ModelError):
                raise piece
            self._said += piece
            yield piece

    @property
    def completion(self) -> Completion:
        return completion(self._said)


class FakeClient:
    """Answers from a list, the last answer for ever; keeps what it was asked."""

    def __init__(self, *answers: Answer | Callable[[ModelRequest], Answer]) -> None:
        self._answers = answers
        self.requests: list[ModelRequest] = []

    def _next(self, request: ModelRequest) -> list[str | ModelError]:
        answer = self._answers[min(len(self.requests), len(self._answers) - 1)]
        self.requests.append(request)
        if callable(answer):
            answer = answer(request)
        if isinstance(answer, str):
            return list(_pieces(answer))
        return [answer] if isinstance(answer, ModelError) else list(answer)

    @asynccontextmanager
    async def open(self, request: ModelRequest) -> AsyncIterator[_Reply]:
        yield _Reply(self._next(request))

    async def complete(self, request: ModelRequest) -> Completion:
        said = ""
        for piece in self._next(request):
            if isinstance(piece, ModelError):
                raise piece
            said += piece
        return replace(completion(said), model=request.model)


def _pieces(text: str) -> Iterator[str]:
    for at in range(0, len(text), 7):
        yield text[at : at + 7]
