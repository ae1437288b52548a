"""Commands with a model at work: a judge beside the offline reading, rounds without a person."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mockint.llm.errors import ModelError, TimedOut
from mockint.llm.requests import ModelRequest
from mockint.llm.usage import Ledger
from tests.cli.conftest import Mockint
from tests.llm.fake_client import FakeClient
from tests.llm.judging import ruling, said_in

ANSWER = (
    "The cache keeps the keys and values of the earlier tokens in every layer, so that a new token "
    "only needs its own query, key and value."
)


def works(request: ModelRequest) -> str:
    """A model that speaks the script, answers like the specimens, and judges by the first words."""
    if request.purpose == "judge":
        first = " ".join(said_in(request).split()[:7])
        return ruling(request, {"what-is-stored": first})
    if request.purpose == "candidate":
        return ANSWER
    found = re.search(r"What it has to say: (.*)", request.messages[-1].content)
    return f"Okay, so. {found.group(1)}" if found else "Right then."


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], list[FakeClient]]:
    """Let models answer so; return the clients that are made."""

    def answering(*answers: Any) -> list[FakeClient]:
        made: list[FakeClient] = []

        def client_for(*models: str, budget: float | None = None) -> tuple[FakeClient, Ledger]:
            made.append(FakeClient(*answers))
            return made[-1], Ledger(budget)

        monkeypatch.setattr("mockint.cli.parts.client_for", client_for)
        monkeypatch.setattr("mockint.cli.simulating.client_for", client_for)
        for place in ("models", "assessing", "simulating", "calibrating_models"):
            monkeypatch.setattr(f"mockint.cli.{place}.check_models", lambda models: None)
        return made

    return answering


def test_an_answer_is_judged_beside_the_offline_reading(mockint: Mockint, model):
    made = model(works)
    document = mockint("assess", "kv-cache", "--model", "lab/one", "--json", stdin=ANSWER).json()
    assert document["assessor"] == "lab/one"
    assert [each["assessor"] for each in document["beside"]] == ["offline"]
    assert document["judged"]["prompt"]
    assert len(made[0].requests) == 1
    told = mockint("assess", "kv-cache", "--model", "lab/one", stdin=ANSWER).out
    assert "judged by lab/one" in told


def test_a_judge_that_fails_leaves_the_offline_verdict_and_says_so(mockint: Mockint, model):
    model(TimedOut("Nothing came."))
    told = mockint("assess", "kv-cache", "--model", "lab/one", stdin=ANSWER).out
    assert "not graded by the model: Nothing came." in told


def test_a_model_plays_a_whole_round_with_itself(mockint: Mockint, model):
    made = model(works)
    run = mockint("simulate", "warm-up", "--model", "lab/one", "--json")
    document = run.json()
    assert document["session"]["closed"] == "completed"
    assert (document["session"]["voice"], document["session"]["assessor"]) == ("lab/one", "lab/one")
    texts = [turn["text"] for turn in document["turns"] if turn["speaker"] == "candidate"]
    assert ANSWER in texts
    assert {line["id"] for line in document["scorecard"]["conduct"]} >= {
        "one-question",
        "held-back",
    }
    purposes = {request.purpose for client in made for request in client.requests}
    assert purposes == {"voice", "judge", "candidate"}
    prompts = [r for c in made for r in c.requests if r.purpose != "judge"]
    assert not [r for r in prompts if "what-is-stored" in str(r.messages)]


def test_a_round_is_judged_again_when_the_judge_is_back(mockint: Mockint, model, tmp_path: Path):
    answers = tmp_path / "answers.txt"
    answers.write_text(f"Yes.\n---\n{ANSWER}\n---\n{ANSWER}\n")
    run = ("run", "warm-up", "--answers", str(answers), "--json")
    model(TimedOut("Nothing came."))
    failed = mockint(*run, "--model", "judge=lab/one").json()
    session = failed["session"]["id"]
    assert failed["scorecard"]["ungraded"]
    again = mockint("rescore", session, "--model", "judge=lab/one")
    assert again.code == 2
    assert "No answer could be graded: Nothing came." in again.err
    model(works)
    told = mockint("rescore", session, "--model", "judge=lab/one")
    assert told.code == 0
    assert "before" in told.out.splitlines()[-1]
    kept = mockint("export", session, "--format", "json").json()
    assert kept["scorecard"]["ungraded"] == []
    assert kept["turns"] != failed["turns"]
    assert [event["payload"]["kind"] for event in kept["events"]][-1] == "rescored"
    offline = mockint("rescore", session, "--offline")
    assert offline.code == 0
    final = mockint("export", session, "--format", "json").json()
    assert {t["assessment"]["assessor"] for t in final["turns"] if "assessment" in t} == {"offline"}


def test_an_open_round_is_not_judged_again(mockint: Mockint):
    assert "zzz" in mockint("rescore", "zzz").err


def test_a_model_is_held_against_the_specimens_and_goes_on_where_it_was(mockint: Mockint, model):
    fails: list[ModelError] = [TimedOut("Nothing came.")] * 3

    def at_first(request: ModelRequest) -> Any:
        return fails.pop() if fails else works(request)

    made = model(at_first)
    command = ("calibrate", "--question", "kv-cache", "--model", "lab/one", "--json")
    first = mockint(*command)
    assert "3 could not be judged (Nothing came.)" in first.err
    assert len(made[0].requests) > 5
    second = mockint(*command)
    assert second.code == 0
    assert second.json()["assessor"] == "lab/one"
    assert "QWK" in second.err
    assert "were kept from before" in second.err
    assert len(made[1].requests) == 3  # what could not be judged is tried again
    third = mockint(*command)
    assert third.json()["shares"] == second.json()["shares"]
    assert made[2].requests == []


def test_a_model_that_judges_nothing_cannot_be_held_against_anything(mockint: Mockint, model):
    model(TimedOut("Nothing came."))
    nothing = mockint("calibrate", "--question", "distillation", "--model", "lab/one")
    assert nothing.code == 2
    assert "judged nothing" in nothing.err
