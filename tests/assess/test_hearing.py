"""Clarifying questions in free wording: the fact that is meant, and never another."""

import pytest

from mockint.assess.glossary import Glossary
from mockint.assess.hearing import Hearing
from mockint.assess.parting import is_done
from mockint.core.content import Fact

ASKED = {
    "users": ["how many users are there", "how many people will use it", "how big is the company"],
    "load": ["what is the traffic", "how many queries per second", "how many requests a day"],
    "latency": ["what is the latency target", "how fast must the answer be", "the SLA for answers"],
    "languages": ["which languages", "is it English only", "are documents multilingual"],
    "budget": ["what is the budget", "how much may it cost", "what can we spend a month"],
    "access": ["who may see which documents", "is there access control", "are there permissions"],
    "corpus": ["how many documents are there", "how big is the corpus", "how long are documents"],
}
HEARING = Hearing(
    [Fact(id=id_, says=f"About {id_}.", phrasings=tuple(ways)) for id_, ways in ASKED.items()],
    Glossary(),
)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("How many people are going to be using this?", ["users"]),
        ("Roughly how much traffic should I plan for?", ["load"]),
        ("Is everything in English?", ["languages"]),
        ("I'd like to know what we can spend.", ["budget"]),
        ("Latency requirements?", ["latency"]),
        ("How many users do we have, what is the latency target and what's the budget?", None),
        ("Are there permissions? And how big is the corpus?", ["access", "corpus"]),
        ("How many people will use it and what can we spend a month?", ["users", "budget"]),
        ("How big is the corpus, and whats the latency target?", ["corpus", "latency"]),
        ("For a first estimate I need the number of users.", ["users"]),
        ("how many people will be using this", ["users"]),
        ("what's the latency target", ["latency"]),
        ("is there a budget", ["budget"]),
        ("which languages", ["languages"]),
        ("What is kept is the budget of each user; how fast it is: two seconds.", []),
        ("Which means that users wait, so I'd cap the latency.", []),
        ("When users ask in several languages, I detect that first.", []),
        ("I need a queue in front of it.", []),
        ("How many people do I have to build it?", []),
        ("What is the weather like?", []),
        ("Should I start with the drawing?", []),
        ("", []),
        ("?!", []),
    ],
)
def test_what_is_asked_for(text: str, facts: list[str] | None):
    found = HEARING.facts_asked(text, answers=False)
    assert list(found) == (["users", "latency", "budget"] if facts is None else facts)


def test_of_an_answer_only_the_questions_at_its_end_count():
    own = "How many documents are there? I would split them and put a cache in front."
    assert HEARING.facts_asked(own, answers=True) == ()
    end = "I would split the documents and put a cache in front. What is the budget?"
    assert HEARING.facts_asked(end, answers=True) == ("budget",)


def test_assumptions_are_quoted_with_the_fact_they_are_about():
    text = "Fine. I'll assume about 50k users. Let's say the sky is green. Shall I assume so?"
    found = HEARING.assumptions(text, turn=4)
    assert [(each.quote, each.fact) for each in found] == [
        ("I'll assume about 50k users.", "users"),
        ("Let's say the sky is green.", None),
    ]
    assert all(text[each.start : each.end] == each.quote for each in found)


@pytest.mark.parametrize(
    "text",
    [
        "I'm done with this part.",
        "Done.",
        "I think I have what I need.",
        "No more questions.",
        "That is all I need to know.",
        "Let's go to the estimate.",
        "Okay, I'm ready.",
        "Nothing else from me",
    ],
)
def test_somebody_is_done_with_a_part(text: str):
    assert is_done(text)


@pytest.mark.parametrize(
    "text",
    [
        "I'm done with the cache, but the index is built anew when a document changes, and so on.",
        "Are we done?",
        "That's a queue in front of the workers.",
        "No more than two seconds for the first token.",
        "",
    ],
)
def test_an_answer_is_no_goodbye(text: str):
    assert not is_done(text)
