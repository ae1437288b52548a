"""Whether a model can be called at all, before anybody calls it."""

import sys
from importlib.util import find_spec
from typing import Any

from mockint.core.errors import did_you_mean
from mockint.llm.errors import MissingLibrary, ModelError, UnknownModel
from mockint.llm.keys import key_for
from mockint.llm.names import ModelName, read_name
from mockint.llm.providers import PROVIDERS
from mockint.llm.warming import load


def check_name(text: str) -> ModelName:
    """Return a model's name in parts, once it is known whom to call, and with which key.

    Raises UnknownModel for a provider that nobody knows, NoKey where its key is missing, and
    MissingLibrary. Nothing is sent anywhere, so that whether the provider has such a model, and
    whether the key is right, shows only with the first call.
    """
    model = read_name(text)
    if sys.modules.get("litellm") is None and find_spec("litellm") is None:
        raise MissingLibrary("litellm is not installed, and models are called through it.")
    key_for(model)
    if model.provider not in PROVIDERS:  # only litellm knows all of them, and takes seconds
        check_provider(load(), model)
    return model


def check_provider(litellm: Any, model: ModelName) -> None:
    """Raise UnknownModel when litellm can't tell whom to call."""
    if model.provider in PROVIDERS:
        return
    try:
        litellm.get_llm_provider(model=model.name)
    except Exception:  # litellm has several, and all of them mean the same
        raise _unknown(litellm, model) from None


def _unknown(litellm: Any, model: ModelName) -> ModelError:
    if not model.provider:
        return UnknownModel(
            f"{model.name!r} doesn't say whose model it is.",
            f"Write it as provider/model: openai/{model.name}, ollama_chat/{model.name} ...",
        )
    known = [str(getattr(each, "value", each)) for each in litellm.provider_list]
    hint = did_you_mean(model.provider, known)
    return UnknownModel(f"There is no provider {model.provider!r}.{hint}")
