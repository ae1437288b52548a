"""Errors: one message for a person, with the place and the remedy."""

import inspect

import pytest

from mockint.core import errors
from mockint.core.errors import ContentError, InputError, MockintError, Problem, did_you_mean


def test_a_message_ends_with_its_remedy():
    error = InputError("No such round.", "Try mockint list rounds.")
    assert str(error) == "No such round. Try mockint list rounds."
    assert (error.message, error.remedy) == ("No such round.", "Try mockint list rounds.")
    assert str(InputError("No such round.")) == "No such round."


def test_a_content_error_carries_every_problem_with_its_place():
    problems = [Problem("a.yaml", 3, 7, "is wrong"), Problem("b.yaml", 0, 0, "cannot be read")]
    error = ContentError(iter(problems))
    assert error.problems == tuple(problems)
    assert str(error) == "a.yaml:3:7: is wrong\nb.yaml: cannot be read"


def test_every_error_is_one_of_the_family():
    classes = [each for _, each in inspect.getmembers(errors, inspect.isclass)]
    raised = [each for each in classes if issubclass(each, Exception)]
    assert len(raised) >= 11
    assert all(issubclass(each, MockintError) for each in raised)


@pytest.mark.parametrize(
    ("word", "hint"),
    [("kv-cashe", " Did you mean 'kv-cache'?"), ("agents", " Did you mean 'agent'?"), ("zzz", "")],
)
def test_the_nearest_known_word_is_named(word: str, hint: str):
    assert did_you_mean(word, ("kv-cache", "agent", "rag")) == hint
    assert did_you_mean(word, ()) == ""
