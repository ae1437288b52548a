"""What litellm raises, in our own words.

It names causes differently by provider, and calls a missing key, a refused port and a broken
server all the same: so the status counts, and what the provider wrote, more than the class.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from mockint.llm.errors import (
    ContextTooLong,
    CutOff,
    ModelError,
    NoKey,
    QuotaSpent,
    RateLimited,
    Refused,
    ServerFailed,
    Stalled,
    TimedOut,
    UnknownModel,
    Unreachable,
    WrongKey,
)
from mockint.llm.keys import without_secrets
from mockint.llm.names import ModelName
from mockint.llm.providers import PROVIDERS, address_of
from mockint.llm.retrying import retry_after

LONGEST_REASON = 160

_CONTEXT = re.compile(
    r"(?i)context[_ ](?:length|window)|maximum context|prompt is too long|too many tokens"
    r"|exceeds? the (?:available )?context|input is too long"
)
_QUOTA = re.compile(
    r"(?i)insufficient[_ ]quota|current quota|billing|credit balance|payment|out of credits"
    r"|budget has been exceeded|exceededbudget"
)
_NO_KEY = re.compile(r"(?i)api[_ ]key client option must be set|missing.{0,20}api[_ ]?key")
_WRONG_KEY = re.compile(
    r"(?i)(?:incorrect|invalid|wrong|expired).{0,12}(?:api[_ -]?key|token)"
    r"|no connected db"  # a litellm proxy, of a key that isn't its own
)
_NO_MODEL = re.compile(
    r"(?i)model.{0,80}(?:not (?:found|exist|available)|does(?:n.t| not) exist|unknown)"
    r"|(?:no such|unknown|invalid) model|invalid model name|provider not provided|try pulling it"
)
_REFUSED_PORT = re.compile(
    r"(?i)connection (?:refused|error)|cannot connect|connect call failed|name or service"
    r"|all connection attempts failed|nodename|getaddrinfo|no route to host|unreachable"
)
_NOT_SET_UP = re.compile(
    r"(?i)(?:api[_ ]base|base[_ ]url|project|region|credentials?).{0,40}"
    r"(?:is required|must be|not set|missing|not found|could not be)"
)
_NOISE = re.compile(r"^(?:litellm\.|[A-Za-z_]*(?:Error|Exception)\b\s*[:-]?\s*|-\s*)+")


def fault_of(error: Exception, name: ModelName, key: str | None, *, began: bool) -> ModelError:
    """Return our error for one that litellm raised; `began`: some of the reply had come."""
    if isinstance(error, ModelError):
        return error
    model, text, status = name.name, _text(error), _status(error)
    because = _because(_reason(error, key))
    wait = retry_after(_headers(error), datetime.now(UTC))
    kinds = {each for cause in _causes(error) for each in _class_names(cause)}
    if began and not (status == 429 or _QUOTA.search(text)):
        if "Timeout" in kinds or "ReadTimeout" in kinds:
            return Stalled(f"{model} began to speak and then fell silent.")
        return CutOff(f"The connection broke while {model} was speaking.")
    if _NO_KEY.search(text):
        return NoKey(f"{model} wants a key, and none was found.")
    if status in (401,) or _WRONG_KEY.search(text):
        return WrongKey(f"The provider of {model} doesn't accept the key.")
    if _QUOTA.search(text) or status == 402:
        return QuotaSpent(f"Nothing is left on the account for {model}{because}.")
    if status == 429:
        return RateLimited(f"Too many requests to {model} for now.", retry_after=wait)
    if _CONTEXT.search(text) or "ContextWindowExceededError" in kinds:
        return ContextTooLong(f"The conversation is too long for {model}.")
    if _NO_MODEL.search(text) or status == 404 or "LiteLLMUnknownProvider" in kinds:
        remedy = "Is the name right, and does the address want /v1?" if name.address else ""
        return UnknownModel(f"There is no model {model!r} at {where(name)}{because}.", remedy)
    if _NOT_SET_UP.search(text):
        return Refused(
            f"{model} isn't set up{because}.",
            "Its provider's page in litellm's docs says what it needs.",
        )
    if kinds & {"ConnectError", "ConnectTimeout"} or (
        _REFUSED_PORT.search(text) and (status is None or status >= 500)
    ):
        return Unreachable(f"Nobody answers at {where(name)}.")
    if kinds & {"Timeout", "APITimeoutError", "TimeoutException"} or status in (408, 504):
        return TimedOut(f"{model} didn't answer in time.")
    if status is not None and 400 <= status < 500:
        return Refused(f"{model} refused the request{because}.")
    return ServerFailed(f"The server of {model} failed{because}.", retry_after=wait)


def where(model: ModelName) -> str:
    """Return where a model is called, in words."""
    provider = PROVIDERS.get(model.provider)
    address = model.address or (address_of(provider) if provider else None)
    return address or (f"the servers of {provider.title}" if provider else "its provider's servers")


def names_parameter(error: Exception, parameters: Iterator[str]) -> str | None:
    """Return which of the parameters a refusal complains of, so that it can be left out."""
    if _status(error) not in (400, 422):
        return None
    text = _text(error).lower()
    return next((each for each in parameters if each in text), None)


def _text(error: Exception) -> str:
    code = _body(error).get("code")
    return " ".join(filter(None, (str(code or ""), _told(error), str(error))))


def _told(error: Exception) -> str:
    return str(_body(error).get("message") or "")


def _body(error: Exception) -> Mapping[str, Any]:
    body = getattr(error, "body", None)
    return body if isinstance(body, dict) else {}


def _reason(error: Exception, key: str | None) -> str:
    """Return the provider's words: one line, short, without a key."""
    told = without_secrets(" ".join((_told(error) or str(error)).split()), key)
    told = _NOISE.sub("", told.split("Traceback")[0]).strip()
    told = "".join(letter for letter in told if letter.isprintable())
    return told if len(told) <= LONGEST_REASON else f"{told[: LONGEST_REASON - 1]}…"


def _because(reason: str) -> str:
    return f": {reason.rstrip('.')}" if reason else ""


def _status(error: Exception) -> int | None:
    status = getattr(error, "status_code", None)
    return status if isinstance(status, int) else None


def _headers(error: Exception) -> dict[str, str]:
    for headers in (
        getattr(error, "litellm_response_headers", None),
        getattr(getattr(error, "response", None), "headers", None),
    ):
        if headers:
            return dict(headers)
    return {}


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _class_names(error: BaseException) -> Iterator[str]:
    yield from (each.__name__ for each in type(error).__mro__)
