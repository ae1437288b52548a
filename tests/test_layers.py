"""The house rules of imports, as data: they point down only, and the heavy ones stay where needed.

Rooms are the files and folders right under ``mockint/``. A rule that has to change changes here,
with its reason, and so in the open.
"""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "mockint"

# From the ground up. A room may import the rooms of lower floors.
FLOORS: list[set[str]] = [
    {"mockint", "bundled", "folders", "keyboard", "loading"},
    {"core"},
    {"diagram"},
    {
        "answers",
        "assess",
        "calc",
        "clocks",
        "content",
        "flowing",
        "llm",
        "session_log",
        "store",
        "typed_lines",
    },
    {"report"},
    {"actions", "exchange", "narration", "rereading", "workbench"},
    {"runner"},
    {"attendance", "calibration", "design_candidates", "desk", "plain_screen", "player"},
    {"candidates", "plain", "tui"},
    {"cli"},
    {"__main__"},
]

# (importer, imported) on one floor, and why.
SAME_FLOOR: dict[tuple[str, str], str] = {}

# (importer, imported) that the floors would allow, and why they are kept apart all the same.
KEPT_APART: dict[tuple[str, str], str] = {
    ("core", "mockint"): "the core stands on the standard library and pydantic alone",
    ("core", "bundled"): "the core reads no files",
    ("core", "folders"): "the core reads no files",
    **{
        (room, adapter): "adapters come through ports; only cli joins them to a front end"
        for room in ("exchange", "runner", "desk", "player", "candidates", "plain", "tui")
        for adapter in ("llm", "store")
    },
    ("tui", "workbench"): "the board is handed its calculators",
    **{
        ("calibration", room): "it measures any assessor on any content; the cli hands it both"
        for room in ("assess", "calc", "content", "llm", "store")
    },
}

# Libraries that only these rooms may name, because they are heavy or would spread.
OWNERS: dict[str, set[str]] = {
    "litellm": {"llm"},
    "plotext": {"calc"},
    "sqlalchemy": {"store"},
    "termaid": {"diagram"},
    "textual": {"tui", "cli"},
    "yaml": {"content"},
}

CORE_LIBRARIES = {"pydantic"}

# Parts of the standard library that reach a clock, a file, a random source or the machine.
NOT_IN_CORE = {
    *("time", "random", "secrets", "uuid"),
    *("os", "pathlib", "io", "shutil", "tempfile", "glob", "sqlite3"),
    *("socket", "ssl", "http", "urllib", "subprocess", "threading", "multiprocessing"),
}

# Calls that do the same without an import of their own.
CALLS_NOT_IN_CORE = {
    *("open", "print", "input"),
    *("datetime.now", "datetime.utcnow", "datetime.today", "date.today"),
    *("datetime.datetime.now", "datetime.datetime.utcnow", "datetime.date.today"),
}

LONG = 300
TOO_LONG = 400


class Import(NamedTuple):
    """One imported name, and the line that imports it."""

    importer: str
    target: str
    where: str


@cache
def modules() -> dict[str, Path]:
    """Dotted name -> file, of every module in the package."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(modules()[module].read_text(encoding="utf-8"))


def where(module: str, node: ast.AST) -> str:
    return f"{modules()[module].relative_to(PACKAGE.parent)}:{getattr(node, 'lineno', 0)}"


def names_in(module: str, node: ast.AST) -> Iterator[str]:
    """Yield the modules that an import statement names, those for typing only included."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.level == 0:
        base = node.module or ""
        for alias in node.names:
            inner = f"{base}.{alias.name}"
            yield inner if inner in modules() else base


@cache
def imports() -> list[Import]:
    return [
        Import(module, target, where(module, node))
        for module in modules()
        for node in ast.walk(tree(module))
        for target in names_in(module, node)
    ]


def room(module: str) -> str:
    """``mockint.core.events`` is in ``core``; the package itself is the room ``mockint``."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else parts[0]


def own_imports() -> Iterator[tuple[str, str, str]]:
    """Yield (importing room, imported room, where) between two rooms."""
    for found in imports():
        if found.target.split(".")[0] != "mockint":
            continue
        importer, imported = room(found.importer), room(found.target)
        if importer != imported:
            yield importer, imported, found.where


def floor(name: str) -> int:
    numbers = [number for number, rooms in enumerate(FLOORS) if name in rooms]
    assert numbers, f"give the new room {name} a floor in FLOORS"
    return numbers[0]


def test_every_room_has_a_floor():
    for module in modules():
        assert floor(room(module)) >= 0


def test_imports_are_absolute():
    relative = [
        where(module, node)
        for module in modules()
        for node in ast.walk(tree(module))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert not relative


def test_imports_point_down():
    wrong = []
    for importer, imported, line in own_imports():
        if floor(imported) > floor(importer):
            wrong.append(f"{line}: {importer} imports {imported}, which is above it")
        elif floor(imported) == floor(importer) and (importer, imported) not in SAME_FLOOR:
            wrong.append(f"{line}: {importer} imports {imported}, which is on the same floor")
    assert not wrong, "\n".join(wrong)


def test_rooms_that_are_kept_apart():
    wrong = [
        f"{line}: {importer} imports {imported}, but {KEPT_APART[importer, imported]}"
        for importer, imported, line in own_imports()
        if (importer, imported) in KEPT_APART
    ]
    assert not wrong, "\n".join(wrong)


def test_exceptions_are_used():
    """An exception that nobody needs any more is a door left open."""
    used = {(importer, imported) for importer, imported, _ in own_imports()}
    assert set(SAME_FLOOR) <= used


def test_no_circles():
    graph: dict[str, set[str]] = {module: set() for module in modules()}
    for found in imports():
        if found.target in graph and found.target != found.importer:
            graph[found.importer].add(found.target)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(reversed(error.args[1])))


def test_libraries_stay_with_their_owners():
    wrong = [
        f"{found.where}: {found.target} belongs to {', '.join(sorted(OWNERS[library]))}"
        for found in imports()
        if (library := found.target.split(".")[0]) in OWNERS
        and room(found.importer) not in OWNERS[library]
    ]
    assert not wrong, "\n".join(wrong)


def test_core_stands_on_little():
    allowed = (set(sys.stdlib_module_names) - NOT_IN_CORE) | CORE_LIBRARIES | {"mockint"}
    wrong = [
        f"{found.where}: {found.target}"
        for found in imports()
        if room(found.importer) == "core" and found.target.split(".")[0] not in allowed
    ]
    assert not wrong, "\n".join(wrong)


def test_core_touches_nothing():
    wrong = [
        f"{where(module, node)}: {ast.unparse(node.func)}"
        for module in modules()
        if room(module) == "core"
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in CALLS_NOT_IN_CORE
    ]
    assert not wrong, "\n".join(wrong)


def test_files_stay_small():
    lines = {
        str(path.relative_to(PACKAGE.parent)): len(path.read_text(encoding="utf-8").splitlines())
        for path in modules().values()
    }
    for path, count in lines.items():
        if LONG < count <= TOO_LONG:
            print(f"{path} is growing long: {count} lines")
    assert not {path: count for path, count in lines.items() if count > TOO_LONG}


def loaded_by(code: str, *arguments: str) -> set[str]:
    """Run code in a fresh interpreter; return the top-level modules that it loaded."""
    report = (
        "import sys, json, atexit\n"
        "atexit.register(lambda: sys.stderr.write(\n"
        "    '\\n' + json.dumps(sorted({name.split('.')[0] for name in sys.modules}))))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", report + code, *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stderr.splitlines()[-1]))


def test_core_and_the_assessor_load_little():
    core = [module for module in modules() if room(module) == "core"]
    assert core
    loaded = loaded_by("\n".join(f"import {module}" for module in [*core, "mockint.assess"]))
    assert "pydantic" in loaded
    heavy = {"click", "litellm", "numpy", "rich", "sqlalchemy", "textual", "yaml"}
    # With the first model that is built pydantic looks for its plugins, and so loads `email`.
    assert not loaded & {*heavy, "email"}


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["list", "rounds"]], ids=" ".join)
def test_light_commands_load_little(arguments: list[str]):
    loaded = loaded_by("from mockint.cli import main\nmain()", *arguments)
    assert "click" in loaded
    assert not loaded & {"litellm", "numpy", "sqlalchemy", "textual"}
