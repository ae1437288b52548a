"""Whether somebody types: what can wait lets keys go first.

There is one keyboard to a process. Whoever reads it notes each key here; whoever has much to do in
the same thread, such as reading a model that speaks fast, looks here how long to keep at it.
"""

from time import monotonic

TYPING_SECONDS = 0.7
"""How long after a key the next one is expected."""

_last_key = float("-inf")


def note_key() -> None:
    """Take note that a key was pressed."""
    global _last_key
    _last_key = monotonic()


def somebody_types() -> bool:
    """Tell whether a key came a moment ago."""
    return monotonic() - _last_key < TYPING_SECONDS
