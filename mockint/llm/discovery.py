"""What there is to be called from here: keys by the names of their variables, servers on loopback.

Nothing outside this machine is asked, and no key is shown or used.
"""

import json
import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import urlsplit

from mockint.llm.keys import find_key, key_from_keyring
from mockint.llm.names import LOOPBACK
from mockint.llm.providers import PROVIDERS, Provider, address_of

PATIENCE = 0.5
"""Seconds that a server of this machine has to answer."""
LARGEST_LIST = 2_000_000


@dataclass(frozen=True)
class KeyFound:
    """A provider whose key is set."""

    provider: Provider
    variable: str
    where: str
    """`environment` or `keyring`."""


@dataclass(frozen=True)
class ServerFound:
    """A server that answered on this machine."""

    title: str
    address: str
    models: tuple[str, ...]
    """As they are chosen: `ollama_chat/qwen3:8b`."""


@dataclass(frozen=True)
class Place:
    """Where a server may be listening."""

    title: str
    address: str
    path: str
    """Where it lists its models."""
    name: str
    """A model's name, with `{}` for what the server calls it."""
    variables: tuple[str, ...] = ()
    """Where the key of this very server is, if it wants one."""


def keys_found() -> tuple[KeyFound, ...]:
    """Return the providers whose key is set, in the order in which they are known."""
    found = []
    for provider in PROVIDERS.values():
        for variable in provider.variables:
            if os.environ.get(variable, "").strip():
                found.append(KeyFound(provider, variable, "environment"))
                break
            if key_from_keyring(variable):
                found.append(KeyFound(provider, variable, "keyring"))
                break
    return tuple(found)


def places() -> tuple[Place, ...]:
    """Return the places on this machine at which servers of models usually listen."""
    own = [each for each in PROVIDERS.values() if each.address and each.id != "ollama"]
    listed = [
        Place("Ollama", address, "/api/tags", "ollama_chat/{}")
        if each.id == "ollama_chat"
        else Place(each.title, address, _models_path(address), f"{each.id}/{{}}", each.variables)
        for each in own
        if (address := address_of(each))
    ]
    openai = address_of(PROVIDERS["openai"])
    if openai:
        listed.append(Place("OpenAI's protocol", openai, _models_path(openai), "openai/{}"))
    return tuple(each for each in listed if urlsplit(each.address).hostname in LOOPBACK)


def servers_found(
    listening: Iterable[Place] | None = None,
    read: Callable[[Place], Sequence[str]] | None = None,
) -> tuple[ServerFound, ...]:
    """Return the servers that answer with a list of models; blocks for half a second at most."""
    asked = tuple(places() if listening is None else listening)
    if not asked:
        return ()
    with ThreadPoolExecutor(len(asked)) as pool:
        lists = pool.map(read or models_at, asked)
        return tuple(
            ServerFound(place.title, place.address, tuple(map(place.name.format, names)))
            for place, names in zip(asked, lists, strict=True)
            if names
        )


def models_at(place: Place) -> tuple[str, ...]:
    """Return the models that a server lists; none where nobody answers, or somebody else."""
    parts = urlsplit(place.address)
    try:
        # Not through a proxy, whatever the environment says: this is our own machine.
        connection = HTTPConnection(parts.hostname or "", parts.port or 80, timeout=PATIENCE)
        try:
            key = find_key(place.variables)
            headers = {"Authorization": f"Bearer {key}"} if key else {}
            connection.request("GET", parts.path.rstrip("/") + place.path, headers=headers)
            answer = connection.getresponse()
            if answer.status != 200:
                return ()
            return _names(json.loads(answer.read(LARGEST_LIST)))
        finally:
            connection.close()
    except (OSError, ValueError, HTTPException):
        return ()


def _names(document: Any) -> tuple[str, ...]:
    """Read a list of models in OpenAI's form or in Ollama's."""
    if not isinstance(document, dict):
        return ()
    entries = document.get("data") or document.get("models")
    if not isinstance(entries, list):
        return ()
    named = [each.get("id") or each.get("name") for each in entries if isinstance(each, dict)]
    return tuple(str(each) for each in named if each)


def _models_path(address: str) -> str:
    return "/models" if urlsplit(address).path.rstrip("/").endswith("/v1") else "/v1/models"
