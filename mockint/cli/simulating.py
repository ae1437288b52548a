"""`mockint simulate`: a whole round without a person."""

import asyncio
import json
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mockint.answers import Step
from mockint.candidates import KINDS, CandidateKind, simulated
from mockint.cli.codes import DONE
from mockint.cli.models import check_models, choose_models, model_options
from mockint.cli.parts import at_desk, client_for
from mockint.core.document import session_document
from mockint.core.events import Event
from mockint.core.settings import NO_MODELS, ModelChoice
from mockint.core.state import SessionState
from mockint.desk import Desk, RoundOptions
from mockint.plain_screen import Screen
from mockint.player import Candidate, Player

if TYPE_CHECKING:  # only where a model was chosen
    from mockint.llm.usage import Ledger

SCRIPTED_PHASES = frozenset({"opening", "your-questions", "close"})
"""Parts that need no model: a nod, a question about the team, a goodbye."""


@click.command("simulate")
@click.argument("round_id", metavar="ROUND")
@click.option("--candidate", "kind", type=click.Choice(KINDS), default="strong", show_default=True)
@click.option("--persona", metavar="ID", help="Who interviews.")
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True)
@model_options
@click.option("--json", "as_json", is_flag=True, help="Print the session as JSON.")
@click.pass_obj
def simulate_command(
    content: tuple[str, ...],
    round_id: str,
    kind: CandidateKind,
    persona: str | None,
    seed: int,
    models: tuple[str, ...],
    offline: bool,
    budget: float | None,
    as_json: bool,
) -> int:
    """Let a simulated candidate sit a round, on virtual time; nothing is kept.

    The kinds: strong, middling, numberless (silent where a design round wants numbers), silent,
    wandering (off topic), hostile, echo. Without a model they come from the graded specimens; with
    --model NAME it plays interviewer, judge and candidate, with candidate=NAME the last alone.
    """
    choice = choose_models(models, offline, budget, NO_MODELS)
    check_models((choice.candidate,) if choice.candidate else ())
    options = RoundOptions(persona=persona, seed=seed, pace="virtual")
    with tempfile.TemporaryDirectory(prefix="mockint-") as folder:
        kept_nowhere = Path(folder) / "simulated.db"
        playing = partial(
            _simulate, round_id=round_id, kind=kind, options=options, choice=choice, as_json=as_json
        )
        asyncio.run(at_desk(content, playing, kept_nowhere, choice))
    return DONE


async def _simulate(
    desk: Desk,
    round_id: str,
    kind: CandidateKind,
    options: RoundOptions,
    choice: ModelChoice,
    as_json: bool,
) -> None:
    opened = await desk.open(round_id, options)
    runner = opened.runner
    candidate, ledger = _candidate(kind, desk, choice)
    screen = None if as_json else Screen(sys.stdout)
    async for event in runner.start(opened.started):
        _show(screen, event, runner.state)
    async for event in Player(runner, opened.clock, candidate).play():
        _show(screen, event, runner.state)
    if as_json:
        click.echo(json.dumps(session_document(runner.state, runner.log), ensure_ascii=False))
    if ledger is not None:
        from mockint.report import usage_text

        click.echo(f"candidate: {usage_text(ledger.take())}", err=True)


def _candidate(
    kind: CandidateKind, desk: Desk, choice: ModelChoice
) -> "tuple[Candidate, Ledger | None]":
    """Return a candidate of a kind, played by a model where one was chosen."""
    script = simulated(kind, desk.library.specimens, desk.engine.calculators)
    if choice.candidate is None:
        return script, None
    from mockint.llm.candidate import ModelCandidate

    client, ledger = client_for(choice.candidate, budget=choice.budget)
    played = ModelCandidate(client, choice.candidate, kind)

    async def reply(state: SessionState) -> Step | None:
        if state.phase is None or state.phase.kind in SCRIPTED_PHASES:
            return script(state)
        text = await played.answer(state)
        return Step("answer", text) if text else Step("silence")

    return reply, ledger


def _show(screen: Screen | None, event: Event, state: SessionState) -> None:
    if screen is not None:
        screen.candidate(event)
        screen.show(event, state)
