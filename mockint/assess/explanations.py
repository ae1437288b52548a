"""Why a verdict is what it is: the phrasings that decided, word by word."""

from collections.abc import Iterator
from dataclasses import dataclass

from mockint.assess.answers import SpokenAnswer
from mockint.assess.matching import FAR, Match, Weigh
from mockint.assess.reading import Reading
from mockint.core.assessment import Assessment, Verdict


@dataclass(frozen=True, slots=True)
class WordExplained:
    """One word, or term, of a phrasing."""

    word: str
    """As the phrasing has it."""
    weight: float
    said: str | None
    """What the answer has for it; None: nothing."""
    worth: float
    """How much of the weight that earned, 0 to 1."""


@dataclass(frozen=True, slots=True)
class PhrasingExplained:
    """One of the phrasings that decided on a point."""

    text: str
    score: float
    opposed: bool
    """True where the answer said the opposite of one of its words."""
    words: tuple[WordExplained, ...]


@dataclass(frozen=True, slots=True)
class PointExplained:
    """A point, or a member of a group."""

    id: str
    verdict: Verdict
    strength: float
    phrasings: tuple[PhrasingExplained, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """An assessment and the words behind it."""

    assessment: Assessment
    points: tuple[PointExplained, ...]

    def __str__(self) -> str:
        """Return it for a person: each point, its best phrasings, and what their words earned."""
        return "\n".join(line for point in self.points for line in _lines(point))


def _lines(point: PointExplained) -> Iterator[str]:
    yield f"{point.id}: {point.verdict} ({point.strength:.2f})"
    for phrasing in point.phrasings:
        opposed = ", says the opposite" if phrasing.opposed else ""
        yield f"  {phrasing.score:.2f}{opposed}  {phrasing.text}"
        for word in phrasing.words:
            earned = f"{word.weight * word.worth:.2f} of {word.weight:.2f}"
            yield f"        {earned}  {word.word}" + (f" <- {word.said}" if word.said else "")


def explain_point(
    reading: Reading, verdict: Verdict, answer: SpokenAnswer, weigh: Weigh
) -> PointExplained:
    """Show what the phrasings that decided found in an answer."""
    return PointExplained(
        id=reading.id,
        verdict=verdict,
        strength=reading.strength,
        phrasings=tuple(_explain_match(found, answer, weigh) for found in reading.best),
    )


def _explain_match(found: Match, answer: SpokenAnswer, weigh: Weigh) -> PhrasingExplained:
    near = {hit.element: hit for hit in found.hits}
    far = {hit.element: hit for hit in found.far}
    words = []
    for number, element in enumerate(found.phrasing.elements):
        hit = near.get(number) or far.get(number)
        worth = hit.worth * (1 if number in near else FAR) if hit else 0.0
        words.append(
            WordExplained(
                word=element.word,
                weight=round(weigh(element), 4),
                said=answer.words(hit.position, hit.after) if hit else None,
                worth=round(worth, 4),
            )
        )
    return PhrasingExplained(
        found.phrasing.text, round(found.score, 4), found.opposed, tuple(words)
    )
