"""Checks of the numbers in a case's text: each is a fact's, or follows from the facts."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from mockint.content.checks.bank import Entry
from mockint.content.checks.tree import TreePath
from mockint.core.content import Estimate, FollowUp
from mockint.core.content.arithmetic import filled_in
from mockint.core.content.case import Case, worked_out
from mockint.core.content.talk import Change, Computed, Talk
from mockint.core.errors import CalculatorError, Problem

if TYPE_CHECKING:
    from mockint.core.ports import Calculators

__all__ = ["check_numbers"]

SMALL: Final = 12
"""Whole numbers up to here are counting words."""
PLACEHOLDERS: Final = frozenset({"base", "before", "after"})
_NUMBER = re.compile(
    r"(?<![\w.,-])(?P<digits>\d[\d,]*(?:\.\d+)?)"
    r"(?:[ -]?(?P<unit>%|per cent|percent|thousand|million|billion|trillion|[kKMGTP]i?B\b|[kMBT]\b|"
    r"ms\b|milliseconds?|seconds?|minutes?|hours?|days?|weeks?|s\b|h\b))?(?!\w)"
)
_WORTH: Final[Mapping[str, tuple[float, ...]]] = {
    "%": (0.01, 1),
    "per cent": (0.01, 1),
    "percent": (0.01, 1),
    "k": (1e3,),
    "thousand": (1e3,),
    "M": (1e6,),
    "million": (1e6,),
    "B": (1e9,),
    "billion": (1e9,),
    "T": (1e12,),
    "trillion": (1e12,),
    "kB": (1e3,),
    "KB": (1e3,),
    "MB": (1e6,),
    "GB": (1e9,),
    "TB": (1e12,),
    "PB": (1e15,),
    "KiB": (2.0**10,),
    "MiB": (2.0**20,),
    "GiB": (2.0**30,),
    "TiB": (2.0**40,),
    "ms": (1e-3, 1),
    "millisecond": (1e-3, 1),
    "minute": (60, 1),
    "hour": (3600, 1),
    "h": (3600, 1),
    "day": (86_400, 1),
    "week": (7, 1),
}
_NAMES = re.compile(r"\b\w*[a-zA-Z]\w*[-.]?\d[\w.]*|\b(?:19|20)\d\d\b(?![,.]\d)")
"""Numbers that are part of a name, such as p95, int8 or GPT-4, and years."""
_PLACEHOLDER = re.compile(r"\{(\w*)\}")


def check_numbers(entry: Entry[Case], calculators: "Calculators") -> Iterator[Problem]:
    """Yield the numbers that come out of nowhere, and the sums that can't be worked out."""
    case = entry.model
    known: list[float] = []
    names = dict(case.known_numbers())
    for name, computed in case.numbers.items():
        if isinstance(computed, str):
            continue
        try:
            names[name] = _computed(computed, names, calculators)
        except (CalculatorError, ValueError) as error:
            yield entry.fault(f"this can't be computed: {error}", "numbers", name)
    known += names.values()
    for path, talk in _talks(case):
        yield from _recomputed(entry, path, talk, names, calculators, known)
        for estimate in _estimates(talk):
            known += _of_estimate(estimate, names, calculators)
    if _NUMBER.search(_NAMES.sub("", case.prompt)):
        yield entry.fault("the prompt is vague on purpose: a number belongs to a fact", "prompt")
    for index, fact in enumerate(case.facts):
        at: TreePath = ("facts", index, "says")
        own = list(fact.values.values())
        yield from _unknown(entry, fact.says, at, own, "none of its values")
        for name, value in fact.values.items():
            if not any(_fits(found, value) for found in _NUMBER.finditer(fact.says)):
                message = f"its value {name} = {value:g} is not in the text"
                yield entry.fault(message, "facts", index, "values", name)
    for at, text in _texts(case):
        yield from _unknown(entry, text, at, known, "no fact, sum or calculator of this case")


def _unknown(
    entry: Entry[Case], text: str, at: TreePath, known: Iterable[float], of: str
) -> Iterator[Problem]:
    known = tuple(known)
    for found in _NUMBER.finditer(_NAMES.sub(lambda name: " " * len(name[0]), text)):
        digits = found["digits"].rstrip(",.")
        if found["unit"] is None and digits.isdigit() and int(digits) <= SMALL:
            continue
        if digits == "100" and found["unit"] in ("%", "per cent", "percent"):
            continue
        if not any(_fits(found, value) for value in known):
            yield entry.fault(f"{found[0]!r} is {of}: name it under values or numbers", *at)


def _fits(found: re.Match[str], value: float) -> bool:
    """Tell whether a number, as it is rounded in a text, stands for a value."""
    digits = found["digits"].replace(",", "")
    unit = (found["unit"] or "").removesuffix("s") if found["unit"] != "ms" else "ms"
    whole, _, fraction = digits.partition(".")
    zeros = len(whole) - len(whole.rstrip("0")) if not fraction else 0
    # Of 20,000 two digits are meant; of 22,500 three.
    loose = min(zeros, max(0, len(whole) - 2))
    step = 10.0 ** (-len(fraction) if fraction else loose)
    return any(
        abs(float(digits) * worth - value) <= 0.5 * step * worth * (1 + 1e-9) + 1e-12
        for worth in _WORTH.get(unit, (1.0,))
    )


def _computed(computed: Computed, names: Mapping[str, float], calculators: "Calculators") -> float:
    inputs = filled_in(computed.inputs, names)
    return _output(calculators, computed.calculator, inputs, computed.output)


def _output(
    calculators: "Calculators", calculator: str, inputs: Mapping[str, Any], output: str
) -> float:
    outputs = calculators.compute(calculator, inputs)["outputs"]
    if output not in outputs:
        raise ValueError(f"{calculator} gives no {output!r}; it gives {', '.join(outputs)}")
    value = outputs[output]["value"]
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"{output} is no number")
    return float(value)


def _recomputed(
    entry: Entry[Case],
    path: TreePath,
    talk: Talk,
    names: Mapping[str, float],
    calculators: "Calculators",
    known: list[float],
) -> Iterator[Problem]:
    held = set(_PLACEHOLDER.findall(talk.ask))
    change = talk.recompute if isinstance(talk, Change) else None
    allowed = PLACEHOLDERS if change is not None else frozenset()
    for name in sorted(held - allowed):
        may = "{base}, {before} and {after}" if change else "no placeholder"
        yield entry.fault(f"{{{name}}} is never filled; this ask may hold {may}", *path, "ask")
    if change is None:
        return
    at = (*path, "recompute")
    try:
        before = filled_in(change.inputs, names)
        after = {**before, **filled_in(change.becomes, names)}
        after |= {name: before[name] * factor for name, factor in change.times.items()}
        known += [float(factor) for factor in change.times.values()]
        known += [v for v in change.becomes.values() if isinstance(v, int | float)]
        for inputs in (before, after):
            known.append(_output(calculators, change.calculator, inputs, change.output))
            known += [value for value in inputs.values() if isinstance(value, int | float)]
    except (CalculatorError, ValueError, KeyError, TypeError) as error:
        yield entry.fault(f"this can't be computed: {error}", *at, key=True)


def _of_estimate(
    estimate: Estimate, names: Mapping[str, float], calculators: "Calculators"
) -> list[float]:
    """Return the numbers that an estimate brings; what it can't compute is reported elsewhere."""
    try:
        done = worked_out(estimate, names)
        if done.calculator is None:
            return [float(done.sum or 0)]
        value = _output(calculators, done.calculator, done.inputs, done.output)
    except (CalculatorError, ValueError):
        return []
    return [value, *(each for each in done.inputs.values() if isinstance(each, int | float))]


def _talks(case: Case) -> Iterator[tuple[TreePath, Talk]]:
    for key, talks in (("phases", case.phases), ("dives", case.dives), ("changes", case.changes)):
        for index, talk in enumerate(talks):
            yield (key, index), talk


def _estimates(scope: Talk | FollowUp) -> Iterator[Estimate]:
    for followup in scope.followups:
        if followup.estimate is not None:
            yield followup.estimate
        yield from _estimates(followup)


def _texts(case: Case) -> Iterator[tuple[TreePath, str]]:
    """Yield what the interviewer or the debrief says of numbers, and where it stands."""
    yield ("summary",), case.summary
    for index, variant in enumerate(case.variants):
        yield ("variants", index), variant
    for path, talk in _talks(case):
        yield from _of_scope(talk, path)
        for index, hint in enumerate(talk.hints):
            yield (*path, "hints", index), hint
    for index, phase in enumerate(case.phases):
        if phase.line:
            yield ("phases", index, "line"), phase.line
        for number, output in enumerate(phase.requires):
            for key, text in (("says", output.says), ("ask", output.ask), ("late", output.late)):
                if text:
                    yield ("phases", index, "requires", number, key), text


def _of_scope(scope: Talk | FollowUp, path: TreePath) -> Iterator[tuple[TreePath, str]]:
    yield (*path, "ask"), scope.ask
    if scope.answer:
        yield (*path, "answer"), scope.answer
    for index, point in enumerate(scope.points):
        yield (*path, "points", index, "says"), point.says
        if point.probe:
            yield (*path, "points", index, "probe"), point.probe
    for index, claim in enumerate(scope.wrong_claims):
        yield (*path, "wrong_claims", index, "challenge"), claim.challenge
    for index, followup in enumerate(scope.followups):
        yield from _of_scope(followup, (*path, "followups", index))
