"""A round with a key: nothing that is written holds it, though the provider itself repeats it."""

import json
import logging
from pathlib import Path

import pytest

from mockint.core.spending import Spending
from tests.cli.conftest import Mockint
from tests.llm.openai_server import BEHAVIOURS, OpenAIServer, Reply

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

KEY = "sk-live-3f9a8b7c6d5e4f"
ANSWERS = "ready\n---\nThe documents are split into chunks.\n---\nI don't know.\n"


def test_no_artefact_of_a_round_holds_the_key(
    mockint: Mockint,
    own_home: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
):
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("MOCKINT_API_KEY", KEY)
    with OpenAIServer() as server:
        model = f"openai/gpt-4o-mini@{server.url}"
        tried = mockint("doctor", "--model", model)
        repeats = BEHAVIOURS["wrong-key"]
        server.reply_with(Reply(), repeats)
        played = mockint(
            *("run", "warm-up", "--model", model, "--budget", "5"),
            *("--answers", "-", "--json"),
            stdin=ANSWERS,
        )
        sent = [asked.headers["authorization"] for asked in server.asked]
    assert (tried.code, played.code) == (0, 0)
    assert set(sent) == {f"Bearer {KEY}"}
    document = played.json()
    session = document["session"]["id"]
    exports = [mockint("export", session, "--format", kind) for kind in ("md", "html", "json")]
    exports += [mockint("show", session), mockint("doctor")]
    assert {each.code for each in exports} == {0}
    # Where the key would be: the database, the settings, what was printed, the log.
    files = [path for path in own_home.rglob("*") if path.is_file()]
    assert {path.name for path in files} >= {"config.yaml"}
    for path in files:
        assert KEY.encode() not in path.read_bytes(), path.name
    printed = "".join(each.out + each.err for each in (tried, played, *exports))
    assert KEY not in printed + caplog.text
    # And what was done stands in all of them.
    spent = [Spending.model_validate(each) for each in document["scorecard"]["models"]]
    assert spent[0].model == model
    assert spent[0].failed >= 1
    assert 0 < (spent[0].dollars or 0) < 0.01
    called = [e["payload"] for e in document["events"] if e["payload"]["kind"] == "model-called"]
    assert "wrong-key" in {each["cause"] for each in called}
    assert all(model in each.out for each in exports)
    assert json.dumps(document).count("Incorrect API key") == 0
