"""What a judge replied, read strictly: one JSON object of the form that was asked for, or nothing.

A fence or a sentence around the object is forgiven, since many models can't do without; an unknown
id, an id twice, one left out, or a key of its own making is not.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mockint.llm.menu import VERDICTS, Item, Menu

MOST_BEGINNINGS = 50
"""Opening braces that are tried in a reply full of them."""
_BRACE = re.compile(r"\{")


class BadReplyError(ValueError):
    """A reply that is not of the form; the message tells the model what to mend."""


@dataclass(frozen=True)
class Ruling:
    """A verdict as the model gave it, its quote not looked at yet."""

    item: Item
    verdict: str
    quote: str


@dataclass(frozen=True)
class Rulings:
    """Everything in a reply."""

    points: tuple[Ruling, ...]
    claims: tuple[Ruling, ...]


def read_reply(text: str, menu: Menu) -> Rulings:
    """Return the verdicts in a reply; raises BadReplyError."""
    found = _object_in(text)
    _keys(found, {"points", "wrong_claims"}, "the object")
    points = tuple(_rulings(found["points"], menu.points, "points", {"id", "verdict", "quote"}))
    claims = tuple(_rulings(found["wrong_claims"], menu.claims, "wrong_claims", {"id", "quote"}))
    judged = {ruling.item.key for ruling in points}
    if missing := [item.key for item in menu.points if item.key not in judged]:
        raise BadReplyError(f"no verdict is given on {', '.join(missing[:5])}")
    return Rulings(points, claims)


def _object_in(text: str) -> dict[str, Any]:
    """Return the first JSON object in a reply that speaks of points."""
    decoder = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_constant)
    fault = "it holds no JSON object"
    for number, brace in enumerate(_BRACE.finditer(text)):
        if number == MOST_BEGINNINGS:
            break
        try:
            found, _ = decoder.raw_decode(text, brace.start())
        except (ValueError, RecursionError) as error:
            if number == 0:
                fault = f"its JSON can't be read: {error}"
            continue
        if "points" in found:
            return dict(found)
        fault = 'its JSON object has no "points"'
    raise BadReplyError(fault)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands in it twice")
    return found


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _keys(found: Any, wanted: set[str], what: str) -> None:
    if not isinstance(found, dict):
        raise BadReplyError(f"{what} must be a JSON object")
    if set(found) != wanted:
        raise BadReplyError(f"{what} must have the keys {', '.join(sorted(wanted))} and no others")


def _rulings(found: Any, menu: tuple[Item, ...], what: str, keys: set[str]) -> Iterator[Ruling]:
    if not isinstance(found, list):
        raise BadReplyError(f'"{what}" must be a list')
    by_key, seen = {item.key: item for item in menu}, set[str]()
    for each in found:
        _keys(each, keys, f'each of "{what}"')
        key, verdict, quote = each["id"], each.get("verdict", "covered"), each["quote"]
        if not isinstance(key, str) or key not in by_key:
            raise BadReplyError(f'{key!r} is none of the ids of "{what}"')
        if key in seen:
            raise BadReplyError(f"{key!r} is judged twice")
        if verdict not in VERDICTS:
            raise BadReplyError(f"{verdict!r} is no verdict; there are {', '.join(VERDICTS)}")
        if quote is not None and not isinstance(quote, str):
            raise BadReplyError(f"the quote for {key!r} must be a string or null")
        seen.add(key)
        yield Ruling(by_key[key], verdict, quote or "")
