"""What is drawn, pinned or left out decides the deep dive, in every case that is bundled."""

from collections.abc import Sequence

import pytest

from mockint.content import Library
from mockint.core.content.case import Case
from mockint.core.dives import Chosen, choose_dive
from mockint.core.events import Noted, Pinned
from tests.builders import bell, happens, says
from tests.core.designs import READY, design, sit

DECIDED = {
    "cost-engineering": (
        ("router", "routing"),
        ("api_cost", "broken-prefix"),
        ("meter", "attribution"),
    ),
    "design-rag": (
        ("cache", "withdrawn-right"),
        ("embedding_storage", "new-embedding"),
        ("rewriter", "second-question"),
    ),
    "design-code-completion": (
        ("repository-index", "fresh-index"),
        ("latency_budget", "whole-functions"),
        ("scanner", "copied-code"),
    ),
    "design-content-moderation": (
        ("review-queue", "people-behind"),
        ("moderation", "where-to-cut"),
        ("sampler", "what-slipped"),
    ),
    "design-inference-platform": (
        ("autoscaler", "right-size"),
        ("kv_cache", "cache-affinity"),
        ("autoscaler", "cold-models"),
    ),
    "design-support-agent": (
        ("payments", "paid-twice"),
        ("agent_chain", "half-done"),
        ("evaluator", "eight-times"),
    ),
    "observability": (
        ("metrics", "cost-spike"),
        ("api_cost", "cost-spike"),
        ("alerts", "night-alert"),
    ),
    "semantic-caching": (
        ("cache", "the-index"),
        ("semantic_cache", "how-many-wrong"),
        ("verifier", "opposite-questions"),
    ),
}
"""By case: what is drawn, what is pinned and what is left out, and the dive that each decides."""


def parts(case: Case, of: str) -> set[str]:
    """Return what the grounds of all dives want on the board, or miss there."""
    return {part for dive in case.dives for ground in dive.when for part in getattr(ground, of)}


def points(case: Case, phase: str) -> str:
    """Return the ids of all points of a phase, or of the numbers that it asks for."""
    talk = case.talk(phase)
    assert talk is not None
    if phase == "estimate":
        return " ".join(f"{followup.id}:=100" for followup in talk.followups)
    return " ".join(point.id for point in talk.points)


def chosen(case: Case, drawn: Sequence[str], pinned: str | None = None) -> Chosen:
    """Return the dive after a round in which all was asked, said and estimated rightly."""
    pins = [Pinned(calculator=pinned, result={"inputs": {}})] if pinned else []
    sitting = sit(design(case))
    for step in (
        READY,
        says(" ".join(f"@{fact.id}" for fact in case.facts) + " (clarify)"),
        says(points(case, "clarify")),
        bell("grace"),
        says(points(case, "estimate")),
        happens(*pins),
        bell("grace"),
        happens(Noted(what="diagram", text="; ".join(f"user -> {part}" for part in drawn))),
        says(points(case, "high-level")),
        bell("grace"),
    ):
        sitting.play(step)
    dive = choose_dive(sitting.state)
    assert dive is not None
    return dive


@pytest.mark.parametrize("case_id", DECIDED)
def test_what_is_drawn_pinned_or_left_out_decides_the_dive(library: Library, case_id: str):
    case = library.case(case_id)
    usual = sorted(parts(case, "lacks") - parts(case, "has"))
    (drawn, by_drawing), (pinned, by_pinning), (left_out, by_omission) = DECIDED[case_id]
    without = [part for part in usual if part != left_out]
    assert chosen(case, [*usual, drawn]).question == f"{case_id}/{by_drawing}"
    assert chosen(case, usual, pinned).question == f"{case_id}/{by_pinning}"
    assert chosen(case, without).question == f"{case_id}/{by_omission}"
