"""What became of the numbers that were asked for: how far off, by which slip, after which word.

The ratio class is what an interviewer would say of it: right to a per cent, to a tenth, within
half again, three times, ten times, or further off.
"""

import re
from typing import Literal

from mockint.core.assessment import NumberFound, Record
from mockint.core.state import ScopeState, SessionState

RatioClass = Literal["1%", "10%", "1.5x", "3x", "10x", "beyond 10x"]

_ROUNDING = 1e-9
_FACTORS: tuple[tuple[float, RatioClass], ...] = ((1.5, "1.5x"), (3.0, "3x"), (10.0, "10x"))
_REASON = re.compile(r"\b(?:because|assuming|since|given(?: that)?|with)\b[\s:,]*(.*)", re.I | re.S)
_LOOSE_BYTES = re.compile(r"([\d.][\d.,_]*)\s*([kmgtp])b(?:ytes?)?\b", re.IGNORECASE)
_POWER = {"k": 1, "m": 2, "g": 3, "t": 4, "p": 5}


class EstimateVerdict(Record):
    """One number that was asked for, and the number that was given."""

    question: str
    followup: str
    asked: str
    turn: int | None
    """The candidate's turn that holds the number; None where none was given."""
    quote: str = ""
    assumption: str = ""
    """What the candidate said it rests on, in their words."""
    value: float | None = None
    expected: float | None = None
    unit: str | None = None
    ratio: float | None = None
    """value / expected; None where zero is expected."""
    off_by: RatioClass | None = None
    """The narrowest class that holds the ratio."""
    within: bool = False
    """Whether it is inside the question's own tolerance."""
    slip: str | None = None
    """The classic mistake whose computed value this is."""
    gib_said_as_gb: bool = False
    """True where the number is GiB and was called GB."""
    at_once: bool = False
    """Whether the first number was already inside the tolerance."""


def ratio_class(ratio: float) -> RatioClass:
    """Return the narrowest class that holds a ratio of given over right."""
    if abs(ratio - 1) <= 0.01 + _ROUNDING:
        return "1%"
    if abs(ratio - 1) <= 0.1 + _ROUNDING:
        return "10%"
    factor = max(ratio, 1 / ratio) if ratio > 0 else float("inf")
    return next((name for most, name in _FACTORS if factor <= most + _ROUNDING), "beyond 10x")


def times_text(ratio: float) -> str:
    """Return how many times something is another, in two digits: `0.13`, `1.5`, `1,700`."""
    if 0 < abs(ratio) < 0.001:
        return "less than 0.001"
    return f"{float(f'{ratio:.2g}'):,.10g}"


def estimate_verdicts(state: SessionState) -> tuple[EstimateVerdict, ...]:
    """Return a verdict for each number that was asked for and tried, in the order of asking."""
    return tuple(
        estimate_verdict(state, scope)
        for scope in state.scopes.values()
        if is_estimate(state, scope) and (scope.attempts or scope.unknowns or scope.left)
    )


def is_estimate(state: SessionState, scope: ScopeState) -> bool:
    """Tell whether a number is asked for there."""
    followup = state.followup(scope.question, scope.followup)
    return followup is not None and followup.estimate is not None


def estimate_verdict(state: SessionState, scope: ScopeState) -> EstimateVerdict:
    """Return the verdict on the number of a scope as of now."""
    followup = state.followup(scope.question, scope.followup)
    assert followup is not None
    verdict = EstimateVerdict(
        question=scope.question, followup=followup.id, asked=followup.ask, turn=None
    )
    number, first = scope.number, scope.first_number
    if number is None:
        return verdict
    texts = {turn.turn: turn.text for turn in scope.turns}
    return verdict.model_copy(
        update={
            "turn": number.turn,
            "quote": number.quote,
            "assumption": assumption_in(texts.get(number.turn, "")),
            "value": number.value,
            "expected": number.expected,
            "unit": number.unit,
            "ratio": number.ratio,
            "off_by": None if number.ratio is None else ratio_class(number.ratio),
            "within": bool(number.within),
            "slip": number.mistake,
            "gib_said_as_gb": gib_said_as_gb(number),
            "at_once": first is not None and bool(first.within),
        }
    )


def assumption_in(text: str) -> str:
    """Return what an estimate says it rests on: `33GB because 80 layers ...`."""
    reason = _REASON.search(text)
    return " ".join(reason[1].split()) if reason else ""


def gib_said_as_gb(number: NumberFound) -> bool:
    """Tell whether a number counts as it stands only when its GB are read as GiB."""
    said = _LOOSE_BYTES.search(number.quote)
    if said is None:
        return False
    figure = float(said[1].replace(",", "").replace("_", "").rstrip("."))
    binary = figure * 1024.0 ** _POWER[said[2].lower()]
    return abs(number.value - binary) <= 1e-6 * binary
