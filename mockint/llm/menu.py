"""The menu of a judgement: the points and claims to be judged, in an order of its own."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any, Literal

from mockint.core.assessment import AssessmentRequest
from mockint.core.content import PointGroup
from mockint.core.speech import telling_words

CANNOT_TELL = "cannot tell"
VERDICTS = ("covered", "partial", "missed", "contradicted", CANNOT_TELL)


@dataclass(frozen=True)
class Item:
    """A point, or a wrong claim, that a model is asked about."""

    key: str
    """How it is called: `point`, or `followup/point`."""
    request: int
    """Which of the requests it belongs to."""
    id: str
    kind: Literal["point", "claim"]
    says: str
    wordings: tuple[str, ...]
    """How people say it: never shown to the model, evidence is held against it."""

    @cached_property
    def words(self) -> frozenset[str]:
        """The telling words of all its wordings."""
        return telling_words(" ".join((self.says, *self.wordings)))


@dataclass(frozen=True)
class Menu:
    """All items of a judgement, shuffled."""

    items: tuple[Item, ...]
    seed: int

    @property
    def points(self) -> tuple[Item, ...]:
        """Return the points in the order in which they are shown."""
        return tuple(item for item in self.items if item.kind == "point")

    @property
    def claims(self) -> tuple[Item, ...]:
        """Return the wrong claims in the order in which they are shown."""
        return tuple(item for item in self.items if item.kind == "claim")

    def document(self) -> dict[str, Any]:
        """Return what the model is shown of it."""
        return {
            "points": [{"id": item.key, "says": item.says} for item in self.points],
            "wrong_claims": [{"id": item.key, "says": item.says} for item in self.claims],
        }

    @property
    def digest(self) -> str:
        """A hash of what is shown: two verdicts of one digest were asked for alike."""
        return sha256(json.dumps(self.document()).encode()).hexdigest()[:16]

    def schema(self) -> Mapping[str, Any]:
        """Return the form of the reply: closed, with every id that may be named."""
        quote = {"type": ["string", "null"]}
        verdict = {"type": "string", "enum": list(VERDICTS)}
        point = {"id": _one_of(self.points), "verdict": verdict, "quote": quote}
        claim = {"id": _one_of(self.claims), "quote": {"type": "string"}}
        return _object({"points": _list(point), "wrong_claims": _list(claim)})


def menu_of(requests: Sequence[AssessmentRequest], seed: int) -> Menu:
    """Return the menu for one answer, read for these scopes."""
    items: list[Item] = []
    for number, request in enumerate(requests):
        place = f"{request.followup.id}/" if request.followup else ""
        for point in request.scope.points:
            group = isinstance(point, PointGroup)
            for each in point.points if isinstance(point, PointGroup) else (point,):
                key = f"{place}{point.id}.{each.id}" if group else f"{place}{each.id}"
                items.append(Item(key, number, each.id, "point", each.says, each.phrasings))
        for claim in request.scope.wrong_claims:
            key = f"{place}{claim.id}"
            items.append(Item(key, number, claim.id, "claim", claim.says, claim.phrasings))

    def place_of(item: Item) -> bytes:
        return sha256(f"{seed}:{item.key}".encode()).digest()

    return Menu(tuple(sorted(items, key=place_of)), seed)


def _one_of(items: Sequence[Item]) -> dict[str, Any]:
    # An empty enum is refused by providers; nothing can be named then anyway.
    return {"type": "string", "enum": [item.key for item in items] or ["-"]}


def _list(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": _object(properties)}


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }
