"""The bank's own standard: each count fails just below its bound, and only there."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from mockint.bundled import bundled_root
from mockint.content import Library, check

GOOD = bundled_root() / "interviews/questions/inference/kv-cache.yaml"
SPECIMENS = bundled_root() / "rubrics/specimens/inference/kv-cache.yaml"


class Shelf:
    """A root with a single question of the bank, to be taken apart."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.question: dict[str, Any] = yaml.safe_load(GOOD.read_text("utf-8"))
        self.specimens: list[Any] = yaml.safe_load(SPECIMENS.read_text("utf-8"))

    def faults(self, *, standard: bool = True) -> list[str]:
        for path, data in (
            ("interviews/questions/inference/kv-cache.yaml", self.question),
            ("rubrics/specimens/inference/kv-cache.yaml", self.specimens),
        ):
            file = self.folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")
        library = Library([self.folder])
        found = check([self.folder], library=library, standard=standard)
        return [
            p.message
            for p in found
            if "a question of the bank" in p.message or "a model answer of the bank" in p.message
        ]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def test_a_question_of_the_bank_meets_it(shelf: Shelf):
    assert shelf.faults() == []


def test_points_are_counted(shelf: Shelf):
    points = shelf.question["points"]
    del points[6:]
    assert shelf.faults() == []
    del points[5:]
    assert shelf.faults() == ["a question of the bank has 6 to 9 points, and this one has 5"]


def test_and_more_than_nine_are_too_many(shelf: Shelf):
    extra = deepcopy(shelf.question["points"][0])
    shelf.question["points"].append(extra | {"id": "one-more"})
    assert shelf.faults() == ["a question of the bank has 6 to 9 points, and this one has 10"]


def test_wrong_claims_are_counted(shelf: Shelf):
    del shelf.question["wrong_claims"][3:]
    assert shelf.faults() == []
    del shelf.question["wrong_claims"][2:]
    (fault,) = shelf.faults()
    assert fault == "a question of the bank has at least 3 wrong claims, and this one has 2"


def test_follow_ups_are_counted_and_hang_on_each_other(shelf: Shelf):
    for followup in shelf.question["followups"]:
        followup.pop("followups", None)
    assert "a question of the bank has a follow-up that hangs on another" in shelf.faults()
    del shelf.question["followups"][4:]
    assert "a question of the bank has at least 5 follow-ups, and this one has 4" in shelf.faults()


@pytest.mark.parametrize("kind", ["deeper", "scenario", "trade-off"])
def test_each_kind_of_follow_up_is_there(shelf: Shelf, kind: str):
    def turned(followups: list[dict[str, Any]]) -> None:
        for followup in followups:
            if followup["kind"] == kind:
                followup["kind"] = "deeper" if kind != "deeper" else "scenario"
            turned(followup.get("followups", []))

    turned(shelf.question["followups"])
    assert shelf.faults() == [f"a question of the bank has a {kind} follow-up"]


def test_a_number_is_asked_for_wherever_a_calculator_is_named(shelf: Shelf):
    def without_numbers(followups: list[dict[str, Any]]) -> list[dict[str, Any]]:
        kept = [each for each in followups if each["kind"] != "numeric"]
        return [each | {"followups": without_numbers(each.get("followups", []))} for each in kept]

    shelf.question["followups"] = without_numbers(shelf.question["followups"])
    assert "a question of the bank has a numeric follow-up" in shelf.faults()
    shelf.question["calculators"] = []
    assert "a question of the bank has a numeric follow-up" not in shelf.faults()


@pytest.mark.parametrize(("words", "fits"), [(149, False), (150, True), (300, True), (301, False)])
def test_the_model_answer_has_its_length(shelf: Shelf, words: int, fits: bool):
    shelf.question["answer"] = "word " * words
    fault = f"a model answer of the bank has 150 to 300 words, and this one {words}"
    assert shelf.faults() == ([] if fits else [fault])


def test_something_else_can_be_defended(shelf: Shelf):
    shelf.question["variants"] = []
    (fault,) = shelf.faults()
    assert fault == "a question of the bank names at least one other defensible answer"


def test_specimens_are_counted(shelf: Shelf):
    del shelf.specimens[10:]
    assert shelf.faults() == []
    del shelf.specimens[9:]
    assert shelf.faults() == ["a question of the bank has at least 10 specimens, and this one 9"]


def test_one_s_own_questions_are_held_to_it_only_if_one_asks(shelf: Shelf):
    shelf.question["variants"] = []
    assert shelf.faults(standard=False) == []
