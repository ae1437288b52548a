"""The inputs that describe a decoder, shared by all calculators that ask for one."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, TypeVar

from mockint.calc.parameters import Count, Flag, Given, Parameter
from mockint.calc.presets import MODEL_INPUTS
from mockint.calc.selectors import PresetName
from mockint.core.errors import CalculatorError

Input = TypeVar("Input", bound=Parameter)

DEFAULT_MODEL = "llama-3.1-8b"
ARCHITECTURE = frozenset(
    {"n_layers", "d_model", "d_ff", "n_heads", "n_kv_heads", "head_dim", "vocab_size"}
)
"""What describes a model of uniform layers; with any of it given, no model is assumed."""


def head_dim_of(given: Given) -> int | None:
    """Return the width of a head where the heads share the model's width between them."""
    d_model, n_heads = given.get("d_model"), given.get("n_heads")
    if d_model is None or n_heads is None:
        return None
    if d_model % n_heads:
        raise CalculatorError(
            f"n_heads={n_heads} does not divide d_model={d_model}.",
            f"Give a divisor: {divisors(d_model)}; or give head_dim.",
        )
    return int(d_model // n_heads)


def n_kv_heads_of(given: Given) -> int | None:
    """Return as many KV heads as there are query heads: what attention is until it says more."""
    return given.get("n_heads")


N_LAYERS = Count("n_layers", "transformer layers", unit="layers", maximum=10_000)
D_MODEL = Count("d_model", "width of the model", maximum=10_000_000)
D_FF = Count("d_ff", "width of the MLP", maximum=100_000_000)
N_HEADS = Count("n_heads", "query heads", unit="heads", maximum=100_000)
N_KV_HEADS = Count(
    "n_kv_heads",
    "key and value heads",
    unit="heads",
    maximum=100_000,
    default_from=n_kv_heads_of,
)
HEAD_DIM = Count("head_dim", "width of a head", maximum=1_000_000, default_from=head_dim_of)
VOCAB_SIZE = Count("vocab_size", "tokens the model knows", unit="tokens", maximum=10**8)
N_PARAMS = Count("n_params", "parameters", unit="parameters", maximum=10**15)
MLP_MATRICES = Count(
    "mlp_matrices",
    "weight matrices of an MLP: 3 where it is gated",
    default=3,
    minimum=2,
    maximum=3,
)
TIED = Flag("tied", "whether input and output embeddings are one matrix")
SEQ_LEN = Count("seq_len", "tokens of context", unit="tokens", default=4096, maximum=10**7)
BATCH = Count("batch", "sequences at once", unit="sequences", default=1)


def but(parameter: Input, **changes: Any) -> Input:
    """Return an input that differs from a shared one in some respects."""
    return replace(parameter, **changes)


def unless_given(names: Iterable[str], default: Any) -> Callable[[Given], Any]:
    """Return a default that holds only where none of these inputs is given."""
    described = frozenset(names)
    return lambda given: None if described & given.keys() else default


def model(
    *, needs: Iterable[str], fill: Callable[[Given, Given], Given], default: str = DEFAULT_MODEL
) -> PresetName:
    """Return the `model` input of a calculator that needs these inputs to do without one."""
    needed = tuple(needs)
    return PresetName(
        "model",
        "model whose architecture is meant",
        table=MODEL_INPUTS,
        complete=(needed,),
        fill=fill,
        default_from=unless_given(ARCHITECTURE | set(needed), default),
    )


def uniform(*needs: str) -> Callable[[Given, Given], Given]:
    """Return the filling of a calculator whose formula holds where all layers are alike.

    Latent attention, hybrids, and experts of which no single width is true, have no part in it:
    there the inputs must be given.
    """

    def fill(preset: Given, given: Given) -> Given:
        if preset["attention"] != "mla" and "d_ff" in preset:
            return preset
        if missing := [name for name in needs if name not in given]:
            raise CalculatorError(
                "this model's layers are not all of the kind that the formula describes.",
                f"Give {', '.join(missing)} of those that are meant.",
            )
        return {name: preset[name] for name in ("d_model", "vocab_size", "n_params")}

    return fill


def refuse_uneven_groups(n_heads: int, n_kv_heads: int, name: str = "n_kv_heads") -> None:
    """Raise CalculatorError where KV heads cannot be shared evenly among the query heads."""
    if n_heads % n_kv_heads:
        raise CalculatorError(
            f"{name}={n_kv_heads} does not divide n_heads={n_heads}.",
            f"Give a divisor: {divisors(n_heads)}.",
        )


def divisors(number: int) -> str:
    """Return the divisors of a number, or the first and the last of many."""
    small = [each for each in range(1, int(number**0.5) + 1) if number % each == 0]
    found = sorted({*small, *(number // each for each in small)})
    shown = [str(each) for each in found]
    return ", ".join(shown if len(shown) <= 12 else [*shown[:6], "...", *shown[-3:]])
