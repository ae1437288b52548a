"""The line over a part of a design round: what has to be there by its end, and what is."""

from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from mockint.core.requirements import RequirementMet, required_of
from mockint.core.state import SessionState

LEAD = "By the end: "
THERE, MISSING = "[x]", "[ ]"
"""Signs, since a colour alone says nothing to some."""


def outputs_text(required: tuple[RequirementMet, ...], width: int) -> str:
    """Return what is required in one line: what is missing first, since it is what one looks for.

    Where there is no room for all of it, the rest is a number.
    """
    ordered = sorted(required, key=lambda each: each.met)
    marked = [f"{THERE if each.met else MISSING} {each.says}" for each in ordered]
    shown: list[str] = []
    for number, text in enumerate(marked):
        left = len(marked) - number - 1
        rest = f"  +{left}" if left else ""
        if shown and len(LEAD + "  ".join([*shown, text]) + rest) > width:
            return f"{LEAD}{'  '.join(shown)}  +{left + 1}"
        shown.append(text)
    return LEAD + "  ".join(shown)


class OutputsLine(Static):
    """Takes no room in a part that requires nothing."""

    def __init__(self, *, id: str | None = None) -> None:
        """Wait for a part."""
        super().__init__(id=id)
        self.display = False
        self._required: tuple[RequirementMet, ...] = ()

    def show_state(self, state: SessionState) -> None:
        """Tell what the part that is on requires, as it stands."""
        use = state.phase_use
        required = required_of(state, use.id) if use and state.closed is None else ()
        if required != self._required:
            self._required = required
            self.display = bool(required)
            self._draw()

    def on_resize(self, event: Resize) -> None:
        """Use the room there is."""
        self._draw()

    def _draw(self) -> None:
        width = (self.size.width or self.app.size.width) - 1
        self.update(Content(f" {outputs_text(self._required, width)}"))
