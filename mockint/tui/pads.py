"""What is written on the board and is not in the log yet: the notes and the diagram."""

from collections.abc import Callable
from time import monotonic
from typing import Literal

Pad = Literal["note", "diagram"]

REST_SECONDS = 0.8
"""How long typing must rest before a text is kept."""
MOST_SECONDS = 2.0
"""How long a text may be behind the keys, however steadily somebody types."""


class Pads:
    """Texts that wait to be kept; each is kept whole."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        """Begin with nothing to keep; `now` tells the time of keys."""
        self._now = now
        self._texts: dict[Pad, str] = {}
        self._first: dict[Pad, float] = {}
        self._last: dict[Pad, float] = {}

    def write(self, pad: Pad, text: str) -> bool:
        """Take a text as it stands; tell whether it is the first that isn't kept."""
        clean = pad not in self._texts
        self._texts[pad], self._last[pad] = text, self._now()
        self._first.setdefault(pad, self._last[pad])
        return clean

    @property
    def wait(self) -> float | None:
        """How long until a text is to be kept; None where none waits."""
        dues = [self._due(pad) for pad in self._texts]
        return max(0.0, min(dues) - self._now()) if dues else None

    def _due(self, pad: Pad) -> float:
        return min(self._last[pad] + REST_SECONDS, self._first[pad] + MOST_SECONDS)

    def take(self, *, everything: bool = False) -> dict[Pad, str]:
        """Return the texts that are to be kept now, or all that wait; they wait no longer."""
        now = self._now()
        taken = {
            pad: text for pad, text in self._texts.items() if everything or self._due(pad) <= now
        }
        for pad in taken:
            del self._texts[pad], self._first[pad], self._last[pad]
        return taken

    def put_back(self, pad: Pad, text: str) -> None:
        """Let a text wait again that couldn't be kept, if none newer does."""
        if pad not in self._texts:
            self.write(pad, text)
