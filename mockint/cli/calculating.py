"""`mockint calc`: a number, its formula, and nothing else."""

import json
from typing import Any

import click

from mockint.cli.codes import DONE, FAULTS
from mockint.core.errors import InputError


@click.command("calc")
@click.argument("name", required=False)
@click.argument("inputs", nargs=-1, metavar="[KEY=VALUE]...")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON, in base units.")
@click.option("--batch", type=click.File("r", encoding="utf-8"), help="JSONL in, JSONL out.")
def calc_command(name: str | None, inputs: tuple[str, ...], as_json: bool, batch: Any) -> int:
    """Work a number out: mockint calc kv_cache n_layers=80 n_kv_heads=8 head_dim=128 seq_len=100k.

    `mockint list calculators` names them.
    """
    from mockint.calc import calculate

    if batch is not None:
        return _batch(batch)
    if name is None:
        raise InputError("Which calculator?", "mockint list calculators names them.")
    result = calculate(name, dict(_pair(pair) for pair in inputs))
    if as_json:
        click.echo(json.dumps(result, ensure_ascii=False))
        return DONE
    click.echo(result["formula"])
    for output, found in result["outputs"].items():
        click.echo(f"  {output} = {_plain(found['value'])} {found['unit'] or ''}".rstrip())
    return DONE


def _pair(text: str) -> tuple[str, str]:
    key, sign, value = text.partition("=")
    if not sign:
        raise InputError(f"{text!r} is no input.", "Inputs are written key=value.")
    return key, value


def _plain(value: Any) -> str:
    """Return a value for a person: numbers with their thousands apart, the rest as JSON."""
    if isinstance(value, float):
        return f"{value:,.6g}"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return json.dumps(value, ensure_ascii=False)


def _batch(lines: Any) -> int:
    from mockint.calc import calculate
    from mockint.core.errors import MockintError

    faults = 0
    for line in lines:
        if not line.strip():
            continue
        try:
            asked = json.loads(line)
            result: dict[str, Any] = dict(calculate(asked["calculator"], asked["inputs"]))
        except (ValueError, KeyError, TypeError) as error:
            result, faults = {"error": f"not a calculation: {error}"}, faults + 1
        except MockintError as error:
            result, faults = {"error": str(error)}, faults + 1
        click.echo(json.dumps(result, ensure_ascii=False))
    return FAULTS if faults else DONE
