"""Whether a full screen can be drawn here."""

import os
import sys


def fits_here() -> bool:
    """Tell whether there is a terminal at all ends, and one that can move its cursor."""
    # The third as well: that is where Textual draws.
    ends = (sys.stdin, sys.stdout, sys.stderr)
    return all(end is not None and end.isatty() for end in ends) and not _is_dumb()


def _is_dumb() -> bool:
    return os.environ.get("TERM") == "dumb"
