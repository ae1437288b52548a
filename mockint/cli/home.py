"""`mockint` alone: what there is to go on with, and what to begin with."""

import asyncio

import click

from mockint.cli.terminal import fits_here
from mockint.content import open_library


def open_home(content: tuple[str, ...]) -> None:
    """Open the app; where it can't be drawn, print what it would offer."""
    if fits_here():
        from mockint.cli.app import open_app

        open_app(content)
    else:
        home(content)


def home(content: tuple[str, ...]) -> None:
    """Print open rounds first, then the rounds; a newcomer is sent to the warm-up."""
    from mockint.cli.browse import table
    from mockint.cli.parts import at_desk
    from mockint.report import clock_text

    sessions = asyncio.run(at_desk(content, lambda desk: desk.store.sessions(20)))
    left_open = [session for session in sessions if session.status == "open"]
    if left_open:
        click.echo("Go on with")
        for session in left_open[:3]:
            click.echo(
                f"  mockint resume {session.id}   {session.title}, at {clock_text(session.at)}"
            )
        click.echo()
    elif not sessions:
        click.echo("New here? Eight minutes, one question, no model needed:\n")
        click.echo("  mockint run warm-up\n")
    click.echo("Rounds (mockint run ID)")
    rounds = open_library(content).rounds()
    rows = [
        {"id": r.id, "minutes": r.minutes, "title": r.title, "trains": r.trains} for r in rounds
    ]
    for line in table(rows):
        click.echo(f"  {line}")
    click.echo("\nThe full screen needs a terminal; mockint run ID --plain works anywhere.")
    click.echo("mockint --help names everything else.")
