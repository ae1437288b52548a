"""Wrong claims: made in one sentence, not denied, not quoted in order to be refuted.

Measured on published short-answer corpora: generic cues of a wrong answer are no better than
chance, authored claims with polarity and the scope of negation reach a precision of .95. Precision
goes before recall: a person who is called wrong without having been wrong stops listening.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from mockint.assess.answers import Sentence, SpokenAnswer
from mockint.assess.matching import hits_of, named_in, named_weight
from mockint.assess.negation import negates
from mockint.assess.phrasings import Phrasing
from mockint.assess.reading import Reading
from mockint.assess.scopes import CompiledClaim
from mockint.assess.tokens import expanded_stems, lowered
from mockint.assess.windows import Hit, best_window, weight_of
from mockint.core.assessment import ClaimHeard

CLAIMED_FROM = 0.7
"""The share of a phrasing that one sentence has to say for the claim to be made."""
TAKEN = 0.4
"""What is lost of words that, in the same place, make a point better than they make the claim."""
POINTS_BY, POINT_FROM = 2, 0.5
"""The phrasings by which a point holds words, and the score from which they do."""
CLAUSES = 3
"""Clauses, one beside the other, over which a claim may stretch."""
BESIDE = 8
"""Other words that may stand between those of a claim."""
DENIED_FROM = 0.6
"""The share that it has to name for a denial to take the claim back."""

_REPORTED = re.compile(
    r"\b(?:people|some|many|most|they|others?|everyone|everybody|folks|candidates|blogs?|vendors?"
    r"|you|one)\s+(?:\w+\s+){0,2}?(?:says?|claims?|thinks?|believes?|assumes?|argues?|suggests?|hears?)\b"
    r"|\b(?:misconception|myth|fallacy|mistaken|misleading|tempting|naive(?:ly)?|contrary to"
    r"|used to (?:think|believe)|not true|untrue|isn't true|not the case|not correct|incorrect"
    r"|(?:is|are|it's|be) (?:wrong|false)|wrong (?:to|that)|false that|confused with)\b",
)
_REFUTED_NEXT = re.compile(
    r"\W*(?:but\s+|and\s+)?(?:(?:that|this|it|which)(?:'s| is| are)?\s+(?:\w+\s+)?"
    r"(?:not (?:true|right|correct|so|the case|how)|wrong|false|a myth|a misconception|a mistake"
    r"|incorrect|untrue|mistaken)|(?:that|this) isn't\b|no\b[,.! ]|wrong\b"
    r"|not (?:true|so|quite)\b)",
)
_REFUTED_HERE = re.compile(
    r"(?:[:,?;–—]|\s-)\s*(?:(?:and |but )?(?:that's|that is|which is) )?"
    r"(?:no|nope|wrong|not (?:so|true|really|quite|at all))\W*\Z"
)
_SUPPOSED = re.compile(r"\W*(?:\w+\W+){0,2}(?:if|suppose|imagine|assuming|were)\b")
_CONDITIONAL = re.compile(r"\b(?:would|could|might|were)\b")


class _Heard(NamedTuple):
    """A claim in one sentence: made there, or taken back there."""

    sentence: int
    made: bool
    hits: Sequence[Hit]


def claims_made(
    claims: Sequence[CompiledClaim], answer: SpokenAnswer, readings: Iterable[Reading]
) -> tuple[ClaimHeard, ...]:
    """Return the claims that stand at the end of an answer, each where it was first made.

    What was read of the points tells where their words, which claims share, speak for a point.
    """
    points = _words_of_points(readings)
    sentences = list(answer.sentences())
    starts = [sentence.offset + sentence.first for sentence in sentences]
    standing = []
    for claim in claims:
        heard = sorted(
            (
                h
                for p in claim.phrasings
                for h in _hear(claim, p, answer, sentences, starts, points)
            ),
            key=lambda found: (found.sentence, found.made),
        )
        taken_back = max((found.sentence for found in heard if not found.made), default=-1)
        made = next((h for h in heard if h.made and h.sentence >= taken_back), None)
        if made is not None:
            first = min(hit.position for hit in made.hits)
            after = max(hit.after for hit in made.hits)
            evidence = answer.quote(first, after)
            standing.append(ClaimHeard(id=claim.id, **evidence.model_dump()))
    return tuple(standing)


def _hear(
    claim: CompiledClaim,
    phrasing: Phrasing,
    answer: SpokenAnswer,
    sentences: Sequence[Sentence],
    starts: Sequence[int],
    points: Mapping[int, float],
) -> Iterator[_Heard]:
    weights = [element.weight for element in phrasing.elements]
    total = sum(weights)
    if not total or named_weight(phrasing, answer, weights) < DENIED_FROM * total:
        return
    within = min(phrasing.within, phrasing.length + BESIDE)
    agreeing: dict[int, list[Hit]] = {}
    for hit in hits_of(phrasing, answer):
        agreeing.setdefault(bisect_right(starts, hit.position) - 1, []).append(hit)
    named: dict[int, list[Hit]] = {}
    denied = set()
    for hit, beside_negator in named_in(phrasing, answer):
        number = bisect_right(starts, hit.position) - 1
        named.setdefault(number, []).append(hit)
        if beside_negator:
            denied.add(number)
    for number, hits in named.items():
        words = {hit.element for hit in hits}
        if sum([weights[word] for word in words]) < DENIED_FROM * total:
            continue
        window = best_window(sorted(agreeing.get(number, ())), weights, within)
        enough = _share(window, weights, points) >= CLAIMED_FROM
        if enough and _clauses(window, sentences[number]) <= max(CLAUSES, phrasing.clauses):
            asserted = _asserted(claim, sentences, number)
            if asserted and not phrasing.denies and _denied_before(window, sentences[number]):
                asserted = False
            if asserted is not None:
                yield _Heard(number, asserted, window)
        elif number in denied and not phrasing.denies:
            window = best_window(sorted(hits), weights, within)
            if weight_of(window, weights) >= DENIED_FROM * total:
                yield _Heard(number, False, window)


def _words_of_points(readings: Iterable[Reading]) -> dict[int, float]:
    """Return how well the points are made to which the words at some positions belong."""
    points: dict[int, float] = {}
    for reading in readings:
        for found in reading.best[:POINTS_BY]:
            for hit in found.hits if found.score >= POINT_FROM else ():
                points[hit.position] = max(points.get(hit.position, 0.0), reading.best[0].score)
    return points


def _share(window: Sequence[Hit], weights: Sequence[float], points: Mapping[int, float]) -> float:
    """Return how much of a phrasing is said, less what makes a point better."""
    total = sum(weights)
    share = weight_of(window, weights) / total
    taken = [hit for hit in window if points.get(hit.position, 0.0) > share]
    return share - TAKEN * weight_of(taken, weights) / total


def _clauses(window: Sequence[Hit], sentence: Sentence) -> int:
    """Return over how many clauses some hits of a sentence stretch."""
    tokens = sentence.turn.tokens
    clauses = [tokens[hit.position - sentence.offset].clause for hit in window]
    return max(clauses) - min(clauses) + 1


def _denied_before(window: Sequence[Hit], sentence: Sentence) -> bool:
    """Return whether a not stands before the words in their clause, however far before."""
    tokens = sentence.turn.tokens
    first = min(hit.position for hit in window) - sentence.offset
    start = first
    while start > sentence.first and tokens[start - 1].clause == tokens[first].clause:
        start -= 1
    return any(negates(tokens, position) for position in range(start, first))


def _asserted(claim: CompiledClaim, sentences: Sequence[Sentence], number: int) -> bool | None:
    """Return whether a sentence with a claim's words makes the claim; None: it only raises it."""
    text = lowered(sentences[number].text)
    if _REFUTED_HERE.search(text):
        return False
    if text.rstrip().endswith("?") or (_SUPPOSED.match(text) and _CONDITIONAL.search(text)):
        return None
    following = lowered(sentences[number + 1].text) if number + 1 < len(sentences) else ""
    if _REPORTED.search(text) or _REFUTED_NEXT.match(following):
        return False
    return not _takes_back(claim, sentences[number])


def _takes_back(claim: CompiledClaim, sentence: Sentence) -> bool:
    stems = expanded_stems(sentence.tokens)
    return any(
        stems[start : start + len(words)] == words
        for words in claim.unless
        if words
        for start in range(len(stems) - len(words) + 1)
    )
