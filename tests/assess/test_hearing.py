"""Clarifying questions in free wording: the fact that is meant, and never another."""

import pytest

from mockint.assess.asking import chosen_of
from mockint.assess.glossary import Glossary
from mockint.assess.hearing import Hearing
from mockint.assess.parting import is_about_to_ask, is_done
from mockint.core.content import Fact
from mockint.core.content.case import CaseFact

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
        ("What latency do you want, and is there a budget?", ["latency", "budget"]),
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
    found = HEARING.facts_asked(text, answers=False).asked
    assert list(found) == (["users", "latency", "budget"] if facts is None else facts)


def test_of_an_answer_only_the_questions_at_its_end_count():
    own = "How many documents are there? I would split them and put a cache in front."
    assert HEARING.facts_asked(own, answers=True).asked == ()
    end = "I would split the documents and put a cache in front. What is the budget?"
    assert HEARING.facts_asked(end, answers=True).asked == ("budget",)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("budget", ["budget"]),
        ("the latency target, the budget", ["latency", "budget"]),
        ("Languages", ["languages"]),
        ("are there permissions", ["access"]),
        ("Tell me about the traffic.", ["load"]),
        ("It would help to know how many people will use it.", ["users"]),
        ("I don't know yet who may see which documents.", ["access"]),
        ("No permissions, then.", []),
        ("Latency is two seconds.", []),
        ("50 000 users", []),
        ("Should I start with the budget", []),
    ],
)
def test_who_is_finding_out_asks_by_a_name(text: str, facts: list[str]):
    found = HEARING.facts_asked(text, answers=True, finding_out=True).asked
    assert list(found) == facts


def test_a_question_joined_to_another_is_about_what_that_one_named():
    text = "How many documents are there, and how long are they?"
    assert HEARING.facts_asked(text, answers=False).asked == ("corpus",)


def test_what_is_neither_sure_nor_out_of_the_question_is_doubted():
    heard = HEARING.facts_asked("How big is it?", answers=False)
    assert (heard.asked, heard.doubted) == ((), ("corpus", "users"))


def test_who_gives_back_what_was_said_asks_for_nothing_and_assumes_nothing():
    said = "How many users are there? If you need it, assume something about the budget."
    assert HEARING.facts_asked("How many users are there?", False, said=said).asked == ()
    assert HEARING.assumptions("If you need it, assume something about the budget.", 1, said) == ()
    assert HEARING.facts_asked("Who are the users?", False, said=said).asked == ("users",)


@pytest.mark.parametrize(
    ("reply", "taken"),
    [
        ("The first.", (0,)),
        ("the latter, please", (1,)),
        ("both", (0, 1)),
        ("Neither, I meant the weather.", ()),
        ("Yes", ()),
        ("I would first put a cache in front of all the models that there are.", ()),
    ],
)
def test_what_was_offered_is_taken_by_its_place(reply: str, taken: tuple[int, ...]):
    assert chosen_of(reply, 2) == taken
    assert chosen_of("Yes, please", 1) == (0,)
    assert chosen_of("both", 0) == ()


def test_assumptions_are_quoted_with_the_fact_they_are_about():
    text = "Fine. I'll assume about 50k users. Let's say the sky is green. Shall I assume so?"
    found = HEARING.assumptions(text, turn=4)
    assert [(each.quote, each.fact) for each in found] == [
        ("I'll assume about 50k users.", "users"),
        ("Let's say the sky is green.", None),
    ]
    assert all(text[each.start : each.end] == each.quote for each in found)


@pytest.mark.parametrize(
    ("text", "fact", "times"),
    [
        ("I assume about two million documents.", "corpus", 0.5),
        ("Suppose it is half a million users.", "users", 10),
        ("Let's say the latency target is two seconds.", "latency", 1),
        ("I'd assume the latency target is strict.", "latency", None),
        ("I assume users are one in a thousand documents.", None, None),
        ("Assume a latency threshold of 0.9.", None, None),
    ],
)
def test_figures_in_words_stand_beside_those_of_a_fact(
    text: str, fact: str | None, times: float | None
):
    values: dict[str, dict[str, float | int]] = {
        "corpus": {"documents": 4e6},
        "users": {"users": 5e4},
        "latency": {"seconds": 2},
    }
    facts = [
        CaseFact(id=id_, says=f"About {id_}.", phrasings=tuple(ways), values=values.get(id_, {}))
        for id_, ways in ASKED.items()
    ]
    (found,) = Hearing(facts, Glossary()).assumptions(text, turn=1)
    assert (found.fact, found.times) == (fact, times)


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
        "Yes, on to the numbers please.",
        "Over to the design now",
    ],
)
def test_somebody_is_done_with_a_part(text: str):
    assert is_done(text)


@pytest.mark.parametrize(
    "text",
    [
        "I'm done with the cache, but the index is built anew when a document changes, and so on.",
        "Are we done?",
        "On to the numbers: 20,000 people ask 8 questions a day.",
        "That's a queue in front of the workers.",
        "No more than two seconds for the first token.",
        "",
    ],
)
def test_an_answer_is_no_goodbye(text: str):
    assert not is_done(text)


@pytest.mark.parametrize(
    ("text", "about_to"),
    [
        ("Let me ask first.", True),
        ("Okay, let me start with some questions", True),
        ("Before we start, may I ask a couple of clarifying questions?", True),
        ("I have a few questions.", True),
        ("Let me ask you about the budget.", False),
        ("I'd start with a queue.", False),
        ("I have a few questions about the load.", False),
    ],
)
def test_who_is_about_to_ask_says_nothing_more(text: str, about_to: bool):
    assert is_about_to_ask(text) is about_to
