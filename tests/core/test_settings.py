"""A user's settings: what holds when nothing is set, and what would make a round of no use."""

import pytest

from mockint.core.settings import ModelChoice, Settings


def test_every_setting_may_be_left_out():
    assert Settings() == Settings("dark", {}, 1.3, None, None)


@pytest.mark.parametrize("pace", [0.5, 1, 5])
def test_a_pace_between_half_and_five_is_taken(pace: float):
    assert Settings(typing_pace=pace).typing_pace == pace


@pytest.mark.parametrize("pace", [0, 0.49, 5.01, -1, float("nan")])
def test_any_other_pace_is_refused(pace: float):
    with pytest.raises(ValueError, match="typing_pace must be between"):
        Settings(typing_pace=pace)


@pytest.mark.parametrize("budget", [0, -1, float("nan")])
def test_a_budget_of_nothing_is_refused(budget: float):
    with pytest.raises(ValueError, match="budget must be more than 0"):
        Settings(budget=budget)


def test_roles_may_have_models_of_their_own():
    settings = Settings(model="lab/one", judge_model="lab/two", candidate_model="offline", budget=1)
    assert settings.chosen() == ModelChoice("lab/one", "lab/two", None, 1)
    assert settings.chosen().models == ("lab/one", "lab/two")
    assert Settings(model="offline").chosen() == ModelChoice()
    assert Settings(model="lab/one").chosen().models == ("lab/one",)
