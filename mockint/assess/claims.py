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
from mockint.assess.matching import hits_of, named_in
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
    r"|it isn't(?:\s*[:.,;!]|\s+(?:true|so|right|correct|that)\b)"
    r"|(?:it's |that's )?(?:nonsense|rubbish)\b"
    r"|not (?:true|so|quite|at all)\b|(?:i|you|we|one) (?:\w+\s+)?hears? (?:that|this|it)\b"
    r"[^.]*\b(?:nonsense|rubbish|wrong|false|untrue|myth|not)\b)",
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
    listener = _Listener(answer, _words_of_points(readings))
    standing = []
    for claim in claims:
        heard = sorted(
            (heard for phrasing in claim.phrasings for heard in listener.hear(claim, phrasing)),
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


class _Listener:
    """Hears claims in the sentences of one answer."""

    def __init__(self, answer: SpokenAnswer, points: Mapping[int, float]) -> None:
        self._answer = answer
        self._points = points
        self._sentences = list(answer.sentences())
        self._starts = [sentence.offset + sentence.first for sentence in self._sentences]
        self._naming: dict[tuple[str, ...], frozenset[int]] = {}

    def hear(self, claim: CompiledClaim, phrasing: Phrasing) -> Iterator[_Heard]:
        """Yield where one phrasing of a claim is said, or taken back."""
        weights = [element.weight for element in phrasing.elements]
        total = sum(weights)
        promising = self._promising(phrasing, weights, total)
        if not promising:
            return
        within = min(phrasing.within, phrasing.length + BESIDE)
        agreeing: dict[int, list[Hit]] = {number: [] for number in promising}
        for hit in hits_of(phrasing, self._answer):
            agreeing.get(self._sentence_at(hit.position), []).append(hit)
        for number in promising:
            sentence = self._sentences[number]
            window = best_window(agreeing[number], weights, within)
            enough = _share(window, weights, self._points) >= CLAIMED_FROM
            if enough and _clauses(window, sentence) <= max(CLAUSES, phrasing.clauses):
                asserted = _asserted(claim, self._sentences, number)
                if asserted and not phrasing.denies and _denied_before(window, sentence):
                    asserted = False
                if asserted is not None:
                    yield _Heard(number, asserted, window)
            elif not phrasing.denies:
                named = [
                    (hit, beside_negator)
                    for hit, beside_negator in named_in(phrasing, self._answer)
                    if self._sentence_at(hit.position) == number
                ]
                if any(beside_negator for _, beside_negator in named):
                    window = best_window([hit for hit, _ in named], weights, within)
                    if weight_of(window, weights) >= DENIED_FROM * total:
                        yield _Heard(number, False, window)

    def _promising(
        self, phrasing: Phrasing, weights: Sequence[float], total: float
    ) -> Sequence[int]:
        """Return the sentences that name enough of a phrasing, wherever and however."""
        named: dict[int, float] = {}
        for element, weight in zip(phrasing.elements, weights, strict=True):
            for number in self._naming_any(element.keys):
                named[number] = named.get(number, 0.0) + weight
        return sorted(number for number, weight in named.items() if weight >= DENIED_FROM * total)

    def _naming_any(self, keys: tuple[str, ...]) -> frozenset[int]:
        found = self._naming.get(keys)
        if found is None:
            mentions = self._answer.mentions
            found = self._naming[keys] = frozenset(
                self._sentence_at(mention.position)
                for key in keys
                for mention in mentions.get(key, ())
            )
        return found

    def _sentence_at(self, position: int) -> int:
        return bisect_right(self._starts, position) - 1


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
