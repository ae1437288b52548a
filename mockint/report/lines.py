"""A session as plain lines: the debrief, and the talk with its verdicts."""

from collections.abc import Iterable, Iterator, Mapping

from mockint.core.assessment import Assessment
from mockint.core.disputes import OFFLINE
from mockint.core.scorecard import PointLine, Scorecard
from mockint.core.scoring import scorecard
from mockint.core.state import BoardItem, SessionState, Turn
from mockint.report.board import (
    TITLES,
    estimate_lines,
    item_lines,
    number_text,
    requirement_lines,
)
from mockint.report.design import design_lines
from mockint.report.models import usage_lines
from mockint.report.review import (
    CONDUCT,
    DISPUTES,
    Remark,
    conduct_remarks,
    dispute_remarks,
    is_by_model,
    judged_lines,
    level_beside,
)
from mockint.report.wording import MARKS, clock_text, folded, one_line

# -- the scorecard


def scorecard_lines(state: SessionState, width: int = 80) -> Iterator[str]:
    """Yield the debrief as plain lines."""
    card = scorecard(state)
    yield f"Scorecard: {state.script.round.title}, with {state.script.persona.name}"
    judged = is_by_model(card)
    yield f"Overall: {level_beside(card.level, card.offline_level, judged=judged)}"
    for dimension in card.dimensions:
        yield ""
        level = level_beside(dimension.level, dimension.offline_level, judged=judged)
        yield f"{dimension.title}: {level}"
        if dimension.level is not None:
            yield folded(dimension.anchor, width)
        for line in dimension.evidence:
            about = f"{line.verdict}, {line.about}, turn {line.turn}"
            quote = f"“{one_line(line.quote)}” ({about})" if line.quote else f"({about})"
            yield folded(quote, width, "    ")
    if card.design is not None:
        yield from design_lines(card.design, width)
    yield ""
    yield from _time_lines(card)
    if card.hints:
        yield f"Hint steps taken: {card.hints}"
    if card.estimates:
        yield ""
        yield "What you estimated"
        yield from estimate_lines(card.estimates, width)
    if card.board:
        yield ""
        yield "What had to be on the board"
        yield from requirement_lines(card.board, width)
    yield from _point_lines("What you made", card.strengths, width)
    yield from _point_lines("What was missing", card.gaps, width)
    yield from _remark_lines(DISPUTES, dispute_remarks(card), width)
    yield from _remark_lines(CONDUCT, conduct_remarks(card), width)
    if card.models:
        yield ""
        yield "Models"
        yield from (folded(line, width) for line in usage_lines(card.models))
    if card.study:
        yield ""
        yield "What next"
        yield from (f"  mockint read {question}" for question in card.study)


def _remark_lines(title: str, remarks: Iterable[Remark], width: int) -> Iterator[str]:
    lines = [f"{remark.sign} {remark.text}" for remark in remarks]
    if lines:
        yield ""
        yield title
        yield from (folded(line, width) for line in lines)


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


# -- the transcript


def transcript_lines(state: SessionState, width: int = 80) -> Iterator[str]:
    """Yield the talk, turn by turn, with the verdicts under each answer and the board between."""
    phase = ""
    board = [item for item in state.board if item.kind != "estimate"]
    committed = {item.at for item in state.board if item.kind == "estimate"}
    for turn in state.turns:
        while board and board[0].at < turn.at:
            yield from _board_moment(board.pop(0), width)
        if turn.phase != phase:
            phase = turn.phase
            yield f"\n== {state.script.phase(phase).name} =="
        speaker = "Interviewer" if turn.speaker == "interviewer" else "You"
        cut = who_text(turn)
        if turn.speaker == "candidate" and turn.at in committed:
            cut += ", committed as an estimate"
        yield f"\n{turn.number}. {speaker} [{clock_text(turn.at)}{cut}]"
        yield folded(turn.text, width)
        yield from verdict_lines(state, turn, width)
    for item in board:
        yield from _board_moment(item, width)


def who_text(turn: Turn) -> str:
    """Return which model spoke, and who took the floor or the answer; nothing mostly."""
    if turn.speaker == "interviewer":
        spoke = f", {turn.voice}" if turn.voice not in ("", OFFLINE) else ""
        if turn.begun_by:
            spoke = f", begun by {turn.begun_by}, finished by the script"
        return f"{spoke}, interrupted by you" if turn.cut else spoke
    return ", taken by the bell" if turn.cut else ""


def _board_moment(item: BoardItem, width: int) -> Iterator[str]:
    yield f"\nOn the board: {TITLES[item.kind].lower()} [{clock_text(item.at)}]"
    yield from (f"  {line}".rstrip() for line in item_lines(item, width - 2))


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
        quote = f" “{one_line(point.quote)}”" if point.quote else ""
        text = f"{MARKS[point.verdict]}: {says.get(point.id, point.id)}{quote}"
        yield folded(text, width, "    ")
    claims = {
        claim.id: claim.says
        for scope in state.scopes_of(heard.question)
        for claim in state.content_of(scope).wrong_claims
    }
    yield from _claim_lines(heard, claims, width)
    yield from (folded(line, width, "    ") for line in judged_lines(heard))


def _claim_lines(heard: Assessment, says: Mapping[str, str], width: int) -> Iterator[str]:
    for claim in heard.wrong_claims:
        text = f"x wrong: {says.get(claim.id, claim.id)} “{one_line(claim.quote)}”"
        yield folded(text, width, "    ")
    for number in heard.numbers:
        if number.ratio is not None:
            text = f"number “{number.quote}”: {number_text(number)}"
            yield folded(text, width, "    ")
