"""A reply as it comes in: watched between its pieces, and complete only when it says so itself."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from time import monotonic
from typing import Any

from mockint.keyboard import somebody_types
from mockint.llm.counting import usage_of
from mockint.llm.errors import (
    CutOff,
    ModelError,
    Refused,
    Stalled,
    TimedOut,
    TooLong,
    Unreachable,
)
from mockint.llm.faults import fault_of, where
from mockint.llm.names import ModelName
from mockint.llm.requests import Completion, ModelRequest
from mockint.llm.thoughts import Thoughts, without_thoughts

KEPT_CHUNKS = 2
"""litellm keeps every piece of a reply, for listeners that we don't have: all but the newest go."""
WORK_AND_REST = (0.008, 0.002)
"""Seconds of reading pieces at one go, and of rest after them."""
WORK_AND_REST_WHILE_TYPED = (0.002, 0.010)
"""The same while keys come: one that is pressed in the rest is painted before it is over."""
END_MARKS = (".", "?", "!", "…", "}", "]", "```", ")", '"', "”", "。", "？", "！")
TOLD = (
    "temperature",
    "max_tokens",
    "max_completion_tokens",
    "max_output_tokens",
    "num_predict",
    "response_format",
    "output_format",
    "response_mime_type",
    "format",
    "reasoning_effort",
    "tool_choice",
)
"""Parameters that are recorded as sent, under the names that providers have for them."""


class StreamedReply:
    """One reply; `LitellmClient.open` gives it once its first piece has come."""

    def __init__(self, request: ModelRequest, clock: Callable[[], float]) -> None:
        """Count time from now."""
        self.request = request
        self.tries = 1
        self.sent: Mapping[str, Any] = {}
        self.first_token_seconds: float | None = None
        self.fault: ModelError | None = None
        """What went wrong after the first piece."""
        self.is_complete = False
        self.litellm: Any = None
        self.told_usage: Any = None
        """What the provider said that it used."""
        self._clock, self._began = clock, clock()
        self._rested = 0.0
        self._seconds: float | None = None
        self._stream: Any = None
        self._first: Any = None
        self._model = ModelName("", "")
        self._key: str | None = None
        self._finish = ""
        self._raw: list[str] = []
        self._length = 0
        self._thoughts = Thoughts(quoting=request.json_schema is not None)

    # -- time

    @property
    def seconds(self) -> float:
        """How long it took, or has taken so far."""
        return self._clock() - self._began if self._seconds is None else self._seconds

    def start(self) -> None:
        """Count time from now: what was waited before isn't the model's doing."""
        self._began = self._clock()

    @property
    def seconds_left(self) -> float:
        """How long it may still take."""
        return max(0.0, self.request.timeouts.whole - self.seconds)

    @property
    def first_patience(self) -> float:
        """How long is waited for the first piece of this try."""
        return min(self.request.timeouts.first_token, self.seconds_left)

    # -- what came

    @property
    def raw(self) -> str:
        """All that has come, thoughts included."""
        return "".join(self._raw)

    @property
    def used_up_by_thoughts(self) -> bool:
        """Whether the model thought until its limit and said nothing."""
        return self._finish == "length" and not self._spoken

    @property
    def completion(self) -> Completion:
        """The whole reply, once all of it has come."""
        if not self.is_complete:
            raise RuntimeError("the reply isn't complete")
        return Completion(
            text=self._spoken,
            usage=usage_of(self),
            finish=self._finish,
            model=self.request.model,
            first_token_seconds=self.first_token_seconds or 0.0,
            seconds=self.seconds,
            tries=self.tries,
            sent=self.sent,
        )

    @property
    def _spoken(self) -> str:
        if self.request.json_schema is not None:
            return without_thoughts(self.raw)
        filtering = Thoughts()
        return filtering.feed(self.raw) + filtering.finish()

    # -- coming in

    async def begin(
        self,
        litellm: Any,
        stream: Any,
        wanted: Mapping[str, Any],
        model: ModelName,
        key: str | None,
    ) -> None:
        """Take a stream over and wait for its first piece."""
        self.litellm, self._stream, self._model, self._key = litellm, stream, model, key
        self.sent = _sent(stream, wanted)
        try:
            self._first = await anext(stream, None)
        except BaseException:
            await self.close()
            raise

    async def __aiter__(self) -> AsyncIterator[str]:
        """Yield what is said; raise ModelError when it goes wrong, also in the middle."""
        try:
            async for piece in self._pieces():
                if said := self._thoughts.feed(piece):
                    yield self._shown(said)
                if self._thoughts.shown_too_soon and self.request.json_schema is None:
                    raise CutOff(f"{self._model.name} thought aloud where it should have spoken.")
            if said := self._thoughts.finish():
                yield self._shown(said)
            self._check_end()
            self.is_complete = True
        except ModelError as error:
            self.fault = error
            raise
        finally:
            self._seconds = self.seconds

    async def _pieces(self) -> AsyncIterator[str]:
        chunk = self._first
        while chunk is not None:
            if (usage := getattr(chunk, "usage", None)) is not None and self._is_told(usage):
                self.told_usage = usage
            for choice in chunk.choices[:1]:
                if piece := choice.delta.content:
                    yield self._taken(piece)
            chunk = await self._next()
        self._finish = self._told_end

    async def _next(self) -> Any:
        """Return the next piece, None at the end; who falls silent is left."""
        patience = min(self.request.timeouts.between, self.seconds_left)
        self._forget()
        await self._breathe()
        try:
            async with asyncio.timeout(patience):
                return await anext(self._stream, None)
        except TimeoutError:
            if self._told_end:
                return None  # all was said; only the count of tokens is missing
            name = self._model.name
            if patience < self.request.timeouts.between:
                whole = self.request.timeouts.whole
                raise TimedOut(f"{name} was not done after {whole:g} seconds.") from None
            raise Stalled(f"{name} began to speak and fell silent for {patience:g} s.") from None
        except Exception as error:
            if self._told_end:
                return None
            raise fault_of(error, self._model, self._key, began=True) from None

    async def _breathe(self) -> None:
        """Let others run, however fast the pieces come.

        What is already there is read without waiting, and a model that speaks faster than it can
        be read would hold up every key; now the connection fills up and slows the model down.
        """
        work, rest = WORK_AND_REST_WHILE_TYPED if somebody_types() else WORK_AND_REST
        if monotonic() - self._rested < work:
            await asyncio.sleep(0)
        else:
            await asyncio.sleep(rest)
            self._rested = monotonic()

    @property
    def _told_end(self) -> str:
        """Why the provider said that it ended; "" while it hasn't, whatever litellm makes of it."""
        for name in ("received_finish_reason", "intermittent_finish_reason"):
            if told := getattr(self._stream, name, None):
                return str(told)
        return ""

    def _taken(self, piece: str) -> str:
        self._raw.append(piece)
        self._length += len(piece)
        if self._length > self.request.max_characters:
            raise TooLong(
                f"{self._model.name} went on for more than "
                f"{self.request.max_characters:,} characters."
            )
        return piece

    def _shown(self, said: str) -> str:
        if self.first_token_seconds is None:
            self.first_token_seconds = self.seconds
        return said

    def _is_told(self, usage: Any) -> bool:
        """Whether the provider told this; else litellm has counted by itself."""
        chunks = getattr(self._stream, "chunks", None)
        return chunks is None or any(getattr(each, "usage", None) for each in chunks)

    def _forget(self) -> None:
        chunks = getattr(self._stream, "chunks", None)
        if isinstance(chunks, list) and len(chunks) > 64:
            del chunks[:-KEPT_CHUNKS]

    def _check_end(self) -> None:
        """Raise when a reply that has ended is none."""
        name = self._model.name
        if not self._finish and not self._raw:
            raise Unreachable(
                f"What answers at {where(self._model)} is no model.",
                "Is the address right? Servers that speak OpenAI's protocol often want /v1.",
            )
        if not self._finish and self.told_usage is None and not self._ends_well:
            raise CutOff(f"{name} broke off without an end.")
        if self._finish == "content_filter":
            raise Refused(f"The provider of {name} filtered the reply.")
        if self.request.purpose == "probe":
            return
        if self.used_up_by_thoughts:
            raise CutOff(f"{name} thought until its limit and said nothing.")
        if self._finish == "length":
            raise CutOff(f"{name} reached its limit of tokens in the middle.")
        if not self._spoken.strip():
            raise CutOff(f"{name} said nothing.")

    @property
    def _ends_well(self) -> bool:
        """Whether the words themselves end: not every server says that it has."""
        return self.raw.rstrip().endswith(END_MARKS)

    async def close(self) -> None:
        """Let go of the connection."""
        stream, self._stream = self._stream, None
        if self._seconds is None:
            self._seconds = self.seconds
        if stream is not None:
            with suppress(Exception):
                await stream.aclose()


def no_answer_in(seconds: float, model: str) -> TimedOut:
    """Return the error for a first piece that never came."""
    return TimedOut(f"{model} didn't begin to answer within {seconds:g} seconds.")


def _sent(stream: Any, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was really sent, after litellm dropped what the model doesn't take."""
    details = getattr(getattr(stream, "logging_obj", None), "model_call_details", {})
    sent = details.get("optional_params") or wanted
    known = {name: sent[name] for name in TOLD if name in sent}
    return {name: _short(value) for name, value in known.items()}


def _short(value: Any) -> Any:
    if isinstance(value, Mapping):
        return str(value.get("type", ""))
    return value if isinstance(value, int | float | str | bool) else str(value)
