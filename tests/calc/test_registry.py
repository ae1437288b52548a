"""The register of calculators: what each must say of itself, and how it is found."""

import subprocess
import sys
from collections.abc import Callable

import pytest

from mockint.calc import Calculator, Output, all_calculators, find_calculator
from mockint.calc.parameters import Count
from mockint.calc.registry import REGISTERED, Result, calculator
from mockint.core.errors import CalculatorError


@pytest.mark.parametrize("entry", all_calculators(), ids=lambda entry: entry.id)
def test_every_calculator_explains_itself(entry: Calculator) -> None:
    assert entry.title
    assert entry.trap
    assert entry.source
    assert entry.compute.__doc__
    assert all(each.meaning for each in entry.inputs)
    assert all(each.accepts for each in entry.inputs)
    assert all(each.meaning for each in entry.outputs)
    assert len({each.name for each in entry.outputs}) == len(entry.outputs)


@pytest.mark.parametrize("entry", all_calculators(), ids=lambda entry: entry.id)
def test_defaults_are_values_the_input_takes(entry: Calculator) -> None:
    for each in entry.inputs:
        default = each.default_for({})
        if default is not None:
            assert each.read(default) == default


@pytest.mark.parametrize("name", ["kv_cache", "kv-cache", "KV-Cache", " kv_cache "])
def test_spelling_of_an_id_does_not_matter(name: str) -> None:
    assert find_calculator(name).id == "kv_cache"


def test_unknown_id_names_the_nearest() -> None:
    with pytest.raises(CalculatorError, match="Did you mean 'quant_memory'"):
        find_calculator("quant-mem")


def test_input_and_output_by_name() -> None:
    entry = find_calculator("chunking")
    wanted = entry.input("chunk_tokens")
    assert wanted is not None
    assert wanted.unit == "tokens"
    assert entry.input("chunk") is None
    assert entry.output("n_chunks") == Output("n_chunks", "chunks", "chunks of one document")
    assert entry.output("chunks") is None


def _double(*, x: int) -> Result:
    return Result({"y": 2 * x}, lambda: f"2 x {x}")


def _kv_cache() -> Callable[..., Result]:
    def kv_cache(*, x: int) -> Result:
        return _double(x=x)

    return kv_cache


@pytest.mark.parametrize(
    ("compute", "inputs", "alternatives", "message"),
    [
        (_double, [Count("z", "a count")], (), "takes"),
        (_double, [Count("x", "a count"), Count("x", "a count")], (), "takes"),
        (_double, [Count("x", "a count")], (frozenset({"w"}),), "no inputs"),
        (_kv_cache(), [Count("x", "a count")], (), "registered twice"),
    ],
)
def test_description_that_does_not_fit_is_an_error(
    compute: Callable[..., Result],
    inputs: list[Count],
    alternatives: tuple[frozenset[str], ...],
    message: str,
) -> None:
    before = dict(REGISTERED)
    register = calculator(
        title="t", inputs=inputs, outputs=(), alternatives=alternatives, trap="t", source="s"
    )
    with pytest.raises(ValueError, match=message):
        register(compute)
    assert before == REGISTERED


def test_import_is_light() -> None:
    """Numpy and YAML aren't needed to know a number."""
    code = "import sys, mockint.calc; print({'numpy', 'yaml'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
