"""Loads what only some rounds need, in a thread, so that no key waits for it."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """Import in here what brings thousands of objects along.

    The collector would look through all of them again and again, for 50 ms and more each time,
    and hold up every thread meanwhile: it rests, and what has been loaded stays out of its sight.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
