"""An assessor over the specimens of a bank, as data."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from mockint.calibration.bars import Bars, Shortfall, shortfalls
from mockint.calibration.figures import Figures, PointKappa, figures, kappa_per_point
from mockint.calibration.readings import SHARES, Reading, Share, read_specimen
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

    def figures(self, share: Share, question: str | None = None) -> Figures:
        """Measure one share, over all questions or over one."""
        return figures(self._of(share, question))

    def points(self, share: Share, question: str) -> tuple[PointKappa, ...]:
        """Measure each point of a question in one share."""
        return kappa_per_point(self._of(share, question))

    def below(self, bars: Bars) -> tuple[Shortfall, ...]:
        """Return what falls short of its bar in either share."""
        return tuple(
            short for share in SHARES for short in shortfalls(share, self.figures(share), bars)
        )

    def document(self, bars: Bars) -> dict[str, Any]:
        """Return everything as plain data."""
        return {
            "assessor": self.assessor,
            "bars": asdict(bars),
            "below": [asdict(short) for short in self.below(bars)],
            "shares": {share: asdict(self.figures(share)) for share in SHARES},
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


async def calibrate(
    assessor: Assessor,
    calculators: Calculators,
    questions: Sequence[Question],
    specimens_of: Callable[[str], Sequence[Specimen]],
) -> Calibration:
    """Let an assessor read every specimen of some questions."""
    graded = {question.id: specimens_of(question.id) for question in questions}
    readings = [
        await read_specimen(assessor, calculators, question, specimen)
        for question in questions
        for specimen in graded[question.id]
    ]
    return Calibration(
        assessor=assessor.name,
        questions=tuple(id for id, specimens in graded.items() if specimens),
        without_specimens=tuple(id for id, specimens in graded.items() if not specimens),
        readings=tuple(readings),
    )
