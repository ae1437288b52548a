"""`mockint calc`: a number, its formula, the curve around it, and nothing else."""

import json
import math
import re
import shutil
from collections.abc import Mapping, Sequence
from typing import IO, TYPE_CHECKING, Any

import click

from mockint.cli.codes import DONE, FAULTS
from mockint.core.errors import InputError

if TYPE_CHECKING:
    from mockint.calc import Sweep

POINTS = 100
"""Of a sweep that doesn't say."""
_RANGE = re.compile(r"(?P<start>[^:]+):(?P<stop>[^:]+)(?::(?P<points>\d+))?(?P<log>:log)?")


@click.command("calc")
@click.argument("name", required=False)
@click.argument("inputs", nargs=-1, metavar="[KEY=VALUE]...")
@click.option("--sweep", "swept", metavar="KEY=FROM:TO[:POINTS][:log]", help="Plot over a range.")
@click.option("--plot", "plotted", is_flag=True, help="Plot the calculator's own curve.")
@click.option("--about", is_flag=True, help="Say what it takes and gives, its trap, its source.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON, in base units.")
@click.option("--batch", type=click.File("r", encoding="utf-8"), help="JSONL in, JSONL out.")
def calc_command(
    name: str | None,
    inputs: tuple[str, ...],
    swept: str | None,
    plotted: bool,
    about: bool,
    as_json: bool,
    batch: IO[str] | None,
) -> int:
    """Work a number out: mockint calc kv_cache model=llama-3.1-70b seq_len=100k.

    Values are written as people write them: 12k, 1.5M, 80GB, fp16, 20ms, 95%; lists and tables as
    JSON; gpu=h100 and model=llama-3.1-8b fill in the rest. `mockint list calculators` names them.
    """
    if batch is not None:
        if name is not None or inputs:
            raise InputError("--batch takes everything from the file.", "Leave the rest out.")
        return _batch(batch)
    if name is None:
        raise InputError("Which calculator?", "mockint list calculators names them.")
    if about:
        _say_about(name)
        return DONE
    given = paired(inputs)
    if swept is not None or plotted:
        _show_sweep(name, given, swept, as_json)
        return DONE
    from mockint.calc import calculate

    result = calculate(name, given)
    if as_json:
        click.echo(json.dumps(result, ensure_ascii=False))
    else:
        _show(result)
    return DONE


def paired(inputs: Sequence[str]) -> dict[str, str]:
    """Return `key=value` words as a mapping; raises InputError for another word, or a key twice."""
    found: dict[str, str] = {}
    for text in inputs:
        key, sign, value = text.partition("=")
        if not sign or not key.strip():
            raise InputError(f"{text!r} is no input.", "Inputs are written key=value.")
        if key.strip() in found:
            raise InputError(f"{key.strip()} is given twice.", "Give it once.")
        found[key.strip()] = value
    return found


# -- a result


def _show(result: Mapping[str, Any]) -> None:
    from mockint.report import value_text

    click.echo(result["formula"])
    for output, found in result["outputs"].items():
        click.echo(f"  {output} = {value_text(found['value'], found['unit'])}")


def _say_about(name: str) -> None:
    from mockint.calc import describe

    form = describe(name)
    click.echo(f"{form.id}: {form.title}\n\nInputs")
    for field in form.fields:
        default = f" [{field.default}]" if field.default else ""
        click.echo(f"  {field.name}{default}: {field.meaning}; {field.accepts}")
    click.echo("\nOutputs")
    for output in form.outputs:
        unit = f" ({output.unit})" if output.unit else ""
        click.echo(f"  {output.name}{unit}: {output.meaning}")
    click.echo(f"\nTrap: {form.trap}\nSource: {form.source}")


# -- a sweep


def _show_sweep(name: str, given: Mapping[str, str], swept: str | None, as_json: bool) -> None:
    from mockint.calc import plot

    found, at = _own_curve(name, given) if swept is None else _sweep(name, given, swept)
    if as_json:
        click.echo(json.dumps(_sweep_document(found, given), ensure_ascii=False))
        return
    width, height = shutil.get_terminal_size((80, 24))
    drawn = plot(found, width=min(width, 120), height=max(10, min(height - 4, 24)), at=at)
    if not drawn:
        raise InputError(f"{found.calculator} gives no number over {found.key}.")
    click.echo(drawn)
    click.echo(f"{len(found.values)} points; --json prints them.")


def _own_curve(name: str, given: Mapping[str, str]) -> "tuple[Sweep, float | None]":
    from mockint.calc import calculate, first_sweep

    found = first_sweep(name, given)
    value = calculate(name, given)["inputs"].get(found.key)
    return found, value if isinstance(value, int | float) else None


def _sweep(name: str, given: Mapping[str, str], swept: str) -> "tuple[Sweep, float | None]":
    from mockint.calc import find_calculator, spread, sweep
    from mockint.calc.parameters import Count, Number
    from mockint.core.errors import did_you_mean

    key, sign, text = swept.partition("=")
    match = _RANGE.fullmatch(text)
    if not sign or match is None:
        raise InputError(
            f"--sweep {swept}: not a range.", "Write key=from:to:points, as seq_len=1k:128k:50."
        )
    calculator = find_calculator(name)
    parameter = calculator.input(key)
    numeric = [each.name for each in calculator.inputs if isinstance(each, Count | Number)]
    if parameter is None or parameter.name not in numeric:
        what = "no number" if parameter else "no input"
        raise InputError(
            f"{calculator.id}: {key} is {what}.{did_you_mean(key, numeric)}",
            f"A sweep goes over one of {', '.join(numeric)}." if numeric else "Try --plot.",
        )
    start, stop = parameter.read(match["start"]), parameter.read(match["stop"])
    points = int(match["points"] or POINTS)
    if not start < stop or points < 2:
        raise InputError(f"--sweep {swept}: nothing lies between.", "Give two ends and points.")
    logarithmic = bool(match["log"])
    if logarithmic and start <= 0:
        raise InputError(f"--sweep {swept}: a logarithm begins above 0.", "Leave :log out.")
    whole = isinstance(parameter, Count)
    values = spread(start, stop, min(points, 2_001), logarithmic=logarithmic, whole=whole)
    beside = {name: value for name, value in given.items() if name != key}
    return sweep(name, beside, key, values), None


def _sweep_document(found: "Sweep", given: Mapping[str, str]) -> dict[str, Any]:
    from mockint.calc import find_calculator

    calculator = find_calculator(found.calculator)
    parameter = calculator.input(found.key)
    units = {output.name: output.unit for output in calculator.outputs}
    return {
        "calculator": found.calculator,
        "inputs": dict(given),
        "sweep": {
            "key": found.key,
            "unit": parameter.unit if parameter else None,
            "values": found.values.tolist(),
            "outputs": {
                name: {
                    "unit": units.get(re.split(r"[.\[]", name)[0]),
                    "values": [None if math.isnan(each) else each for each in row.tolist()],
                }
                for name, row in found.outputs.items()
            },
        },
    }


# -- a batch


def _batch(lines: IO[str]) -> int:
    from mockint.calc import calculate
    from mockint.core.errors import MockintError

    faults = 0
    for line in lines:
        if not line.strip():
            continue
        try:
            asked = json.loads(line, object_pairs_hook=_each_once)
            result: dict[str, Any] = dict(calculate(*_asked(asked)))
        except (ValueError, RecursionError) as error:
            result, faults = {"error": f"not a calculation: {error}"}, faults + 1
        except MockintError as error:
            result, faults = {"error": str(error)}, faults + 1
        click.echo(json.dumps(result, ensure_ascii=False))
    return FAULTS if faults else DONE


def _asked(line: Any) -> tuple[str, Mapping[str, Any]]:
    """Return (calculator, inputs) of a line; raises InputError for one that has neither."""
    if not isinstance(line, dict) or not isinstance(line.get("calculator"), str):
        raise InputError('A line is {"calculator": name, "inputs": {...}}.')
    inputs = line.get("inputs", {})
    if not isinstance(inputs, dict):
        raise InputError('"inputs" is no object.', 'Write {"calculator": name, "inputs": {...}}.')
    if unknown := sorted(set(line) - {"calculator", "inputs"}):
        raise InputError(f"{unknown[0]!r} is no part of a line.", 'Inputs go into "inputs".')
    return line["calculator"], inputs


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"{twice!r} is given twice")
    return found
