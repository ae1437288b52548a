"""What a model thinks aloud is never seen, however it comes in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.llm.thoughts import Thoughts, without_thoughts


def through(pieces: list[str], **how: bool) -> str:
    thoughts = Thoughts(**how)
    return "".join(map(thoughts.feed, pieces)) + thoughts.finish()


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("<think>The rubric says 42.</think>\n\nGo on.", "Go on."),
        ("<THINKING>hm</THINKING>Go on.", "Go on."),
        ("Go on. <think>Did I give it away?</think>What else?", "Go on. What else?"),
        ("<think>never closed: 42", ""),
        ("Is a < b <thin ice?", "Is a < b <thin ice?"),
        ("Is 3 <", "Is 3 <"),
        ("  Go on.", "Go on."),
        ("", ""),
    ],
)
def test_thoughts_are_taken_out(raw: str, said: str):
    assert through([raw]) == said
    assert through(list(raw)) == said


@given(st.lists(st.sampled_from(["<think>", "</think>", "<", "thi", "nk>", "a", " ", "/"])))
def test_it_makes_no_difference_how_a_reply_is_cut_into_pieces(parts: list[str]):
    raw = "".join(parts)
    whole, pieces = Thoughts(), Thoughts()
    by_piece = [pieces.feed(letter) for letter in raw] + [pieces.finish()]
    at_once = whole.feed(raw) + whole.finish()
    assert pieces.shown_too_soon == whole.shown_too_soon
    assert whole.shown_too_soon or "".join(by_piece) == at_once


def test_thoughts_that_were_let_through_before_they_ended_are_known():
    thoughts = Thoughts()
    assert thoughts.feed("The rubric says 42.") == "The rubric says 42."
    assert not thoughts.shown_too_soon
    assert thoughts.feed("</think>Go on.") == "Go on."
    assert thoughts.shown_too_soon


@pytest.mark.parametrize(
    ("raw", "document"),
    [
        ('<think>{"draft": 1}</think>\n{"quote": "<think> tags"}', '{"quote": "<think> tags"}'),
        ('so it is {"draft": 1}</think>{"a": 1}', '{"a": 1}'),
        ('{"quote": "a </think> b"}', '{"quote": "a </think> b"}'),
        ('```json\n{"quote": "</think>"}\n```', '```json\n{"quote": "</think>"}\n```'),
    ],
)
def test_a_document_may_quote_such_tags(raw: str, document: str):
    assert without_thoughts(raw) == document
