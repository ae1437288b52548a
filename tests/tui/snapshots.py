"""Snapshots of screens, as text: what stands on the screen, line by line.

`MOCKINT_UPDATE_SNAPSHOTS=1` writes them anew; look at the difference before you keep it.
"""

import os
from pathlib import Path
from typing import Any

from textual.app import App

from tests.tui.past import text_of

FOLDER = Path(__file__).with_name("snapshots")
UPDATE = "MOCKINT_UPDATE_SNAPSHOTS"


def check(app: App[Any], name: str) -> None:
    """Compare the screen with the snapshot of a name, at the size that it has."""
    size = app.size
    path = FOLDER / f"{name}-{size.width}x{size.height}.txt"
    seen = text_of(app) + "\n"
    if os.environ.get(UPDATE):
        path.parent.mkdir(exist_ok=True)
        path.write_text(seen, encoding="utf-8", newline="\n")
    assert path.exists(), f"there is no {path.name}; {UPDATE}=1 writes it"
    kept = path.read_text(encoding="utf-8")
    assert seen.splitlines() == kept.splitlines(), f"{path.name} differs; {UPDATE}=1 writes it anew"
