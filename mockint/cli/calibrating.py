"""`mockint calibrate`: an assessor over the graded specimens."""

import asyncio
import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields
from textwrap import fill, wrap

import click

from mockint.calibration import (
    AIMS,
    AT_MOST,
    LEVELS,
    MEANING,
    SHARES,
    Bars,
    Calibration,
    Figures,
    Ratio,
    calibrate,
)
from mockint.cli.calibrating_models import calibrate_model
from mockint.cli.codes import DONE, FAULTS
from mockint.cli.parts import offline_engine
from mockint.content import Library, open_library
from mockint.core.content import Question
from mockint.core.errors import InputError, did_you_mean

NAMES = tuple(field.name for field in fields(Bars))


@click.command("calibrate")
@click.option("--question", "ids", multiple=True, metavar="ID", help="Only this one; repeatable.")
@click.option("--bar", "bars", multiple=True, metavar="NAME=VALUE", help="Another bar, as qwk=0.8.")
@click.option("--model", metavar="NAME", help="Hold a model's verdicts against them.")
@click.option(
    "--at-once",
    type=click.IntRange(1, 64),
    default=4,
    show_default=True,
    help="So many calls of the model side by side.",
)
@click.option(
    "--budget",
    type=click.FloatRange(0, min_open=True),
    metavar="DOLLARS",
    help="What the model may cost; --model again goes on from there.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.pass_obj
def calibrate_command(
    content: tuple[str, ...],
    ids: tuple[str, ...],
    bars: tuple[str, ...],
    model: str | None,
    at_once: int,
    budget: float | None,
    as_json: bool,
) -> int:
    """Read every graded specimen, and say how far the verdicts agree with the labels.

    A third of the specimens, told by the hash of their text, is never used for tuning; both shares
    are measured apart, and each has to hold the bars. With --model the verdicts are kept as they
    come, so that an interrupted run goes on where it was; only bars that are given are held.
    """
    asked = _bars(bars)
    library = open_library(content)
    if model is not None:
        found = calibrate_model(library, _questions(library, ids), model, at_once, budget)
        return _told_of_model(found, asked if bars else None, as_json)
    engine = offline_engine(library)
    found = asyncio.run(
        calibrate(engine.assessor, engine.calculators, _questions(library, ids), library.specimens)
    )
    if not found.readings:
        raise InputError(
            f"No specimens grade an answer to {', '.join(ids) or 'any question'}.",
            "mockint new specimen AREA/QUESTION begins a file of them.",
        )
    if as_json:
        click.echo(json.dumps(found.document(asked), ensure_ascii=False))
    else:
        for line in report_lines(found):
            click.echo(line)
    below = found.below(asked)
    for short in below:
        click.echo(f"below the bar: {short}", err=True)
    if below:
        return FAULTS
    if not as_json:
        click.echo(fill(f"Both shares hold the bars: {_told(asked)}.", 80))
    return DONE


def _told_of_model(found: Calibration, asked: Bars | None, as_json: bool) -> int:
    """Print a model's figures; it is measured, and held to no bar that nobody gave."""
    if as_json:
        click.echo(json.dumps(found.document(asked or Bars()), ensure_ascii=False))
    else:
        for line in report_lines(found):
            click.echo(line)
    below = found.below(asked) if asked else ()
    for short in below:
        click.echo(f"below the bar: {short}", err=True)
    return FAULTS if below else DONE


def _bars(given: Sequence[str]) -> Bars:
    """Return the bars, with those of the command line over them."""
    values = asdict(Bars())
    for text in given:
        name, _, number = text.partition("=")
        name = name.strip().replace("-", "_")
        if name not in values:
            remedy = f"Bars: {', '.join(NAMES)}."
            raise InputError(f"There is no bar {name!r}.{did_you_mean(name, NAMES)}", remedy)
        try:
            values[name] = float(number)
        except ValueError:
            values[name] = math.nan
        if not math.isfinite(values[name]):
            raise InputError(f"--bar {text}: {number!r} is no number.", f"Write {name}=0.8.")
    return Bars(**values)


def _told(bars: Bars) -> str:
    return ", ".join(f"{name.replace('_', ' ')} {value:g}" for name, value in asdict(bars).items())


def _questions(library: Library, ids: Sequence[str]) -> Sequence[Question]:
    if ids:
        return [library.question(id) for id in dict.fromkeys(ids)]
    questions = library.questions()
    for problem in library.faults:
        click.echo(f"left out: {problem}", err=True)
    return questions


# -- the table

COLUMNS: tuple[tuple[str, int], ...] = (
    ("n", 4),
    ("QWK", 7),
    ("exact", 7),
    ("near", 6),
    ("kappa", 7),
    ("unclear", 9),
    ("claims", 8),
    ("false", 7),
    ("r", 6),
    ("r|len", 7),
)
FIRST = 12
"""The width of the column before these: all lines fit 80."""
LEGEND = """\
QWK, exact, near (within one): levels read against levels graded, 1 to 4.
kappa, unclear: point verdicts, as made / half made or unclear / not made.
claims: wrong claims heard of those made; false: heard, but not made.
r: the score with the level graded; r|len: the same, given the number of words.
-: cannot be told from these."""


def report_lines(found: Calibration) -> Iterator[str]:
    """Yield the figures as aligned lines of 80 columns at most."""
    yield f"Assessor {found.assessor}, specimens {len(found.readings)}"
    yield ""
    yield from _block(found, None)
    yield ""
    yield from _kind_lines(found)
    yield ""
    yield from _measure_lines(found)
    for question in found.questions:
        yield ""
        yield from _block(found, question)
        yield from _point_lines(found, question)
    yield ""
    yield from LEGEND.splitlines()
    if found.without_specimens:
        yield ""
        yield "Without specimens:"
        yield from (f"  {question}" for question in found.without_specimens)
    yield ""


def _block(found: Calibration, question: str | None) -> Iterator[str]:
    yield question or "All questions"
    yield " " * FIRST + "".join(title.rjust(width) for title, width in COLUMNS)
    both = {share: found.figures(share, question) for share in SHARES}
    for share, figures in both.items():
        cells = zip(_cells(figures), COLUMNS, strict=True)
        yield f"  {share}".ljust(FIRST) + "".join(cell.rjust(width) for cell, (_, width) in cells)
    yield ""
    yield "  level graded".ljust(LABEL) + "".join(f"{s}, level read".rjust(PART) for s in both)
    yield " " * LABEL + "".join(_counts(LEVELS) for _ in both)
    for row, level in enumerate(LEVELS):
        counts = "".join(_counts(figures.confusion[row]) for figures in both.values())
        yield f"  {level}".ljust(LABEL) + counts


def _kind_lines(found: Calibration) -> Iterator[str]:
    yield "By kind (openings)".ljust(LABEL) + "graded".rjust(PART) + "read".rjust(PART)
    yield " " * LABEL + _counts(LEVELS) + _counts(LEVELS)
    for row in found.kinds():
        yield (
            f"  {row.kind} ({row.specimens})".ljust(LABEL) + _counts(row.graded) + _counts(row.read)
        )


def _measure_lines(found: Calibration) -> Iterator[str]:
    both = {share: found.measures(share) for share in SHARES}
    yield "Measure".ljust(MEASURE) + "aim".rjust(8) + "".join(s.rjust(WIDE) for s in SHARES)
    for name in AIMS:
        limit = "<=" if name in AT_MOST else ">="
        cells = "".join(_ratio(measures[name]).rjust(WIDE) for measures in both.values())
        yield (
            f"  {name.replace('_', ' ')}".ljust(MEASURE)
            + f"{limit}{AIMS[name]:.0%}".rjust(8)
            + cells
        )
    yield ""
    yield from (
        line
        for name, meaning in MEANING.items()
        for line in wrap(f"{name.replace('_', ' ')}: {meaning}.", 80, subsequent_indent="  ")
    )


def _ratio(ratio: Ratio) -> str:
    return "-" if ratio.value is None else f"{ratio.value:.0%} ({ratio.hit}/{ratio.of})"


MEASURE, WIDE = 28, 20
LABEL, PART = 24, 28
"""Widths of the lines that set both shares side by side."""


def _counts(numbers: Sequence[int]) -> str:
    return "".join(f"{number:>5}" for number in numbers).rjust(PART)


def _cells(figures: Figures) -> Iterator[str]:
    made = figures.claims_heard + figures.claims_missed
    yield str(figures.specimens)
    yield _decimals(figures.qwk)
    yield _percent(figures.exact)
    yield _percent(figures.within_one)
    yield _decimals(figures.kappa)
    yield _percent(figures.abstention)
    yield f"{figures.claims_heard}/{made}" if made else "-"
    yield str(figures.false_alarms)
    yield _decimals(figures.r)
    yield _decimals(figures.r_given_length)


def _point_lines(found: Calibration, question: str) -> Iterator[str]:
    both = [{p.id: p for p in found.points(share, question)} for share in SHARES]
    all_ids = sorted({id for points in both for id in points}, key=_followups_last)
    telling = [
        id for id in all_ids if sum(ps[id].verdicts for ps in both if id in ps) >= TELLING_FROM
    ]
    if telling:
        yield ""
        yield "  kappa per point (n)".ljust(NAME) + "".join(s.rjust(VALUE) for s in SHARES)
    for id in telling:
        values = [points.get(id) for points in both]
        cells = [f"{_decimals(v.kappa)} ({v.verdicts:>2})" if v else "-" for v in values]
        # A long name is cut at its beginning: its end tells the points of one follow-up apart.
        name = id if len(id) <= NAME - 4 else f"...{id[7 - NAME :]}"
        yield f"  {name}".ljust(NAME) + "".join(cell.rjust(VALUE) for cell in cells)
    if left := len(all_ids) - len(telling):
        yield f"  and {left} more, with fewer than {TELLING_FROM} verdicts (--json has them)"


NAME, VALUE = 52, 14
TELLING_FROM = 3
"""How many verdicts a point needs to have a line here: follow-ups have a specimen or two."""


def _followups_last(point: str) -> tuple[bool, str]:
    return "/" in point, point


def _decimals(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _percent(value: float | None) -> str:
    return "-" if value is None else f"{value:.0%}"
