"""The guard: what an interviewer may say comes through, whatever the pieces it came in."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.core.speech import Secret
from mockint.llm.guard import LONGEST_CLAUSE, REPAIR, Ground, Guard

ASK = "What exactly is kept, and for which layers?"
FLOOR = f"Stay with that for a moment. {ASK}"
GROUND = Ground(
    floor=FLOOR,
    ask=ASK,
    said_before="Walk me through what the KV cache holds while a model decodes. It saves us work.",
    asked_before=((1, "How big does it get on one card?"),),
    secrets=(Secret("what-is-stored", "store the keys and values of the previous tokens"),),
)
FAITHFUL = "Mm, okay. So what exactly do we keep there, and for which layers of the model?"


def through(text: str, ground: Ground = GROUND, pieces: int = 3) -> tuple[str, str | None]:
    """Return what is shown of a text in all, and the rule that it broke."""
    guard = Guard(ground)
    shown = "".join(guard.feed(text[at : at + pieces]) for at in range(0, len(text), pieces))
    shown += guard.end()
    assert shown == guard.released
    if guard.violation is None:
        return shown, None
    return shown + guard.finish(), guard.violation.rule


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (FAITHFUL, FAITHFUL),
        (FLOOR, FLOOR),
        ('Interviewer: "Okay. What exactly is kept, and in which layers?"', None),
        ("\n\n  What is it\nexactly that's kept,  and for which layers?\n", None),
        ("What exactly is kept, and for which layers? Take your time.", None),
    ],
)
def test_the_question_in_other_words_comes_through(said: str, shown: str | None):
    found, rule = through(said)
    assert rule is None
    assert found == shown or (shown is None and found.strip() == " ".join(found.split()))
    assert "Interviewer" not in found
    assert '"' not in found


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("Great answer! What exactly is kept, and for which layers?", "verdict"),
        ("That's not quite right. What is kept, and for which layers?", "verdict"),
        ("What does the temperature do?", "off-script"),
        ("Okay, thanks for that.", "off-script"),
        ("Okay. That's right, now what is kept?", "verdict"),
        ("D'accord. Que regarderiez-vous en premier ?", "another-language"),
        ("", "off-script"),
        ("How big does it get on one card?", "off-script"),
        ("About 33 GB. What is kept, and for which layers?", "own-number"),
        ("We store keys and values of previous tokens, right?", "leak"),
        ("As an AI language model, I can't help with that.", "out-of-role"),
        ('{"text": "What is kept?"}', "not-in-words"),
        ("**What is kept**, and for which layers?", "not-in-words"),
        ("Was genau wird behalten, und für welche Schichten des Modells?", "another-language"),
        ("保存されるのは何ですか、そしてどの層ですか?", "another-language"),
        ("a" * (LONGEST_CLAUSE + 1), "too-long"),
    ],
)
def test_where_nothing_was_said_yet_the_script_says_all_of_it(said: str, rule: str):
    found, broken = through(said)
    assert broken == rule
    assert found.removeprefix(said).strip() in (FLOOR, ASK)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Okay. I see what you mean. That's right, now", f"Okay. I see what you mean. {ASK}"),
        ("Okay, thanks for saying that to me.", f"Okay, thanks for saying that to me. {ASK}"),
        (
            "When we look at the cache, that's correct, what is kept?",
            f"When we look at the cache, {REPAIR}{ASK}",
        ),
        (
            "Let's stay with it for a bit. What does temperature do?",
            f"Let's stay with it for a bit. {ASK}",
        ),
        (f"{ASK} Take your time. And how big is it?", f"{ASK} Take your time. "),
        (f"{ASK} Also, to be exact, how big is it?", f"{ASK} "),
        (f"{ASK} Great!", f"{ASK} "),
        (
            "Let me see. Oh well. Oh yes. So then. What is kept?",
            f"Let me see. Oh well. Oh yes. {ASK}",
        ),
    ],
)
def test_a_turn_that_breaks_off_is_finished_by_the_script(said: str, shown: str):
    found, rule = through(said)
    assert rule is not None
    assert found == shown


def test_what_was_asked_before_is_not_asked_again():
    twice = Ground(
        floor=ASK, ask="How big is a batch on two cards?", asked_before=GROUND.asked_before
    )
    assert through("How big does it get on one card?", twice)[1] == "repetition"
    same = Ground(
        floor=ASK, ask="How big does it get on one card?", asked_before=GROUND.asked_before
    )
    assert through("How big does it get on one card?", same)[1] is None


def test_a_script_with_two_questions_may_be_said_with_both():
    two = Ground(floor="What grows? And what shrinks?", ask="What grows? And what shrinks?")
    assert through("So what grows? And what shrinks?", two)[1] is None
    assert through("So what grows? And what shrinks? And why?", two)[1] == "second-question"


def test_a_figure_that_follows_the_question_is_owed_in_the_end():
    late = Ground(floor="-", ask="When are they all done? A step takes 20 ms.")
    assert through("So when are they all done? One step takes 20 ms.", late)[1] is None
    assert through("So when are they all done? One step takes a while.", late)[1] == "off-script"


def test_a_task_without_a_question_mark_counts_as_put():
    task = Ground(floor="-", ask="Walk me through what the cache holds.")
    assert through("Could you walk me through what that cache holds?", task)[1] is None
    assert through("Walk me through what this cache holds, please.", task)[1] is None


def test_what_only_tells_asks_nothing():
    told = Ground(
        floor="Ten thousand people use it. Anything else?", ask="10,000 use it.", asks=False
    )
    assert through("About 10,000 people use it. Anything else?", told)[1] is None
    assert through("10,000 use it. Why? And what for?", told)[1] == "second-question"
    assert through("Quite a few.", told)[1] == "off-script"


def test_a_long_reply_is_broken_off_after_its_sentences():
    found, rule = through("Well, let me see. " * 10_000, pieces=1_000)
    assert rule == "too-long"
    assert found == "Well, let me see. " * 3 + ASK


WORDS = st.sampled_from(
    [
        "Okay", "so", "what", "exactly", "is", "kept", "and", "for", "which", "layers", "great",
        "that's right", "33", "e.g.", "keys", "values", "previous", "tokens", '"', "“", "…", "?",
        ".", ",", " - ", "\n", "  ", ":", ";", ")", "Interviewer:", "für", "{", "🚀", "as an AI",
    ]
)  # fmt: skip
TEXTS = st.lists(st.tuples(WORDS, st.sampled_from(["", " "])), max_size=40).map(
    lambda words: "".join(word + blank for word, blank in words)
)


@given(TEXTS, st.data())
def test_however_a_text_is_cut_the_same_is_let_through(text: str, data: st.DataObject):
    whole, pieces = Guard(GROUND), Guard(GROUND)
    whole.feed(text)
    shown, rest = "", text
    while rest:
        size = data.draw(st.integers(min_value=1, max_value=len(rest)))
        shown += pieces.feed(rest[:size])
        rest = rest[size:]
    shown += pieces.end()
    whole.end()
    assert (shown, pieces.violation) == (whole.released, whole.violation)
    assert pieces.finish() == whole.finish()


@given(TEXTS)
def test_what_is_let_through_is_a_beginning_of_what_was_said_and_holds_nothing_forbidden(text: str):
    guard = Guard(GROUND)
    guard.feed(text)
    guard.end()
    assert guard.released.strip() in " ".join(text.split())
    for forbidden in ("33", "{", "that's right", "as an AI"):
        assert not re.search(rf"(?<!\w){re.escape(forbidden)}(?!\w)", guard.released)
    assert guard.released.count("?") <= 1 or "?" * 2 in text or guard.violation is None
