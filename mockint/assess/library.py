"""The assessor as a library: a question as plain data, a text, and an assessment of it."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from mockint.assess.assessor import OfflineAssessor
from mockint.core.assessment import AnswerTurn, Assessment, AssessmentRequest
from mockint.core.content import GlossaryEntry, Question

NOT_READ = "-"
"""Stands for what an interview needs of a question and an assessor doesn't look at."""
_UNREAD: Mapping[str, Any] = {
    "id": "question",
    "title": NOT_READ,
    "area": "none",
    "difficulty": "mid",
    "minutes": 5,
    "levels": {2: NOT_READ, 3: NOT_READ, 4: NOT_READ},
    "hints": (NOT_READ, NOT_READ, NOT_READ),
    "answer": NOT_READ,
}


def filled(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return a question's data with what it lacks for an interview, and not for being read.

    It has to have `ask` and `points`; `wrong_claims` are welcome.
    """
    claims = data.get("wrong_claims", ())
    if isinstance(claims, Sequence) and not isinstance(claims, str):
        claims = tuple(
            {"challenge": NOT_READ, **claim} if isinstance(claim, Mapping) else claim
            for claim in claims
        )
    return {**_UNREAD, **data, "wrong_claims": claims}


def question_from(data: Mapping[str, Any]) -> Question:
    """Return a question from plain data: lists and dicts, as JSON or YAML would give them.

    Raises pydantic's ValidationError, which names what is wrong with it.
    """
    question: Question = Question.model_validate(_frozen(filled(data)))
    return question


def assess(
    question: Question | Mapping[str, Any],
    *turns: str,
    glossary: Iterable[GlossaryEntry | Sequence[str]] = (),
) -> Assessment:
    """Read an answer, given in one turn or in several, and never raise for anything in it.

    `glossary` holds groups of wordings that mean the same: ("KV cache", "key-value cache").
    Quotes name their turn, counted from 1.
    """
    asked = question if isinstance(question, Question) else question_from(question)
    entries = tuple(
        each if isinstance(each, GlossaryEntry) else _entry(tuple(each)) for each in glossary
    )
    return _assessor(entries).read(
        AssessmentRequest(
            question=asked,
            followup=None,
            turns=[
                AnswerTurn(turn=number, text=text, asked=asked.ask if number == 1 else "")
                for number, text in enumerate(turns, start=1)
            ],
            facts=asked.facts,
        )
    )


@lru_cache(maxsize=8)
def _assessor(glossary: tuple[GlossaryEntry, ...]) -> OfflineAssessor:
    return OfflineAssessor(glossary)


@lru_cache(maxsize=4096)
def _entry(wordings: tuple[str, ...]) -> GlossaryEntry:
    return GlossaryEntry(term=wordings[0], also=wordings[1:])


def _frozen(data: Any) -> Any:
    """Return data with its lists as tuples, which is how content holds them."""
    if isinstance(data, Mapping):
        return {key: _frozen(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return tuple(_frozen(value) for value in data)
    return data
