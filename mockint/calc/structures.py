"""Inputs that hold several values: lists, tables and mappings, as data or as JSON text.

Every item is read by the kind of input it is, so a fault inside a table is refused with the same
reasons as a single number.
"""

import json
from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass, replace
from typing import Any

from mockint.calc.figures import figure
from mockint.calc.parameters import Parameter
from mockint.core.errors import did_you_mean


@dataclass(frozen=True)
class Structure(Parameter):
    """An input that holds several values."""

    def parsed(self, value: object) -> object:
        """Return the value, or what JSON text says it is."""
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except (ValueError, RecursionError) as error:
            raise self.refuse(value, f"not a JSON {self.shape}") from error

    @property
    def shape(self) -> str:
        """The JSON type that is wanted."""
        return "list"

    def items(self, value: object, shortest: int, longest: int) -> Sequence[Any]:
        """Return the items of a list whose length is right."""
        items = self.parsed(value)
        if not isinstance(items, list | tuple):
            raise self.refuse(value, "not a list")
        if not shortest <= len(items) <= longest:
            raise self.refuse(value, f"{figure(len(items))} items")
        return items


@dataclass(frozen=True)
class NumberList(Structure):
    """A list of numbers; as text, a JSON list."""

    _: KW_ONLY
    shortest: int = 1
    longest: int = 65_536
    magnitude: float = 1e100
    """The largest size of an item, so that sums of squares stay finite."""

    @property
    def accepts(self) -> str:
        length = f"{figure(self.shortest)} to {figure(self.longest)}"
        return f"a list of {length} numbers, such as [1, 0.5, -2]"

    def read(self, value: Any) -> list[int | float]:
        items = self.items(value, self.shortest, self.longest)
        numbers = [self._number(item) for item in items]
        if any(abs(number) > self.magnitude for number in numbers):
            raise self.refuse(value, "an item is too large")
        return numbers


@dataclass(frozen=True)
class ListOf(Structure):
    """A list whose items are themselves inputs of one kind."""

    _: KW_ONLY
    item: Parameter
    like: str
    """An example."""
    shortest: int = 1
    longest: int = 4096
    or_one: bool = False
    """True where one item may stand without its list."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "item", replace(self.item, name=self.name))

    @property
    def accepts(self) -> str:
        alone = f"{self.item.accepts}, or " if self.or_one else ""
        length = f"{figure(self.shortest)} to {figure(self.longest)} items"
        return f"{alone}a list of {length}, such as {self.like}"

    def read(self, value: Any) -> Any:
        if self.or_one and not self._looks_like_a_list(value):
            return self.item.read(value)
        return [self.item.read(each) for each in self.items(value, self.shortest, self.longest)]

    def _looks_like_a_list(self, value: object) -> bool:
        return isinstance(value, list | tuple) or (
            isinstance(value, str) and value.lstrip().startswith("[")
        )


@dataclass(frozen=True)
class Name(Parameter):
    """The name of a document, a token, a group: text, or a whole number that stands for it."""

    @property
    def accepts(self) -> str:
        return "a name"

    def read(self, value: Any) -> str:
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if not isinstance(value, str) or not value:
            raise self.refuse(value, "not a name")
        return value


def names(name: str, meaning: str, like: str, **more: Any) -> ListOf:
    """Return an input that is a list of names."""
    return ListOf(name, meaning, item=Name(name, meaning), like=like, **more)


@dataclass(frozen=True)
class OrNull(Parameter):
    """An item that may be missing."""

    _: KW_ONLY
    item: Parameter

    def __post_init__(self) -> None:
        object.__setattr__(self, "item", replace(self.item, name=self.name))

    @property
    def accepts(self) -> str:
        return f"{self.item.accepts}, or null"

    def read(self, value: Any) -> Any:
        return None if value is None else self.item.read(value)


@dataclass(frozen=True)
class MapOf(Structure):
    """Values of one kind by name; as text, a JSON object."""

    _: KW_ONLY
    item: Parameter
    like: str
    fewest: int = 1
    most: int = 4096

    def __post_init__(self) -> None:
        object.__setattr__(self, "item", replace(self.item, name=self.name))

    @property
    def shape(self) -> str:
        return "object"

    @property
    def accepts(self) -> str:
        return f"{figure(self.fewest)} to {figure(self.most)} values by name, such as {self.like}"

    def read(self, value: Any) -> dict[str, Any]:
        entries = self.parsed(value)
        if not isinstance(entries, dict):
            raise self.refuse(value, "not a mapping")
        if not self.fewest <= len(entries) <= self.most:
            raise self.refuse(value, f"{figure(len(entries))} items")
        key = Name(self.name, self.meaning)
        return {key.read(name): self.item.read(each) for name, each in entries.items()}


@dataclass(frozen=True)
class Record(Structure):
    """A fixed set of values by name, all of them needed; as text, a JSON object."""

    _: KW_ONLY
    fields: tuple[Parameter, ...]

    @property
    def shape(self) -> str:
        return "object"

    @property
    def accepts(self) -> str:
        return f"a mapping of {', '.join(each.name for each in self.fields)}"

    def read(self, value: Any) -> dict[str, Any]:
        entries = self.parsed(value)
        if not isinstance(entries, dict):
            raise self.refuse(value, "not a mapping")
        known = [each.name for each in self.fields]
        for name in entries:
            if name not in known:
                raise self.refuse(value, f"no {name!r} in it", did_you_mean(str(name), known))
        for name in known:
            if name not in entries:
                raise self.refuse(value, f"{name} is missing")
        return {each.name: each.read(entries[each.name]) for each in self.fields}
