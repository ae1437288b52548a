"""Calculators of retrieval: chunks and the vectors that stand for them."""

import math
from collections.abc import Sequence

from mockint.calc.elementwise import anywhere
from mockint.calc.figures import bytes_figure, figure
from mockint.calc.parameters import Count, Dtype, Given, Number
from mockint.calc.registry import Output, Result, calculator
from mockint.calc.structures import NumberList
from mockint.core.errors import CalculatorError


@calculator(
    title="Chunks of a document",
    inputs=(
        Count("document_tokens", "length of a document", unit="tokens", default=10_000),
        Count("chunk_tokens", "length of a chunk", unit="tokens", default=512),
        Count(
            "overlap_tokens",
            "tokens a chunk repeats from the one before",
            unit="tokens",
            minimum=0,
            default=51,
        ),
        Count("n_documents", "documents of that length", unit="documents", default=1),
        Number(
            "embedding_price_per_mtok",
            "price of embedding a million tokens",
            unit="USD",
            open_minimum=False,
            maximum=1e6,
        ),
    ),
    outputs=(
        Output("n_chunks", "chunks", "chunks of one document"),
        Output("stored_tokens", "tokens", "tokens in the chunks of one document"),
        Output("last_chunk_tokens", "tokens", "length of a document's last chunk"),
        Output("storage_factor", None, "stored tokens over tokens"),
        Output("total_chunks", "chunks", "chunks of all documents"),
        Output("total_stored_tokens", "tokens", "tokens in all chunks"),
        Output("embedding_cost_usd", "USD", "price of embedding all chunks once"),
    ),
    trap="ceil(n / (chunk - overlap)) counts a tail that the last chunk already holds",
    source="Arithmetic; agrees with langchain-text-splitters' token splitter",
)
def chunking(
    *,
    document_tokens: int,
    chunk_tokens: int,
    overlap_tokens: int,
    n_documents: int,
    embedding_price_per_mtok: float | None,
) -> Result:
    """Return how many chunks a sliding window cuts, and how many tokens they hold together.

    Chunks start every chunk_tokens - overlap_tokens tokens; the last one ends with the document.

    Raises CalculatorError where the overlap is not smaller than the chunk: the window would never
    move on.

    Source: arithmetic, checked against langchain-text-splitters.
    """
    if overlap_tokens >= chunk_tokens:
        raise CalculatorError(
            f"overlap_tokens={overlap_tokens} is not below chunk_tokens={chunk_tokens}, "
            "so the window never moves on.",
            f"Give an overlap from 0 to {figure(chunk_tokens - 1)}.",
        )
    step = chunk_tokens - overlap_tokens
    fits = document_tokens <= chunk_tokens
    chunks = 1 if fits else -(-(document_tokens - overlap_tokens) // step)
    stored = document_tokens + overlap_tokens * (chunks - 1)
    cost = None
    if embedding_price_per_mtok is not None:
        cost = stored * n_documents * embedding_price_per_mtok / 1e6

    def formula() -> str:
        length, chunk, overlap = map(figure, (document_tokens, chunk_tokens, overlap_tokens))
        if fits:
            return f"{length} <= {chunk}, so 1 chunk"
        count = f"ceil(({length} - {overlap}) / ({chunk} - {overlap})) = {figure(chunks)} chunks"
        return f"{count}; {length} + {overlap} x {figure(chunks - 1)} = {figure(stored)} tokens"

    outputs = {
        "n_chunks": chunks,
        "stored_tokens": stored,
        "last_chunk_tokens": document_tokens - (chunks - 1) * step,
        "storage_factor": stored / document_tokens,
        "total_chunks": chunks * n_documents,
        "total_stored_tokens": stored * n_documents,
        "embedding_cost_usd": cost,
    }
    return Result(outputs, formula)


def _length_of_vectors(given: Given) -> int:
    """Return the dimensions of a vector that is given, else those of a common model."""
    vector: Sequence[float] | None = given.get("a") or given.get("b")
    return len(vector) if vector else 768


@calculator(
    title="Storage of embeddings",
    inputs=(
        NumberList("a", "a vector"),
        NumberList("b", "a second one, to compare with it"),
        Count("keep_dims", "dimensions kept of a Matryoshka embedding", maximum=1_000_000),
        Count("n_vectors", "vectors", unit="vectors", default=1_000_000, maximum=10**15),
        Count("dim", "dimensions", maximum=1_000_000, default_from=_length_of_vectors),
        Dtype("dtype_bytes", "bytes per dimension", default=4),
    ),
    outputs=(
        Output("cosine", None, "cosine of a and b, cut to keep_dims and normalised again"),
        Output("storage_ratio", None, "what is stored, over what full vectors would take"),
        Output("total_bytes", "bytes", "what is stored, without an index"),
        Output("bytes_per_vector", "bytes/vector", "one stored vector"),
    ),
    trap="Cutting dimensions of a model not trained for it; dot products without normalising again",
    source="Kusupati et al. 2022, Matryoshka Representation Learning, arXiv:2205.13147",
)
def embedding_storage(
    *,
    a: Sequence[float] | None,
    b: Sequence[float] | None,
    keep_dims: int | None,
    n_vectors: int,
    dim: int,
    dtype_bytes: float,
) -> Result:
    """Return the bytes that bare vectors take, and what cutting them short does to one pair.

    `a` and `b` have shape (dim,); the cosine is of their first keep_dims components.

    Raises CalculatorError where vectors and dim disagree, where more dimensions are kept than
    there are, and for a vector without length, which has no direction to compare.

    Source: Kusupati et al. 2022.
    """
    for name, vector in (("a", a), ("b", b)):
        if vector is not None and len(vector) != dim:
            raise CalculatorError(
                f"{name} has {len(vector)} components, but there are {dim} dimensions.",
                "Give a, b and dim of one length.",
            )
    kept = dim if keep_dims is None else keep_dims
    if anywhere(kept > dim):
        raise CalculatorError(
            f"keep_dims={keep_dims} of only {dim} dimensions.", f"Give 1 to {figure(dim)}."
        )
    each = kept * dtype_bytes
    total = n_vectors * each

    def formula() -> str:
        product = f"{figure(n_vectors)} x {figure(kept)} x {figure(dtype_bytes)} B"
        return f"{product} = {bytes_figure(total)}"

    outputs = {
        "cosine": None if a is None or b is None else _cosine(a[:kept], b[:kept]),
        "storage_ratio": None if keep_dims is None else kept / dim,
        "total_bytes": total,
        "bytes_per_vector": each,
    }
    return Result(outputs, formula)


def _cosine(a: Sequence[float], b: Sequence[float]) -> float:
    unit_a, unit_b = _unit("a", a), _unit("b", b)
    cosine = math.fsum(x * y for x, y in zip(unit_a, unit_b, strict=True))
    return min(1.0, max(-1.0, cosine))  # rounding may leave the interval by an ulp


def _unit(name: str, vector: Sequence[float]) -> list[float]:
    length = math.hypot(*vector)
    if not length:
        raise CalculatorError(
            f"{name} has no length in its first {len(vector)} components.",
            "Give a vector with a component other than 0.",
        )
    return [x / length for x in vector]
