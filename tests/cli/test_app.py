"""The way into the app: settings, where it can't be drawn, and what is refused before it starts."""

import asyncio
import json
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from mockint.cli import app as entry
from mockint.cli import terminal
from mockint.cli.startup import keep_theme, startup_settings
from mockint.core.settings import Settings
from mockint.desk import RoundOptions
from mockint.folders import cache_folder, settings_path
from mockint.tui.app import MockintApp
from mockint.tui.messages import ResumeSession, StartRound
from tests.cli.conftest import Mockint


def write(text: str) -> Path:
    path = settings_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[MockintApp]:
    """Pretend that there is a terminal; keep the apps that would be run."""
    apps: list[MockintApp] = []

    async def run(app: MockintApp, **options: Any) -> None:
        apps.append(app)

    monkeypatch.setattr(MockintApp, "run_async", run)
    for module in ("mockint.cli.main", "mockint.cli.home", "mockint.cli.play"):
        monkeypatch.setattr(import_module(module), "fits_here", lambda: True)
    return apps


# -- where it can't be drawn


def test_without_a_terminal_home_is_printed(mockint: Mockint):
    ran = mockint()
    assert ran.code == 0
    assert "mockint run warm-up" in ran.out
    assert "--plain" in ran.out


@pytest.mark.parametrize(
    ("ends", "term", "fits"),
    [
        ((True, True, True), "xterm", True),
        ((True, True, True), "dumb", False),
        ((False, True, True), "xterm", False),
        ((True, False, True), "xterm", False),
        ((True, True, False), "xterm", False),
    ],
)
def test_it_takes_a_terminal_at_all_ends(
    monkeypatch: pytest.MonkeyPatch, ends: tuple[bool, ...], term: str, fits: bool
):
    class End:
        def __init__(self, is_terminal: bool) -> None:
            self.isatty = lambda: is_terminal

    class Machine:
        stdin, stdout, stderr = map(End, ends)

    monkeypatch.setattr(terminal, "sys", Machine)
    monkeypatch.setenv("TERM", term)
    assert terminal.fits_here() == fits


# -- what it is started with


def test_a_round_is_begun_with_what_the_command_line_says(
    mockint: Mockint, started: list[MockintApp]
):
    write("typing_pace: 2\npersona: bar-raiser\nseniority: staff\n")
    assert mockint("run", "warm-up", "--seed", "3", "--seniority", "mid").code == 0
    (app,) = started
    options = RoundOptions(persona="bar-raiser", seed=3, seniority="mid", typing_pace=2)
    assert app.start == StartRound("warm-up", "bar-raiser", options)


def test_a_session_is_taken_up(mockint: Mockint, started: list[MockintApp]):
    mockint("run", "warm-up", "--plain", stdin="hello\n/quit\n")
    (session,) = mockint("list", "sessions", "--json").json()
    assert mockint("resume", session["id"], "--gap", "count").code == 0
    assert started[0].start == ResumeSession(session["id"], "count")


@pytest.mark.parametrize("option", ["--plain", "--json"])
def test_lines_and_json_need_no_screen(mockint: Mockint, started: list[MockintApp], option: str):
    assert mockint("run", "warm-up", option, stdin="/quit\n").code == 0
    assert not started


def test_an_answers_file_is_played_as_it_would_be_without_settings(mockint: Mockint):
    write("typing_pace: 3\npersona: bar-raiser\nseniority: staff\n")
    ran = mockint("run", "warm-up", "--answers", "-", "--json", stdin="hello\n")
    session = ran.json()["session"]
    assert (session["typing_pace"], session["persona"]) == (1.3, "warm-peer")


def test_what_it_could_not_do_is_the_exit_code(
    mockint: Mockint, started: list[MockintApp], monkeypatch: pytest.MonkeyPatch
):
    from mockint.core.errors import NotFoundError

    async def fail(app: MockintApp, **options: Any) -> None:
        app.failure = NotFoundError("There is no round 'x'.", "Look at the list.")

    monkeypatch.setattr(MockintApp, "run_async", fail)
    ran = mockint("run", "x")
    assert (ran.code, ran.out) == (2, "")
    assert "There is no round 'x'. Look at the list." in ran.err


# -- settings


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("thme: dark\n", "unknown key 'thme'. Did you mean 'theme'?"),
        ("keys: {home.persona: s}\n", "'s' would be both home.persona and home.sessions"),
        ("keys: {home.nothing: s}\n", "there is no action 'home.nothing'"),
    ],
)
def test_faulty_settings_are_refused_before_it_starts(
    mockint: Mockint, started: list[MockintApp], text: str, said: str
):
    write(text)
    ran = mockint()
    assert ran.code == 2
    assert said in ran.err
    assert "config.yaml" in ran.err
    assert not started


def test_settings_are_read_once_and_again_when_they_change():
    assert startup_settings() == Settings()
    path = write("theme: light\n")
    assert startup_settings().theme == "light"
    kept = cache_folder() / "settings.json"
    document = json.loads(kept.read_text())
    document["settings"]["persona"] = "from the kept ones"
    kept.write_text(json.dumps(document))
    assert startup_settings().persona == "from the kept ones"
    path.write_text("theme: terminal\n")
    assert startup_settings() == Settings(theme="terminal")


@pytest.mark.parametrize("broken", [b"", b"{}", b"[]", b"\xff", b'{"stamp": 1, "settings": 2}'])
def test_what_is_kept_of_them_may_be_broken(broken: bytes):
    write("theme: light\n")
    startup_settings()
    (cache_folder() / "settings.json").write_bytes(broken)
    assert startup_settings().theme == "light"


def test_a_theme_is_kept_for_the_next_start():
    keep_theme("light")
    assert startup_settings().theme == "light"
    keep_theme("colourless")
    assert startup_settings().theme == "light"


def test_where_names_the_settings(mockint: Mockint):
    assert str(settings_path()) in mockint("where").out


# -- the desk


def test_the_desk_is_built_once_and_its_store_closed():
    from concurrent.futures import ThreadPoolExecutor

    lazy = entry.LazyDesk(())
    lazy.close()
    with ThreadPoolExecutor(4) as pool:
        desks = list(pool.map(lambda _: lazy(), range(4)))
    assert len(set(map(id, desks))) == 1
    lazy.close()
    closed: Callable[[], Any] = lambda: asyncio.run(desks[0].store.sessions())  # noqa: E731
    with pytest.raises(Exception, match="closed"):
        closed()
