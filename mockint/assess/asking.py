"""The sentences of a turn that ask something, and the questions that one sentence joins."""

import re
from collections.abc import Iterator

from mockint.assess import intent_patterns as forms
from mockint.assess.tokens import lowered

LONGEST_TURN = 4000
"""Characters of a turn that are looked at."""
MOST_UNITS = 40

_LISTED = re.compile(r"\s*(?:[,;/&]|\band\b|\bas well as\b|\bplus\b)\s*")
_JOINED = re.compile(
    r"""(?:[,;:]\s*(?:(?:and|or|but|so|also|plus|then)\s+)*|\s+(?:and|plus)\s+(?:also\s+|then\s+)?)
        (?=(?:(?:in|from|by|at|on|to|for|with|through|until|since)\ )?
           (?:what|what's|whats|which|who|whose|where|when|is|are|do|does|did|can|may|must)\b
           (?!\W*(?:\Z|,|and\b))
          |how\ \w+\ (?!(?:\w+\ ){0,2}each\ of\ them)\w)""",
    re.VERBOSE | re.IGNORECASE,
)
"""Between two questions of one sentence."""
_ASKING = re.compile(
    r"""\A\W*(?:(?:so|and|also|ok|okay|well|right|sure|thanks|great|first|second|then|next|but
        |another\ (?:one|question)|one\ more(?:\ thing)?|quick\ question|before\ i\ start)\W+)*
    (?:i(?:'d|\ would|'ll|\ will)?\ (?:also\ |just\ |first\ )?
            (?:like|want|need|have|love)\ to\ (?:know|ask|clarify|understand|find\ out|check|see)
      |please\b|i(?:'m|\ am)\ (?:wondering|curious|asking)|let\ me\ (?:ask|clarify|check)|tell\ me
      |(?:can|could|would|will)\ you\ (?:tell|give|share|say|describe)|give\ me|what\ about
      |how\ about|my\ (?:first|next|other|last)?\ ?questions?\b|a\ question
      |anything\ (?:on|about)|any\ \w+|do\ (?:we|you|they)|does|is\ there|are\ there)""",
    re.VERBOSE,
)
_NEEDS = re.compile(
    r"""\bi(?:'d|\ would)?\ (?:also\ |still\ |just\ )?need
        \ (?:the\ |your\ |some\ |a\ |an\ )?(?:\w+\ )?(?:numbers?|figures?|sizes?|counts?|lengths?
        |rates?|shares?|volumes?|requests|budget|prices?)\b""",
    re.VERBOSE,
)
"""A statement that asks, wherever it stands in its sentence."""
_ADVICE = re.compile(
    r"""\b(?:should|shall)\ (?:i|we)\ (?:use|pick|choose|start|begin|draw|take|write|go)\b
      |(?<!\bmuch\ )(?<!\bmany\ )(?<!\bfast\ )\bdo\ you\ (?:want|prefer|like|recommend|suggest)\b
      |\bwould\ you\ (?:prefer|recommend|like)\b
      |\bmy\ (?:own\ )?team\b|\b(?:people|engineers|developers)\ (?:do|will|would|can)\ i\b
      |\b(?:to\ build|building|to\ implement|implementing)\ (?:it|this|that)\b""",
    re.VERBOSE,
)
"""Asked for an opinion, or about those who are to build it, and so for no fact."""


_OPENS = re.compile(
    r"""\A\W*(?:(?:so|and|also|ok|okay|well|right|sure|thanks|great|first|second|then|next|but)\W+)*
    (?:how\ (?:many|much|often|big|large|long|fast|quickly|soon|well|good|bad|reliable|far|old
             |do|does|did|is|are|was|were|can|will)\b
      |(?:is|are|was|does|do|did|has|have|can|may|must|will)\ (?:there|it|they|this|that|these
             |we|you|the|any|some|all|every\w*|people|\w+s)\b
      |(?:where|when|who|whose)(?:'s|\ (?:is|are|was|do|does|did|can|will|must|has|have)\b)
      |who\ \w+s\b|which\ (?!means|is\ (?:why|how|what|where)|makes|gives|leads|in\ turn)\w+
      |what(?!'s\ (?:left|kept|more|needed)
             |\ (?:i|we|you|they|it|matters|counts|happens|is\ \w+ed)\b)(?:'s|\ \w+)
      |what\ (?:can|do|does|did|will|must)\ (?:we|you|they|it|i)\b
      |(?:chat|text|email|mail)\W.*\bor\b)""",
    re.VERBOSE,
)
"""How a question opens that somebody types without its mark."""
_ONES_OWN = re.compile(r"[;:]|\b(?:i'd|i\ would|i'll|therefore|because|so\ that)\b", re.VERBOSE)
"""In what opens like a question and states something: "how fast it is: ..."."""
SHORT = 16
"""Words of a question without its mark."""
_WANTS = re.compile(
    r"""\bi(?:'d|\ would|\ still|\ also|\ first)*\ (?:need|want|like|love|miss|lack)
        \ (?:the|your|some|to\ (?:know|hear|understand|learn|see|find\ out|get))\b
      |\b(?:i'm|i\ am)\ (?:missing|interested\ in|looking\ for|not\ sure|unsure|still\ unclear)\b
      |\b(?:i\ (?:don't|do\ not)\ know|it's\ (?:not|un)\ ?clear\ to\ me)\b
      |\b(?:it\ (?:would|'d)|that\ would)\ help\ (?:me\ )?(?:to\ )?(?:know|hear|have|see)\b
      |\b(?:depends|hinges)\ on\b|\b(?:matters|missing)\ (?:to\ me\ )?(?:is|are)\b""",
    re.VERBOSE,
)
"""A statement that asks where somebody is finding out what they need."""
_STATES = re.compile(
    r"""\b(?:i|we|i'd|i'll|i'm|we'd|we'll|let's|let|me|you|it|they|is|are|was|were|be|will|would
        |can|could|should|must|may|might|has|have|had|do|does|did|don't|won't|isn't|aren't
        |because|so|then|ok|okay|yes|yeah|no|not|none|without|skip|leave|ignore|assume|assuming
        |say|suppose|thanks|thank|sure|fine|draw|done|scope|first|later|start|begin)\b
      |(?<![pP\d/])\d(?!\d?/\d)""",
    re.VERBOSE,
)
"""What makes more of a few words than the name of something."""
LONGEST_NAME = 9
"""Words of what only names something that one wants to know."""


def clauses_of(question: str) -> list[str]:
    """Return the questions that a sentence joins: "how many are there, and how long are they"."""
    return _JOINED.split(question)


def parts_of(question: str) -> list[str]:
    """Return what a question lists: "the latency, the budget and the languages"."""
    return [part for part in _LISTED.split(question) if part.strip()]


def sentences_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence begins and ends."""
    text = text[:LONGEST_TURN]
    start = 0
    for found in re.finditer(r"[.!?]+(?=\s|\Z)|\n+", text):
        if text[start : found.end()].strip():
            yield start, found.end()
        start = found.end()
    if text[start:].strip():
        yield start, len(text)


def questions_in(text: str, answers: bool, finding_out: bool = False) -> list[str]:
    """Return the sentences that ask something.

    Of a turn that `answers` besides, only those at its end. Where somebody is `finding_out` what
    they need, a name of something asks for it: "the budget".
    """
    sentences = [text[start:end].strip() for start, end in sentences_in(text)][-MOST_UNITS:]
    asks = [_asks(each) or (finding_out and _names(each)) for each in sentences]
    if answers and 2 * sum(asks) <= len(asks):
        first = len(asks)
        while first and asks[first - 1]:
            first -= 1
        sentences, asks = sentences[first:], asks[first:]
    return [sentence for sentence, asking in zip(sentences, asks, strict=True) if asking]


def _names(sentence: str) -> bool:
    """Tell whether a sentence does no more than name what one wants to know."""
    plain = lowered(sentence).strip()
    if _WANTS.search(plain):
        return True
    short = len(plain.split()) <= LONGEST_NAME
    return short and _STATES.search(plain) is None and any(map(str.isalpha, plain))


def _asks(sentence: str) -> bool:
    plain = lowered(sentence).strip()
    if _ADVICE.search(plain):
        return False
    if plain.endswith("?"):
        return True
    if _ASKING.match(plain) or _NEEDS.search(plain) or forms.OPEN_QUESTION.match(plain):
        return True
    short = len(plain.split()) <= SHORT
    return bool(short and _OPENS.match(plain) and not _ONES_OWN.search(plain))
