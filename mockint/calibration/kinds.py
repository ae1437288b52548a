"""What is measured by kind of specimen: whether an answer of that kind is read for what it is.

Each measure is a share, kept as two counts, so that shares of few specimens can be told for what
they are.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from mockint.calibration.readings import LEVELS, Reading
from mockint.core.content import SpecimenKind

HIRE = 3
"""The level from which an answer is read as a strong one."""
LISTS: frozenset[SpecimenKind] = frozenset({"term-list", "hostile"})
WEAK: frozenset[SpecimenKind] = LISTS | {"wrong", "empty", "long-empty", "off-topic"}
"""Kinds that are to be read at 1 or 2, except where whoever graded one put it higher."""


class Ratio(NamedTuple):
    """So many of so many."""

    hit: int
    of: int

    @property
    def value(self) -> float | None:
        """The share; None of nothing."""
        return self.hit / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class KindRow:
    """The levels that specimens of one kind were read at."""

    kind: SpecimenKind
    specimens: int
    graded: tuple[int, ...]
    """How many were graded at each level, 1 to 4."""
    read: tuple[int, ...]
    """How many were read at each level."""
    same_side: int
    """How many were read on the side of the line between 2 and 3 on which they were graded."""


def kind_rows(readings: Iterable[Reading]) -> tuple[KindRow, ...]:
    """Count openings by kind, in the order in which the kinds first occur."""
    by_kind: dict[SpecimenKind, list[tuple[int, int]]] = {}
    for reading in _openings(readings):
        by_kind.setdefault(reading.kind, []).append(reading.levels)
    return tuple(
        KindRow(
            kind=kind,
            specimens=len(pairs),
            graded=tuple(sum(graded == level for graded, _ in pairs) for level in LEVELS),
            read=tuple(sum(read == level for _, read in pairs) for level in LEVELS),
            same_side=sum((graded >= HIRE) == (read >= HIRE) for graded, read in pairs),
        )
        for kind, pairs in by_kind.items()
    )


def kind_measures(readings: Sequence[Reading]) -> dict[str, Ratio]:
    """Return every measure by its name; `AIMS` says what each should reach."""
    openings = list(_openings(readings))

    def hired(*kinds: SpecimenKind) -> Ratio:
        return _ratio(
            read >= HIRE
            for reading in openings
            for graded, read in [reading.levels]
            if reading.kind in kinds and graded >= HIRE
        )

    weak = [r for r in openings if r.kind in WEAK and r.levels[0] < HIRE]
    return {
        "strong": hired("full", "terse", "refuting"),
        "plain_and_spoken": hired("plain", "spoken"),
        "textbook": hired("textbook"),
        "weak": _ratio(r.levels[1] < HIRE for r in weak),
        "lists_and_injections": _ratio(r.levels[1] == 1 for r in weak if r.kind in LISTS),
        "wrong_heard": _heard_in(openings, "wrong"),
        "error_reported": _heard_in(openings, "one-error"),
        "refuted_held": _ratio(bool(r.alarms) for r in openings if r.kind == "refuting"),
        "in_order": _ratio(_in_order(openings)),
        "verbatim": Ratio(sum(r.verbatim for r in readings), sum(r.quotes for r in readings)),
    }


AIMS: Mapping[str, float] = {
    "strong": 0.90,
    "plain_and_spoken": 0.75,
    "textbook": 0.90,
    "weak": 0.97,
    "lists_and_injections": 0.90,
    "wrong_heard": 0.60,
    "error_reported": 0.60,
    "refuted_held": 0.03,
    "in_order": 0.95,
    "verbatim": 1.0,
    "unrelated": 0.99,
    "shuffled": 0.80,
}
"""Where the measures are meant to get to; `refuted_held` is the one that should be small."""

MEANING: Mapping[str, str] = {
    "strong": "full, terse and refuting answers graded 3 or 4, read at 3 or 4",
    "plain_and_spoken": "plain and spoken answers graded 3 or 4, read at 3 or 4",
    "textbook": "textbook paragraphs graded 3 or 4, read at 3 or 4",
    "weak": "wrong, empty, off-topic, listing, injecting answers, read at 1 or 2",
    "lists_and_injections": "lists of terms and injections, read at 1",
    "wrong_heard": "wrong answers of which a claim made in them was heard",
    "error_reported": "the one error in a mostly right answer, heard",
    "refuted_held": "answers that refute a claim and had one held against them",
    "in_order": "questions: strong above partial above the better of vague and wrong",
    "verbatim": "quotes that are slices of the answer",
    "unrelated": "strong answers, read against questions of another area, at 1 or 2",
    "shuffled": "strong answers with their words shuffled, read at 1 or 2",
}


def _openings(readings: Iterable[Reading]) -> Iterator[Reading]:
    return (reading for reading in readings if reading.followup is None)


def _ratio(each: Iterable[bool]) -> Ratio:
    seen = list(each)
    return Ratio(sum(seen), len(seen))


def _heard_in(readings: Iterable[Reading], kind: SpecimenKind) -> Ratio:
    return _ratio(
        bool(reading.claims_graded & reading.claims_read)
        for reading in readings
        if reading.kind == kind and reading.claims_graded
    )


def _in_order(readings: Sequence[Reading]) -> Iterator[bool]:
    """Yield for each question whether its strong, partial and bad answers score in that order."""
    for question in dict.fromkeys(reading.question for reading in readings):
        own = [reading for reading in readings if reading.question == question]

        def mean(belongs: Callable[[Reading], bool], of: Sequence[Reading] = own) -> float | None:
            scores = [reading.score for reading in of if belongs(reading)]
            return sum(scores) / len(scores) if scores else None

        strong = mean(lambda reading: reading.kind == "full")
        partial = mean(lambda reading: reading.kind == "partial")
        vague = mean(lambda reading: reading.kind in ("empty", "long-empty"))
        wrong = mean(lambda reading: reading.kind == "wrong")
        bad = max((score for score in (vague, wrong) if score is not None), default=None)
        if strong is not None and partial is not None and bad is not None:
            yield strong > partial > bad
