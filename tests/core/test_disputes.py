"""Two readings of one answer: what counts as a dispute, and what reading again changes."""

from typing import Any

import pytest

from mockint.core.assessment import Assessment, Judged, PointVerdict, Verdict
from mockint.core.disputes import disagreements, is_disputed, level_band, offline_of
from mockint.core.events import Assessed, Rescored
from mockint.core.fold import fold_all
from mockint.core.model_events import HeldBack
from mockint.core.scorecard import Scorecard
from mockint.core.scoring import scorecard
from tests.builders import (
    Sitting,
    claim,
    follow,
    happens,
    phase,
    point,
    question,
    says,
    script_of,
    takes_hint,
)

JUDGED = Judged(prompt="1", rubric="abc", seed=7)
SCRIPT = script_of(
    question(
        "cache",
        points=[point("stored", 1, None), point("layers", 1, None)],
        wrong_claims=(claim("is-free"),),
        followups=[follow("size", points=[point("factors", 1, None)])],
    ),
    phases=[phase("concept", questions=("cache",))],
)


def read(level: int | None, assessor: str = "offline", **more: Any) -> Assessment:
    return Assessment(question="cache", assessor=assessor, level=level, **more)


def by_judge(level: int | None, offline: int | None, **more: Any) -> Assessment:
    return read(level, "lab/one", beside=(read(offline),), judged=JUDGED, **more)


def verdict(id: str, verdict: Verdict) -> PointVerdict:
    return PointVerdict(id=id, verdict=verdict, strength=0)


@pytest.mark.parametrize(
    ("judge", "offline", "disputed"),
    [
        (2, 2, False),
        (3, 2, True),
        (4, 1, True),
        (2, 3, False),
        (1, 3, True),
        (2, None, True),
        (None, 3, False),
        (None, None, False),
    ],
)
def test_a_level_above_the_offline_one_is_disputed_and_one_far_below_it(
    judge: int | None, offline: int | None, disputed: bool
):
    assert is_disputed(by_judge(judge, offline)) == disputed


def test_an_offline_reading_has_nothing_to_dispute():
    alone = read(4, points=(verdict("stored", "covered"),))
    assert offline_of(alone) is alone
    assert not is_disputed(alone)
    assert not list(disagreements(alone))
    assert level_band(alone) is None


def test_points_that_are_read_differently_are_named():
    offline: list[Verdict] = ["missed", "covered", "partial", "missed", "contradicted"]
    judge: list[Verdict] = ["covered", "covered", "unclear", "contradicted", "contradicted"]
    names = ("a", "b", "c", "d", "e")
    assessment = read(
        3,
        "lab/one",
        judged=JUDGED,
        points=(
            *(verdict(*pair) for pair in zip(names, judge, strict=True)),
            verdict("f", "missed"),
        ),
        beside=(read(2, points=tuple(map(verdict, names, offline))),),
    )
    assert [(each.point, each.judge, each.offline) for each in disagreements(assessment)] == [
        ("a", "covered", "missed"),
        ("d", "contradicted", "missed"),
    ]


def test_passes_of_a_model_make_a_band_in_which_the_offline_level_has_no_part():
    twice = by_judge(3, 1).model_copy(
        update={"beside": (read(1), read(2, "lab/one", judged=JUDGED))}
    )
    assert level_band(twice) == (2, 3)
    assert level_band(by_judge(3, 1)) is None


def reading(turn: int, *points: str, followup: str | None = None, **more: Any) -> Assessed:
    names = ("factors",) if followup else ("stored", "layers")
    found = tuple(verdict(name, "covered" if name in points else "missed") for name in names)
    score = len(points) / len(names)
    assessment = Assessment(
        question="cache", followup=followup, assessor="lab/one", points=found, score=score, **more
    )
    return Assessed(turn=turn, assessment=assessment)


def test_reading_again_gives_points_at_the_price_of_the_hints_of_their_time():
    sitting = Sitting(SCRIPT).play(says("hm"), takes_hint, says("layers"))
    assert sitting.state.scopes["cache"].credits == {"stored": 0.0, "layers": 0.8}
    turns = [turn.number for turn in sitting.state.turns if turn.speaker == "candidate"]
    first, second = reading(turns[0], "stored"), reading(turns[1], "stored", "layers")
    sitting.record(Rescored(assessor="lab/one", readings=(first, second)))
    scope = sitting.state.scopes["cache"]
    assert scope.credits == {"stored": 1.0, "layers": 0.8}
    assert scope.assessment == second.assessment
    read_by = {turn.assessment.assessor for turn in sitting.state.turns if turn.assessment}
    assert read_by == {"lab/one"}
    assert fold_all(SCRIPT, sitting.log) == sitting.state


def test_what_was_not_read_again_stays_as_it_was():
    sitting = Sitting(SCRIPT).play(says("stored layers"), says("factors"))
    before = sitting.state.scopes
    sitting.record(Rescored(assessor="lab/one", readings=(reading(99, "stored"),)))
    assert sitting.state.scopes == before
    unknown = reading(2).assessment.model_copy(update={"question": "paging"})
    sitting.record(Rescored(assessor="lab/one", readings=(Assessed(turn=2, assessment=unknown),)))
    assert sitting.state.scopes == before


def test_the_offline_verdicts_are_kept_and_may_be_looked_at_instead():
    offline = reading(2).assessment.model_copy(update={"assessor": "offline"})
    judge = reading(2, "stored", "layers", beside=(offline,))
    sitting = Sitting(SCRIPT).play(says("hm"))
    sitting.record(Rescored(assessor="lab/one", readings=(judge,)))
    assert sitting.state.scopes["cache"].credits == {"stored": 1.0, "layers": 1.0}
    by_script = sitting.state.as_read_offline().scopes["cache"]
    assert by_script.credits == {"stored": 0.0, "layers": 0.0}
    assert by_script.assessment == offline


def test_what_was_held_back_is_counted():
    held = HeldBack(turn=1, rule="verdict", model="lab/one")
    assert Sitting(SCRIPT).play(happens(held)).state.held_back == (held,)


def judge_sits(judge: Assessed, *, ungraded: str | None = None) -> Scorecard:
    sitting = Sitting(SCRIPT).play(says("hm"))
    read = judge.assessment.model_copy(update={"ungraded": ungraded})
    sitting.record(Assessed(turn=2, assessment=read))
    return scorecard(sitting.state)


def test_a_debrief_shows_both_levels_and_where_they_part():
    offline = reading(2).assessment.model_copy(update={"assessor": "offline", "level": 1})
    card = judge_sits(reading(2, "stored", "layers", beside=(offline,), judged=JUDGED, level=4))
    assert (card.level, card.offline_level) == (4, 1)
    assert [(each.level, each.offline_level) for each in card.dimensions] == [(4, 1)]
    (dispute,) = card.disputes
    assert (dispute.turn, dispute.level, dispute.offline_level, dispute.disputed) == (2, 4, 1, True)
    assert [each.point for each in dispute.points] == ["stored", "layers"]


def test_where_they_agree_there_is_no_dispute_unless_the_passes_differ():
    offline = reading(2, "stored").assessment.model_copy(update={"assessor": "offline", "level": 2})
    agreed = reading(2, "stored", beside=(offline,), judged=JUDGED, level=2)
    assert judge_sits(agreed).disputes == ()
    second = reading(2, judged=JUDGED, level=1).assessment
    twice = reading(2, "stored", beside=(offline, second), judged=JUDGED, level=2)
    assert [each.band for each in judge_sits(twice).disputes] == [(1, 2)]


def test_a_turn_that_was_not_graded_is_named():
    card = judge_sits(reading(2), ungraded="Nothing came.")
    assert card.ungraded == (2,)
    assert card.disputes == ()


def test_without_a_model_there_is_one_level():
    card = scorecard(Sitting(SCRIPT).play(says("stored")).state)
    assert card.offline_level is None
    assert [each.offline_level for each in card.dimensions] == [None]
