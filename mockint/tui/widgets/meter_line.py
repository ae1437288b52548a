"""The line under a round that is played with models: what they do and what it has cost so far."""

from textual.content import Content
from textual.reactive import var
from textual.widgets import Static

from mockint.core.state import SessionState
from mockint.report import usage_text

AT_WORK = "the model is at work ..."


class MeterLine(Static):
    """Takes no room while no model was called."""

    at_work: var[bool] = var(False)
    """Whether a model reads an answer, or is about to speak."""

    def __init__(self, *, id: str | None = None) -> None:
        """Wait for the first call."""
        super().__init__(id=id)
        self.display = False
        self._told = 0
        self._usage = ""

    def show_state(self, state: SessionState) -> None:
        """Tell the calls up to now."""
        if len(state.calls) != self._told:
            self._told = len(state.calls)
            self._usage = usage_text(state.calls)
            self._tell()

    def watch_at_work(self) -> None:
        """Say that something is being waited for."""
        self._tell()

    def _tell(self) -> None:
        parts = [AT_WORK] if self.at_work else []
        text = " · ".join([*parts, *filter(None, [self._usage])])
        self.update(Content(f" {text}"))
        self.display = bool(text)
