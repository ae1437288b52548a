"""litellm, loaded in a thread while the first line stands on the screen.

Importing it takes two to seven seconds, and the first call through it another half: both are over
before the first answer is sent. Nothing is called over the network for that.
"""

import asyncio
import socket
import sys
from contextlib import closing, suppress
from importlib import import_module
from threading import Lock, Thread
from typing import Any

from mockint.llm.environment import prepare, quieten
from mockint.llm.errors import MissingLibrary
from mockint.llm.names import ModelName
from mockint.loading import loading

_LOCK = Lock()
_ONE_WORD = [{"role": "user", "content": "-"}]


def load() -> Any:
    """Return litellm, imported once; blocks. Raises MissingLibrary."""
    with _LOCK:
        if "litellm" in sys.modules and getattr(sys.modules["litellm"], "drop_params", False):
            return sys.modules["litellm"]
        prepare()
        try:
            with loading():
                litellm = import_module("litellm")
        except ImportError as error:
            raise MissingLibrary(f"litellm can't be loaded: {_cause(error)}.") from None
        quieten(litellm)
        return litellm


async def loaded() -> Any:
    """Return litellm; while it is being imported, everything else goes on."""
    ready = sys.modules.get("litellm")
    if ready is not None and not _LOCK.locked() and getattr(ready, "drop_params", False):
        return ready
    return await asyncio.to_thread(load)


def warm(*models: ModelName) -> Thread:
    """Load litellm and go once through all that a first call needs, in a thread of its own."""
    thread = Thread(target=_warm, args=models, name="warming", daemon=True)
    thread.start()
    return thread


def _warm(*models: ModelName) -> None:
    # Whatever is wrong shows again, with a remedy, when the first call is made.
    with suppress(Exception):
        litellm = load()
        with loading():
            for model in dict.fromkeys(each.name for each in models):
                asyncio.run(_rehearse(litellm, model))


async def _rehearse(litellm: Any, model: str) -> None:
    """Read a made-up reply, and call a port of this machine at which nobody listens."""
    how = {"model": model, "messages": _ONE_WORD, "stream": True, "max_retries": 0, "timeout": 2.0}
    with suppress(Exception):
        async for _ in await litellm.acompletion(mock_response="-", **how):
            pass
    with suppress(Exception):
        nowhere = f"http://127.0.0.1:{_closed_port()}"
        await litellm.acompletion(api_base=nowhere, api_key="none", **how)


def _closed_port() -> int:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
    return port


def _cause(error: ImportError) -> str:
    return "it is not installed" if error.name == "litellm" else f"{error.name} is missing"
