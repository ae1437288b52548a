"""Candidates whose answers were written by hand, without a look at what is listened for."""

from collections.abc import Mapping
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import yaml

from mockint.answers import Step
from mockint.candidates import last_move
from mockint.content import Library
from mockint.core.scoring import scorecard
from mockint.core.state import SessionState
from mockint.desk import Desk, Engine
from mockint.player import ScriptedCandidate
from tests.fakes import MemoryStore
from tests.sittings import sit_through

DATA = Path(__file__).parent / "data"
DONE = "I'm done with this part, we can move on."
NO_MORE = {"strong": "I have nothing to add there.", "middling": "I don't know."}


def candidate(written: Mapping[str, Any], kind: str) -> ScriptedCandidate:
    """Say what is written for what is asked, each thing once; silent where `numberless`."""
    knows = "middling" if kind == "middling" else "strong"
    asks, wanders = iter(written["asks"][knows]), count()
    answers: Mapping[str, Mapping[str, str]] = written["answers"]
    said: set[str] = set()

    def wording(state: SessionState) -> str:
        move, scope = last_move(state), state.current
        if scope is None:
            return ""
        part, deeper = scope.question.partition("/")[2], f"/{scope.followup or ''}"
        spoken = [key for key in answers if key[0] in "?!" and key[1:] in move.scripted]
        below = [key for key in answers if key.startswith(f"{part}/") and key.endswith(deeper)]
        for key in spoken or (below if scope.followup else [part]):
            texts = answers.get(key, {})
            again = texts.get("again", "") if move.kind == "redo" and knows == "middling" else ""
            return again or texts.get(knows, "")
        return ""

    def reply(state: SessionState) -> Step:
        phase, move = state.phase, last_move(state) if state.turns else None
        if phase is None or move is None or (kind == "numberless" and phase.kind == "estimate"):
            return Step("silence")
        if kind == "wandering":
            return Step("answer", written["wanders"][next(wanders) % len(written["wanders"])])
        if phase.kind in ("opening", "your-questions", "close"):
            return Step("answer", "Yes, fine.", seconds=5)
        if phase.kind == "clarify" and move.kind in ("ask", "fact") and (text := next(asks, "")):
            return Step("answer", text, seconds=25)
        if move.kind in ("go-on", "fact", "which-fact"):
            return Step("answer", DONE)
        if phase.kind == "design" and not state.written("diagram"):
            return Step("action", written["draws"], "diagram", seconds=60)
        text = wording(state)
        fresh = text and text not in said
        said.add(text)
        return Step("answer", text if fresh else NO_MORE[knows])

    return reply


@pytest.mark.parametrize("case_id", ["design-code-completion", "observability"])
async def test_they_come_out_in_their_order(library: Library, engine: Engine, case_id: str):
    text = (DATA / f"unseen-{case_id}.yaml").read_text("utf-8")
    written = yaml.load(text, yaml.CSafeLoader)
    levels, ids = {}, count(1)
    desk = Desk(library, MemoryStore(), lambda: engine, lambda: f"s{next(ids)}")
    for kind in ("strong", "middling", "numberless", "wandering"):
        opened = await sit_through(desk, case_id, candidate(written, kind), seed=2)
        levels[kind] = scorecard(opened.runner.state).level or 0
    assert levels["strong"] == 4
    assert levels["strong"] > levels["middling"] >= levels["numberless"] > levels["wandering"]
