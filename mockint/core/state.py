"""A session as it stands: what the fold of its events knows, and questions one may ask of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from mockint.core.assessment import AnswerTurn, Assessment, PointVerdict
from mockint.core.content import (
    FollowUp,
    Phase,
    Question,
    Scope,
    find_followup,
)
from mockint.core.diagrams import Diagram, read_diagram
from mockint.core.events import CloseReason, Pace, Pinned, PlannedItem, PlannedPhase, SessionStarted
from mockint.core.model_events import HeldBack, ModelCalled
from mockint.core.moves import Move
from mockint.core.scopes import ReadAt, ScopeState, scope_key
from mockint.core.script import Script
from mockint.core.stand_in import spoken_question

__all__ = [
    "Assumption",
    "BoardItem",
    "Pending",
    "PhaseUse",
    "ReadAt",
    "ScopeState",
    "Script",
    "SessionState",
    "Speaker",
    "Turn",
    "offered_last",
    "scope_key",
]

Speaker = Literal["interviewer", "candidate"]
Pending = Literal["assess", "move"]


@dataclass(frozen=True)
class Turn:
    """One line of the transcript."""

    number: int
    phase: str
    speaker: Speaker
    text: str
    at: float
    move: Move | None = None
    question: str | None = None
    followup: str | None = None
    cut: bool = False
    """A bell took the answer, or the candidate took the floor."""
    assessment: Assessment | None = None
    voice: str = ""
    """Who spoke for the interviewer."""
    begun_by: str | None = None
    """The model that said the first words, where the script finished."""
    commits: bool = False
    """The candidate commits to a number before anything is computed."""


@dataclass(frozen=True)
class PhaseUse:
    """When a phase began and ended, in round time."""

    id: str
    planned_seconds: float
    started_at: float
    ended_at: float | None = None


class Assumption(NamedTuple):
    """Something that the candidate took for given."""

    turn: int
    quote: str
    fact: str | None
    """The fact that it is about, if it is about one."""
    times: float | None = None
    """Its figure over that of the fact, where both have one."""


@dataclass(frozen=True)
class BoardItem:
    """Something on the whiteboard."""

    kind: Literal["pin", "note", "diagram", "estimate"]
    at: float
    text: str
    pin: Pinned | None = None


@dataclass(frozen=True)
class SessionState:
    """Everything that decisions, scores and screens are made from."""

    script: Script
    started: SessionStarted | None = None
    session: str = ""
    seq: int = 0
    """The sequence number of the next event."""
    at: float = 0.0
    """Round time of the newest event."""
    started_wall: str = ""
    phases: tuple[PhaseUse, ...] = ()
    asked: tuple[str, ...] = ()
    """Keys of the scopes that the current phase has opened, follow-ups left out."""
    scope: str | None = None
    scopes: Mapping[str, ScopeState] = field(default_factory=dict)
    turns: tuple[Turn, ...] = ()
    pending: Pending | None = None
    newest: Assessment | None = None
    """The assessment that a move is due for; None after a skip, a hint or a bell."""
    hint_due: int | None = None
    """The step of a hint that was taken and not yet given."""
    skip_due: bool = False
    help_due: bool = False
    """The persona's patience has run out."""
    bells: frozenset[str] = frozenset()
    """`outputs`, `phase`, `grace` (of the current phase) and `round`, once rung."""
    warned: frozenset[tuple[str, str]] = frozenset()
    hints: Mapping[str, int] = field(default_factory=dict)
    """The highest step taken, by question."""
    probed: tuple[tuple[str, str], ...] = ()
    """(question, point) in the order of probing."""
    challenged: frozenset[tuple[str, str]] = frozenset()
    heard: frozenset[tuple[str, str]] = frozenset()
    """(question, claim) that was ever made, even if it was taken back."""
    silent_since: float = 0.0
    patience_spent: bool = False
    """Help was offered, or a reminder given, since the last ask."""
    facts_told: tuple[str, ...] = ()
    questions_left: tuple[int, ...] = ()
    """The turns that asked for something outside the facts: the candidate's call."""
    assumptions: tuple[Assumption, ...] = ()
    required: frozenset[tuple[str, str]] = frozenset()
    """(phase, output) that was asked for because it was missing."""
    outputs_due: bool = False
    """The moment has come to ask for what is missing."""
    invited_on: frozenset[str] = frozenset()
    """Phases in which the candidate was told to go on."""
    candidate_questions: tuple[int, ...] = ()
    """The turns in which the candidate asked something in `your-questions`."""
    interruptions: int = 0
    board: tuple[BoardItem, ...] = ()
    entries: int = 0
    """Entries of the answers file that have been used up."""
    entry_at: float = 0.0
    """Round time at which the last of them was."""
    paused: bool = False
    gaps: tuple[tuple[float, bool], ...] = ()
    closed: CloseReason | None = None
    self_scores: Mapping[str, int] | None = None
    """The candidate's own levels by dimension; None until they were asked for."""
    calls: tuple[ModelCalled, ...] = ()
    """The models' calls so far; `mockint.core.spending` sums them up."""
    held_back: tuple[HeldBack, ...] = ()
    """What models were kept from saying."""

    # -- where the round stands

    @property
    def pace(self) -> Pace:
        """How time passes."""
        return self.started.pace if self.started else "real"

    @property
    def phase_use(self) -> PhaseUse | None:
        """The phase that is on, if the round has begun."""
        return self.phases[-1] if self.phases else None

    @property
    def phase(self) -> Phase | None:
        """The phase that is on, as the round describes it."""
        return self.script.phase(self.phases[-1].id) if self.phases else None

    @property
    def phase_kind(self) -> str:
        """What kind of phase is on; nothing before the first."""
        return self.phase.kind if self.phase else ""

    @property
    def plan(self) -> tuple[PlannedPhase, ...]:
        """What was drawn for this session."""
        return self.started.plan if self.started else ()

    @property
    def planned_item(self) -> PlannedItem | None:
        """The item of the plan that is being talked about; None in phases that only speak."""
        if not self.phases or not self.asked:
            return None
        planned = self.plan[len(self.phases) - 1]
        items = (*planned.items, *planned.spares)
        last = self.asked[-1]
        return next((i for i in items if scope_key(i.question, i.followup) == last), None)

    @property
    def current(self) -> ScopeState | None:
        """The question or follow-up that the candidate is answering."""
        return self.scopes.get(self.scope) if self.scope else None

    @property
    def last_ask(self) -> Turn | None:
        """The newest turn in which the interviewer put something to the candidate."""
        return next(
            (turn for turn in reversed(self.turns) if turn.move and turn.move.scripted), None
        )

    def written(self, what: Literal["note", "diagram"]) -> str:
        """Return what is written on the board: all notes in their order, or the last diagram."""
        texts = [item.text for item in self.board if item.kind == what]
        return "\n\n".join(texts if what == "note" else texts[-1:])

    @property
    def diagram(self) -> Diagram:
        """What the candidate has drawn, as nodes and edges; the lines that can be read of it."""
        return read_diagram(self.written("diagram")).diagram

    # -- content by name

    def question(self, question_id: str) -> Question:
        """Return a question of the script, or the stand-in of a spoken phase."""
        if question_id in self.script.questions:
            return self.script.questions[question_id]
        return spoken_question(self.script.phase(question_id))

    def followup(self, question_id: str, followup_id: str | None) -> FollowUp | None:
        """Return a follow-up of a question; None for the question itself."""
        return find_followup(self.question(question_id), followup_id) if followup_id else None

    def content_of(self, scope: ScopeState) -> Scope:
        """Return the content that a scope is read against."""
        return self.followup(scope.question, scope.followup) or self.question(scope.question)

    # -- what is known of a question

    def scopes_of(self, question_id: str) -> tuple[ScopeState, ...]:
        """Return every scope of a question, in the order of asking."""
        return tuple(scope for scope in self.scopes.values() if scope.question == question_id)

    def growing_answer(self, scope: ScopeState) -> tuple[AnswerTurn, ...]:
        """Return what is read for a scope: its own turns, and for a question its follow-ups' too.

        Somebody who makes a missed point only when asked something deeper has still made it.
        """
        scopes = (scope,) if scope.followup else self.scopes_of(scope.question)
        turns = [turn for each in scopes for turn in each.turns]
        return tuple(sorted(turns, key=lambda turn: turn.turn))

    def verdict_of(self, question_id: str, point_id: str) -> PointVerdict | None:
        """Return the verdict on a point anywhere in a question's tree."""
        for scope in self.scopes_of(question_id):
            if scope.assessment and (verdict := scope.assessment.verdict_of(point_id)):
                return verdict
        return None

    def as_read_offline(self) -> "SessionState":
        """Return this state with the offline verdicts standing, whoever judged."""
        scopes = {
            key: replace(scope, assessment=scope.offline, credits=scope.offline_credits)
            for key, scope in self.scopes.items()
        }
        return replace(self, scopes=scopes)

    def with_scope(self, scope: ScopeState) -> "SessionState":
        """Return this state with one scope replaced."""
        return replace(self, scopes={**self.scopes, scope.key: scope})


def offered_last(state: SessionState) -> tuple[str, ...]:
    """Return the facts of which the interviewer's last words asked whether they are meant."""
    last = next((turn.move for turn in reversed(state.turns) if turn.move is not None), None)
    return last.facts if last is not None and last.kind == "which-fact" else ()
