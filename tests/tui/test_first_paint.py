"""The first paint waits for none of content, models and store."""

import json
import subprocess
import sys

HEAVY = {"click", "litellm", "numpy", "pydantic", "rapidfuzz", "sqlalchemy", "sqlite3", "yaml"}
LATER = {
    "mockint.content",
    "mockint.desk",
    "mockint.runner",
    "mockint.store",
    "mockint.core.events",
}

PAINT = """
import asyncio, json, sys
from mockint.cli.app import LazyDesk
from mockint.cli.startup import startup_settings
from mockint.tui.app import MockintApp

async def paint():
    app = MockintApp(LazyDesk(()), startup_settings())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", "a")
        print(json.dumps(sorted(sys.modules)))

from mockint.tui.screens import home
home.AFTER_PAINT = 60
asyncio.run(paint())
"""


def test_home_is_painted_and_typed_into_before_anything_heavy_is_loaded():
    done = subprocess.run(
        [sys.executable, "-c", PAINT], capture_output=True, text=True, timeout=60, check=True
    )
    loaded = set(json.loads(done.stdout))
    assert "mockint.tui.screens.home" in loaded
    assert not loaded & (HEAVY | LATER)
