"""`mockint simulate`: a whole round without a person."""

import asyncio
import json
import sys
import tempfile
from functools import partial
from pathlib import Path

import click

from mockint.candidates import KINDS, CandidateKind, simulated
from mockint.cli.codes import DONE
from mockint.cli.parts import at_desk
from mockint.core.document import session_document
from mockint.core.events import Event
from mockint.core.state import SessionState
from mockint.desk import Desk, RoundOptions
from mockint.plain import Screen
from mockint.player import Player


@click.command("simulate")
@click.argument("round_id", metavar="ROUND")
@click.option("--candidate", "kind", type=click.Choice(KINDS), default="strong", show_default=True)
@click.option("--persona", metavar="ID", help="Who interviews.")
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print the session as JSON.")
@click.pass_obj
def simulate_command(
    content: tuple[str, ...],
    round_id: str,
    kind: CandidateKind,
    persona: str | None,
    seed: int,
    as_json: bool,
) -> int:
    """Let a scripted candidate sit a round, on virtual time; nothing is kept.

    The kinds: strong, middling, numberless (silent where a design round wants numbers), silent,
    wandering (off topic), hostile, echo.
    """
    options = RoundOptions(persona=persona, seed=seed, pace="virtual")
    with tempfile.TemporaryDirectory(prefix="mockint-") as folder:
        kept_nowhere = Path(folder) / "simulated.db"
        playing = partial(_simulate, round_id=round_id, kind=kind, options=options, as_json=as_json)
        asyncio.run(at_desk(content, playing, kept_nowhere))
    return DONE


async def _simulate(
    desk: Desk, round_id: str, kind: CandidateKind, options: RoundOptions, as_json: bool
) -> None:
    opened = await desk.open(round_id, options)
    runner = opened.runner
    candidate = simulated(kind, desk.library.specimens, desk.engine.calculators)
    screen = None if as_json else Screen(sys.stdout)
    async for event in runner.start(opened.started):
        _show(screen, event, runner.state)
    async for event in Player(runner, opened.clock, candidate).play():
        _show(screen, event, runner.state)
    if as_json:
        click.echo(json.dumps(session_document(runner.state, runner.log), ensure_ascii=False))


def _show(screen: Screen | None, event: Event, state: SessionState) -> None:
    if screen is not None:
        screen.candidate(event)
        screen.show(event, state)
