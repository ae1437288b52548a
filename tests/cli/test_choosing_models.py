"""`--model`, `--budget`, `mockint doctor`: what is chosen, what is refused, what is remembered."""

from pathlib import Path
from typing import Any

import pytest

from mockint.cli.models import choose_models
from mockint.content.settings_file import read_settings, write_setting
from mockint.core.settings import ModelChoice, Settings
from mockint.folders import settings_path
from mockint.llm import discovery
from mockint.llm.discovery import Place
from mockint.llm.errors import ModelError, RateLimited
from mockint.llm.requests import Completion, ModelRequest
from mockint.llm.usage import Usage
from tests.cli.conftest import Mockint
from tests.llm.openai_server import OpenAIServer

KEY = "sk-live-3f9a8b7c6d5e4f"
GROQ = "groq/llama-3"


class FakeClient:
    """Answers every call with one word, or fails."""

    def __init__(self, fault: ModelError | None = None) -> None:
        self.fault = fault
        self.asked: list[ModelRequest] = []

    async def complete(self, request: ModelRequest) -> Completion:
        self.asked.append(request)
        if self.fault:
            raise self.fault
        return Completion("Ready.", Usage(31, 2, None, 0.00002), "stop", request.model, 0.42, 0.5)


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> FakeClient:
    fake = FakeClient()
    monkeypatch.setattr("mockint.cli.parts.client_for", lambda *models: (fake, None))
    monkeypatch.setattr(discovery, "places", lambda: ())
    monkeypatch.setenv("GROQ_API_KEY", KEY)
    return fake


def test_the_command_line_goes_before_the_settings(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GROQ_API_KEY", KEY)
    settings = Settings(model="ollama_chat/a", budget=2.0)

    def chosen(*models: str, offline: bool = False, budget: float | None = None) -> ModelChoice:
        return choose_models(models, offline, budget, settings.chosen())

    own = "ollama_chat/a"
    assert chosen() == ModelChoice(own, own, own, 2.0)
    assert chosen(GROQ, budget=0.5) == ModelChoice(GROQ, GROQ, GROQ, 0.5)
    assert chosen(f"judge={GROQ}") == ModelChoice(own, GROQ, own, 2.0)
    assert chosen(f"second={GROQ}") == ModelChoice(own, own, own, 2.0, second=GROQ)
    assert chosen(f"second={GROQ}").models == (own, GROQ)
    assert chosen("interviewer=offline").models == (own,)
    assert chosen(GROQ, offline=True).models == ()


def test_a_round_goes_on_with_who_was_there(mockint: Mockint, own_home: Path):
    ran = mockint("run", "warm-up", "--plain", stdin="ready\n\n")
    assert "mockint resume" in ran.out
    write_setting(settings_path(), "model", "groq/llama-3")
    ran = mockint("resume", "--plain", stdin="")
    assert (ran.code, ran.err) == (0, "")
    # Without a key, the settings' model ends what would begin with it, and says the way out.
    ran = mockint("run", "warm-up", "--plain", stdin="")
    assert ran.code == 2
    assert "GROQ_API_KEY" in ran.err
    assert "Or play without a model: --offline." in ran.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--model", "openai/gpt-4o"], "OPENAI_API_KEY is not set. Set it: export OPENAI_API_KEY="),
        (["--model", "judge=openai/gpt-4o"], "OPENAI_API_KEY is not set"),
        (["--model", "two words"], "is no name of a model"),
        (["--model", "judge="], "names no model"),
        (["--budget", "0"], "0"),
    ],
)
def test_what_cant_be_called_ends_before_it_begins(
    mockint: Mockint, arguments: list[str], words: str
):
    ran = mockint("run", "warm-up", *arguments, "--answers", "-", stdin="ready")
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err
    assert "Traceback" not in ran.err


def test_the_doctor_says_what_there_is(
    mockint: Mockint, client: FakeClient, monkeypatch: pytest.MonkeyPatch
):
    with OpenAIServer() as server:
        place = Place("LM Studio", server.url, "/models", "lm_studio/{}")
        closed = Place("vLLM", "http://127.0.0.1:1", "/v1/models", "hosted_vllm/{}")
        monkeypatch.setattr(discovery, "places", lambda: (place, closed))
        ran = mockint("doctor")
    assert ran.code == 0
    assert "GROQ_API_KEY (Groq, environment)" in ran.out
    assert f"LM Studio at {server.url}: lm_studio/normal, " in ran.out
    assert "vLLM" not in ran.out
    assert "none: rounds are offline" in ran.out
    assert KEY not in ran.out


def test_the_doctor_tries_a_model_and_remembers_it(mockint: Mockint, client: FakeClient):
    settings_path().parent.mkdir(parents=True)
    settings_path().write_text("theme: light # mine\njudge_model: ollama_chat/b\n")
    ran = mockint("doctor", "--model", GROQ)
    assert ran.code == 0
    assert "It answered after 0.42 s: “Ready.”. 31 + 2 tokens, $0.000020." in ran.out
    assert len(client.asked) == 1
    settings = read_settings(settings_path())
    assert settings.chosen() == ModelChoice(GROQ, GROQ, GROQ)
    mockint("doctor", "--model", "judge=ollama_chat/c")
    mockint("doctor", "--model", "ollama_chat/d", "--no-remember")
    assert f"interviewer: {GROQ}" in mockint("doctor").out
    assert read_settings(settings_path()).chosen().judge == "ollama_chat/c"
    assert "# mine" in settings_path().read_text()
    assert KEY not in settings_path().read_text()


def test_a_model_that_fails_is_told_with_a_remedy_and_not_remembered(
    mockint: Mockint, client: FakeClient
):
    client.fault = RateLimited("Too many requests to groq/llama-3 for now.")
    ran = mockint("doctor", "--model", GROQ)
    assert ran.code == 2
    assert ran.err.strip() == f"mockint: {client.fault}"
    assert "Wait a little" in ran.err
    assert not Path(settings_path()).exists()


def test_only_this_machine_is_asked(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("OPENAI_API_BASE", "https://models.example/v1")
    monkeypatch.setenv("OLLAMA_API_BASE", "http://far.example:11434")
    hosts = {each.address for each in discovery.places()}
    assert hosts
    assert all("localhost" in each for each in hosts)
    monkeypatch.setenv("OPENAI_API_BASE", "http://localhost:9/v1")
    assert Place("OpenAI's protocol", "http://localhost:9/v1", "/models", "openai/{}") in (
        discovery.places()
    )


@pytest.mark.parametrize(
    "document", [[], {"data": 5}, {"models": [1, {"name": ""}]}, "x", {"data": [{"id": None}]}]
)
def test_a_server_of_something_else_has_no_models(document: Any):
    assert discovery._names(document) == ()


def test_ollamas_list_is_read():
    listed = {"models": [{"name": "qwen3:8b"}, {"name": "llama3"}]}
    assert discovery._names(listed) == ("qwen3:8b", "llama3")
