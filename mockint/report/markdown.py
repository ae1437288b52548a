"""A session as a Markdown document to show to a mentor."""

import re
from collections.abc import Iterable, Iterator

from mockint.core.scorecard import DimensionScore, Scorecard
from mockint.core.scoring import scorecard
from mockint.core.state import BoardItem, SessionState
from mockint.report.board import TITLES, estimate_text, item_lines
from mockint.report.design import design_sections
from mockint.report.lines import verdict_lines, who_text
from mockint.report.models import usage_lines
from mockint.report.review import (
    CONDUCT,
    DISPUTES,
    Remark,
    conduct_remarks,
    dispute_remarks,
    is_by_model,
    level_beside,
)
from mockint.report.wording import clock_text, one_line

WIDTH = 100
"""Columns of a picture."""


def markdown(state: SessionState) -> str:
    """Return the whole session as a Markdown document to show to a mentor."""
    card = scorecard(state)
    judged = is_by_model(card)
    started = state.started_wall[:16].replace("T", " ")
    lines = [
        f"# {state.script.round.title}",
        "",
        f"{started} UTC, with {state.script.persona.name}. Session `{state.session}`.",
        "",
        f"**Overall: {level_beside(card.level, card.offline_level, judged=judged)}**",
        "",
        "| dimension | level | what was seen |",
        "|---|---|---|",
        *(_dimension_row(dimension, judged=judged) for dimension in card.dimensions),
        "",
        "| part | used | planned |",
        "|---|---|---|",
        *(
            f"| {phase.title} | {clock_text(phase.used_seconds)} "
            f"| {clock_text(phase.planned_seconds)} |"
            for phase in card.phases
        ),
        "",
        *_design(card),
        *_remarks(DISPUTES, dispute_remarks(card)),
        *_remarks(CONDUCT, conduct_remarks(card)),
        *_models(card),
        "## Transcript",
    ]
    phase = ""
    for turn in state.turns:
        if turn.phase != phase:
            phase = turn.phase
            lines += ["", f"### {state.script.phase(phase).name}"]
        speaker = "Interviewer" if turn.speaker == "interviewer" else "You"
        lines += ["", f"**{turn.number}. {speaker}** ({clock_text(turn.at)}{who_text(turn)})", ""]
        lines += [f"> {line}".rstrip() for line in turn.text.splitlines() or [""]]
        verdicts = [line.strip() for line in verdict_lines(state, turn, 10_000)]
        if verdicts:
            lines += ["", *(f"- {escaped(line)}" for line in verdicts)]
    lines += _board(state, card)
    return "\n".join(lines) + "\n"


def _board(state: SessionState, card: Scorecard) -> Iterator[str]:
    """Yield what was estimated, and what stood on the board."""
    if card.estimates:
        yield from ("", "## Estimates", "")
    for verdict in card.estimates:
        said = (
            "no number" if verdict.turn is None else f"“{verdict.quote}”, {estimate_text(verdict)}"
        )
        rests = f"; it rests on: {one_line(verdict.assumption)}" if verdict.assumption else ""
        yield f"- {escaped(one_line(verdict.asked))} {escaped(said + rests)}"
    if state.board or card.board:
        yield from ("", "## Board")
    if card.board:
        yield ""
    for each in card.board:
        yield f"- {'there' if each.met else 'missing'}: {escaped(each.missing or each.says)}"
    for item in state.board:
        yield from _item(item)


def _item(item: BoardItem) -> Iterator[str]:
    yield from ("", f"### {TITLES[item.kind]} ({clock_text(item.at)})", "")
    if item.kind == "diagram":
        from mockint.diagram import mermaid, read_diagram

        # Where Mermaid is drawn, as on most forges, it is drawn there.
        yield from _fenced("mermaid", mermaid(read_diagram(item.text).diagram))
        yield ""
        yield from _fenced("text", "\n".join(item_lines(item, WIDTH)))
    elif item.pin is not None:
        yield escaped(item.text)
        yield ""
        yield from (f"- {escaped(line.strip())}" for line in list(item_lines(item, 10_000))[1:])
    else:
        yield from (f"> {line}".rstrip() for line in item.text.splitlines() or [""])


def _fenced(language: str, text: str) -> Iterator[str]:
    """Yield a text as a block that is shown as it stands, whatever is in it."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    yield from (f"{fence}{language}", text, fence)


def _design(card: Scorecard) -> Iterator[str]:
    """Yield what a design round's debrief says besides."""
    for section in design_sections(card.design) if card.design else ():
        yield from (f"## {escaped(section.title)}", "")
        yield from (f"- {escaped(line.shown)}" for line in section.lines)
        yield ""


def _models(card: Scorecard) -> Iterator[str]:
    if card.models:
        yield from ("## Models", "")
        yield from (f"- {escaped(line)}" for line in usage_lines(card.models))
        yield ""


def _remarks(title: str, remarks: Iterable[Remark]) -> Iterator[str]:
    lines = [f"- {remark.sign} {escaped(remark.text)}" for remark in remarks]
    if lines:
        yield from (f"## {title}", "", *lines, "")


def _dimension_row(dimension: DimensionScore, *, judged: bool) -> str:
    anchor = dimension.anchor if dimension.level is not None else ""
    own = f", you said {dimension.you_said}" if dimension.you_said is not None else ""
    level = level_beside(dimension.level, dimension.offline_level, judged=judged)
    return f"| {dimension.title} | {level}{own} | {escaped(anchor)} |"


def escaped(text: str) -> str:
    """Return a text that Markdown shows as it stands in a table or a list."""
    return text.replace("|", "\\|").replace("<", "&lt;")
