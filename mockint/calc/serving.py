"""Calculators of serving: how many sequences, how much memory, how many GPUs."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from mockint.calc.architecture import but, unless_given
from mockint.calc.elementwise import larger
from mockint.calc.figures import figure, round_up
from mockint.calc.inference import (
    CACHE_KIND,
    CACHE_MODEL,
    CACHE_SHAPE,
    cache_bytes_per_token,
)
from mockint.calc.parameters import Count, Dtype, Given, Number, Share
from mockint.calc.registry import Output, Result, calculator
from mockint.calc.structures import ListOf
from mockint.core.errors import CalculatorError

_SHAPE = frozenset(each.name for each in (*CACHE_SHAPE, *CACHE_KIND))


def _model_for_memory(given: Given) -> str | None:
    known = {"num_blocks", "seq_lens"} | _SHAPE
    return None if known & given.keys() and "kv_memory_bytes" not in given else _usual(given)


def _usual(given: Given) -> str | None:
    return None if _SHAPE & given.keys() else "llama-3.1-8b"


@calculator(
    title="Paged KV cache: blocks, waste, concurrency",
    inputs=(
        but(CACHE_MODEL, default_from=_model_for_memory),
        *CACHE_SHAPE,
        *CACHE_KIND,
        Dtype("dtype_bytes", "bytes per cached value", default=2),
        Number(
            "kv_memory_bytes",
            "memory left for the cache",
            unit="bytes",
            default_from=unless_given({"seq_lens"}, 40_000_000_000),
        ),
        Count("num_blocks", "blocks of the cache", unit="blocks", maximum=10**12),
        Count("block_size", "tokens of a block", unit="tokens", default=16, maximum=512),
        Count("max_model_len", "longest sequence", unit="tokens", default=8192),
        ListOf(
            "seq_lens",
            "tokens of each sequence",
            item=Count("length", "tokens", unit="tokens"),
            like="[500, 1200]",
            default_from=unless_given({"kv_memory_bytes", "num_blocks"}, [300, 700, 1500]),
        ),
        Count("reserved_len", "tokens reserved per sequence without pages", default=2048),
    ),
    outputs=(
        Output("num_blocks", "blocks", "blocks of the cache"),
        Output("cache_tokens", "tokens", "tokens that all blocks hold"),
        Output("max_concurrency", "x", "sequences of full length that fit"),
        Output("contiguous_waste_fraction", "fraction", "of what is reserved in one piece"),
        Output("paged_waste_fraction", "fraction", "of the slots in the blocks in use"),
        Output("paged_slots", "tokens", "slots in the blocks in use"),
    ),
    alternatives=(frozenset({"kv_memory_bytes"}), frozenset({"num_blocks"})),
    trap="The concurrency that vLLM logs assumes that every request has full length",
    source="Kwon et al. 2023, PagedAttention; vLLM's startup log",
)
def paged_kv(
    *,
    model: str | None,
    n_layers: int | None,
    n_attention_layers: int | None,
    n_heads: int | None,
    n_kv_heads: int | None,
    head_dim: int | None,
    attention: str | None,
    kv_lora_rank: int | None,
    qk_rope_head_dim: int | None,
    dtype_bytes: float,
    kv_memory_bytes: float | None,
    num_blocks: int | None,
    block_size: int,
    max_model_len: int,
    seq_lens: Sequence[int] | None,
    reserved_len: int,
) -> Result:
    """Return the blocks that memory holds, and what fixed reservations and blocks waste.

    blocks = floor(memory / (bytes per token · block)); a sequence's last block wastes at most
    block - 1 slots. `seq_lens` has shape (sequences,).

    Raises CalculatorError where not one block fits, and for sequences longer than the reservation.

    Source: Kwon et al. 2023; vLLM.
    """
    text = []
    if num_blocks is None and kv_memory_bytes is not None:
        per_token = cache_bytes_per_token(
            n_layers=n_layers,
            n_attention_layers=n_attention_layers,
            n_heads=n_heads,
            n_kv_heads=n_kv_heads,
            head_dim=head_dim,
            dtype_bytes=dtype_bytes,
            attention=attention,
            kv_lora_rank=kv_lora_rank,
            qk_rope_head_dim=qk_rope_head_dim,
        )
        if per_token is not None:
            block = per_token * block_size
            num_blocks = math.floor(kv_memory_bytes / block)
            text.append(f"{figure(kv_memory_bytes)} B / {figure(block)} B a block")
            if not num_blocks:
                raise CalculatorError(
                    f"kv_memory_bytes={figure(kv_memory_bytes)} holds no block of "
                    f"{figure(block)} bytes.",
                    "Give more memory, or smaller blocks.",
                )
    outputs: dict[str, Any] = {"num_blocks": num_blocks}
    if num_blocks is not None:
        tokens = num_blocks * block_size
        concurrency = tokens / max_model_len
        outputs |= {"cache_tokens": tokens, "max_concurrency": concurrency}
        slots = f"{figure(num_blocks)} blocks x {block_size} = {figure(tokens)} tokens"
        text.append(f"{slots} / {figure(max_model_len)} = {concurrency:.2f}x")
    if seq_lens is not None:
        outputs |= _waste(seq_lens, block_size, reserved_len)
        used, whole = figure(sum(seq_lens)), f"({len(seq_lens)} x {figure(reserved_len)})"
        contiguous, paged = (
            f"{outputs[f'{kind}_waste_fraction']:.4%}" for kind in ("contiguous", "paged")
        )
        slots = figure(outputs["paged_slots"])
        text.append(f"1 - {used} / {whole} = {contiguous}; 1 - {used} / {slots} = {paged}")
    return Result(outputs, lambda: "; ".join(text))


def _waste(lengths: Sequence[int], block: int, reserved: int) -> Mapping[str, float]:
    if max(lengths) > reserved:
        raise CalculatorError(
            f"a sequence of {figure(max(lengths))} tokens is longer than "
            f"reserved_len={figure(reserved)}.",
            f"Give {figure(max(lengths))} or more.",
        )
    used = sum(lengths)
    slots = sum(-(-length // block) * block for length in lengths)
    return {
        "contiguous_waste_fraction": 1 - used / (len(lengths) * reserved),
        "paged_waste_fraction": 1 - used / slots,
        "paged_slots": slots,
    }


@calculator(
    title="GPUs for a load",
    inputs=(
        Number("qps", "requests per second", unit="requests/s", default=20, maximum=1e12),
        Number("output_tokens", "tokens per answer", unit="tokens", default=300, maximum=1e9),
        Number(
            "tokens_per_second_per_gpu",
            "what one GPU generates in a full batch",
            unit="tokens/s",
            default=2500,
            maximum=1e12,
        ),
        Share("target_utilization", "how busy a GPU may be", default=0.7, open_minimum=True),
        Count("spare_gpus", "GPUs that may fail", unit="GPUs", minimum=0, default=0),
    ),
    outputs=(
        Output("gpus", "GPUs", "GPUs to run, the spare ones included"),
        Output("required_tokens_per_second", "tokens/s", "tokens to generate"),
        Output("utilization", "fraction", "how busy they are, without the spare ones"),
        Output("requests_per_day", "requests", "that this many a second come to"),
    ),
    trap="The speed of a single stream taken for a batch's; prompts forgotten; no spare GPU",
    source="Arithmetic",
)
def capacity(
    *,
    qps: float,
    output_tokens: float,
    tokens_per_second_per_gpu: float,
    target_utilization: float,
    spare_gpus: int,
) -> Result:
    """Return how many GPUs generate as many tokens as are asked for: ceil(need / (tps · util)).

    Source: arithmetic.
    """
    need = qps * output_tokens
    working = larger(1, round_up(need / (tokens_per_second_per_gpu * target_utilization)))

    def formula() -> str:
        tokens = f"{figure(qps)} x {figure(output_tokens)} = {figure(need)} tokens/s"
        each = f"({figure(tokens_per_second_per_gpu)} x {figure(target_utilization)})"
        spare = f" + {spare_gpus}" if spare_gpus else ""
        return f"{tokens}; ceil({figure(need)} / {each}){spare} = {working + spare_gpus} GPUs"

    outputs = {
        "gpus": working + spare_gpus,
        "required_tokens_per_second": need,
        "utilization": need / (working * tokens_per_second_per_gpu),
        "requests_per_day": qps * 86_400,
    }
    return Result(outputs, formula)
