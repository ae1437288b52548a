"""What a turn is: an answer, or one of the many things people say in place of one.

A turn is a non-answer only if little else is in it: "I don't know, but maybe X because Y" answers.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, NamedTuple

from mockint.assess import intent_patterns as forms
from mockint.assess.corrections import Correction
from mockint.assess.phrasings import content_words
from mockint.assess.tokens import Token, lowered, tokenize
from mockint.core.assessment import Intent

LONGEST = 90
"""Words of a turn that may still be something else than an answer."""
LONGEST_SENTENCE = 600
"""Characters of a sentence that are looked at."""
NEWS_OF_AN_ANSWER = 2
"""Words of content, not from the question, that make an answer of what also says "no idea"."""
NEWS_BESIDE_A_REQUEST = 4
"""The same for what also asks for something."""
PASTED_FROM = 0.7
"""The share of a turn's runs of three words from which it's the question pasted back."""
ECHO_FROM, ECHO_SHARE, ECHO_OF_QUESTION = 4, 0.9, 0.4
"""An echo in other words: so many words of content, all but a few of them from the question, and
together so much of it."""

_REQUESTS: tuple[tuple[Intent, re.Pattern[str]], ...] = (
    ("ask-repeat", forms.ASK_REPEAT),
    ("ask-hint", forms.ASK_HINT),
    ("ask-time", forms.ASK_TIME),
    ("ask-move-on", forms.ASK_MOVE_ON),
)
_PASTIMES: tuple[Intent, ...] = ("dont-know", "thinking", "small-talk")
_OPEN_QUESTION_WORDS = 14
"""Words of a question that may lack its question mark."""

_Label = Intent | Literal["guess"]


@dataclass(frozen=True, slots=True)
class Asked:
    """The question, or the words that a turn replies to."""

    content: frozenset[str]
    """Stems of its words of content."""
    runs: frozenset[tuple[str, ...]]
    """Its runs of three words."""

    @classmethod
    def of(cls, text: str) -> "Asked":
        """Take a text apart."""
        tokens = tokenize(text)
        content = frozenset(token.stem for token in content_words(tokens))
        return cls(content, frozenset(_runs(tokens)))


@dataclass(frozen=True, slots=True)
class Heard:
    """A turn, and what it takes to tell what it is."""

    text: str
    tokens: tuple[Token, ...]
    asked: tuple[Asked, ...]
    to_grader: frozenset[int]
    """Sentences addressed to the grader."""
    correction: Correction | None
    answered_before: bool
    makes_a_point: Callable[[], bool]
    """Whether the turn, read alone, says something that is listened for."""


class _Sentence(NamedTuple):
    text: str
    start: int
    tokens: tuple[Token, ...]


def intent_of(heard: Heard) -> Intent:
    """Return what a turn is."""
    if not heard.tokens:
        return "empty"
    if heard.to_grader:
        rest = [token for token in heard.tokens if token.sentence not in heard.to_grader]
        if _news(rest, heard) < NEWS_OF_AN_ANSWER:
            return "to-grader"
    if heard.correction is not None and heard.answered_before:
        return "correction"
    if is_echo(heard):
        return "echo"
    if len(heard.tokens) > LONGEST:
        return "answer"
    labels: set[_Label] = set()
    news = told = 0
    for sentence in _sentences(heard):
        label, left = _label(sentence, heard)
        labels.add(label)
        news += left
        told += left if label == "answer" else 0
    if labels == {"answer"}:
        return "answer"
    if told >= NEWS_OF_AN_ANSWER and heard.makes_a_point():
        return "answer"  # "... Next question please." asks for something behind an answer
    return _decide(labels, news, heard)


def is_echo(heard: Heard) -> bool:
    """Return whether a turn gives the question back: pasted, or nothing but its words."""
    if forms.ABOUT_THE_QUESTION.search(lowered(heard.text[:LONGEST_SENTENCE])):
        return False
    content = [token.stem for token in content_words(heard.tokens)]
    runs = _runs(heard.tokens)
    for asked in dict.fromkeys(heard.asked):
        if len(runs) >= ECHO_FROM and sum(run in asked.runs for run in runs) >= PASTED_FROM * len(
            runs
        ):
            return True
        same = [stem for stem in content if stem in asked.content]
        enough = len(set(same)) >= max(ECHO_FROM, ECHO_OF_QUESTION * len(asked.content))
        if enough and len(same) >= ECHO_SHARE * len(content) and not _argues(heard):
            return True
    return False


def _argues(heard: Heard) -> bool:
    return any(token.text in forms.ARGUING or token.text[0].isdigit() for token in heard.tokens)


def _runs(tokens: Sequence[Token]) -> list[tuple[str, ...]]:
    stems = [token.stem for token in tokens]
    return list(zip(stems, stems[1:], stems[2:], strict=False))


def _decide(labels: set[_Label], news: int, heard: Heard) -> Intent:
    if news >= NEWS_BESIDE_A_REQUEST:
        return "answer"
    for request, _ in _REQUESTS:
        if request in labels:
            return request
    says_something = news >= NEWS_OF_AN_ANSWER
    if "clarify" in labels:
        return "answer" if says_something and heard.makes_a_point() else "clarify"
    if "guess" in labels:
        return "answer" if says_something or heard.makes_a_point() else "clarify"
    if says_something:
        return "answer"
    return next((pastime for pastime in _PASTIMES if pastime in labels), "answer")


def _label(sentence: _Sentence, heard: Heard) -> tuple[_Label, int]:
    """Return what one sentence is, and the words of content that it has besides."""
    text = sentence.text
    for request, pattern in _REQUESTS:
        found = pattern.search(text)
        if found is not None:
            return request, _news(_outside(sentence, found.start(), found.end()), heard)
    dont_know = forms.DONT_KNOW.search(text)
    if dont_know is not None and _of_oneself(text[: dont_know.start()]):
        return "dont-know", _news_beside(sentence, dont_know, heard)
    words = {token.text for token in sentence.tokens}
    if words <= forms.THINKING_WORDS and words & forms.THINKING_TRIGGERS:
        return "thinking", 0
    if words <= forms.SMALL_TALK_WORDS and words & forms.SMALL_TALK_TRIGGERS:
        return "small-talk", 0
    more_time = forms.MORE_TIME.search(text)
    if more_time is not None:
        return "thinking", _news(_outside(sentence, more_time.start(), more_time.end()), heard)
    if text.rstrip().endswith("?"):
        opens = forms.QUESTION_BACK.match(text) and not forms.GUESS.match(text)
        return ("clarify" if opens else "guess"), 0
    if len(sentence.tokens) <= _OPEN_QUESTION_WORDS:
        if forms.OPEN_QUESTION.match(text):
            return "clarify", 0
        if forms.CLEFT_OR_QUESTION.match(text):
            return "guess", 0
    aside = forms.THINKING_OF.match(text)
    if aside is not None:
        return _thought(sentence, aside.end(), heard)
    return "answer", _news(sentence.tokens, heard)


def _thought(sentence: _Sentence, end: int, heard: Heard) -> tuple[_Label, int]:
    """Return what "let me think" is: it answers if it goes on with what was thought."""
    pause = forms.ASIDE_ENDS.search(sentence.text, end)
    if pause is None:
        return "thinking", 0
    news = _news(_outside(sentence, 0, pause.end()), heard)
    return ("answer", news) if news >= NEWS_OF_AN_ANSWER else ("thinking", 0)


def _of_oneself(before: str) -> bool:
    return bool(forms.SPEAKING_OF_ONESELF.search(before)) and not forms.QUOTING.search(before)


def _news_beside(sentence: _Sentence, found: re.Match[str], heard: Heard) -> int:
    """Count what else is said beside "I don't know"; a guess behind a hedge needs one word only."""
    hedge = forms.HEDGE.search(sentence.text, found.start() + 1)
    end = min(found.end(), hedge.end()) if hedge else found.end()
    news = _news(_outside(sentence, found.start(), end), heard)
    return max(news, NEWS_OF_AN_ANSWER) if hedge and news else news


def _outside(sentence: _Sentence, start: int, end: int) -> list[Token]:
    return [
        token
        for token in sentence.tokens
        if token.end <= sentence.start + start or token.start >= sentence.start + end
    ]


def _news(tokens: Sequence[Token], heard: Heard) -> int:
    """Count the words of content that weren't in what was asked."""
    asked = [asked.content for asked in heard.asked]
    return sum(
        not any(token.stem in content for content in asked) for token in content_words(tokens)
    )


def _sentences(heard: Heard) -> Iterator[_Sentence]:
    """Yield the sentences of a turn, each with the text up to the next one."""
    groups = [tuple(group) for _, group in groupby(heard.tokens, key=lambda token: token.sentence)]
    starts = [group[0].start for group in groups]
    text = lowered(heard.text)
    for group, start, end in zip(groups, starts, [*starts[1:], len(text)], strict=True):
        yield _Sentence(text[start:end][:LONGEST_SENTENCE], start, group)
