"""Numbers that somebody gives before they are asked for one by one."""

import re
from collections.abc import Mapping, Sequence

from mockint.assess.estimates import CountedText, read_numbers
from mockint.core.assessment import AnswerTurn, Expected, NumberFound, Volunteered

_BARE = re.compile(r"[\d,._]+")
_NOUN = re.compile(
    r"\s(?!(?:and|are|because|for|from|per|since|the|then|when|which|with)\b)[A-Za-z]{3,}"
)
_A_SECOND = re.compile(
    r"\s(?:\w+\s)?(?:answers|calls|completions|contacts|events|hits|lookups|messages|posts|prompts"
    r"|questions|searches|suggestions|tickets)\s?(?:/\s?s\b|(?:a|per|each|every)\s(?:second|sec)\b)",
    re.IGNORECASE,
)
"""What comes by the second besides requests, each of which is one: `25 model calls a second`."""


def volunteered(
    turn: AnswerTurn, unasked: Mapping[str, Expected], committed: Sequence[str]
) -> tuple[Volunteered, ...]:
    """Return the right numbers in a turn; without one, the number that it commits to as it is.

    What is merely said in the talk counts only where it is right: nobody knows what else it was
    meant for. `committed` are the follow-ups that the turn may commit to.
    """
    right: dict[str, NumberFound] = {}
    given: dict[str, NumberFound] = {}
    for followup, expected in unasked.items():
        for number in read_numbers([_counted(turn, committed)], expected, turn.asked).numbers:
            if number.within and not _counts_something_else(turn.text, number, expected.unit):
                right.setdefault(followup, number)
            elif number.expected is not None and followup in committed:
                given[followup] = number
    named = {name: number for name, number in given.items() if len(given) == 1 and not right}
    return tuple(
        Volunteered(followup=followup, number=number)
        for followup, number in {**right, **named}.items()
    )


def _counts_something_else(text: str, number: NumberFound, unit: str | None) -> bool:
    """Tell whether a number without a known unit counts what the next word names: `80 layers`.

    Where a mere count is wanted, or what comes by the second, the word may name just that.
    """
    if unit is None or (unit == "requests/s" and _A_SECOND.match(text, number.end)):
        return False
    return bool(_BARE.fullmatch(number.quote) and _NOUN.match(text, number.end))


def _counted(turn: AnswerTurn, committed: Sequence[str]) -> CountedText:
    """Leave a number's name before it aside, which is no part of what is said."""
    name, colon, _ = turn.text.partition(":")
    named = bool(committed) and bool(colon) and len(name.split()) == 1
    return CountedText(turn.turn, turn.text, len(name) + 1 if named else 0)
