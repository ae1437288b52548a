"""Sweeps over what is no single input: a table's prevalence, a vector's scale, the layers so far.

Each takes the inputs as they are used and the value on the axis, and returns the inputs there.
"""

from collections.abc import Callable, Mapping
from typing import Any

from mockint.core.errors import CalculatorError

Inputs = Mapping[str, Any]


def _shifted(inputs: Inputs, by: float) -> Inputs:
    """LayerNorm does not see a shift; RMSNorm does."""
    return {**inputs, "x": [each + by for each in inputs["x"]]}


def _scaled(inputs: Inputs, by: float) -> Inputs:
    """A dot product grows with a vector's length; the cosine does not."""
    return {**inputs, "b": [each * by for each in inputs["b"]]}


def _one_bad_chunk(inputs: Inputs, place: float) -> Inputs:
    """The earlier the irrelevant chunk stands, the more it costs."""
    chunks = len(inputs["relevant_flags"])
    return {**inputs, "relevant_flags": [rank != place for rank in range(1, chunks + 1)]}


def _first_words(inputs: Inputs, words: float) -> Inputs:
    kept = inputs["candidate"].split()[: round(words)]
    return {**inputs, "candidate": " ".join(kept)}


def _agreeing(inputs: Inputs, share_of_yes: float) -> Inputs:
    """Two raters who agree on nine of ten items, with more or fewer of them a yes."""
    yes, no = share_of_yes - 0.05, 0.95 - share_of_yes
    return {"table": [[round(10_000 * yes), 500], [500, round(10_000 * no)]]}


def _selecting(inputs: Inputs, times: float) -> Inputs:
    """The second of two groups is selected more or less often."""
    shares = [_selected(counts) for counts in inputs.get("confusion", {}).values()]
    first, second, *_ = shares or inputs["selection_rates"].values()
    return {"selection_rates": {"a": first, "b": min(1.0, times * second)}}


def _selected(counts: Mapping[str, int]) -> float:
    return (counts["tp"] + counts["fp"]) / (sum(counts.values()) or 1)


def _layers(inputs: Inputs, count: float) -> Inputs:
    """As many layers like the first one."""
    first = inputs["detection_rates"][0]
    false = (inputs.get("false_positive_rates") or [0.02])[0]
    number = round(count)
    return {"detection_rates": [first] * number, "false_positive_rates": [false] * number}


def _same_share(inputs: Inputs, items: float) -> Inputs:
    if "successes" not in inputs:
        raise CalculatorError(
            "eval_confidence: there is a curve for a share alone.", "Give successes and n."
        )
    number = round(items)
    return {**inputs, "n": number, "successes": round(inputs["successes"] / inputs["n"] * number)}


VARIED: Mapping[str, Callable[[Inputs, float], Inputs]] = {
    "normalization": _shifted,
    "vector_similarity": _scaled,
    "rag_generation_metrics": _one_bad_chunk,
    "text_overlap": _first_words,
    "judge_agreement": _agreeing,
    "fairness": _selecting,
    "guardrails": _layers,
    "eval_confidence": _same_share,
}
"""By calculator."""
WHOLE = frozenset({"rag_generation_metrics", "text_overlap", "guardrails", "eval_confidence"})
"""Those whose axis has whole numbers alone."""
