"""The worked example of docs/authoring.md does what the guide says it does."""

import re
from pathlib import Path

import yaml

from tests.cli.conftest import Mockint, Ran

GUIDE = Path(__file__).parents[2] / "docs" / "authoring.md"
QUESTION = "interviews/questions/practice/nucleus-sampling.yaml"
SPECIMENS = "rubrics/specimens/practice/nucleus-sampling.yaml"


def _blocks() -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)


def _with_phrasings(question: str, more: str) -> str:
    """Add phrasings to points and to members of groups, as a reader of the guide would."""
    document = yaml.safe_load(question)
    statements = {}
    for point in document["points"]:
        for statement in point.get("points", [point]):
            statements[statement["id"]] = statement
    for id, phrasings in yaml.safe_load(more).items():
        statements[id]["phrasings"] += phrasings
    return yaml.safe_dump(document, sort_keys=False)


def _kappa(ran: Ran) -> float:
    kappa = ran.json()["shares"]["tuning"]["kappa"]
    assert isinstance(kappa, float)
    return kappa


def test_the_worked_example_of_the_guide(mockint: Mockint, tmp_path: Path):
    question, specimens, more = _blocks()
    asked = ("--content", str(tmp_path))
    calibrated = (*asked, "calibrate", "--question", "nucleus-sampling")
    for kind, path, text in (("question", QUESTION, question), ("specimen", SPECIMENS, specimens)):
        begun = mockint("new", kind, "nucleus-sampling", "--folder", str(tmp_path))
        assert (begun.code, begun.out.strip()) == (0, str(tmp_path / path))
        (tmp_path / path).write_text(text, "utf-8")
    assert mockint(*asked, "check").out == "No faults found.\n"
    before = _kappa(mockint(*calibrated, "--json"))
    (tmp_path / QUESTION).write_text(_with_phrasings(question, more), "utf-8")
    assert mockint(*asked, "check").out == "No faults found.\n"
    after = mockint(*calibrated, "--json")
    assert (after.code, after.json()["below"]) == (0, [])
    assert _kappa(after) > before
