"""`--model` and `--budget`: which models play which role, checked before anything begins."""

import re
from dataclasses import replace
from typing import Any, get_args

import click

from mockint.core.errors import InputError, MockintError
from mockint.core.events import SessionStarted
from mockint.core.settings import OFFLINE, ModelChoice, Role

_FOR_ROLE = re.compile(r"(interviewer|judge|candidate)=(.*)", re.DOTALL)
SECOND = "second="
WITHOUT = "Or play without a model: --offline."


def model_options(command: Any) -> Any:
    """Add the options that choose models."""
    for option in reversed(
        [
            click.option(
                "--model",
                "models",
                multiple=True,
                metavar="NAME",
                help="A model as interviewer and judge: provider/model. For one of them alone: "
                "judge=NAME; second=NAME judges too, for a band. May be given more than once.",
            ),
            click.option("--offline", is_flag=True, help="No model, whatever config.yaml says."),
            click.option(
                "--budget",
                type=click.FloatRange(0, min_open=True),
                metavar="DOLLARS",
                help="What the models may cost; when it is used up, the round goes on offline.",
            ),
        ]
    ):
        command = option(command)
    return command


def choose_models(
    models: tuple[str, ...], offline: bool, budget: float | None, usual: ModelChoice
) -> ModelChoice:
    """Return who plays which role: the command line goes before what is usual.

    Raises InputError, or a ModelError with its remedy, for a model that can't be called.
    """
    choice = ModelChoice(budget=budget) if offline else usual
    if budget is not None:
        choice = replace(choice, budget=budget)
    if not offline:
        for text in models:
            choice = _with(choice, text)
        try:
            check_models(choice.models)
        except MockintError as error:
            # A model that was named just now is meant; one that was remembered may be let go.
            hint = "" if models else f" {WITHOUT}"
            raise InputError(error.message, f"{error.remedy}{hint}") from None
    return choice


def played_by(started: SessionStarted) -> ModelChoice:
    """Return who plays in a session that has begun."""

    def model(name: str) -> str | None:
        return None if name == OFFLINE else name

    return ModelChoice(model(started.voice), model(started.assessor))


def check_models(models: tuple[str, ...]) -> None:
    """Raise a ModelError for the first model that can't be called."""
    for model in models:
        from mockint.llm.set_up import check_name  # only where a model was chosen

        check_name(model)


def roles_of(text: str) -> tuple[tuple[Role, ...], str]:
    """Return the roles that `NAME` or `ROLE=NAME` speaks of, and the name."""
    found = _FOR_ROLE.fullmatch(text)
    name = (found[2] if found else text).strip()
    if not name:
        raise InputError(f"--model {text!r} names no model.", WITHOUT)
    every: tuple[Role, ...] = get_args(Role)
    return tuple(each for each in every if found is None or each == found[1]), name


def _with(choice: ModelChoice, text: str) -> ModelChoice:
    if text.startswith(SECOND) and text != SECOND:
        return replace(choice, second=text.removeprefix(SECOND))
    roles, name = roles_of(text)
    model = None if name == OFFLINE else name
    changed: dict[str, Any] = dict.fromkeys(roles, model)
    return replace(choice, **changed)
