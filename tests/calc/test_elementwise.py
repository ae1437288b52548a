"""Arithmetic that serves numbers and arrays alike."""

import numpy as np
import pytest

from mockint.calc.elementwise import any_of, anywhere, given, is_array, larger, smaller
from mockint.calc.figures import bytes_figure, figure, round_up

FEW = np.array([1.0, 5.0, 3.0])


def test_numbers_stay_numbers() -> None:
    assert (larger(1, 3, 2), smaller(1, 3, 2)) == (3, 1)
    assert (given(None, 4), given(0, 4)) == (4, 0)
    assert (anywhere(True), anywhere(0)) == (True, False)
    assert not any(map(is_array, (1, 2.5, "x", None, np.float64(3))))


def test_arrays_are_taken_place_by_place() -> None:
    assert larger(2, FEW).tolist() == [2, 5, 3]
    assert smaller(FEW, 2, 4).tolist() == [1, 2, 2]
    assert anywhere(FEW > 4)
    assert not anywhere(FEW > 5)
    assert round_up(FEW / 2).tolist() == [1, 3, 2]  # type: ignore[arg-type,attr-defined]


@pytest.mark.parametrize("p", [0.0, 1e-12, 0.3, 1.0])
def test_the_chance_of_any_is_the_same_alone_and_in_an_array(p: float) -> None:
    alone = [any_of(p, times) for times in (1, 5, 3)]
    assert np.broadcast_to(any_of(p, FEW), 3) == pytest.approx(alone, rel=1e-12)


def test_a_sweep_has_no_words() -> None:
    assert figure(FEW) == bytes_figure(FEW) == "..."  # type: ignore[arg-type]
