"""The board: what was estimated, computed, drawn and noted, and a line to note something on."""

from collections.abc import Iterable

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from mockint.core.state import BoardItem, SessionState
from mockint.report import clock_text
from mockint.tui.widgets.cutting import clean, cut_verbatim
from mockint.tui.widgets.paper import Paper
from mockint.tui.widgets.pieces import Aside, Heading, Piece, Words

KINDS = {"estimate": "Estimate", "pin": "Pinned", "diagram": "Diagram", "note": "Note"}
EMPTY = (
    "Nothing here yet. What you write below is kept as a note; "
    "/estimate, /diagram and /pin in the answer put their things here."
)
CLOSED = "The calculators open once you have committed to an estimate: /estimate ..."


class Board(Vertical):
    """Everything on the whiteboard, oldest first."""

    class NoteWritten(Message):
        """Somebody wants a note kept."""

        def __init__(self, text: str) -> None:
            """Carry the note."""
            super().__init__()
            self.text = text

    def __init__(self, *, id: str | None = None) -> None:
        """Begin without a round."""
        super().__init__(id=id)
        self.border_title = "Board"
        self._shown: tuple[tuple[BoardItem, ...], bool] | None = None

    def compose(self) -> ComposeResult:
        """Set up the paper and the line below it."""
        yield Paper(id="board-paper")
        yield Input(placeholder="a note, enter keeps it", id="board-note", compact=True)

    def show_state(self, state: SessionState) -> None:
        """Show what the board holds, if that is something else than before."""
        if self._shown == (state.board, state.board_is_open):
            return
        self._shown = state.board, state.board_is_open
        paper = self.query_one(Paper)
        pieces: list[Piece] = [] if state.board else [Aside(EMPTY)]
        if not state.board_is_open:
            pieces.append(Aside(CLOSED))
        for item in state.board:
            pieces += item_pieces(item)
        paper.replace_end(len(paper.pieces), pieces)
        count = len(state.board)
        items = f" ── {count} item{'s' * (count > 1)}" if count else ""
        self.border_title = f"Board{items}"

    def write(self) -> None:
        """Put the cursor on the line for notes."""
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _note_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip():
            self.post_message(self.NoteWritten(event.value.strip()))
            event.input.clear()


def item_pieces(item: BoardItem) -> list[Piece]:
    """Return how an item is drawn: what it is, when it came, and what it says."""
    text = clean("\n".join(_item_lines(item)))
    return [
        Heading(KINDS[item.kind], clock_text(item.at)),
        *(Words(cut, markdown=False) for cut in cut_verbatim(text)),
    ]


def _item_lines(item: BoardItem) -> Iterable[str]:
    yield item.text
    if item.pin is not None:
        outputs = item.pin.result.get("outputs", {})
        for name, output in outputs.items():
            value, unit = output.get("value"), output.get("unit") or ""
            yield f"{name}  {_number(value)} {unit}".rstrip()


def _number(value: object) -> str:
    """Return a number with its thousands marked off, and what is no number as it is."""
    if not isinstance(value, int | float):
        return str(value)
    return f"{value:,.0f}" if value == round(value) and abs(value) < 1e15 else f"{value:,.4g}"
