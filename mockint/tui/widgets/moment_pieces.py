"""What the transcript shows of one moment: the turn with its marks, or what happened there."""

from collections.abc import Iterator

from mockint.core.assessment import ANSWER_INTENTS, Assessment
from mockint.core.content import Scope
from mockint.core.hints import hint_price
from mockint.core.moves import Move
from mockint.core.state import SessionState, Turn
from mockint.report import clock_text, level_text
from mockint.tui.board.items import item_pieces
from mockint.tui.marking import last_heard, spans_in
from mockint.tui.timeline import Moment
from mockint.tui.widgets.cutting import clean, cut_verbatim, whole_markdown
from mockint.tui.widgets.marked_answer import CUT, answer_pieces, verdict_pieces
from mockint.tui.widgets.paragraphs import Para, TimeBar
from mockint.tui.widgets.pieces import Heading, Piece, Words
from mockint.tui.widgets.talk import CANDIDATE, INTERVIEWER

WHY = {
    "probe": "A probe for a point that was missing",
    "challenge": "A challenge to something wrong",
    "redo": "Asks for the number once more, aloud",
    "connect": "Asks how the terms hang together",
    "follow-up": "A follow-up",
    "offer-hint": "Offers a hint",
    "hint": "A hint",
    "which-fact": "Asks back which fact is meant",
    "fact": "Tells a fact that was asked for",
    "redirect": "Leads back to the question",
}
"""What a move was for, where the words alone don't tell."""


def moment_pieces(state: SessionState, moment: Moment, *, verdicts: bool) -> Iterator[Piece]:
    """Yield what is to be read about a moment; without verdicts, the bare words."""
    if moment.item is not None:
        yield from item_pieces(moment.item)
    elif moment.phase:
        yield from _phase(state, moment)
    elif moment.turn is None:
        yield Heading(clean(moment.text), clock_text(moment.at))
    elif moment.turn.speaker == "interviewer":
        yield from _said(state, moment.turn, verdicts=verdicts)
    elif verdicts:
        yield from answer_pieces(moment.turn, (*moment.heard, *last_heard(state)))
        for heard in moment.heard:
            if _says_something(heard, moment.turn):
                yield from _read(state, heard, moment.turn.number)
    else:
        time = f"{CUT if moment.turn.cut else ''}{clock_text(moment.at)}"
        yield Heading(CANDIDATE, time, mine=True)
        yield from (Words(cut, markdown=False) for cut in cut_verbatim(clean(moment.text)))


def _phase(state: SessionState, moment: Moment) -> Iterator[Piece]:
    yield Heading(moment.text, clock_text(moment.at))
    use = next((each for each in state.phases if each.id == moment.phase), None)
    if use is not None:
        end = state.at if use.ended_at is None else use.ended_at
        yield TimeBar("used / planned", use.planned_seconds, end - use.started_at)
        yield Para(())
    turns = (turn for turn in state.turns if turn.phase == moment.phase and turn.question)
    for question in dict.fromkeys(turn.question for turn in turns if turn.question):
        if question in state.script.questions:
            yield Para(((state.question(question).title, "text"),), sign="·")


def _said(state: SessionState, turn: Turn, *, verdicts: bool) -> Iterator[Piece]:
    yield Heading(INTERVIEWER, clock_text(turn.at))
    yield from (Words(cut, markdown=True) for cut in whole_markdown(clean(turn.text)))
    move = turn.move
    if verdicts and move is not None and move.kind in WHY:
        yield Para(((_why(state, move), "faint"),))


def _why(state: SessionState, move: Move) -> str:
    """Return what a move was for, with the point or claim that it was about."""
    why = WHY[move.kind]
    if move.kind in ("hint", "offer-hint") and move.step:
        price = hint_price(state.script.round, move.step)
        return price.capitalize() if move.kind == "hint" else f"{why}: {price}"
    about = _target(state, move)
    return f"{why}: {about}" if about else why


def _target(state: SessionState, move: Move) -> str:
    if move.question is None or move.target is None:
        return ""
    for scope in state.scopes_of(move.question):
        content = state.content_of(scope)
        for each in (*content.points, *content.wrong_claims):
            if each.id == move.target:
                return clean(each.says)
    return ""


def _says_something(heard: Assessment, turn: Turn) -> bool:
    """Tell whether the answer changed this: of a follow-up's question only what it added."""
    return heard.followup == turn.followup or bool(spans_in(turn.number, [heard]))


def _read(state: SessionState, heard: Assessment, turn: int) -> Iterator[Piece]:
    """Yield how an answer was read: the level so far, and every point."""
    if heard.question not in state.script.questions:
        return
    content: Scope = state.followup(heard.question, heard.followup) or state.question(
        heard.question
    )
    title = f"{state.question(heard.question).title}{', follow-up' if heard.followup else ''}"
    if heard.intent not in ANSWER_INTENTS:
        intent = heard.intent.replace("-", " ")
        yield Para(((f"{title}  ", "strong"), (f"read as: {intent}, no answer", "faint")))
        return
    level = "" if heard.level is None else f"so far {level_text(heard.level)}"
    yield Para(((f"{title}  ", "strong"), (level, "text")))
    yield from verdict_pieces(content, heard, turn)
    yield Para(())
