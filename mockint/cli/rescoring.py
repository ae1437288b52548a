"""`mockint rescore`: the answers of a round that is over, read once more."""

import asyncio

import click

from mockint.cli.codes import DONE
from mockint.cli.models import choose_models, model_options
from mockint.cli.parts import at_desk
from mockint.cli.startup import startup_settings
from mockint.core.scoring import scorecard
from mockint.core.state import SessionState
from mockint.desk import Desk
from mockint.report import level_text, scorecard_lines


@click.command("rescore")
@click.argument("session")
@model_options
@click.pass_obj
def rescore_command(
    content: tuple[str, ...],
    session: str,
    models: tuple[str, ...],
    offline: bool,
    budget: float | None,
) -> int:
    """Read every answer of SESSION once more: offline, or by a model as judge.

    What was said stays as it is, and so do the verdicts before: the log keeps both.
    """
    choice = choose_models(models, offline, budget, startup_settings().chosen())

    async def again(desk: Desk) -> tuple[SessionState, SessionState]:
        found = await desk.store.find(session)
        before, _ = await desk.read(found)
        return before, await desk.rescore(found)

    before, after = asyncio.run(at_desk(content, again, choice=choice))
    for line in scorecard_lines(after):
        click.echo(line)
    was, now = level_text(scorecard(before).level), level_text(scorecard(after).level)
    click.echo(f"\nOverall: {was} before, {now} now.")
    return DONE
