"""Statistics of agreement, by hand, from the literature and by their laws."""

import random
from collections import Counter
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mockint.calibration.agreement import (
    cohen_kappa,
    partial_correlation,
    pearson,
    quadratic_kappa,
)


def pairs_of(table: list[list[int]]) -> list[tuple[int, int]]:
    """Return the pairs that a table of counts stands for."""
    return [
        (row, column)
        for row, counts in enumerate(table, start=1)
        for column, count in enumerate(counts, start=1)
        for _ in range(count)
    ]


@pytest.mark.parametrize(
    ("table", "kappa"),
    [
        # 50 proposals, two readers: 35 of 50 agreed, 25 by chance.
        ([[20, 5], [10, 15]], 0.4),
        # Cohen 1960: 200 diagnoses, agreed .70, by chance .41.
        ([[88, 14, 18], [10, 40, 10], [2, 6, 12]], 0.29 / 0.59),
        # As often right as by chance, and never.
        ([[4, 4], [4, 4]], 0.0),
        ([[0, 5], [5, 0]], -1.0),
    ],
)
def test_kappa_of_known_tables(table: list[list[int]], kappa: float):
    assert cohen_kappa(pairs_of(table)) == pytest.approx(kappa)


def test_what_cannot_be_told_is_none_and_not_zero():
    assert cohen_kappa([]) is None
    assert cohen_kappa([("a", "a")] * 3) is None
    assert quadratic_kappa([]) is None
    assert quadratic_kappa([(2, 2)] * 3) is None
    assert pearson([], []) is None
    assert pearson([1, 1, 1], [1, 2, 3]) is None
    assert pearson([0, 1e-200], [0, 1]) is None
    assert partial_correlation([1, 2, 3], [3, 1, 2], [5, 5, 5]) is None
    # The third variable is the first.
    assert partial_correlation([1, 2, 3, 5], [3, 1, 2, 2], [1, 2, 3, 5]) is None


@pytest.mark.parametrize(
    ("pairs", "kappa"),
    [
        ([(1, 1), (2, 2), (3, 3), (4, 4)], 1.0),
        ([(1, 4), (2, 3), (3, 2), (4, 1)], -1.0),
        # One error of one level; by chance 9 + 3 + 5 + 15 = 32 over 4 x 4.
        ([(1, 1), (2, 2), (3, 3), (4, 3)], 1 - (1 / 4) / (32 / 16)),
        # One error of two levels costs as much as four of one; by chance 10 + 6 + 10 + 22 = 48.
        ([(1, 1), (2, 2), (3, 1), (4, 4)], 1 - (4 / 4) / (48 / 16)),
        # Always the same answer is worth nothing, however near it lies.
        ([(1, 2), (2, 2), (3, 2), (4, 2)], 0.0),
    ],
)
def test_quadratic_kappa_by_hand(pairs: list[tuple[int, int]], kappa: float):
    assert quadratic_kappa(pairs) == pytest.approx(kappa)


def test_quadratic_kappa_is_the_textbook_sum_over_a_weight_matrix():
    pairs = pairs_of([[5, 2, 0, 1], [1, 4, 2, 0], [0, 3, 6, 1], [0, 1, 2, 7]])
    n, cells = len(pairs), Counter(pairs)
    rows, columns = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    weights = {(i, j): (i - j) ** 2 / 9 for i, j in product(range(1, 5), repeat=2)}
    observed = sum(weight * cells[cell] / n for cell, weight in weights.items())
    expected = sum(w * rows[i] * columns[j] / n**2 for (i, j), w in weights.items())
    assert quadratic_kappa(pairs) == pytest.approx(1 - observed / expected)


def test_partial_correlation_of_a_worked_example():
    # A common textbook example: r falls from .97 to .92 when the third variable is held constant.
    xs, ys, given_ = [2, 4, 15, 20], [1, 2, 3, 4], [0, 0, 1, 1]
    assert pearson(xs, ys) == pytest.approx(0.9695, abs=1e-4)
    assert partial_correlation(xs, ys, given_) == pytest.approx(0.9191, abs=1e-4)


def test_partial_correlation_is_the_correlation_of_what_the_third_leaves_over():
    chance = random.Random(7)
    length = [chance.random() for _ in range(40)]
    xs = [2 * z + chance.random() for z in length]
    ys = [3 * z + chance.random() for z in length]

    def left_over(values: list[float]) -> list[float]:
        mean, mean_z = sum(values) / len(values), sum(length) / len(length)
        slope = sum((v - mean) * (z - mean_z) for v, z in zip(values, length, strict=True)) / sum(
            (z - mean_z) ** 2 for z in length
        )
        return [v - slope * z for v, z in zip(values, length, strict=True)]

    expected = pearson(left_over(xs), left_over(ys))
    assert partial_correlation(xs, ys, length) == pytest.approx(expected)


LEVEL_PAIRS = st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), max_size=40)


@given(LEVEL_PAIRS)
def test_kappas_lie_between_minus_one_and_one(pairs: list[tuple[int, int]]):
    for kappa in (cohen_kappa(pairs), quadratic_kappa(pairs)):
        assert kappa is None or -1 <= kappa <= 1


@given(st.lists(st.integers(1, 4), min_size=2))
def test_perfect_agreement_is_one(levels: list[int]):
    assume(len(set(levels)) > 1)
    pairs = [(level, level) for level in levels]
    assert cohen_kappa(pairs) == 1
    assert quadratic_kappa(pairs) == 1


@given(LEVEL_PAIRS, st.randoms(use_true_random=False))
def test_the_order_of_specimens_and_of_raters_is_nothing(
    pairs: list[tuple[int, int]], chance: random.Random
):
    mixed = [(b, a) for a, b in chance.sample(pairs, len(pairs))]
    assert cohen_kappa(pairs) == pytest.approx(cohen_kappa(mixed))
    assert quadratic_kappa(pairs) == pytest.approx(quadratic_kappa(mixed))


@given(st.permutations([1, 1, 2, 2, 3, 4, 4]))
def test_with_equal_habits_quadratic_kappa_is_the_correlation(read: list[int]):
    graded = [1, 1, 2, 2, 3, 4, 4]
    kappa = quadratic_kappa(list(zip(graded, read, strict=True)))
    assert kappa == pytest.approx(pearson(graded, read))
