"""The content of one session, complete: what the decisions are made by."""

from collections.abc import Mapping
from dataclasses import dataclass

from mockint.core.content import Fact, Output, Persona, Phase, Question, Round, Rubric
from mockint.core.content.case import Case, part_id
from mockint.core.content.talk import CasePhase


@dataclass(frozen=True)
class Script:
    """The content of one session, complete."""

    round: Round
    persona: Persona
    rubric: Rubric
    questions: Mapping[str, Question]
    """Those of the bank that may be asked, and the parts of the case as `case/part`."""
    case: Case | None = None

    def phase(self, phase_id: str) -> Phase:
        """Return the phase with this id."""
        return next(phase for phase in self.round.phases if phase.id == phase_id)

    def case_phase(self, phase_id: str) -> CasePhase | None:
        """Return what the case has to say in a phase."""
        phases = self.case.phases if self.case else ()
        return next((phase for phase in phases if phase.id == phase_id), None)

    def talk_of(self, phase_id: str) -> str:
        """Return the question that a phase's outputs are about."""
        if self.case is not None and self.case_phase(phase_id):
            return part_id(self.case, phase_id)
        return next(iter(self.phase(phase_id).questions), phase_id)

    def outputs(self, phase_id: str) -> tuple[Output, ...]:
        """Return what a phase has to leave behind."""
        of_case = self.case_phase(phase_id)
        return (*self.phase(phase_id).requires, *(of_case.requires if of_case else ()))

    @property
    def spoken_facts(self) -> tuple[Fact, ...]:
        """Return what can be said where a line leads, and not a question."""
        case = self.case
        return (*self.round.company, *((*case.company, *case.facts) if case else ()))

    @property
    def names(self) -> dict[str, tuple[str, ...]]:
        """Other names of the parts that one draws."""
        return dict(self.case.names) if self.case else {}
