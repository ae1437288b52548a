"""Runs the command line in this process, the way a shell would."""

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from mockint.cli.main import main


@dataclass
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


Mockint = Callable[..., Ran]


@pytest.fixture(scope="session")
def kept_content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for parsed content: the bundled bank is then parsed once, not once a test."""
    return tmp_path_factory.mktemp("parsed")


@pytest.fixture
def mockint(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, kept_content: Path
) -> Mockint:
    """Return a function that runs `mockint ARGS` with a text on standard input."""
    monkeypatch.setattr("mockint.content.library.cache_folder", lambda: kept_content)

    def run(*args: str, stdin: str | bytes = "") -> Ran:
        raw = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))
        monkeypatch.setattr(sys, "argv", ["mockint", *args])
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capsys.readouterr()
        assert isinstance(left.value.code, int)
        return Ran(left.value.code, out, err)

    return run
