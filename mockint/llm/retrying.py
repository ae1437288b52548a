"""When a call is tried again, and how long is waited before it. Pure: chance is an argument."""

from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime

from mockint.llm.errors import ModelError, PassingError

FIRST_WAIT = 0.5
LONGEST_WAIT = 8.0


def wait_before(
    error: ModelError, *, tries: int, allowed: int, patience: float, chance: float
) -> float | None:
    """Return the seconds to wait before another try; None when this was the last.

    `tries` have been made, `patience` is the longest wait that anybody would bear, and `chance`
    (0 to 1) spreads clients that failed together.
    """
    if not isinstance(error, PassingError) or tries >= allowed:
        return None
    asked = error.retry_after
    wait = min(FIRST_WAIT * 2 ** (tries - 1), LONGEST_WAIT) * (0.5 + chance / 2)
    if asked is not None:
        # Never earlier than was asked for, and not all at the same moment either.
        wait = asked + chance * min(0.1 * asked, 1.0)
    return wait if wait <= patience else None


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return the seconds that a server asks to wait: `Retry-After` as seconds or as a date."""
    names = {name.lower(): value for name, value in headers.items()}
    for name, unit in (("retry-after-ms", 1000.0), ("retry-after", 1.0)):
        text = str(names.get(name, "")).strip()
        try:
            return max(0.0, float(text) / unit)
        except ValueError:
            pass
        try:
            return max(0.0, (parsedate_to_datetime(text) - now).total_seconds())
        except (TypeError, ValueError):
            pass
    return None
