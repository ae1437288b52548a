"""What one may say as an interviewer, told by its words alone: pure, and the same for every voice.

A model's stream is held against these rules clause by clause before anybody sees it, and after a
round every voice, the script's own included, is held against them once more.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

LEAKED_SHARE = 0.6
"""Of a secret's words that nobody has said before, the share that gives it away."""
LEAKED_WORDS = 2
"""And so many of them at least: one word in common is chance."""
SAME_SHARE = 0.8
"""Of the words of two questions together, the share in common that makes them one."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FOREIGN_WORDS, FOREIGN_SHARE = 4, 0.15
"""A clause of so many words is in another language when fewer than this share are known."""
FOREIGN_HEARD = 2
"""Or when it holds so many of the small words of other languages."""

_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[a-z0-9][a-z0-9_.'-]*[a-z0-9]|[a-z0-9]")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]]*$")
_SENTENCE = re.compile(r"[.!?…]+[\"'”’)\]]*\s+")
_ABBREVIATED = re.compile(r"\b(?:e\.g|i\.e|vs|etc|approx|cf|no)\.$", re.IGNORECASE)
_SUFFIXES = ("ations", "ation", "ings", "ing", "ers", "ed", "er", "es", "ly", "s", "e")
_COMMON = _words(
    """
    a about above after again all also am an and any anything are as ask asked asking at away
    back be because been before being bit both but by came can can't come could did do does
    doesn't doing don't done down each either else even every explain far few first for from
    gave get give go going gone good got had happen happens has have having he hear help her
    here him his how i i'd i'll i'm i've if in instead into is isn't it it's its just keep kind
    know later let let's like little ll look made make makes many may maybe me mean might moment
    more most much must my near need never next no not now of off okay on once one only or other
    our out over own part per place please put question rather re really right said same say see
    she should so some something sort start step still such take talk tell than thank thanks
    that that's the their them then there these they thing things think this those through time
    to together too took try two under until up us use used using ve very walk want was way we
    well went were what what's when where which while who whole whose why will with without word
    words work would wrong yes yet you you'd you'll you're you've your
    """
)
_ELSEWHERE = _words(
    """
    und der das ist nicht ein eine einen für mit wie wenn ich sie wir welche genau auch dem den
    oder les est pas pour une dans que qui vous nous avec sur plus mais quoi quelle ce ces des
    du los las por para una pero como este esta qué cómo del con sus más che per sono della nel
    più cosa het een niet van wat hoe voor não você isso uma os um
    """
)
"""Small words of German, French, Spanish, Italian, Dutch and Portuguese that English has not."""

_PRAISED = (
    r"(?:really |very |pretty |such )?(?:a |an )?(?:great|good|excellent|perfect|nice|solid|strong"
    r"|weak|poor|brilliant|fantastic|wonderful|impressive|superb|awesome|amazing|clever|smart|bad"
    r"|fair|valid|thoughtful|thorough|insightful|helpful|interesting|wrong|incorrect|mistaken)"
)
_VERDICT = re.compile(
    rf"""
      \b{_PRAISED}\s(?:answer|points?|question|job|work|start|catch|thinking|thought|one|explanation
        |summary|insight|overview|example|choice|idea|stuff|call|reasoning|observation|analysis)\b
    | ^\W*(?:oh|ah|okay|ok|well|so|and|yes|hmm)?\W*(?:great|good|excellent|perfect|nice|brilliant
        |fantastic|wonderful|impressive|correct|incorrect|exactly|precisely|right|wrong|absolutely
        |indeed|awesome|superb|amazing|lovely|cool|true|false|spot\son|bingo|yep|nope|almost|close
        |interesting|agreed|not\s(?:quite|exactly)(?:\s(?:right|correct|there))?)\W*$
    | \b(?:that(?:'s|’s|\sis|\swas|\ssounds|\sseems|\slooks)|you(?:'re|’re|\sare|\swere))\s
        (?:\w+\s){{0,2}}?(?:right|correct|wrong|incorrect|mistaken|true|false|spot\son|it\sexactly
        |exactly\s(?:it|right|what)|{_PRAISED})\b
    | \b(?:well\s(?:done|put|said|explained|reasoned)|makes\s(?:\w+\s){{0,4}}?sense|fair\senough
        |i\s(?:\w+\s)?(?:agree|disagree)|you(?:'ve|’ve|\shave)?\s(?:nailed|missed|forgot|forgotten
        |overlooked|covered|passed|failed)|i\s(?:\w+\s)?(?:like|love)\s(?:that|how|your|the\sway)
        |full\s(?:marks|credit)|on\sthe\sright\strack|good\sto\shear|impress\w*)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_OUT_OF_ROLE = re.compile(
    r"""
      \bas\san?\s(?:\w+\s)?(?:ai|assistant|language\smodel|llm|chatbot|interviewer)\b
    | \bi(?:'m|’m|\sam)\s(?:just\s|only\s)?an?\s(?:\w+\s)?
        (?:ai|assistant|language\smodel|llm|chatbot)\b
    | \bmy\s(?:system\s)?(?:instructions?|prompt|guidelines|programming|training\sdata)\b
    | \b(?:the|this|your|our)\s
        (?:rubric|scorecard|score|grade|marking\sscheme|model\sanswer|script)\b
    | \bthe\scandidate\b | \bthe\sinterviewer\b
    | \bhow\s(?:can|may)\si\s(?:help|assist)\b
    | \bi(?:\scan(?:'t|’t|not)|(?:'m|’m|\sam)\s(?:un|not\s)able\sto)\s
        (?:help|assist|provide|comply)\b
    | \bhere(?:'s|’s|\sis)\s(?:the|my|your|an?)\s(?:\w+\s)?
        (?:response|reply|answer|version|wording)\b
    | \b(?:overall|final)\s(?:score|verdict|rating)\b | \blevel\s[1-4]\b | \bhire\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NO_SPEECH = re.compile(r"[<>{}`|\\#*_~\[\]]|https?:|^\s*-\s")


class Secret(NamedTuple):
    """Something that the interviewer must not give away."""

    id: str
    """Of the point, or what else it is of."""
    text: str


def sentences(text: str) -> list[str]:
    """Return a text's sentences; an abbreviation ends none."""
    found, start = [], 0
    for end in _SENTENCE.finditer(text):
        sentence = text[start : end.end()].strip()
        if ends_sentence(sentence):
            found.append(sentence)
            start = end.end()
    rest = text[start:].strip()
    return [*found, rest] if rest else found


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends where a sentence does."""
    stripped = text.rstrip()
    return bool(_SENTENCE_END.search(stripped)) and not _ABBREVIATED.search(stripped)


def is_question(sentence: str) -> bool:
    """Tell whether a sentence asks something, by its mark."""
    end = _SENTENCE_END.search(sentence.rstrip())
    return end is not None and "?" in end.group()


def questions(text: str) -> list[str]:
    """Return the sentences of a text that ask something."""
    return [sentence for sentence in sentences(text) if is_question(sentence)]


def telling_words(text: str) -> frozenset[str]:
    """Return the words that a text is about, in a form in which their endings count little."""
    words = _WORD.findall(text.lower().replace("’", "'"))
    return frozenset(
        _stem(word.removesuffix("'s")) for word in words if len(word) > 1 and word not in _COMMON
    )


def _stem(word: str) -> str:
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    fitting = (s for s in _SUFFIXES if word.endswith(s) and len(word) - len(s) > 2)
    return word.removesuffix(next(fitting, ""))


def numbers(text: str) -> frozenset[str]:
    """Return the numbers that are written in digits: `1,000` and `1000` are one."""
    return frozenset(number.replace(",", "") for number in _NUMBER.findall(text))


def verdict_in(text: str) -> str | None:
    """Return the words by which a clause praises, blames or decides."""
    found = _VERDICT.search(text)
    return found.group().strip() if found else None


def out_of_role(text: str) -> str | None:
    """Return the words by which a clause speaks as something else than an interviewer."""
    found = _OUT_OF_ROLE.search(text)
    return found.group() if found else None


def unspeakable(text: str) -> str | None:
    """Return what in a clause nobody can say: markup, an address, a stage direction."""
    found = _NO_SPEECH.search(text)
    return found.group() if found else None


def vocabulary(text: str) -> frozenset[str]:
    """Return every word of a text."""
    return frozenset(_LETTERS.findall(text.lower()))


def is_foreign(clause: str, known: frozenset[str]) -> bool:
    """Tell whether a clause is in another language than English, by the words that are known."""
    words = _LETTERS.findall(clause.lower())
    letters = "".join(word for word in words if word not in known)
    if sum(not letter.isascii() for letter in letters) * 3 > len(letters):
        return True
    if sum(word in _ELSEWHERE and word not in known for word in words) >= FOREIGN_HEARD:
        return True
    heard = sum(word in _COMMON or word in known for word in words)
    return len(words) >= FOREIGN_WORDS and heard < FOREIGN_SHARE * len(words)


def leaked(said: frozenset[str], known: frozenset[str], secrets: Iterable[Secret]) -> str | None:
    """Return the secret that is given away by words where only `known` ones were said before.

    Words are `telling_words`.
    A secret of which all but one word is known already can't be told from a question about it.
    """
    for secret in secrets:
        new = _words_of_secret(secret.text) - known
        hits = len(new & said)
        if hits >= LEAKED_WORDS and hits >= LEAKED_SHARE * len(new):
            return secret.id
    return None


@lru_cache(maxsize=4096)
def _words_of_secret(text: str) -> frozenset[str]:
    # The same secrets are looked for in every clause of a round.
    return telling_words(text)


def same_question(one: str, other: str) -> bool:
    """Tell whether two questions ask the same in about the same words."""
    first, second = telling_words(one), telling_words(other)
    if not first and not second:
        return one.strip().lower() == other.strip().lower()
    return len(first & second) >= SAME_SHARE * len(first | second)
