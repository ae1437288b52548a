"""Where the pieces of a long text begin, when most of their heights are guesses."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate


class Heights:
    """Heights in lines, each a guess until it is set."""

    def __init__(self) -> None:
        """Begin empty."""
        self._heights: list[int] = []
        self._exact: list[bool] = []
        self._tops: list[int] = [0]
        """The line on which each piece begins, as far as it is known, and the total at its end."""
        self._guesses = 0

    def __len__(self) -> int:
        """Return how many pieces there are."""
        return len(self._heights)

    def __getitem__(self, index: int) -> int:
        """Return the height of a piece."""
        return self._heights[index]

    @property
    def has_guesses(self) -> bool:
        """Whether any height is still a guess."""
        return self._guesses > 0

    @property
    def total(self) -> int:
        """The height of all pieces together."""
        return self.top(len(self._heights))

    def replace_end(self, count: int, guesses: Iterable[int]) -> None:
        """Put guesses into the place of the last `count` heights."""
        first = len(self._heights) - count
        self._guesses -= self._exact[first:].count(False)
        new = list(guesses)
        self._heights[first:] = new
        self._exact[first:] = [False] * len(new)
        self._guesses += len(new)
        del self._tops[first + 1 :]

    def guess_again(self, guesses: Iterable[int]) -> None:
        """Take every height for a guess."""
        self._heights = list(guesses)
        self._exact = [False] * len(self._heights)
        self._guesses = len(self._heights)
        del self._tops[1:]

    def scale(self, share: float) -> None:
        """Guess again from what is known, for lines that are longer or shorter by a share."""
        self.guess_again(max(1, round(height * share)) for height in self._heights)

    def set(self, index: int, height: int) -> None:
        """Take note of a real height."""
        if not self._exact[index]:
            self._exact[index] = True
            self._guesses -= 1
            if self._heights[index] != height:
                self._heights[index] = height
                del self._tops[index + 1 :]

    def guesses_in(self, first: int, last: int) -> list[int]:
        """Return the pieces from `first` to `last` whose heights are guesses."""
        return [index for index in range(first, last + 1) if not self._exact[index]]

    def top(self, index: int) -> int:
        """Return the line on which a piece begins."""
        known = self._tops
        if index >= len(known):
            missing = self._heights[len(known) - 1 :]
            known += accumulate(missing, initial=known.pop())
        return known[index]

    def at(self, line: int) -> int:
        """Return the piece that a line belongs to; the first or the last one beyond the ends."""
        self.top(len(self._heights))
        return max(0, min(bisect_right(self._tops, line), len(self._heights)) - 1)
