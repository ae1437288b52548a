"""A program in a terminal of its own, as far as the benchmarks need one: keys in, bytes out."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).resolve().parent.parent


class Terminal:
    """Runs a Python module on a pseudo-terminal: one of the programs of `apps.py`, if none else."""

    def __init__(
        self, *arguments: str, module: str = "benchmarks.apps", columns: int = 140, rows: int = 40
    ) -> None:
        """Start it."""
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment,
            start_new_session=True,
        )
        os.close(slave)

    def __enter__(self) -> "Terminal":
        """Use it as long as the block lasts."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the program."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        os.close(self._master)

    @property
    def pid(self) -> int:
        """The program's process."""
        return self._process.pid

    def stop(self) -> None:
        """Let the program stand still."""
        self._process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Let it run on."""
        self._process.send_signal(signal.SIGCONT)

    def write(self, text: str) -> None:
        """Press keys."""
        os.write(self._master, text.encode())

    def wait_for(self, text: str, seconds: float = 60.0) -> float:
        """Return when a text arrived, on the clock of `time.perf_counter`."""
        wanted, seen = text.encode(), b""
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            if self._ready(left):
                seen = seen[-len(wanted) :] + os.read(self._master, 1 << 16)
                if wanted in seen:
                    return time.perf_counter()
        raise TimeoutError(f"{text!r} did not come in {seconds:g} s")

    def drain(self, seconds: float) -> bytes:
        """Read everything that comes within a time."""
        seen, until = b"", time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            if self._ready(left):
                seen += os.read(self._master, 1 << 16)
        return seen

    def _ready(self, seconds: float) -> bool:
        return bool(select.select([self._master], [], [], seconds)[0])


def cpu_seconds(pid: int) -> float:
    """Return the processor time that a process has used, on Linux."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_mib(pid: int, *, peak: bool = False) -> float:
    """Return the memory that a process holds now, or held at most, on Linux."""
    wanted = "VmHWM:" if peak else "VmRSS:"
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(wanted)) / 1024
