"""The reference in docs/ says what the code says."""

from dataclasses import fields
from pathlib import Path

import pytest

from mockint.content.settings_file import read_settings
from mockint.core.settings import Settings
from mockint.tui.actions import ACTIONS, clashes
from mockint.tui.reference import EXAMPLE, config_page, keys_page

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.mark.parametrize(("name", "page"), [("keys.md", keys_page), ("config.md", config_page)])
def test_the_files_are_what_would_be_generated_now(name, page):
    assert (DOCS / name).read_text(encoding="utf-8") == page(), "run `make docs`"


def test_every_action_stands_in_it_once():
    page = keys_page()
    for action in ACTIONS:
        assert page.count(f"`{action.id}` |") == 1
        assert action.help in page


def test_every_setting_has_its_kind_default_and_words():
    page = config_page()
    for each in fields(Settings):
        assert f"\n## {each.name}\n" in page
    assert "*`dark`, `light` or `terminal`; `dark` when it is left out*" in page
    assert "*a number from 0.5 to 5; `1.3` when it is left out*" in page
    assert "*a mapping of text to text; nothing when it is left out*" in page
    assert "NO_COLOR` in the environment there are none, whatever stands here." in page


def test_the_example_can_be_used_as_it_stands(tmp_path: Path):
    file = tmp_path / "config.yaml"
    file.write_text(EXAMPLE, encoding="utf-8")
    assert not clashes(read_settings(file).keys)
