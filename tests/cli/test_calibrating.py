"""`mockint calibrate` from the command line: figures, bars, exit codes."""

from dataclasses import fields
from pathlib import Path

import pytest

from mockint.calibration import AT_MOST, Bars
from mockint.cli import calibrating
from mockint.content import Library
from tests.cli.conftest import Mockint

# Whether the bundled specimens hold the real bars is for `make check` to say, and for it alone.
LOOSE = [(f.name, 9 if f.name in AT_MOST else -1) for f in fields(Bars)]
ANY = tuple(argument for name, bar in LOOSE for argument in ("--bar", f"{name}={bar}"))
ONE = ("calibrate", "--question", "multi-agent")


def test_the_bundled_specimens_are_measured(mockint: Mockint):
    ran = mockint(*ONE, *ANY)
    assert (ran.code, ran.err) == (0, "")
    assert "Both shares hold the bars: qwk -1, kappa -1" in ran.out
    assert "By kind" in ran.out
    assert "plain and spoken" in ran.out
    for heading in ("All questions", "multi-agent", "kappa per point", "level graded", "untouched"):
        assert heading in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


def test_the_same_figures_as_json(mockint: Mockint):
    document = mockint(*ONE, *ANY, "--json").json()
    assert document["assessor"] == "offline"
    assert document["below"] == []
    for share in ("tuning", "untouched"):
        measured = document["shares"][share]
        assert sum(map(sum, measured["confusion"])) == measured["specimens"] > 0
        per_question = [each["shares"][share] for each in document["questions"]]
        assert sum(each["specimens"] for each in per_question) == measured["specimens"]
        points = [point for each in per_question for point in each["points"]]
        assert sum(point["verdicts"] for point in points) == measured["verdicts"]


def test_questions_can_be_named(mockint: Mockint):
    asked = ("--question", "mcp", "--question", "perplexity", "--question", "mcp")
    document = mockint("calibrate", *asked, "--json").json()
    assert [each["id"] for each in document["questions"]] == ["mcp", "perplexity"]
    wrong = mockint("calibrate", "--question", "kv-cash")
    assert (wrong.code, "Did you mean 'kv-cache'?" in wrong.err) == (2, True)


def test_below_a_bar_is_exit_code_one(mockint: Mockint):
    for form in ([], ["--json"]):
        ran = mockint(*ONE, *ANY, "--bar", "qwk=1", "--bar", "alarms-per-specimen=-1", *form)
        assert ran.code == 1
        assert "below the bar: untouched: qwk is" in ran.err
        assert "alarms per specimen" in ran.err
        assert "hold the bars" not in ran.out
    below = mockint(*ONE, *ANY, "--bar", "qwk=1", "--json").json()["below"]
    assert [short["share"] for short in below] == ["tuning", "untouched"]


@pytest.mark.parametrize(
    ("bar", "message"),
    [
        ("qwq=0.8", "Did you mean 'qwk'?"),
        ("qwk", "is no number. Write qwk=0.8."),
        ("qwk=nan", "is no number"),
        ("=1", "There is no bar ''. Bars: qwk, kappa"),
    ],
)
def test_a_bar_that_is_none(mockint: Mockint, bar: str, message: str):
    ran = mockint("calibrate", "--bar", bar)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


def test_a_question_without_specimens_cannot_be_calibrated(mockint: Mockint, tmp_path: Path):
    mockint("new", "question", "agents/tool-design", "--folder", str(tmp_path))
    own = ("--content", str(tmp_path), "calibrate", "--question")
    ran = mockint(*own, "tool-design")
    assert (ran.code, "No specimens grade an answer to tool-design." in ran.err) == (2, True)
    beside = mockint(*own, "tool-design", "--question", "rag-pipeline")
    assert "Without specimens:\n  tool-design\n" in beside.out


def test_a_file_that_cannot_be_read_is_named(
    mockint: Mockint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    mockint("new", "question", "agents/tool-design", "--folder", str(tmp_path))
    mockint("new", "specimen", "agents/tool-design", "--folder", str(tmp_path))
    broken = tmp_path / "interviews" / "questions" / "agents" / "broken.yaml"
    broken.write_text("id: broken\n", encoding="utf-8")
    # The bank is left out: that a file is named does not hang on reading a thousand answers.
    monkeypatch.setattr(calibrating, "open_library", lambda _: Library([tmp_path]))
    ran = mockint("calibrate", *ANY, "--json")
    assert ran.code == 0
    assert "left out: " in ran.err
    assert "broken.yaml" in ran.err
