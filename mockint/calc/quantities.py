"""Numbers as engineers type them: 12k, 1.5M, 80GB, 24GiB, 1,000,000, 20 ms, 95%.

Exact arithmetic is used until the end, so that 1.1M is 1,100,000 and not 1,100,000.0000000001.
"""

import math
import re
from collections.abc import Mapping
from fractions import Fraction

Number = int | Fraction

LONGEST = 64
"""Characters a number may have; more is a paste that went wrong."""

_PLAIN: Mapping[str, Number] = {
    "": 1, "k": 10**3, "m": 10**6, "b": 10**9, "g": 10**9, "t": 10**12
}  # fmt: skip
_BYTES: dict[str, Number] = {"": 1, "b": 1, "byte": 1, "bytes": 1}
_FLOP: dict[str, Number] = {"": 1, "flop": 1, "flops": 1}
for _power, _prefix in enumerate("kmgtpez", start=1):
    _BYTES |= {_prefix: 1000**_power, f"{_prefix}b": 1000**_power, f"{_prefix}ib": 1024**_power}
    _FLOP |= dict.fromkeys((_prefix, f"{_prefix}flop", f"{_prefix}flops"), 1000**_power)
_SECONDS: Mapping[str, Number] = {
    "": 1,
    "ns": Fraction(1, 10**9),
    "us": Fraction(1, 10**6),
    "ms": Fraction(1, 10**3),
    **dict.fromkeys(("s", "sec", "secs"), 1),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), 60),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), 3600),
    **dict.fromkeys(("d", "day", "days"), 86_400),
    **dict.fromkeys(("w", "week", "weeks"), 7 * 86_400),
}
_FRACTION: Mapping[str, Number] = {"": 1, "%": Fraction(1, 100)}
_SCHEMES: Mapping[str, tuple[Mapping[str, Number], str]] = {
    "bytes": (_BYTES, "kB, MB, GB, TB, KiB, MiB, GiB, TiB"),
    "flop": (_FLOP, "k, M, G, T, P, E"),
    "seconds": (_SECONDS, "us, ms, s, min, h, d, w"),
    "fraction": (_FRACTION, "%"),
}
"""What the letters after a number mean, and the ones to name, where they are not k, M, B, T."""
_BITS = re.compile(r"[kKMGTP]i?b")
_NOT_FINITE = re.compile(r"[+-]?(inf|infinity|nan)", re.IGNORECASE)
_DECIMAL_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]*\s*[A-Za-z]*")
_QUANTITY = re.compile(
    r"(?P<sign>[+-]?)"
    r"(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+(?:_[0-9]+)*|)"
    r"(?P<decimals>\.[0-9]*)?"
    r"(?P<exponent>[eE][+-]?[0-9]{1,3})?"
    r"\s*(?P<suffix>[A-Za-z]*|%)"
    r"\s*(?P<unit>[A-Za-z/]*)"
)


def read_number(value: object, unit: str | None = None) -> int | float:
    """Return a number that was given as a number, or typed.

    `unit` is the unit the number is wanted in. It may be repeated after the number ("512 tokens").
    Where it is bytes, FLOP, seconds or a fraction, the suffixes are those of its kind: `B` is a
    byte there and a billion elsewhere, `m` a minute and a million.
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
    text = text.removeprefix("$") if unit == "USD" else text
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


def _factor(suffix: str, word: str, unit: str | None) -> Number:
    """Return what the letters after a number multiply it by."""
    wanted = (unit or "").casefold()
    counted, slash, per = wanted.partition("/")
    own = {wanted, wanted.removesuffix("s"), counted, counted.removesuffix("s")}
    if wanted and (suffix + word).casefold() in own:
        return 1
    if word and word.casefold() not in own | {slash + per}:
        raise ValueError(f"{word!r} is not the unit wanted here")
    factors, known = _SCHEMES.get(counted, (_PLAIN, "k, M, B, T"))
    if factors is _BYTES and _BITS.fullmatch(suffix):
        raise ValueError(f"{suffix} are bits; bytes are written {suffix[:-1]}B")
    try:
        return factors[suffix.casefold()]
    except KeyError:
        raise ValueError(f"unknown suffix {suffix!r}; known are {known}") from None
