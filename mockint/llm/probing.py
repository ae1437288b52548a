"""One short call, to see whether a model answers, and in words how it went."""

from dataclasses import dataclass

from mockint.llm.client import ModelClient
from mockint.llm.errors import ModelError
from mockint.llm.requests import Completion, Message, ModelRequest, Timeouts

ASKED = (
    Message("system", "You are being tested. Answer with one word and nothing else."),
    Message("user", "Say: ready"),
)
PATIENCE = Timeouts(first_token=60.0, between=20.0, whole=90.0, patience=20.0)
"""A local model may have to be loaded first."""
SHOWN = 60


@dataclass(frozen=True)
class Tried:
    """How the call went."""

    model: str
    words: str
    """What to tell: one or two sentences."""
    fault: ModelError | None = None


async def try_model(client: ModelClient, model: str) -> Tried:
    """Call a model once, shortly."""
    request = ModelRequest(model, ASKED, "probe", max_tokens=16, timeouts=PATIENCE, tries=2)
    try:
        done = await client.complete(request)
    except ModelError as error:
        return Tried(model, str(error), error)
    return Tried(model, _told(done))


def _told(done: Completion) -> str:
    said = " ".join(done.text.split())
    said = said if len(said) <= SHOWN else f"{said[: SHOWN - 1]}…"
    usage = done.usage
    price = "its price is unknown" if usage.dollars is None else f"${usage.dollars:.6f}"
    return (
        f"It answered after {done.first_token_seconds or done.seconds:.2f} s: “{said}”. "
        f"{usage.prompt_tokens} + {usage.completion_tokens} tokens, {price}."
    )
