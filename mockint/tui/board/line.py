"""One line that is edited in place: its text and where the cursor stands in it."""

from dataclasses import dataclass

from textual import events

LONGEST = 2_000
"""Characters of one input; lists and tables are the longest there are."""


@dataclass
class Line:
    """A text without line breaks, with a cursor between its characters."""

    text: str = ""
    at: int = 0

    def take(self, event: events.Key) -> bool:
        """Take a key that edits the line, or moves in it; tell whether it was one."""
        if event.is_printable and event.character:
            self.insert(event.character)
            return True
        text, at = self.text, self.at
        match event.key:
            case "left":
                self.at = max(0, at - 1)
            case "right":
                self.at = min(len(text), at + 1)
            case "home" | "ctrl+a":
                self.at = 0
            case "end" | "ctrl+e":
                self.at = len(text)
            case "backspace":
                self._cut(max(0, at - 1), at)
            case "delete" | "ctrl+d":
                self._cut(at, at + 1)
            case "ctrl+u":
                self._cut(0, at)
            case "ctrl+k":
                self._cut(at, len(text))
            case "ctrl+w":
                self._cut(len(text[:at].rstrip().rpartition(" ")[0]), at)
            case _:
                return False
        return True

    def insert(self, text: str) -> None:
        """Write at the cursor; line breaks are blanks here."""
        flat = "".join(each if each.isprintable() else " " for each in text)
        flat = flat[: max(0, LONGEST - len(self.text))]
        self.text = self.text[: self.at] + flat + self.text[self.at :]
        self.at += len(flat)

    def _cut(self, start: int, end: int) -> None:
        self.text = self.text[:start] + self.text[end:]
        self.at = start
