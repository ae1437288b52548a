"""The calculators as the board shows them: `core.workbench` on top of `calc`."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from mockint.calc import all_calculators, calculate, find_calculator
from mockint.calc.chains import chains_from, handed_on
from mockint.calc.describing import Field, as_typed, compare, describe
from mockint.calc.readings import readings
from mockint.calc.registry import Calculator, Output
from mockint.calc.selectors import PresetName
from mockint.core.errors import CalculatorError, IncompleteError
from mockint.core.workbench import Asked, Computed, Described, Found, Given, Link, Listed

if TYPE_CHECKING:
    from mockint.calc.sweeps import Sweep

LONGEST_VALUE = 400
"""Characters that are shown of a value that is no single number."""


class CalculatorBench:
    """Calculators to work at."""

    def listed(self) -> tuple[Listed, ...]:
        """Return every calculator, by id."""
        return tuple(Listed(each.id, each.title) for each in all_calculators())

    def described(self, calculator: str) -> Described:
        """Return a calculator's form; raises CalculatorError for one that isn't there."""
        found = describe(calculator)
        asked = tuple(map(_asked, found.fields))
        return Described(found.id, found.title, asked, found.trap, found.source)

    def computed(self, calculator: str, given: Given) -> Computed:
        """Return what some inputs lead to."""
        found = find_calculator(calculator)
        faults = {}
        for name, text in given.items():
            if (parameter := found.input(name)) is not None:
                try:
                    parameter.read(text)
                except CalculatorError as error:
                    faults[name] = _begun(f"{_after(error.message)} {error.remedy}")
        if faults:
            return Computed(given, faults=faults)
        try:
            given, result = _calculated(found, given)
        except CalculatorError as error:
            return Computed(given, problem=_begun(str(error).removeprefix(f"{found.id}: ")))
        except Exception as error:  # a fault of ours, which may not end somebody's interview
            return Computed(given, problem=f"This can't be computed: {error}.")
        outputs = tuple(
            _found(output, result["outputs"][output.name]["value"])
            for output in found.outputs
            if output.name in result["outputs"]
        )
        return Computed(given, self.as_given(result["inputs"]), outputs, result["formula"])

    def completed(self, calculator: str, given: Given) -> Given:
        """Return inputs, with what the blank form shows beside them where they say nothing alone.

        Who changes the heads of the model that stands there means that model with other heads.
        """
        try:
            return _calculated(find_calculator(calculator), given)[0]
        except CalculatorError:
            return given

    def ratios(self, calculator: str, a: Given, b: Given) -> dict[str, float]:
        """Return how many times those of `a` the outputs of `b` are, where both are numbers."""
        try:
            rows = compare(calculator, self.completed(calculator, a), self.completed(calculator, b))
        except CalculatorError:
            return {}
        return {row.name: row.ratio for row in rows if row.ratio is not None}

    def plotted(self, calculator: str, variants: Sequence[Given], width: int, height: int) -> str:
        """Return the calculator's own curve; empty where there is nothing to draw."""
        # NumPy and the plotting library: only somebody who looks at a curve waits for them.
        from mockint.calc.plots import plot

        try:
            sweeps = _swept(calculator, [self.completed(calculator, each) for each in variants])
            beside = sweeps[1] if len(sweeps) > 1 else None
            return plot(sweeps[0], width=width, height=height, beside=beside)
        except Exception:  # a curve is an extra: no fault in it may end somebody's interview
            return ""

    def links(self, calculator: str, given: Given) -> tuple[Link, ...]:
        """Return where the outputs lead on to, the usual way first; none where there are none."""
        try:
            _, result = _calculated(find_calculator(calculator), given)
        except CalculatorError:
            return ()
        return tuple(
            Link(
                chain.target,
                find_calculator(chain.target).title,
                self.as_given(handed_on(chain, result)),
            )
            for chain in chains_from(calculator)
        )

    def as_given(self, inputs: Mapping[str, Any]) -> dict[str, str]:
        """Return inputs, as content and logs hold them, the way somebody would type them."""
        return _as_given(inputs)


def _as_given(inputs: Mapping[str, Any]) -> dict[str, str]:
    return {name: as_typed(value) for name, value in inputs.items()}


def _calculated(found: Calculator, given: Given) -> tuple[Given, dict[str, Any]]:
    """Return a result, and the inputs that it took: those given, and where they lead to nothing
    by themselves the presets of the blank form beside them, or else all that stands in it.

    Raises CalculatorError where that doesn't help.
    """
    try:
        return given, calculate(found.id, given)
    except IncompleteError as incomplete:
        presets = (each for each in found.inputs if isinstance(each, PresetName))
        named = {each.name: each.default_for({}) for each in presets}
        for beside in (named, _as_given(calculate(found.id, {})["inputs"])):
            whole = {**{name: value for name, value in beside.items() if value}, **given}
            with suppress(CalculatorError):
                return whole, calculate(found.id, whole)
        raise incomplete from None


def _swept(calculator: str, variants: Sequence[Given]) -> list["Sweep"]:
    """Return the curve of each variant, all over one range: wide enough for every value given."""
    from mockint.calc.curves import first_sweep

    sweeps = [first_sweep(calculator, given) for given in variants]
    key = sweeps[0].key
    for end in (-1, 0):
        ends = [float(sweep.values[end]) for sweep in sweeps]
        if len(set(ends)) > 1:
            # Where a variant stands on the axis only widens it: let it be as wide for both.
            wide = variants[ends.index(max(ends) if end else min(ends))][key]
            sweeps = [first_sweep(calculator, {**given, key: wide}) for given in variants]
    return sweeps


def _asked(field: Field) -> Asked:
    about = f"{field.meaning}: {field.accepts}"
    return Asked(field.name, field.unit or "", about, field.choices)


def _found(output: Output, value: Any) -> Found:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Found(output.name, output.meaning, readings(value, output.unit), value)
    text = as_typed(value)
    short = text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 1]}…"
    return Found(output.name, output.meaning, (f"{short} {output.unit or ''}".rstrip(),))


def _after(message: str) -> str:
    """Return what is said of an input, without the name and the value that stand beside it."""
    return message.rpartition(": ")[2]


def _begun(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
