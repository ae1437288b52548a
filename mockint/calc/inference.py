"""Calculators of inference systems: what serving a model takes."""

from mockint.calc.architecture import refuse_uneven_groups
from mockint.calc.elementwise import smaller
from mockint.calc.figures import bytes_figure, figure
from mockint.calc.parameters import Choice, Count, Dtype, Given
from mockint.calc.presets import MODEL_INPUTS
from mockint.calc.registry import Output, Result, calculator
from mockint.calc.selectors import PresetName
from mockint.core.errors import CalculatorError

_MLA_INPUTS = frozenset({"kv_lora_rank", "qk_rope_head_dim"})
_ARCHITECTURE = _MLA_INPUTS | {
    "n_layers",
    "n_attention_layers",
    "n_heads",
    "n_kv_heads",
    "head_dim",
}


def _attention_of(preset: Given, given: Given) -> Given:
    """Return what a preset tells about the cache, beside what is given.

    Another kind of attention than the model's is a what-if: its query heads stay, and its KV heads
    or latent rank do not count. Where each head has its own keys, their number isn't repeated, so
    that it follows `n_heads` when that is changed.
    """
    own = preset["attention"]
    wanted = given.get("attention", "gqa" if own == "mla" and "n_kv_heads" in given else own)
    dropped = {"attention"}
    if "n_layers" in given:
        dropped.add("n_attention_layers")
    if wanted != own:
        dropped |= {"n_kv_heads", *_MLA_INPUTS}
    if wanted == "mha":
        dropped.add("n_kv_heads")
    return {name: value for name, value in preset.items() if name not in dropped}


def _model_unless_described(given: Given) -> str | None:
    return None if _ARCHITECTURE & given.keys() else "llama-3.1-8b"


CACHE_MODEL = PresetName(
    "model",
    "model whose architecture is meant",
    table=MODEL_INPUTS,
    complete=(
        ("n_layers", "n_kv_heads", "head_dim"),
        ("n_layers", "n_heads", "head_dim"),
        ("n_layers", "kv_lora_rank", "qk_rope_head_dim"),
    ),
    fill=_attention_of,
    default_from=_model_unless_described,
)
CACHE_SHAPE = (
    Count("n_layers", "transformer layers", unit="layers", maximum=10_000),
    Count(
        "n_attention_layers",
        "layers that keep keys and values, where a hybrid's do not all",
        unit="layers",
        maximum=10_000,
    ),
    Count("n_heads", "query heads", unit="heads", maximum=100_000),
    Count("n_kv_heads", "key and value heads", unit="heads", maximum=100_000),
    Count("head_dim", "width of a head", maximum=1_000_000),
)
CACHE_KIND = (
    Choice("attention", "kind of attention", values=("mha", "gqa", "mqa", "mla")),
    Count("kv_lora_rank", "width of the latent that MLA caches", maximum=1_000_000),
    Count("qk_rope_head_dim", "width of MLA's shared rotary key", maximum=1_000_000),
)
"""The inputs of a cache, for other calculators that ask for one."""


@calculator(
    title="KV cache of a decoder",
    inputs=(
        CACHE_MODEL,
        *CACHE_SHAPE,
        Count("seq_len", "tokens in the cache, per sequence", unit="tokens", default=8192),
        Count("batch", "sequences at once", unit="sequences", default=1),
        Dtype("dtype_bytes", "bytes per cached value", default=2),
        *CACHE_KIND,
        Count("window", "tokens a sliding-window layer keeps", unit="tokens"),
        Count("n_window_layers", "layers with a sliding window", unit="layers", maximum=10_000),
    ),
    outputs=(
        Output("total_bytes", "bytes", "cache of all sequences"),
        Output("bytes_per_token", "bytes/token", "what one more token of one sequence adds"),
    ),
    trap="Counting query heads instead of KV heads; reading GB as GiB; forgetting the batch",
    source="kipply 2022, Transformer Inference Arithmetic; DeepSeek-AI 2025, table 1",
)
def kv_cache(
    *,
    model: str | None,
    n_layers: int | None,
    n_attention_layers: int | None,
    n_heads: int | None,
    n_kv_heads: int | None,
    head_dim: int | None,
    seq_len: int,
    batch: int,
    dtype_bytes: float,
    attention: str | None,
    kv_lora_rank: int | None,
    qk_rope_head_dim: int | None,
    window: int | None,
    n_window_layers: int | None,
) -> Result:
    """Return the bytes of keys and values that decoding keeps.

    Per token and layer: K and V of shape (n_kv_heads, head_dim) each, or for MLA one latent of
    kv_lora_rank + qk_rope_head_dim values. `bytes_per_token` is before any window is full.

    Raises CalculatorError where head counts and the kind of attention disagree, where KV heads do
    not divide the query heads, and where more layers attend, or have a window, than there are.

    Source: kipply 2022; DeepSeek-AI 2025, Insights into DeepSeek-V3, table 1 (MLA).
    """
    layers = _caching_layers(n_layers, n_attention_layers)
    latent = kv_lora_rank is not None or qk_rope_head_dim is not None
    mla = attention == "mla" or (attention is None and latent)
    values: int | None
    if mla:
        values, text = _latent_values(kv_lora_rank, qk_rope_head_dim)
    elif latent:
        raise CalculatorError(
            f"kv_lora_rank and qk_rope_head_dim have no part in attention={attention}.",
            "Leave them out, or give attention=mla.",
        )
    else:
        values, text = _head_values(_kv_heads(attention, n_heads, n_kv_heads), head_dim)
    windowed = _windowed_layers(layers, window, n_window_layers)
    if layers is None or values is None:
        return Result({}, lambda: "")
    per_layer = values * dtype_bytes
    kept = layers * seq_len
    if windowed and window is not None:
        kept = (layers - windowed) * seq_len + windowed * smaller(seq_len, window)
    per_token, total = layers * per_layer, per_layer * kept * batch

    def formula() -> str:
        start = f"{layers} x {text}" if mla else f"2 x {layers} x {text}"
        each = f"{start} x {figure(dtype_bytes)} B = {figure(per_token)} B/token"
        if not windowed:
            return f"{each}; x {figure(seq_len)} x {figure(batch)} = {bytes_figure(total)}"
        tokens = (
            f"{layers - windowed} x {figure(seq_len)} + {windowed} x min({figure(seq_len)}, "
            f"{figure(window or 0)})"
        )
        per = f"{figure(per_layer)} B/token and layer"
        return f"{each}; {per} x ({tokens}) x {figure(batch)} = {bytes_figure(total)}"

    return Result({"total_bytes": total, "bytes_per_token": per_token}, formula)


def cache_bytes_per_token(
    *,
    n_layers: int | None,
    n_attention_layers: int | None,
    n_heads: int | None,
    n_kv_heads: int | None,
    head_dim: int | None,
    dtype_bytes: float,
    attention: str | None,
    kv_lora_rank: int | None,
    qk_rope_head_dim: int | None,
) -> float | None:
    """Return what one token adds to the cache of one sequence, in bytes; None if not known."""
    result = kv_cache(
        model=None,
        n_layers=n_layers,
        n_attention_layers=n_attention_layers,
        n_heads=n_heads,
        n_kv_heads=n_kv_heads,
        head_dim=head_dim,
        seq_len=1,
        batch=1,
        dtype_bytes=dtype_bytes,
        attention=attention,
        kv_lora_rank=kv_lora_rank,
        qk_rope_head_dim=qk_rope_head_dim,
        window=None,
        n_window_layers=None,
    )
    return result.outputs.get("bytes_per_token")


def _caching_layers(n_layers: int | None, n_attention_layers: int | None) -> int | None:
    if n_layers is not None and n_attention_layers is not None and n_attention_layers > n_layers:
        raise CalculatorError(
            f"n_attention_layers={n_attention_layers} of only n_layers={n_layers}.",
            f"Give 1 to {n_layers}.",
        )
    return n_layers if n_attention_layers is None else n_attention_layers


def _latent_values(rank: int | None, rope: int | None) -> tuple[int | None, str]:
    if rank is None or rope is None:
        return None, ""
    return rank + rope, f"({rank} + {rope})"


def _head_values(heads: int | None, head_dim: int | None) -> tuple[int | None, str]:
    if heads is None or head_dim is None:
        return None, ""
    return 2 * heads * head_dim, f"{heads} x {head_dim}"


def _kv_heads(attention: str | None, n_heads: int | None, n_kv_heads: int | None) -> int | None:
    """Return the KV heads that a kind of attention keeps; None where they cannot be known."""
    if attention == "mqa":
        if n_kv_heads not in (None, 1):
            raise CalculatorError(
                f"attention=mqa keeps one KV head, not n_kv_heads={n_kv_heads}.",
                "Leave n_kv_heads out, or give attention=gqa.",
            )
        return 1
    if n_heads is not None and n_kv_heads is not None:
        if attention == "mha" and n_heads != n_kv_heads:
            raise CalculatorError(
                "attention=mha keeps a KV head per query head, "
                f"but n_heads={n_heads} and n_kv_heads={n_kv_heads}.",
                "Leave n_kv_heads out, or give attention=gqa.",
            )
        refuse_uneven_groups(n_heads, n_kv_heads)
    if n_kv_heads is not None:
        return n_kv_heads
    return None if attention == "gqa" else n_heads


def _windowed_layers(layers: int | None, window: int | None, n_window_layers: int | None) -> int:
    if window is None:
        if n_window_layers is not None:
            raise CalculatorError("n_window_layers needs a window.", "Give window in tokens too.")
        return 0
    if layers is not None and n_window_layers is not None and n_window_layers > layers:
        raise CalculatorError(
            f"n_window_layers={n_window_layers} of only {layers} layers with a cache.",
            f"Give 1 to {layers}.",
        )
    return (layers or 0) if n_window_layers is None else n_window_layers
