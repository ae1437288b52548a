"""The round under the cursor: what it trains, its rules, its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

if TYPE_CHECKING:
    from mockint.tui.overview import RoundLine


class RoundCard(Static):
    """Stands beside the rounds, or below them where the terminal is narrow."""

    ALLOW_SELECT = False

    def show(self, line: RoundLine | None, who: str, pace: float) -> None:
        """Describe a round with whoever interviews; `pace` stretches its minutes."""
        self.border_title = Content(line.title if line else "")
        self.update(_described(line, who, pace) if line else "")


def _described(line: RoundLine, who: str, pace: float) -> Content:
    stretched = "" if pace == 1 else f" ({line.minutes * pace:.0f} typed)"
    rules = [
        f"{line.minutes:g} minutes{stretched} with {who}." if line.timed else f"With {who}.",
        *([_pause(line)] if line.timed else ["No clock."]),
        *(["Tells after each answer how it was."] if line.feedback else []),
        *(["Hints are free."] if line.free_hints else []),
    ]
    phases = [
        Content.assemble(f"{name:<24} ", (f"{minutes:>4g} min", "$foreground 60%"))
        for name, minutes in (line.phases if line.timed else ())
    ]
    return Content("\n").join(
        [Content(" ".join(rules)), Content(line.trains), Content(""), *phases]
    )


def _pause(line: RoundLine) -> str:
    return "May be paused." if line.pause else "No pause, as in a real one."
