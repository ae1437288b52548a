"""`mockint list` and `mockint read`: what there is to play and to study."""

import json
import shutil
from collections.abc import Callable
from datetime import datetime
from typing import Any

import click

from mockint.content import Library, open_library

Row = dict[str, Any]


def _rounds(content: tuple[str, ...]) -> list[Row]:
    return [
        {"id": r.id, "title": r.title, "minutes": r.minutes, "trains": r.trains}
        for r in _warned(open_library(content), Library.rounds)
    ]


def _questions(content: tuple[str, ...]) -> list[Row]:
    return [
        {"id": q.id, "title": q.title, "area": q.area, "difficulty": q.difficulty}
        for q in _warned(open_library(content), Library.questions)
    ]


def _personas(content: tuple[str, ...]) -> list[Row]:
    return [
        {"id": p.id, "title": p.name, "manner": p.manner}
        for p in _warned(open_library(content), Library.personas)
    ]


def _rubrics(content: tuple[str, ...]) -> list[Row]:
    return [
        {"id": r.id, "title": r.title, "dimensions": ", ".join(d.id for d in r.dimensions)}
        for r in _warned(open_library(content), Library.rubrics)
    ]


def _calculators(_content: tuple[str, ...]) -> list[Row]:
    from mockint.calc import all_calculators

    return [{"id": c.id, "title": c.title} for c in all_calculators()]


def _sessions(content: tuple[str, ...]) -> list[Row]:
    import asyncio

    from mockint.cli.parts import at_desk
    from mockint.report import clock_text

    return [
        {
            "id": s.id,
            "title": s.title,
            "started_at": s.started_at,
            "status": s.status,
            "used": clock_text(s.at),
        }
        for s in asyncio.run(at_desk(content, lambda desk: desk.store.sessions()))
    ]


LISTS: dict[str, Callable[[tuple[str, ...]], list[Row]]] = {
    "rounds": _rounds,
    "questions": _questions,
    "personas": _personas,
    "rubrics": _rubrics,
    "calculators": _calculators,
    "sessions": _sessions,
}


def _warned(library: Library, listing: Callable[[Library], tuple[Any, ...]]) -> tuple[Any, ...]:
    """Return a listing, and say on standard error which files it had to leave out."""
    found = listing(library)
    for problem in library.faults:
        click.echo(f"left out: {problem}", err=True)
    return found


@click.command("list")
@click.argument("kind", type=click.Choice(list(LISTS)))
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list of objects.")
@click.pass_obj
def list_command(content: tuple[str, ...], kind: str, as_json: bool) -> None:
    """List rounds, questions, personas, rubrics, calculators or sessions."""
    rows = LISTS[kind](content)
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif not rows:
        click.echo(f"There are no {kind} yet.")
    else:
        for line in table([_read(row) for row in rows]):
            click.echo(line)


def _read(row: Row) -> Row:
    """Return a row as people read it: a moment as day and time here, and ahead of the title."""
    if "started_at" not in row:
        return row
    try:
        began = f"{datetime.fromisoformat(row['started_at']).astimezone():%Y-%m-%d %H:%M}"
    except ValueError:
        began = row["started_at"][:16]
    order = ("id", "started_at", "used", "status", "title")
    return {key: row[key] for key in order} | {"started_at": began}


def table(rows: list[Row]) -> list[str]:
    """Return rows as aligned columns; the last column is cut to the terminal's width."""
    if not rows:
        return []
    columns = [[_cell(row[key]) for row in rows] for key in rows[0]]
    widths = [max(map(len, column)) for column in columns]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in zip(*columns, strict=True)
    ]
    most = max(40, shutil.get_terminal_size((80, 24)).columns)
    return [line if len(line) <= most else line[: most - 3] + "..." for line in lines]


def _cell(value: Any) -> str:
    return f"{value:g} min" if isinstance(value, int | float) else str(value)


@click.command("read")
@click.argument("question", metavar="QUESTION")
@click.pass_obj
def read_command(content: tuple[str, ...], question: str) -> None:
    """Study a question: what is asked, the points, the model answer, the sources."""
    from mockint.cli.study import study_lines

    width = min(88, shutil.get_terminal_size((80, 24)).columns)
    click.echo("\n".join(study_lines(open_library(content).question(question), width)))
