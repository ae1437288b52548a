"""A word for terminals that are too small for any screen."""

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from mockint.tui.sizes import LEAST


class TooSmallScreen(Screen[None]):
    """Covers everything until there is room again; nothing beneath it is lost."""

    DEFAULT_CSS = """
    TooSmallScreen {
        align: center middle;
        Static { width: auto; max-width: 100%; text-align: center; }
    }
    """

    def compose(self) -> ComposeResult:
        """Draw the word."""
        yield Static()

    def on_mount(self) -> None:
        """Say what is there and what is needed."""
        self.on_resize()

    def on_resize(self) -> None:
        """Say what is there now."""
        size, least = self.app.size, LEAST
        self.query_one(Static).update(
            Content(
                f"Too small: {size.width} x {size.height}\n"
                f"mockint needs {least.width} x {least.height}.\n"
                "Make the window larger;\nnothing is lost."
            )
        )
