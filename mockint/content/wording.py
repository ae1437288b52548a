"""Validation errors in the words of somebody who writes questions, not of pydantic."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from pydantic_core import ErrorDetails

from mockint.content.model_paths import Spot, find_spot
from mockint.content.scalars import Refusal, quoted, read_plain, what_yaml_reads
from mockint.content.yaml_faults import shorten
from mockint.content.yaml_file import YamlFile
from mockint.core.errors import Problem, did_you_mean

__all__ = ["problem_of"]

LONGEST_KEY: Final = 64
"""What is longer resembles nothing, and is slow to compare."""


@dataclass(frozen=True)
class _Case:
    """One error with all that is needed to word it."""

    spot: Spot
    context: dict[str, Any]
    file: YamlFile

    @property
    def name(self) -> str:
        """The part of the file that the error is about, as a writer would point at it."""
        name = dotted(self.spot.path)
        if not self.spot.at_key:
            return name or "the file"
        return f"the key {self.spot.path[-1]!r} in {dotted(self.spot.path[:-1])}"

    @property
    def found(self) -> str:
        """What stands there instead of what is wanted."""
        word = self.file.unquoted(self.spot.path)
        if word is None or word == self.value or self.spot.at_key:
            return _described(self.value)
        reading = what_yaml_reads(self.value)
        if reading.endswith(word):
            return f"{word} stands there"
        return f"`{shorten(word)}` is read as {reading}"

    @property
    def value(self) -> Any:
        return self.spot.path[-1] if self.spot.at_key else self.file.value(self.spot.path)


def problem_of(error: ErrorDetails, annotation: Any, file: YamlFile) -> Problem | None:
    """Return the fault that a validation error is, or None for one that only repeats another."""
    spot = find_spot(annotation, error["loc"])
    case = _Case(spot, error.get("ctx", {}), file)
    if error["type"] == "missing":
        where = f" in {dotted(spot.path[:-1])}" if spot.path[:-1] else ""
        return file.problem(f"{spot.path[-1]!r} is missing{where}", spot.path[:-1])
    if error["type"] == "value_error":
        return _own_check(str(case.context["error"]), spot.path, file)
    worded = _WORDS.get(error["type"])
    message = worded(case) if worded else f"{case.name}: {error['msg']}"
    at_key = spot.at_key or error["type"] in ("extra_forbidden", "invalid_key")
    return file.problem(message, spot.path, key=at_key) if message else None


def dotted(path: tuple[str | int, ...]) -> str:
    """Return a path as `points[2].says`."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{shorten(step)}" for step in path)
    return text.removeprefix(".")


_BLAMED: Final = (
    ("add up", "minutes"),
    ("after the close", "phases"),
    ("any_of asks", "any_of"),
    ("numeric follow-up", "kind"),
    ("a phase of kind", "kind"),
    ("levels ", "levels"),
)
"""At which key a model's own check is placed, by words of its message."""


def _own_check(message: str, path: tuple[str | int, ...], file: YamlFile) -> Problem:
    """Place what a model finds wrong with itself: where what it quotes stands, or at a key."""
    quoted_word = re.search(r"'([^']+)'", message)
    if quoted_word and (place := file.last_place_of(quoted_word[1], path)):
        return Problem(file.name, place.line, place.column, message)
    blamed = next((key for part, key in _BLAMED if part in message), None)
    if blamed is None:
        return file.problem(message, path)
    return file.problem(message, (*path, blamed), key=True)


def _described(value: Any) -> str:
    if isinstance(value, str):
        return f"the text {shorten(value)!r} stands there"
    if isinstance(value, dict):
        return "a mapping (key: value) stands there"
    if isinstance(value, tuple):
        return "a list stands there"
    return f"{shorten(str(value))} stands there"


def _no_text(case: _Case) -> str:
    word = case.file.unquoted(case.spot.path)
    if word is not None and not case.spot.at_key:
        word, reading = shorten(word), what_yaml_reads(case.value)
        return f"{case.name} must be text, and `{word}` is read as {reading}; write {quoted(word)}"
    remedy = "; text that holds ': ' stands in quotes" if isinstance(case.value, dict) else ""
    return f"{case.name} must be text, and {case.found}{remedy}"


def _no_number(case: _Case, wanted: str = "a number") -> str:
    remedy = ""
    if isinstance(case.value, str):
        try:
            if isinstance(read_plain(case.value), int | float):
                remedy = f"; write {case.value} without the quotes"
        except Refusal:
            remedy = ""
    return f"{case.name} must be {wanted}, and {case.found}{remedy}"


def _no_choice(case: _Case) -> str:
    choices = ["true" if choice is True else str(choice) for choice in case.spot.choices]
    wanted = choices[0] if len(choices) == 1 else f"one of {', '.join(choices)}"
    near = did_you_mean(case.value, choices) if isinstance(case.value, str) else ""
    return f"{case.name} must be {wanted}, and {case.found}.{near}".removesuffix(".")


def _unknown_key(case: _Case) -> str:
    *above, key = case.spot.path
    known = list(case.spot.holder.model_fields) if case.spot.holder else []
    present = case.file.value(above)
    absent = [name for name in known if name not in present]
    hint = ""
    if len(str(key)) <= LONGEST_KEY:
        hint = did_you_mean(str(key), absent) or did_you_mean(str(key), known)
    hint = hint or f" Known here: {', '.join(known)}."
    where = f" in {dotted(tuple(above))}" if above else ""
    return f"unknown key {shorten(str(key))!r}{where}.{hint}"


def _no_id(case: _Case) -> str:
    joined, example = ("hyphens", "kv-cache")
    if "_" in case.context["pattern"]:
        joined, example = ("underscores", "kv_cache")
    return (
        f"{case.name} must be lower-case words of letters and digits joined by {joined} "
        f"({example}), and {case.found}"
    )


def _wrong_count(case: _Case) -> str:
    least, most = case.context.get("min_length"), case.context.get("max_length")
    count = len(case.value) if isinstance(case.value, tuple | dict) else 0
    if least is not None and count >= least:
        return ""  # the items are there, and each has been reported for itself
    limit = f"at least {least}" if least is not None else f"at most {most}"
    return f"{case.name} must have {limit} of them, and {count} stand{'s' * (count == 1)} there"


def _bound(words: str, key: str) -> Callable[[_Case], str]:
    def word(case: _Case) -> str:
        return f"{case.name} must be {words} {case.context[key]:g}, and {case.found}"

    return word


_WORDS: Final[dict[str, Callable[[_Case], str]]] = {
    "string_type": _no_text,
    "int_type": lambda case: _no_number(case, "a whole number"),
    "int_from_float": lambda case: _no_number(case, "a whole number"),
    "float_type": _no_number,
    "bool_type": lambda case: f"{case.name} must be true or false, and {case.found}",
    "tuple_type": lambda case: f"{case.name} must be a list ('- ...' lines), and {case.found}",
    "dict_type": lambda case: f"{case.name} must be a mapping (key: value), and {case.found}",
    "model_type": lambda case: f"{case.name} must be a mapping (key: value), and {case.found}",
    "literal_error": _no_choice,
    "extra_forbidden": _unknown_key,
    "invalid_key": lambda case: f"{case.spot.path[-1]} is a number, and a key is text: unknown key",
    "string_pattern_mismatch": _no_id,
    "string_too_short": lambda case: f"{case.name} is empty; write a text, or remove it",
    "string_too_long": lambda case: (
        f"{case.name} is longer than {case.context['max_length']} characters"
    ),
    "too_short": _wrong_count,
    "too_long": _wrong_count,
    "greater_than": _bound("more than", "gt"),
    "greater_than_equal": _bound("at least", "ge"),
    "less_than": _bound("less than", "lt"),
    "less_than_equal": _bound("at most", "le"),
}
