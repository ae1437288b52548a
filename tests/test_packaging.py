"""What users install is the wheel, not the checkout: build it, look inside, run it elsewhere."""

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

import mockint
from mockint.bundled import bundled_root

ROOT = Path(__file__).resolve().parent.parent

pytestmark = pytest.mark.packaging


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def build(what: str, source: Path, into: Path) -> Path:
    run(
        *(sys.executable, "-m", "build", what, "--no-isolation", "--outdir", into, source),
        cwd=into,
    )
    (built,) = into.iterdir()
    return built


def content_of_checkout() -> set[str]:
    return {
        f"mockint/_bundled/{path.relative_to(ROOT).as_posix()}"
        for folder in ("interviews", "rubrics")
        for path in (ROOT / folder).rglob("*.yaml")
    }


def code_of_checkout() -> set[str]:
    return {path.relative_to(ROOT).as_posix() for path in (ROOT / "mockint").rglob("*.py")}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("--wheel", ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("--sdist", ROOT, tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel alone; return the folder of its commands.

    The libraries are lent by this interpreter through a .pth file, so that nothing is downloaded.
    Such a folder's own .pth files are not read: the editable install of the checkout stays out.
    """
    clean = tmp_path_factory.mktemp("clean")
    run(sys.executable, "-m", "venv", "--without-pip", clean, cwd=clean)
    scripts = clean / ("Scripts" if os.name == "nt" else "bin")
    run(
        *(sys.executable, "-m", "pip", "--python", scripts / "python", "--isolated", "--quiet"),
        *("install", "--no-index", "--no-deps", "--no-compile", wheel),
        cwd=clean,
    )
    (site,) = {path.parent for path in clean.rglob("mockint") if path.parent.name != scripts.name}
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return scripts


def test_the_checkout_reads_its_own_folders():
    assert bundled_root() == ROOT
    assert (bundled_root() / "interviews").is_dir()
    assert (bundled_root() / "rubrics").is_dir()


def test_the_wheel_carries_code_and_content(wheel: Path):
    names = set(zipfile.ZipFile(wheel).namelist())
    assert content_of_checkout()
    assert content_of_checkout() | code_of_checkout() <= names
    outside = {name for name in names if not name.startswith(("mockint/", "mockint-"))}
    assert not outside


def test_the_sdist_builds_the_same_wheel(wheel: Path, sdist: Path, tmp_path: Path):
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "source", filter="data")
    (source,) = (tmp_path / "source").iterdir()
    (tmp_path / "again").mkdir()
    again = build("--wheel", source, tmp_path / "again")
    assert zipfile.ZipFile(again).namelist() == zipfile.ZipFile(wheel).namelist()


def test_the_installed_command_runs_without_the_checkout(installed: Path, tmp_path: Path):
    where = run(
        installed / "python",
        *("-c", "import mockint, mockint.bundled as b; print(mockint.__file__, b.bundled_root())"),
        cwd=tmp_path,
    )
    assert str(ROOT) not in where
    assert where.strip().endswith("_bundled")

    command = installed / "mockint"
    assert mockint.__version__ in run(command, "--version", cwd=tmp_path)
    rounds = json.loads(run(command, "list", "rounds", "--json", cwd=tmp_path))
    assert len(rounds) == len(list((ROOT / "interviews" / "rounds").rglob("*.yaml")))
    assert all(found["id"] and found["title"] for found in rounds)
    assert not list(tmp_path.iterdir())
