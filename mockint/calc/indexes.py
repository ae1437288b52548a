"""The calculator of vector indexes: what each kind keeps in memory."""

import math
from typing import NamedTuple

from mockint.calc.figures import bytes_figure, figure
from mockint.calc.parameters import Choice, Count, Dtype, Given, Number
from mockint.calc.registry import Output, Result, calculator
from mockint.core.errors import CalculatorError

_KINDS = ("flat", "hnsw", "hnsw_scylladb", "pq", "ivfpq", "sq8", "binary")


def _eighth(given: Given) -> int:
    """Return the largest number of parts that has 8 dimensions or more in each."""
    dim = given.get("dim", 768)
    return max((part for part in range(1, dim // 8 + 1) if dim % part == 0), default=1)


def _lists(given: Given) -> int:
    """Return four times the root of the vectors, which Faiss advises."""
    return max(1, round(4 * math.sqrt(given.get("n_vectors", 1_000_000))))


def _headroom(given: Given) -> float:
    return 1.2 if given.get("index") == "hnsw_scylladb" else 1


class _Sizes(NamedTuple):
    """Bytes of an index: of each vector, and of what all share."""

    each: float
    shared: int
    text: str


@calculator(
    title="Memory of a vector index",
    inputs=(
        Count("n_vectors", "vectors", unit="vectors", default=1_000_000, maximum=10**15),
        Count("dim", "dimensions", default=768, maximum=1_000_000),
        Choice("index", "kind of index", values=_KINDS, default="flat"),
        Count("M", "links of a vector in an HNSW graph", default=16, maximum=10_000),
        Dtype("dtype_bytes", "bytes per dimension", default=4),
        Count("pq_m", "parts of a product quantiser", default_from=_eighth, maximum=1_000_000),
        Count("pq_bits", "bits of each part's code", unit="bits", default=8, maximum=16),
        Count("nlist", "inverted lists", default_from=_lists, maximum=10**12),
        Number(
            "headroom",
            "what all is multiplied by",
            unit="x",
            default_from=_headroom,
            minimum=1,
            open_minimum=False,
            maximum=100,
        ),
    ),
    outputs=(
        Output("total_bytes", "bytes", "the index"),
        Output("bytes_per_vector", "bytes/vector", "what one more vector adds"),
        Output("compression_ratio", "x", "bytes of a bare vector over those it takes here"),
        Output("shared_bytes", "bytes", "codebooks and centroids, whatever the number of vectors"),
    ),
    trap="An HNSW graph costs the same per vector at any width, so it weighs most where dimensions "
    "are few; replicas and filters come on top",
    source="Faiss wiki, Faiss indexes; ScyllaDB Cloud documentation, Vector Search sizing",
)
def vector_index(
    *,
    n_vectors: int,
    dim: int,
    index: str,
    M: int,
    dtype_bytes: float,
    pq_m: int,
    pq_bits: int,
    nlist: int,
    headroom: float,
) -> Result:
    """Return the bytes of an index of N vectors.

    flat N·d·b; hnsw N·(d·b + 8M); hnsw_scylladb N·(d·b + 16M)·1.2; pq N·m·bits/8 + 2^bits·d·4;
    ivfpq adds 8 bytes of id per vector and nlist·d·4; sq8 N·d; binary N·d/8. Codes take whole
    bytes. `headroom` multiplies all of it.

    Raises CalculatorError where a product quantiser's parts do not divide the dimensions.

    Source: Faiss wiki; ScyllaDB Cloud documentation.
    """
    code = -(-pq_m * pq_bits // 8)
    if index in {"pq", "ivfpq"} and dim % pq_m:
        raise CalculatorError(
            f"pq_m={pq_m} does not divide dim={dim}.", "Give parts of equal width."
        )
    raw, book = dim * dtype_bytes, 2**pq_bits * dim * 4
    width = f"{dim} x {figure(dtype_bytes)}"
    links = 16 * M if index == "hnsw_scylladb" else 8 * M
    graph = _Sizes(raw + links, 0, f"({width} + {links})")
    sizes = {
        "flat": _Sizes(raw, 0, width),
        "hnsw": graph,
        "hnsw_scylladb": graph,
        "pq": _Sizes(code, book, f"{code}"),
        "ivfpq": _Sizes(code + 8, book + nlist * dim * 4, f"({code} + 8)"),
        "sq8": _Sizes(dim, 0, f"{dim}"),
        "binary": _Sizes(-(-dim // 8), 0, f"ceil({dim} / 8)"),
    }[index]
    total = (n_vectors * sizes.each + sizes.shared) * headroom

    def formula() -> str:
        shared = f" + {figure(sizes.shared)}" if sizes.shared else ""
        product = f"{figure(n_vectors)} x {sizes.text}{shared}"
        more = f" x {figure(headroom)}" if headroom > 1 else ""
        return f"{f'({product})' if shared and more else product}{more} = {bytes_figure(total)}"

    outputs = {
        "total_bytes": total,
        "bytes_per_vector": sizes.each * headroom,
        "compression_ratio": raw / (sizes.each * headroom),
        "shared_bytes": sizes.shared,
    }
    return Result(outputs, formula)
