"""What an unquoted YAML word means, decided strictly: a word that could mean two things is refused.

YAML 1.1 reads `1:30` as 90, `010` as 8 and `2024-01-01` as a date; other readers of the same file
see text. Whoever writes a question means neither a base-sixty number nor a date, so those words
are faults wherever they stand; `no`, `12` and `1e3` are faults only where text is meant.
"""

import re
from typing import Final

__all__ = ["Plain", "Refusal", "quoted", "read_plain", "what_yaml_reads"]

Plain = str | int | float | bool | None

_WORDS: Final[dict[str, bool | None]] = {
    spelling: value
    for words, value in (
        (("true", "yes", "on"), True),
        (("false", "no", "off"), False),
        (("null",), None),
    )
    for word in words
    for spelling in (word, word.capitalize(), word.upper())
} | {"~": None}

_NUMBER_STARTS: Final = frozenset("0123456789+-.")
_INT = re.compile(r"[-+]?(?:0|[1-9][0-9_]*|0x[0-9a-fA-F_]+|0b[01_]+|0o[0-7_]+)")
_FLOAT = re.compile(r"[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?")
_OCTAL = re.compile(r"[-+]?0[0-9_]+")
_SIXTIES = re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?")
_DATE = re.compile(r"\d{4}-\d\d?-\d\d?(?:(?:[Tt]|[ \t]+)\d\d?:\d\d.*)?")
_NO_NUMBER = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")

LONGEST_NUMBER = 64
"""Digits; what is longer is no number that anybody typed, and slow to read."""


class Refusal(ValueError):
    """A word that nobody should write unquoted; its text says what YAML makes of it."""


def read_plain(text: str) -> Plain:
    """Return the value of an unquoted word; raises Refusal for one that could mislead."""
    if text in _WORDS:
        return _WORDS[text]
    if text[:1] not in _NUMBER_STARTS:
        return text
    return _read_number(text)


def _read_number(text: str) -> Plain:
    if _INT.fullmatch(text):
        _refuse_long(text)
        return _int(text)
    if _OCTAL.fullmatch(text):
        raise Refusal("a number in base eight")
    if _FLOAT.fullmatch(text):
        _refuse_long(text)
        number = float(text.replace("_", ""))
        if number in (float("inf"), float("-inf")):
            raise Refusal("a number too large to hold")
        return number
    if _SIXTIES.fullmatch(text):
        _refuse_long(text)
        raise Refusal(f"the number {_sixties(text):g} (base sixty)")
    if _DATE.fullmatch(text):
        raise Refusal("a date")
    if _NO_NUMBER.fullmatch(text):
        raise Refusal("no finite number")
    return text


def _refuse_long(text: str) -> None:
    if len(text) > LONGEST_NUMBER:
        raise Refusal(f"a number of {len(text)} digits")


def _int(text: str) -> int:
    """Return an integer; an underscore may stand wherever it helps to read the digits."""
    digits = text.replace("_", "")
    base = {"x": 16, "b": 2, "o": 8}.get(digits.lstrip("+-")[1:2], 10)
    try:
        return int(digits, base)
    except ValueError:  # 0x_ and its like: a prefix without a digit
        raise Refusal("a number without digits") from None


def _sixties(text: str) -> float:
    total = 0.0
    for part in text.lstrip("+-").replace("_", "").split(":"):
        total = total * 60 + float(part)
    return -total if text.startswith("-") else total


def what_yaml_reads(value: object) -> str:
    """Say what an unquoted word was read as."""
    if value is None:
        return "nothing (null)"
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"the number {value}"


def quoted(text: str) -> str:
    """Return text as one writes it so that it stays text."""
    if "\\" in text or '"' in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'
