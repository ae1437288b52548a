"""Marks on an answer's own words: clear of each other, the stronger one on top."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mockint.core.assessment import Assessment, ClaimHeard, NumberFound, PointVerdict
from mockint.tui.marking import STRONGEST_FIRST, Mark, Span, runs, spans_in

TEXT = "the keys and the queries are kept, 32 GB of them"


def place(words: str, turn: int = 2) -> dict[str, object]:
    start = TEXT.index(words)
    return {"quote": words, "turn": turn, "start": start, "end": start + len(words)}


def point(words: str, verdict: str = "covered", **more: object) -> PointVerdict:
    fields = {"id": words, "verdict": verdict, "strength": 1} | place(words) | more
    return PointVerdict.model_validate(fields)


def read(*points: PointVerdict, claim: str = "", number: str = "", within: bool = True):
    claims = [ClaimHeard.model_validate({"id": "c"} | place(claim))] if claim else []
    numbers = (
        [NumberFound.model_validate({"value": 1, "within": within} | place(number))]
        if number
        else []
    )
    return Assessment(
        question="q",
        assessor="fake",
        points=points,
        wrong_claims=tuple(claims),
        numbers=tuple(numbers),
    )


def marked(*assessments: Assessment) -> list[tuple[str, Mark | None]]:
    return list(runs(TEXT, spans_in(2, assessments)))


def said(*assessments: Assessment) -> list[tuple[str, Mark]]:
    return [(words, mark) for words, mark in marked(*assessments) if mark]


def test_each_verdict_has_its_mark():
    points = [point("keys"), point("queries", "partial"), point("kept", "unclear")]
    assert said(read(*points)) == [("keys", "made"), ("queries", "half"), ("kept", "unclear")]
    assert said(read(point("keys", "contradicted"))) == [("keys", "wrong")]


def test_what_was_missed_or_said_in_another_turn_marks_nothing():
    assert said(read(point("keys", "missed"))) == []
    assert said(read(point("keys", turn=1))) == []
    nowhere = PointVerdict(id="keys", verdict="covered", strength=1, quote="keys", turn=2)
    assert said(read(nowhere)) == []


def test_members_of_a_group_are_marked_by_themselves():
    group = point("kept", "partial", members=(point("keys"),))
    assert said(read(group)) == [("keys", "made"), ("kept", "half")]


def test_numbers_are_right_or_wrong_or_were_not_compared():
    assert said(read(number="32 GB")) == [("32 GB", "made")]
    assert said(read(number="32 GB", within=False)) == [("32 GB", "wrong")]
    free = NumberFound.model_validate({"value": 1} | place("32 GB"))
    assert said(Assessment(question="q", assessor="fake", numbers=(free,))) == []


def test_a_wrong_claim_lies_over_the_point_that_was_made_around_it():
    heard = read(point("keys and the queries are kept"), claim="queries")
    assert said(heard) == [
        ("keys and the", "made"),
        ("queries", "wrong"),
        ("are kept", "made"),
    ]


def test_points_that_rest_on_the_same_words_are_one_mark():
    heard = read(point("keys and the queries"), point("the queries are kept"))
    assert said(heard) == [("keys and the queries are kept", "made")]


def test_two_readings_of_the_same_turn_come_together():
    assert said(read(point("keys")), read(point("kept"))) == [("keys", "made"), ("kept", "made")]


spans = st.builds(
    lambda start, length, mark: Span(start, start + length, mark),
    st.integers(0, 30),
    st.integers(1, 15),
    st.sampled_from(STRONGEST_FIRST),
)


@given(st.lists(spans, max_size=6))
def test_no_word_is_lost_and_none_is_marked_twice(found: list[Span]):
    points = [
        PointVerdict(
            id=str(number),
            verdict={"made": "covered", "half": "partial", "unclear": "unclear"}.get(
                span.mark, "contradicted"
            ),  # type: ignore[arg-type]
            strength=1,
            quote="q",
            turn=2,
            start=span.start,
            end=span.end,
        )
        for number, span in enumerate(found)
    ]
    placed = spans_in(2, [read(*points)])
    assert all(a.end <= b.start for a, b in pairwise(placed))
    assert "".join(words for words, _ in runs(TEXT, placed)) == TEXT
    for at in range(len(TEXT)):
        marks = [span.mark for span in found if span.start <= at < span.end]
        shown = [span.mark for span in placed if span.start <= at < span.end]
        assert shown == (sorted(marks, key=STRONGEST_FIRST.index)[:1])
