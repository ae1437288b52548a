"""A session as one JSON document, key by key as design.md section 6 has it."""

import json

import pytest

from mockint.core.document import session_document
from mockint.core.events import Noted, Pinned
from mockint.core.state import SessionState
from tests.builders import (
    Sitting,
    bell,
    happens,
    phase,
    point,
    question,
    says,
    script_of,
)

SCRIPT = script_of(
    question("cache", points=[point("stored")]),
    phases=[phase("concept", questions=("cache",)), phase("close", "close", 1)],
)
PIN = Pinned(calculator="double", result={"formula": "2 x 50 = 100"})


def document() -> dict[str, object]:
    sitting = Sitting(SCRIPT).play(
        happens(PIN, Noted(what="note", text="n")),
        says("well"),
        bell("phase"),
        says("stored", cut=True),
    )
    sitting.reply()
    return session_document(sitting.state, sitting.log)


def test_the_document_has_the_keys_that_scripts_rely_on():
    found = document()
    assert list(found) == ["mockint", "session", "turns", "board", "scorecard", "events"]
    session, card = found["session"], found["scorecard"]
    assert isinstance(session, dict)
    assert isinstance(card, dict)
    wanted = {"id", "round", "persona", "seed", "assessor", "voice", "started_at"}
    assert wanted <= set(session)
    assert {"level", "dimensions", "phases"} <= set(card)
    assert {"id", "level", "evidence"} <= set(card["dimensions"][0])
    assert {"turn", "quote"} <= set(card["dimensions"][0]["evidence"][0])
    assert {"id", "planned_seconds", "used_seconds"} <= set(card["phases"][0])


def test_the_session_tells_how_it_was_played():
    assert document()["session"] == {
        "id": "test",
        "round": "screen",
        "persona": "warm-peer",
        "seed": 7,
        "pace": "virtual",
        "typing_pace": 1.3,
        "assessor": "fake",
        "voice": "fake",
        "started_at": "2024-01-01T00:00:00.000Z",
        "closed": "completed",
    }
    assert document()["mockint"] == "0"


def test_turns_carry_only_what_applies_to_them():
    turns = document()["turns"]
    assert isinstance(turns, list)
    ask, answer, probe, cut, _ = turns
    assert ask == {
        "turn": 1,
        "phase": "concept",
        "speaker": "interviewer",
        "move": "ask",
        "question": "cache",
        "text": "ask cache",
        "at_seconds": 0.0,
        "voice": "fake",
    }
    assert set(answer) == {
        "turn",
        "phase",
        "speaker",
        "question",
        "text",
        "at_seconds",
        "assessment",
    }
    assert answer["assessment"]["points"][0]["verdict"] == "missed"
    assert probe["move"] == "probe"
    assert cut["cut"] is True


def test_a_follow_up_is_named():
    from tests.builders import follow

    script = script_of(question("cache", followups=[follow("evict")]))
    sitting = Sitting(script).play(says("cache-point"), says("-"))
    turns = session_document(sitting.state, sitting.log)["turns"]
    assert [turn.get("followup") for turn in turns] == [None, None, "evict", "evict"]


def test_the_board_has_the_results_of_what_was_pinned():
    assert document()["board"] == [
        {
            "kind": "pin",
            "at_seconds": 10.0,
            "text": "2 x 50 = 100",
            "result": {"formula": "2 x 50 = 100"},
        },
        {"kind": "note", "at_seconds": 10.0, "text": "n"},
    ]


def test_a_diagram_on_the_board_is_nodes_and_edges_too():
    board = Noted(what="diagram", text="client -> model\nmodel ->")
    sitting = Sitting(SCRIPT).play(happens(board))
    (item,) = session_document(sitting.state, sitting.log)["board"]
    assert item["text"] == "client -> model\nmodel ->"
    assert [node["label"] for node in item["nodes"]] == ["client", "model"]
    assert [(edge["source"], edge["target"]) for edge in item["edges"]] == [("client", "model")]
    assert item["faults"] == ["Line 2: Nothing stands after ->. Name the part that it leads to."]


def test_events_leave_out_the_session_so_that_two_runs_compare():
    events = document()["events"]
    assert isinstance(events, list)
    assert all("session" not in event for event in events)
    assert [event["seq"] for event in events] == list(range(len(events)))
    assert events[-1]["payload"] == {
        "kind": "session-closed",
        "reason": "completed",
        "entry": None,
    }


def test_the_document_is_json():
    assert json.loads(json.dumps(document(), allow_nan=False)) == document()


def test_a_session_that_never_began_has_no_document():
    with pytest.raises(ValueError, match="without its first event"):
        session_document(SessionState(SCRIPT), [])
