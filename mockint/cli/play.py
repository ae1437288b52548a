"""`mockint run` and `mockint resume`: a round, by hand or from an answers file."""

import asyncio
import sys
from dataclasses import replace
from typing import Any

import click

from mockint.cli.models import choose_models, model_options, played_by
from mockint.cli.parts import at_desk
from mockint.cli.playing import GapChoice, gap_counts, go_on, lines_screen, play
from mockint.cli.scripts import read_answers, script_of
from mockint.cli.startup import startup_settings
from mockint.cli.terminal import fits_here
from mockint.core.events import Pace, SessionStarted
from mockint.core.settings import ModelChoice, Settings
from mockint.desk import Desk, RoundOptions


def round_options(command: Any) -> Any:
    """Add the options that choose a round's people, questions and pace."""
    for option in reversed(
        [
            click.option("--persona", metavar="ID", help="Who interviews."),
            click.option("--seed", type=click.IntRange(0), help="Draws the same questions again."),
            click.option(
                "--pace",
                type=click.Choice(["real", "virtual", "untimed"]),
                help="How time passes: virtual takes it from the answers file.",
            ),
            click.option(
                "--seniority",
                type=click.Choice(["junior", "mid", "senior", "staff"]),
                help="Which questions are preferred.",
            ),
            click.option("--phase", metavar="ID", help="Play only this part of the round."),
            click.option("--topic", metavar="ID", help="Ask this question, or this deep dive."),
            click.option(
                "--typing-pace",
                type=click.FloatRange(0.5, 5.0),
                help="Stretches the minutes (default: 1.3, or what config.yaml says): rounds are "
                "spoken in life and typed here.",
            ),
        ]
    ):
        command = option(command)
    return command


def play_options(command: Any) -> Any:
    """Add the options that say where answers come from and what comes out."""
    for option in reversed(
        [
            click.option(
                "--answers",
                metavar="FILE",
                type=click.Path(),
                help="Take the answers from a file (- is standard input).",
            ),
            click.option("--plain", is_flag=True, help="Lines instead of a full screen."),
            click.option("--json", "as_json", is_flag=True, help="Print the session as JSON."),
        ]
    ):
        command = option(command)
    return command


@click.command("run")
@click.argument("round_id", metavar="ROUND")
@round_options
@model_options
@play_options
@click.pass_obj
def run_command(
    content: tuple[str, ...],
    round_id: str,
    persona: str | None,
    seed: int | None,
    pace: Pace | None,
    seniority: Any,
    phase: str | None,
    topic: str | None,
    typing_pace: float | None,
    models: tuple[str, ...],
    offline: bool,
    budget: float | None,
    answers: str | None,
    plain: bool,
    as_json: bool,
) -> int:
    """Sit a round. `mockint list rounds` names them; `warm-up` is the one to begin with."""
    script = script_of(answers, pace)
    # A scripted round must come out the same whatever somebody has set.
    settings = startup_settings() if script is None else Settings()
    choice = choose_models(models, offline, budget, settings.chosen())
    options = RoundOptions(
        persona=persona or settings.persona,
        seed=seed,
        pace=pace or ("virtual" if script is not None else None),
        seniority=seniority or settings.seniority,
        phase=phase,
        topic=topic,
        typing_pace=settings.typing_pace if typing_pace is None else typing_pace,
        script=script,
    )
    if script is None and not plain and not as_json and fits_here():
        from mockint.cli.app import open_round

        return open_round(content, round_id, options, choice)
    playing = at_desk(content, lambda desk: _run(desk, round_id, options, as_json), choice=choice)
    return asyncio.run(playing)


@click.command("resume")
@click.argument("session", required=False, default="")
@click.option(
    "--gap",
    type=click.Choice(["count", "skip"]),
    help="Whether the time away counts as round time (default: you are asked; skip in a pipe).",
)
@model_options
@play_options
@click.pass_obj
def resume_command(
    content: tuple[str, ...],
    session: str,
    gap: GapChoice | None,
    models: tuple[str, ...],
    offline: bool,
    budget: float | None,
    answers: str | None,
    plain: bool,
    as_json: bool,
) -> int:
    """Go on with a round that was left open: the newest, or SESSION (its first letters do)."""
    text = None if answers is None else read_answers(answers)
    usual = startup_settings().chosen()
    if not models and not offline:  # it goes on with who was there
        usual = asyncio.run(at_desk(content, lambda desk: _was_there(desk, session, usual)))
    choice = choose_models(models, offline, budget, usual)
    if text is None and not plain and not as_json and fits_here():
        from mockint.cli.app import open_session

        return open_session(content, session, gap, choice)
    playing = at_desk(
        content, lambda desk: _resume(desk, session, gap, text, as_json), choice=choice
    )
    return asyncio.run(playing)


async def _run(desk: Desk, round_id: str, options: RoundOptions, as_json: bool) -> int:
    newcomer = options.script is None and not await desk.store.sessions(1)
    opened = await desk.open(round_id, options)
    screen = lines_screen(as_json)
    if newcomer and round_id != "warm-up" and sys.stdin.isatty():
        screen.line("First time here? `mockint run warm-up` is eight minutes, one question.\n")
    beginning = opened.runner.start(opened.started)
    return await play(opened, screen, beginning, False, as_json)


async def _was_there(desk: Desk, prefix: str, usual: ModelChoice) -> ModelChoice:
    events = await desk.store.events(await desk.store.find(prefix), 1)
    started = events[0].payload if events else None
    return (
        replace(played_by(started), budget=usual.budget)
        if isinstance(started, SessionStarted)
        else usual
    )


async def _resume(
    desk: Desk, prefix: str, choice: GapChoice | None, answers: str | None, as_json: bool
) -> int:
    opened = await desk.reopen(await desk.store.find(prefix))
    if answers is not None:
        opened = replace(opened, started=opened.started.model_copy(update={"script": answers}))
    screen = lines_screen(as_json)
    counted = gap_counts(opened, choice)
    return await play(opened, screen, go_on(opened, screen, counted), counted, as_json)
