"""Softmax and what follows from it, without overflow."""

import math
from collections.abc import Sequence


def log_softmax(logits: Sequence[float]) -> list[float]:
    """Return the log-probabilities of logits of shape (n,)."""
    largest = max(logits)
    total = math.log(math.fsum(math.exp(each - largest) for each in logits))
    return [each - largest - total for each in logits]


def softmax(logits: Sequence[float]) -> list[float]:
    """Return the probabilities of logits of shape (n,)."""
    return [math.exp(each) for each in log_softmax(logits)]


def entropy(probabilities: Sequence[float]) -> float:
    """Return the entropy in nats; what has no probability adds none."""
    return -math.fsum(p * math.log(p) for p in probabilities if p)


def softplus(x: float) -> float:
    """Return ln(1 + e^x), which is -ln of the sigmoid of -x."""
    return max(x, 0.0) + math.log1p(math.exp(-abs(x)))


def sigmoid(x: float) -> float:
    """Return 1 / (1 + e^-x)."""
    return math.exp(-softplus(-x))
