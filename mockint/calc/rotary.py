"""Rotary frequencies under each way of stretching them, and rotating by them."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from mockint.core.errors import CalculatorError


class Scaling(NamedTuple):
    """How rotary frequencies are stretched beyond the length a model was trained for."""

    kind: str
    factor: float
    original: int
    """The length it was trained for, in tokens."""
    rotations: tuple[float, float]
    """YaRN's beta_fast and beta_slow."""
    bounds: tuple[float, float]
    """Llama 3's low_freq_factor and high_freq_factor."""


def scaled_frequencies(
    dim: int, base: float, scaling: Scaling
) -> tuple[list[float], float | None, float]:
    """Return (frequencies of shape (dim/2,), NTK's base or None, YaRN's attention factor).

    Raises CalculatorError where a width or bounds leave a scaling undefined.
    """
    if scaling.kind == "ntk":
        if dim == 2:
            raise CalculatorError(
                "NTK scaling divides by head_dim - 2.", "Give a head_dim of 4 or more."
            )
        stretched = base * scaling.factor ** (dim / (dim - 2))
        return _frequencies(dim, stretched), stretched, 1.0
    plain = _frequencies(dim, base)
    if scaling.kind == "linear":
        return [each / scaling.factor for each in plain], None, 1.0
    if scaling.kind == "yarn":
        return _yarn(plain, dim, base, scaling), None, 0.1 * math.log(scaling.factor) + 1
    if scaling.kind == "llama3":
        return _llama3(plain, scaling), None, 1.0
    return plain, None, 1.0


def rotate(
    vector: Sequence[float], position: float, frequencies: Sequence[float], layout: str
) -> list[float]:
    """Return a vector of shape (2 · frequencies,) turned by position times each frequency."""
    half = len(frequencies)
    turned = [0.0] * len(vector)
    for i, frequency in enumerate(frequencies):
        first, second = (i, i + half) if layout == "half" else (2 * i, 2 * i + 1)
        cosine, sine = math.cos(position * frequency), math.sin(position * frequency)
        turned[first] = vector[first] * cosine - vector[second] * sine
        turned[second] = vector[second] * cosine + vector[first] * sine
    return turned


def _frequencies(dim: int, base: float) -> list[float]:
    return [base ** (-2 * i / dim) for i in range(dim // 2)]


def _yarn(plain: Sequence[float], dim: int, base: float, scaling: Scaling) -> list[float]:
    """Stretch slow dimensions, leave fast ones, and mix along a ramp between the two."""
    fast, slow = scaling.rotations
    if fast < slow:
        raise CalculatorError(
            f"beta_fast={fast} is below beta_slow={slow}.", "Give the larger one as beta_fast."
        )
    low = max(math.floor(_dimension_of(fast, dim, base, scaling.original)), 0)
    high = min(math.ceil(_dimension_of(slow, dim, base, scaling.original)), dim - 1)
    width = (high - low) or 0.001
    mixed = []
    for i, frequency in enumerate(plain):
        stretched = min(1.0, max(0.0, (i - low) / width))
        mixed.append(frequency * (1 - stretched) + frequency / scaling.factor * stretched)
    return mixed


def _dimension_of(rotations: float, dim: int, base: float, original: int) -> float:
    """Return the dimension that turns this often within the length trained for."""
    return dim * math.log(original / (rotations * 2 * math.pi)) / (2 * math.log(base))


def _llama3(plain: Sequence[float], scaling: Scaling) -> list[float]:
    """Stretch long waves, leave short ones, and mix between the two bounds."""
    low, high = scaling.bounds
    if low >= high:
        raise CalculatorError(
            f"low_freq_factor={low} is not below high_freq_factor={high}.",
            "Give the smaller one as low_freq_factor.",
        )
    scaled = []
    for frequency in plain:
        turns = scaling.original * frequency / (2 * math.pi)
        kept = min(1.0, max(0.0, (turns - low) / (high - low)))
        scaled.append((1 - kept) * frequency / scaling.factor + kept * frequency)
    return scaled
