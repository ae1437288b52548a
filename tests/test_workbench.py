"""The calculators as one works at them: forms, live results, faults, curves, chains."""

import subprocess
import sys

import pytest

from mockint.calc import all_calculators, calculate
from mockint.core.errors import CalculatorError
from mockint.workbench import LONGEST_VALUE, CalculatorBench

BENCH = CalculatorBench()


def test_every_calculator_is_listed_and_described():
    listed = BENCH.listed()
    assert [each.id for each in listed] == [each.id for each in all_calculators()]
    for each in listed:
        described = BENCH.described(each.id)
        assert described.title == each.title
        assert described.trap
        assert described.source
        assert all(asked.about for asked in described.inputs)


def test_choices_are_offered():
    inputs = {each.name: each for each in BENCH.described("kv_cache").inputs}
    assert "llama-3.1-70b" in inputs["model"].choices
    assert inputs["attention"].choices == ("mha", "gqa", "mqa", "mla")
    assert inputs["seq_len"].choices == ()


def test_an_unknown_calculator_is_refused():
    with pytest.raises(CalculatorError):
        BENCH.described("nosuch")


def test_what_is_typed_leads_to_outputs_a_formula_and_the_values_used():
    found = BENCH.computed("kv_cache", {"model": "llama-3.1-70b", "seq_len": "100k"})
    assert found.is_right
    assert (found.used["n_layers"], found.used["seq_len"]) == ("80", "100,000")
    assert found.formula.startswith("2 x 80 x 8 x 128 x 2 B = 327,680 B/token")
    total = found.outputs[0]
    assert (total.name, total.number) == ("total_bytes", 32_768_000_000)
    assert total.readings[:2] == ("32.8 GB", "30.5 GiB")


@pytest.mark.parametrize("calculator", [each.id for each in all_calculators()])
def test_what_is_used_could_have_been_typed(calculator: str):
    found = BENCH.computed(calculator, {})
    assert found.is_right
    again = BENCH.computed(calculator, found.used)
    assert again.is_right
    numbers = [[each.number for each in one.outputs if each.number] for one in (found, again)]
    assert numbers[1] == pytest.approx(numbers[0])


def test_each_fault_is_named_by_its_input():
    found = BENCH.computed("kv_cache", {"n_layers": "-1", "seq_len": "ten", "batch": "2"})
    assert not found.is_right
    assert found.faults == {
        "n_layers": "Too small. Give a whole number from 1 to 10,000 (layers).",
        "seq_len": "Not a number. Give a whole number from 1 to 1,000,000,000 (tokens).",
    }


def test_a_fault_inside_a_table_is_named_too():
    found = BENCH.computed("judge_agreement", {"table": '{"a: b": 1}'})
    assert list(found.faults) == ["table"]


def test_what_is_wrong_between_inputs_is_a_problem():
    found = BENCH.computed("kv_cache", {"n_heads": "7", "n_kv_heads": "2", "n_layers": "1"})
    assert not found.faults
    assert found.problem
    assert not found.problem.startswith("kv_cache")


def test_what_is_no_single_number_is_written_out_and_cut():
    answers = {found.name: found for found in BENCH.computed("vram_planner", {}).outputs}
    assert answers["fits"].readings == ("yes",)
    assert answers["fits"].number is None
    long = BENCH.computed("positional_encoding", {"d_model": "1024"}).outputs
    assert all(len(found.readings[0]) <= LONGEST_VALUE + 20 for found in long)


def test_b_is_set_in_relation_to_a():
    ratios = BENCH.ratios("kv_cache", {}, {"attention": "mha"})
    assert ratios["total_bytes"] == 4
    assert BENCH.ratios("kv_cache", {}, {"seq_len": "x"}) == {}


def test_a_curve_fits_its_room():
    drawn = BENCH.plotted("kv_cache", [{}, {"attention": "mha"}], 60, 12)
    lines = drawn.splitlines()
    assert len(lines) <= 12
    assert max(map(len, lines)) <= 60
    assert "A total_bytes" in drawn
    assert BENCH.plotted("kv_cache", [{"n_heads": "7", "n_kv_heads": "2"}], 60, 12) == ""


@pytest.mark.parametrize(
    ("calculator", "a", "b"),
    [
        ("sequential_test", {"looks": "12"}, {"looks": "127"}),
        ("kv_cache", {"seq_len": "1M"}, {"attention": "mha"}),
        ("kv_cache", {"seq_len": "10"}, {"seq_len": "20"}),
        ("eval_confidence", {}, {"successes": "40"}),
    ],
)
def test_two_variants_share_their_axes_wherever_they_stand_on_them(calculator, a, b):
    assert "B " in BENCH.plotted(calculator, [a, b], 60, 12)


def test_a_fault_of_ours_ends_nobody_s_interview(monkeypatch):
    def broken(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("mockint.workbench.calculate", broken)
    assert BENCH.computed("kv_cache", {}).problem == "This can't be computed: division by zero."
    monkeypatch.setattr("mockint.workbench._swept", broken)
    assert BENCH.plotted("kv_cache", [{}], 60, 12) == ""


def test_the_design_chain_leads_from_the_cache_to_the_price():
    calculator, given, way = "kv_cache", {"model": "llama-3.1-70b", "seq_len": "100k"}, []
    for wanted in ("vram_planner", "roofline", "capacity", "api_cost"):
        link = next(each for each in BENCH.links(calculator, given) if each.calculator == wanted)
        assert link.given
        assert BENCH.computed(link.calculator, link.given).is_right
        calculator, given = link.calculator, dict(link.given)
        way.append(calculator)
    assert way[-1] == "api_cost"


def test_wrong_inputs_lead_nowhere():
    assert BENCH.links("kv_cache", {"seq_len": "x"}) == ()


def test_the_inputs_of_a_question_can_be_typed():
    given = BENCH.as_given({"n_layers": 80, "dtype_bytes": 2, "attention": "gqa", "q": [1, 2]})
    assert given == {"n_layers": "80", "dtype_bytes": "2", "attention": "gqa", "q": "[1, 2]"}
    inputs = {"n_layers": 80, "n_kv_heads": 8, "head_dim": 128, "seq_len": 100_000}
    typed = BENCH.computed("kv_cache", BENCH.as_given(inputs)).outputs[0].number
    assert typed == calculate("kv_cache", inputs)["outputs"]["total_bytes"]["value"]


def test_numpy_waits_for_the_first_curve():
    code = (
        "import sys\n"
        "from mockint.workbench import CalculatorBench\n"
        "bench = CalculatorBench()\n"
        "bench.listed(); bench.described('kv_cache'); bench.computed('kv_cache', {})\n"
        "assert 'numpy' not in sys.modules and 'plotext' not in sys.modules\n"
        "assert bench.plotted('kv_cache', [{}], 40, 10)\n"
        "assert 'numpy' in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_any_one_input_may_be_changed_beside_all_that_the_blank_form_shows():
    for each in all_calculators():
        for name, value in BENCH.computed(each.id, {}).used.items():
            changed = BENCH.computed(each.id, {name: value})
            assert changed.is_right, f"{each.id} {name}={value}: {changed.problem}"


def test_what_stands_in_the_blank_form_counts_beside_what_is_changed():
    given = {"n_kv_heads": "32"}
    assert BENCH.completed("kv_cache", given) == {"model": "llama-3.1-8b", "n_kv_heads": "32"}
    assert "2 x 32 x 32 x 128" in BENCH.computed("kv_cache", given).formula
    assert BENCH.ratios("kv_cache", {}, given)["total_bytes"] == 4
    assert BENCH.completed("kv_cache", {"n_kv_heads": "?"}) == {"n_kv_heads": "?"}
