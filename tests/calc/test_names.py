"""The names that scripts, content and other tools rely on: every calculator's inputs and outputs.

`names.json` is a promise, not a copy of the code: a name may be added here, and is never taken
away.
"""

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from mockint.calc import all_calculators, find_calculator
from mockint.calc.selectors import PresetName

NAMES: dict[str, Any] = json.loads(Path(__file__).with_name("names.json").read_text("utf-8"))

REFERENCES = [
    import_module(f"tests.calc.{path.stem}")
    for path in Path(__file__).parent.glob("test_reference_*.py")
]


def test_no_calculator_is_missing() -> None:
    assert {each.id for each in all_calculators()} == NAMES.keys()


@pytest.mark.parametrize("name", NAMES)
def test_promised_names_exist(name: str) -> None:
    entry = find_calculator(name)
    assert set(NAMES[name]["inputs"]) <= {each.name for each in entry.inputs}
    assert set(NAMES[name]["outputs"]) <= {each.name for each in entry.outputs}


@pytest.mark.parametrize(
    ("name", "key", "word"),
    [
        (name, key, word)
        for name, promised in NAMES.items()
        for key, words in promised.get("values", {}).items()
        for word in words
    ],
)
def test_promised_values_are_taken(name: str, key: str, word: str) -> None:
    entry = find_calculator(name).input(key)
    assert entry is not None
    read = entry.read(word)
    if isinstance(entry, PresetName):
        assert read in entry.table
    assert read == word or not isinstance(read, str)


def test_every_calculator_has_a_reference_value() -> None:
    covered = {case.calculator for module in REFERENCES for case in module.CASES}
    assert covered == NAMES.keys()
