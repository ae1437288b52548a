"""Calculators of votes and claims: majorities of samples, claims that have support."""

import math
from collections.abc import Sequence

from mockint.calc.architecture import unless_given
from mockint.calc.figures import figure
from mockint.calc.parameters import Choice, Count, Flag, Given, Share
from mockint.calc.registry import Output, Result, calculator
from mockint.calc.structures import ListOf
from mockint.core.errors import CalculatorError

MOST_SAMPLES = 64
"""Up to where a plurality is worked out: its time grows with the cube."""


def _kind_of_answers(given: Given) -> str:
    return "plurality" if "wrong_probs" in given else "binary"


def _evenly_spread(given: Given) -> list[float] | None:
    """Return four wrong answers that are all as likely."""
    if given.get("answers") != "plurality":
        return None
    wrong = 1 - given.get("p_correct", 0.6)
    return [wrong / 4] * 4


@calculator(
    title="Majority of several samples",
    inputs=(
        Share("p_correct", "probability that one sample is right", default=0.6),
        Count("n_samples", "samples that vote", default=5, maximum=10_001),
        Choice(
            "answers",
            "one wrong answer, or several among which wrong votes scatter",
            values=("binary", "plurality"),
            default_from=_kind_of_answers,
        ),
        Choice(
            "ties",
            "who wins one: a coin decides among those that lead",
            values=("coin_flip", "uniform"),
            default="coin_flip",
        ),
        ListOf(
            "wrong_probs",
            "probability of each wrong answer",
            item=Share("wrong", "probability of a wrong answer"),
            like="[0.3, 0.1]",
            longest=10,
            default_from=_evenly_spread,
        ),
    ),
    outputs=(
        Output("p_majority", "fraction", "probability that the right answer wins"),
        Output("gain", "fraction", "over a single sample; negative: voting harms"),
    ),
    trap="Below one half binary votes get worse with more samples, yet a plurality can win at 0.4 "
    "where errors scatter; and samples are correlated",
    source="Condorcet 1785; Wang et al. 2022, Self-Consistency",
)
def majority_vote(
    *,
    p_correct: float,
    n_samples: int,
    answers: str,
    ties: str,
    wrong_probs: Sequence[float] | None,
) -> Result:
    """Return the probability that independent samples elect the right answer.

    `wrong_probs` has shape (wrong answers,) and sums to 1 - p_correct.

    Raises CalculatorError where probabilities do not sum to 1, or belong to a binary vote, and for
    a plurality of more than 64 samples.

    Source: Condorcet 1785; Wang et al. 2022.
    """
    if answers == "binary":
        if wrong_probs is not None:
            raise CalculatorError(
                "wrong_probs have no part in answers=binary.", "Give answers=plurality."
            )
        won = _binary(p_correct, n_samples)
    else:
        wrong = wrong_probs or []
        if abs(p_correct + math.fsum(wrong) - 1) > 1e-9:
            raise CalculatorError(
                f"p_correct and wrong_probs sum to {figure(p_correct + math.fsum(wrong))}.",
                "Give probabilities that sum to 1.",
            )
        if n_samples > MOST_SAMPLES:
            raise CalculatorError(
                f"n_samples={n_samples} are too many for a plurality.",
                f"Give 1 to {MOST_SAMPLES}.",
            )
        won = _plurality(p_correct, wrong, n_samples)

    def formula() -> str:
        if answers == "binary":
            need = n_samples // 2 + 1
            terms = f"Σ C({n_samples}, i) {figure(p_correct)}^i {figure(1 - p_correct)}"
            return f"{terms}^({n_samples} - i), i from {need}, half of a tie = {figure(won)}"
        spread = ", ".join(map(figure, wrong_probs or []))
        return f"P({figure(p_correct)} leads {spread} in {n_samples} votes) = {figure(won)}"

    return Result({"p_majority": won, "gain": won - p_correct}, formula)


def _binary(p: float, n: int) -> float:
    """Return the chance of more than half of n, and half of that of a tie."""
    if p in (0, 1):
        return p
    logs = [
        math.lgamma(n + 1)
        - math.lgamma(i + 1)
        - math.lgamma(n - i + 1)
        + i * math.log(p)
        + (n - i) * math.log1p(-p)
        for i in range((n + 1) // 2, n + 1)
    ]
    chances = [math.exp(each) for each in logs]
    if n % 2 == 0:
        chances[0] /= 2
    return min(1.0, math.fsum(chances))


def _plurality(p: float, wrong: Sequence[float], n: int) -> float:
    """Return the chance that no wrong answer has more votes, shared where some have as many.

    For each number of right votes: the ways in which wrong votes are spread, by how many answers
    have as many, as a polynomial whose powers are votes.
    """
    won = 0.0
    for right in range(1, n + 1):
        left = n - right
        ways = {0: [1.0] + [0.0] * left}  # by answers that tie; votes / factorials
        for q in wrong:
            grown: dict[int, list[float]] = {}
            for tied, votes in ways.items():
                for more in range(min(right, left) + 1):
                    factor = q**more / math.factorial(more)
                    target = grown.setdefault(tied + (more == right), [0.0] * (left + 1))
                    for i in range(left + 1 - more):
                        target[i + more] += votes[i] * factor
            ways = grown
        share = math.fsum(votes[left] / (tied + 1) for tied, votes in ways.items())
        won += math.comb(n, right) * math.factorial(left) * p**right * share
    return min(1.0, won)


@calculator(
    title="Faithfulness, context recall and context precision",
    inputs=(
        Choice(
            "kind",
            "the one that is wanted; all that can be computed otherwise",
            values=("context_precision", "context_recall", "faithfulness"),
        ),
        ListOf(
            "relevant_flags",
            "whether each retrieved chunk is relevant, best first",
            item=Flag("flag", "whether it is"),
            like="[1, 0, 1]",
            default_from=unless_given(
                {
                    "kind",
                    "supported_claims",
                    "total_claims",
                    "attributed_claims",
                    "reference_claims",
                },
                [1, 0, 1, 1, 0],
            ),
        ),
        Count("supported_claims", "claims of the answer that the context supports", minimum=0),
        Count("total_claims", "claims of the answer"),
        Count("attributed_claims", "claims of the reference that the context holds", minimum=0),
        Count("reference_claims", "claims of the reference"),
    ),
    outputs=(
        Output("context_precision", "fraction", "mean precision at the relevant places"),
        Output("faithfulness", "fraction", "supported claims of the answer"),
        Output("context_recall", "fraction", "claims of the reference in the context"),
    ),
    trap="A faithful answer can be wrong; and an answer without claims has no faithfulness at all",
    source="RAGAS documentation; precision agrees with scikit-learn's average precision",
)
def rag_generation_metrics(
    *,
    kind: str | None,
    relevant_flags: Sequence[bool] | None,
    supported_claims: int | None,
    total_claims: int | None,
    attributed_claims: int | None,
    reference_claims: int | None,
) -> Result:
    """Return RAGAS' ratios of claims, and Σ P@i · relevant_i / relevant of shape (chunks,).

    Raises CalculatorError where a part is larger than its whole, or no chunk is relevant.

    Source: RAGAS.
    """
    outputs: dict[str, float] = {}
    text = []
    if relevant_flags is not None:
        hits = [place for place, flag in enumerate(relevant_flags, start=1) if flag]
        if not hits:
            raise CalculatorError("no chunk is relevant.", "Give a flag that is 1.")
        terms = [f"{number}/{place}" for number, place in enumerate(hits, start=1)]
        precisions = [number / place for number, place in enumerate(hits, start=1)]
        outputs["context_precision"] = math.fsum(precisions) / len(hits)
        mean = figure(outputs["context_precision"])
        text.append(f"precision ({' + '.join(terms[:12])}) / {len(hits)} = {mean}")
    for name, part, whole in (
        ("faithfulness", supported_claims, total_claims),
        ("context_recall", attributed_claims, reference_claims),
    ):
        if part is None or whole is None:
            continue
        if part > whole:
            raise CalculatorError(f"{name}: {part} claims of only {whole}.", f"Give 0 to {whole}.")
        outputs[name] = part / whole
        text.append(f"{name} {part} / {whole} = {figure(part / whole)}")
    if kind is not None:
        outputs = {name: value for name, value in outputs.items() if name == kind}
    return Result(outputs, lambda: "; ".join(text))
