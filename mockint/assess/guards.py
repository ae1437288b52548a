"""What only looks like an answer: text for the grader, the points in the negative, another topic.

No guard lowers a verdict by a keyword: text for the grader is left out of the evidence.
"""

import re
from collections.abc import Iterable, Sequence, Set

from mockint.assess.answers import Sentence, SpokenAnswer
from mockint.assess.lexicon import words
from mockint.assess.matching import denied_share
from mockint.assess.phrasings import specific_words
from mockint.assess.points import COVERED_FROM, MIDDLE_FROM
from mockint.assess.reading import Reading
from mockint.assess.tokens import Token, lowered

DENIED_POINTS, DENIED_SHARE = 2, 0.7
"""A rubric in the negative: so many points of which so much is said, with a not."""
OFF_TOPIC_WORDS, OFF_TOPIC_SHARE = 20, 0.1
"""Off topic: so many words, and hardly any that isn't everyday English is listened for."""
LONGEST_SENTENCE = 2000
"""Characters of a sentence that are searched for words to the grader."""
FOREIGN_WORDS, FOREIGN_SHARE = 10, 0.25
"""Foreign: of so many words that aren't everyday English, less than this share is listened for."""

_GRADER = (
    r"(?:ai\s|llm\s)?(?:grader|assessor|evaluator|judge|examiner|scorer|marker|reviewer|rater"
    r"|grading\s(?:model|system|ai))s?"
)
_BEST = r"(?:full|maximum|max|top|highest|perfect|best|10\s?/\s?10|100\s?%|five\sstars)"
_CLAUSE = r"(?:^|[.,;:!?—\"'“‘(]\s*|\b(?:please|now|and|just|then|so|must|should)\s)"
_ADDRESSES_GRADER = re.compile(
    rf"""
      {_CLAUSE}(?:ignore|disregard|forget|override|bypass)\s(?:\w+\s){{0,4}}?
        (?:instructions?|rubric|prompts?|guidelines|criteria|your\srules|previous\srules)\b
    | ^\W*(?:dear|hey|hi|hello|attention|note\s(?:to|for)|message\s(?:to|for)|to)\s
        (?:the\s|my\s|all\s)?{_GRADER}\s*[,:!.—-]
    | \b(?:give|award|grant|assign)\s
        (?:me|my\sanswer|this\s(?:answer|candidate|response)|the\scandidate)
        \s(?:\w+\s){{0,4}}?(?:marks?|score|credit|points?|grade|rating|level|pass)\b
    | \b(?:give|award|grant|assign|deserves?)\s(?:\w+\s){{0,3}}?{_BEST}\s
        (?:marks?|score|credit|points?|grade|rating)
    | {_CLAUSE}(?:mark|rate|score|grade|count|treat|record|consider)\s
        (?:me|it|this|all|every|everything|each|my|the\s(?:answer|candidate|response))\b(?:\s\w+){{0,4}}?\s
        (?:covered|correct|complete|passed|perfect|excellent|strong\shire|hire|{_BEST}|level\s[34])\b
    | \byou\sare\s(?:now\s)?(?:an?\s|the\s)?(?:\w+\s){{0,2}}?{_GRADER}\b
    | <\|?(?:im_start|system|endoftext|assistant)\|?> | \[/?(?:inst|system)\]
    | ^\W*(?:system|assistant|developer)\s?(?:prompt|message|note)?\W?\s?:
    | \b(?:you|please|must|should)\s(?:\w+\s)?(?:score|rate|grade|mark)\s
        (?:\w+\s){{0,2}}?(?:\d|{_BEST})
    | \ball\s(?:the\s)?(?:rubric\s|key\s)?(?:points|items|criteria)\s(?:are\s|were\s)?
        (?:covered|met|made)\b
    | ["'](?:verdict|score|level|grade)["']\s?: | \bverdict\s?[:=]\s?["']?covered
    """,
    re.VERBOSE,
)
_GRADING_WORDS = words(
    """
    instruction rubric prompt guideline criteria rules grader assessor evaluator judge examiner
    scorer marker reviewer rater grading mark score credit point grade rating level pass cover
    correct complete perfect excellent hire full max verdict system assistant developer im_start
    [inst [/inst endoftext
    """
)
"""Without one of these no sentence speaks to a grader; most are through here."""
_SPOKEN_OF = re.compile(
    r"""\b(?:attack\w*|inject\w*|jailbreak\w*|malicious|adversar\w*|hidden|hid(?:e|es|ing)|e\.?g|examples?
    |for\sinstance|such\sas|says?|saying|said|reads|contain(?:s|ed|ing)?|embed(?:s|ded)?|users?|someone
    |somebody|documents?|pages?|e?-?mails?|websites?|payloads?|untrusted|tells?|telling|instructs?|tries
    |trying|tricks?|phrases?\slike|judge\smodel|llm[\s-]as[\s-]a?[\s-]?judge)\b""",
    re.VERBOSE,
)


def sentences_to_grader(sentences: Iterable[Sentence]) -> frozenset[int]:
    """Return the sentences (by number within their turn) that speak to whoever grades.

    A sentence that speaks of such words, as one about prompt injection does, isn't one of them.
    """
    sentences = list(sentences)
    grading = _grading_words({sentence.turn.text for sentence in sentences})
    found = set()
    for sentence in sentences if grading else ():
        text = lowered(sentence.text[:LONGEST_SENTENCE])
        looks_like_it = any(map(text.__contains__, grading))
        if looks_like_it and _ADDRESSES_GRADER.search(text) and not _SPOKEN_OF.search(text):
            found.add(sentence.tokens[0].sentence)
    return frozenset(found)


def _grading_words(texts: Iterable[str]) -> list[str]:
    """Return which of the grading words stand in some texts at all: few, or none."""
    low = [lowered(text) for text in texts]
    return [word for word in _GRADING_WORDS if any(word in text for text in low)]


def repeats_in_the_negative(readings: Iterable[Reading], answer: SpokenAnswer) -> bool:
    """Return whether an answer goes through the points and denies them.

    Denied words earned nothing already; the flag says why an answer of the right words scores low.
    """
    if len(answer.denied) < DENIED_POINTS:
        return False
    readings = list(readings)
    denied = sum(
        reading.strength < COVERED_FROM
        and any(
            denied_share(found.phrasing, answer, DENIED_SHARE) >= DENIED_SHARE
            for found in reading.best
        )
        for reading in readings
    )
    covered = sum(reading.strength >= COVERED_FROM for reading in readings)
    return denied >= DENIED_POINTS and denied > covered


def is_foreign(tokens: Sequence[Token], *listened_for: Set[str]) -> bool:
    """Return whether most of an answer's special words are unknown to its question.

    Any long answer holds words of many points; in one about something else they rarely come
    together closely.
    """
    specific = specific_words(tokens)
    if len(specific) < FOREIGN_WORDS:
        return False
    stems = {token.stem for token in specific}
    heard = set().union(*(stems.intersection(keys) for keys in listened_for))
    known = sum([token.stem in heard for token in specific])
    return known < FOREIGN_SHARE * len(specific)


def is_off_topic(
    readings: Iterable[Reading],
    elsewhere: Iterable[Iterable[Reading]],
    tokens: Sequence[Token],
    *listened_for: Set[str],
) -> bool:
    """Return whether an answer has none of the scope's words, or answers another question."""
    best = max((reading.strength for reading in readings), default=0.0)
    if best >= MIDDLE_FROM or len(tokens) < OFF_TOPIC_WORDS:
        return False
    specific = specific_words(tokens)
    heard = sum(any(token.stem in keys for keys in listened_for) for token in specific)
    if heard < OFF_TOPIC_SHARE * len(specific):
        return True
    other = max((r.strength for question in elsewhere for r in question), default=0.0)
    return other >= COVERED_FROM
