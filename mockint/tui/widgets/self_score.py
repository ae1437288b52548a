"""The candidate's own view, dimension by dimension, before the levels are shown."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from mockint.core.content import Dimension
from mockint.report import LEVEL_NAMES, level_text
from mockint.tui.actions import bindings
from mockint.tui.widgets.paragraphs import Para
from mockint.tui.widgets.row_list import Column, Row, RowList
from mockint.tui.widgets.sheet import Sheet

ASKS = "Before you see it: how was it? Each level is what one could observe."
ROOMY = 30
"""Lines of the screen from which the levels stand apart."""
NOT_SAID = "-"


class SelfScore(Vertical):
    """One row a dimension; 1 to 4 scores it, and goes on to the next."""

    HELP = (
        "Press 1, 2, 3 or 4 for how you would score yourself in each dimension; enter passes over "
        "one, escape over all that are left. Then the scorecard shows your level beside the other."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("score")

    class Done(Message):
        """Everything was scored or passed over."""

        def __init__(self, scores: dict[str, int]) -> None:
            super().__init__()
            self.scores = scores

    def __init__(self, dimensions: Sequence[Dimension], *, id: str | None = None) -> None:
        """Ask for these dimensions."""
        super().__init__(id=id)
        self._dimensions = {each.id: each for each in dimensions}
        self._scores: dict[str, int] = {}

    def compose(self) -> ComposeResult:
        """Draw the rows, and below them what the levels mean."""
        yield Static(Content(ASKS), id="asks")
        yield RowList([Column(), Column(24)], id="dimensions")
        yield Sheet(id="anchors", classes="box")

    def on_mount(self) -> None:
        """Fill the rows."""
        self.rows.show([self._row(name) for name in self._dimensions])

    @property
    def rows(self) -> RowList:
        """The dimensions."""
        return self.query_one(RowList)

    def _row(self, name: str) -> Row:
        score = self._scores.get(name)
        said = f"you say {level_text(score)}" if score else NOT_SAID
        return Row(name, (self._dimensions[name].title, said))

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Say what the levels of this dimension mean."""
        event.stop()
        if event.row is None:
            return
        dimension = self._dimensions[event.row.id]
        said = self._scores.get(dimension.id)
        anchors = self.query_one("#anchors", Sheet)
        anchors.border_title = Content(dimension.title)
        roomy = self.app.size.height >= ROOMY
        anchors.show(
            Para(
                ((text, "text"),),
                sign=f"{f'[{level}]' if level == said else f' {level} '} {LEVEL_NAMES[level]:<15}",
                gap=roomy and level < len(dimension.levels),
            )
            for level, text in sorted(dimension.levels.items())
        )

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Do nothing more than what the click did."""
        event.stop()

    def on_row_list_left_behind(self, event: RowList.LeftBehind) -> None:
        """Stay on the first or the last row."""
        event.stop()

    def action_level_1(self) -> None:
        """Say strong no hire."""
        self._say(1)

    def action_level_2(self) -> None:
        """Say no hire."""
        self._say(2)

    def action_level_3(self) -> None:
        """Say hire."""
        self._say(3)

    def action_level_4(self) -> None:
        """Say strong hire."""
        self._say(4)

    def action_skip(self) -> None:
        """Pass over this dimension."""
        self._go_on()

    def action_skip_all(self) -> None:
        """Pass over all that are left."""
        self.post_message(self.Done(self._scores))

    def _say(self, level: int) -> None:
        row = self.rows.row
        if row is not None:
            self._scores[row.id] = level
            self.rows.refresh_row(self._row(row.id))
            self._go_on()

    def _go_on(self) -> None:
        if self.rows.cursor + 1 < len(self.rows.rows):
            self.rows.cursor += 1
        else:
            self.post_message(self.Done(self._scores))
