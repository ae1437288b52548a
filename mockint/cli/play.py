"""`mockint run` and `mockint resume`: a round, by hand or from an answers file."""

import asyncio
import json
import shutil
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal, TextIO, cast

import click

from mockint.answers import parse_answers
from mockint.cli.codes import DONE, INTERRUPTED
from mockint.cli.models import choose_models, model_options, played_by
from mockint.cli.parts import at_desk
from mockint.cli.startup import startup_settings
from mockint.cli.terminal import fits_here
from mockint.core.clock import GAP_SECONDS
from mockint.core.document import session_document
from mockint.core.errors import InputError
from mockint.core.events import Event, Pace, SessionStarted
from mockint.core.settings import ModelChoice, Settings
from mockint.desk import Desk, Opened, RoundOptions
from mockint.plain import Conversation, Screen
from mockint.player import Player, scripted

GapChoice = Literal["count", "skip"]
LARGEST_ANSWERS_FILE = 4_000_000


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
    script = _script(answers, pace)
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
    text = None if answers is None else _read_answers(answers)
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


def _script(answers: str | None, pace: Pace | None) -> str | None:
    """Return the answers file's text, or standard input's where no clock can read along."""
    if answers is not None:
        return _read_answers(answers)
    if pace in ("virtual", "untimed") and not sys.stdin.isatty():
        return _read_answers("-")
    if pace == "virtual":
        raise InputError(
            "Virtual time comes from an answers file.", "Give one: --answers FILE, or pipe it in."
        )
    return None


def _read_answers(name: str) -> str:
    try:
        if name == "-":
            raw = sys.stdin.buffer.read(LARGEST_ANSWERS_FILE + 1)
        else:
            with Path(name).open("rb") as file:
                raw = file.read(LARGEST_ANSWERS_FILE + 1)
        if len(raw) > LARGEST_ANSWERS_FILE:
            raise InputError(f"{name}: an answers file may hold 4 MB.", "Split the session.")
        text = raw.decode("utf-8")
    except OSError as error:
        raise InputError(f"{name}: {error.strerror}.", "Check the path of --answers.") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise InputError(f"{name}:{line}: this is not UTF-8.", "Save the file as UTF-8.") from None
    parse_answers(text, name)
    return text


async def _run(desk: Desk, round_id: str, options: RoundOptions, as_json: bool) -> int:
    newcomer = options.script is None and not await desk.store.sessions(1)
    opened = await desk.open(round_id, options)
    screen = _screen(as_json)
    if newcomer and round_id != "warm-up" and sys.stdin.isatty():
        screen.line("First time here? `mockint run warm-up` is eight minutes, one question.\n")
    beginning = opened.runner.start(opened.started)
    return await _play(opened, screen, beginning, False, as_json)


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
    screen = _screen(as_json)
    counted = _gap_counts(opened, choice)
    return await _play(opened, screen, _go_on(opened, screen, counted), counted, as_json)


async def _go_on(opened: Opened, screen: Screen, counted: bool) -> AsyncIterator[Event]:
    """Say where the round stands, settle the gap, and finish a turn that was left half done."""
    if opened.started.script is None:
        screen.recap(opened.runner.state, opened.draft)
    if opened.gap_seconds:
        if counted:
            opened.clock.skip(opened.gap_seconds)
        async for event in opened.runner.found_gap(opened.gap_seconds, counted):
            yield event
    async for event in opened.runner.go_on():
        yield event


def _gap_counts(opened: Opened, choice: GapChoice | None) -> bool:
    """Ask whether the time away counts, where there was any and somebody can answer."""
    if choice is not None or opened.gap_seconds <= GAP_SECONDS or not sys.stdin.isatty():
        return choice == "count"
    minutes = opened.gap_seconds / 60
    return click.confirm(
        f"You were away for {minutes:.1f} minutes. Count them as round time?",
        default=False,
        err=True,
    )


async def _play(
    opened: Opened, screen: Screen, beginning: AsyncIterator[Event], counted: bool, as_json: bool
) -> int:
    runner, session = opened.runner, opened.runner.session
    await runner.claim()
    code = DONE
    try:
        if opened.runner.state.started is None:
            screen.opening(opened.runner.state, opened.started)
        if opened.started.script is not None:
            await _scripted(opened, screen, beginning)
        else:
            code = await _talk(opened, screen, beginning, counted)
    finally:
        await runner.release()
    if as_json:
        click.echo(json.dumps(session_document(runner.state, runner.log), ensure_ascii=False))
    elif runner.state.closed is not None:
        screen.line(f"\nKept as {session}. Read it again: mockint show {session}")
    return code


async def _scripted(opened: Opened, screen: Screen, beginning: AsyncIterator[Event]) -> None:
    steps = parse_answers(opened.started.script or "")
    async for event in beginning:
        screen.show(event, opened.runner.state)
    async for event in Player(opened.runner, opened.clock, scripted(steps)).play():
        screen.show(event, opened.runner.state)


async def _talk(
    opened: Opened, screen: Screen, beginning: AsyncIterator[Event], counted: bool
) -> int:
    session = opened.runner.session
    conversation = Conversation(
        opened.runner, opened.clock, screen, sys.stdin, draft=opened.draft, count_gaps=counted
    )
    code = DONE
    try:
        closed = await conversation.hold(beginning)
    except (KeyboardInterrupt, asyncio.CancelledError):
        closed, code = False, INTERRUPTED
    if not closed:
        screen.line(f"\nLeft open; nothing is lost. Go on: mockint resume {session}")
    return code


def _screen(as_json: bool) -> Screen:
    """Lines go to standard output; when that carries JSON, nowhere."""
    width = min(88, shutil.get_terminal_size((80, 24)).columns)
    return Screen(cast(TextIO, _Nowhere()) if as_json else sys.stdout, width)


class _Nowhere:
    """Swallows what is written."""

    def write(self, text: str) -> int:
        """Drop the text."""
        return len(text)

    def flush(self) -> None:
        """Do nothing."""
