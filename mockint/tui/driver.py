"""A driver that outlives its terminal for as long as it takes to put a round away.

Textual writes from a thread of its own, through a queue that holds a few writes. Once the terminal
is closed that thread ends with an error, the queue fills, and the app waits at it for ever. It also
suspends and resumes within the handler of the signal, which may stand in the middle of a write.
"""

from contextlib import suppress
from typing import IO, Any, cast

from textual.app import App
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver


class Forgiving:
    """An output that swallows what is written after its terminal has gone."""

    def __init__(self, file: IO[str]) -> None:
        """Write to `file` while that can be written to."""
        self._file = file

    def write(self, text: str) -> int:
        """Write a text, or drop it."""
        with suppress(OSError, ValueError):
            return self._file.write(text)
        return 0

    def flush(self) -> None:
        """Let it be seen, if there is anybody to see it."""
        with suppress(OSError, ValueError):
            self._file.flush()

    def fileno(self) -> int:
        """Return the number of the file below."""
        return self._file.fileno()


class TerminalDriver(LinuxDriver):
    """Textual's driver, with an output that may go."""

    def __init__(
        self,
        app: App[object],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        """Drive the terminal that this process was started on."""
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        if self._file is not None:
            self._file = cast("Any", Forgiving(self._file))

    def write(self, data: str) -> None:
        """Write, unless the terminal went while the process was stopped."""
        if self._writer_thread is not None:
            super().write(data)

    # A signal may come while the queue of writes is locked, and what it sets off writes as well: so
    # that waits until whatever is under way is done.

    def _sigtstp_application(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(super()._sigtstp_application)

    def _sigcont_application(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(super()._sigcont_application)


def driver_like(chosen: type[Driver]) -> type[Driver]:
    """Return ours in the place of the one that it stands on, and any other as it is."""
    return TerminalDriver if chosen is LinuxDriver else chosen
