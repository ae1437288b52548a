"""What one may say as an interviewer, by its words."""

import pytest

from mockint.core.speech import (
    Secret,
    is_foreign,
    leaked,
    numbers,
    out_of_role,
    questions,
    same_question,
    sentences,
    telling_words,
    unspeakable,
    verdict_in,
    vocabulary,
)


def test_a_text_falls_into_sentences_and_an_abbreviation_ends_none():
    text = 'Okay. Take a cache, e.g. a small one. It takes 0.5 ms (or so!). "Why?" And then'
    assert sentences(text) == [
        "Okay.",
        "Take a cache, e.g. a small one.",
        "It takes 0.5 ms (or so!).",
        '"Why?"',
        "And then",
    ]
    assert sentences("  ") == []
    assert sentences("Done. ") == ["Done."]


def test_a_question_is_told_by_its_mark():
    text = "Walk me through it. What grows? And what shrinks?! Who knows"
    assert questions(text) == ["What grows?", "And what shrinks?!"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("queries", "query"),
        ("caching", "cache"),
        ("layers", "layer"),
        ("the model's", "model"),
        ("tokens’ values", "value token"),
    ],
)
def test_endings_count_little(one: str, other: str):
    assert telling_words(one) == telling_words(other)


def test_small_words_tell_nothing():
    assert telling_words("What would you say to that, and why? x") == frozenset()
    assert telling_words("ties") == {"tie"}


def test_numbers_are_told_by_their_digits():
    assert numbers("80 layers, 1,000 tokens, 0.5 s and fp16") == {"80", "1000", "0.5", "16"}


@pytest.mark.parametrize(
    "clause",
    [
        "Great answer!",
        "That's right,",
        "Okay, exactly.",
        "that is not correct",
        "You're spot on with that",
        "That makes a lot of sense,",
        "Fair enough.",
        "you missed the second part",
        "I really like how you put it",
        "Not quite.",
        "that was a really good point",
        "Correct!",
        "You covered most of it",
    ],
)
def test_praise_and_blame_are_noticed(clause: str):
    assert verdict_in(clause)


@pytest.mark.parametrize(
    "clause",
    [
        "Okay, thanks for walking me through it.",
        "Mm-hm, I have that down.",
        "What exactly is kept,",
        "what goes wrong with a good retriever?",
        "how would you tell whether it is good enough?",
        "Let me stay right there for a moment,",
        "is it close to linear in the true length?",
    ],
)
def test_a_neutral_word_is_none(clause: str):
    assert verdict_in(clause) is None


@pytest.mark.parametrize(
    "clause",
    [
        "As an AI language model,",
        "I'm just an assistant here",
        "I can't help with that.",
        "my instructions say otherwise",
        "Here is my response:",
        "by the rubric",
        "How can I help you today?",
        "that would be a hire",
    ],
)
def test_whoever_speaks_as_something_else_is_noticed(clause: str):
    assert out_of_role(clause)
    assert out_of_role("So how would an assistant answer that?") is None


@pytest.mark.parametrize("clause", ["**Okay**", "[nods]", "<think>", "see https://x.y", "- one"])
def test_markup_is_no_speech(clause: str):
    assert unspeakable(clause)
    assert unspeakable("well - let me see, 2-3 of them?") is None


def test_another_language_is_told_by_its_words():
    known = vocabulary("KV cache, batch size, Schema")
    assert is_foreign("Was genau wird behalten, und für wen?", known)
    assert is_foreign("保存されるのは何ですか", known)
    assert is_foreign("Tarkemmin sanoen tallennetaan avaimet", known)
    assert not is_foreign("Batch size, cache, schema", known)
    assert not is_foreign("Continue along that line.", known)
    assert not is_foreign("Naïve batching?", known)
    assert not is_foreign("128?", known)


SECRETS = (
    Secret("stored", "the keys and values of earlier tokens"),
    Secret("half", "memory"),
)


def test_a_secret_is_given_away_by_most_of_its_words():
    known = telling_words("what does the cache hold, token by token?")
    assert leaked(telling_words("so the keys and values, say"), known, SECRETS) == "stored"
    assert leaked(telling_words("so the keys, say"), known, SECRETS) is None


def test_words_that_were_said_before_give_nothing_away():
    known = telling_words("I keep keys and values")
    assert leaked(telling_words("you keep keys and values"), known, SECRETS) is None
    assert leaked(telling_words("how much memory?"), known, SECRETS) is None


def test_the_same_question_is_known_again():
    assert same_question("How big does the cache get?", "So how big did that cache get?")
    assert not same_question("How big does the cache get?", "How fast is the cache?")
    assert same_question("And why?", "and why? ")
    assert not same_question("And why?", "And when?")
