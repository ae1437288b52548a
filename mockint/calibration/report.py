"""An assessor over the specimens of a bank, as data."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from mockint.calibration.bars import Bars, Shortfall, shortfalls
from mockint.calibration.figures import Figures, PointKappa, figures, kappa_per_point
from mockint.calibration.kinds import AIMS, KindRow, Ratio, kind_measures, kind_rows
from mockint.calibration.readings import SHARES, Reading, Share, read_specimen
from mockint.calibration.stress import MisusedReading, misuse_measures, read_misused
from mockint.core.content import Question, Specimen
from mockint.core.ports import Assessor, Calculators


@dataclass(frozen=True, slots=True)
class Calibration:
    """What an assessor made of every specimen of some questions."""

    assessor: str
    questions: tuple[str, ...]
    """Those that have specimens."""
    without_specimens: tuple[str, ...]
    readings: tuple[Reading, ...]
    misused: tuple[MisusedReading, ...] = ()

    def figures(self, share: Share, question: str | None = None) -> Figures:
        """Measure one share, over all questions or over one."""
        return figures(self._of(share, question))

    def points(self, share: Share, question: str) -> tuple[PointKappa, ...]:
        """Measure each point of a question in one share."""
        return kappa_per_point(self._of(share, question))

    def kinds(self, share: Share | None = None) -> tuple[KindRow, ...]:
        """Count the levels read, by kind of specimen, in one share or in both."""
        return kind_rows(r for r in self.readings if share in (None, r.share))

    def measures(self, share: Share | None = None) -> dict[str, Ratio]:
        """Return what is measured by kind of specimen, in one share or in both."""
        return kind_measures([r for r in self.readings if share in (None, r.share)]) | (
            misuse_measures([r for r in self.misused if share in (None, r.share)])
        )

    def below(self, bars: Bars) -> tuple[Shortfall, ...]:
        """Return what falls short of its bar in either share."""
        return tuple(
            short
            for share in SHARES
            for short in shortfalls(share, self.figures(share), self.measures(share), bars)
        )

    def document(self, bars: Bars) -> dict[str, Any]:
        """Return everything as plain data."""
        return {
            "assessor": self.assessor,
            "bars": asdict(bars),
            "below": [asdict(short) for short in self.below(bars)],
            "shares": {share: asdict(self.figures(share)) for share in SHARES},
            "measures": {
                name: {"aim": AIMS[name], "both": _counted(both)}
                | {share: _counted(self.measures(share)[name]) for share in SHARES}
                for name, both in self.measures().items()
            },
            "kinds": {
                where: [asdict(row) for row in self.kinds(share)]
                for where, share in (("both", None), *((share, share) for share in SHARES))
            },
            "questions": [
                {"id": question, "shares": {s: self._with_points(s, question) for s in SHARES}}
                for question in self.questions
            ],
            "without_specimens": list(self.without_specimens),
        }

    def _with_points(self, share: Share, question: str) -> dict[str, Any]:
        points = [asdict(point) for point in self.points(share, question)]
        return asdict(self.figures(share, question)) | {"points": points}

    def _of(self, share: Share, question: str | None) -> list[Reading]:
        return [
            reading
            for reading in self.readings
            if reading.share == share and question in (None, reading.question)
        ]


def _counted(ratio: Ratio) -> dict[str, float | None]:
    return {"hit": ratio.hit, "of": ratio.of, "value": ratio.value}


async def calibrate(
    assessor: Assessor,
    calculators: Calculators,
    questions: Sequence[Question],
    specimens_of: Callable[[str], Sequence[Specimen]],
    *,
    misuse: bool = True,
) -> Calibration:
    """Let an assessor read every specimen of some questions.

    Side by side, as far as it lets itself; without `misuse` not also for what they were not
    written for, which takes a dozen readings of each.
    """
    graded = {question.id: specimens_of(question.id) for question in questions}
    readings = await asyncio.gather(
        *(
            read_specimen(assessor, calculators, question, specimen)
            for question in questions
            for specimen in graded[question.id]
        )
    )
    misused = [
        each
        for question in (questions if misuse else ())
        for specimen in graded[question.id]
        for each in await read_misused(assessor, question, specimen, questions)
    ]
    return Calibration(
        assessor=assessor.name,
        questions=tuple(id for id, specimens in graded.items() if specimens),
        without_specimens=tuple(id for id, specimens in graded.items() if not specimens),
        readings=tuple(readings),
        misused=tuple(misused),
    )
