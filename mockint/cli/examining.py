"""`mockint doctor`: what models can be called from here, and whether one of them answers."""

import asyncio
import platform
from importlib.metadata import PackageNotFoundError, version
from typing import get_args

import click

from mockint import __version__
from mockint.cli.codes import DONE
from mockint.cli.models import check_models, roles_of
from mockint.cli.startup import keep_models, startup_settings
from mockint.core.settings import ModelChoice, Role

INDENT = " " * 13


@click.command("doctor")
@click.option(
    "--model",
    "model",
    metavar="NAME",
    help="Try this model with one short call, and remember it when it answers (judge=NAME: for "
    "that role alone).",
)
@click.option("--remember/--no-remember", default=True, help="Whether config.yaml keeps it.")
def doctor_command(model: str | None, remember: bool) -> int:
    """Say what models can be called from here; with --model, try one."""
    for line in _environment():
        click.echo(line)
    if model is not None:
        _examine(model, remember)
    return DONE


def _examine(text: str, remember: bool) -> None:
    from mockint.cli.parts import client_for
    from mockint.llm.probing import try_model

    roles, name = roles_of(text)
    click.echo(f"\nTrying {name} ...")
    check_models((name,))
    client, _ = client_for(name)
    tried = asyncio.run(try_model(client, name))
    if tried.fault is not None:
        raise tried.fault
    click.echo(tried.words)
    if remember:
        keep_models(roles, name)
        click.echo("Remembered: rounds are played with it from now on, but for --offline.")


def _environment() -> list[str]:
    from mockint.llm.discovery import keys_found, servers_found

    lines = [f"mockint      {__version__}, Python {platform.python_version()}"]
    lines.append(f"litellm      {_version('litellm') or 'not installed: pip install litellm'}")
    keyring = _version("keyring")
    lines.append(f"keyring      {keyring or 'not installed; keys come from the environment'}")
    lines += _column("chosen", _chosen(startup_settings().chosen()), "none: rounds are offline")
    keys = [f"{each.variable} ({each.provider.title}, {each.where})" for each in keys_found()]
    lines += _column("keys", keys, "none found")
    servers = [
        f"{each.title} at {each.address}: {', '.join(each.models[:5])}"
        + (f" and {len(each.models) - 5} more" if len(each.models) > 5 else "")
        for each in servers_found()
    ]
    return lines + _column("running here", servers, "no server of models")


def _chosen(choice: ModelChoice) -> list[str]:
    named = [
        f"{role}: {model}"
        for role in get_args(Role)
        if (model := getattr(choice, role)) is not None
    ]
    if named and choice.budget is not None:
        named.append(f"budget: ${choice.budget:.2f} a session")
    return named


def _column(title: str, values: list[str], nothing: str) -> list[str]:
    first, *others = values or [nothing]
    return [f"{title:<13}{first}", *(INDENT + each for each in others)]


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
