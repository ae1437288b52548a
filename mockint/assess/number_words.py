"""Numbers in words: thirty-three, one point four trillion, two thirds of a cent, ten to the six."""

import re
from collections.abc import Mapping, Sequence


def _numbered(text: str, start: int, step: int = 1) -> dict[str, int]:
    return {word: start + step * position for position, word in enumerate(text.split())}


_UNITS = _numbered(
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen
    """,
    start=0,
)
_ORDINALS = _numbered(
    """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
    """,
    start=1,
)
_TENS = _numbered("twenty thirty forty fifty sixty seventy eighty ninety", start=20, step=10)
_ZEROS = {"nought": 0, "naught": 0}
_VALUES: Mapping[str, float] = {**_UNITS, **_TENS, **_ZEROS, "half": 0.5}
THOUSAND = 1e3
"""The least word that closes a group: two hundred thousand and three."""
_LARGE: Mapping[str, float] = {
    "couple": 2,
    "dozen": 12,
    "hundred": 1e2,
    "thousand": 1e3,
    "lakh": 1e5,
    "million": 1e6,
    "crore": 1e7,
    "billion": 1e9,
    "trillion": 1e12,
}
_PARTS: Mapping[str, float] = {
    "half": 2,
    "halve": 2,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "eighth": 8,
    "tenth": 10,
    "hundredth": 100,
    "thousandth": 1e3,
    "millionth": 1e6,
}
_FACTORS: Mapping[str, float] = {
    "twice": 2,
    "thrice": 3,
    "twofold": 2,
    "threefold": 3,
    "fourfold": 4,
    "fivefold": 5,
    "tenfold": 10,
    "hundredfold": 100,
}
"""Words that say a number and "times" in one."""


def _any_of(*tables: Mapping[str, float]) -> str:
    return "|".join(sorted({word for table in tables for word in table}, key=len, reverse=True))


_SMALL = _any_of(_UNITS, _TENS)
_SHARE = _any_of(_PARTS)
_SHARES = (
    rf"(?:an? (?:{_SHARE}) of|one[ -](?:{_SHARE})(?! part)|(?:{_SMALL})[ -](?:{_SHARE})s)"
    rf"(?:(?: of)? an?\b)?|quarter of an?|half (?:of|the)"
    rf"|an? (?:{_SHARE})(?= (?:more|less|faster|slower|cheaper)\b|[.!]|\Z)"
)
SAID_POWER = (
    rf" to the (?:power (?:of )?)?"
    rf"(?:minus |-)?(?:{_any_of(_UNITS, _ORDINALS)}|\d{{1,2}}(?:th|st|nd|rd)?)"
)
"""The pattern of an exponent that is said: "(ten) to the twelfth"."""
NUMBER_WORDS = (
    rf"{_any_of(_FACTORS)}|(?:ten|two){SAID_POWER}|{_SHARES}"
    rf"|(?:(?:a )?couple of|an? (?:{_any_of(_LARGE)})|half an?|{_any_of(_ZEROS)}|{_SMALL})"
    rf"(?: point(?: (?:{'|'.join(list(_UNITS)[:10])}))+)?"
    rf"(?:[ -](?:and )?(?:{_any_of(_UNITS, _TENS, _LARGE)}))*(?: and a half)?"
)
"""The pattern of a number in words, in lower case; it needs word boundaries on both sides."""

_WORD = re.compile(r"[a-z]+")


def is_factor(text: str) -> bool:
    """Return whether a text that NUMBER_WORDS matches is a number of times: "twice"."""
    return text in _FACTORS


def is_share(text: str) -> bool:
    """Return whether a text that NUMBER_WORDS matches is a part of a whole: "two thirds of"."""
    if text in ("half of", "half the"):
        return True
    parts = any(word.removesuffix("s") in _PARTS for word in _WORD.findall(text)[1:])
    return parts and not text.endswith("and a half")


def read_exponent(text: str) -> int:
    """Return the exponent of a text that SAID_POWER matches."""
    last = text.rpartition(" ")[2]
    digits = re.sub(r"\D", "", last)
    size = int(digits) if digits else {**_UNITS, **_ORDINALS}[last]
    return -size if " minus " in text or last.startswith("-") else size


def read_number_words(text: str) -> float:
    """Return the value of a text, in lower case, that NUMBER_WORDS matches."""
    base, said, exponent = text.partition(" to the ")
    if said:
        return float(_VALUES[base] ** read_exponent(exponent))
    if text in _FACTORS:
        return _FACTORS[text]
    words = [word for word in _WORD.findall(text) if word not in ("a", "an", "and", "of", "the")]
    if is_share(text) or words == ["half"]:
        part = _PARTS[words.pop().removesuffix("s")]
        return (_sum(words) if words else 1.0) / part
    return _sum(words)


def _sum(words: Sequence[str]) -> float:
    total, decimals = 0.0, 0
    current: float | None = None
    for word in words:
        if word == "point":
            decimals = 1
        elif word in _LARGE:
            current = (1.0 if current is None else current) * _LARGE[word]
            if _LARGE[word] >= THOUSAND:
                total, current, decimals = total + current, None, 0
        elif decimals:
            current = (current or 0.0) + _UNITS[word] / 10**decimals
            decimals += 1
        else:
            current = (current or 0.0) + _VALUES[word]
    return total + (current or 0.0)
