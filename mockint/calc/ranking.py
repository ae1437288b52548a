"""Calculators of ranking: measuring a ranked list, fusing several."""

import math
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from mockint.calc.architecture import unless_given
from mockint.calc.figures import figure
from mockint.calc.parameters import Choice, Count, Number
from mockint.calc.registry import Output, Result, calculator
from mockint.calc.structures import ListOf, MapOf, NumberList, Record, names
from mockint.core.errors import CalculatorError

_GAIN = Number("gain", "grade of relevance", maximum=100, open_minimum=False)
_RANKING = names(
    "ranking",
    "documents, best first",
    '["d2", "d1"]',
    shortest=0,
    default_from=unless_given(
        {"relevance"}, ["d2", "d1", "d5", "d3", "d4", "d7", "d8", "d6", "d0", "d11"]
    ),
)
_RELEVANCE = MapOf(
    "relevance",
    "grade of each judged document; above 0 is relevant",
    item=_GAIN,
    like='{"d1": 1, "d3": 0}',
    default_from=unless_given({"ranking"}, {"d1": 1, "d3": 1, "d7": 1, "d9": 1}),
)


@calculator(
    title="Metrics of a ranking",
    inputs=(
        _RANKING,
        _RELEVANCE,
        Count("k", "places that count", default=10, maximum=100_000),
        Choice("gain", "what a grade is worth", values=("linear", "exponential"), default="linear"),
        ListOf(
            "queries",
            "rankings with their judgements, to average over",
            item=Record("query", "a query", fields=(_RANKING, _RELEVANCE)),
            like='[{"ranking": ["d1"], "relevance": {"d1": 1}}]',
        ),
        NumberList("gains", "grades in the order shown, instead of documents", magnitude=100),
        NumberList("judged_gains", "grades of all judged documents, for the ideal", magnitude=100),
    ),
    outputs=(
        Output("precision_at_k", "fraction", "hits in the first k places over k"),
        Output("recall_at_k", "fraction", "hits in the first k places over all relevant"),
        Output("ndcg_at_k", "fraction", "DCG over that of the best order of all judged"),
        Output("reciprocal_rank", "fraction", "1 over the place of the first hit"),
        Output("average_precision", "fraction", "mean of the precision at each relevant document"),
        Output("mean_average_precision", "fraction", "average precision over the queries"),
        Output("mrr", "fraction", "reciprocal rank over the queries"),
        Output("mean_ndcg_at_k", "fraction", "nDCG over the queries"),
        Output("mean_precision_at_k", "fraction", "precision over the queries"),
        Output("mean_recall_at_k", "fraction", "recall over the queries"),
        Output("dcg", None, "discounted cumulative gain of the first k places"),
        Output("ideal_dcg", None, "that of the best order of all judged documents"),
    ),
    alternatives=(
        frozenset({"ranking", "relevance"}),
        frozenset({"queries"}),
        frozenset({"gains", "judged_gains"}),
    ),
    trap="P@k over what was returned instead of k; AP over what was found instead of all relevant; "
    "the ideal from what was retrieved only; 2^grade - 1 against the grade",
    source="Manning et al. 2008, chapter 8; agrees with pytrec_eval, ir_measures, ranx",
)
def ir_metrics(
    *,
    ranking: Sequence[str] | None,
    relevance: Mapping[str, float] | None,
    k: int,
    gain: str,
    queries: Sequence[Mapping[str, Any]] | None,
    gains: Sequence[float] | None,
    judged_gains: Sequence[float] | None,
) -> Result:
    """Return the metrics of one ranking, the means over several, or the DCG of bare grades.

    Precision, recall, DCG and nDCG stop at place k; reciprocal rank and average precision do not.
    DCG = Σ gain / log2(place + 1), places from 1.

    Raises CalculatorError for a document ranked twice, and where no judged document is relevant.

    Source: Manning et al. 2008; pytrec_eval.
    """
    if queries is not None:
        each = [_metrics(one["ranking"], one["relevance"], k, gain) for one in queries]
        means = {name: math.fsum(one[name] for one in each) / len(each) for name in each[0]}
        outputs = {
            "mean_average_precision": means["average_precision"],
            "mrr": means["reciprocal_rank"],
            **{f"mean_{name}": means[name] for name in _AT_K},
        }
        precisions = " + ".join(figure(one["average_precision"]) for one in each[:8])
        mean = figure(means["average_precision"])
        return Result(outputs, lambda: f"MAP ({precisions}) / {len(each)} = {mean}")
    if ranking is None or relevance is None:
        return _of_grades(gains, judged_gains, k, gain)
    outputs = _metrics(ranking, relevance, k, gain)

    def formula() -> str:
        relevant = sum(grade > 0 for grade in relevance.values())
        hits = round(outputs["precision_at_k"] * k)
        ndcg = " / ".join(figure(outputs[name]) for name in ("dcg", "ideal_dcg"))
        ratios = f"P@{k} {hits} / {k}; R@{k} {hits} / {relevant}"
        return f"{ratios}; nDCG@{k} {ndcg} = {figure(outputs['ndcg_at_k'])}"

    return Result(outputs, formula)


_AT_K = ("ndcg_at_k", "precision_at_k", "recall_at_k")


def _metrics(
    ranking: Sequence[str], relevance: Mapping[str, float], k: int, gain: str
) -> dict[str, float]:
    """Return the metrics of one ranking."""
    if len(set(ranking)) < len(ranking):
        raise CalculatorError("a document is ranked twice.", "Rank each document once.")
    relevant = sum(grade > 0 for grade in relevance.values())
    if not relevant:
        raise CalculatorError(
            "no judged document is relevant, so there is nothing to find.",
            "Give a grade above 0 in relevance.",
        )
    grades = [relevance.get(document, 0) for document in ranking]
    places = [place for place, grade in enumerate(grades, start=1) if grade > 0]
    hits = sum(place <= k for place in places)
    ideal = _dcg(sorted(relevance.values(), reverse=True)[:k], gain)
    dcg = _dcg(grades[:k], gain)
    return {
        "precision_at_k": hits / k,
        "recall_at_k": hits / relevant,
        "ndcg_at_k": dcg / ideal,
        "reciprocal_rank": 1 / places[0] if places else 0,
        "average_precision": math.fsum(n / place for n, place in enumerate(places, start=1))
        / relevant,
        "dcg": dcg,
        "ideal_dcg": ideal,
    }


def _of_grades(
    gains: Sequence[float] | None, judged: Sequence[float] | None, k: int, gain: str
) -> Result:
    """Return the DCG of grades in order, and nDCG where all judged grades are known."""
    if gains is None:
        return Result({}, lambda: "")
    if min(chain(gains, judged or ())) < 0:
        raise CalculatorError("a grade is below 0.", "Give grades from 0.")
    dcg = _dcg(gains[:k], gain)
    outputs = {"dcg": dcg}
    if judged is not None:
        ideal = _dcg(sorted(judged, reverse=True)[:k], gain)
        if not ideal:
            raise CalculatorError("all judged grades are 0.", "Give one above 0.")
        outputs |= {"ideal_dcg": ideal, "ndcg_at_k": dcg / ideal}
    terms = " + ".join(f"{figure(grade)}/log2({i})" for i, grade in enumerate(gains[:k], start=2))
    return Result(outputs, lambda: f"{terms} = {figure(dcg)}")


def _dcg(grades: Sequence[float], gain: str) -> float:
    worth = [2**grade - 1 for grade in grades] if gain == "exponential" else grades
    return math.fsum(each / math.log2(place) for place, each in enumerate(worth, start=2))


@calculator(
    title="Reciprocal rank fusion",
    inputs=(
        ListOf(
            "rankings",
            "lists of documents, best first",
            item=names("ranking", "documents", '["a", "b"]', shortest=0),
            like='[["a", "b"], ["b", "c"]]',
            default=[["A", "B", "C", "D"], ["C", "A", "E", "B"]],
        ),
        Number("k", "what is added to each place", default=60, maximum=1e9, open_minimum=False),
    ),
    outputs=(
        Output("scores", None, "fused score of each document"),
        Output("fused_order", None, "documents by fused score, ties as they first came"),
    ),
    trap="Adding raw scores of different scales; counting places from 0",
    source="Cormack et al. 2009; agrees with ranx",
)
def rrf(*, rankings: Sequence[Sequence[str]], k: float) -> Result:
    """Return the sum of 1 / (k + place) over the rankings, places from 1; absence adds nothing.

    Raises CalculatorError for a document that one ranking holds twice, and where none is ranked.

    Source: Cormack et al. 2009.
    """
    scores: dict[str, list[float]] = {}
    for number, ranking in enumerate(rankings, start=1):
        if len(set(ranking)) < len(ranking):
            raise CalculatorError(
                f"ranking {number} holds a document twice.", "Rank each document once."
            )
        for place, document in enumerate(ranking, start=1):
            scores.setdefault(document, []).append(1 / (k + place))
    if not scores:
        raise CalculatorError("rankings rank no document.", "Give one that is not empty.")
    fused = {document: math.fsum(terms) for document, terms in scores.items()}
    order = sorted(fused, key=lambda document: -fused[document])

    def formula() -> str:
        first = order[0]
        terms = " + ".join(
            f"1/({figure(k)} + {ranking.index(first) + 1})"
            for ranking in rankings
            if first in ranking
        )
        return f"{first}: {terms} = {figure(fused[first])}"

    return Result({"scores": fused, "fused_order": order}, formula)
