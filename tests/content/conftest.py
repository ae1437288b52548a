"""A root of one's own for each test: the starter files, which have no fault, to be broken."""

from pathlib import Path

import pytest

from mockint.content import KINDS, Library, check, new
from mockint.core.errors import Problem

NAMES = {"rubric": "phone-screen", "persona": "warm-peer"}


class OwnRoot:
    """One file of each kind, by kind."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = {
            kind: new(
                kind, NAMES.get(kind, "practice/own" if KINDS[kind].by_area else "own"), folder
            )
            for kind in KINDS
        }

    def text(self, kind: str) -> str:
        return self.files[kind].read_text(encoding="utf-8")

    def change(self, kind: str, old: str, new: str) -> None:
        """Replace a part of a file that stands there exactly once."""
        text = self.text(kind)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the {kind}"
        self.files[kind].write_text(text.replace(old, new), encoding="utf-8")

    def line_of(self, kind: str, part: str) -> int:
        """Return the number of the last line with this text."""
        lines = self.text(kind).splitlines()
        return max(number for number, line in enumerate(lines, 1) if part in line)

    def library(self) -> Library:
        return Library([self.folder])

    def faults(self, kind: str) -> list[Problem]:
        """Return the faults of one file, found by a check of the whole root."""
        found = check([self.folder], library=self.library())
        return [problem for problem in found if problem.path == str(self.files[kind])]


@pytest.fixture
def own_root(tmp_path: Path) -> OwnRoot:
    return OwnRoot(tmp_path / "root")
