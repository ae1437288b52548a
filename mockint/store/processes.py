"""Whether a process that left its number behind still runs."""

import os
import sys
from pathlib import Path

PROC = Path("/proc")
FIELDS_BEFORE_START = 19
"""In `/proc/PID/stat` after the name: state is field 3, the start time is field 22."""


def runs(pid: int) -> bool | None:
    """Return whether some process has this number; None where asking could do harm."""
    if sys.platform == "win32":
        return None  # signal 0 is a key press there, one that interrupts
    if pid <= 0:
        return False  # such numbers mean groups of processes
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def birth(pid: int) -> str | None:
    """Return what tells a process from later ones of the same number, None if it can't be known.

    Numbers are given out again, after a reboot soon: the one that a crash left behind may by then
    be somebody else's.
    """
    try:
        boot = (PROC / "sys/kernel/random/boot_id").read_text().strip()
        status = (PROC / str(pid) / "stat").read_text()
        return f"{boot} {status.rpartition(')')[2].split()[FIELDS_BEFORE_START]}"
    except (OSError, ValueError, LookupError):
        return None
