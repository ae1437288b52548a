"""Tells a paste that a terminal didn't mark as one from a person at the keys.

A pasted line break can reach the app as the very key that sends. Nobody types four keys within a
few hundredths of a second, and nobody goes on typing right after sending.
"""

from collections.abc import Callable
from time import monotonic

RAPID_SECONDS = 0.008
"""Keys that come faster than this were not typed one by one."""
RUN = 4
"""So many rapid keys make a paste."""
QUIET_SECONDS = 0.15
"""A paste is over when nothing came for so long; a slow line delivers it in chunks."""
FOLLOWS_SECONDS = 0.03
"""A line break that another key follows within this time was pasted, not typed to send."""


class PasteGuard:
    """Watches when text keys come.

    Two times are known of a key: when the terminal delivered it (`at`), and when it is handled. On
    a busy machine the second may be far behind, and a paste is over only when both are at rest.
    """

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        """Begin with a person at the keys; `now` tells when keys are handled."""
        self._now = now
        self._last = self._handled = float("-inf")
        self._run = 0
        self._pasting = False

    def key(self, at: float) -> bool:
        """Take note of a key that is text; tell whether it belongs to a paste."""
        since = at - self._last
        self._last, self._handled = at, self._now()
        self._run = self._run + 1 if since <= RAPID_SECONDS else 1
        self._pasting = self._run >= RUN or (self._pasting and since <= QUIET_SECONDS)
        return self._pasting

    def is_pasting(self, at: float) -> bool:
        """Tell whether a line break belongs to a paste."""
        since = min(at - self._last, self._now() - self._handled)
        return self._pasting and since <= QUIET_SECONDS

    def pasted_break(self, at: float) -> None:
        """Take note of a line break that belongs to a paste."""
        self._last, self._handled = at, self._now()
        self._run, self._pasting = RUN, True
