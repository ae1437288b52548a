"""Providers that mockint knows before litellm is loaded, and where each looks for its key."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

OLLAMA = "http://localhost:11434"


@dataclass(frozen=True)
class Provider:
    """Somebody who serves models."""

    id: str
    """The part of a model's name before the slash."""
    title: str
    variables: tuple[str, ...] = ()
    """Environment variables of the key, any of which does; none where no key is needed."""
    address_variables: tuple[str, ...] = ()
    """Environment variables that hold its address."""
    address: str | None = None
    """Where it usually listens, for a server that one runs oneself."""
    needs_key: bool = True
    is_own: bool = False
    """Runs on the user's own machines: costs nothing a token."""


PROVIDERS: Mapping[str, Provider] = {
    each.id: each
    for each in (
        Provider("openai", "OpenAI", ("OPENAI_API_KEY",), ("OPENAI_BASE_URL", "OPENAI_API_BASE")),
        Provider("anthropic", "Anthropic", ("ANTHROPIC_API_KEY",), ("ANTHROPIC_API_BASE",)),
        Provider("gemini", "Google Gemini", ("GEMINI_API_KEY", "GOOGLE_API_KEY")),
        Provider("mistral", "Mistral", ("MISTRAL_API_KEY",), ("MISTRAL_API_BASE",)),
        Provider("groq", "Groq", ("GROQ_API_KEY",)),
        Provider("deepseek", "DeepSeek", ("DEEPSEEK_API_KEY",), ("DEEPSEEK_API_BASE",)),
        Provider("openrouter", "OpenRouter", ("OPENROUTER_API_KEY",), ("OPENROUTER_API_BASE",)),
        Provider("xai", "xAI", ("XAI_API_KEY",)),
        Provider("together_ai", "Together AI", ("TOGETHERAI_API_KEY", "TOGETHER_API_KEY")),
        Provider("fireworks_ai", "Fireworks AI", ("FIREWORKS_AI_API_KEY", "FIREWORKS_API_KEY")),
        Provider("cerebras", "Cerebras", ("CEREBRAS_API_KEY",)),
        Provider("cohere", "Cohere", ("COHERE_API_KEY",)),
        Provider("perplexity", "Perplexity", ("PERPLEXITYAI_API_KEY", "PERPLEXITY_API_KEY")),
        Provider("moonshot", "Moonshot", ("MOONSHOT_API_KEY",)),
        Provider("azure", "Azure OpenAI", ("AZURE_API_KEY",), ("AZURE_API_BASE",)),
        Provider("ollama_chat", "Ollama", (), ("OLLAMA_API_BASE",), OLLAMA, False, True),
        Provider("ollama", "Ollama", (), ("OLLAMA_API_BASE",), OLLAMA, False, True),
        Provider(
            "lm_studio",
            "LM Studio",
            ("LM_STUDIO_API_KEY",),
            ("LM_STUDIO_API_BASE",),
            "http://localhost:1234/v1",
            False,
            True,
        ),
        Provider(
            "llamafile",
            "llamafile",
            (),
            ("LLAMAFILE_API_BASE",),
            "http://localhost:8080/v1",
            False,
            True,
        ),
        Provider(
            "hosted_vllm",
            "vLLM",
            ("HOSTED_VLLM_API_KEY",),
            ("HOSTED_VLLM_API_BASE",),
            "http://localhost:8000/v1",
            False,
            True,
        ),
        Provider(
            "litellm_proxy",
            "a litellm proxy",
            ("LITELLM_PROXY_API_KEY",),
            ("LITELLM_PROXY_API_BASE",),
            "http://localhost:4000",
            False,
        ),
    )
}


def address_of(provider: Provider) -> str | None:
    """Return where a provider is reached, where that isn't known to litellm by itself."""
    set_ = (os.environ.get(each, "").strip() for each in provider.address_variables)
    return next(filter(None, set_), provider.address)
