"""Words that come piece by piece, folded as they come: what was written is never written over."""


class Flow:
    """Folds a turn that is being said to a width."""

    def __init__(self, width: int, margin: str = "  ") -> None:
        """Begin a turn; its first line has the margin too."""
        self._width, self._margin = max(20, width), margin
        self._column = 0
        self._gap = False
        """Whether a blank stands between the last word and the next one."""
        self.text = ""
        """All that was said so far."""

    def add(self, words: str) -> str:
        """Return what is to be written next."""
        self.text += words
        written = ""
        for number, word in enumerate(words.split(" ")):
            self._gap = self._gap or number > 0
            if word:
                written += self._place(word)
                self._gap = False
        return written

    def _place(self, word: str) -> str:
        if self._column == 0:
            before = self._margin
        elif not self._gap:
            before = ""
        elif self._column + 1 + len(word) > self._width:
            before, self._column = f"\n{self._margin}", 0
        else:
            before = " "
        self._column += len(before.lstrip("\n")) + len(word)
        return before + word
