"""The rounds that come with mockint, drawn and played to their end."""

import pytest

from mockint.content import open_library
from mockint.core.content.round import OPENER_MINUTES
from mockint.core.plan import draw_plan

LIBRARY = open_library()
ROUNDS = [each.id for each in LIBRARY.rounds()]


@pytest.mark.parametrize("name", ROUNDS)
@pytest.mark.parametrize("seniority", [None, "junior", "mid", "senior", "staff"])
def test_every_round_can_be_drawn_for_everybody(name: str, seniority):
    round_, bank = LIBRARY.round(name), LIBRARY.questions()
    by_id = {question.id: question for question in bank}
    case = LIBRARY.case(round_.case) if round_.case else None
    for seed in range(1 if case else 5):  # what a case asks is drawn while it is led
        plan = draw_plan(round_, bank, seed=seed, seniority=seniority, case=case)
        asked = [item for phase in plan for item in phase.items]
        assert len({(item.question, item.followup) for item in asked}) == len(asked)
        if case:
            continue
        for planned, phase in zip(plan, round_.phases, strict=True):
            wanted = len(phase.questions) or (phase.pick.count if phase.pick else 0)
            assert len(planned.items) == wanted
            whole = [item for item in planned.items if item.followup is None]
            needed = sum(
                OPENER_MINUTES if item.opener else by_id[item.question].minutes for item in whole
            )
            assert needed <= phase.minutes
