"""What the interviewer must not give away: of the question that is on, and of a case."""

from dataclasses import replace

from mockint.core.content.case import Case
from mockint.core.moves import Move
from mockint.core.state import SessionState
from mockint.core.untold import question_secrets, secrets_of
from tests.builders import Sitting, fact, follow, group, phase, point, question, says, script_of

CACHE = question("cache", points=[point("stored"), group("remedy")], followups=[follow("evict")])
SCRIPT = script_of(CACHE, phases=[phase("concept", questions=("cache",))])
CASE = Case.model_validate(
    {
        "id": "support",
        "title": "Support",
        "prompt": "Design something for support.",
        "facts": ({**fact("users").model_dump(), "says": "It has 9,000 users"},),
        "phases": (
            {
                "id": "clarify",
                "title": "Clarify",
                "ask": "What do you want to know?",
                "points": (point("asked"),),
                "hints": ("-", "-", "-"),
                "answer": "-",
            },
        ),
        "summary": "A router in front. A cache behind it.",
    }
)


def ids(state: SessionState, move: Move) -> set[str]:
    return {secret.id for secret in secrets_of(state, move)}


def test_points_groups_follow_ups_answers_and_hints_are_secret():
    names = {secret.id for secret in question_secrets(CACHE)}
    assert names >= {"stored", "remedy", "answer", "hint-1", "hint-2", "hint-3"}


def test_the_question_that_is_on_and_the_one_that_comes_next_are_guarded():
    state = Sitting(SCRIPT).play(says("hm")).state
    assert "stored" in ids(state, Move(kind="probe"))
    assert "stored" in ids(SessionState(SCRIPT), Move(kind="ask", question="cache"))
    assert ids(SessionState(SCRIPT), Move(kind="open", question="opening")) == set()


def test_a_case_keeps_its_facts_until_they_are_asked_for():
    state = SessionState(replace(SCRIPT, case=CASE))
    assert ids(state, Move(kind="open")) == {"users", "summary"}
    assert ids(state, Move(kind="fact", facts=("users",))) == {"summary"}
    assert ids(replace(state, facts_told=("users",)), Move(kind="open")) == {"summary"}
