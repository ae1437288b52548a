"""The question that stands in for a phase that is led by a line."""

from mockint.core.content import Phase, Point, Question
from mockint.core.content.round import CONVERSATION

STAND_IN = "-"


def is_stand_in(question: Question) -> bool:
    """Tell whether a question only stands in for a phase that is led by a line."""
    return question.answer == STAND_IN


def spoken_question(phase: Phase) -> Question:
    """Return the stand-in question of a phase that is led by a line.

    So that what is said there is read by the same assessor: a request to repeat, a clarifying
    question, small talk. Its one point can't be earned by words and is never scored.
    """
    return Question(
        id=phase.id,
        title=phase.name,
        area=CONVERSATION,
        difficulty="junior",
        minutes=phase.minutes,
        ask=phase.line or phase.name,
        levels={2: "-", 3: "-", 4: "-"},
        points=(Point(id="said", says="-", phrasings=("-",)),),
        hints=("-", "-", "-"),
        answer=STAND_IN,
    )
