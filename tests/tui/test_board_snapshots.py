"""The board at both sizes, as it was when somebody last looked at it and found it good."""

import pytest

from mockint.tui.board import writing
from tests.tui.past import SIZES
from tests.tui.sitting import sitting
from tests.tui.snapshots import check
from tests.tui.test_board import drawn
from tests.tui.test_board_calculators import asked_for_a_number, asks, at_a_table, computed, opens

at_both_sizes = pytest.mark.parametrize("size", SIZES)


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "REST_SECONDS", 0.001)


@at_both_sizes
async def test_a_calculator_with_a_bad_input(size: tuple[int, int]):
    async with sitting(table=at_a_table(), size=size) as at:
        await opens(at, "kv_cache")
        await at.press(*"llama-3.1-70b", *["down"] * 6, *"100k")
        await computed(at)
        check(at.app, "board-calculator")
        await at.press("x")
        await computed(at)
        check(at.app, "board-bad-input")


@at_both_sizes
async def test_two_variants(size: tuple[int, int]):
    async with sitting(table=at_a_table(), size=size) as at:
        await opens(at, "kv_cache")
        await at.press("f9", *["down"] * 9, *"mha")
        await computed(at)
        check(at.app, "board-compare")
        await at.press("f5", "shift+f6")
        await computed(at)
        check(at.app, "board-pinned")


@at_both_sizes
async def test_a_number_is_asked_for(size: tuple[int, int]):
    async with sitting(table=asks(), size=size) as at:
        await asked_for_a_number(at)
        await at.press("f2", *"80 layers, fp16", "down", *"=100 GB")
        check(at.app, "board-estimate")
        await at.press("enter")
        await computed(at)
        check(at.app, "board-committed")


@at_both_sizes
async def test_a_diagram_with_a_bad_line(size: tuple[int, int]):
    async with sitting(size=size) as at:
        await at.press("f2", "f6", *"client -> gateway ->|query| retriever, cache", "enter")
        await at.press(*"retriever -> ")
        await drawn(at)
        check(at.app, "board-diagram")
