"""Names of models: `provider/model`, and `@address` where the server is one's own.

openai/gpt-4.1-mini
ollama_chat/qwen3:8b
openai/qwen3-8b@http://127.0.0.1:8080/v1
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from mockint.llm.errors import UnknownModel

LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class ModelName:
    """A model's name in its parts."""

    name: str
    """As litellm wants it: `provider/model`, or a model that it knows without its provider."""
    provider: str
    """"" where the name says none."""
    address: str | None = None

    @property
    def full(self) -> str:
        """As the user writes it."""
        return f"{self.name}@{self.address}" if self.address else self.name

    @property
    def is_here(self) -> bool:
        """Whether the address is one of this machine."""
        return self.address is not None and urlsplit(self.address).hostname in LOOPBACK


def read_name(text: str) -> ModelName:
    """Take a model's name apart; raises UnknownModel for what can be none."""
    name, at, address = text.strip().partition("@http")
    address = f"http{address}" if at else ""
    provider, slash, model = name.partition("/")
    if not name or any(letter.isspace() for letter in text.strip()) or (slash and not model):
        raise UnknownModel(f"{text!r} is no name of a model.")
    if address and not _is_address(address):
        raise UnknownModel(
            f"{address!r} is no address.", "Write it like @http://127.0.0.1:8080/v1, without a key."
        )
    return ModelName(name, provider if slash else "", address.rstrip("/") or None)


def _is_address(text: str) -> bool:
    """Whether this can be called, and holds no password that would be written down with it."""
    try:
        parts = urlsplit(text)
        return bool(parts.hostname) and "@" not in parts.netloc and not parts.query
    except ValueError:
        return False
