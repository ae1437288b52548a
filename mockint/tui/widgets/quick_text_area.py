"""A text area that looks its styles up once, where Textual's asks for six with every paint."""

from typing import Any

from rich.style import Style
from textual.widgets import TextArea


class QuickTextArea(TextArea):
    """A text area for texts that are typed while other things go on."""

    def __init__(self, text: str = "", **options: Any) -> None:
        """Begin with a text; the options are TextArea's own."""
        self._styles_known: dict[tuple[tuple[str, ...], bool], Style] = {}
        super().__init__(text, soft_wrap=True, highlight_cursor_line=False, **options)
        self.cursor_blink = False

    def get_component_rich_style(
        self, *names: str, partial: bool = False, default: Style | None = None
    ) -> Style:
        """Remember styles until they change."""
        known = self._styles_known.get((names, partial))
        if known is None:
            known = super().get_component_rich_style(*names, partial=partial, default=default)
            self._styles_known[names, partial] = known
        return known

    def notify_style_update(self) -> None:
        """Forget the styles."""
        self._styles_known.clear()
        super().notify_style_update()
