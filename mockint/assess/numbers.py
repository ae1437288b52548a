"""Quantities in running text: figures and number words with their scale and unit.

Reads "about 33 gigs", "327,680 bytes/token", "300-400ms", "1.4 trillion tokens", "4x", "2^17",
"2*80*8*128*2", "33e9", "half a cent", "1,5 GB" and "twice". One pass with patterns that don't
backtrack, so that a megabyte of digits is read as fast as a megabyte of prose.
"""

import math
import re
from collections.abc import Iterator
from decimal import Decimal
from heapq import merge
from itertools import islice
from typing import NamedTuple

from mockint.assess.number_words import (
    NUMBER_WORDS,
    SAID_POWER,
    is_factor,
    is_share,
    read_exponent,
    read_number_words,
)
from mockint.assess.quantities import Quantity, join
from mockint.assess.tokens import lowered
from mockint.assess.units import (
    BARE,
    LETTERS,
    SCALE_WORDS,
    Unit,
    per_unit,
    unit_class,
    unit_of_word,
)

LONGEST = 48
"""Characters of a figure; more is no number that anybody means."""
MOST = 1000
"""Numbers read in one text."""

_PARTS = {"½": 1 / 2, "⅓": 1 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅔": 2 / 3, "⅛": 1 / 8}
_DIGIT = re.compile(rf"[\d{''.join(_PARTS)}]")
_FIGURE = re.compile(
    r"(?P<money>[$€£])?"
    r"(?:(?P<digits>\d{1,3}(?:[,_\u00a0\u202f]\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3}){0,3} 000(?!\d)"
    r"|\d+(?:\.\d+)?|\.\d+)"
    r"(?:[eE](?P<exponent>[+-]?\d{1,3})(?!\w))?)?"
    rf"(?P<part>[{''.join(_PARTS)}])?"
    r"(?: ?(?:\^|\*\*) ?(?P<power>-?\d{1,4})|(?P<raised>⁻?[⁰¹²³⁴-⁹]{1,4})"
    rf"|(?P<said>{SAID_POWER})\b)?"
)
_DECIMAL_COMMA = re.compile(r",(?P<decimals>\d{1,2})(?![\d,.])")
_GROUPED = str.maketrans("", "", ",_ \u00a0\u202f")
_PART_OF_A_NAME = re.compile(r"(?:[\w.^]|[A-Za-z]-)\Z")
_FACTOR_BEFORE = re.compile(r"\d[xX]\Z")
_FACTOR_AFTER = re.compile(r" ?\d")
_SIGNS = ("x", "X", "×")
_WORDS = re.compile(rf"\b(?:{NUMBER_WORDS})\b")
_WORD = re.compile(r"(?P<gap>[ \u00a0-]?)(?P<word>[A-Za-zµμ]{1,16}(?![A-Za-z])|[%×$€£¢])")
_PER = re.compile(r" ?(?:(?P<sign>/|per\b) ?|an? |each )(?P<word>[A-Za-z]{1,16})")
_RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def parse_quantities(text: str, expect: str | None = None) -> tuple[Quantity, ...]:
    """Return the quantities of a text in order; `expect` decides what a letter stands for."""
    wanted = unit_class(expect) if expect is not None else None
    joined: list[Quantity] = []
    for quantity in islice(_quantities(text, wanted), MOST):
        whole = join(text, joined[-1], quantity) if joined else None
        if whole is None:
            joined.append(quantity)
        else:
            joined[-1] = whole
    return tuple(quantity for quantity in joined if math.isfinite(quantity.value))


def _quantities(text: str, wanted: Unit | None) -> Iterator[Quantity]:
    end = 0
    for number in _numbers(text):
        if number.start < end:
            continue
        suffix = _suffix(text, number, wanted)
        if suffix.unit == BARE and text[number.start : suffix.end].lower() in _NO_NUMBERS:
            continue
        figure, unit, end = number.figure, suffix.unit, suffix.end
        plain = suffix.factor == unit.scale == 1
        value = figure if plain else _times(figure, suffix.factor, unit.scale)
        others = [_times(figure, suffix.factor, unit.also)] if unit.also else []
        if suffix.other is not None:
            others.append(_times(figure, suffix.other, unit.scale))
        yield Quantity(
            text=text[number.start : end],
            start=number.start,
            end=end,
            figure=figure,
            value=value,
            unit=unit,
            low=value,
            high=value,
            others=tuple(others),
        )


class _Number(NamedTuple):
    """A number without what follows it."""

    start: int
    end: int
    figure: float
    unit: Unit = BARE


def _numbers(text: str) -> Iterator[_Number]:
    """Yield figures and number words in order."""
    return merge(_figures(text), map(_in_words, _WORDS.finditer(lowered(text))))


def _in_words(match: re.Match[str]) -> _Number:
    words = match.group()
    unit = Unit("x") if is_factor(words) else Unit("fraction") if is_share(words) else BARE
    return _Number(match.start(), match.end(), read_number_words(words), unit)


def _figures(text: str) -> Iterator[_Number]:
    position = 0
    while digit := _DIGIT.search(text, position):
        start = digit.start()
        start -= start > position and text[start - 1] == "."
        start -= start > position and text[start - 1] in "$€£"
        match = _FIGURE.match(text, start)
        if match is None or match.end() <= digit.start():
            match = _FIGURE.match(text, digit.start())
        if match is None or not match.group():  # a digit of another script
            position = digit.end()
            continue
        position = match.end()
        before = text[max(0, start - 2) : start]
        if _PART_OF_A_NAME.search(before) and not _FACTOR_BEFORE.search(before):
            continue
        figure = _figure(match)
        comma = _DECIMAL_COMMA.match(text, position)
        if comma is not None and match.group().isdecimal() and _measures(text, comma.end()):
            position = comma.end()
            figure = float(f"{match.group()}.{comma['decimals']}")
        if figure is not None:
            yield _Number(match.start(), position, figure, Unit("USD") if match["money"] else BARE)


def _measures(text: str, end: int) -> bool:
    """Return whether a unit or a scale follows: "1,5 GB" is one number, "4,8 bit" are two."""
    following = _WORD.match(text, end)
    if following is None:
        return False
    unit = unit_of_word(following["word"])
    known = following["word"].lower() in SCALE_WORDS or following["word"] in "KMBGT"
    return known or (unit is not None and unit.kind != "bits")


_NO_NUMBERS = frozenset({"one", "half a", "half an"})
"""Words that are no numbers by themselves."""


def _times(*factors: float) -> float:
    """Multiply as on paper: 32.8 GB is 32,800,000,000 bytes, and not 32,799,999,999.999996."""
    return float(math.prod((Decimal(repr(factor)) for factor in factors), start=Decimal(1)))


def _figure(match: re.Match[str]) -> float | None:
    if len(match.group()) > LONGEST:
        return None
    digits = (match["digits"] or "0").translate(_GROUPED)
    power = match["power"] or (match["raised"] or "1").translate(_RAISED)
    raised = read_exponent(match["said"].lower()) if match["said"] else int(power)
    try:
        figure = float(f"{digits}e{match['exponent'] or 0}") + _PARTS.get(match["part"], 0.0)
        figure **= raised
    except (OverflowError, ValueError, ZeroDivisionError):
        return None
    return figure if math.isfinite(figure) else None


class _Suffix(NamedTuple):
    """What follows a number: its scale, another reading of it, and its unit."""

    factor: float
    other: float | None
    unit: Unit
    end: int


def _suffix(text: str, number: _Number, wanted: Unit | None) -> _Suffix:
    factor, other, end = 1.0, None, number.end
    unit = number.unit
    if unit.kind == "x" or (unit.kind == "fraction" and not text.endswith((" a", " an"), 0, end)):
        return _Suffix(factor, other, unit, end)
    while following := _WORD.match(text, end):
        word = following["word"]
        if word.lower() in SCALE_WORDS:
            factor *= SCALE_WORDS[word.lower()]
            unit = BARE if unit.kind == "fraction" else unit
        elif factor == 1 and _is_scale(text, following, wanted):
            factor, in_bytes = LETTERS[word.lower()]
            if _means_bytes(text, following, wanted):
                factor, other = (1.0, factor) if word in "bB" else (factor, in_bytes)
                unit = Unit("bytes") if word in "bBG" else unit
        else:
            found = _unit(text, following, wanted)
            if found is None:
                break
            unit, end = found, following.end()
            break
        end = following.end()
    if unit != BARE:
        unit, end = _per(text, unit, end)
    return _Suffix(factor, other, unit, end)


def _is_scale(text: str, following: re.Match[str], wanted: Unit | None) -> bool:
    word = following["word"]
    if word.lower() not in LETTERS or following["gap"] == "-":
        return False
    if _unit_at(text, following.end()):
        return True
    if word == "m" and wanted is not None and wanted.kind == "s":
        return False
    return not following["gap"] or word in "KMBGT"


def _means_bytes(text: str, following: re.Match[str], wanted: Unit | None) -> bool:
    """Return whether the letter may be short for bytes: they are wanted, and no unit follows it."""
    return wanted is not None and wanted.kind == "bytes" and not _unit_at(text, following.end())


def _unit_at(text: str, end: int) -> bool:
    following = _WORD.match(text, end)
    return following is not None and unit_of_word(following["word"]) is not None


def _unit(text: str, following: re.Match[str], wanted: Unit | None) -> Unit | None:
    word = following["word"]
    if word == "m" and wanted is not None and wanted.kind == "s":
        return unit_of_word("min")
    if word.lower() in ("s", "h", "d") and wanted is not None and wanted.kind != "s":
        return None
    if word in _SIGNS and _FACTOR_AFTER.match(text, following.end()):
        return None  # a multiplication sign
    if wanted is not None and word.lower().rstrip("s") == wanted.kind.lower().rstrip("s"):
        return Unit(wanted.kind)
    if word in _SIGNS and following["gap"]:
        return None
    return unit_of_word(word)


def _per(text: str, unit: Unit, end: int) -> tuple[Unit, int]:
    following = _PER.match(text, end)
    if following is None:
        return unit, end
    known = unit_of_word(following["word"])
    if known is None and not following["sign"]:
        return unit, end
    return per_unit(unit, following["word"]), following.end()
