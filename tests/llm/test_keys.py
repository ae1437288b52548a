"""Names of models, and their keys: found where they should be, and seen nowhere else."""

import sys
from types import ModuleType

import pytest

from mockint.llm.errors import NoKey, UnknownModel
from mockint.llm.keys import NO_KEY, find_key, key_for, without_secrets
from mockint.llm.names import read_name

KEY = "sk-live-3f9a8b7c6d5e4f"


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, str], str]:
    kept: dict[tuple[str, str], str] = {}
    module = ModuleType("keyring")
    setattr(module, "get_password", lambda service, name: kept.get((service, name)))  # noqa: B010
    monkeypatch.setitem(sys.modules, "keyring", module)
    monkeypatch.setattr("mockint.llm.keys.find_spec", lambda name: True)
    return kept


def test_a_name_in_its_parts():
    plain = read_name("openai/gpt-4.1-mini")
    assert (plain.provider, plain.name, plain.address) == ("openai", "openai/gpt-4.1-mini", None)
    own = read_name("openai/org/qwen@http://127.0.0.1:8080/v1/")
    assert (own.provider, own.name) == ("openai", "openai/org/qwen")
    assert (own.address, own.is_here) == ("http://127.0.0.1:8080/v1", True)
    assert own.full == "openai/org/qwen@http://127.0.0.1:8080/v1"
    assert read_name("gpt-4o").provider == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "openai/",
        "two words",
        "openai/x@http://",
        "openai/x@http://me:secret@host/v1",
        "openai/x@https://host/v1?key=secret",
        "openai/x@http://[broken/v1",
    ],
)
def test_what_is_no_name(text: str):
    with pytest.raises(UnknownModel):
        read_name(text)


def test_a_key_comes_from_the_environment_before_the_keyring(
    keyring: dict[tuple[str, str], str], monkeypatch: pytest.MonkeyPatch
):
    keyring["mockint", "MISTRAL_API_KEY"] = "from the keyring"
    assert key_for(read_name("mistral/small")) == "from the keyring"
    monkeypatch.setenv("MISTRAL_API_KEY", f" {KEY}\n")
    assert key_for(read_name("mistral/small")) == KEY


def test_a_keyring_that_doesnt_open_is_none(
    keyring: dict[tuple[str, str], str], monkeypatch: pytest.MonkeyPatch
):
    def locked(service: str, name: str) -> str:
        raise RuntimeError("no desktop")

    monkeypatch.setattr(sys.modules["keyring"], "get_password", locked)
    assert find_key(["GROQ_API_KEY"]) is None


def test_a_missing_key_is_named(keyring: object):
    with pytest.raises(NoKey, match=r"Gemini wants a key, and GEMINI_API_KEY or GOOGLE_API_KEY"):
        key_for(read_name("gemini/flash"))


def test_who_wants_no_key_gets_none(keyring: object, monkeypatch: pytest.MonkeyPatch):
    assert key_for(read_name("ollama_chat/qwen3")) == NO_KEY
    assert key_for(read_name("somebody_else/model")) is None
    monkeypatch.setenv("OPENAI_API_BASE", "http://localhost:9999/v1")
    assert key_for(read_name("openai/local")) == NO_KEY


def test_a_companys_key_is_never_sent_to_an_address_of_ones_own(
    keyring: object, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    model = read_name("openai/qwen@http://127.0.0.1:8080/v1")
    assert key_for(model) == NO_KEY
    monkeypatch.setenv("MOCKINT_API_KEY", "sk-mine")
    assert key_for(model) == "sk-mine"


@pytest.mark.parametrize(
    "text",
    [
        f"Incorrect API key provided: {KEY}.",
        "Authorization: Bearer abcdef123456",
        "api_key=abcdef123456",
        "got sk-proj-abcdefghijklmnop",
        "the word hunter2-hunter2 is known",
    ],
)
def test_no_key_is_read_in_what_somebody_wrote(text: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SOME_SERVICE_TOKEN", "hunter2-hunter2")
    shown = without_secrets(text, KEY)
    assert "[hidden]" in shown
    for secret in (KEY, "abcdef", "hunter2"):
        assert secret not in shown


def test_other_words_stay():
    text = "This model takes 8,192 tokens; ask for the key-value cache."
    assert without_secrets(text, None) == text
