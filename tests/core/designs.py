"""A small case for tests, and the round that plays it; answers are written in ids (fakes.py)."""

from collections.abc import Sequence
from typing import Any

from mockint.core.content import Dimension, Rubric
from mockint.core.content.case import Case, case_questions
from mockint.core.content.rubric import Feed, RoundPart
from mockint.core.plan import draw_plan
from mockint.core.state import Script
from tests.builders import (
    PERSONA,
    Sitting,
    Step,
    bell,
    claim,
    follow,
    phase,
    point,
    round_of,
    says,
    started,
)


def talk(id: str, **more: Any) -> dict[str, Any]:
    """A part with one unprobed point named after it, unless others are given."""
    return {
        "id": id,
        "title": f"Title {id}",
        "ask": f"ask {id}",
        "points": (point(f"{id}-point", probe=None),),
        "hints": ("1", "2", "3"),
        "answer": f"answer {id}",
    } | more


def output(id: str, **kind: Any) -> dict[str, Any]:
    return {"id": id, "says": f"says {id}", "ask": f"want {id}"} | kind


def dive(id: str, *when: dict[str, Any], **more: Any) -> dict[str, Any]:
    deepest = follow(f"{id}-3").model_copy(update={"kind": "trade-off"})
    return talk(
        id,
        followups=(follow(f"{id}-2", deepest),),
        when=when or ({"has": ("never-drawn",)},),
        **more,
    )


FACTS = (
    {
        "id": "users",
        "about": "the number of users",
        "says": "fact users",
        "phrasings": ("users",),
        "values": {"people": 100},
    },
    {"id": "load", "says": "fact load", "phrasings": ("load",)},
    {"id": "budget", "says": "fact budget", "phrasings": ("budget",)},
    {"id": "speed", "says": "fact speed", "phrasings": ("speed",)},
)


def case_of(**more: Any) -> Case:
    fields: dict[str, Any] = {
        "id": "shop",
        "title": "A shop",
        "prompt": "Design a shop.",
        "facts": FACTS,
        "names": {"model": ("llm",)},
        "summary": "A shop, in short.",
        "phases": (
            talk("clarify", line="Ask away.", requires=(output("scale", facts=1),)),
            talk(
                "estimate",
                followups=(follow("size", numeric=True), follow("cost", numeric=True)),
                requires=(
                    {"id": "size-there", "says": "the size", "estimate": "size"},
                    output("cost-there", estimate="cost", late="No cost, then."),
                ),
            ),
            talk(
                "high-level",
                wrong_claims=(claim("prompt-guards"),),
                points=(point("trace"), point("rights", probe=None)),
                requires=(
                    output("drawing", diagram={"path": ("client", "model")}),
                    output("traced", point="trace"),
                ),
            ),
            talk("operations", points=(point("plan", probe=None),)),
        ),
        "dives": (
            dive("cache", {"has": ("cache",), "lacks": ("gate",)}, {"covered": "high-level/trace"}),
            dive("rights", {"missed": "high-level/rights", "because": "No rights"}),
            talk(
                "sizes",
                followups=(follow("sizes-2", follow("sizes-3"), numeric=True),),
                when=({"estimate_off": "estimate/size"}, {"pinned": "double"}),
            ),
            dive("claims", {"heard": "high-level/prompt-guards"}, {"unasked": "load"}),
        ),
        "changes": (
            talk(
                "ten-times",
                points=(point("seen", probe=None), point("ten-times-point", 3, probe=None)),
                ask="{base}, {before} becomes {after}.",
                recompute={
                    "calculator": "double",
                    "inputs": {"x": "= people"},
                    "output": "twice",
                    "times": {"x": 10},
                },
            ),
            talk("no-cloud"),
        ),
        "red_flags": (
            {"id": "no-plan", "says": "No plan", "missed": "operations/plan"},
            {"id": "guards", "says": "Guards by prompt", "heard": "high-level/prompt-guards"},
        ),
    }
    return Case.model_validate(fields | more)


CASE = case_of()
LEVELS = {level: f"at {level}" for level in (1, 2, 3, 4)}


def dimension(id: str, *fed_by: Feed, parts: Sequence[RoundPart] = ()) -> Dimension:
    return Dimension(id=id, title=id, weight=1, fed_by=fed_by, parts=tuple(parts), levels=LEVELS)


RUBRIC = Rubric(
    id="design",
    title="Design",
    dimensions=(
        dimension("framing", "clarifying", "points", parts=["clarify"]),
        dimension("estimation", "estimates", parts=["estimate"]),
        dimension("architecture", "points", "outputs", parts=["design"]),
        dimension("depth", "points", "followups", parts=["dive"]),
        dimension("trade-offs", "points", "followups", parts=["change", "trade-off"]),
        dimension("operations", "points", parts=["operations", "wrap"]),
        dimension("time", "time"),
    ),
)
KINDS = {
    "prompt": "opening",
    "clarify": "clarify",
    "estimate": "estimate",
    "high-level": "design",
    "deep-dive": "deep-dive",
    "operations": "operations",
    "yours": "your-questions",
    "close": "close",
}


def design(case: Case = CASE, **more: Any) -> Script:
    """The script of a round in which every part has ten minutes."""
    phases = [phase(id_, kind, 10) for id_, kind in KINDS.items()]
    round_ = round_of(*phases, case=case.id, **more)
    return Script(round_, PERSONA, RUBRIC, case_questions(case), case)


def sit(script: Script | None = None, *, pace: str = "virtual", **wish: Any) -> Sitting:
    """Begin a design round, with a plan as it is really drawn."""
    script = script or design()
    plan = draw_plan(script.round, (), seed=7, case=script.case, **wish)
    first = started(script.round, pace).model_copy(update={"plan": plan})  # type: ignore[arg-type]
    return Sitting(script, first=first)


READY = says("ready")


def in_phase(
    name: str, *steps: Step, script: Script | None = None, pace: str = "virtual"
) -> Sitting:
    """Return a sitting in which a part has begun, all parts before it having been left."""
    order = ["clarify", "estimate", "high-level", "deep-dive", "operations"]
    sitting = sit(script, pace=pace).play(READY)
    for _ in range(order.index(name)):
        sitting.play(bell("grace"))
    return sitting.play(*steps) if steps else sitting
