"""The candidate's own editor: found, lent the terminal, and read back."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from textual.app import SuspendNotSupported

from mockint.core.errors import InputError
from mockint.tui.external_editor import edited, editor_command


class Terminal:
    def __init__(self) -> None:
        self.lent = 0

    @contextmanager
    def suspend(self) -> Iterator[None]:
        self.lent += 1
        yield


def an_editor(folder: Path, script: str) -> str:
    path = folder / "my editor"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return f'"{path}" --wait'


def test_visual_comes_before_editor():
    assert editor_command({"VISUAL": "env -i cat", "EDITOR": "ls"}) == ["env", "-i", "cat"]
    assert editor_command({"VISUAL": "", "EDITOR": "cat"}) == ["cat"]


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({}, "No editor is named"),
        ({"EDITOR": "no-such-editor -w"}, "'no-such-editor' isn't there"),
        ({"EDITOR": "'unclosed"}, "is no command"),
    ],
)
def test_a_missing_editor_is_told_with_the_remedy(environment, message):
    with pytest.raises(InputError, match=message) as caught:
        editor_command(environment)
    assert "VISUAL or EDITOR" in str(caught.value)


def test_the_text_goes_there_and_back(tmp_path, monkeypatch):
    monkeypatch.setenv("EDITOR", an_editor(tmp_path, 'printf "and more é\\n\\n" >> "$2"'))
    terminal = Terminal()
    assert edited("日本語 words\n", terminal.suspend) == "日本語 words\nand more é\n"
    assert terminal.lent == 1


@pytest.mark.parametrize(
    ("script", "message"),
    [("exit 3", "code 3"), ('printf "\\377" > "$2"', "no text"), ('rm "$2"', "no text")],
)
def test_what_goes_wrong_there_changes_nothing(tmp_path, monkeypatch, script, message):
    monkeypatch.setenv("EDITOR", an_editor(tmp_path, script))
    with pytest.raises(InputError, match=message):
        edited("words", Terminal().suspend)


def test_a_terminal_that_cannot_be_lent_is_told(tmp_path, monkeypatch):
    class NoTerminal(Terminal):
        @contextmanager
        def suspend(self) -> Iterator[None]:
            if not self.lent:
                raise SuspendNotSupported
            yield

    monkeypatch.setenv("EDITOR", an_editor(tmp_path, "true"))
    with pytest.raises(InputError, match="can't be lent"):
        edited("words", NoTerminal().suspend)
