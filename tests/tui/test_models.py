"""The models screen: what was found, one short call, and the choice that stays."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Input

from mockint.core.errors import InputError
from mockint.core.model_events import ModelCalled
from mockint.core.settings import NO_MODELS, ModelChoice, Role
from mockint.tui.models import Offer, Trial, chosen_words
from mockint.tui.screens.models import TAKEN, UNFINISHED, ModelsScreen
from mockint.tui.widgets.meter_line import MeterLine
from tests.builders import played, question, script_of
from tests.tui.past import text_of
from tests.tui.shell import SIZES, no_waiting, press, running, settled, until

__all__ = ["no_waiting"]

QWEN = "ollama_chat/qwen3:8b"
OFFERS = (
    Offer("ollama_chat/qwen3:8b", "qwen3:8b", "Ollama at http://localhost:11434"),
    Offer("openai/", "OpenAI", "OPENAI_API_KEY is set"),
)


class FakeModels:
    """Models of which one answers."""

    def __init__(self, choice: ModelChoice = NO_MODELS) -> None:
        self.choice = choice
        self.tried: list[str] = []
        self.full_disk = False

    def offers(self) -> tuple[Offer, ...]:
        return OFFERS

    async def try_out(self, model: str) -> Trial:
        self.tried.append(model)
        if model.startswith("ollama_chat/"):
            return Trial(True, "It answered after 0.42 s.")
        return Trial(False, "OpenAI wants a key. Set it: export OPENAI_API_KEY=...")

    def choose(self, roles: Sequence[Role], model: str | None) -> None:
        changed: dict[str, Any] = dict.fromkeys(roles, model)
        self.choice = replace(self.choice, **changed)
        if self.full_disk:
            raise InputError("config.yaml: model was not saved: no space left.")


@pytest.mark.parametrize("size", SIZES)
async def test_a_model_is_found_tried_and_taken(size: tuple[int, int]):
    models = FakeModels()
    async with running(size=size, models=models) as (app, pilot):
        text = await press(pilot, "m")
        assert type(app.screen) is ModelsScreen
        await until(pilot, lambda: "qwen3:8b" in text_of(app))
        text = text_of(app)
        assert "OPENAI_API_KEY is set" in text
        assert "Now: offline" in text
        text = await press(pilot, "down", "down", "enter")
        await until(pilot, lambda: TAKEN[:20] in text_of(app))
        assert "It answered after 0.42 s." in text_of(app)
        assert models.choice == ModelChoice(QWEN, QWEN, QWEN)
        text = await press(pilot, "escape")
        assert app.screen is app.screen_stack[0]
        assert "model: qwen3:8b" in text.splitlines()[0]


async def test_what_fails_is_told_and_changes_nothing():
    models = FakeModels()
    async with running(models=models) as (app, pilot):
        await press(pilot, "m")
        await until(pilot, lambda: "qwen3:8b" in text_of(app))
        text = await press(pilot, "up", "down", "down", "down", "enter")
        assert app.screen.query_one(Input).value == "openai/"
        assert UNFINISHED in text
        await press(pilot, *"gpt", "enter")
        await settled(pilot)
        await until(pilot, lambda: "export OPENAI_API_KEY" in text_of(app))
        assert (models.tried, models.choice) == (["openai/gpt"], NO_MODELS)


async def test_a_role_may_have_its_own_and_offline_is_a_choice_too():
    models = FakeModels(ModelChoice("lab/one", "lab/one"))
    async with running(models=models) as (app, pilot):
        assert "model: one" in text_of(app)
        await press(pilot, "m")
        await until(pilot, lambda: "qwen3:8b" in text_of(app))
        text = await press(pilot, "ctrl+r", "ctrl+r")
        assert "For the judge." in text
        text = await press(pilot, "down", "enter")
        assert "interviewer: one · judge: offline" in text
        assert models.choice == ModelChoice("lab/one", None)


async def test_a_choice_that_cant_be_kept_is_told():
    models = FakeModels()
    models.full_disk = True
    async with running(models=models) as (app, pilot):
        await press(pilot, "m")
        await until(pilot, lambda: "qwen3:8b" in text_of(app))
        await press(pilot, "down", "down", "enter")
        await until(pilot, lambda: "no space left" in text_of(app))
        assert models.choice.judge == "ollama_chat/qwen3:8b"


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        (ModelChoice(), "offline · model: none"),
        (ModelChoice("a/b/one@http://host/v1", "a/b/one@http://host/v1"), "model: one"),
        (ModelChoice(None, "a/two"), "interviewer: offline · judge: two"),
    ],
)
def test_a_choice_in_words(choice: ModelChoice, words: str):
    assert chosen_words(choice) == words


class OnlyTheLine(App[None]):
    def compose(self) -> ComposeResult:
        yield MeterLine()


async def test_the_line_under_a_round_is_there_once_a_model_was_called():
    quiet = played(script_of(question("cache")))
    call = ModelCalled(role="judge", model="lab/[red]", outcome="failed", cause="stalled")
    async with OnlyTheLine().run_test(size=(60, 2)) as pilot:
        line = pilot.app.query_one(MeterLine)
        line.show_state(quiet)
        assert not line.display
        line.show_state(replace(quiet, calls=(call,)))
        await pilot.pause()
        assert text_of(pilot.app).splitlines()[0] == " [red] · read offline: it fell silent"
