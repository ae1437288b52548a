"""Text to tokens: every token knows its place in the original text, its sentence and its clause.

Offsets always refer to the text as it was typed; what is compared is a normalised form (NFKC, lower
case, no zero-width characters), so that a quote can be cut from the original on arbitrary Unicode.
One pass, linear in the length of the text.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from threading import Lock
from typing import Any, NamedTuple

from mockint.assess.lexicon import ABBREVIATIONS, CLAUSE_OPENERS
from mockint.assess.word_forms import ALWAYS_ISE, BASE_OF, FAMILIES

LONGEST_WORD = 64
"""The stemmer is quadratic in the length of a word: a longer one is compared by its beginning."""
REMEMBERED = 5000
"""Characters of a text whose tokens are kept for the next reading."""

_RAISED = "⁰¹²³⁴-⁹"
_LETTER = rf"[^\W_{_RAISED}]"
# Apostrophes, combining accents, zero-width characters and soft hyphens stay inside a word.
_JOINER = "['’ʼ\u0300-\u036f\u200b-\u200d\u2060\ufeff\u00ad]"
_MORE = rf"(?:{_JOINER}{{1,3}}{_LETTER}+)*"
# Words first, and what isn't one is left at once where no number begins: most of any text.
_TOKEN = re.compile(
    rf"[^\W\d_{_RAISED}]{_LETTER}*{_MORE}|(?=[\d{_RAISED}%])"
    rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+\.\d+|\d+(?=[^\W\d_]{{2}})"
    rf"|{_LETTER}+{_MORE}|[{_RAISED}]+|%)"
)
_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")
_BULLET = r"\n[ \t]*[-*•–>]\s"
_SENTENCE_END = re.compile(rf"[.!?…][\"')\]”’*_]*\s|[。！？]|\n[ \t\r]*\n|{_BULLET}")
_CLAUSE_END = re.compile(r"[,;:()\[\]{}—–→⇒|]|\s-\s|--|[-=]>")
_BRITISH = re.compile(r"is(?=(?:ations?|e|ed|er|ers|es|ing)\Z)")
_CONTRACTED = {"ca": "can", "wo": "will", "sha": "shall"}
_STEMMING = Lock()


class Token(NamedTuple):
    """One word or number."""

    text: str
    """Normalised: lower case, NFKC, without zero-width characters and thousands separators."""
    stem: str
    start: int
    end: int
    sentence: int
    clause: int
    after_comma: bool
    """True where nothing but a comma parts this token from the clause before it."""


_token = tuple.__new__  # Half the time of Token(...), of which a text has hundreds.


def tokenize(text: str) -> tuple[Token, ...]:
    """Return the words and numbers of a text in order; total on any string."""
    # A question, and the older turns of a growing answer, are read again and again.
    return _tokenize_once(text) if len(text) <= REMEMBERED else _tokenize(text)


@lru_cache(maxsize=128)
def _tokenize_once(text: str) -> tuple[Token, ...]:
    return _tokenize(text)


def _tokenize(text: str) -> tuple[Token, ...]:
    tokens: list[Token] = []
    sentence = clause = end = 0
    for match in _TOKEN.finditer(text):
        start, after = match.span()
        typed = match.group()
        word, stemmed = _forms_once(typed) if after - start <= LONGEST_WORD else _forms(typed)
        gap = text[end:start]
        after_comma = False
        if not tokens:
            pass
        elif gap == " " or not gap:
            if word in CLAUSE_OPENERS:
                clause += 1
        elif _ends_sentence(gap, tokens, text):
            sentence += 1
            clause += 1
        elif _CLAUSE_END.search(gap):
            clause += 1
            after_comma = gap.strip() == ","
        elif word in CLAUSE_OPENERS:
            clause += 1
        end = after
        tokens.append(_token(Token, (word, stemmed, start, end, sentence, clause, after_comma)))
    return tuple(tokens)


def lowered(text: str) -> str:
    """Return a text in lower case with straight apostrophes, every character in its place.

    Patterns that needn't ignore case are four times as fast.
    """
    lower = text.lower()
    if len(lower) != len(text):  # İ becomes two characters
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lower.replace("’", "'")


def stem(word: str) -> str:
    """Return what the forms of a normalised word have in common."""
    return _stem(word[:LONGEST_WORD])


def expanded_stems(tokens: Iterable[Token]) -> tuple[str, ...]:
    """Return the stems of tokens with contractions written out, so that isn't is also a not."""
    stems: list[str] = []
    for token in tokens:
        if token.text == "cannot" or token.text.endswith("n't"):
            verb = token.text.removesuffix("not").removesuffix("n't")
            stems += (_CONTRACTED.get(verb, verb), "not")
        else:
            stems.append(token.stem)
    return tuple(stems)


def _forms(typed: str) -> tuple[str, str]:
    """Return a word as it is compared, and its stem."""
    word = _normalise(typed)
    return word, _stem(word[:LONGEST_WORD])


@lru_cache(maxsize=1 << 16)
def _forms_once(typed: str) -> tuple[str, str]:
    return _forms(typed)


def _normalise(word: str) -> str:
    if not word.isascii():
        word = unicodedata.normalize("NFKC", _INVISIBLE.sub("", word)).replace("’", "'")
    word = word.lower()
    if "'" in word:
        word = word.removesuffix("'s")
    elif "," in word:
        word = word.replace(",", "")
    return "percent" if word == "%" else word


def _ends_sentence(gap: str, tokens: Sequence[Token], text: str) -> bool:
    """Return whether what stands behind the tokens so far ends a sentence."""
    if not _SENTENCE_END.search(gap):
        return False
    if gap.rstrip(" ") != ".":
        return True
    last = tokens[-1]
    spelled_out = (  # e.g.
        len(last.text) == 1 and len(tokens) > 1 and text[tokens[-2].end : last.start] == "."
    )
    return not (spelled_out or last.text in ABBREVIATIONS)


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    word = BASE_OF.get(word, word)
    if len(word) < 3 or not word.isalpha():
        return word
    if len(word) > 6 and not word.startswith(ALWAYS_ISE):
        word = _BRITISH.sub("iz", word, count=1)
    with _STEMMING:  # a stemmer keeps its word in itself
        stemmed = str(_stemmer().stemWord(word))
    return FAMILIES.get(stemmed, stemmed)


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    # 20 ms, as it loads the stemmers of thirty languages: not before something is read.
    from snowballstemmer import stemmer

    return stemmer("english")
