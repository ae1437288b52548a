"""An editor for what is written on the board; it tells its own keys from those that load a text."""

from textual import events
from textual.message import Message
from textual.widgets import TextArea

from mockint.tui.pads import Pad
from mockint.tui.widgets.cutting import clean
from mockint.tui.widgets.quick_text_area import QuickTextArea

MOST_CHARACTERS = 20_000
"""As much as a pad may hold."""


class PadEditor(QuickTextArea):
    """A text area for notes, or for a diagram. Tab leads on; every line break is a line break."""

    class Written(Message):
        """The text is another one than the log has, as far as this editor knows."""

        def __init__(self, editor: "PadEditor") -> None:
            super().__init__()
            self.editor, self.pad, self.text = editor, editor.pad, editor.text

        @property
        def control(self) -> "PadEditor":
            """The editor, for `on` selectors."""
            return self.editor

    def __init__(self, pad: Pad, *, placeholder: str, id: str | None = None) -> None:
        """Begin empty, and say what belongs here."""
        super().__init__(tab_behavior="focus", placeholder=placeholder, id=id)
        self.pad: Pad = pad
        self._known = ""

    def begin_with(self, text: str) -> None:
        """Show what the log has."""
        self._known = clean(text)
        self.load_text(self._known)
        self.move_cursor(self.document.end)

    def add(self, text: str) -> None:
        """Take in what came from elsewhere: a note joins the others, a diagram replaces."""
        joined = f"{self.text.rstrip()}\n\n{text}".lstrip("\n") if self.pad == "note" else text
        self.load_text(clean(joined)[:MOST_CHARACTERS])
        self.move_cursor(self.document.end)

    def on_key(self, event: events.Key) -> None:
        """Take a bare line feed for what it is: the end of a line that was pasted unmarked."""
        if event.key == "ctrl+j":
            event.stop()
            event.prevent_default()
            self._write("\n")

    def on_paste(self, event: events.Paste) -> None:
        """Insert what was pasted, without what a terminal would obey."""
        event.stop()
        event.prevent_default()
        self._write(clean(event.text))

    def _write(self, text: str) -> None:
        room = MOST_CHARACTERS - len(self.text) + len(self.selected_text)
        result = self.replace(
            text[: max(0, room)], *self.selection, maintain_selection_offset=False
        )
        self.move_cursor(result.end_location)

    def _on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        if self.text != self._known:
            self._known = self.text
            self.post_message(self.Written(self))
