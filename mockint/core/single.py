"""One question on its own: what the interviewer would do next after a single answer."""

from mockint.core.assessment import Assessment
from mockint.core.content import Persona, Phase, Question, Round, Rubric
from mockint.core.events import (
    Answered,
    Assessed,
    Event,
    Payload,
    PhaseStarted,
    PlannedItem,
    PlannedPhase,
    Said,
    SessionStarted,
)
from mockint.core.fold import fold_all
from mockint.core.interviewer import decide
from mockint.core.moves import Move
from mockint.core.state import Script, SessionState

_ID = "single"


def after_one_answer(
    question: Question,
    followup: str | None,
    answer: str,
    assessment: Assessment,
    persona: Persona,
    rubric: Rubric,
) -> tuple[SessionState, Move]:
    """Return the state of an untimed round of one question after one answer, and the next move."""
    name = question.id.rpartition("/")[2]  # a part of a case is called `case/part`
    phase = Phase(id=_ID, kind="questions", minutes=question.minutes, questions=(name,))
    round_ = Round(
        id=_ID,
        title=question.title,
        trains=question.title,
        minutes=question.minutes,
        rubric=rubric.id,
        persona=persona.id,
        phases=(phase,),
    )
    item = PlannedItem(question=question.id, followup=followup)
    planned = PlannedPhase(id=_ID, planned_seconds=0, items=(item,))
    started = SessionStarted(
        mockint="",
        round=_ID,
        persona=persona.id,
        rubric=rubric.id,
        seed=0,
        pace="untimed",
        typing_pace=1,
        assessor=assessment.assessor,
        voice="offline",
        plan=(planned,),
        content={},
    )
    ask = Move(kind="ask", phase=_ID, question=question.id, followup=followup)
    payloads: list[Payload] = [
        started,
        PhaseStarted(phase=_ID, planned_seconds=0),
        Said(turn=1, move=ask, text=question.ask, voice="offline"),
        Answered(turn=2, text=answer),
        Assessed(turn=2, assessment=assessment),
    ]
    events = [
        Event(session=_ID, seq=seq, wall="", at=0, payload=payload)
        for seq, payload in enumerate(payloads)
    ]
    script = Script(round_, persona, rubric, {question.id: question})
    state = fold_all(script, events)
    return state, decide(state, 0)
