"""Words of the question weigh less: saying them back shows less than finding them."""

from collections.abc import Iterable, Sequence

from mockint.assess.glossary import Glossary, Span
from mockint.assess.growing import ReadTurn
from mockint.assess.matching import Weigh
from mockint.assess.phrasings import Element
from mockint.assess.tokens import Token, tokenize

QUESTION_WORD = 0.35
"""What a word of the question weighs, of a new one: measured to carry less, but not nothing."""


def weigh_against(ask: str, counted: Sequence[ReadTurn], glossary: Glossary) -> Weigh:
    """Return how to weigh an element after what was asked.

    A probe gives words away too, but only to someone who hadn't said them yet.
    """
    given_away = _asked(ask, glossary)
    said: set[str] = set()
    for read in counted:
        given_away |= _asked(read.turn.asked, glossary) - said
        said |= _keys(read.tokens, read.spoken.spans)

    def weigh(element: Element) -> float:
        known = element.key in given_away or (
            bool(element.parts) and given_away.issuperset(element.parts)
        )
        return element.weight * (QUESTION_WORD if known else 1.0)

    return weigh


def _asked(text: str, glossary: Glossary) -> set[str]:
    tokens = tokenize(text)
    return _keys(tokens, glossary.all_spans(tokens))


def _keys(tokens: Iterable[Token], spans: Iterable[Span]) -> set[str]:
    return {token.stem for token in tokens} | {span.key for span in spans}
