"""Whether a sentence with the words of a wrong claim makes the claim, raises it, or refutes it."""

import re
from collections.abc import Sequence

from mockint.assess.answers import Sentence
from mockint.assess.lexicon import words
from mockint.assess.negation import avoids, negates
from mockint.assess.phrasings import Phrasing
from mockint.assess.scopes import CompiledClaim
from mockint.assess.stances import announces_an_error, is_refuted
from mockint.assess.tokens import Token, expanded_stems, lowered
from mockint.assess.windows import Hit

NEAR = 4
"""Tokens beside a claim's words within which a not, or an excusing word, belongs to it."""
NAMED = " _ "
"""What stands for words of a claim itself, which say nothing about it."""
HEADING = 8
"""Words of a sentence that says no more than what the next one is."""
_NOT = words("not no never nor neither none noth")  # stems, contractions written out

_NO_INFERENCE = re.compile(
    r"\b(?:(?:do|does|did|would|need|will|can)(?: not|n't)|won't|cannot)\s+(?:\w+\s+)?"
    r"(?:mean|imply|prove|follow|entail)\b"
)
"""That the one leads to the other is denied; what is the case in itself may be denied as well."""
LONGEST_QUOTE = 300
"""Characters of what is quoted: a longer one begins with a mark for inches, or never ends."""
_QUOTATION = re.compile(r"(?<!\w)[\"“„«][^\"“”„«»]{9,300}[\"”“»](?!\w)")
_SUPPOSED = re.compile(r"\W*(?:\w+\W+){0,2}(?:if|suppose|imagine|assuming|were)\b")
_CONDITIONAL = re.compile(r"\b(?:would|might|were)\b")


def asserted(
    claim: CompiledClaim,
    phrasing: Phrasing,
    window: Sequence[Hit],
    sentences: Sequence[Sentence],
    number: int,
) -> bool | None:
    """Return whether a sentence with a claim's words makes it; None: nor does it refute it."""
    sentence = sentences[number]
    text = lowered(sentence.text)
    if text.rstrip().endswith("?") or (_SUPPOSED.match(text) and _CONDITIONAL.search(text)):
        return None
    following = lowered(sentences[number + 1].text) if number + 1 < len(sentences) else ""
    if is_refuted(*_parted(text, window, sentence), following):
        return False
    if (
        _quoted(window, sentence)
        or _announced(sentences, number)
        or (_NO_INFERENCE.search(text) and not _NO_INFERENCE.search(lowered(phrasing.text)))
    ):
        return None
    if _NOT.intersection(phrasing.stems):
        around = around_of(window, sentence, NEAR)
        if not any(negates(around, at) or avoids(around, at) for at in range(len(around))):
            return None
    elif _denied_before(window, sentence):
        return False
    return _excused(claim, phrasing, window, sentence)


def _quoted(window: Sequence[Hit], sentence: Sentence) -> bool:
    """Return whether most of a claim's words stand in one pair of quotation marks: another's."""
    tokens, text = sentence.turn.tokens, sentence.turn.text
    starts = [tokens[hit.position - sentence.offset].start for hit in window]
    first, last = max(0, min(starts) - LONGEST_QUOTE), max(starts) + LONGEST_QUOTE
    return any(
        2 * sum(quote.start() < start < quote.end() for start in starts) > len(starts)
        for quote in _QUOTATION.finditer(text, first, last)
    )


def _announced(sentences: Sequence[Sentence], number: int) -> bool:
    """Return whether the sentence before is but the heading of something wrong."""
    if not number or sentences[number - 1].turn is not sentences[number].turn:
        return False
    before = sentences[number - 1]
    heading = before.after - before.first <= HEADING
    return heading and announces_an_error(lowered(before.text))


def _parted(text: str, window: Sequence[Hit], sentence: Sentence) -> tuple[str, str, str]:
    """Return what stands before a claim's words, among them, and behind them."""
    tokens = sentence.turn.tokens
    start = tokens[sentence.first - 1].end if sentence.first else 0
    parts, last = [], 0
    for hit in sorted(window):
        first = tokens[hit.position - sentence.offset].start - start
        parts.append(text[last:first] if first > last else "")
        last = tokens[hit.after - sentence.offset - 1].end - start
    return parts[0], NAMED.join(["", *parts[1:], ""]), text[last:]


def around_of(window: Sequence[Hit], sentence: Sentence, near: int) -> Sequence[Token]:
    """Return the words of a claim in a sentence, and so many beside them."""
    first = min(hit.position for hit in window) - sentence.offset
    after = max(hit.after for hit in window) - sentence.offset
    tokens = sentence.turn.tokens
    return tokens[max(sentence.first, first - near) : min(sentence.after, after + near)]


def _denied_before(window: Sequence[Hit], sentence: Sentence) -> bool:
    """Return whether a not stands before the words in their clause, however far before."""
    tokens = sentence.turn.tokens
    first = min(hit.position for hit in window) - sentence.offset
    start = first
    while start > sentence.first and tokens[start - 1].clause == tokens[first].clause:
        start -= 1
    return any(negates(tokens, position) for position in range(start, first))


def _excused(
    claim: CompiledClaim, phrasing: Phrasing, window: Sequence[Hit], sentence: Sentence
) -> bool | None:
    """Return True where nothing excuses the words, False where a not does; None: another word.

    A single not excuses only among the words, where it denies some; it may deny another thing.
    """
    among, around = (expanded_stems(around_of(window, sentence, near)) for near in (0, NEAR))
    excuse: bool | None = True
    for excusing in claim.unless:
        heard_in = among if len(excusing) == 1 and excusing[0] in _NOT else around
        if (
            not excusing
            or _stands_in(excusing, phrasing.stems)
            or not _stands_in(excusing, heard_in)
        ):
            continue
        if _NOT.intersection(excusing):
            return False
        excuse = None
    return excuse


def _stands_in(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    return any(many[at : at + len(few)] == few for at in range(len(many) - len(few) + 1))
