"""The real client: one call through litellm, watched, tried again, counted and made ours."""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from time import monotonic
from typing import Any

from mockint.core.model_events import ModelCalled, ModelRole
from mockint.llm.counting import usage_of
from mockint.llm.errors import ModelError
from mockint.llm.faults import fault_of, names_parameter
from mockint.llm.keys import key_for
from mockint.llm.names import ModelName, read_name
from mockint.llm.providers import PROVIDERS, address_of
from mockint.llm.reply import StreamedReply, no_answer_in
from mockint.llm.requests import Completion, ModelRequest, Purpose
from mockint.llm.retrying import wait_before
from mockint.llm.set_up import check_provider
from mockint.llm.usage import Ledger
from mockint.llm.warming import loaded

ROLES: Mapping[Purpose, ModelRole] = {
    "voice": "interviewer",
    "judge": "judge",
    "candidate": "candidate",
    "probe": "interviewer",
}
ROOM_TO_THINK = 4000
"""Tokens that a model which thinks first gets on top: its thoughts count as part of the reply."""
DISPENSABLE = ("response_format", "temperature", "stream_options", "max_tokens")
"""Parameters that a call can do without, for servers that refuse one of them."""


class LitellmClient:
    """Calls any model that litellm speaks to."""

    def __init__(
        self,
        ledger: Ledger | None = None,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        chance: Callable[[], float] = random.random,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """Enter every call into `ledger`, and ask it first whether there is money for one."""
        self._ledger = ledger
        self._sleep, self._chance, self._clock = sleep, chance, clock
        self._refused: dict[str, set[str]] = {}
        """What a model has refused before, so that it isn't sent again."""
        self._thinks: dict[str, bool] = {}
        """Whether a model thinks before it speaks, as far as that is known."""
        self._keys: dict[str, str] = {}

    @asynccontextmanager
    async def open(self, request: ModelRequest) -> AsyncIterator[StreamedReply]:
        """Begin a call and give the reply that comes in; see `ModelClient.open`."""
        if self._ledger is not None:
            self._ledger.check_hope(request.model)
        reply = StreamedReply(request, self._clock)
        fault: ModelError | None = None
        ended = False
        try:
            if self._ledger is not None:
                self._ledger.check()
            await self._connect(reply)
            yield reply
            ended = True
        except ModelError as error:
            fault = error
            if self._ledger is not None:
                self._ledger.give_up(request.model, error)
            raise
        finally:
            # A turn that was cancelled is cancelled all the same, and its call is entered.
            with suppress(Exception):
                await reply.close()
            if reply.used_up_by_thoughts:
                self._thinks[request.model] = True
            self._enter(reply, fault or reply.fault, ended)

    async def complete(self, request: ModelRequest) -> Completion:
        """Return the whole reply."""
        async with self.open(request) as reply:
            async for _ in reply:
                pass
            return reply.completion

    # -- beginning a call

    async def _connect(self, reply: StreamedReply) -> None:
        """Send the request until its first piece comes; passing faults are met with patience."""
        request, tries, waited = reply.request, 0, 0.0
        model = read_name(request.model)
        key = await self._key_for(model)
        litellm = await loaded()
        check_provider(litellm, model)
        reply.start()
        while True:
            tries += 1
            try:
                await self._try(litellm, model, key, reply)
                return
            except ModelError as error:
                wait = wait_before(
                    error,
                    tries=tries,
                    allowed=request.tries,
                    patience=min(request.timeouts.patience - waited, reply.seconds_left),
                    chance=self._chance(),
                )
                if wait is None:
                    raise
                reply.tries += 1
                waited += wait
                await self._sleep(wait)

    async def _key_for(self, model: ModelName) -> str | None:
        if (known := self._keys.get(model.full)) is not None:
            return known
        # A keyring may ask the desktop, which may take its time.
        key = await asyncio.to_thread(key_for, model)
        if key is not None:
            self._keys[model.full] = key
        return key

    async def _try(
        self, litellm: Any, model: ModelName, key: str | None, reply: StreamedReply
    ) -> None:
        refused = self._refused.setdefault(reply.request.model, set())
        for _ in range(len(DISPENSABLE) + 1):
            wanted = self._parameters(litellm, reply.request, refused)
            try:
                async with asyncio.timeout(reply.first_patience):
                    stream = await litellm.acompletion(
                        model=model.name,
                        messages=[vars(each) for each in reply.request.messages],
                        stream=True,
                        max_retries=0,
                        timeout=_patience(reply),
                        **_way_to(model, key),
                        **wanted,
                    )
                    await reply.begin(litellm, stream, wanted, model, key)
                return
            except TimeoutError:
                raise no_answer_in(reply.first_patience, model.name) from None
            except Exception as error:
                parameter = names_parameter(error, (each for each in DISPENSABLE if each in wanted))
                if parameter is None:
                    raise fault_of(error, model, key, began=False) from None
                refused.add(parameter)
        raise AssertionError("every parameter was refused, and one more")  # pragma: no cover

    def _parameters(self, litellm: Any, request: ModelRequest, refused: set[str]) -> dict[str, Any]:
        if request.model not in self._thinks:
            self._thinks[request.model] = _thinks(litellm, request.model)
        thinks = self._thinks[request.model]
        wanted: dict[str, Any] = {
            "max_tokens": request.max_tokens + (ROOM_TO_THINK if thinks else 0),
            "stream_options": {"include_usage": True},
        }
        if request.temperature is not None:
            wanted["temperature"] = request.temperature
        if request.json_schema is not None:
            schema = {"name": request.purpose, "schema": dict(request.json_schema), "strict": True}
            wanted["response_format"] = {"type": "json_schema", "json_schema": schema}
        return {name: value for name, value in wanted.items() if name not in refused}

    # -- ending it

    def _enter(self, reply: StreamedReply, fault: ModelError | None, ended: bool) -> None:
        if self._ledger is None:
            return
        done = ended and reply.is_complete and fault is None
        usage = usage_of(reply)
        self._ledger.add(
            ModelCalled(
                role=ROLES[reply.request.purpose],
                model=reply.request.model,
                outcome="done" if done else "failed" if fault else "interrupted",
                cause=fault.cause if fault else None,
                prompt_tokens=usage.prompt_tokens,
                completion_tokens=usage.completion_tokens,
                cached_tokens=usage.cached_tokens,
                dollars=usage.dollars,
                estimated=usage.estimated,
                first_token_seconds=_rounded(reply.first_token_seconds),
                seconds=round(reply.seconds, 3),
                tries=reply.tries,
                sent=dict(reply.sent),
            )
        )


def _way_to(model: ModelName, key: str | None) -> dict[str, str]:
    provider = PROVIDERS.get(model.provider)
    own = address_of(provider) if provider is not None and provider.address else None
    way = {"api_key": key, "api_base": model.address or own}
    return {name: value for name, value in way.items() if value is not None}


def _patience(reply: StreamedReply) -> Any:
    """Return the library's own limits; ours are closer, but for that of connecting."""
    from httpx import Timeout  # it came with litellm

    return Timeout(reply.seconds_left, connect=reply.request.timeouts.connect)


def _thinks(litellm: Any, model: str) -> bool:
    with suppress(Exception):
        return bool(litellm.supports_reasoning(read_name(model).name))
    return False


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 4)
