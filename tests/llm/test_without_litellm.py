"""Without litellm everything but models works, and `--model` says what to install."""

import os
import subprocess
import sys
from pathlib import Path

WITHOUT = """
import sys
sys.modules["litellm"] = None      # as if it were not installed: importing it fails
from mockint.cli.main import main

def run(*arguments):
    sys.argv = ["mockint", *arguments]
    try:
        main()
    except SystemExit as left:
        print(f"left with {left.code}", file=sys.stderr)

run("run", "warm-up", "--answers", sys.argv[1], "--json")
heavy = {"litellm.main", "openai", "httpx", "mockint.llm.litellm_client"} & set(sys.modules)
print(f"loaded {sorted(heavy)}", file=sys.stderr)
run("run", "warm-up", "--answers", "none.txt", "--model", "openai/x")
run("doctor", "--model", "openai/x")
"""


def test_offline_needs_no_litellm_and_a_model_says_what_to_install(tmp_path: Path):
    answers = tmp_path / "answers.txt"
    answers.write_text("ready\n---\nI don't know.\n")
    (tmp_path / "none.txt").write_text("ready\n")
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, str(answers)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "OPENAI_API_KEY": "sk-live-3f9a8b7c6d5e4f"},
    )
    told = done.stderr.splitlines()
    assert told[:2] == ["left with 0", "loaded []"]
    assert done.stdout.startswith('{"mockint"')
    missing = "litellm is not installed, and models are called through it. Install it"
    assert sum(missing in line for line in told) == 2
    assert told.count("left with 2") == 2
    assert "Traceback" not in done.stderr
