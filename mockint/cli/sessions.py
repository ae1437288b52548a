"""`mockint show`, `export` and `delete`: sessions that were kept."""

import asyncio
import json
import sys
from pathlib import Path

import click

from mockint.cli.parts import at_desk
from mockint.core.document import session_document
from mockint.core.errors import InputError
from mockint.desk import Desk
from mockint.report import markdown, page, scorecard_lines, transcript_lines


@click.command("show")
@click.argument("session", required=False, default="")
@click.pass_obj
def show_command(content: tuple[str, ...], session: str) -> None:
    """Read the newest session, or SESSION (its first letters do)."""

    async def lines(desk: Desk) -> list[str]:
        newest = await desk.store.sessions(1) if not session else ()
        state, _ = await desk.read(newest[0].id if newest else await desk.store.find(session))
        return [*transcript_lines(state), "", *scorecard_lines(state)]

    text = "\n".join(asyncio.run(at_desk(content, lines))) + "\n"
    if sys.stdout.isatty():
        click.echo_via_pager(text)
    else:
        click.echo(text, nl=False)


@click.command("export")
@click.argument("session")
@click.option("--format", "form", type=click.Choice(["md", "html", "json"]), default="md")
@click.option("-o", "--output", type=click.Path(), help="Write to this file, never over another.")
@click.pass_obj
def export_command(content: tuple[str, ...], session: str, form: str, output: str | None) -> None:
    """Write a session as Markdown, as a page, or as the JSON that `run --json` prints."""

    async def text(desk: Desk) -> str:
        state, events = await desk.read(await desk.store.find(session))
        if form != "json":
            return markdown(state) if form == "md" else page(state)
        document = session_document(state, events)
        return json.dumps(document, ensure_ascii=False, indent=2) + "\n"

    written = asyncio.run(at_desk(content, text))
    if output is None:
        click.echo(written, nl=False)
        return
    try:
        with Path(output).open("x", encoding="utf-8") as file:
            file.write(written)
    except FileExistsError:
        raise InputError(f"{output} is there already.", "Name another file.") from None
    except OSError as error:
        raise InputError(f"{output}: {error.strerror}.", "Name a file that can be made.") from None
    click.echo(f"written to {output}", err=True)


@click.command("delete")
@click.argument("session")
@click.option("--yes", is_flag=True, help="Don't ask.")
@click.pass_obj
def delete_command(content: tuple[str, ...], session: str, yes: bool) -> None:
    """Remove a session with all that was said in it."""

    async def remove(desk: Desk) -> str:
        found = await desk.store.find(session)
        summary = next(each for each in await desk.store.sessions() if each.id == found)
        question = f"Remove {found}, {summary.title}, of {summary.started_at[:16]}, for good?"
        if not yes and not click.confirm(question, err=True):
            return "kept"
        await desk.store.delete(found)
        return f"removed {found}"

    click.echo(asyncio.run(at_desk(content, remove)), err=True)
