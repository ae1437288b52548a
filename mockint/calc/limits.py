"""The calculator of rate limits: token buckets, and limits on requests and on tokens at once."""

from collections.abc import Sequence
from fractions import Fraction

from mockint.calc.figures import figure
from mockint.calc.parameters import Given, Number
from mockint.calc.registry import Output, Result, calculator
from mockint.calc.selectors import Kind
from mockint.calc.structures import ListOf, NumberList
from mockint.core.errors import CalculatorError

_BUCKET = frozenset({"refill_per_second", "capacity"})


def _full(given: Given) -> float:
    capacity: float = given.get("capacity", 20)
    return capacity


@calculator(
    title="Token bucket and rate limits",
    inputs=(
        Kind(
            "kind",
            "what is allowed of events, at most in a window, or by a provider's limits",
            uses={
                "replay": _BUCKET | {"events", "initial_tokens"},
                "max_in_window": _BUCKET | {"window_seconds"},
                "provider_limits": frozenset(
                    {"tokens_per_minute", "requests_per_minute", "tokens_per_request"}
                ),
            },
            default="replay",
        ),
        Number("refill_per_second", "tokens added", unit="tokens/s", default=10, maximum=1e12),
        Number("capacity", "tokens the bucket holds", unit="tokens", default=20, maximum=1e15),
        Number(
            "initial_tokens",
            "tokens in it at first",
            unit="tokens",
            open_minimum=False,
            maximum=1e15,
            default_from=_full,
        ),
        ListOf(
            "events",
            "[second, tokens wanted], in order",
            item=NumberList("event", "second and tokens", shortest=2, longest=2, magnitude=1e15),
            like="[[0, 15], [0.1, 10]]",
            default=[[0, 15], [0.1, 10], [0.5, 5], [1, 5], [3, 20], [3.1, 2]],
        ),
        Number("window_seconds", "a window of time", unit="seconds", default=60),
        Number("tokens_per_minute", "the limit on tokens", default=90_000, maximum=1e15),
        Number("requests_per_minute", "the limit on requests", default=500, maximum=1e12),
        Number(
            "tokens_per_request", "what a request takes", unit="tokens", default=1500, maximum=1e12
        ),
    ),
    outputs=(
        Output("allowed", None, "whether each event is"),
        Output("tokens_left", "tokens", "after the last event"),
        Output("max_tokens", "tokens", "most that can pass in a window"),
        Output("max_requests_per_minute", "requests", "that neither limit stops"),
        Output("binding_limit", None, "the one that stops first"),
    ),
    trap="Limits on requests and on tokens bind apart; and a burst is as large as the bucket",
    source="Agrees with the token_bucket package; providers' documentation of RPM and TPM",
)
def token_bucket(
    *,
    kind: str,
    refill_per_second: float | None,
    capacity: float | None,
    initial_tokens: float | None,
    events: Sequence[Sequence[float]] | None,
    window_seconds: float | None,
    tokens_per_minute: float | None,
    requests_per_minute: float | None,
    tokens_per_request: float | None,
) -> Result:
    """Return which events a bucket lets through, capacity + rate · window, or min(RPM, TPM/tokens).

    A refused event takes nothing. Times and tokens are exact, so that 0.1 s at 10/s is one token.

    Raises CalculatorError for events that go back in time or want less than nothing, and for more
    tokens at first than the bucket holds.

    Source: the token_bucket package; providers' documentation.
    """
    if kind == "provider_limits":
        requests = requests_per_minute or 0
        by_tokens = (tokens_per_minute or 0) / (tokens_per_request or 1)
        allowed = min(requests, by_tokens)
        outputs = {
            "max_requests_per_minute": allowed,
            "binding_limit": "requests" if requests <= by_tokens else "tokens",
        }
        ratio = f"{figure(tokens_per_minute or 0)} / {figure(tokens_per_request or 1)}"
        text = f"min({figure(requests)}, {ratio}) = {figure(allowed)}"
        return Result(outputs, lambda: text)
    size, refill = capacity or 0, refill_per_second or 0
    if kind == "max_in_window":
        most = size + refill * (window_seconds or 0)
        text = f"{figure(size)} + {figure(refill)} x {figure(window_seconds or 0)} = {figure(most)}"
        return Result({"max_tokens": most}, lambda: text)
    start = size if initial_tokens is None else initial_tokens
    if start > size:
        raise CalculatorError(
            f"initial_tokens={figure(start)} of a capacity of {figure(size)}.",
            f"Give 0 to {figure(size)}.",
        )
    passed, left = _replayed(events or [], _exact(size), _exact(refill), _exact(start))

    def formula() -> str:
        verdicts = ", ".join("yes" if each else "no" for each in passed[:12])
        return f"min({figure(size)}, tokens + seconds x {figure(refill)}): {verdicts}"

    return Result({"allowed": passed, "tokens_left": float(left)}, formula)


def _replayed(
    events: Sequence[Sequence[float]], size: Fraction, refill: Fraction, tokens: Fraction
) -> tuple[list[bool], Fraction]:
    """Return whether each event passes, and the tokens that are left."""
    now = Fraction(0)
    passed = []
    for second, wanted in events:
        time, cost = _exact(second), _exact(wanted)
        if time < now or cost < 0:
            raise CalculatorError(
                f"event [{figure(second)}, {figure(wanted)}] goes back in time or wants less than "
                "nothing.",
                "Give seconds from 0 in order, and tokens from 0.",
            )
        tokens = min(size, tokens + (time - now) * refill)
        now = time
        passed.append(cost <= tokens)
        tokens -= cost if passed[-1] else 0
    return passed, tokens


def _exact(number: float) -> Fraction:
    """Return the decimal number that was meant."""
    return Fraction(str(number))
