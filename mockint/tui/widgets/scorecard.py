"""The scorecard in pieces: levels with their evidence, and what stands around them."""

from collections.abc import Iterator, Sequence

from mockint.core.hints import hint_price
from mockint.core.scorecard import DimensionScore, EvidenceLine, PointLine, Scorecard
from mockint.core.state import SessionState
from mockint.report import (
    CONDUCT,
    DISPUTES,
    Remark,
    conduct_remarks,
    design_sections,
    dispute_remarks,
    is_by_model,
    level_beside,
    level_text,
    usage_lines,
)
from mockint.tui.marking import OF_VERDICT, SIGNS, Mark
from mockint.tui.widgets.cutting import clean
from mockint.tui.widgets.paragraphs import Para, TimeBar
from mockint.tui.widgets.pieces import Piece
from mockint.tui.widgets.row_list import fitted

LONGEST_QUOTE = 200
NOT_OBSERVED = "Nothing was said that could tell. It counts neither for nor against you."
NO_LEVEL = "less than half of what the rubric looks for was seen, and no data is no score"
EVIDENCE_MARKS: dict[str, Mark] = {
    **{str(verdict): mark for verdict, mark in OF_VERDICT.items()},
    "wrong": "wrong",
    "within": "made",
    "off": "wrong",
    "troubled": "half",
    "asked": "made",
    "not there": "missed",
    "hardly used": "half",
    "out of time": "half",
}
_REMARK_MARKS: dict[str, Mark] = {"+": "made", "~": "half", "?": "unclear", "x": "wrong"}
_SIGN_MARKS: dict[str, Mark] = {"+": "made", "~": "half", "-": "missed"}
TROUBLES = {
    "term-list": "a list of terms, without how they hang together",
    "off-topic": "beside the question",
    "echo": "the question's own words",
}
TOO_LONG = "longer than one listens to in one go"


def place_of(turn: int) -> str:
    """Return the id of a paragraph that leads to a turn."""
    return f"turn {turn}"


def turn_at(place: str) -> int | None:
    """Return the turn that a paragraph leads to."""
    number = place.removeprefix("turn ")
    return int(number) if number.isdigit() else None


def overall_words(card: Scorecard) -> str:
    """Return the level of the round in words."""
    if card.level is None:
        return f"no level: {NO_LEVEL}"
    return level_beside(card.level, card.offline_level, judged=is_by_model(card))


def level_pieces(state: SessionState, card: Scorecard) -> Iterator[Piece]:
    """Yield each dimension with its level, its anchor and what it rests on."""
    says = _says(state)
    for dimension in card.dimensions:
        yield Para((*_head(dimension),), gap=dimension.level is None and not dimension.evidence)
        if dimension.level is None:
            continue
        yield Para(((dimension.anchor, "text"),), indent=2, gap=not dimension.evidence)
        for line in dimension.evidence:
            yield from _evidence(state, line, says, last=line is dimension.evidence[-1])


def _head(dimension: DimensionScore) -> Iterator[tuple[str, str]]:
    seen = dimension.level is not None
    yield f"{fitted(dimension.title, 24)} ", "strong"
    yield f"{level_text(dimension.level):<16} ", "strong" if seen else "faint"
    if dimension.offline_level not in (None, dimension.level):
        yield f"offline: {dimension.offline_level}  ", "sign"
    if dimension.you_said is not None:
        yield f"you said {dimension.you_said}", "sign" if seen else "faint"
    if not seen:
        yield f"\n  {NOT_OBSERVED}", "faint"


def _evidence(
    state: SessionState, line: EvidenceLine, says: dict[str, str], *, last: bool
) -> Iterator[Piece]:
    mark = EVIDENCE_MARKS[line.verdict]
    about = _about(state, line, says)
    quote = f"“{_short(line.quote)}”" if line.quote else about
    yield Para(
        ((quote, "text"), (f"\n{about}" if about and line.quote else "", "faint")),
        sign=f"[{SIGNS[mark]}]",
        sign_style=mark,
        indent=4,
        gap=last,
        id=place_of(line.turn),
        right=f"turn {line.turn}",
    )


def _about(state: SessionState, line: EvidenceLine, says: dict[str, str]) -> str:
    """Return what a quote is evidence of, in words."""
    match line.verdict:
        case "asked":
            own = "a question of your own"
            return own if line.about == "your questions" else f"found out: {line.about}"
        case "troubled":
            turn = next(each for each in state.turns if each.number == line.turn)
            flags = turn.assessment.flags if turn.assessment else ()
            return next((TROUBLES[flag] for flag in flags if flag in TROUBLES), TOO_LONG)
        case _:
            return says.get(line.about, line.about)


def _says(state: SessionState) -> dict[str, str]:
    """Return what each point and each wrong claim of the session says, by its id."""
    says: dict[str, str] = {}
    for scope in state.scopes.values():
        content = state.content_of(scope)
        says |= {point.id: point.says for point in content.points}
        says |= {claim.id: f"wrong: {claim.says}" for claim in content.wrong_claims}
    return says


def _short(quote: str) -> str:
    flat = " ".join(clean(quote).split())
    return flat if len(flat) <= LONGEST_QUOTE else flat[: LONGEST_QUOTE - 1] + "…"


# -- what stands around the levels


def around_pieces(state: SessionState, card: Scorecard) -> Iterator[Piece]:
    """Yield the time, the hints, what was made and missing, and what to study next."""
    stretched = f"used / planned, the plan ×{card.typing_pace:g} for typing"
    yield _title("Time", stretched if state.pace != "untimed" else "used; no clock ran")
    for phase in card.phases:
        yield TimeBar(phase.title, phase.planned_seconds, phase.used_seconds)
    yield Para(())
    for section in design_sections(card.design) if card.design else ():
        yield _title(section.title)
        for line in section.lines:
            found = _SIGN_MARKS.get(line.sign)
            sign = f"[{SIGNS[found]}]" if found else ""
            words = ((clean(line.text), "text"),)
            yield Para(words, sign=sign, sign_style=found or "sign", indent=2)
        yield Para(())
    yield _title("Hints", "" if state.hints else "none taken")
    for question, step in state.hints.items():
        price = hint_price(state.script.round, step)
        yield Para(((f"{state.question(question).title}: {price}", "text"),), indent=2)
    yield Para(())
    yield from _points("What you made", card.strengths, state)
    yield from _points("What was missing", card.gaps, state)
    yield _title("Study next", "" if card.study else "nothing stands out")
    for question in card.study:
        title = state.question(question).title
        how = f"mockint read {question}"
        yield Para(((title, "text"), (f"\n{how}", "faint")), sign="·", indent=2)
    yield Para(())
    for title, remarks in (
        (DISPUTES, list(dispute_remarks(card))),
        (CONDUCT, list(conduct_remarks(card))),
    ):
        if remarks:
            yield _title(title)
            yield from map(_remark, remarks)
            yield Para(())
    if card.models:
        yield _title("Models")
        for text in usage_lines(card.models):
            yield Para(((clean(text), "text"),), indent=2)
        yield Para(())


def _remark(remark: Remark) -> Piece:
    mark = _REMARK_MARKS[remark.sign]
    words = ((clean(remark.text), "text"),)
    return Para(words, sign=f"[{SIGNS[mark]}]", sign_style=mark, indent=2)


def _points(title: str, points: Sequence[PointLine], state: SessionState) -> Iterator[Piece]:
    yield _title(title, "" if points else "nothing that could be told")
    for question in dict.fromkeys(line.question for line in points):
        yield Para(((state.question(question).title, "faint"),), indent=2)
        for line in points:
            if line.question == question:
                mark = EVIDENCE_MARKS[line.verdict]
                words = ((line.says, "text"),)
                yield Para(words, sign=f"[{SIGNS[mark]}]", sign_style=mark, indent=2)
    yield Para(())


def _title(title: str, remark: str = "") -> Para:
    return Para(((title, "strong"), (f"  {remark}" if remark else "", "faint")))
