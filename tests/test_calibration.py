"""Graded specimens: their shares, how they are read, the figures by hand, bars and report."""

import json
from collections import Counter
from dataclasses import fields, replace

import pytest

from mockint.calibration import (
    AIMS,
    AT_MOST,
    MEANING,
    SHARES,
    Bars,
    Calibration,
    PointPair,
    Reading,
    Share,
    calibrate,
    figures,
    kappa_per_point,
    kind_measures,
    kind_rows,
    read_specimen,
    share_of,
)
from mockint.calibration.agreement import pearson
from mockint.core.assessment import Verdict
from mockint.core.content import Question, Specimen, SpecimenKind
from mockint.core.errors import NotFoundError
from tests.builders import claim, fact, follow, point, question
from tests.fakes import FakeAssessor, FakeCalculators

# -- the two shares


@pytest.mark.parametrize(
    ("text", "share"), [("stored", "tuning"), ("stored layers", "untouched"), ("", "tuning")]
)
def test_a_text_never_changes_its_share(text: str, share: Share):
    assert share_of(text) == share


def test_a_third_is_untouched():
    shares = Counter(share_of(f"answer {number}") for number in range(3000))
    assert shares["untouched"] == pytest.approx(1000, abs=80)


# -- one specimen

CACHE = question(
    "cache",
    points=[point("stored", 2), point("layers")],
    claims=[claim("caches-queries")],
    facts=[fact("users")],
    followups=[follow("size", numeric=True), follow("evict")],
)
PAGING = question("paging")


def specimen(text: str, level: int, followup: str | None = None, **labels: object) -> Specimen:
    """A specimen; labels are verdicts by point (`stored="missed"`) and `claims`."""
    claims = labels.pop("claims", ())
    return Specimen.model_validate(
        {"kind": "full", "level": level, "text": text, "followup": followup}
        | {"verdicts": labels, "wrong_claims": claims}
    )


async def reading(graded: Specimen, of: Question = CACHE) -> Reading:
    return await read_specimen(FakeAssessor(), FakeCalculators(), of, graded)


async def test_labels_stand_beside_what_was_read():
    graded = specimen("stored ?layers !caches-queries", 3, stored="covered", layers="missed")
    found = await reading(graded)
    assert found.levels == (3, 3)
    assert found.points == (
        PointPair("stored", "covered", "covered"),
        PointPair("layers", "missed", "unclear"),
    )
    assert [pair.folded for pair in found.points] == [
        ("made", "made"),
        ("not made", "half made"),
    ]
    assert not found.claims_graded
    assert found.claims_read == {"caches-queries"}
    assert (found.words, found.share) == (3, share_of(graded.text))


async def test_what_is_no_answer_is_level_one_and_earns_nothing():
    found = await reading(specimen("(dont-know)", 2, stored="missed"))
    assert (found.levels, found.score) == ((2, 1), 0.0)
    assert found.points == (PointPair("stored", "missed", "missed"),)


async def test_a_follow_up_is_read_against_its_own_points_and_number():
    assessor = FakeAssessor()
    graded = specimen("evict-point", 4, "evict", **{"evict-point": "covered"})
    found = await read_specimen(assessor, FakeCalculators(), CACHE, graded)
    assert found.points == (PointPair("evict/evict-point", "covered", "covered"),)
    await read_specimen(assessor, FakeCalculators(), CACHE, specimen("=100", 4, "size"))
    first, second = assessor.requests
    assert (first.turns[0].asked, first.expected) == ("ask evict", None)
    assert second.expected is not None
    assert second.facts == CACHE.facts


async def test_a_specimen_of_an_unknown_follow_up_is_an_error():
    with pytest.raises(NotFoundError, match="'sise', which 'cache' doesn't ask"):
        await reading(specimen("=100", 4, "sise"))


# -- the figures


def as_read(
    levels: tuple[int, int],
    *verdicts: tuple[Verdict, Verdict],
    share: Share = "tuning",
    score: float = 0.5,
    words: int = 10,
    graded: tuple[str, ...] = (),
    heard: tuple[str, ...] = (),
    kind: SpecimenKind = "full",
    question: str = "cache",
    followup: str | None = None,
) -> Reading:
    return Reading(
        question=question,
        followup=followup,
        kind=kind,
        share=share,
        words=words,
        levels=levels,
        score=score,
        points=tuple(PointPair(f"p{number}", *pair) for number, pair in enumerate(verdicts)),
        claims_graded=frozenset(graded),
        claims_read=frozenset(heard),
    )


def test_figures_by_hand():
    found = figures(
        [
            as_read((4, 4), ("covered", "covered"), ("missed", "contradicted"), score=0.9),
            as_read((3, 2), ("covered", "unclear"), ("partial", "unclear"), score=0.4, words=30),
            as_read((1, 1), ("missed", "missed"), graded=("a", "b"), heard=("b", "c"), score=0.1),
            as_read((1, 3), ("contradicted", "covered"), score=0.6, words=20),
        ]
    )
    assert (found.specimens, found.verdicts) == (4, 6)
    assert (found.exact, found.within_one) == (0.5, 0.75)
    assert found.confusion == ((1, 0, 1, 0), (0, 0, 0, 0), (0, 1, 0, 0), (0, 0, 0, 1))
    # Graded made 2, half 1, not 3; read 2, 2, 2. Agreed 4 of 6, by chance 12 of 36.
    assert found.kappa == pytest.approx((4 / 6 - 12 / 36) / (1 - 12 / 36))
    assert found.abstention == pytest.approx(2 / 6)
    assert (found.claims_heard, found.claims_missed, found.false_alarms) == (1, 1, 1)
    assert (found.recall_of_claims, found.alarms_per_specimen) == (0.5, 0.25)
    assert found.r == pytest.approx(pearson([0.9, 0.4, 0.1, 0.6], [4, 3, 1, 1]))
    assert found.r_given_length is not None


def test_figures_of_nothing_are_none():
    found = figures([])
    assert found.specimens == 0
    assert {found.qwk, found.exact, found.kappa, found.abstention, found.r} == {None}
    assert {found.recall_of_claims, found.alarms_per_specimen} == {None}


def test_each_point_has_its_own_kappa():
    first, second = kappa_per_point(
        [
            as_read((4, 4), ("covered", "covered"), ("covered", "covered")),
            as_read((1, 1), ("missed", "missed"), ("covered", "partial")),
            as_read((1, 1), ("missed", "missed")),
        ]
    )
    assert (first.id, first.verdicts, first.kappa) == ("p0", 3, 1.0)
    assert (second.id, second.verdicts, second.kappa) == ("p1", 2, 0.0)


# -- bars and the report

LOW = Bars(**{bar.name: 9 if bar.name in AT_MOST else -1 for bar in fields(Bars)})


HIGH = {
    "qwk": 0.8,
    "kappa": 0.7,
    "within_one": 0.9,
    "abstention": 0.25,
    "recall_of_claims": 0.6,
    "alarms_per_specimen": 0.05,
}


def test_each_share_has_to_hold_each_bar():
    good = [as_read((4, 4), ("covered", "covered")), as_read((1, 1), ("missed", "missed"))]
    bad = [
        as_read((4, 1), ("covered", "missed"), share="untouched", heard=("a",)),
        as_read((1, 4), ("missed", "unclear"), share="untouched", graded=("b",)),
    ]
    found = Calibration("fake", ("cache",), (), (*good, *bad))
    assert found.below(LOW) == ()
    below = found.below(replace(LOW, **HIGH))
    assert {short.share for short in below} == {"untouched"}
    assert {short.figure: short.value for short in below} == {
        "qwk": -1.0,
        "kappa": pytest.approx(-1 / 3),
        "within_one": 0.0,
        "abstention": 0.5,
        "recall_of_claims": 0.0,
        "alarms_per_specimen": 0.5,
    }
    assert str(below[0]) == "untouched: qwk is -1.000, the bar is at least 0.8"
    assert str(below[-1]).endswith("alarms per specimen is 0.500, the bar is at most 0.05")


def test_a_bar_is_held_by_what_just_reaches_it():
    found = Calibration("fake", ("cache",), (), (as_read((4, 3), ("covered", "unclear")),))
    reached = replace(LOW, within_one=1.0, abstention=1.0, strong=1.0, recall_of_claims=0)
    assert found.below(reached) == ()


def test_what_cannot_be_told_is_held_against_nobody():
    assert Calibration("fake", (), (), ()).below(Bars()) == ()


async def test_the_report_tells_shares_and_questions_apart():
    written = {
        "cache": [
            specimen("stored layers", 4, stored="covered", layers="covered"),  # untouched
            specimen("stored", 3, stored="covered", layers="missed"),
            specimen("nothing", 1, stored="missed", layers="missed", claims=("caches-queries",)),
        ]
    }
    found = await calibrate(
        FakeAssessor(), FakeCalculators(), [CACHE, PAGING], lambda id: written.get(id, ())
    )
    assert (found.assessor, found.questions) == ("fake", ("cache",))
    assert found.without_specimens == ("paging",)
    document = json.loads(json.dumps(found.document(LOW)))
    assert document["below"] == []
    assert list(document["shares"]) == list(SHARES)
    sizes = {share: measured["specimens"] for share, measured in document["shares"].items()}
    assert sizes == Counter(share_of(each.text) for each in written["cache"])
    (cache,) = document["questions"]
    assert cache["id"] == "cache"
    (stored, layers) = cache["shares"]["untouched"]["points"]
    assert (stored, layers["id"]) == ({"id": "stored", "verdicts": 1, "kappa": None}, "layers")
    assert sum(s["claims_missed"] for s in document["shares"].values()) == 1


# -- by kind


def test_kinds_are_read_for_what_they_are():
    readings = [
        as_read((4, 3), kind="full", score=0.9),
        as_read((4, 2), kind="terse"),
        as_read((3, 3), kind="refuting", heard=("a",)),
        as_read((4, 4), kind="plain"),
        as_read((2, 2), kind="partial", score=0.4),
        as_read((1, 1), kind="term-list"),
        as_read((1, 2), kind="hostile"),
        as_read((1, 3), kind="wrong", graded=("a", "b"), heard=("b",), score=0.1),
        as_read((3, 3), kind="one-error", graded=("a",)),
        as_read((1, 1), kind="empty", score=0.2),
        as_read((4, 1), kind="full", followup="size"),
    ]
    found = kind_measures(readings)
    assert found["strong"] == (2, 3)
    assert found["plain_and_spoken"] == (1, 1)
    assert found["textbook"].value is None
    assert found["weak"] == (3, 4)
    assert found["lists_and_injections"] == (1, 2)
    assert found["wrong_heard"] == (1, 1)
    assert found["error_reported"] == (0, 1)
    assert found["refuted_held"] == (1, 1)
    assert found["in_order"] == (1, 1)
    rows = {row.kind: row for row in kind_rows(readings)}
    assert (rows["full"].specimens, rows["full"].read) == (1, (0, 0, 1, 0))
    assert (rows["wrong"].graded, rows["wrong"].same_side) == ((1, 0, 0, 0), 0)


def test_a_question_is_out_of_order_where_a_wrong_answer_beats_a_half_one():
    half, wrong = as_read((2, 2), kind="partial", score=0.3), as_read((1, 2), kind="wrong")
    assert kind_measures([as_read((4, 4), score=0.9), half, wrong])["in_order"] == (0, 1)


async def test_good_answers_are_read_where_they_earn_nothing():
    found = await calibrate(
        FakeAssessor(),
        FakeCalculators(),
        [CACHE, question("paging", area="rag")],
        lambda id: [specimen("stored layers", 4)] if id == "cache" else (),
    )
    assert [(each.misuse, each.asked) for each in found.misused] == [
        ("shuffled", "cache"),
        ("unrelated", "paging"),
    ]
    assert found.measures()["unrelated"] == (1, 1)


def test_every_measure_has_an_aim_a_meaning_and_a_bar():
    measures = Calibration("fake", (), (), ()).measures()
    assert set(measures) == set(AIMS) == set(MEANING)
    assert set(measures) < {bar.name for bar in fields(Bars)}
