"""What an answer was found to hold, as marks on its own words; none of them rests on colour."""

import string
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from mockint.core.assessment import Assessment, PointVerdict, Verdict
from mockint.core.events import Assessed, Event
from mockint.core.state import SessionState

Mark = Literal["made", "half", "unclear", "missed", "wrong"]

SIGNS: dict[Mark, str] = {"made": "+", "half": "~", "unclear": "?", "missed": "-", "wrong": "x"}
NAMES: dict[Mark, str] = {
    "made": "made",
    "half": "half",
    "unclear": "unclear",
    "missed": "missed",
    "wrong": "wrong",
}
OF_VERDICT: dict[Verdict, Mark] = {
    "covered": "made",
    "partial": "half",
    "unclear": "unclear",
    "missed": "missed",
    "contradicted": "wrong",
}
STRONGEST_FIRST: tuple[Mark, ...] = ("wrong", "made", "half", "unclear")
"""Where two marks fall on the same words, the stronger one is shown."""
IN_WORDS = "  ".join(f"[{SIGNS[mark]}] {NAMES[mark]}" for mark in SIGNS if mark != "missed")
"""The legend of an answer's own words."""
BETWEEN = string.whitespace + ",;:.)"
"""What stands between words, and so begins none."""
LEGEND = f"{IN_WORDS}  [{SIGNS['missed']}] {NAMES['missed']}"


@dataclass(frozen=True)
class Span:
    """Some words of a turn, and what they were found to be."""

    start: int
    end: int
    mark: Mark


def heard_by_turn(events: Iterable[Event]) -> dict[int, tuple[Assessment, ...]]:
    """Return how each answer was read when it came: the question above it first, then its own."""
    heard: dict[int, tuple[Assessment, ...]] = {}
    for event in events:
        if isinstance(event.payload, Assessed):
            turn = event.payload.turn
            heard[turn] = (*heard.get(turn, ()), event.payload.assessment)
    return heard


def last_heard(state: SessionState) -> tuple[Assessment, ...]:
    """Return how each question and follow-up was read in the end."""
    return tuple(scope.assessment for scope in state.scopes.values() if scope.assessment)


def spans_in(turn: int, assessments: Iterable[Assessment]) -> list[Span]:
    """Return the marks on a turn's words, in their order and clear of each other."""
    found = [span for each in assessments for span in _spans(turn, each)]
    placed: list[Span] = []
    for mark in STRONGEST_FIRST:
        for span in sorted((each for each in found if each.mark == mark), key=lambda s: s.start):
            placed += _left_over(span, placed)
    return _joined(sorted(placed, key=lambda span: span.start))


def _spans(turn: int, heard: Assessment) -> Iterator[Span]:
    for point in heard.points:
        yield from _point_spans(turn, point)
    for claim in heard.wrong_claims:
        if claim.turn == turn:
            yield Span(claim.start, claim.end, "wrong")
    for number in heard.numbers:
        if number.turn == turn and number.within is not None:
            yield Span(number.start, number.end, "made" if number.within else "wrong")


def _point_spans(turn: int, point: PointVerdict) -> Iterator[Span]:
    for each in (point, *point.members):
        mark = OF_VERDICT[each.verdict]
        placed = each.turn == turn and each.start is not None and each.end is not None
        if placed and each.quote and mark != "missed":
            assert each.start is not None
            assert each.end is not None
            yield Span(each.start, each.end, mark)


def _left_over(span: Span, placed: Sequence[Span]) -> list[Span]:
    """Return the parts of a span that no other one covers."""
    parts = [span]
    for other in placed:
        parts = [
            Span(start, end, span.mark)
            for part in parts
            for start, end in (
                (part.start, min(part.end, other.start)),
                (max(part.start, other.end), part.end),
            )
            if start < end
        ]
    return parts


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Return spans with those that touch made one, if they say the same."""
    joined: list[Span] = []
    for span in spans:
        if joined and joined[-1].mark == span.mark and joined[-1].end == span.start:
            joined[-1] = Span(joined[-1].start, span.end, span.mark)
        else:
            joined.append(span)
    return joined


def runs(text: str, spans: Iterable[Span]) -> Iterator[tuple[str, Mark | None]]:
    """Yield a text in runs, each with its mark."""
    at = 0
    for span in _on_words(text, spans):
        if at < span.start:
            yield text[at : span.start], None
        yield text[span.start : span.end], span.mark
        at = span.end
    if at < len(text):
        yield text[at:], None


def _on_words(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Yield spans that begin and end with a word: what a stronger mark leaves may not."""
    for span in spans:
        words = text[span.start : span.end]
        start = span.end - len(words.lstrip(BETWEEN))
        end = span.start + len(words.rstrip(string.whitespace))
        if start < end:
            yield Span(start, end, span.mark)
