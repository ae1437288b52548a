"""Numbers as engineers type them: 12k, 1.5M, 80GB, 24GiB, 1,000,000, 1_000_000.

Exact arithmetic is used until the end, so that 1.1M is 1,100,000 and not 1,100,000.0000000001.
"""

import math
import re
from fractions import Fraction

LONGEST = 64
"""Characters a number may have; more is a paste that went wrong."""

_PLAIN = {"": 1, "k": 10**3, "m": 10**6, "b": 10**9, "g": 10**9, "t": 10**12}
_BYTES = {"": 1, "b": 1, "byte": 1, "bytes": 1}
for _power, _prefix in enumerate("kmgtp", start=1):
    _BYTES |= {_prefix: 1000**_power, f"{_prefix}b": 1000**_power, f"{_prefix}ib": 1024**_power}
_BITS = re.compile(r"[kKMGTP]i?b")
_NOT_FINITE = re.compile(r"[+-]?(inf|infinity|nan)", re.IGNORECASE)
_DECIMAL_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]*\s*[A-Za-z]*")
_QUANTITY = re.compile(
    r"(?P<sign>[+-]?)"
    r"(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+(?:_[0-9]+)*|)"
    r"(?P<decimals>\.[0-9]*)?"
    r"(?P<exponent>[eE][+-]?[0-9]{1,3})?"
    r"\s*(?P<suffix>[A-Za-z]*)"
    r"\s*(?P<unit>[A-Za-z/]*)"
)


def read_number(value: object, unit: str | None = None) -> int | float:
    """Return a number that was given as a number, or typed.

    `unit` is the unit the number is wanted in. It may be repeated after the number ("512 tokens").
    Where it is bytes, the suffixes are those of bytes: `B` is a byte there, a billion elsewhere.
    Raises ValueError with the reason alone; the caller knows which input it is about.
    """
    if isinstance(value, bool):
        raise ValueError("true and false are no numbers")
    if isinstance(value, str):
        return _parse(value.strip(), unit)
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError("not a finite number")
        return value
    raise ValueError("not a number")


def _parse(text: str, unit: str | None) -> int | float:
    if _NOT_FINITE.fullmatch(text):
        raise ValueError("not a finite number")
    match = _QUANTITY.fullmatch(text) if len(text) <= LONGEST else None
    digits = match and (match["whole"] + (match["decimals"] or "")).strip(".")
    if match is None or not digits:
        if _DECIMAL_COMMA.fullmatch(text):
            raise ValueError("a comma separates thousands (1,500); decimals follow a point (1.5)")
        raise ValueError("not a number")
    number = Fraction(
        match["sign"]
        + (match["whole"].replace(",", "").replace("_", "") or "0")
        + (match["decimals"] or "").rstrip(".")
        + (match["exponent"] or "")
    )
    number *= _factor(match["suffix"], match["unit"], unit)
    return number.numerator if number.denominator == 1 else float(number)


def _factor(suffix: str, word: str, unit: str | None) -> int:
    """Return what the letters after a number multiply it by."""
    wanted = (unit or "").casefold()
    if wanted and not word and suffix.casefold() in {wanted, wanted.removesuffix("s")}:
        return 1
    if word and word.casefold() not in {wanted, wanted.removesuffix("s")}:
        raise ValueError(f"{word!r} is not the unit wanted here")
    factors = _BYTES if wanted == "bytes" else _PLAIN
    if factors is _BYTES and _BITS.fullmatch(suffix):
        raise ValueError(f"{suffix} are bits; bytes are written {suffix[:-1]}B")
    try:
        return factors[suffix.casefold()]
    except KeyError:
        known = "kB, MB, GB, TB, KiB, MiB, GiB, TiB" if factors is _BYTES else "k, M, B, T"
        raise ValueError(f"unknown suffix {suffix!r}; known are {known}") from None
