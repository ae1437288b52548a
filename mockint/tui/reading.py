"""Reads a session away from the event loop, and turns whatever goes wrong into a message."""

import asyncio
import gc

from mockint.core.errors import MockintError, StoreError
from mockint.core.events import Event
from mockint.core.state import SessionState
from mockint.desk import Desk

LEFT_ALONE = "It was left as it is; the other sessions can be read."
MANY_EVENTS = 1000
"""A log this long is many objects: Python's collector would stop the screen to look at them."""


def read_session(desk: Desk, session: str) -> tuple[SessionState, tuple[Event, ...]]:
    """Return a session's state and events; to be called in a thread. Raises MockintError.

    Whoever keeps them calls `let_go` in the end.
    """
    # Loaded here, where nobody waits for a key to be drawn.
    import mockint.calc.figures  # noqa: F401

    gc.disable()
    try:
        state, events = asyncio.run(desk.read(session))
    except MockintError:
        raise
    except (ValueError, LookupError) as error:
        # A log that no rule of ours explains: a damaged file, or one that was edited by hand.
        raise StoreError(f"The session {session} cannot be read: {error}.", LEFT_ALONE) from error
    finally:
        gc.enable()
    if len(events) > MANY_EVENTS:
        gc.freeze()
    return state, events


def let_go() -> None:
    """Let the collector look at everything again."""
    gc.unfreeze()
