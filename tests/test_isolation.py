"""The guards of conftest.py hold: a suite that leaks would pass on the wrong machine."""

import asyncio
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import platformdirs
import pytest
from hypothesis import given
from hypothesis import strategies as st

FAR = ("192.0.2.1", 9)  # reserved for documentation, so that a broken guard harms nobody


def refused():
    return pytest.raises(BaseException, match="may not reach the network")


def test_no_connection_leaves_the_machine():
    with socket.socket() as sock, refused():
        sock.connect(FAR)
    with socket.socket() as sock, refused():
        sock.connect_ex(FAR)
    with socket.socket(socket.AF_INET6) as sock, refused():
        sock.connect(("2001:db8::1", 9))


def test_no_datagram_leaves_the_machine():
    with socket.socket(type=socket.SOCK_DGRAM) as sock:
        with refused():
            sock.sendto(b"x", FAR)
        with refused():
            sock.sendto(b"x", 0, FAR)
        if hasattr(sock, "sendmsg"):
            with refused():
                sock.sendmsg([b"x"], [], 0, FAR)


def test_no_name_is_looked_up():
    with refused():
        socket.create_connection(("example.invalid", 80))
    with refused():
        socket.gethostbyname("example.invalid")


async def test_asyncio_meets_the_guard_too():
    with refused():
        await asyncio.open_connection(*FAR)


def test_a_client_that_honours_the_proxy_is_told_why():
    with refused():
        urllib.request.urlopen("http://example.invalid/")


def test_a_child_process_gets_nowhere():
    code = "import urllib.request as r; r.urlopen('http://example.invalid/', timeout=5)"
    child = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert "Connection refused" in child.stderr


def test_loopback_works():
    with socket.create_server(("127.0.0.1", 0)) as server:
        with socket.create_connection(("localhost", server.getsockname()[1])) as client:
            client.sendall(b"x")
        with server.accept()[0] as peer:
            assert peer.recv(1) == b"x"


def test_every_folder_is_in_the_own_home(own_home: Path, tmp_path: Path):
    assert Path.home() == own_home
    assert Path("~").expanduser() == own_home
    assert own_home / "mockint" == Path(os.environ["MOCKINT_HOME"])
    if sys.platform not in ("darwin", "win32"):
        dirs = platformdirs.PlatformDirs("mockint")
        for folder in (dirs.user_config_path, dirs.user_data_path, dirs.user_state_path):
            assert folder.is_relative_to(own_home)
    assert not list(tmp_path.iterdir())


def test_clock_and_keys_are_pinned():
    assert time.strftime("%Z", time.localtime(0)) == "UTC"
    assert not [name for name in os.environ if name.endswith("_API_KEY")]


@given(st.integers())
def test_the_fixtures_live_with_hypothesis(number: int):
    assert isinstance(number, int)
