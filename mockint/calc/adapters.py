"""Calculators of fine-tuning with adapters."""

from collections.abc import Sequence

from mockint.calc.architecture import (
    D_FF,
    D_MODEL,
    DEFAULT_MODEL,
    HEAD_DIM,
    N_HEADS,
    N_KV_HEADS,
    N_LAYERS,
    N_PARAMS,
    unless_given,
)
from mockint.calc.figures import bytes_figure, figure
from mockint.calc.parameters import Choice, Count, Given, Number
from mockint.calc.presets import MODEL_INPUTS
from mockint.calc.registry import Output, Result, calculator
from mockint.calc.selectors import PresetName
from mockint.calc.structures import ListOf
from mockint.core.errors import CalculatorError

_LINEAR = ("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj")
_SHORT = {
    **{name.removesuffix("_proj"): name for name in _LINEAR},
    **{f"w{name[0]}": name for name in _LINEAR[:4]},
}
_SHAPE = ("n_layers", "d_model", "d_ff", "n_heads", "n_kv_heads", "head_dim")


def _shape_of(preset: Given, given: Given) -> Given:
    """Return a model's shape, without what no single width is true of: an expert's MLP.

    Where attention itself differs, in kind or from layer to layer, shapes must say what it is.
    """
    known = {"base_params": preset["n_params"], "n_layers": preset["n_layers"]}
    if "shapes" in given:
        return known
    if preset["attention"] == "mla" or "n_attention_layers" in preset:
        raise CalculatorError(
            "the projections of this model's attention are not all alike.",
            "Give shapes, [in, out] of each adapted matrix, and n_layers that have them.",
        )
    dropped = {"d_ff"} if "n_experts" in preset else set()
    shape = {name: preset[name] for name in _SHAPE if name in preset and name not in dropped}
    return {**known, **shape}


@calculator(
    title="Parameters of a LoRA adapter",
    inputs=(
        PresetName(
            "model",
            "model to adapt",
            table=MODEL_INPUTS,
            complete=(("n_layers", "d_model"), ("n_layers", "shapes")),
            fill=_shape_of,
            default_from=unless_given({*_SHAPE, "shapes"}, "llama-2-70b"),
        ),
        Count("rank", "rank of the adapters", default=16, maximum=512),
        ListOf(
            "target_modules",
            "matrices of a layer that get one",
            item=Choice("module", "a matrix", values=(*_LINEAR, *_SHORT, "all_linear")),
            like='["q_proj", "v_proj"]',
            default=["q_proj", "v_proj"],
            longest=64,
            or_one=True,
        ),
        ListOf(
            "shapes",
            "[in, out] of each adapted matrix of a layer, where modules do not say it",
            item=ListOf(
                "shape",
                "in and out",
                item=Count("width", "width"),
                like="[4096, 1024]",
                shortest=2,
                longest=2,
            ),
            like="[[4096, 4096], [4096, 1024]]",
            longest=64,
        ),
        N_LAYERS,
        D_MODEL,
        D_FF,
        N_HEADS,
        N_KV_HEADS,
        HEAD_DIM,
        Count("base_params", "parameters of the model", unit="parameters", maximum=10**15),
    ),
    outputs=(
        Output("trainable_params", "parameters", "of all adapters"),
        Output("trainable_fraction", "fraction", "of the model's parameters"),
        Output(
            "optimizer_bytes", "bytes", "weights, gradients and Adam in mixed precision: 16 each"
        ),
        Output("file_bytes", "bytes", "the adapter in 16 bits"),
    ),
    alternatives=(frozenset({"target_modules"}), frozenset({"shapes"})),
    trap="Under GQA k and v are kv·hd wide, not d; 0.1% depends on the modules; alpha changes no "
    "size",
    source="Hu et al. 2022, LoRA; agrees with peft",
)
def lora(
    *,
    model: str | None,
    rank: int,
    target_modules: str | Sequence[str] | None,
    shapes: Sequence[Sequence[int]] | None,
    n_layers: int | None,
    d_model: int | None,
    d_ff: int | None,
    n_heads: int | None,
    n_kv_heads: int | None,
    head_dim: int | None,
    base_params: int | None,
) -> Result:
    """Return the parameters of rank-r adapters: r·(in + out) for each matrix, in every layer.

    Raises CalculatorError for a module whose width is not known, and for one named twice.

    Source: Hu et al. 2022; checked with peft.
    """
    if shapes is None and d_model is not None:
        width = d_model if n_heads is None or head_dim is None else n_heads * head_dim
        narrow = width if n_kv_heads is None or head_dim is None else n_kv_heads * head_dim
        known = {"q_proj": (d_model, width), "o_proj": (width, d_model)}
        known |= dict.fromkeys(("k_proj", "v_proj"), (d_model, narrow))
        if d_ff is not None:
            known |= dict.fromkeys(("gate_proj", "up_proj"), (d_model, d_ff))
            known["down_proj"] = (d_ff, d_model)
        modules = _modules(target_modules or [])
        if missing := [each for each in modules if each not in known]:
            raise CalculatorError(
                f"the width of {', '.join(missing)} is not known.",
                "Give d_ff, or shapes with the widths of each expert's matrices.",
            )
        shapes = [known[each] for each in modules]
    if shapes is None or n_layers is None:
        return Result({}, lambda: "")
    per_layer = sum(rank * sum(shape) for shape in shapes)
    total = n_layers * per_layer

    def formula() -> str:
        sums = " + ".join(f"({wide} + {high})" for wide, high in shapes)
        share = "" if base_params is None else f"; {total / base_params:.4%} of the model"
        return f"{n_layers} x {rank} x ({sums}) = {figure(total)} parameters{share}"

    outputs = {
        "trainable_params": total,
        "trainable_fraction": None if base_params is None else total / base_params,
        "optimizer_bytes": 16 * total,
        "file_bytes": 2 * total,
    }
    return Result(outputs, formula)


def _modules(wanted: str | Sequence[str]) -> list[str]:
    """Return the full names of modules; raises CalculatorError for one named twice."""
    words = [wanted] if isinstance(wanted, str) else wanted
    modules: list[str] = []
    for word in words:
        modules += _LINEAR if word == "all_linear" else [_SHORT.get(word, word)]
    if len(set(modules)) < len(modules):
        raise CalculatorError("target_modules names a matrix twice.", "Name each once.")
    return modules


@calculator(
    title="Memory of QLoRA",
    inputs=(
        PresetName(
            "model",
            "model to adapt",
            table=MODEL_INPUTS,
            complete=(("n_params",),),
            fill=lambda preset, _: {"n_params": preset["n_params"]},
            default_from=unless_given({"n_params"}, DEFAULT_MODEL),
        ),
        N_PARAMS,
        Number("bits_per_weight", "of the frozen weights", unit="bits", default=4.127, maximum=64),
        Count(
            "adapter_params",
            "parameters of the adapters",
            unit="parameters",
            minimum=0,
            maximum=10**15,
        ),
        Number(
            "adapter_bytes_per_param",
            "weight, gradient and optimiser states",
            unit="bytes",
            default=16,
            maximum=64,
        ),
        Number("activation_bytes", "activations", unit="bytes", default=0, open_minimum=False),
    ),
    outputs=(
        Output("base_weight_bytes", "bytes", "frozen weights"),
        Output("adapter_state_bytes", "bytes", "adapters in training"),
        Output("total_state_bytes", "bytes", "both, and the activations"),
    ),
    trap="The base stays in 4 bits but computes in bf16; activations decide the last 10 GB",
    source="Dettmers et al. 2023, QLoRA",
)
def qlora(
    *,
    model: str | None,
    n_params: int,
    bits_per_weight: float,
    adapter_params: int | None,
    adapter_bytes_per_param: float,
    activation_bytes: float,
) -> Result:
    """Return P·bits/8 of frozen weights and 16 bytes for each parameter of the adapters.

    Source: Dettmers et al. 2023.
    """
    base = n_params * bits_per_weight / 8
    adapters = total = None
    if adapter_params is not None:
        adapters = adapter_params * adapter_bytes_per_param
        total = base + adapters + activation_bytes

    def formula() -> str:
        weights = f"{figure(n_params)} x {figure(bits_per_weight)} / 8 = {bytes_figure(base)}"
        if total is None:
            return weights
        product = f"{figure(adapter_params or 0)} x {figure(adapter_bytes_per_param)} B"
        return f"{weights}; + {product} + {figure(activation_bytes)} = {bytes_figure(total)}"

    outputs = {
        "base_weight_bytes": base,
        "adapter_state_bytes": adapters,
        "total_state_bytes": total,
    }
    return Result(outputs, formula)
