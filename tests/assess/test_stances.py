"""What is said around a claim: whoever refutes it doesn't make it, whoever affirms it does."""

from functools import cache
from itertools import islice
from pathlib import Path

import pytest

from mockint.assess import OfflineAssessor
from mockint.assess.negation import polarities
from mockint.assess.stances import announces_an_error, is_refuted
from mockint.assess.tokens import tokenize
from mockint.content import open_library
from mockint.core.assessment import AnswerTurn, AssessmentRequest

HERE = Path(__file__).parent
QUESTIONS = ("kv-cache", "chunking", "llm-as-judge")
STEP = 18
"""Each turn of phrase is tried with every so many-th claim, each with others."""
LIBRARY = open_library()
ASSESSOR = OfflineAssessor(LIBRARY.glossary())


def _makes(question, claim, answer):
    turns = (AnswerTurn(turn=1, text=answer, asked=question.ask),)
    request = AssessmentRequest(question=question, followup=None, turns=turns)
    return any(heard.id == claim.id for heard in ASSESSOR.read(request).wrong_claims)


@cache
def _claims():
    """Return claims of the bank, in words that make them by themselves."""
    return [
        (question, claim, words)
        for question in map(LIBRARY.question, QUESTIONS)
        for claim in question.wrong_claims
        for words in claim.phrasings[:2]
        if not polarities(tokenize(words)).clauses and _makes(question, claim, f"{words}.")
    ]


def _made(name):
    """Return (turn of phrase, claim) for each that was heard as made, and how many were tried."""
    claims = _claims()
    made, tried = [], 0
    for number, line in enumerate((HERE / name).read_text().splitlines()):
        for question, claim, words in islice(claims, number % STEP, None, STEP):
            small = words[0].lower() + words[1:]
            answer = line.replace("{X}", words[0].upper() + words[1:]).replace("{x}", small)
            tried += 1
            if _makes(question, claim, answer):
                made.append((line, claim.id))
    return made, tried


def test_whoever_refutes_a_claim_in_whatever_turn_of_phrase_does_not_make_it():
    made, tried = _made("refuting.txt")
    assert tried > 200
    assert len(made) <= 0.03 * tried, made


def test_whoever_affirms_a_claim_in_whatever_turn_of_phrase_makes_it():
    made, tried = _made("affirming.txt")
    assert tried > 100
    assert len(made) >= 0.9 * tried


@pytest.mark.parametrize(
    ("before", "behind", "following"),
    [
        ("people think that ", "", ""),
        ("the wish behind it is that ", ".", ". it won't."),
        ("", " - that's backwards.", ""),
        ("", ", or so the story goes.", ""),
        ("at first glance ", "; in practice it isn't so.", ""),
        ("a trap i've fallen into: ", ".", ""),
        ("", '".', '." no again.'),
        ("", '": not with these numbers.', ""),
        ("nor is it so that ", ".", ""),
    ],
)
def test_words_around_a_claim_that_put_it_down(before, behind, following):
    assert is_refuted(before, "", behind, following)


@pytest.mark.parametrize(
    ("before", "behind", "following"),
    [
        ("i think that ", ".", ""),
        ("people say it's hard, but ", ".", ""),
        ("people forget that ", ".", ""),
        ("it would be wrong to deny that ", ".", ""),
        ("there's no doubt that ", ".", ""),
        ("what people overlook: ", ".", ""),
        ("", ", otherwise it would blow up.", ". it fails only when the cache is full."),
        ("", ".", ". otherwise nothing changes."),
        ("at first glance it is odd; ", ".", ""),
        ("at first glance ", ".", ". then you measure."),
        ("", ", no question.", ". i don't see why it shouldn't."),
    ],
)
def test_words_around_a_claim_that_leave_it_standing(before, behind, following):
    assert not is_refuted(before, "", behind, following)


def test_a_heading_may_announce_an_error():
    assert announces_an_error("a common misconception.")
    assert not announces_an_error("there's nothing wrong with it.")
