"""`mockint check`, `schema` and `new`: writing content."""

import json
from pathlib import Path

import click

from mockint.cli.codes import DONE, FAULTS
from mockint.content import KINDS, check, new, open_library, schema, user_root
from mockint.core.errors import InputError


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path())
@click.option(
    "--standard",
    is_flag=True,
    help="Hold your questions to the standard of the bank: counts, kinds, ten specimens each.",
)
@click.pass_obj
def check_command(content: tuple[str, ...], paths: tuple[str, ...], standard: bool) -> int:
    """Check content: schema, references, minutes, reachable follow-ups, arithmetic, specimens.

    Without PATH everything is checked: what comes with mockint, and your own folder.
    """
    from mockint.calc import Calculators

    for path in paths:
        if not Path(path).exists():
            raise InputError(f"There is no file or folder {path!r}.")
    problems = check(
        [Path(path) for path in paths],
        library=open_library(content),
        calculators=Calculators(),
        standard=standard,
    )
    for problem in problems:
        click.echo(str(problem), err=True)
    if problems:
        count = len(problems)
        click.echo(f"{count} fault{'s' if count > 1 else ''} found.", err=True)
        return FAULTS
    click.echo("No faults found.")
    return DONE


@click.command("schema")
@click.argument("kind", type=click.Choice(list(KINDS)))
def schema_command(kind: str) -> None:
    """Print a JSON Schema, for the editor in which you write."""
    click.echo(json.dumps(schema(kind), indent=2, ensure_ascii=False))


@click.command("new")
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.argument("name", metavar="ID")
@click.option("--folder", type=click.Path(), help="Where to (default: your content folder).")
def new_command(kind: str, name: str, folder: str | None) -> None:
    """Begin a content file from a commented example; nothing is ever overwritten."""
    click.echo(new(kind, name, Path(folder) if folder else user_root()))
