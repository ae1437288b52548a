"""The least that a screen can be drawn on."""

from textual.geometry import Size

LEAST = Size(60, 18)


def is_too_small(size: Size) -> bool:
    """Tell whether a terminal of this size can't be drawn on."""
    return size.width < LEAST.width or size.height < LEAST.height
