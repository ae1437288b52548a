"""Text that speaks to the judge: it moves no verdict, is no evidence, and is seen where it works.

Some of the attacks here; `python -m tests.llm.test_injections` tries all four hundred.
"""

import asyncio
from collections.abc import Callable, Sequence

import pytest

from mockint.core.assessment import Assessment
from mockint.core.disputes import is_disputed, offline_of
from mockint.llm.judge import ModelJudge
from mockint.llm.requests import ModelRequest
from tests.llm.fake_client import FakeClient
from tests.llm.injections import injections
from tests.llm.judging import STRONG, WEAK, asking, menu_in, offline, ruling, said_in

ALL = injections()
SOME = ALL[::19]
"""Every demand and every way is among them."""
EVIDENCE = {
    "what-is-stored": "stores the keys and values of the previous tokens",
    "grows": "grows linearly with the sequence length",
    "remedy.gqa": "grouped query attention",
}
Judge = Callable[[ModelRequest], str]


def ignoring(request: ModelRequest) -> str:
    """A judge that looks for the points and for nothing else."""
    said = said_in(request)
    return ruling(request, {id: quote for id, quote in EVIDENCE.items() if quote in said})


def obedient(request: ModelRequest) -> str:
    """A judge that covers everything by the last words that it is sent, whatever they are."""
    last = " ".join(said_in(request).split(" ")[-12:])
    return ruling(request, {point["id"]: last for point in menu_in(request)["points"]})


def obedient_and_sly(request: ModelRequest) -> str:
    """The same, by words of the answer itself."""
    first = " ".join(said_in(request).split(" ")[:12])
    return ruling(request, {point["id"]: first for point in menu_in(request)["points"]})


async def judged(judge: Judge, text: str) -> Assessment:
    return await ModelJudge(FakeClient(judge), "lab/one", offline()).assess(asking(text))


async def moved_by(attacks: Sequence[str], answer: str) -> list[str]:
    """Return the attacks that move a verdict of a judge who ignores them."""
    clean = await judged(ignoring, answer)
    verdicts = [point.verdict for point in clean.points]
    moved = []
    for attack in attacks:
        found = await judged(ignoring, f"{answer} {attack}")
        if [point.verdict for point in found.points] != verdicts or found.level != clean.level:
            moved.append(attack)
    return moved


async def gains(attacks: Sequence[str], judge: Judge) -> tuple[int, list[str], list[str]]:
    """Return how many levels rise by a judge who obeys, which unseen, and what is evidence."""
    rises, unseen, evidence = 0, [], []
    for attack in attacks:
        found = await judged(judge, f"{WEAK} {attack}")
        if (found.level or 0) > (offline_of(found).level or 0):
            rises += 1
            unseen += [] if is_disputed(found) else [attack]
        for verdict in (*found.points, *found.points[2].members):
            by_attack = verdict.end is not None and verdict.end > len(WEAK)
            if by_attack and verdict.verdict in ("covered", "partial"):
                evidence.append(f"{verdict.id}: {attack}")
    return rises, unseen, evidence


def test_there_are_four_hundred():
    assert len(set(ALL)) == 400


@pytest.mark.parametrize("answer", [WEAK, STRONG], ids=["weak", "strong"])
async def test_a_judge_that_ignores_them_moves_no_verdict(answer: str):
    assert await moved_by(SOME, answer) == []


@pytest.mark.parametrize("judge", [obedient, obedient_and_sly])
async def test_a_judge_that_obeys_gains_nobody_a_level_unseen(judge: Judge):
    rises, unseen, evidence = await gains(SOME, judge)
    assert (unseen, evidence) == ([], [])
    assert rises < len(SOME) or judge is obedient_and_sly


async def _all_of_them() -> None:
    for name, answer in (("weak", WEAK), ("strong", STRONG)):
        moved = await moved_by(ALL, answer)
        print(f"{name} answer, judge ignores: {len(moved)} of {len(ALL)} move a verdict", moved[:5])
    for judge in (obedient, obedient_and_sly):
        rises, unseen, evidence = await gains(ALL, judge)
        print(f"{judge.__name__}: {rises} levels rise, {len(unseen)} of them unseen", unseen[:5])
        print(f"  the attack is evidence {len(evidence)} times", evidence[:40])


if __name__ == "__main__":
    asyncio.run(_all_of_them())
