"""What a chain of questions shows: a deeper one can only win, and the depth bounds what is won."""

import pytest

from mockint.core.chains import Scored, depth_shown
from mockint.core.state import ScopeState
from tests.builders import follow
from tests.core.designs import case_of, design, dive, sit, talk

DEEP = talk("deep", followups=(follow("deep-2", follow("deep-3")),), when=({"has": ("x",)},))
CASE = case_of(dives=(DEEP, dive("weighed"), talk("flat", when=({"has": ("x",)},))))
STATE = sit(design(CASE)).state


def shown(*scores: float, of: str = "deep") -> float:
    """Return what is shown by the scores of a dive and of the questions below it."""
    names = (None, f"{of}-2", f"{of}-3")
    scored = [
        Scored(ScopeState(f"shop/{of}", name), score, 1)
        for name, score in zip(names, scores, strict=False)
    ]
    return round(depth_shown(STATE, scored), 3)


@pytest.mark.parametrize(
    ("scores", "found"),
    [
        ((0.4,), 0.4),
        ((0.4, 0), 0.4),
        ((1,), 0.49),
        ((1, 0), 0.49),
        ((1, 1), 0.74),
        ((1, 1, 0), 0.74),
        ((1, 1, 1), 1),
        ((0.2, 1, 1), 0.733),
    ],
)
def test_each_further_question_can_only_win(scores: tuple[float, ...], found: float):
    assert shown(*scores) == found


def test_a_chain_that_ends_sooner_shows_all_that_it_can():
    assert shown(1, of="flat") == 1
    assert shown(1, 1, of="weighed") == 1  # the third is a trade-off, which shows something else


def test_dives_count_alike():
    both = [
        Scored(ScopeState(f"shop/{name}", None), score, 3)
        for name, score in (("deep", 0.3), ("flat", 1))
    ]
    assert depth_shown(STATE, both) == 0.65
