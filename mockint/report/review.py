"""How the interviewer did, and where two readings part, in words: the same in every form."""

from collections.abc import Iterator
from typing import NamedTuple

from mockint.core.assessment import Assessment
from mockint.core.disputes import (
    are_disputed,
    disagreements,
    is_disputed,
    level_band,
    offline_of,
)
from mockint.core.scorecard import ConductLine, Scorecard
from mockint.report.wording import level_text

DISPUTES = "Read differently"
CONDUCT = "The interviewer"
_HELD = {True: "yes", False: "no", None: "can't be told"}


class Remark(NamedTuple):
    """One line of a review."""

    sign: str
    """`+` holds, `x` doesn't, `?` can't be told or is disputed."""
    text: str
    turns: tuple[int, ...] = ()


def level_beside(level: int | None, offline: int | None, *, judged: bool) -> str:
    """Return a level, with the offline one where a model judged and came to another."""
    if not judged or level == offline:
        return level_text(level)
    disputed = "disputed, " if are_disputed(level, offline) else ""
    return f"{level_text(level)} ({disputed}offline: {level_text(offline)})"


def is_by_model(card: Scorecard) -> bool:
    """Tell whether a model's verdicts stand in a scorecard."""
    return card.offline_level is not None or any(
        each.offline_level is not None for each in card.dimensions
    )


def conduct_remarks(card: Scorecard) -> Iterator[Remark]:
    """Yield what the interviewer was held to."""
    for line in card.conduct:
        sign = {True: "+", False: "x", None: "?"}[line.held]
        yield Remark(
            sign, f"{line.title}: {_HELD[line.held]}. {line.says}{_where(line)}", line.turns
        )


def _where(line: ConductLine) -> str:
    if line.held is not False or not line.turns or f"({line.turns[0]})" in line.says:
        return ""
    shown = ", ".join(map(str, line.turns[:8]))
    more = " ..." if len(line.turns) > 8 else ""
    return f" Turn{'s' if len(line.turns) > 1 else ''} {shown}{more}."


def dispute_remarks(card: Scorecard) -> Iterator[Remark]:
    """Yield the answers on which a model and the offline reading part, and those not graded."""
    for line in card.disputes:
        what = f"{line.question}/{line.followup}" if line.followup else line.question
        levels = f"the model reads level {line.level or '-'}, offline {line.offline_level or '-'}"
        if line.band and line.band[0] < line.band[1]:
            levels += f", the model's passes {line.band[0]} to {line.band[1]}"
        points = "; ".join(f"{p.point}: {p.judge}, offline {p.offline}" for p in line.points)
        disputed = "Disputed: " if line.disputed else ""
        text = f"{disputed}turn {line.turn}, {what}: {levels}{f' ({points})' if points else ''}"
        yield Remark("?" if line.disputed else "~", text, (line.turn,))
    if card.ungraded:
        turns = ", ".join(map(str, card.ungraded))
        yield Remark(
            "?",
            f"Not graded by the model, so that the offline verdict stands: turns {turns}. "
            "`mockint rescore` judges them once more.",
            card.ungraded,
        )


def judged_lines(read: Assessment) -> Iterator[str]:
    """Yield what stands under an answer's verdicts where a model was to judge it."""
    if read.ungraded is not None:
        yield f"? not graded by the model: {read.ungraded} The offline verdict stands."
    if read.judged is None:
        return
    offline, band = offline_of(read), level_band(read)
    levels = f"judged by {read.assessor}: {level_text(read.level)}"
    if band is not None and band.low < band.high:
        levels += f", {band.low} to {band.high} in two passes"
    disputed = ", disputed" if is_disputed(read) else ""
    yield f"{levels}; offline: {level_text(offline.level)}{disputed}"
    for each in disagreements(read):
        yield f"? {each.point}: {each.judge} by the model, {each.offline} offline"
    if read.judged.rejected:
        yield f"? no evidence in what was quoted for: {', '.join(read.judged.rejected)}"
