"""What the debrief of a design round says besides its levels, in sections of plain lines."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from mockint.core.scorecard import DesignReport, DiveLine, EvidenceLine, FactLine
from mockint.report.wording import folded, one_line

Sign = Literal["+", "~", "-", ""]
"""There, half of it, missing; or nothing of the kind."""
LONGEST_QUOTE = 160
NO_SIGNAL = "No level signal: too little was seen."


@dataclass(frozen=True)
class Line:
    """One line, and the turn that it leads to."""

    sign: Sign
    text: str
    turn: int = 0

    @property
    def shown(self) -> str:
        """The line as it is read, with its sign and its turn."""
        turn = f"(turn {self.turn})" if self.turn else ""
        return " ".join(filter(None, (self.sign, self.text, turn)))


@dataclass(frozen=True)
class Section:
    """A title with its lines."""

    title: str
    lines: tuple[Line, ...]


def design_sections(report: DesignReport) -> Iterator[Section]:
    """Yield the sections that have anything in them."""
    signal = f"Level signal: {report.signal}" if report.signal else NO_SIGNAL
    yield Section(signal, tuple(_signs(report.signs)))
    for title, lines in (
        ("Red flags", tuple(_flag(flag) for flag in report.red_flags)),
        ("What you could have asked", tuple(map(_fact, report.facts))),
        ("What you took for given", tuple(map(_assumption, report.assumptions))),
        ("Deep dives, and why these", tuple(map(_dive, report.dives))),
        ("The design in short", (Line("", report.summary),)),
    ):
        if lines:
            yield Section(title, lines)


def design_lines(report: DesignReport, width: int = 80) -> Iterator[str]:
    """Yield the sections as plain lines."""
    for section in design_sections(report):
        yield ""
        yield section.title
        yield from (folded(line.shown, width) for line in section.lines)


def _signs(signs: tuple[EvidenceLine, ...]) -> Iterator[Line]:
    """Yield each sign once, with the first moment that shows it."""
    seen: set[str] = set()
    for sign in signs:
        if sign.about not in seen:
            seen.add(sign.about)
            yield Line("+", f"{sign.verdict}: “{_short(sign.quote)}”", sign.turn)


def _flag(flag: EvidenceLine) -> Line:
    said = f": “{_short(flag.quote)}”" if flag.quote else ""
    return Line("-", f"{flag.about}{said}", flag.turn)


def _fact(fact: FactLine) -> Line:
    if fact.asked:
        return Line("+", f"asked: {fact.says}")
    if fact.assumed is not None:
        return Line("~", f"assumed (“{_short(fact.assumed)}”): {fact.says}")
    return Line("-", f"never asked: {fact.says}")


def _assumption(assumption: EvidenceLine) -> Line:
    quote = f"“{_short(assumption.quote)}”"
    if assumption.verdict == "left to you":
        return Line("~", f"{quote} was your call: check what you took", assumption.turn)
    if assumption.about == "your call":
        return Line("~", f"{quote}: to be checked", assumption.turn)
    return Line("~", f"{quote}: in fact, {assumption.about}", assumption.turn)


def _dive(dive: DiveLine) -> Line:
    kind = "Changed: " if dive.kind == "change" else ""
    depth = f"{dive.depth} of {dive.of} deep"
    return Line("+" if dive.depth else "-", f"{kind}{dive.title}, {depth}. {dive.because}")


def _short(quote: str) -> str:
    flat = one_line(quote)
    return flat if len(flat) <= LONGEST_QUOTE else f"{flat[: LONGEST_QUOTE - 1]}…"
