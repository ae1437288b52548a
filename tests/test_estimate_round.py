"""Estimates in whole rounds, with the real assessor and the real calculators."""

import io
from typing import Any

import pytest

from mockint.answers import parse_answers
from mockint.assess import OfflineAssessor
from mockint.calc import Calculators
from mockint.clocks import VirtualClock
from mockint.core.content import Estimate, FollowUp, Mistake, Question
from mockint.core.estimates import EstimateVerdict, estimate_verdicts
from mockint.core.state import SessionState
from mockint.plain_screen import Screen
from mockint.player import Player, scripted
from mockint.runner import Runner
from tests.builders import phase, point, question, script_of, started
from tests.fakes import FakeVoice, MemoryStore

SHAPE = {"n_layers": 80, "n_kv_heads": 8, "head_dim": 128, "dtype_bytes": 2, "seq_len": 100_000}
SIZE = FollowUp(
    id="size",
    kind="numeric",
    ask="How big is the cache of one request of 100K tokens?",
    estimate=Estimate(
        calculator="kv_cache",
        inputs=SHAPE,
        output="total_bytes",
        within="1.5x",
        mistakes=(Mistake(inputs={"n_kv_heads": 64}, says="That is 64 KV heads"),),
    ),
)
CACHE: Question = question("cache", points=[point("stored")], followups=[SIZE])


async def played(answers: str, **round_fields: Any) -> tuple[SessionState, str]:
    """Return the state after a scripted round, and what the screen showed of it."""
    script = script_of(
        CACHE, phases=[phase("number", "estimate", questions=("cache",))], **round_fields
    )
    clock, out = VirtualClock(), io.StringIO()
    runner = Runner(
        "test",
        script,
        store=MemoryStore(),
        clock=clock,
        assessor=OfflineAssessor(),
        voice=FakeVoice(),
        calculators=Calculators(),
    )
    begun = started(script.round, "untimed", {"number": [("cache", "size")]})
    screen = Screen(out)
    async for event in runner.start(begun):
        screen.show(event, runner.state)
    async for event in Player(runner, clock, scripted(parse_answers(answers))).play():
        screen.show(event, runner.state)
    return runner.state, out.getvalue()


async def verdict(answer: str) -> EstimateVerdict:
    state, _ = await played(f"/estimate {answer}\n---\n")
    (found,) = estimate_verdicts(state)
    return found


@pytest.mark.parametrize(
    ("answer", "off_by", "within", "slip", "gib"),
    [
        ("32.8 GB because 80 layers, 8 heads", "1%", True, None, False),
        ("30.5 GiB because 80 layers", "1%", True, None, False),
        ("30.5 GB because 80 layers", "1%", True, None, True),
        ("about 35GB assuming fp16", "10%", True, None, False),
        ("45 GB", "1.5x", True, None, False),
        ("90 GB", "3x", False, None, False),
        ("262 GB since 64 heads", "10x", False, "That is 64 KV heads", False),
        ("2 TB", "beyond 10x", False, None, False),
    ],
)
async def test_a_verdict_holds_the_class_the_slip_and_the_unit(
    answer: str, off_by: str, within: bool, slip: str | None, gib: bool
):
    found = await verdict(answer)
    assert (found.off_by, found.within, found.slip) == (off_by, within, slip)
    assert found.gib_said_as_gb == gib


COMMITTED = """/pin kv_cache n_layers=1
---
/estimate 90 GB because 80 layers
---
/pin kv_cache n_layers=1 n_kv_heads=1 head_dim=1
---
"""


async def test_in_an_interview_the_verdict_waits_for_the_debrief():
    state, seen = await played(COMMITTED)
    talk, _, debrief = seen.partition("== The round is over ==")
    assert "* A number is asked for. /estimate 33GB because ..." in talk
    assert "* On the board: 2 x 1 x 1 x 1" in talk
    assert "off by" not in talk
    assert "32.8 GB" not in talk
    assert "“90 GB”: off by up to 3 times (2.7 x): it is 32.8 GB, 30.5 GiB" in debrief
    assert "It rests on: 80 layers" in debrief
    assert [item.kind for item in state.board] == ["estimate", "pin"]


async def test_in_a_drill_it_is_shown_at_once():
    _, seen = await played(COMMITTED, feedback="each-answer")
    talk, _, _ = seen.partition("== The round is over ==")
    assert "number “90 GB”: off by up to 3 times (2.7 x): it is 32.8 GB" in " ".join(talk.split())


async def test_an_open_board_computes_before_anything_is_committed():
    _, seen = await played("/pin kv_cache n_layers=1 n_kv_heads=1 head_dim=1\n---\n", board="open")
    assert "* On the board: 2 x 1 x 1 x 1" in seen
