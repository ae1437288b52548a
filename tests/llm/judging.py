"""A question to judge, and judges of a test's own, which read what they are sent."""

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from mockint.assess import OfflineAssessor
from mockint.core.assessment import AnswerTurn, AssessmentRequest
from mockint.core.content import Question
from mockint.llm.requests import ModelRequest

_DOCUMENT: dict[str, Any] = {
    "id": "kv-cache",
    "title": "The KV cache",
    "area": "inference",
    "difficulty": "mid",
    "minutes": 6,
    "ask": "Walk me through what a model keeps while it decodes.",
    "levels": {2: "-", 3: "-", 4: "-"},
    "points": [
        {
            "id": "what-is-stored",
            "says": "Keys and values of all earlier tokens are kept in every layer",
            "weight": 2,
            "phrasings": ["store the keys and values of the previous tokens in each layer"],
            "probe": "What exactly is kept?",
        },
        {
            "id": "grows",
            "says": "It grows linearly with the length of the context",
            "phrasings": ["memory grows linearly with the sequence length"],
        },
        {
            "id": "remedy",
            "says": "One way to make it smaller is known",
            "any_of": 1,
            "points": [
                {
                    "id": "gqa",
                    "says": "Fewer key heads shared by groups of queries",
                    "phrasings": ["grouped query attention shares the key heads"],
                },
                {
                    "id": "eight-bit",
                    "says": "Storing it in eight bits",
                    "phrasings": ["quantise the cache to int8"],
                },
            ],
        },
    ],
    "wrong_claims": [
        {
            "id": "caches-queries",
            "says": "Queries are cached as well",
            "contradicts": "what-is-stored",
            "phrasings": ["the queries are cached too", "we cache queries keys and values"],
            "challenge": "Which step reads an old query?",
        }
    ],
    "followups": [
        {
            "id": "evict",
            "kind": "deeper",
            "ask": "And when memory is full?",
            "points": [
                {
                    "id": "oldest",
                    "says": "The oldest requests are swapped out",
                    "phrasings": ["swap the oldest request out"],
                }
            ],
        }
    ],
    "hints": ["-", "-", "-"],
    "answer": "The keys and values of every layer.",
}
# Through JSON, as a store keeps it: lists become tuples.
QUESTION = Question.model_validate_json(json.dumps(_DOCUMENT))
STRONG = (
    "For every layer it stores the keys and values of the previous tokens. That memory grows "
    "linearly with the sequence length. With grouped query attention the key heads are shared."
)
WEAK = (
    "It remembers results of the earlier steps in the card's memory, because to work them out "
    "again for each new word would be slow."
)


@cache
def offline() -> OfflineAssessor:
    return OfflineAssessor()


def asking(*texts: str, followup: bool = False) -> AssessmentRequest:
    found = QUESTION.followups[0] if followup else None
    ask = found.ask if found else QUESTION.ask
    turns = tuple(AnswerTurn(turn=2 * n, text=text, asked=ask) for n, text in enumerate(texts, 1))
    return AssessmentRequest(question=QUESTION, followup=found, turns=turns)


def menu_in(request: ModelRequest) -> Mapping[str, Any]:
    """Read the menu in a judge's prompt, as a model does."""
    text = request.messages[1].content
    found, _ = json.JSONDecoder().raw_decode(text, text.index("{"))
    assert isinstance(found, dict)
    return found


def said_in(request: ModelRequest) -> str:
    """Read the candidate's words in a judge's prompt."""
    text = request.messages[1].content
    found = re.search(r'^\{"untrusted_\w+": .*\}$', text, re.MULTILINE)
    assert found
    (turns,) = json.loads(found.group()).values()
    return "\n".join(turn["candidate"] for turn in turns)


def ruling(
    request: ModelRequest, quotes: Mapping[str, str], claims: Mapping[str, str] | None = None
) -> str:
    """Return a reply that covers the points for which there is a quote."""
    points = [
        {
            "id": point["id"],
            "verdict": "covered" if point["id"] in quotes else "missed",
            "quote": quotes.get(point["id"]),
        }
        for point in menu_in(request)["points"]
    ]
    made = [{"id": id, "quote": quote} for id, quote in (claims or {}).items()]
    return json.dumps({"points": points, "wrong_claims": made})


def keeps_to(
    quotes: Mapping[str, str], claims: Mapping[str, str] | None = None
) -> Callable[[ModelRequest], str]:
    """A judge that covers these points by these quotes, whatever the answer says."""
    return lambda request: ruling(request, quotes, claims)
