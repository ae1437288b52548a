"""Numbers in words: thirty-three, a hundred thousand, one point four trillion, two and a half."""

import re
from collections.abc import Mapping


def _numbered(text: str, start: int, step: int) -> dict[str, int]:
    return {word: start + step * position for position, word in enumerate(text.split())}


_UNITS = _numbered(
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen
    """,
    start=0,
    step=1,
)
_TENS = _numbered("twenty thirty forty fifty sixty seventy eighty ninety", start=20, step=10)
_VALUES: Mapping[str, float] = {**_UNITS, **_TENS, "half": 0.5}
THOUSAND = 1e3
"""The least word that closes a group: two hundred thousand and three."""
_LARGE: Mapping[str, float] = {
    "dozen": 12,
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
}
_SMALL = "|".join(sorted({**_UNITS, **_TENS}, key=len, reverse=True))
_ANY = f"{_SMALL}|{'|'.join(_LARGE)}"
_DIGIT = "|".join(list(_UNITS)[:10])
NUMBER_WORDS = (
    rf"(?:an? (?:{'|'.join(_LARGE)})|half an?|a quarter of an?|a third of an?|{_SMALL})"
    rf"(?: point(?: (?:{_DIGIT}))+)?(?:[ -](?:and )?(?:{_ANY}))*(?: and a half)?"
)
"""The pattern of a number in words, in lower case; it needs word boundaries on both sides."""

_PARTS = {"half": 0.5, "quarter": 0.25, "third": 1 / 3}
_WORD = re.compile(r"[a-z]+")


def read_number_words(text: str) -> float:
    """Return the value of a text, in lower case, that NUMBER_WORDS matches."""
    words = [word for word in _WORD.findall(text) if word not in ("a", "an", "and", "of")]
    if words[0] in _PARTS:
        return _PARTS[words[0]]
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
