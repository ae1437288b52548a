"""A line to type a search into, while the cursor keys go on moving the list below it.

The screen hands it keys in the order in which they come, so that none that is typed ahead is lost
or overtakes another on its way through the focus.
"""

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from mockint.tui.widgets.row_list import fitted

LONGEST = 200


class SearchLine(Widget):
    """What is searched for; an invitation while nobody searches."""

    ALLOW_SELECT = False
    text: reactive[str] = reactive("")
    searching: reactive[bool] = reactive(False)

    def __init__(self, invitation: str) -> None:
        """Say what can be found here."""
        super().__init__()
        self._invitation = invitation

    def open(self, text: str = "") -> None:
        """Begin to search."""
        self.searching = True
        self.text = (self.text + text)[:LONGEST]

    def close(self) -> None:
        """Search no more."""
        self.text = ""
        self.searching = False

    def take(self, event: events.Key) -> bool:
        """Take a key that edits the search; tell whether it was one."""
        if not self.searching:
            return False
        if event.is_printable and event.character:
            self.open(event.character)
        elif event.key == "backspace" and self.text:
            self.text = self.text[:-1]
        elif event.key in ("escape", "backspace"):
            self.close()
        elif event.key in ("ctrl+u", "ctrl+w"):
            words = self.text.split()[:-1] if event.key == "ctrl+w" else []
            self.text = " ".join(words)
        else:
            return False
        return True

    def take_paste(self, event: events.Paste) -> None:
        """Take the first line of what was pasted."""
        self.open(next(iter(event.text.splitlines()), "").strip())

    def finds(self, text: str) -> bool:
        """Tell whether a text holds every word of the search, whatever the case."""
        low = text.casefold()
        return all(word in low for word in self.text.casefold().split())

    def render(self) -> Content:
        """Draw the search with a cursor at its end."""
        width = self.content_size.width
        if not self.searching:
            return Content.assemble((fitted(f"/ {self._invitation}", width), "$foreground 60%"))
        end = self.text[-max(0, width - 4) :]
        rest = fitted("", max(0, width - Content(f"/ {end} ").cell_length))
        return Content.assemble(("/ ", "$accent bold"), end, (" ", "reverse"), rest)
