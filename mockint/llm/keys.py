"""Keys: where they are found, and how they stay out of everything that is written.

They come from the environment, else from the system's keyring (service `mockint`, the variable's
name as user). They are handed to the call and to nothing else.
"""

import os
import re
from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec

from mockint.llm.errors import NoKey
from mockint.llm.names import ModelName
from mockint.llm.providers import PROVIDERS, Provider, address_of

SERVICE = "mockint"
NO_KEY = "none"
"""What is sent where a client insists on a key and the server wants none."""
SHORTEST_SECRET = 8
SECRET_NAMES = re.compile(r"KEY|TOKEN|SECRET|PASSWORD|CREDENTIAL", re.IGNORECASE)
LOOKS_SECRET = re.compile(
    r"(?i)\b(?:bearer\s+|api[-_]?key['\"]?\s*[:=]\s*['\"]?)[\w\-.~+/=*]{6,}"
    r"|\b(?:sk|pk|rk|gsk|xai|hf|key|AIza)[-_]?[\w\-*]{12,}"
)
HIDDEN = "[hidden]"


def key_from_keyring(variable: str) -> str | None:
    """Return what the system's keyring keeps, if there is one and it opens."""
    if find_spec("keyring") is None:
        return None
    try:
        # It reaches out to a service of the desktop: only where a key is missing.
        kept: str | None = import_module("keyring").get_password(SERVICE, variable)
    except Exception:  # every desktop has faults of its own, and none of them is ours
        return None
    return kept


def find_key(variables: Iterable[str]) -> str | None:
    """Return the first key that is set, from the environment before the keyring."""
    variables = tuple(variables)
    found = (os.environ.get(each, "").strip() for each in variables)
    return next(filter(None, found), None) or next(
        filter(None, map(key_from_keyring, variables)), None
    )


def key_for(model: ModelName) -> str | None:
    """Return the key for a model; None lets litellm look for itself, where we don't know how.

    Raises NoKey when the provider is known to want one. An address of one's own is never sent
    the key of a company: `MOCKINT_API_KEY` is for it.
    """
    provider = PROVIDERS.get(model.provider)
    if model.address is not None and (provider is None or provider.needs_key):
        return find_key(["MOCKINT_API_KEY"]) or NO_KEY
    if provider is None:
        return None
    key = find_key(provider.variables)
    if key is None and provider.needs_key and not _is_led_home(provider):
        raise NoKey(
            f"{provider.title} wants a key, and {' or '.join(provider.variables)} is not set.",
            f"Set it: export {provider.variables[0]}=... (or keep it in the system's keyring "
            f"under the service {SERVICE!r}).",
        )
    return key or NO_KEY


def _is_led_home(provider: Provider) -> bool:
    """Whether the environment leads a provider's calls to this machine, where no key is needed."""
    return ModelName("", "", address_of(provider)).is_here


def without_secrets(text: str, *known: str | None) -> str:
    """Return text in which no key can be read: none of ours, and nothing that looks like one."""
    kept = [*known, *(value for name, value in os.environ.items() if SECRET_NAMES.search(name))]
    for secret in sorted(filter(None, kept), key=len, reverse=True):
        if len(secret) >= SHORTEST_SECRET:
            text = text.replace(secret, HIDDEN)
    return LOOKS_SECRET.sub(HIDDEN, text)
