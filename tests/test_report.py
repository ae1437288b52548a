"""A session in words: what was estimated and what stood on the board, in every form."""

import pytest

from mockint.calc import calculate
from mockint.core.assessment import Assessment, Judged, NumberFound, PointVerdict
from mockint.core.content import DiagramRequirement, Output
from mockint.core.events import Assessed, Noted, Pinned
from mockint.core.scoring import scorecard
from mockint.core.state import SessionState
from mockint.report import (
    board_lines,
    dispute_remarks,
    estimate_lines,
    markdown,
    page,
    scorecard_lines,
    transcript_lines,
)
from mockint.report.board import number_text, value_text
from mockint.report.review import judged_lines
from tests.builders import (
    Apart,
    Sitting,
    follow,
    happens,
    phase,
    point,
    question,
    says,
    script_of,
    skips,
)

REQUIRED = Output(
    id="flow",
    says="a path to the model",
    ask="Draw it.",
    diagram=DiagramRequirement(path=("client", "reranker", "model")),
)
SCRIPT = script_of(
    question("cache", followups=[follow("size", numeric=True), follow("memory", numeric=True)]),
    phases=[phase("estimate", kind="estimate", questions=("cache",), requires=(REQUIRED,))],
)
APART: Apart = {"estimate": [("cache", "size"), ("cache", "memory")]}
CACHE = Pinned(calculator="kv_cache", result=calculate("kv_cache", {"seq_len": 100_000}))


@pytest.fixture
def sitting() -> Sitting:
    return Sitting(SCRIPT, apart=APART).play(
        says("=700"),
        says("=100 because twice fifty", via="estimate"),
        happens(Noted(what="diagram", text="client -> gateway -> model\nmodel ->")),
        happens(CACHE),
        happens(Noted(what="note", text="<b>ask</b> about `fp8` | int4\n``` odd")),
        skips,
    )


def test_the_board_shows_calculations_pictures_and_notes(sitting: Sitting):
    text = "\n".join(board_lines(sitting.state))
    assert "Diagram [00:30]\n  ┌────────┐" in text
    assert "Line 2: Nothing stands after ->." in text
    assert "total_bytes = 13.1 GB, 12.2 GiB, 13,107,200,000 bytes" in text
    assert "Note [00:50]\n  <b>ask</b>" in text
    assert "Estimate" not in text


def test_the_transcript_has_the_board_in_its_place(sitting: Sitting):
    lines = list(transcript_lines(sitting.state))
    turns = [line.strip() for line in lines if line.startswith(("\n", "\nOn the board"))]
    assert turns[3:] == [
        "3. Interviewer [00:10, fake]",
        "4. You [00:20, committed as an estimate]",
        "5. Interviewer [00:20, fake]",
        "On the board: diagram [00:30]",
        "On the board: calculation [00:40]",
        "On the board: note [00:50]",
    ]


def test_the_debrief_has_the_estimates(sitting: Sitting):
    assert list(estimate_lines(scorecard(sitting.state).estimates)) == [
        "  ask size",
        "    “=100”: right to 1%: it is 100",
        "    at the second try",
        "    It rests on: twice fifty",
        "  ask memory",
        "    no number was given",
    ]
    text = "\n".join(scorecard_lines(sitting.state))
    assert "What you estimated\n  ask size" in text
    assert (
        "What had to be on the board\n"
        "  - a path: client, reranker, model: nothing leads from client to reranker"
    ) in text


def test_a_slip_is_named_with_the_right_value():
    sitting = Sitting(SCRIPT, apart=APART).play(says("=800"), skips)
    (line,) = (line for line in scorecard_lines(sitting.state) if "=800" in line)
    assert line.strip() == ("“=800”: off by up to 10 times (8 x): it is 100. one per query head")
    assert "    No assumption was stated" in list(scorecard_lines(sitting.state))


def test_markdown_draws_the_diagram_twice_and_keeps_fences_closed(sitting: Sitting):
    text = markdown(sitting.state)
    assert "```mermaid\nflowchart LR\n  client[" in text
    assert "```text\n┌────────┐" in text
    assert "- ask size “=100”, right to 1%: it is 100; it rests on: twice fifty" in text
    assert "- missing: nothing leads from client to reranker" in text
    assert "- bytes_per_token = 131 kB/token, 128 KiB/token" in text
    assert "> ``` odd" in text


def test_a_fence_is_longer_than_what_it_holds():
    diagram = Noted(what="diagram", text='flowchart LR\na["x ```` y"] --> b')
    text = markdown(Sitting(SCRIPT, apart=APART).play(happens(diagram)).state)
    assert "`````mermaid\n" in text


def test_the_page_shows_it_all_and_no_tag_of_anybody(sitting: Sitting):
    text = page(sitting.state)
    assert text.startswith("<!doctype html>")
    assert "┌────────┐" in text
    assert "13.1 GB, 12.2 GiB" in text
    assert "&lt;b&gt;ask&lt;/b&gt;" in text
    assert "<b>" not in text
    assert "<script" not in text
    assert "right to 1%" in text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (True, None, "yes"),
        (False, None, "no"),
        ([1.5, 2], "seconds", "1.5 s, 2 s"),
        ([True, False], None, "yes, no"),
        (list(range(9)), None, "0, 1, 2, 3, 4, 5, 6, 7 ..."),
        ({"A": 0.5}, "fraction", "A: 50%"),
        ("tokens", None, "tokens"),
    ],
)
def test_an_output_is_read_whatever_it_is(value: object, unit: str | None, text: str):
    assert value_text(value, unit) == text


def test_an_answer_that_is_read_at_once_says_what_its_number_was():
    sitting = Sitting(SCRIPT, apart=APART).play(says("=100"))
    (scope,) = (s for s in sitting.state.scopes.values() if s.number)
    assert scope.number is not None
    assert number_text(scope.number) == "right to 1%: it is 100"


def test_a_number_is_held_against_the_right_one_without_all_of_its_digits():
    near = NumberFound(
        quote="2.2 GB", turn=4, start=0, end=6, value=2.2e9, unit="bytes", expected=2_158_952_448
    )
    assert number_text(near.model_copy(update={"ratio": 2.2e9 / 2_158_952_448})) == (
        "right to 10%: it is 2.16 GB, 2.01 GiB"
    )


# -- a model at work, and how the interviewer did


def judged_state() -> SessionState:
    """A round of which a model judged the first answer higher than it was read offline."""
    played = Sitting(script_of(question("cache", points=[point("stored")]))).play(says("hm"))
    turn = played.state.turns[-1].number
    offline = Assessment(
        question="cache",
        assessor="offline",
        level=1,
        score=0,
        points=(PointVerdict(id="stored", verdict="missed", strength=0),),
    )
    found = PointVerdict(id="stored", verdict="covered", strength=1, quote="hm", turn=turn)
    judged = Judged(prompt="1", rubric="-", seed=1, rejected=("layers",))
    by_model = {"assessor": "lab/one", "level": 4, "score": 1, "points": (found,)}
    read = offline.model_copy(update={**by_model, "beside": (offline,), "judged": judged})
    played.record(Assessed(turn=turn, assessment=read))
    return played.state


@pytest.mark.parametrize("form", ["lines", "markdown", "page"])
def test_a_dispute_is_shown_with_both_levels_and_the_interviewer_s_conduct(form: str):
    state = judged_state()
    lines = "\n".join([*scorecard_lines(state, 200), *transcript_lines(state, 200)])
    text = {"lines": lines, "markdown": markdown(state), "page": page(state)}[form]
    assert "4 strong hire (disputed, offline: 1 strong no hire)" in text
    assert "Disputed: turn 2, cache: the model reads level 4, offline 1" in text
    assert "stored: covered, offline missed" in text
    assert "judged by lab/one: 4 strong hire; offline: 1 strong no hire, disputed" in text
    assert "no evidence in what was quoted for: layers" in text
    assert "Asked one thing at a time: yes" in text


def test_what_a_model_left_ungraded_is_said_with_its_remedy():
    state = judged_state()
    read = state.turns[-1].assessment
    assert read is not None
    card = scorecard(state).model_copy(update={"ungraded": (2,), "disputes": ()})
    (remark,) = dispute_remarks(card)
    assert "turns 2" in remark.text
    assert "mockint rescore" in remark.text
    offline = read.beside[0].model_copy(update={"ungraded": "Nothing came."})
    assert list(judged_lines(offline)) == [
        "? not graded by the model: Nothing came. The offline verdict stands."
    ]
