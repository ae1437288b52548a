"""An opened round in lines on standard input and output: by hand, or from an answers file."""

import asyncio
import json
import shutil
import sys
from collections.abc import AsyncIterator
from typing import Literal, TextIO, cast

import click

from mockint.answers import parse_answers
from mockint.cli.codes import DONE, INTERRUPTED
from mockint.core.clock import GAP_SECONDS
from mockint.core.document import session_document
from mockint.core.events import Event
from mockint.desk import Opened
from mockint.narration import away_text
from mockint.plain import Conversation
from mockint.plain_screen import Screen
from mockint.player import Player, scripted

GapChoice = Literal["count", "skip"]
"""What becomes of the time away from a round: it counts as round time, or it doesn't."""


async def go_on(opened: Opened, screen: Screen, counted: bool) -> AsyncIterator[Event]:
    """Say where the round stands, settle the gap, and finish a turn that was left half done."""
    if opened.started.script is None:
        if opened.note:
            screen.line(f"* {opened.note}")
        screen.recap(opened.runner.state, opened.draft)
    if opened.gap_seconds:
        if counted:
            opened.clock.skip(opened.gap_seconds)
        async for event in opened.runner.found_gap(opened.gap_seconds, counted):
            yield event
    async for event in opened.runner.go_on():
        yield event


def gap_counts(opened: Opened, choice: GapChoice | None) -> bool:
    """Ask whether the time away counts, where there was any and somebody can answer."""
    if choice is not None or opened.gap_seconds <= GAP_SECONDS or not sys.stdin.isatty():
        return choice == "count"
    return click.confirm(
        f"You were away for {away_text(opened.gap_seconds)}. Count them as round time?",
        default=False,
        err=True,
    )


async def play(
    opened: Opened, screen: Screen, beginning: AsyncIterator[Event], counted: bool, as_json: bool
) -> int:
    """Play an opened round to its close, or until it is left; return the exit code."""
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


def lines_screen(as_json: bool) -> Screen:
    """Return where lines go: to standard output; when that carries JSON, nowhere."""
    width = min(88, shutil.get_terminal_size((80, 24)).columns)
    return Screen(cast(TextIO, _Nowhere()) if as_json else sys.stdout, width)


class _Nowhere:
    """Swallows what is written."""

    def write(self, text: str) -> int:
        """Drop the text."""
        return len(text)

    def flush(self) -> None:
        """Do nothing."""
