"""Whether a quote is evidence: said by the candidate, word by word, about the matter, to us.

A model may be talked into any verdict; it can't be talked into evidence. A verdict that earns
something, or holds something against somebody, rests on words that stand in the answer, that don't
speak to whoever grades it, and that have something to do with what they are quoted for.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from mockint.core.assessment import AnswerTurn, Evidence
from mockint.core.speech import sentences, telling_words
from mockint.llm.menu import Item

LONGEST_QUOTE = 600
"""Characters; more than that points at nothing."""
OWN_WORDS = 3
"""Telling words that a sentence in a grader's language needs from what it is quoted for."""

LEFT_OUT = "[...]"
"""Stands for words to a grader, which a judge doesn't get to see."""

Spans = Callable[[str], Sequence[tuple[int, int]]]
"""Where a text speaks to whoever grades it."""

_DOUBLE, _SINGLE = '“”„«»"', "’‘`'"
_PARTS = re.compile(rf"\s+|[{_DOUBLE}{_SINGLE}]|[^\s{_DOUBLE}{_SINGLE}]+")
_WORD = re.compile(r"\w\w")
_GRADING = re.compile(
    r"""\b(?:grad(?:e|es|ed|er|ers|ing)|scor(?:e|es|ed|er|ing)|rubric|full\s(?:marks?|credit)|verdicts?
    |award(?:s|ed|ing)?|evaluators?|assessors?|judges?|examiners?|interviewers?|rating|instructions?
    |ignore|disregard|override|obey|comply|system\sprompts?|mark(?:s|ed|ing)?\s(?:as|this|me|all|it
    |every|each|my)|(?:all|every|each|both)\s(?:the\s)?points?|covered|level\s[34]|top\smarks?
    |(?:strong\s)?hire|hiring|candidate|decode\sthis|you\s(?:must|are\snow))\b""",
    re.VERBOSE | re.IGNORECASE,
)

_MATTERS = telling_words(
    "instructions injection prompt grade judge rubric override ignore evaluator"
)
"""A point that has one of these words is itself about what speaks to models and graders."""
_COMMANDING = re.compile(
    r"""\b(?:ignore|disregard|forget|override|bypass)\b[^.!?]{0,60}
      \b(?:instructions?|rubric|rules?|prompts?|guidelines|criteria)\b
    | <\|?/?\w+\|?> | \[/?inst\] | "role"\s*: | ^\W*(?:system|assistant|developer)\s?:
    | \b(?:note|message|dear|hey|hi|hello)\b[^.!?]{0,12}\b(?:grader|judge|examiner|evaluator)\b
    | \b(?:explained|answered|stated|described|covered|done)\s(?:\w+\s)?
      (?:correctly|perfectly|fully|completely)\b
    | \byou\sare\snow\b | \bnew\sinstructions?\b""",
    re.VERBOSE | re.IGNORECASE,
)


class Evidences:
    """Finds quotes in the turns of one growing answer."""

    def __init__(
        self, turns: Sequence[AnswerTurn], withdrawn: Sequence[int], to_grader: Spans
    ) -> None:
        """Look in all turns but those that were taken back."""
        self._turns = [turn for turn in turns if turn.turn not in withdrawn]
        self._to_grader = {turn.turn: to_grader(turn.text) for turn in self._turns}

    def is_said(self, quote: str) -> bool:
        """Tell whether the candidate said these words at all, around what was left out."""
        patterns = [_pattern(part) for part in quote.split(LEFT_OUT) if _WORD.search(part)]
        return any(pattern.search(turn.text) for turn in self._turns for pattern in patterns)

    def find(self, quote: str, item: Item) -> Evidence | None:
        """Return the words that a verdict rests on, as they were typed; None where they don't hold.

        White space and the kind of quotation marks may differ, nothing else. Sentences at either
        end that have nothing to do with the matter are left out.
        """
        if len(quote) > LONGEST_QUOTE or not _WORD.search(quote):
            return None
        pattern = _pattern(quote)
        for turn in reversed(self._turns):
            for found in pattern.finditer(turn.text):
                if (place := self._holding(turn, *found.span(), item)) is not None:
                    start, end = place
                    said = turn.text[start:end]
                    return Evidence(quote=said, turn=turn.turn, start=start, end=end)
        return None

    def _holding(
        self, turn: AnswerTurn, start: int, end: int, item: Item
    ) -> tuple[int, int] | None:
        """Return the part of a quote that is evidence: from its first good sentence to its last."""
        good: list[tuple[int, int]] = []
        for first, after in _sentences_around(turn.text, start, end):
            if self._is_to_grader(turn, first, after, item):
                if good:
                    break  # what comes behind it may belong to it
                continue
            if telling_words(turn.text[first:after]) & item.words:
                good.append((max(first, start), min(after, end)))
        return (good[0][0], good[-1][1]) if good else None

    def _is_to_grader(self, turn: AnswerTurn, first: int, after: int, item: Item) -> bool:
        """Tell whether a sentence speaks to whoever grades.

        One in a grader's words may still be about the matter, where that is grading or injection
        itself: then it has more in common with it than a word or two.
        """
        if any(first < end and start < after for start, end in self._to_grader[turn.turn]):
            return True
        sentence = turn.text[first:after]
        if item.words & _MATTERS:
            return False
        if _COMMANDING.search(sentence):
            return True
        few = len(telling_words(sentence) & item.words) < OWN_WORDS
        return few and _GRADING.search(sentence) is not None


def _pattern(quote: str) -> re.Pattern[str]:
    """Return what finds a quote whatever its blanks and the kind of its quotation marks."""
    parts = []
    for part in _PARTS.findall(quote.strip()):
        if part.isspace():
            parts.append(r"\s+")
        elif part in _DOUBLE:
            parts.append(f"[{_DOUBLE}]")
        elif part in _SINGLE:
            parts.append(f"[{_SINGLE}]")
        else:
            parts.append(re.escape(part))
    return re.compile("".join(parts))


def _sentences_around(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where the sentences begin and end that a stretch of a text lies in."""
    at = 0
    for sentence in sentences(text):
        first = text.find(sentence, at)
        at = first + len(sentence)
        if first < end and start < at:
            yield first, at
