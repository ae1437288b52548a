"""Drawing a round's plan: for a seed, from a bank, to fit the minutes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.core.content import Difficulty, Phase, Question
from mockint.core.errors import InputError
from mockint.core.events import PlannedItem, PlannedPhase
from mockint.core.plan import draw_plan
from tests.builders import follow, phase, question, round_of


def pick(id: str, minutes: float = 10, kind: str = "questions", **how: object) -> Phase:
    return phase(id, kind, minutes, pick=how)


AREAS = ("inference", "rag", "agents")
DIFFICULTIES: tuple[Difficulty, ...] = ("junior", "mid", "senior", "staff")
BANK = [
    question(f"{area}-{difficulty}", area=area, difficulty=difficulty, minutes=5)
    for area in AREAS
    for difficulty in DIFFICULTIES
] + [question("last-system", area="conversation", minutes=3)]
NUMBERS = [
    question("kv", followups=[follow("size", follow("deep", numeric=True), numeric=True)]),
    question("quant", followups=[follow("bits", numeric=True), follow("bytes", numeric=True)]),
    question("words", area="rag", followups=[follow("why")]),
]


def asked(plan: tuple[PlannedPhase, ...], phase_id: str = "concept") -> list[str]:
    items = next(each.items for each in plan if each.id == phase_id)
    return [
        item.question if item.followup is None else f"{item.question}/{item.followup}"
        for item in items
    ]


def draw(*phases: Phase, bank: list[Question] = BANK, **more: object):
    return draw_plan(round_of(*phases), bank, **{"seed": 0, **more})  # type: ignore[arg-type]


# -- seeds

SCREEN = (
    phase("opening", "opening", 2),
    phase("background", "conversation", 3, questions=("last-system",)),
    pick("concept", areas=("inference", "rag"), count=2),
    pick("applied", areas=("rag", "agents")),
    phase("yours", "your-questions", 4),
    phase("close", "close", 1),
)


def test_a_plan_has_every_phase_with_its_seconds_and_what_it_asks():
    plan = draw(*SCREEN, typing_pace=1.5)
    assert [(each.id, each.planned_seconds, len(each.items)) for each in plan] == [
        ("opening", 180, 0),
        ("background", 270, 1),
        ("concept", 900, 2),
        ("applied", 900, 1),
        ("yours", 360, 0),
        ("close", 90, 0),
    ]
    assert plan[1].items == (PlannedItem(question="last-system"),)


def test_minutes_are_not_scaled_unless_asked():
    assert draw(phase("close", "close", 1))[0].planned_seconds == 60


@given(st.integers())
def test_the_same_seed_draws_the_same_plan(seed: int):
    assert draw(*SCREEN, seed=seed) == draw(*SCREEN, seed=seed, bank=BANK[::-1])


def test_another_seed_draws_another_plan():
    assert len({draw(*SCREEN, seed=seed) for seed in range(20)}) > 10


def test_two_phases_draw_by_lots_of_their_own():
    def firsts(name: str) -> list[str]:
        return [asked(draw(pick(name), seed=seed), name)[0] for seed in range(20)]

    assert firsts("concept") != firsts("applied")


@given(st.integers())
def test_no_question_is_asked_twice(seed: int):
    plan = draw(*SCREEN, seed=seed)
    questions = [item.question for each in plan for item in each.items]
    assert len(questions) == len(set(questions))


@given(st.integers(min_value=0, max_value=60))
def test_what_a_later_phase_asks_by_name_is_drawn_by_no_earlier_one(seed: int):
    plan = draw(
        pick("concept", count=2, areas=("rag",), minutes=20),
        phase("named", questions=("rag-mid", "rag-staff")),
        seed=seed,
    )
    assert not {"rag-mid", "rag-staff"} & set(asked(plan))


# -- which questions


@given(st.integers())
def test_a_phase_draws_from_its_areas(seed: int):
    for name in asked(draw(pick("concept", areas=("rag",), count=2), seed=seed)):
        assert name.startswith("rag-")


def test_without_areas_a_phase_draws_from_any_but_conversation():
    everything = asked(draw(pick("concept", minutes=180, count=20)))
    assert len(everything) == 12
    assert "last-system" not in everything
    with pytest.raises(InputError):
        draw(pick("concept", areas=("conversation",)))


@given(st.integers())
def test_a_phase_draws_of_its_difficulty(seed: int):
    plan = draw(pick("concept", difficulty=("senior", "staff"), count=2), seed=seed)
    assert {name.split("-")[1] for name in asked(plan)} <= {"senior", "staff"}


@pytest.mark.parametrize("seniority", DIFFICULTIES)
def test_the_candidate_s_seniority_comes_before_the_lot(seniority: Difficulty):
    plan = draw(pick("concept", count=3, minutes=15), seniority=seniority)
    assert {name.split("-")[1] for name in asked(plan)} == {seniority}


@pytest.mark.parametrize(("seniority", "then"), [("junior", "mid"), ("staff", "senior")])
def test_after_the_right_level_the_nearest_comes(seniority: Difficulty, then: str):
    plan = draw(pick("concept", count=6, minutes=30), seniority=seniority)
    levels = [name.split("-")[1] for name in asked(plan)]
    assert levels == [seniority] * 3 + [then] * 3


def test_questions_of_earlier_sessions_are_drawn_last():
    avoid = {f"rag-{difficulty}" for difficulty in DIFFICULTIES[:3]}
    plan = draw(pick("concept", areas=("rag",), count=2), avoid=avoid)
    first, second = asked(plan)
    assert first == "rag-staff"
    assert second in avoid


def test_fresh_questions_come_before_those_of_the_right_level():
    plan = draw(pick("concept", areas=("rag",)), avoid={"rag-mid"}, seniority="mid")
    assert asked(plan)[0] in ("rag-junior", "rag-senior")


# -- minutes


@pytest.mark.parametrize(("minutes", "count"), [(5, 1), (9.9, 1), (10, 2), (14, 2), (15, 3)])
def test_as_many_questions_are_drawn_as_fit_the_minutes(minutes: float, count: int):
    assert len(asked(draw(pick("concept", minutes=minutes, count=3)))) == count


def test_a_shorter_question_takes_the_place_of_one_that_is_too_long():
    bank = [question("long", minutes=9), question("short", minutes=3), question("mid", minutes=6)]
    drawn = {
        tuple(sorted(asked(draw(pick("concept", 10, count=2), bank=bank, seed=seed))))
        for seed in range(20)
    }
    assert drawn == {("long",), ("mid", "short")}


def test_a_phase_that_nothing_fits_cannot_be_played():
    with pytest.raises(InputError, match=r"nothing left for the phase 'concept' \(4 minutes\)"):
        draw(pick("concept", minutes=4))


def test_a_phase_that_an_earlier_one_left_nothing_for_cannot_be_played():
    bank = [question("only", minutes=5)]
    with pytest.raises(InputError, match="nothing left for the phase 'applied'"):
        draw(pick("concept"), pick("applied"), bank=bank)


# -- a wished topic


@given(st.integers())
def test_a_topic_is_asked_first_where_its_area_is_drawn(seed: int):
    plan = draw(*SCREEN, topic="agents-staff", seed=seed)
    assert asked(plan, "applied") == ["agents-staff"]
    assert "agents-staff" not in asked(plan, "concept")


def test_a_topic_that_fits_two_phases_is_asked_in_the_first():
    plan = draw(*SCREEN, topic="rag-mid")
    assert asked(plan)[0] == "rag-mid"
    assert "rag-mid" not in asked(plan, "applied")


def test_a_topic_of_no_phase_s_area_is_asked_in_the_first_that_draws():
    plan = draw(pick("concept", areas=("rag",)), topic="inference-mid")
    assert asked(plan) == ["inference-mid"]


def test_a_topic_that_a_phase_asks_by_name_is_not_asked_again():
    plan = draw(pick("concept"), phase("named", questions=("rag-mid",)), topic="rag-mid")
    assert "rag-mid" not in asked(plan)


@pytest.mark.parametrize(
    ("topic", "message"),
    [
        ("rag-mit", "no question 'rag-mit'. Did you mean 'rag-mid'"),
        ("zzz", "no question 'zzz'. All of them: mockint list questions$"),
    ],
)
def test_an_unknown_topic_is_told_with_its_neighbour(topic: str, message: str):
    with pytest.raises(InputError, match=message):
        draw(*SCREEN, topic=topic)


def test_a_topic_that_is_too_long_for_every_phase_cannot_be_asked():
    bank = [*BANK, question("huge", minutes=30)]
    with pytest.raises(InputError, match="none draws a question of 30 minutes"):
        draw(*SCREEN, bank=bank, topic="huge")
    assert asked(draw(pick("concept", 30), bank=bank, topic="huge")) == ["huge"]


def test_numbers_are_no_home_for_a_topic():
    with pytest.raises(InputError, match="No phase of this round can ask 'kv'"):
        numbers(topic="kv")


# -- one phase alone


def test_one_phase_alone_is_planned_with_the_close():
    assert [each.id for each in draw(*SCREEN, phase="applied")] == ["applied", "close"]


def test_an_unknown_phase_is_told_with_its_neighbour_and_the_others():
    with pytest.raises(InputError, match=r"no phase 'aplied'\. Did you mean 'applied'\? It has: "):
        draw(*SCREEN, phase="aplied")


# -- phases that ask by name


def test_a_phase_that_asks_by_name_keeps_its_order_and_its_length():
    names = ("rag-staff", "agents-mid", "rag-mid", "last-system")
    assert asked(draw(phase("concept", questions=names, minutes=1))) == list(names)


def test_a_name_that_the_bank_lacks_is_told():
    with pytest.raises(InputError, match="'concept' asks 'nope', which the bank lacks"):
        draw(phase("concept", questions=("rag-mid", "nope")))


# -- numbers


def numbers(*phases: Phase, bank: list[Question] = NUMBERS, **more: object):
    sums = phase("sums", "estimate", 5, pick={"kind": "numeric"})
    return draw(*phases, sums, bank=bank, **more)


def test_numeric_follow_ups_are_drawn_from_the_top_of_their_chains():
    drawn = {asked(numbers(seed=seed), "sums")[0] for seed in range(30)}
    assert drawn == {"kv/size", "quant/bits"}


def test_no_two_numbers_of_one_question_are_drawn_in_a_phase():
    plan = draw(phase("sums", "estimate", 5, pick={"kind": "numeric", "count": 4}), bank=NUMBERS)
    assert sorted(asked(plan, "sums")) == ["kv/size", "quant/bits"]


@given(st.integers())
def test_a_number_of_a_question_that_is_not_asked_comes_first(seed: int):
    plan = numbers(phase("concept", questions=("kv",)), seed=seed)
    assert asked(plan, "sums") == ["quant/bits"]


def test_a_number_of_a_question_that_is_asked_is_the_last_resort():
    assert asked(numbers(phase("concept", questions=("kv",)), bank=NUMBERS[:1]), "sums") == [
        "kv/size"
    ]


def test_a_number_that_was_drawn_is_not_drawn_again():
    other = phase("more", "estimate", 5, pick={"kind": "numeric"})
    with pytest.raises(InputError, match="nothing left for the phase 'sums'"):
        numbers(other, bank=NUMBERS[:1])
    assert {*asked(numbers(other, bank=NUMBERS[1:]), "sums")} == {"quant/bytes"}


def test_numbers_mind_the_area_too():
    rag = phase("sums", "estimate", 5, pick={"kind": "numeric", "areas": ("rag",)})
    with pytest.raises(InputError, match="nothing left"):
        draw(rag, bank=NUMBERS)
