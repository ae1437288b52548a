"""Calculators of quantisation: what fewer bits per weight save, and what they cost."""

import math
from collections.abc import Sequence
from typing import Literal

from mockint.calc.figures import bytes_figure, figure
from mockint.calc.gguf import GGUF_BLOCKS, GGUF_FILES
from mockint.calc.parameters import NONE, Choice, Count, Given, Number
from mockint.calc.presets import MODEL_INPUTS
from mockint.calc.registry import Output, Result, calculator
from mockint.calc.selectors import PresetName
from mockint.calc.structures import NumberList
from mockint.core.errors import CalculatorError

_GROUPED = frozenset({"bits", "group_size", "scale_bits", "zero_bits"})
_BLOCKS = frozenset({"gguf_type", "block_weights", "block_bytes"})
_STATED = frozenset({"gguf_file", "bits_per_weight"})


def _no_groups_at_full_width(given: Given) -> int | str:
    """Return the usual group size; weights kept at 16 bits have no scales to group."""
    return NONE if given.get("bits") == 16 else 128


def _parameters_of(preset: Given, given: Given) -> Given:
    """Return a model's parameter count, unless it is given in its two parts."""
    in_parts = {"n_quant_params", "n_fp16_params"} <= given.keys()
    return {} if in_parts else {"n_params": preset["n_params"]}


@calculator(
    title="Memory of quantised weights",
    inputs=(
        PresetName(
            "model",
            "model whose parameters are meant",
            table=MODEL_INPUTS,
            complete=(("n_params",), ("n_quant_params",)),
            fill=_parameters_of,
        ),
        Count("n_params", "all parameters", unit="parameters", maximum=10**15),
        Count("n_quant_params", "parameters that are quantised", unit="parameters", maximum=10**15),
        Count(
            "n_fp16_params",
            "parameters that stay in 16 bits, such as embeddings",
            unit="parameters",
            minimum=0,
            maximum=10**15,
        ),
        Number(
            "bits",
            "bits per weight",
            unit="bits",
            default=4,
            minimum=1,
            maximum=16,
            open_minimum=False,
        ),
        Count(
            "group_size",
            "weights that share a scale",
            unit="weights",
            maximum=10**6,
            or_none=True,
            default_from=_no_groups_at_full_width,
        ),
        Number(
            "scale_bits",
            "bits of a group's scale",
            unit="bits",
            default=16,
            maximum=64,
            open_minimum=False,
        ),
        Number(
            "zero_bits",
            "bits of a group's zero point",
            unit="bits",
            default=4,
            maximum=64,
            open_minimum=False,
        ),
        PresetName(
            "gguf_type",
            "llama.cpp block type",
            table=GGUF_BLOCKS,
            complete=(("block_weights", "block_bytes"),),
        ),
        Count("block_weights", "weights in a block", unit="weights", maximum=10**6),
        Count("block_bytes", "bytes of a block", unit="bytes", maximum=10**7),
        PresetName(
            "gguf_file",
            "llama.cpp file type, a mix of block types",
            table=GGUF_FILES,
            complete=(("bits_per_weight",),),
        ),
        Number("bits_per_weight", "bits per weight, all told", unit="bits", maximum=64),
    ),
    outputs=(
        Output("total_bytes", "bytes", "all weights"),
        Output("bits_per_weight", "bits", "of a quantised weight, scales and zero points included"),
        Output("mean_bits_per_weight", "bits", "over all parameters"),
    ),
    alternatives=(_GROUPED, _BLOCKS, _STATED),
    trap="4-bit is not N/2 bytes: scales make it 4.16 at group 128, and embeddings stay in 16 bits",
    source="GPTQ and AWQ model cards; llama.cpp quantize README; Dettmers 2023, section 3",
)
def quant_memory(
    *,
    model: str | None,
    n_params: int | None,
    n_quant_params: int | None,
    n_fp16_params: int | None,
    bits: float | None,
    group_size: int | Literal["none"] | None,
    scale_bits: float | None,
    zero_bits: float | None,
    gguf_type: str | None,
    block_weights: int | None,
    block_bytes: int | None,
    gguf_file: str | None,
    bits_per_weight: float | None,
) -> Result:
    """Return the bytes of a model's weights when most of them are quantised.

    bits + (scale_bits + zero_bits) / group_size for each quantised weight, or 8 x bytes / weights
    of a GGUF block, or a figure that is known; 2 bytes for each parameter that stays in 16 bits.

    Raises CalculatorError where the parts of the parameters do not make up their sum.

    Source: GPTQ and AWQ model cards; llama.cpp's quantize README; QLoRA, section 3.
    """
    width, text = _bits_per_weight(
        (bits, group_size, scale_bits, zero_bits), (block_weights, block_bytes), bits_per_weight
    )
    parts = _parts(n_params, n_quant_params, n_fp16_params)
    if width is None or parts is None:
        return Result({"bits_per_weight": width}, lambda: text)
    quantised, kept = parts
    total = quantised * width / 8 + 2 * kept

    def formula() -> str:
        in_full = f" + {figure(kept)} x 2 B" if kept else ""
        size = f"{figure(quantised)} x {figure(width)} / 8{in_full} = {bytes_figure(total)}"
        return f"{text}; {size}"

    outputs = {
        "total_bytes": total,
        "bits_per_weight": width,
        "mean_bits_per_weight": 8 * total / (quantised + kept),
    }
    return Result(outputs, formula)


def _bits_per_weight(
    grouped: tuple[float | None, int | Literal["none"] | None, float | None, float | None],
    block: tuple[int | None, int | None],
    stated: float | None,
) -> tuple[float | None, str]:
    """Return the bits of a quantised weight and how they come about; None where not known."""
    bits, group_size, scale, zero = grouped
    weights, size = block
    if stated is not None:
        return stated, f"{figure(stated)} bits/weight"
    if weights is not None and size is not None:
        width = 8 * size / weights
        return width, f"8 x {size} B / {weights} weights = {figure(width)} bits/weight"
    if bits is None or scale is None or zero is None or group_size is None:
        return None, ""
    if group_size == NONE:
        return bits, f"{figure(bits)} bits/weight"
    width = bits + (scale + zero) / group_size
    shares = f"({figure(scale)} + {figure(zero)}) / {figure(group_size)}"
    return width, f"{figure(bits)} + {shares} = {figure(width)} bits/weight"


def _parts(n_params: int | None, quantised: int | None, kept: int | None) -> tuple[int, int] | None:
    """Return (quantised, kept in 16 bits) parameters; None where they are not known."""
    if quantised is None:
        if n_params is None:
            return None
        kept = kept or 0
        quantised = n_params - kept
    elif kept is None:
        kept = 0 if n_params is None else n_params - quantised
    if quantised < 1 or kept < 0 or (n_params is not None and quantised + kept != n_params):
        raise CalculatorError(
            f"quantised and 16-bit parameters do not add up to n_params={figure(n_params or 0)}.",
            "Give two of n_params, n_quant_params and n_fp16_params.",
        )
    return quantised, kept


@calculator(
    title="Error of quantising numbers",
    inputs=(
        NumberList("x", "numbers", default=[-1.2, -0.5, 0, 0.3, 0.9, 1.5]),
        Count("bits", "bits per number", unit="bits", default=4, minimum=2, maximum=16),
        Choice(
            "mode",
            "how the scale is set",
            values=("symmetric_absmax",),
            default="symmetric_absmax",
        ),
    ),
    outputs=(
        Output("scale", None, "step between two levels"),
        Output("dequantized", None, "the numbers as they come back"),
        Output("max_abs_error", None, "largest difference, at most half a step"),
        Output("mean_square_error", None, "mean of the squared differences"),
    ),
    trap="One outlier sets the scale of the whole group, which is why groups are small",
    source="Arithmetic; agrees with torch's fake_quantize",
)
def quant_error(*, x: Sequence[float], bits: int, mode: str) -> Result:
    """Return numbers of shape (n,) rounded to levels of max|x| / (2^(bits-1) - 1).

    Raises CalculatorError where all numbers are 0, or too small to be divided into steps.

    Source: arithmetic; torch.
    """
    levels = 2 ** (bits - 1) - 1
    largest = max(map(abs, x))
    scale = largest / levels
    if not scale:
        raise CalculatorError("all numbers are 0, so there is no scale.", "Give one that is not.")
    back = [round(each / scale) * scale for each in x]
    errors = [abs(each - rounded) for each, rounded in zip(x, back, strict=True)]

    def formula() -> str:
        return f"{figure(largest)} / {levels} = {figure(scale)}; error {figure(max(errors))}"

    outputs = {
        "scale": scale,
        "dequantized": back,
        "max_abs_error": max(errors),
        "mean_square_error": math.fsum(each**2 for each in errors) / len(errors),
    }
    return Result(outputs, formula)
