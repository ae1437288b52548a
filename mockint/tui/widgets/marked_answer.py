"""An answer with its marks, what it made and missed, and the model answer to hold beside it."""

from collections.abc import Iterable, Iterator, Sequence

from mockint.core.assessment import Assessment, NumberFound, PointVerdict
from mockint.core.content import AnyPoint, FollowUp, PointGroup, Scope
from mockint.core.estimates import times_text
from mockint.core.state import SessionState, Turn
from mockint.report import clock_text
from mockint.tui.marking import OF_VERDICT, SIGNS, Mark, last_heard, spans_in
from mockint.tui.widgets.cutting import clean, whole_markdown
from mockint.tui.widgets.paragraphs import Para, marked
from mockint.tui.widgets.pieces import Heading, Piece, Words
from mockint.tui.widgets.talk import CANDIDATE

NO_ANSWER = "You gave no answer here."
CUT = "taken by the bell  "
ASKED_BETWEEN = ("probe", "challenge", "redo", "connect", "hint")
"""What the interviewer put in between, without which the next answer makes no sense."""


def asked_questions(state: SessionState) -> tuple[str, ...]:
    """Return the questions of the bank that were asked, in the order of asking."""
    asked = dict.fromkeys(scope.question for scope in state.scopes.values())
    return tuple(name for name in asked if name in state.script.questions)


# -- one's own answer


def own_pieces(state: SessionState, question: str) -> Iterator[Piece]:
    """Yield what was asked and answered about a question, and what the answers held."""
    heard = tuple(each for each in last_heard(state) if each.question == question)
    for scope in state.scopes_of(question):
        content = state.content_of(scope)
        kind = f"Follow-up, {content.kind}" if isinstance(content, FollowUp) else "Asked"
        yield Para(((f"{kind}: {clean(content.ask)}", "faint"),), gap=True)
        here = (scope.question, scope.followup)
        turns = [turn for turn in state.turns if (turn.question, turn.followup) == here]
        for turn in turns:
            if turn.speaker == "candidate":
                yield from answer_pieces(turn, heard)
            elif turn.move and turn.move.kind in ASKED_BETWEEN:
                yield Para(((clean(turn.text), "faint"),), gap=True)
        if not any(turn.speaker == "candidate" for turn in turns):
            yield Para(((NO_ANSWER, "faint"),), gap=True)
        yield from verdict_pieces(content, scope.assessment)
        yield Para(())


def answer_pieces(turn: Turn, heard: Iterable[Assessment]) -> Iterator[Piece]:
    """Yield an answer under its heading, its words marked by what was heard in them."""
    time = f"{CUT if turn.cut else ''}{clock_text(turn.at)}"
    yield Heading(CANDIDATE, time, mine=True)
    yield from marked(turn.text, spans_in(turn.number, heard))


def verdict_pieces(
    content: Scope, heard: Assessment | None, turn: int | None = None
) -> Iterator[Piece]:
    """Yield the points of a question or follow-up with their verdicts, then what was wrong.

    With a turn, what rests on an earlier one says so.
    """
    points = {point.id: point for point in content.points}
    if heard is None:
        for point in content.points:
            yield Para(((point.says, "faint"),), sign=" · ")
        return
    claims = {claim.id: claim.says for claim in content.wrong_claims}
    for verdict in heard.points:
        if verdict.id in points:
            yield _point(points[verdict.id], verdict, turn)
    for claim in heard.wrong_claims:
        words = (("wrong: ", "strong"), (claims.get(claim.id, claim.id), "text"))
        yield _marked("wrong", words, _earlier(claim.turn, turn))
    for number in heard.numbers:
        if number.within is not None:
            mark: Mark = "made" if number.within else "wrong"
            yield _marked(mark, _number(number), _earlier(number.turn, turn))


def _point(point: AnyPoint, verdict: PointVerdict, turn: int | None) -> Para:
    mark = OF_VERDICT[verdict.verdict]
    parts = [(point.says, "text")]
    if mark in ("half", "unclear"):
        parts.append((f"  {mark}", "faint"))
    if isinstance(point, PointGroup) and mark != "made" and turn is None:
        ways = "; ".join(member.says for member in point.points)
        enough = "one of these is" if point.any_of == 1 else f"{point.any_of} of these are"
        parts.append((f"\n{enough} enough: {ways}", "faint"))
    return _marked(mark, parts, _earlier(verdict.turn, turn))


def _marked(mark: Mark, parts: Iterable[tuple[str, str]], right: str) -> Para:
    return Para(tuple(parts), sign=f"[{SIGNS[mark]}]", sign_style=mark, right=right)


def _earlier(turn: int | None, here: int | None) -> str:
    return f"turn {turn}" if here is not None and turn is not None and turn != here else ""


def _number(number: NumberFound) -> Iterator[tuple[str, str]]:
    yield f"“{clean(number.quote)}”", "text"
    if number.expected is not None:
        yield f"  expected {_figure(number.expected, number.unit)}", "text"
    if number.ratio is not None and not number.within:
        yield f", so {times_text(number.ratio)} times that", "text"
    if number.mistake:
        yield f"\n{number.mistake}", "faint"


def _figure(value: float, unit: str | None) -> str:
    from mockint.calc.figures import bytes_figure, figure

    if unit == "bytes":
        return bytes_figure(value)
    return f"{figure(value)} {unit or ''}".rstrip()


# -- the model answer


def model_pieces(state: SessionState, question: str) -> Iterator[Piece]:
    """Yield the model answer, those of the follow-ups that were asked, and what else is good."""
    content = state.question(question)
    scopes = state.scopes_of(question)
    yield from _prose(content.answer)
    for followup in (state.followup(question, scope.followup) for scope in scopes):
        if followup is not None and followup.answer:
            yield Para(((clean(followup.ask), "faint"),), gap=True)
            yield from _prose(followup.answer)
    yield from _listed("Also good", content.variants)
    yield from _listed("Sources", content.sources)


def _prose(text: str) -> Iterator[Piece]:
    yield from (Words(cut, markdown=True) for cut in whole_markdown(clean(text)))


def _listed(title: str, texts: Sequence[str]) -> Iterator[Piece]:
    if texts:
        yield Para(((title, "strong"),))
        for text in texts:
            yield Para(((clean(text), "text"),), sign="·", gap=text is texts[-1])
