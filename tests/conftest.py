"""What holds for every test: no network, no home folder, one time zone, one screen width.

The network guard stands from the moment this file is read, so that imports made while tests are
collected meet it too. Child processes inherit the home, and a proxy that leads nowhere.
"""

import os
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from mockint.content import Library
    from mockint.desk import Engine

settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("dev", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "dev")

LOOPBACK = {"localhost", "::1", "0.0.0.0", "::", ""}

# A closed port of this machine. Child processes have no guard, so their way out ends here.
NOWHERE = ("127.0.0.1", 9)
PROXY = "http://{}:{}".format(*NOWHERE)

HOME_VARIABLES = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "appdata",
    "LOCALAPPDATA": "localappdata",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_CACHE_HOME": ".cache",
    "XDG_RUNTIME_DIR": ".run",
    "MOCKINT_HOME": "mockint",
}

PINNED = {
    "TZ": "UTC",
    "LC_ALL": "C.UTF-8",
    "COLUMNS": "80",
    "LINES": "24",
    "TERM": "xterm-256color",
    "HTTP_PROXY": PROXY,
    "HTTPS_PROXY": PROXY,
    "ALL_PROXY": PROXY,
    "NO_PROXY": "localhost,127.0.0.1,::1",
}

# Colour follows the terminal unless a test says otherwise, and a test has no terminal.
UNSET = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLORTERM", "EDITOR", "VISUAL")

# How a developer's own models are reached is no part of a test.
OF_MODELS = ("_API_KEY", "_API_BASE", "_BASE_URL")


class NetworkReached(BaseException):
    """A test tried to leave this machine.

    Not an ``Exception``: code that shrugs off connection errors must not shrug off this one.
    """


def _is_local(host: object) -> bool:
    if host is None:
        return True
    text = host.decode() if isinstance(host, bytes) else str(host)
    return text in LOOPBACK or text.startswith("127.")


def _refuse(host: object) -> None:
    raise NetworkReached(f"the tests may not reach the network, and something asked for {host!r}")


def _guard_address(original: Callable[..., Any], position: int) -> Callable[..., Any]:
    """Wrap a method of socket whose argument at `position` (from the end) is an address."""

    def guarded(self: socket.socket, *args: Any) -> Any:
        address = args[position] if len(args) > position else None
        inet = self.family in (socket.AF_INET, socket.AF_INET6)
        if inet and isinstance(address, tuple):
            away = address[:2] == NOWHERE or not _is_local(address[0])
            if away:
                self.close()  # callers close it for an OSError only
                _refuse("a host behind the proxy" if address[:2] == NOWHERE else address[0])
        return original(self, *args)

    return guarded


def _guard_lookup(original: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(host: Any, *args: Any, **kwargs: Any) -> Any:
        if not _is_local(host):
            _refuse(host)
        return original(host, *args, **kwargs)

    return guarded


def _close_the_network() -> None:
    for name, position in (("connect", 0), ("connect_ex", 0), ("sendto", -1), ("sendmsg", 3)):
        if hasattr(socket.socket, name):
            setattr(socket.socket, name, _guard_address(getattr(socket.socket, name), position))
    for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex"):
        setattr(socket, name, _guard_lookup(getattr(socket, name)))


_close_the_network()


@pytest.fixture(scope="session")
def library() -> "Library":
    """The bundled content alone, read once."""
    from mockint.content import Library, content_roots

    return Library(content_roots()[:1])


@pytest.fixture(scope="session")
def engine(library: "Library") -> "Engine":
    """What reads and words without a model, on the bundled content."""
    from mockint.cli.parts import offline_engine

    return offline_engine(library)


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test an empty home of its own, beside ``tmp_path`` and not in it."""
    home = tmp_path.with_name(f"{tmp_path.name}-home")
    home.mkdir(exist_ok=True)
    for variable, folder in HOME_VARIABLES.items():
        monkeypatch.setenv(variable, str(home / folder))
    for variable in [*UNSET, *(name for name in os.environ if name.endswith(OF_MODELS))]:
        monkeypatch.delenv(variable, raising=False)
    for variable, value in PINNED.items():
        monkeypatch.setenv(variable, value)
        if variable.endswith("_PROXY"):
            monkeypatch.setenv(variable.lower(), value)
    if hasattr(time, "tzset"):
        time.tzset()
    return home
