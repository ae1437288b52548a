"""Checks of a persona's lines: only the placeholders that a line's move can fill, and those all."""

import re
from collections.abc import Iterator
from typing import Final

from mockint.content.checks.bank import Entry
from mockint.core.content import Lines, Persona
from mockint.core.errors import Problem, did_you_mean

__all__ = ["check_persona"]

NEEDED: Final[dict[str, frozenset[str]]] = {
    "ask": frozenset({"ask"}),
    "probe": frozenset({"ask"}),
    "challenge": frozenset({"quote", "ask"}),
    "follow_up": frozenset({"ask"}),
    "offer_hint": frozenset({"price"}),
    "hint": frozenset({"hint"}),
    "repeat": frozenset({"ask"}),
    "which_fact": frozenset({"ask"}),
    "fact": frozenset({"fact"}),
    "time": frozenset({"left"}),
}
"""What each line of a kind must hold."""

ALLOWED: Final[dict[str, frozenset[str]]] = {
    "acknowledge": frozenset({"ask"}),
    "redo": frozenset({"ask"}),
    "connect": frozenset({"ask"}),
    "hint": frozenset({"price"}),
    "correction": frozenset({"ask"}),
    "redirect": frozenset({"ask"}),
    "interrupt": frozenset({"ask"}),
    "move_on": frozenset({"ask"}),
}
"""What a line of a kind may hold besides."""

_PLACEHOLDER = re.compile(r"\{(\w*)\}")


def check_persona(entry: Entry[Persona]) -> Iterator[Problem]:
    """Yield the faults of one persona."""
    for kind in Lines.model_fields:
        for index, line in enumerate(getattr(entry.model.lines, kind)):
            for message in _faults(kind, line):
                yield entry.fault(message, "lines", kind, index)


def _faults(kind: str, line: str) -> Iterator[str]:
    needed = NEEDED.get(kind, frozenset())
    allowed = needed | ALLOWED.get(kind, frozenset())
    held = _PLACEHOLDER.findall(line)
    for name in held:
        if name not in allowed:
            known = ", ".join(f"{{{each}}}" for each in sorted(allowed)) or "no placeholder"
            near = did_you_mean(name, allowed)
            yield f"a line of {kind!r} can't hold {{{name}}}; it may hold {known}.{near}"
    for name in sorted(needed - set(held)):
        yield f"a line of {kind!r} must hold {{{name}}}"
    rest = _PLACEHOLDER.sub("", line)
    if "{" in rest or "}" in rest:
        yield "a brace without its partner: a placeholder is written {ask}"
