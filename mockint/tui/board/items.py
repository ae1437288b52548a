"""How what stands on the board is drawn, in the round and in the transcript of it."""

from collections.abc import Iterable
from functools import partial

from mockint.core.state import BoardItem
from mockint.report import clock_text, item_lines
from mockint.tui.widgets.cutting import clean, cut_verbatim, whole_markdown
from mockint.tui.widgets.pieces import Heading, Listing, Piece, Words

KINDS = {"estimate": "Estimate", "pin": "Pinned", "diagram": "Diagram", "note": "Note"}


def item_pieces(item: BoardItem) -> list[Piece]:
    """Return how an item is drawn: what it is, when it came, and what it says."""
    heading = Heading(KINDS[item.kind], clock_text(item.at))
    text = clean(item.text)
    match item.kind:
        case "note":
            return [heading, *(Words(cut, markdown=True) for cut in whole_markdown(text))]
        case "estimate":
            return [heading, *(Words(cut, markdown=False) for cut in cut_verbatim(text))]
        case _:
            return [heading, Listing(partial(_lines, item))]


def _lines(item: BoardItem, width: int) -> Iterable[str]:
    return [clean(line) for line in item_lines(item, width)]
