"""A session as one page for a browser: no script, nothing loaded from anywhere."""

from collections.abc import Iterable, Iterator
from html import escape

from mockint.core.scorecard import Scorecard
from mockint.core.scoring import scorecard
from mockint.core.state import SessionState
from mockint.report.board import TITLES, estimate_lines, item_lines, requirement_lines
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
from mockint.report.wording import clock_text

WIDTH = 100
_STYLE = """
body { max-width: 56rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif;
  color: #1a1a1a; background: #fff; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #ccc; }
pre { overflow-x: auto; padding: .8rem; background: #f4f4f2; line-height: 1.2; }
.turn { margin: 1.2rem 0; }
.you { border-left: .25rem solid #356; padding-left: .8rem; }
.who { font-weight: 600; }
.verdicts { font-size: .9rem; color: #444; }
p { white-space: pre-wrap; margin: .2rem 0; }
@media (prefers-color-scheme: dark) {
  body { color: #e6e6e3; background: #161616; }
  pre { background: #222; } th, td { border-color: #444; } .verdicts { color: #bbb; }
}
"""


def page(state: SessionState) -> str:
    """Return the whole session as one HTML document."""
    card = scorecard(state)
    overall = level_beside(card.level, card.offline_level, judged=is_by_model(card))
    title = escape(state.script.round.title)
    started = state.started_wall[:16].replace("T", " ")
    about = f"{started} UTC, with {state.script.persona.name}. Session {state.session}."
    body = [
        f"<h1>{title}</h1>",
        f"<p>{escape(about)}</p>",
        f"<p><strong>Overall: {escape(overall)}</strong></p>",
        *_scores(card),
        *_times(card),
        *_design(card),
        *_remarks(DISPUTES, dispute_remarks(card)),
        *_remarks(CONDUCT, conduct_remarks(card)),
        *_models(card),
        *_board(state, card),
        *_talk(state),
    ]
    head = f'<meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style>'
    view = '<meta name="viewport" content="width=device-width, initial-scale=1">'
    content = "\n".join(body)
    return (
        f'<!doctype html>\n<html lang="en"><head>{head}{view}</head>\n'
        f"<body>\n{content}\n</body></html>\n"
    )


def _scores(card: Scorecard) -> Iterator[str]:
    yield "<table><tr><th>dimension</th><th>level</th><th>what was seen</th></tr>"
    for each in card.dimensions:
        own = f", you said {each.you_said}" if each.you_said is not None else ""
        anchor = each.anchor if each.level is not None else ""
        level = level_beside(each.level, each.offline_level, judged=is_by_model(card))
        yield _row(each.title, level + own, anchor)
    yield "</table>"


def _remarks(title: str, remarks: Iterable[Remark]) -> Iterator[str]:
    lines = [f"{remark.sign} {remark.text}" for remark in remarks]
    if lines:
        yield f"<h2>{title}</h2>"
        yield f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"


def _times(card: Scorecard) -> Iterator[str]:
    yield "<table><tr><th>part</th><th>used</th><th>planned</th></tr>"
    for each in card.phases:
        yield _row(each.title, clock_text(each.used_seconds), clock_text(each.planned_seconds))
    yield "</table>"


def _design(card: Scorecard) -> Iterator[str]:
    for section in design_sections(card.design) if card.design else ():
        yield f"<h2>{escape(section.title)}</h2>"
        items = "".join(f"<li>{escape(line.shown)}</li>" for line in section.lines)
        yield f"<ul>{items}</ul>"


def _models(card: Scorecard) -> Iterator[str]:
    if card.models:
        yield "<h2>Models</h2>"
        yield _shown(usage_lines(card.models))


def _board(state: SessionState, card: Scorecard) -> Iterator[str]:
    if card.estimates:
        yield "<h2>Estimates</h2>"
        yield _shown(estimate_lines(card.estimates, WIDTH))
    if card.board or state.board:
        yield "<h2>Board</h2>"
    if card.board:
        yield _shown(requirement_lines(card.board, WIDTH))
    for item in state.board:
        yield f"<h3>{TITLES[item.kind]} ({clock_text(item.at)})</h3>"
        yield _shown(item_lines(item, WIDTH))


def _talk(state: SessionState) -> Iterator[str]:
    yield "<h2>Transcript</h2>"
    phase = ""
    for turn in state.turns:
        if turn.phase != phase:
            phase = turn.phase
            yield f"<h3>{escape(state.script.phase(phase).name)}</h3>"
        mine = turn.speaker == "candidate"
        who = "You" if mine else "Interviewer"
        yield f'<div class="turn{" you" if mine else ""}" id="turn-{turn.number}">'
        when = escape(f"{clock_text(turn.at)}{who_text(turn)}")
        yield f'<div class="who">{turn.number}. {who} ({when})</div>'
        yield f"<p>{escape(turn.text)}</p>"
        verdicts = [line.strip() for line in verdict_lines(state, turn, 10_000)]
        if verdicts:
            items = "".join(f"<li>{escape(line)}</li>" for line in verdicts)
            yield f'<ul class="verdicts">{items}</ul>'
        yield "</div>"


def _row(*cells: str) -> str:
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"


def _shown(lines: Iterable[str]) -> str:
    text = "\n".join(lines)
    return f"<pre>{escape(text)}</pre>"
