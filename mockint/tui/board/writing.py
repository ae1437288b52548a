"""The two tabs that one writes on: notes, and the diagram with its picture."""

from contextlib import nullcontext
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static
from textual.worker import get_current_worker

from mockint.loading import loading
from mockint.tui.board.pad_editor import PadEditor

NOTES = "Notes, in Markdown. They are kept as you write."
DIAGRAM = "client -> gateway -> retriever, cache\nor Mermaid: flowchart LR ..."
REST_SECONDS = 0.12
"""How long keys rest before the picture is drawn anew."""
MOST_FAULTS = 3


class NotesTab(Vertical):
    """A scratch pad."""

    HELP: ClassVar[str] = (
        "A pad for notes, in Markdown. They are kept a moment after you stop typing, and belong to "
        "the transcript. Escape goes back to your answer."
    )

    def compose(self) -> ComposeResult:
        """Set up the pad."""
        yield PadEditor("note", placeholder=NOTES, id="notes")

    @property
    def editor(self) -> PadEditor:
        """Where the notes are written."""
        return self.query_one(PadEditor)


class DiagramTab(Vertical):
    """The text of a diagram, and below it the picture, drawn while one types."""

    HELP: ClassVar[str] = (
        "Parts and arrows as text, the picture below. Short form, a line for each chain: "
        "client -> gateway -> retriever, cache; a word on an arrow: gateway ->|query| retriever. "
        "Or Mermaid, beginning with flowchart LR. A line that can't be drawn is named, and the "
        "rest is drawn without it. Tab goes to the picture, arrows move it."
    )

    @dataclass
    class Drawn(Message, bubble=False):
        """A picture is ready."""

        text: str
        """What it was drawn from."""
        picture: str
        faults: tuple[str, ...]

    def __init__(self, *, id: str | None = None) -> None:
        """Begin with nothing to draw."""
        super().__init__(id=id)
        self._timer: Timer | None = None
        self._has_drawn = False
        self.shows = ""
        """The text that the picture was drawn from."""

    def compose(self) -> ComposeResult:
        """Set up the text, the line for what is wrong with it, and the picture."""
        yield PadEditor("diagram", placeholder=DIAGRAM, id="diagram")
        yield Static(id="faults", markup=False)
        with VerticalScroll(id="picture-view"):
            yield Static(id="picture", markup=False)

    @property
    def editor(self) -> PadEditor:
        """Where the diagram is written."""
        return self.query_one(PadEditor)

    def on_resize(self) -> None:
        """Draw as wide as there is room now."""
        self.draw_soon()

    @on(PadEditor.Written)
    def draw_soon(self) -> None:
        """Draw once keys rest for a moment."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(REST_SECONDS, self._draw)

    def _draw(self) -> None:
        width = self.query_one("#picture-view").scrollable_content_region.width
        text = self.editor.text
        if not text.strip():
            self._drawn(self.Drawn(text, "", ()))
        elif width:
            self._draw_aside(text, width)

    @work(thread=True, exclusive=True, group="picture")
    def _draw_aside(self, text: str, width: int) -> None:
        # The grammar and termaid are loaded by the first picture; a big one takes a while.
        worker = get_current_worker()
        with nullcontext() if self._has_drawn else loading():
            from mockint.diagram import picture, read_diagram

            self._has_drawn = True
            reading = read_diagram(text)
            drawn = picture(reading.diagram, width)
        if not worker.is_cancelled:
            self.post_message(self.Drawn(text, drawn, tuple(map(str, reading.faults))))

    @on(Drawn)
    def _drawn(self, message: Drawn) -> None:
        self.shows = message.text
        self.query_one("#picture", Static).update(Content(message.picture))
        faults = [f"! {fault}" for fault in message.faults[:MOST_FAULTS]]
        if len(message.faults) > MOST_FAULTS:
            faults.append(f"! and {len(message.faults) - MOST_FAULTS} more")
        line = self.query_one("#faults", Static)
        line.update(Content("\n".join(faults)))
        line.display = bool(faults)
