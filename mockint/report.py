"""A session in words: scorecard and transcript, as plain lines and as Markdown."""

from collections.abc import Iterable, Iterator
from textwrap import indent, wrap

from mockint.core.assessment import Assessment
from mockint.core.scorecard import DimensionScore, PointLine, Scorecard
from mockint.core.scoring import scorecard
from mockint.core.state import SessionState, Turn

LEVEL_NAMES = {1: "strong no hire", 2: "no hire", 3: "hire", 4: "strong hire", None: "not observed"}
MARKS = {
    "covered": "+ made",
    "partial": "~ half made",
    "unclear": "? unclear",
    "missed": "- missed",
    "contradicted": "x wrong",
}
"""Words and signs, so that nothing rests on colour."""


def clock_text(seconds: float) -> str:
    """Return `12:34`, or `1:02:03` past an hour."""
    whole = max(0, int(seconds))
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes:02}:{left:02}"


def level_text(level: int | None) -> str:
    """Return `3 hire`, or `not observed`."""
    return LEVEL_NAMES[level] if level is None else f"{level} {LEVEL_NAMES[level]}"


def folded(text: str, width: int, margin: str = "  ") -> str:
    """Fold each paragraph of a text to a width, with a margin."""
    paragraphs = [
        "\n".join(wrap(line, max(20, width - len(margin)), break_on_hyphens=False)) or ""
        for line in text.splitlines()
    ]
    return indent("\n".join(paragraphs), margin)


# -- the scorecard


def scorecard_lines(state: SessionState, width: int = 80) -> Iterator[str]:
    """Yield the debrief as plain lines."""
    card = scorecard(state)
    yield f"Scorecard: {state.script.round.title}, with {state.script.persona.name}"
    yield f"Overall: {level_text(card.level)}"
    for dimension in card.dimensions:
        yield ""
        yield f"{dimension.title}: {level_text(dimension.level)}"
        if dimension.level is not None:
            yield folded(dimension.anchor, width)
        for line in dimension.evidence:
            about = f"{line.verdict}, {line.about}, turn {line.turn}"
            yield folded(f"“{_one_line(line.quote)}” ({about})", width, "    ")
    yield ""
    yield from _time_lines(card)
    if card.hints:
        yield f"Hint steps taken: {card.hints}"
    yield from _point_lines("What you made", card.strengths, width)
    yield from _point_lines("What was missing", card.gaps, width)
    if card.study:
        yield ""
        yield "What next"
        yield from (f"  mockint read {question}" for question in card.study)


def _time_lines(card: Scorecard) -> Iterator[str]:
    yield f"Time used / planned (planned minutes are stretched x{card.typing_pace:g} for typing)"
    for phase in card.phases:
        used, planned = clock_text(phase.used_seconds), clock_text(phase.planned_seconds)
        yield f"  {phase.title:<28} {used} / {planned}"


def _point_lines(title: str, points: Iterable[PointLine], width: int) -> Iterator[str]:
    lines = [f"{MARKS[point.verdict]}: {point.says} ({point.question})" for point in points]
    if lines:
        yield ""
        yield title
        yield from (folded(line, width) for line in lines)


def _one_line(text: str, most: int = 160) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 3] + "..."


# -- the transcript


def transcript_lines(state: SessionState, width: int = 80) -> Iterator[str]:
    """Yield the talk, turn by turn, with the verdicts under each answer."""
    phase = ""
    for turn in state.turns:
        if turn.phase != phase:
            phase = turn.phase
            yield f"\n== {state.script.phase(phase).name} =="
        speaker = "Interviewer" if turn.speaker == "interviewer" else "You"
        cut = ", taken by the bell" if turn.cut else ""
        yield f"\n{turn.number}. {speaker} [{clock_text(turn.at)}{cut}]"
        yield folded(turn.text, width)
        yield from verdict_lines(state, turn, width)


def verdict_lines(state: SessionState, turn: Turn, width: int = 80) -> Iterator[str]:
    """Yield what an answer was found to hold; nothing for what was no answer."""
    heard = turn.assessment
    if heard is None or turn.question not in state.script.questions:
        return
    if heard.level is None:
        yield f"    ({heard.intent.replace('-', ' ')})"
        return
    says = {
        point.id: point.says
        for scope in state.scopes_of(heard.question)
        for point in state.content_of(scope).points
    }
    for point in heard.points:
        quote = f" “{_one_line(point.quote)}”" if point.quote else ""
        text = f"{MARKS[point.verdict]}: {says.get(point.id, point.id)}{quote}"
        yield folded(text, width, "    ")
    yield from _claim_lines(heard, width)


def _claim_lines(heard: Assessment, width: int) -> Iterator[str]:
    for claim in heard.wrong_claims:
        yield folded(f"x wrong claim {claim.id}: “{_one_line(claim.quote)}”", width, "    ")
    for number in heard.numbers:
        if number.ratio is not None:
            slip = f"; {number.mistake}" if number.mistake else ""
            text = f"number “{number.quote}”: {number.ratio:.2g} x the expected value{slip}"
            yield folded(text, width, "    ")


# -- Markdown


def markdown(state: SessionState) -> str:
    """Return the whole session as a Markdown document to show to a mentor."""
    card = scorecard(state)
    started = state.started_wall[:16].replace("T", " ")
    lines = [
        f"# {state.script.round.title}",
        "",
        f"{started} UTC, with {state.script.persona.name}. Session `{state.session}`.",
        "",
        f"**Overall: {level_text(card.level)}**",
        "",
        "| dimension | level | what was seen |",
        "|---|---|---|",
        *(_dimension_row(dimension) for dimension in card.dimensions),
        "",
        "| part | used | planned |",
        "|---|---|---|",
        *(
            f"| {phase.title} | {clock_text(phase.used_seconds)} "
            f"| {clock_text(phase.planned_seconds)} |"
            for phase in card.phases
        ),
        "",
        "## Transcript",
    ]
    phase = ""
    for turn in state.turns:
        if turn.phase != phase:
            phase = turn.phase
            lines += ["", f"### {state.script.phase(phase).name}"]
        speaker = "Interviewer" if turn.speaker == "interviewer" else "You"
        lines += ["", f"**{turn.number}. {speaker}** ({clock_text(turn.at)})", ""]
        lines += [f"> {line}".rstrip() for line in turn.text.splitlines() or [""]]
        verdicts = [line.strip() for line in verdict_lines(state, turn, 10_000)]
        if verdicts:
            lines += ["", *(f"- {_escaped(line)}" for line in verdicts)]
    if state.board:
        lines += ["", "## Board", ""]
        lines += [f"- {item.kind}: {_escaped(_one_line(item.text))}" for item in state.board]
    return "\n".join(lines) + "\n"


def _dimension_row(dimension: DimensionScore) -> str:
    anchor = dimension.anchor if dimension.level is not None else ""
    own = f", you said {dimension.you_said}" if dimension.you_said is not None else ""
    return f"| {dimension.title} | {level_text(dimension.level)}{own} | {_escaped(anchor)} |"


def _escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")
