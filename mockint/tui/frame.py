"""What the app is whatever it shows: colours, keys, the word about the size, help, palette."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

from textual import events, work
from textual.app import App
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.geometry import Size
from textual.screen import Screen

from mockint.core.errors import MockintError
from mockint.core.settings import Settings
from mockint.tui.actions import bindings
from mockint.tui.key_names import key_name, keys_of
from mockint.tui.sizes import is_too_small
from mockint.tui.themes import COLOURLESS, THEMES, next_theme

COVER = "too-small"


class Frame(App[None], inherit_bindings=False):
    """The frame around every screen."""

    TITLE = "mockint"
    CSS_PATH = ["styles/base.tcss"]
    ENABLE_COMMAND_PALETTE = False  # ours is made from the registry
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("app"),
        Binding("ctrl+c", "help_quit", show=False),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (22, "-tall")]

    def __init__(self, settings: Settings, keep_theme: Callable[[str], None]) -> None:
        """Take colours and keys from the settings; `keep_theme` writes another theme there."""
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self.settings = settings
        self._keep_theme = keep_theme
        for theme in (*THEMES, COLOURLESS):
            self.register_theme(theme)
        self._begin_with(COLOURLESS.name if self.no_color else settings.theme)
        self.set_keymap(settings.keys)

    def get_driver_class(self) -> type[Driver]:
        """Take a driver that outlives its terminal, where Textual would take the one below it."""
        chosen = super().get_driver_class()
        if chosen.__name__ != "LinuxDriver":
            return chosen  # Windows, a browser, a test
        from mockint.tui.driver import driver_like

        return driver_like(chosen)

    def _begin_with(self, name: str) -> None:
        """Take a theme before anything is drawn, and so without drawing everything anew."""
        theme = self.available_themes[name]
        if theme.ansi:
            self.theme = name
            return
        self.set_reactive(App.theme, name)
        self.set_class(theme.dark, "-dark-mode")
        self.set_class(not theme.dark, "-light-mode")
        self.stylesheet.set_variables(self.get_css_variables())

    def show(self, *screens: Screen[None]) -> None:
        """Lay screens over home, and nothing else."""
        while len(self.screen_stack) > 1:
            self.screen.dismiss(None)  # whoever waits for an answer there gets none
        for screen in screens:
            self.push_screen(screen)
        self._mind(self.size)

    def on_resize(self, event: events.Resize) -> None:
        """Cover everything while the terminal is too small to draw on."""
        self._mind(event.size)

    def _mind(self, size: Size) -> None:
        covered = self.screen.has_class(COVER)
        if is_too_small(size) and not covered:
            from mockint.tui.screens.too_small import TooSmallScreen

            self.push_screen(TooSmallScreen(classes=COVER))
        elif covered and not is_too_small(size):
            self.pop_screen()

    def tell(self, text: str) -> None:
        """Tell what was done."""
        self.notify(text, markup=False)

    def say(self, error: Exception) -> None:
        """Say what could not be done."""
        self.notify(str(error), severity="error", timeout=10, markup=False)

    def action_help(self) -> None:
        """Explain the pane in focus."""
        from mockint.tui.screens.help import HelpScreen

        # Once: a pile of dialogs is drawn one through the other, and a high one can't be drawn.
        if not any(isinstance(each, HelpScreen) for each in self.screen_stack):
            self.push_screen(HelpScreen.about(self.screen))

    def action_help_quit(self) -> None:
        """Say how one leaves; in a terminal ctrl+c is hit too easily to end a round."""
        leaves = " or ".join(map(key_name, keys_of("app.quit", self.settings.keys)))
        self.notify(f"{leaves} leaves mockint. A round stays open.", markup=False)

    def action_palette(self) -> None:
        """Find an action by name."""
        from mockint.tui.palette import palette_over

        palette_over(self)

    def action_theme(self) -> None:
        """Go on to the next theme, and remember it."""
        if self.no_color:
            self.notify("NO_COLOR is set in the environment: there are no colours to choose.")
            return
        self.theme = next_theme(self.theme)
        self._remember(self.theme)

    @work(thread=True, group="theme")
    def _remember(self, theme: str) -> None:
        try:
            self._keep_theme(theme)
        except MockintError as error:
            self.call_from_thread(self.say, error)

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """Save a picture of the screen where exports go, and tell where that is."""
        from mockint.folders import exports_folder

        stem = filename or f"screen-{datetime.now(UTC).astimezone():%Y-%m-%d}"
        folder = Path(path) if path else exports_folder()
        self._keep_picture(folder, stem, self.export_screenshot())

    @work(thread=True, group="export")
    def _keep_picture(self, folder: Path, stem: str, svg: str) -> None:
        from mockint.tui.exporting import write_beside

        try:
            written = write_beside(folder, stem, ".svg", svg)
            self.call_from_thread(self.tell, f"Written to {written}")
        except MockintError as error:
            self.call_from_thread(self.say, error)

    def action_suspend(self) -> None:
        """Go into the background."""
        self.action_suspend_process()
