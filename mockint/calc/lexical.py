"""The calculator of lexical search: what a term's frequency is worth."""

import math
from collections.abc import Mapping, Sequence

from mockint.calc.architecture import unless_given
from mockint.calc.figures import figure
from mockint.calc.parameters import Choice, Number, Share
from mockint.calc.registry import Output, Result, calculator
from mockint.calc.structures import ListOf, names
from mockint.core.errors import CalculatorError


@calculator(
    title="BM25",
    inputs=(
        ListOf(
            "corpus",
            "documents, each a list of tokens",
            item=names("document", "tokens", '["a", "b"]', shortest=0),
            like='[["a", "b"], ["b"]]',
            default_from=unless_given(
                {"query"},
                [
                    ["Hello", "there", "good", "man!"],
                    ["It", "is", "quite", "windy", "in", "London"],
                    ["How", "is", "the", "weather", "today?"],
                ],
            ),
        ),
        names(
            "query",
            "tokens of a query",
            '["a"]',
            default_from=unless_given({"corpus"}, ["windy", "London"]),
        ),
        Number("k1", "how soon repetition stops to count", default=1.2, open_minimum=False),
        Share("b", "how much length counts", default=0.75),
        Choice(
            "idf",
            "variant",
            values=("lucene", "atire", "okapi"),
            default="lucene",
        ),
    ),
    outputs=(Output("scores", None, "of each document"),),
    trap="Variants differ by a factor and in sign: classic Okapi gives terms in over half of the "
    "documents a negative weight",
    source="Robertson and Zaragoza 2009; agrees with bm25s (lucene, atire), rank_bm25 (okapi)",
)
def bm25(
    *,
    corpus: Sequence[Sequence[str]] | None,
    query: Sequence[str] | None,
    k1: float,
    b: float,
    idf: str,
) -> Result:
    """Return the score of each document: Σ idf · tf · (k1 + 1) / (tf + k1 · (1 - b + b·len/mean)).

    lucene: idf ln(1 + (N - n + .5)/(n + .5)), without the factor k1 + 1. atire: ln(N/n). okapi:
    ln((N - n + .5)/(n + .5)), where below 0 a quarter of the mean idf. `scores` has shape
    (documents,).

    Raises CalculatorError where all documents are empty.

    Source: Robertson and Zaragoza 2009; bm25s; rank_bm25.
    """
    if corpus is None or query is None:
        return Result({}, lambda: "")
    mean = sum(map(len, corpus)) / len(corpus)
    if not mean:
        raise CalculatorError("all documents are empty.", "Give one with a token.")
    weights = _idf(corpus, idf)
    factor = 1 if idf == "lucene" else k1 + 1
    dampings = [k1 * (1 - b + b * len(document) / mean) for document in corpus]
    terms = [
        [(weights[term], document.count(term)) for term in query if term in document]
        for document in corpus
    ]
    scores = [
        math.fsum(weight * tf * factor / (tf + damping) for weight, tf in found)
        for found, damping in zip(terms, dampings, strict=True)
    ]

    def formula() -> str:
        best = scores.index(max(scores))
        times = "" if factor == 1 else f" x {figure(factor)}"
        sums = " + ".join(
            f"{figure(weight)} x {tf}{times} / ({tf} + {figure(dampings[best])})"
            for weight, tf in terms[best][:8]
        )
        return f"document {best + 1}: {sums or 0} = {figure(scores[best])}"

    return Result({"scores": scores}, formula)


def _idf(corpus: Sequence[Sequence[str]], variant: str) -> Mapping[str, float]:
    """Return the weight of each term of the corpus."""
    total = len(corpus)
    holding: dict[str, int] = {}
    for document in corpus:
        for term in dict.fromkeys(document):
            holding[term] = holding.get(term, 0) + 1
    if variant == "lucene":
        return {term: math.log1p((total - n + 0.5) / (n + 0.5)) for term, n in holding.items()}
    if variant == "atire":
        return {term: math.log(total / n) for term, n in holding.items()}
    weights = {term: math.log((total - n + 0.5) / (n + 0.5)) for term, n in holding.items()}
    floor = 0.25 * math.fsum(weights.values()) / len(weights)
    return {term: floor if weight < 0 else weight for term, weight in weights.items()}
