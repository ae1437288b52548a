"""What may be done with an unsent answer without losing a letter of it."""

from mockint.runner import DRAFT_EVENT_SECONDS

MOST_CHARACTERS = 100_000
"""As much as an answer may hold: some sixteen thousand words."""


def without_taken(taken: str, draft: str) -> str:
    """Return what was typed into a draft after it had been taken as `taken`."""
    if draft.startswith(taken):
        return draft[len(taken) :]
    shorter = min(len(taken), len(draft))
    start = next((at for at in range(shorter) if taken[at] != draft[at]), shorter)
    shorter -= start
    end = next((at for at in range(shorter) if taken[-1 - at] != draft[-1 - at]), shorter)
    return draft[start : len(draft) - end]


class Unsent:
    """The unsent answer as it stands, and how much of it is on disk."""

    def __init__(self, draft: str) -> None:
        """Begin with what was restored, which is on disk already."""
        self.text = self._saved = self._logged = draft
        self._saved_at = self._logged_at = float("-inf")
        self._taken: list[str] = []

    @property
    def kept(self) -> str:
        """How much of it is on disk."""
        return self._saved

    @property
    def is_saved(self) -> bool:
        """Whether all of it is on disk."""
        return self.text == self._saved

    def left_of(self, draft: str, seen: int) -> str:
        """Return what is left of a draft whose writer hadn't seen the newest answers taken."""
        for taken in self._taken[seen:]:
            draft = without_taken(taken, draft)
        return draft

    def take(self, taken: str | None) -> None:
        """Let a draft be an answer: the runner drops what it kept of it."""
        self._saved = self._logged = ""
        if taken is not None:
            self._taken.append(taken)
            self.text = without_taken(taken, self.text)

    def logged(self, text: str) -> None:
        """Take note of what entered the log."""
        self._logged = text

    def due(self, now: float, seconds: float) -> str | None:
        """Return what is to be kept now, at most every so many seconds; None where nothing is."""
        unsaved = not self.is_saved and now - self._saved_at >= seconds
        unlogged = self.text != self._logged and now - self._logged_at >= DRAFT_EVENT_SECONDS
        if not unsaved and not unlogged:
            return None
        self._saved_at = now
        if unlogged:
            self._logged_at = now
        return self.text

    def saved(self, text: str) -> None:
        """Take note of what is on disk."""
        self._saved = text
