"""The clocks behind the core's `Clock` port: real time, the answers file's time, none at all."""

from collections.abc import Callable
from datetime import UTC, datetime
from time import monotonic

from mockint.core.events import Pace


def wall_now() -> str:
    """Return the wall time as an ISO 8601 label in UTC."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def wall_seconds_between(earlier: str, later: str) -> float:
    """Return the seconds from one wall label to another; negative when the clock was set back."""
    return (datetime.fromisoformat(later) - datetime.fromisoformat(earlier)).total_seconds()


class RealClock:
    """Monotonic seconds of the round, without its pauses."""

    def __init__(self, start: float = 0.0, source: Callable[[], float] = monotonic) -> None:
        """Begin at `start` seconds of round time."""
        self._source = source
        self._offset = start - source()
        self._stopped_at: float | None = None

    def now(self) -> float:
        """Return the seconds of round time; they stand still during a pause."""
        return self._offset + self._source() if self._stopped_at is None else self._stopped_at

    def wall(self) -> str:
        """Return the wall time as a label."""
        return wall_now()

    def stop(self) -> None:
        """Let round time stand still."""
        self._stopped_at = self.now()

    def go(self) -> None:
        """Let round time run on from where it stood."""
        if self._stopped_at is not None:
            self._offset = self._stopped_at - self._source()
            self._stopped_at = None

    def skip(self, seconds: float) -> None:
        """Let a gap count: round time jumps ahead."""
        self._offset += seconds


class VirtualClock:
    """Round time that moves only when it is told to."""

    def __init__(self, start: float = 0.0) -> None:
        """Begin at `start` seconds of round time."""
        self._now = start

    def now(self) -> float:
        """Return the seconds of round time."""
        return self._now

    def wall(self) -> str:
        """Return the wall time as a label."""
        return wall_now()

    def advance_to(self, at: float) -> None:
        """Move on to a later moment; never back."""
        self._now = max(self._now, at)

    def stop(self) -> None:
        """Do nothing: virtual time passes only in answers."""

    def go(self) -> None:
        """Do nothing: virtual time passes only in answers."""

    def skip(self, seconds: float) -> None:
        """Do nothing: virtual time has no gaps."""


AnyClock = RealClock | VirtualClock


def clock_for(pace: Pace, start: float = 0.0) -> AnyClock:
    """Return the clock of a pace; untimed rounds don't count seconds by themselves."""
    return RealClock(start) if pace == "real" else VirtualClock(start)
