"""What a phase requires on the board."""

import pytest
from pydantic import ValidationError

from mockint.core.content import DiagramRequirement, Output
from mockint.core.events import Noted
from mockint.core.requirements import requirements
from mockint.core.scoring import scorecard
from mockint.core.state import SessionState
from tests.builders import happens, phase, played, question, says, script_of

REQUIRED = Output(
    id="flow",
    says="a path to the model",
    ask="Draw it.",
    diagram=DiagramRequirement(
        parts=("semantic-cache",),
        path=("client", "reranker", "generator"),
        names={"generator": ("LLM",)},
    ),
)
SCRIPT = script_of(
    question("design"),
    question("deep"),
    phases=[
        phase("draw", questions=("design",), requires=(REQUIRED,)),
        phase("later", questions=("deep",), requires=(REQUIRED,)),
    ],
)


def drawn(*diagrams: str) -> SessionState:
    steps = [happens(Noted(what="diagram", text=text)) for text in diagrams]
    return played(SCRIPT, *(steps or [says("stored")]))


def missing(*diagrams: str) -> list[str]:
    return [each.missing for each in requirements(drawn(*diagrams))]


def test_what_is_there_is_met():
    found = requirements(drawn("user client -> re-ranker -> vLLM LLM; Semantic Cache"))
    assert [(each.phase, each.says, each.met, each.missing) for each in found] == [
        ("draw", "semantic cache", True, ""),
        ("draw", "a path: client, reranker, generator", True, ""),
    ]


def test_what_is_missing_is_named():
    assert missing("client -> LLM") == [
        "no semantic cache is drawn",
        "nothing leads from client to reranker",
    ]
    assert missing() == missing("")


def test_the_last_diagram_counts():
    assert missing("client -> reranker -> LLM, semantic cache", "client -> LLM")[0]
    assert not any(missing("client -> LLM", "client -> reranker -> LLM, semantic cache"))


def test_parts_alone_or_a_path_alone_may_be_required():
    parts = DiagramRequirement(parts=("cache",))
    script = script_of(
        question("design"),
        phases=[
            phase(
                "draw",
                questions=("design",),
                requires=(Output(id="a", says="a", ask="a?", diagram=parts),),
            )
        ],
    )
    assert [each.says for each in requirements(played(script, says("stored")))] == ["cache"]


def test_a_phase_that_was_not_reached_requires_nothing_yet():
    assert {each.phase for each in requirements(drawn())} == {"draw"}
    assert scorecard(drawn()).board == requirements(drawn())


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "required to have parts or a path"),
        ({"path": ("client",)}, "at least 2"),
        ({"parts": ("cache",), "names": {"cach": ("store",)}}, "'cach', which is not required"),
    ],
)
def test_a_requirement_that_means_nothing_is_refused(fields: dict, said: str):
    with pytest.raises(ValidationError, match=said):
        DiagramRequirement(**fields)


def test_a_point_may_be_required_in_any_round():
    made = Output(id="made", says="a point made", ask="Say it.", point="design-point")
    script = script_of(
        question("design"), phases=[phase("draw", questions=("design",), requires=(made,))]
    )
    found = requirements(played(script, says("x")))
    assert [each.missing for each in found] == ["a point made: not there"]
    assert [each.met for each in requirements(played(script, says("design-point")))] == [True]
