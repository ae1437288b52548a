"""The next question: its difficulty follows the verdicts, and it fits the minutes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.core.choosing import target_difficulty
from mockint.core.content import Phase, Question
from mockint.core.content.question import DIFFICULTIES, Difficulty
from mockint.core.plan import draw_plan
from tests.builders import (
    Sitting,
    Step,
    claim,
    follow,
    happens,
    point,
    question,
    says,
    script_of,
    skips,
    started,
)
from tests.builders import phase as phase_of

STRONG, FAIR, POOR, WRONG = says("a b c d"), says("a b"), says("a"), says("nothing of it")


def of(difficulty: Difficulty, number: int, **more: object) -> Question:
    points = [point(each, probe=None) for each in "abcd"]
    name = f"{difficulty}-{number}"
    fields = {"points": points, "difficulty": difficulty, "minutes": 5} | more
    return question(name, **fields)  # type: ignore[arg-type]


BANK = [of(difficulty, number) for difficulty in DIFFICULTIES for number in range(6)]


def chosen(
    *steps: Step,
    bank: list[Question] = BANK,
    seniority: Difficulty | None = None,
    phases: tuple[Phase, ...] = (phase_of("concept", minutes=30, pick={"count": 5}),),
    seed: int = 0,
) -> list[str]:
    """Return the difficulties of the questions that were asked."""
    return [
        name.split("-")[0]
        for name in asked(*steps, bank=bank, seniority=seniority, phases=phases, seed=seed)
    ]


def asked(*steps: Step, **setting: object) -> list[str]:
    sitting = sat(*steps, **setting)  # type: ignore[arg-type]
    moves = [turn.move for turn in sitting.state.turns if turn.move]
    return [m.question or "" for m in moves if m.kind in ("ask", "move-on") and m.question]


def sat(
    *steps: Step,
    bank: list[Question] = BANK,
    seniority: Difficulty | None = None,
    phases: tuple[Phase, ...] = (phase_of("concept", minutes=30, pick={"count": 5}),),
    seed: int = 0,
) -> Sitting:
    script = script_of(*bank, phases=phases)
    plan = draw_plan(script.round, bank, seed=seed, seniority=seniority)
    first = started(script.round).model_copy(update={"plan": plan, "seniority": seniority})
    sitting = Sitting(script, first=first).play(*steps)
    sitting.reply()
    return sitting


def test_it_begins_at_the_level_that_was_asked_for_and_else_in_the_middle():
    for seniority in DIFFICULTIES:
        assert chosen(seniority=seniority) == [seniority]
    assert chosen() == ["mid"]


def test_strong_answers_are_followed_by_harder_questions():
    assert chosen(STRONG, STRONG, STRONG) == ["mid", "senior", "staff", "staff"]


def test_weak_answers_are_followed_by_easier_ones():
    assert chosen(WRONG, WRONG, seniority="senior") == ["senior", "mid", "junior"]
    assert chosen(skips, seniority="senior") == ["senior", "mid"]


def test_what_is_known_by_then_is_corrected_in_half_steps():
    assert target_difficulty(sat(STRONG, POOR).state) == 1.5
    assert target_difficulty(sat(STRONG, POOR, STRONG).state) == 2.0
    assert target_difficulty(sat(STRONG, POOR, STRONG, FAIR).state) == 2.25


def test_it_never_leaves_the_scale():
    assert target_difficulty(sat(WRONG, WRONG, WRONG).state) == 0
    assert target_difficulty(sat(STRONG, STRONG, STRONG, STRONG).state) == 3


def test_a_question_that_is_still_open_says_nothing_yet():
    assert target_difficulty(sat().state) == 1


def test_stories_of_one_s_own_don_t_count():
    story = question("story", area="conversation")
    phases = (
        phase_of("background", "conversation", 5, questions=("story",)),
        phase_of("concept", minutes=10, pick={"count": 1}),
    )
    assert asked(says("nothing"), bank=[story, *BANK], phases=phases)[1].startswith("mid")


@given(st.lists(st.sampled_from((STRONG, FAIR, POOR, WRONG, skips)), max_size=9), st.integers())
def test_nothing_is_asked_twice_and_the_count_and_the_minutes_hold(steps: list[Step], seed: int):
    phases = (
        phase_of("concept", minutes=16, pick={"count": 3}),
        phase_of("applied", minutes=11, pick={"count": 2}),
    )
    names = asked(*steps[:4], phases=phases, seed=seed)
    assert len(set(names)) == len(names)
    assert len(names) == min(5, len(steps[:4]) + 1)


def test_a_long_question_is_not_chosen_where_the_rest_would_not_fit():
    bank = [of("mid", 0), of("mid", 1), of("mid", 2), of("senior", 0, minutes=9)]
    phases = (phase_of("concept", minutes=15, pick={"count": 3}),)
    assert chosen(STRONG, STRONG, bank=bank, phases=phases, seniority="mid") == ["mid"] * 3


def test_where_nothing_else_fits_the_phase_ends():
    lengths: dict[Difficulty, tuple[int, ...]] = {"mid": (4, 6, 6), "senior": (8,)}
    bank = [
        of(difficulty, number, minutes=minutes, area="rag")
        for difficulty, all_minutes in lengths.items()
        for number, minutes in enumerate(all_minutes)
    ]
    phases = (
        phase_of("first", minutes=5, pick={"areas": ("inference",), "count": 1}),
        phase_of("concept", minutes=16, pick={"areas": ("rag",), "count": 3}),
        phase_of("close", "close", 1),
    )
    first = of("mid", 9)
    names = asked(*[STRONG] * 3, bank=[first, *bank], phases=phases, seniority="mid")
    assert names == ["mid-9", "senior-0", "mid-0"]


def test_numbers_are_chosen_like_questions_and_not_from_one_that_was_asked():
    size = follow("size", numeric=True)
    bank = [of(each, 0, followups=[size]) for each in DIFFICULTIES]
    phases = (
        phase_of("concept", minutes=5, pick={"count": 1}),
        phase_of("estimate", "estimate", 5, pick={"kind": "numeric", "count": 1}),
    )
    sitting = sat(skips, bank=bank, phases=phases, seniority="mid")
    move = next(turn.move for turn in reversed(sitting.state.turns) if turn.move)
    assert (move.question, move.followup) == ("junior-0", "size")


def test_where_only_openings_are_asked_each_answer_leads_to_the_next():
    more = [of("mid", n, claims=[claim("no")], followups=[follow("why")]) for n in range(4)]
    phases = (phase_of("sprint", minutes=6, pick={"kind": "opener", "count": 3}),)
    steps = (says("!no"), happens(seconds=0), says("a"))
    names = asked(*steps, bank=more, phases=phases)
    assert len(names) == 3
    assert not sat(*steps, bank=more, phases=phases).state.challenged


@pytest.mark.parametrize("seniority", DIFFICULTIES)
def test_a_wished_topic_is_asked_whatever_its_difficulty(seniority: Difficulty):
    script = script_of(*BANK, phases=(phase_of("concept", minutes=10, pick={"count": 1}),))
    plan = draw_plan(script.round, BANK, seed=1, seniority=seniority, topic="staff-3")
    assert (plan[0].items[0].question, plan[0].spares) == ("staff-3", ())


def test_spares_are_fresh_and_of_every_difficulty():
    script = script_of(*BANK, phases=(phase_of("concept", minutes=10, pick={"count": 1}),))
    plan = draw_plan(script.round, BANK, seed=1, avoid={"mid-0", "mid-1", "mid-2"})
    names = [item.question for item in plan[0].spares]
    assert {name.split("-")[0] for name in names} == set(DIFFICULTIES)
    assert not {"mid-0", "mid-1", "mid-2", plan[0].items[0].question} & set(names)
