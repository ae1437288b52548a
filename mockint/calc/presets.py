"""Models and GPUs that a calculator can be given by name.

The parameters were counted with transformers 5.23 on the meta device; the rest is each model's
published configuration.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal


@dataclass(frozen=True, kw_only=True)
class Model:
    """The architecture of a decoder, in the names that calculators use for their inputs.

    None is what a model does not have, or what one number would misstate.
    """

    n_layers: int
    n_attention_layers: int | None = None
    """Layers that keep keys and values, where not all do: a hybrid comes out 4x too big else."""
    d_model: int
    d_ff: int | None = None
    """Width of the MLP, or of each expert; None where layers differ."""
    n_heads: int
    n_kv_heads: int | None = None
    head_dim: int | None = None
    vocab_size: int
    n_params: int
    """All parameters, counted."""
    active_params: float | None = None
    """Parameters at work on one token, in a mixture of experts."""
    attention: Literal["mha", "gqa", "mla"]
    kv_lora_rank: int | None = None
    qk_rope_head_dim: int | None = None
    n_experts: int | None = None
    top_k: int | None = None
    routed_expert_params: int | None = None
    """Parameters of all experts that a router chooses among."""

    def inputs(self) -> Mapping[str, Any]:
        """Return the model as inputs by name."""
        return {name: value for name, value in asdict(self).items() if value is not None}


MODELS: Mapping[str, Model] = {
    "llama-2-7b": Model(
        n_layers=32,
        d_model=4096,
        d_ff=11008,
        n_heads=32,
        n_kv_heads=32,
        head_dim=128,
        vocab_size=32000,
        n_params=6_738_415_616,
        attention="mha",
    ),
    "llama-2-70b": Model(
        n_layers=80,
        d_model=8192,
        d_ff=28672,
        n_heads=64,
        n_kv_heads=8,
        head_dim=128,
        vocab_size=32000,
        n_params=68_976_648_192,
        attention="gqa",
    ),
    "llama-3.1-8b": Model(
        n_layers=32,
        d_model=4096,
        d_ff=14336,
        n_heads=32,
        n_kv_heads=8,
        head_dim=128,
        vocab_size=128256,
        n_params=8_030_261_248,
        attention="gqa",
    ),
    "llama-3.1-70b": Model(
        n_layers=80,
        d_model=8192,
        d_ff=28672,
        n_heads=64,
        n_kv_heads=8,
        head_dim=128,
        vocab_size=128256,
        n_params=70_553_706_496,
        attention="gqa",
    ),
    "llama-3.1-405b": Model(
        n_layers=126,
        d_model=16384,
        d_ff=53248,
        n_heads=128,
        n_kv_heads=8,
        head_dim=128,
        vocab_size=128256,
        n_params=405_853_388_800,
        attention="gqa",
    ),
    "mixtral-8x7b": Model(
        n_layers=32,
        d_model=4096,
        d_ff=14336,
        n_heads=32,
        n_kv_heads=8,
        head_dim=128,
        vocab_size=32000,
        n_params=46_702_792_704,
        active_params=12.88e9,
        attention="gqa",
        n_experts=8,
        top_k=2,
        routed_expert_params=32 * 8 * 3 * 4096 * 14336,
    ),
    "deepseek-v3": Model(
        n_layers=61,
        d_model=7168,
        n_heads=128,
        vocab_size=129280,
        n_params=671_026_404_352,
        active_params=37.6e9,
        attention="mla",
        kv_lora_rank=512,
        qk_rope_head_dim=64,
        n_experts=256,
        top_k=8,
        routed_expert_params=58 * 256 * 3 * 7168 * 2048,
    ),
    "qwen3.5-397b-a17b": Model(
        n_layers=60,
        n_attention_layers=15,
        d_model=4096,
        n_heads=32,
        n_kv_heads=2,
        head_dim=256,
        vocab_size=248320,
        n_params=396_346_350_336,
        active_params=17.35e9,
        attention="gqa",
        n_experts=512,
        top_k=10,
        routed_expert_params=60 * 512 * 3 * 4096 * 1024,
    ),
}

MODEL_INPUTS: Mapping[str, Mapping[str, Any]] = {
    name: model.inputs() for name, model in MODELS.items()
}
"""The table of a `model` input."""


@dataclass(frozen=True, kw_only=True)
class Gpu:
    """What one GPU can do, by its datasheet, in the names that calculators use."""

    peak_flops: float
    """Dense bf16 FLOP/s: datasheets often print twice that, which needs sparsity."""
    mem_bandwidth: float
    memory_bytes: float

    def inputs(self) -> Mapping[str, Any]:
        """Return the GPU as inputs by name."""
        return asdict(self)


GPUS: Mapping[str, Gpu] = {
    "a100": Gpu(peak_flops=312e12, mem_bandwidth=2.039e12, memory_bytes=80e9),
    "a100-40gb": Gpu(peak_flops=312e12, mem_bandwidth=1.555e12, memory_bytes=40e9),
    "h100": Gpu(peak_flops=989e12, mem_bandwidth=3.35e12, memory_bytes=80e9),
    "h100-pcie": Gpu(peak_flops=756e12, mem_bandwidth=2.0e12, memory_bytes=80e9),
    "h200": Gpu(peak_flops=989e12, mem_bandwidth=4.8e12, memory_bytes=141e9),
    "b200": Gpu(peak_flops=2250e12, mem_bandwidth=8.0e12, memory_bytes=180e9),
    "l4": Gpu(peak_flops=121e12, mem_bandwidth=0.300e12, memory_bytes=24e9),
    "rtx-4090": Gpu(peak_flops=165e12, mem_bandwidth=1.008e12, memory_bytes=24e9),
}
"""NVIDIA's datasheets and the Ada whitepaper; torchtitan's `get_peak_flops` for H200 and B200."""

GPU_INPUTS: Mapping[str, Mapping[str, Any]] = {name: gpu.inputs() for name, gpu in GPUS.items()}
"""The table of a `gpu` input."""

GPU_ALIASES: Mapping[str, str] = {
    **dict.fromkeys(("a100-80gb", "a100-sxm", "a100-80gb-sxm"), "a100"),
    **dict.fromkeys(("h100-80gb", "h100-sxm", "h100-80gb-sxm"), "h100"),
    **dict.fromkeys(("h200-141gb", "h200-sxm", "h200-141gb-sxm"), "h200"),
    "b200-sxm": "b200",
    **dict.fromkeys(("4090", "rtx4090"), "rtx-4090"),
}
