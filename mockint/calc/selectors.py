"""Inputs that decide about the others: the name of a preset, and the kind of question asked."""

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass, field
from typing import Any

from mockint.calc.parameters import Choice, Given, Parameter
from mockint.core.errors import CalculatorError, did_you_mean


def _as_it_stands(preset: Given, _: Given) -> Given:
    return preset


@dataclass(frozen=True)
class PresetName(Parameter):
    """The name of a preset, which fills in inputs that are not given.

    A name that no preset has is only a label, but then the inputs must be there without it.
    """

    _: KW_ONLY
    table: Mapping[str, Given]
    """Inputs by name of preset."""
    complete: tuple[tuple[str, ...], ...]
    """Sets of inputs, each of which makes the preset unnecessary."""
    fill: Callable[[Given, Given], Given] = _as_it_stands
    """(preset, given) -> the inputs that the preset contributes beside those given."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Other names of presets."""

    @property
    def accepts(self) -> str:
        return f"one of {', '.join(self.table)}"

    def read(self, value: Any) -> str:
        if not isinstance(value, str) or not value.strip():
            raise self.refuse(value, "not a name")
        name = value.strip()
        for known in (*self.table, *self.aliases):
            if _plain(known) == _plain(name):
                return self.aliases.get(known, known)
        return name

    def filled(self, name: str, given: Given) -> Given:
        """Return what the preset of this name contributes; nothing where it is only a label."""
        if name in self.table:
            return self.fill(self.table[name], given)
        if any(given.keys() >= set(needed) for needed in self.complete):
            return {}
        near = did_you_mean(name.casefold(), self.table) or did_you_mean(name.upper(), self.table)
        instead = "; or ".join(" and ".join(needed) for needed in self.complete)
        raise CalculatorError(
            f"{self.name}={name}: no such preset.{near}",
            f"Give {self.accepts}; or, beside a name of your own, {instead}.",
        )


@dataclass(frozen=True)
class Kind(Choice):
    """Which of several questions a calculator is asked: each has inputs that the others have not.

    It need not be given: the inputs that are tell which kind is meant.
    """

    _: KW_ONLY
    values: tuple[str, ...] = field(default=(), init=False)
    uses: Mapping[str, frozenset[str]]
    """The inputs that belong to each kind; an input of no kind serves them all."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", tuple(self.uses))

    def chosen(self, given: Given) -> str:
        """Return the kind that is asked for, or that the inputs given belong to.

        Raises CalculatorError where an input has no part in it.
        """
        particular = frozenset().union(*self.uses.values()) & given.keys()
        if self.name in given:
            kind: str = given[self.name]
        elif not particular:
            kind = self.default
        else:
            kind = next(
                (each for each, own in self.uses.items() if particular <= own),
                max(self.uses, key=lambda each: len(particular & self.uses[each])),
            )
        if foreign := sorted(particular - self.uses[kind]):
            raise CalculatorError(
                f"{', '.join(foreign)} {'has' if len(foreign) == 1 else 'have'} no part in "
                f"{self.name}={kind}.",
                f"It takes {', '.join(sorted(self.uses[kind]))}.",
            )
        return kind

    def unused(self, kind: str) -> frozenset[str]:
        """Return the inputs that have no part in a kind."""
        return frozenset().union(*self.uses.values()) - self.uses[kind]


def _plain(name: str) -> str:
    return name.casefold().replace("_", "-").replace(" ", "-")
