"""Calculators on the board, by keyboard alone: found, worked at, compared, chained, pinned."""

import asyncio
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from mockint.calc import Calculators
from mockint.core.commitments import board_is_open
from mockint.core.settings import Settings
from mockint.core.state import Script
from mockint.core.workbench import Computed, Given
from mockint.tui.board.estimating import CLOSED, NO_NUMBER, UNREAD, EstimateForm
from mockint.workbench import CalculatorBench
from tests.builders import follow, persona, question
from tests.core.designs import design, in_phase
from tests.table import Table
from tests.tui.past import SIZES, WIDE
from tests.tui.sitting import CACHE, At, a_script, sitting

at_both_sizes = pytest.mark.parametrize("size", SIZES)
SIZED = follow("size", numeric=True)
assert SIZED.estimate is not None
KV = {"n_layers": 80, "n_kv_heads": 8, "head_dim": 128, "seq_len": 100_000}
ESTIMATE = SIZED.estimate.model_copy(
    update={"calculator": "kv_cache", "inputs": KV, "output": "total_bytes"}
)
ASKING = CACHE.model_copy(update={"followups": (SIZED.model_copy(update={"estimate": ESTIMATE}),)})


def at_a_table(script: Script | None = None) -> Table:
    """A table at which pins are really computed."""
    return Table(script or a_script(), pace="real", calculators=Calculators())


async def computed(at: At) -> str:
    """Wait until everything has been computed and drawn; return what is seen."""
    await at.settled()
    await at.app.workers.wait_for_complete()
    await at.settled()
    return at.seen


def is_stale(at: At) -> bool:
    return at.board.calculators.bench.readout.stale


def given(at: At) -> list[dict[str, str]]:
    """What was typed into the open calculator, for each variant."""
    return [dict(each) for each in at.board.calculators.bench.variants]


async def opens(at: At, name: str) -> str:
    await at.press("f2", *name, "enter")
    return await computed(at)


# -- finding


@at_both_sizes
async def test_one_types_to_find_a_calculator(size: tuple[int, int]):
    async with sitting(size=size) as at:
        await at.press("f2", *"kv")
        rows = [row.id for row in at.board.calculators.finder.rows.rows]
        assert rows[0] == "kv_cache"
        assert "paged_kv" in rows
        await at.press("enter")
        assert "kv_cache  KV cache of a decoder" in await computed(at)


async def test_a_calculator_is_found_by_its_title_too():
    async with sitting() as at:
        await at.press("f2", *"position")
        rows = [row.id for row in at.board.calculators.finder.rows.rows]
        assert "judge_position_bias" in rows
        assert rows[0] == "positional_encoding"


async def test_what_is_not_there_is_said_and_letters_can_be_taken_back():
    async with sitting() as at:
        await at.press("f2", *"/zzz")
        assert "Nothing is called that" in at.seen
        await at.press("enter")
        assert at.board.calculators.bench.described is None
        await at.press(*["backspace"] * 3)
        assert len(at.board.calculators.finder.rows.rows) == 63


async def test_the_search_takes_a_paste():
    from textual.events import Paste

    async with sitting() as at:
        await at.press("f2")
        at.app.post_message(Paste("kv_cache\n"))
        await at.settled()
        assert [row.id for row in at.board.calculators.finder.rows.rows] == ["kv_cache"]


@at_both_sizes
async def test_the_key_that_finds_leads_back_from_anywhere_on_the_board(size: tuple[int, int]):
    async with sitting(size=size) as at:
        await opens(at, "kv_cache")
        await at.press("f6", "ctrl+o", *"rrf", "enter")
        assert "rrf  " in await computed(at)
        await at.press("ctrl+o", "ctrl+o", *"kv_cache", "enter")
        assert "kv_cache  KV cache" in await computed(at)


async def test_a_calculator_remembers_its_inputs():
    async with sitting() as at:
        await opens(at, "tail_amplification")
        await at.press("down", *"70", "ctrl+o", *"kv_cache", "enter")
        await computed(at)
        await at.press("ctrl+o", *"tail", "enter")
        await computed(at)
        assert given(at) == [{"fan_out": "70"}]


# -- working


@at_both_sizes
async def test_results_formula_and_curve_follow_every_key(size: tuple[int, int]):
    async with sitting(size=size) as at:
        seen = await opens(at, "tail_amplification")
        assert "1 - (1 - 0.01)^100 = 0.633968" in seen
        assert "63.4%" in seen
        assert "┤" in seen, "the curve"
        await at.press("down", *"70")
        assert "1 - (1 - 0.01)^70" in await computed(at)
        assert "50.5%" in at.seen


@at_both_sizes
async def test_a_bad_input_is_named_under_it_and_the_last_good_result_stays(size):
    async with sitting(size=size) as at:
        await opens(at, "tail_amplification")
        await at.press("down", *"70")
        await computed(at)
        assert not is_stale(at)
        await at.press("x")
        seen = await computed(at)
        assert "! Unknown suffix 'x'" in seen
        assert "50.5%" in seen
        assert is_stale(at)
        await at.press("backspace")
        assert "!" not in await computed(at)
        assert not is_stale(at)


async def test_what_is_wrong_between_inputs_is_said_over_the_results():
    async with sitting(size=WIDE) as at:
        await opens(at, "kv_cache")
        await at.press(*["down"] * 3, *"7", "down", *"2")
        assert "! " in await computed(at)
        assert at.board.calculators.bench.results[0].problem
        assert "total_bytes" in at.seen


async def test_the_input_under_the_cursor_is_explained():
    async with sitting(size=WIDE) as at:
        await opens(at, "kv_cache")
        await at.press(*["down"] * 6)
        assert "tokens in the cache, per sequence: a whole number from 1" in at.words


@at_both_sizes
async def test_a_key_reads_the_result_in_other_units(size: tuple[int, int]):
    async with sitting(size=size) as at:
        await opens(at, "kv_cache")
        bench = at.board.calculators.bench
        seen = []
        for _ in range(3):
            line = next(
                each for each in bench.readout.plain.splitlines() if each.startswith("total_bytes")
            )
            seen.append(" ".join(line.split()[1:3]))
            await at.press("f7")
        assert seen == ["1.07 GB", "1 GiB", "1,073,741,824 bytes"]


@at_both_sizes
async def test_a_stands_beside_b_with_the_ratio(size: tuple[int, int]):
    async with sitting(size=size) as at:
        await opens(at, "kv_cache")
        await at.press("f9", *["down"] * 9, *"mha")
        await computed(at)
        bench = at.board.calculators.bench
        assert given(at) == [{}, {"attention": "mha"}]
        line = next(each for each in bench.readout.plain.splitlines() if each.startswith("total"))
        assert line.split()[1:] == ["1.07", "GB", "4.29", "GB", "4x"]
        assert "A total_bytes" in bench.readout.plain
        assert "B total_bytes" in bench.readout.plain
        await at.press("f9")
        await computed(at)
        assert given(at) == [{}]


async def test_b_can_be_wrong_by_itself():
    async with sitting(size=WIDE) as at:
        await opens(at, "kv_cache")
        await at.press("f9", *["down"] * 3, *"7", "down", *"2")
        assert "! B: " in await computed(at)


@at_both_sizes
async def test_a_result_leads_on_to_the_next_calculator(size: tuple[int, int]):
    async with sitting(size=size) as at:
        await opens(at, "kv_cache")
        await at.press("ctrl+n")
        first = at.board.calculators.finder.rows.rows[0]
        assert first.id == "vram_planner"
        assert "kv_bytes=1,073,741,824" in first.cells[1]
        await at.press("enter")
        assert "What fits into GPU memory" in await computed(at)
        assert given(at)[0]["kv_bytes"] == "1,073,741,824"
        await at.press("ctrl+o")
        assert len(at.board.calculators.finder.rows.rows) == 63


async def test_where_one_calculator_follows_it_opens_at_once_and_where_none_does_it_is_said():
    async with sitting(size=WIDE) as at:
        await opens(at, "param_count")
        only = [link.calculator for link in CalculatorBench().links("semantic_cache", {})]
        assert only == []
        await at.press("ctrl+o", *"semantic", "enter")
        await computed(at)
        await at.press("ctrl+n")
        assert "leads on to no other calculator" in at.seen
        await at.press("ctrl+o", *"scaling_law", "enter")
        await computed(at)
        await at.press("ctrl+n")
        await computed(at)
        described = at.board.calculators.bench.described
        assert described is not None
        assert described.id == "training_compute"


# -- pinning


@at_both_sizes
async def test_a_pin_is_in_the_log_and_on_the_board(size: tuple[int, int]):
    async with sitting(table=at_a_table(), size=size) as at:
        await opens(at, "tail_amplification")
        await at.press("down", *"70", "f5")
        await computed(at)
        item = at.table.state.board[-1]
        assert item.pin is not None
        assert item.pin.result["inputs"]["fan_out"] == 70
        assert "pinned 1" in at.seen
        await at.press("shift+f6")
        assert "1 - (1 - 0.01)^70" in at.seen


async def test_both_variants_are_pinned():
    async with sitting(table=at_a_table()) as at:
        await opens(at, "kv_cache")
        await at.press("f9", *["down"] * 9, *"mha", "f5")
        await computed(at)
        totals = [
            item.pin.result["outputs"]["total_bytes"]["value"]
            for item in at.table.state.board
            if item.pin is not None
        ]
        assert totals[1] == 4 * totals[0]


async def test_a_pin_is_opened_again_with_its_inputs():
    async with sitting(table=at_a_table(), size=WIDE) as at:
        await opens(at, "tail_amplification")
        await at.press("down", *"70", "f5", "shift+f6")
        assert "Pinned tail_amplification 50.5%" in at.words
        await at.press("enter")
        await computed(at)
        assert given(at) == [{"p_slow": "0.01", "fan_out": "70"}]
        assert at.board.calculators.bench.form.has_focus


async def test_to_calculate_is_no_silence():
    patient = persona(patience=20)
    table = at_a_table(a_script(persona=patient))
    async with sitting(table=table) as at:
        await at.sends("yes")
        await opens(at, "tail_amplification")
        await at.press("down")
        for second in range(4, 40, 4):
            await at.press("7", "backspace")
            await at.waits_until(second)
        assert "silence-noticed" not in at.kinds
        await at.waits_until(80)
        assert "silence-noticed" in at.kinds


# -- estimates


def asks(**more: Any) -> Table:
    return at_a_table(a_script(ASKING, question("rag"), **more))


async def asked_for_a_number(at: At) -> None:
    await at.sends("yes")
    await at.sends("stored layers")
    assert at.table.state.scope == "cache/size"


@at_both_sizes
async def test_in_an_interview_nothing_is_computed_before_a_number_is_committed(size):
    async with sitting(table=asks(), size=size) as at:
        await asked_for_a_number(at)
        await at.press("f2")
        assert CLOSED in at.words
        assert "type to find" not in at.seen
        before = at.seen
        await at.press("ctrl+o", "f5", "f9", "ctrl+n")
        assert at.seen == before
        await at.press(*"80 layers", "enter", *"=100 GB", "enter")
        await computed(at)
        answered = [event.payload for event in at.table.log if event.payload.kind == "answered"]
        assert answered[-1].via == "estimate"
        assert answered[-1].text == "=100 GB because 80 layers"
        assert "told in the debrief" in at.words
        assert "32.8 GB" in at.seen, "the calculator is open, with the question's inputs"
        assert given(at)[0]["seq_len"] == "100,000"
        assert at.board.has_focus_within


async def test_in_practice_the_verdict_is_told_at_once():
    async with sitting(table=asks(feedback="each-answer"), size=WIDE) as at:
        await asked_for_a_number(at)
        await at.press("f2", "down", *"=800", "enter")
        await computed(at)
        assert "=800: off by more than 10 times" in at.words


async def test_an_estimate_needs_a_number():
    async with sitting(table=asks()) as at:
        await asked_for_a_number(at)
        await at.press("f2", "down", *"many", "enter")
        assert NO_NUMBER in at.words
        assert at.board.query_one(EstimateForm).form.has_focus
        await at.press("7")
        assert NO_NUMBER not in at.words


async def test_who_commits_to_something_that_holds_no_number_is_told():
    async with sitting(table=asks(), size=WIDE) as at:
        await asked_for_a_number(at)
        await at.press("f2", "down", *"33 or so", "enter")
        await computed(at)
        assert UNREAD in at.words
        assert at.board.query_one(EstimateForm).form.has_focus


async def test_an_open_board_asks_and_computes():
    async with sitting(table=asks(board="open"), size=WIDE) as at:
        await asked_for_a_number(at)
        await at.press("f2")
        assert "ask size" in at.words.split("Board")[1]
        assert CLOSED not in at.words
        await at.press("tab", *"kv_cache", "enter")
        assert "1.07 GB" in await computed(at)


async def test_a_number_in_an_answer_opens_the_calculators_too():
    async with sitting(table=asks(), size=WIDE) as at:
        await asked_for_a_number(at)
        await at.sends("=100 because of the heads")
        await computed(at)
        assert "32.8 GB" in at.seen
        assert at.editor.has_focus


async def test_who_skips_the_number_finds_the_calculators_open():
    async with sitting(table=asks(), size=WIDE) as at:
        await asked_for_a_number(at)
        await at.sends("/skip")
        assert "type to find a calculator" in at.seen
        assert CLOSED not in at.words


async def test_what_stands_in_the_answer_stays_when_a_number_is_committed():
    async with sitting(table=asks()) as at:
        await asked_for_a_number(at)
        await at.types("half a sentence")
        await at.press("f2", "down", *"=100", "enter")
        await computed(at)
        assert at.editor.text == "half a sentence"


# -- keys and time


def past(part: str, script: Script) -> Table:
    """A table at which a part of a design round has just begun."""
    return Table(script, log=in_phase(part, script=script, pace="real").log, pace="real")


@at_both_sizes
async def test_the_numbers_of_a_design_rounds_part_are_committed_to_before_anything_opens(size):
    script = design(board="closed-until-committed")
    async with sitting(table=past("clarify", script), size=size) as at:
        await at.press("f2")
        assert "in a part that comes" in at.words
    async with sitting(table=past("estimate", script), size=size) as at:
        await at.press("f2")
        assert "The size." in at.words
        assert "Then cost-there; for one of these first, write its name: cost-there: 12" in at.words
        assert CLOSED in at.words
        await at.press("down", *"cost:=90", "enter")
        await computed(at)
        newest = [event.payload for event in at.table.log if event.payload.kind == "answered"][-1]
        assert (newest.text, newest.via) == ("cost:=90", "estimate")
        assert "Committed. How near it came is told in the debrief." in at.words
        assert at.table.state.scope == "shop/estimate/size"
        assert "ask size" in at.words
        await at.press("down", *"=700", "enter")
        await computed(at)
        assert board_is_open(at.table.state)
        assert CLOSED not in at.words
    async with sitting(table=past("estimate", script), size=size) as at:
        await at.press("f2", "down", *"12", "enter")
        await computed(at)
        newest = [event.payload for event in at.table.log if event.payload.kind == "answered"][-1]
        assert newest.text == "size-there: 12", "its name is put before it"
        assert UNREAD in at.words, "the fake hears no number in it"


async def test_another_key_can_pin():
    settings = Settings(keys={"board.pin": "f10"})
    async with sitting(table=at_a_table(), settings=settings) as at:
        assert "f10 pin" in await opens(at, "tail_amplification")
        await at.press("f5")
        assert not at.table.state.board
        await at.press("f10")
        await computed(at)
        assert len(at.table.state.board) == 1


@at_both_sizes
async def test_nothing_overlaps_for_any_calculator(size: tuple[int, int]):
    async with sitting(size=size) as at:
        await at.press("f2")
        for listed in CalculatorBench().listed()[::9]:
            at.board.calculators.open(listed.id)
            lines = (await computed(at)).splitlines()
            await at.press("f9")
            await computed(at)
            readout = at.board.calculators.bench.readout
            room = readout.scrollable_content_region.width - 1
            assert max(map(len, readout.plain.splitlines())) <= room
            assert len(lines) == size[1]
            assert max(map(len, lines)) <= size[0]
            assert sum(line.count("Your answer") for line in lines) == 1


class Slow(CalculatorBench):
    """A workbench whose arithmetic waits until a test lets it go on."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.asked: list[Given] = []
        self.threads: set[int] = set()

    def computed(self, calculator: str, given: Given) -> Computed:
        self.asked.append(given)
        self.threads.add(threading.get_ident())
        self.go.wait(20)
        return super().computed(calculator, given)

    def plotted(self, calculator: str, variants: Sequence[Given], width: int, height: int) -> str:
        self.threads.add(threading.get_ident())
        return super().plotted(calculator, variants, width, height)


async def test_keys_never_wait_for_arithmetic_and_only_the_newest_inputs_are_computed():
    slow = Slow()
    async with sitting(workbench=slow) as at:
        await at.press("f2", *"tail", "enter")
        await at.until(lambda: len(slow.asked) == 1)
        await at.press("down", *"12345")
        assert "12345" in at.seen, "while the first inputs are still being computed"
        slow.go.set()
        await computed(at)
        assert slow.asked == [{}, {"fan_out": "12345"}]
        assert threading.get_ident() not in slow.threads


async def test_a_board_that_goes_while_it_computes_takes_nobody_down():
    slow = Slow()
    async with sitting(workbench=slow) as at:
        await at.press("f2", *"tail", "enter")
        await at.until(lambda: len(slow.asked) == 1)
        asyncio.get_running_loop().call_later(0.05, slow.go.set)
    assert slow.asked


def test_numpy_and_the_drawing_of_diagrams_wait_until_the_board_is_used():
    code = (
        "import asyncio, sys\n"
        "from tests.tui.sitting import sitting\n"
        "async def sits():\n"
        "    async with sitting(size=(140, 40)) as at:\n"
        "        await at.sends('yes')\n"
        "        assert 'Board' in at.seen\n"
        "        loaded = {'numpy', 'plotext', 'termaid'} & set(sys.modules)\n"
        "        assert not loaded, loaded\n"
        "asyncio.run(sits())\n"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=False
    )
    assert done.returncode == 0, done.stderr
