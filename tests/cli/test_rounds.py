"""Rounds from the command line: scripted, resumed, kept, exported, removed."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Mockint

ANSWERS = """@5s
Yes, let us start.
---
@60s
I built a support assistant on retrieval. My part was the retrieval service, which I owned. We
measured recall at ten on 300 labelled questions and it went from 0.61 to 0.83.
---
@20s
I don't know
---
@40s
We chose a hosted reranker over training our own because two of us had to run it.
---
@90s
The cache keeps the keys and values of the earlier tokens in every layer, so that a new token only
needs its own query, key and value.
---
/hint
---
@100s
It grows with the context and with the number of requests, so it decides how many users fit.
---
"""
STAMPS = re.compile(r'("(?:id|started_at|wall)": )"[^"]*"')


@pytest.fixture
def answers(tmp_path: Path) -> str:
    path = tmp_path / "answers.txt"
    path.write_text(ANSWERS, encoding="utf-8")
    return str(path)


def test_a_scripted_round_is_played_at_once_to_its_close(mockint: Mockint, answers: str):
    ran = mockint("run", "phone-screen-30", "--answers", answers, "--json")
    assert (ran.code, ran.err) == (0, "")
    document = ran.json()
    assert document["session"]["closed"] == "time"
    assert document["session"]["pace"] == "virtual"
    assert {turn["speaker"] for turn in document["turns"]} == {"interviewer", "candidate"}
    assert [event["seq"] for event in document["events"]] == list(range(len(document["events"])))


def test_the_same_input_gives_the_same_document_but_for_stamps(mockint: Mockint, answers: str):
    def told() -> str:
        ran = mockint("run", "phone-screen-30", "--answers", answers, "--json")
        document = ran.json()
        del document["session"]["id"], document["session"]["started_at"]
        for event in document["events"]:
            del event["wall"]
        return json.dumps(document)

    assert told() == told()


def test_another_answer_gets_another_follow_up(mockint: Mockint, tmp_path: Path):
    def asked(answer: str) -> list[str]:
        path = tmp_path / "one.txt"
        path.write_text(f"yes\n---\n{answer}\n---\n", encoding="utf-8")
        ran = mockint("run", "warm-up", "--answers", str(path), "--json")
        moves = [turn for turn in ran.json()["turns"] if turn["speaker"] == "interviewer"]
        return [turn["text"] for turn in moves]

    strong = asked("Documents are split into chunks, each chunk is embedded and kept in an index.")
    wrong = asked("RAG eliminates hallucinations, so the answers can be trusted.")
    assert strong[:2] == wrong[:2]
    assert strong[2] != wrong[2]


def test_every_quote_is_a_slice_of_its_turn(mockint: Mockint, answers: str):
    document = mockint("run", "phone-screen-30", "--answers", answers, "--json").json()
    text = {turn["turn"]: turn["text"] for turn in document["turns"]}
    quotes = [
        entry
        for turn in document["turns"]
        if "assessment" in turn
        for entry in (*turn["assessment"]["points"], *turn["assessment"]["wrong_claims"])
        if entry["quote"] is not None
    ]
    assert quotes
    for entry in quotes:
        assert text[entry["turn"]][entry["start"] : entry["end"]] == entry["quote"]


def test_a_round_left_open_is_taken_up_again_with_its_draft(mockint: Mockint):
    left = mockint("run", "warm-up", "--plain", stdin="yes\n---\nthe stages are")
    assert left.code == 0
    assert "Left open; nothing is lost. Go on: mockint resume" in left.out
    back = mockint("resume", stdin=" chunking and the rest\n---\n/end\n")
    assert "Your unsent answer so far:\n  the stages are" in back.out
    assert "== The round is over ==" in back.out
    (session,) = mockint("list", "sessions", "--json").json()
    assert session["status"] == "closed"
    listed = mockint("list", "sessions").out
    assert re.match(r"\w+  \d{4}-\d\d-\d\d \d\d:\d\d  \d\d:\d\d  closed  Warm-up\n", listed)
    shown = mockint("show", session["id"][:4])
    assert "the stages are\n   chunking and the rest" in shown.out
    again = mockint("resume", session["id"])
    assert (again.code, "is over" in again.err) == (2, True)


def test_resume_without_an_open_session_says_so(mockint: Mockint):
    ran = mockint("resume")
    assert (ran.code, ran.out) == (2, "")
    assert "open" in ran.err


def test_a_session_is_shown_exported_and_removed(mockint: Mockint, answers: str, tmp_path: Path):
    played = mockint("run", "phone-screen-30", "--answers", answers, "--json").json()
    session = played["session"]["id"]
    shown = mockint("show")
    assert "Scorecard: Phone screen" in shown.out
    target = tmp_path / "session.md"
    assert mockint("export", session, "--format", "md", "-o", str(target)).code == 0
    assert target.read_text(encoding="utf-8").startswith("# Phone screen")
    over = mockint("export", session, "-o", str(target))
    assert (over.code, "is there already" in over.err) == (2, True)
    assert mockint("export", session, "--format", "json").json() == played
    assert mockint("delete", session, "--yes").code == 0
    assert mockint("list", "sessions", "--json").json() == []
    assert mockint("show", session).code == 2


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("run", "phone-scren-30"), "Did you mean 'phone-screen-30'?"),
        (("run", "warm-up", "--persona", "warm-pier"), "Did you mean 'warm-peer'?"),
        (("run", "warm-up", "--phase", "closing"), "It has: opening, question, close."),
        (("run", "phone-screen-30", "--topic", "kv-cash"), "Did you mean 'kv-cache'?"),
        (("run", "warm-up", "--model", "some/model"), "There is no provider 'some'"),
        (("run", "warm-up", "--answers", "no-such-file"), "no-such-file: No such file"),
        (("run", "warm-up", "--seed", "-1"), "--seed"),
        (("rnu",), "Did you mean 'run'?"),
        (("show", "zzzz"), "zzzz"),
        (("--content", "nowhere", "list", "rounds"), "There is no content folder 'nowhere'"),
    ],
)
def test_bad_input_gets_one_clear_message_and_exit_code_2(
    mockint: Mockint, args: tuple[str, ...], told: str
):
    ran = mockint(*args)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert "Traceback" not in ran.err


def test_an_answers_file_that_is_no_text_names_its_line(mockint: Mockint, tmp_path: Path):
    path = tmp_path / "bytes.txt"
    path.write_bytes(b"yes\n---\n\xff\xfe\n")
    ran = mockint("run", "warm-up", "--answers", str(path))
    assert ran.code == 2
    assert f"{path}:3: this is not UTF-8" in ran.err


def test_untimed_rounds_may_be_piped_in(mockint: Mockint):
    ran = mockint("run", "warm-up", "--pace", "untimed", "--json", stdin="yes\n---\nchunks\n---\n")
    document = ran.json()
    assert document["session"]["closed"] == "ended"
    assert {turn["at_seconds"] for turn in document["turns"]} == {0}


def test_a_newcomer_is_sent_to_the_warm_up_and_then_to_what_is_open(mockint: Mockint):
    assert "mockint run warm-up" in mockint().out
    mockint("run", "warm-up", "--plain", stdin="yes\n---\n")
    assert "Go on with\n  mockint resume" in mockint().out


ASKED = ("ask", "probe", "challenge", "follow-up", "move-on")


def test_every_kind_of_candidate_gets_to_the_end_and_to_its_level(mockint: Mockint):
    levels = {}
    for kind in ("strong", "middling", "silent", "wandering", "hostile", "echo"):
        document = mockint("simulate", "phone-screen-30", "--candidate", kind, "--json").json()
        assert document["session"]["closed"] in ("completed", "time"), kind
        said = [turn["text"] for turn in document["turns"] if turn.get("move") in ASKED]
        assert len(said) == len(set(said)), kind
        levels[kind] = document["scorecard"]["level"]
    assert mockint("list", "sessions", "--json").json() == []
    assert levels["silent"] is None
    strong, middling = levels["strong"], levels["middling"]
    assert strong is not None
    assert middling is not None
    assert strong >= 3
    assert strong > middling > 1
    assert levels["wandering"] in (1, None)
    assert levels["hostile"] in (1, None)
