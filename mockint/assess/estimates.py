"""Which number is the answer to an estimate, and how far it is from the right one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mockint.assess.numbers import parse_quantities
from mockint.assess.quantities import Quantity
from mockint.assess.tolerances import Yardstick
from mockint.core.assessment import Expected, NumberFound

REPORTED = 40
"""Numbers that are reported of one answer."""

_RESULT = re.compile(
    r"(?:[=≈~→]|->|\b(?:so|thus|hence|therefore|about|around|roughly|approximately|approx|circa"
    r"|nearly|almost)\b)[^.;=\n\d]{0,24}\Z",
    re.IGNORECASE,
)
_STATED = re.compile(
    r"\b(?:is|it's|that's|be|makes?|making|gives?|giving|get|comes? to|total|equals?|takes?"
    r"|needs?)\b[^.;=\n\d]{0,16}\Z",
    re.IGNORECASE,
)
_CONTRAST = re.compile(
    r"(?:\b(?:not|never|instead of|rather than|versus|vs\.?|compared (?:to|with)|unlike"
    r"|would have been)|n't)\s+(?:(?:the|an?|about|around|roughly|exactly|just|~)\s+){0,2}[$~]?\Z",
    re.IGNORECASE,
)
_ASSIGNED = re.compile(r"(?:\A|(?<!\d)[\s(,;])[A-Za-z_]{1,2}\s?=\s?\Z")
_SUPPOSED = re.compile(
    r"\b(?:with|without|if|for|had)\b[^.;]*\bwould\b[^.;\d]{0,12}\Z", re.IGNORECASE
)
_LEADING = re.compile(
    r"\W*(?:(?:i|i'd|i'll|would|will|my|estimate|guess|answer|say|is|it|it's|that's|about|around"
    r"|roughly|approximately|some|so|well|ok|okay|a|the|total|of|commit|to)\W+)*",
    re.IGNORECASE,
)
_REASONED = re.compile(r"[^.;\n\d]{0,24}\b(?:because|since|given that)\b", re.IGNORECASE)
_BEFORE = 48


@dataclass(frozen=True, slots=True)
class CountedText:
    """A turn's text, from where its numbers count."""

    turn: int
    text: str
    start: int = 0
    corrects: bool = False
    """True where the turn corrects what was said before."""


@dataclass(frozen=True, slots=True)
class EstimateReading:
    """All numbers heard, and what the one that answers the question earns."""

    numbers: tuple[NumberFound, ...]
    credit: float | None
    """None where nothing was expected."""

    @property
    def answered(self) -> bool:
        """True where a number was given as the answer."""
        return any(number.expected is not None for number in self.numbers)


@dataclass(frozen=True, slots=True)
class _Heard:
    """A quantity, the words before it, and the turn that holds it."""

    turn: CountedText
    quantity: Quantity
    before: str

    @property
    def leads(self) -> bool:
        """True for "33 GB because ...": whatever numbers the reasons hold, this one was meant."""
        text, start = self.turn.text, self.quantity.start
        begun = _LEADING.fullmatch(text, self.turn.start, start)
        return begun is not None and _REASONED.match(text, self.quantity.end) is not None

    @property
    def result(self) -> bool:
        return bool(_RESULT.search(self.before))

    @property
    def stated(self) -> bool:
        return self.result or bool(_STATED.search(self.before))

    @property
    def supposed(self) -> bool:
        return bool(_SUPPOSED.search(self.before))

    @property
    def excluded(self) -> bool:
        return bool(_CONTRAST.search(self.before) or _ASSIGNED.search(self.before))


def read_numbers(
    turns: Sequence[CountedText], expected: Expected | None, asked: str
) -> EstimateReading:
    """Find the numbers of an answer, and compare the one that answers with what is expected."""
    heard = [
        _Heard(turn, quantity, turn.text[max(0, quantity.start - _BEFORE) : quantity.start])
        for turn in turns
        for quantity in parse_quantities(turn.text, expected.unit if expected else None)
        if quantity.start >= turn.start
    ]
    if expected is None:
        return EstimateReading(tuple(_reported(h) for h in heard[:REPORTED]), None)
    yardstick = Yardstick(expected, asked)
    answer = _answer(heard, yardstick)
    kept = heard[-REPORTED:]
    if answer is not None and answer not in kept:
        kept = [answer, *kept[1:]]
    return EstimateReading(
        numbers=tuple(
            _compared(h, yardstick, expected) if h is answer else _reported(h) for h in kept
        ),
        credit=yardstick.credit(answer.quantity) if answer else 0.0,
    )


def _answer(heard: Sequence[_Heard], yardstick: Yardstick) -> _Heard | None:
    """Return the number that answers: that of the newest turn that gives one.

    Only a correction takes back one that was right: later turns speak of other numbers, too.
    """
    candidates = [h for h in heard if not h.excluded]
    asserted = [h for h in candidates if not _repeats_the_question(h.quantity, yardstick)]
    asserted = asserted or candidates
    newest: _Heard | None = None
    for turn in dict.fromkeys(h.turn for h in reversed(asserted)):
        found = _answer_in([h for h in asserted if h.turn is turn], yardstick)
        if found is None:
            continue
        if yardstick.within(found.quantity):
            return found
        newest = newest or found
        if turn.corrects:
            break
    return newest or next((h for h in reversed(asserted) if h.quantity.bare), None)


def _repeats_the_question(quantity: Quantity, yardstick: Yardstick) -> bool:
    return yardstick.given(quantity) and not yardstick.within(quantity)


def _answer_in(heard: Sequence[_Heard], yardstick: Yardstick) -> _Heard | None:
    """Return the number of one turn that has the wanted unit and stands as a result."""
    for leading in heard:
        if leading.leads and (leading.quantity.bare or yardstick.fit(leading.quantity)):
            return leading
    for fit in (3, 2, 1):
        fitting = [h for h in heard if yardstick.fit(h.quantity) == fit]
        fitting = [h for h in fitting if not h.supposed] or fitting
        stated = [h for h in fitting if h.stated]
        concluding = [h for h in fitting if h.stated or h is fitting[-1]]
        right = next((h for h in reversed(concluding) if yardstick.within(h.quantity)), None)
        result = next((h for h in reversed(stated) if h.result), None)
        if fitting:
            return right or result or fitting[-1]
    return None


def _reported(heard: _Heard) -> NumberFound:
    quantity = heard.quantity
    return NumberFound(
        quote=quantity.text,
        turn=heard.turn.turn,
        start=quantity.start,
        end=quantity.end,
        value=quantity.value,
        unit=None if quantity.bare else quantity.unit.name,
    )


def _compared(heard: _Heard, yardstick: Yardstick, expected: Expected) -> NumberFound:
    quantity = heard.quantity
    return _reported(heard).model_copy(
        update={
            "value": yardstick.value(quantity),
            "unit": expected.unit,
            "expected": expected.value,
            "ratio": yardstick.ratio(quantity),
            "within": yardstick.within(quantity),
            "mistake": yardstick.mistake(quantity),
        }
    )
