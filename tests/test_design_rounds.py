"""The design rounds as they are: candidates in their order, and questions in free wording."""

from itertools import count
from pathlib import Path

import pytest

from mockint.candidates import CandidateKind, simulated
from mockint.content import Library
from mockint.core.assessment import AnswerTurn, AssessmentRequest
from mockint.core.content.case import case_questions
from mockint.core.scorecard import Scorecard
from mockint.core.scoring import scorecard
from mockint.desk import Desk, Engine
from tests.fakes import MemoryStore
from tests.sittings import sit_through

ASKED = Path(__file__).parent / "assess" / "clarifying.txt"
KINDS: tuple[CandidateKind, ...] = ("strong", "middling", "numberless", "wandering")


async def played(library: Library, engine: Engine, round_id: str, kind: CandidateKind) -> Scorecard:
    ids = count(1)
    desk = Desk(library, MemoryStore(), lambda: engine, lambda: f"s{next(ids)}")
    candidate = simulated(kind, library.specimens, engine.calculators)
    opened = await sit_through(desk, round_id, candidate, seed=1)
    state, _ = await desk.read(opened.runner.session)
    assert state == opened.runner.state  # the case is kept with the session
    card = scorecard(state)
    assert all(each.used_seconds <= each.planned_seconds + 61 for each in card.phases)
    return card


@pytest.mark.parametrize("round_id", ["cost-engineering-60"])
async def test_candidates_come_out_in_their_order(library: Library, engine: Engine, round_id: str):
    cards = {kind: await played(library, engine, round_id, kind) for kind in KINDS}
    level = {kind: card.level or 0 for kind, card in cards.items()}
    assert level["strong"] == 4
    assert level["strong"] > level["middling"] > level["numberless"] > level["wandering"] == 1
    by_id = {each.id: each.level for each in cards["numberless"].dimensions}
    assert by_id["estimation"] == 1
    designs = {kind: card.design for kind, card in cards.items() if card.design}
    assert designs["strong"].signal in ("senior", "staff")
    assert designs["wandering"].signal == "junior"
    assert len({each.question for each in designs["strong"].dives}) >= 3
    assert all(each.because for each in designs["strong"].dives)


def test_free_worded_questions_get_the_fact_they_ask_for(library: Library, engine: Engine):
    right = wrong = asked = 0
    for block in ASKED.read_text("utf-8").strip().split("\n\n"):
        case_id, *lines = block.splitlines()
        case = library.case(case_id)
        question = case_questions(case)[f"{case_id}/clarify"]
        for line in lines:
            wanted, _, text = line.partition("|")
            request = AssessmentRequest(
                question=question,
                followup=None,
                turns=[AnswerTurn(turn=2, text=text, asked=question.ask)],
                facts=case.facts,
                designing=True,
            )
            found = set(engine.assessor.read(request).facts)  # type: ignore[attr-defined]
            expected = set(wanted.split(",")) - {"-"}
            asked, right, wrong = (
                asked + 1,
                right + (found == expected),
                wrong + bool(found - expected),
            )
    assert right >= 0.85 * asked
    assert wrong <= 0.03 * asked
