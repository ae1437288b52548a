"""The line under a round that is played with models: what they do and what it has cost so far."""

from textual.content import Content
from textual.widgets import Static

from mockint.core.state import SessionState
from mockint.report import usage_text


class MeterLine(Static):
    """Takes no room while no model was called."""

    def __init__(self, *, id: str | None = None) -> None:
        """Wait for the first call."""
        super().__init__(id=id)
        self.display = False
        self._told = 0

    def show_state(self, state: SessionState) -> None:
        """Tell the calls up to now."""
        if len(state.calls) != self._told:
            self._told = len(state.calls)
            self.update(Content(f" {usage_text(state.calls)}"))
            self.display = True
