"""Session ids: short enough to type, and without letters that look alike."""

import secrets
from collections.abc import Container

LETTERS = "abcdefghjkmnpqrstvwxyz"
ALPHABET = "23456789" + LETTERS
"""Without 0/o, 1/i/l, and u, which reads as v."""

LENGTH = 8


def new_session_id(taken: Container[str] = ()) -> str:
    """Return a random id that is not in `taken`.

    It begins with a letter, so that no shell, option parser or YAML reader takes it for a number.
    """
    while True:
        rest = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
        candidate = secrets.choice(LETTERS) + rest
        if candidate not in taken:
            return candidate
