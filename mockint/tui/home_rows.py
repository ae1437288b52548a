"""How home lays out its three lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockint.tui.widgets.row_list import Column, Row

if TYPE_CHECKING:
    from mockint.tui.overview import RoundLine, SessionLine

ROUNDS = (Column(), Column(8, right=True), Column(60, quiet=True, from_width=120))
"""What a round trains stands in its card; here only where nothing has to be cut for it."""
OPEN = (Column(), Column(16, from_width=70, quiet=True))
RECENT = (Column(16, quiet=True), Column(), Column(16, quiet=True, from_width=60), Column(16))


def round_row(line: RoundLine) -> Row:
    """Return a round with its length and what it trains."""
    minutes = f"{line.minutes:g} min" if line.timed else "no clock"
    return Row(line.id, (line.title, minutes, line.trains))


def open_row(line: SessionLine, where: str) -> Row:
    """Return a session to go on with, and where it stands."""
    return Row(line.id, (f"{line.title}, {where}", line.when))


def recent_row(line: SessionLine, level: str) -> Row:
    """Return a finished session with its level."""
    return Row(line.id, (line.when, line.title, line.persona, level))
