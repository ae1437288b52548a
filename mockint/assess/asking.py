"""The sentences of a turn that ask something, and the questions that one sentence joins."""

import re
from collections.abc import Iterator

from mockint.assess import intent_patterns as forms
from mockint.assess.lexicon import FUNCTION_WORDS
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
          |how\ \w+\ \w)""",
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
      |(?<!\bmuch\ )(?<!\bmany\ )(?<!\bfast\ )\bdo\ you
         \ (?:want(?!\W*(?:\Z|[?,.;]|(?:and|at|for|in|per)\b))|prefer|like|recommend|suggest)\b
      |\bwould\ you\ (?:prefer|recommend|like|rather|go|use)\b|\bin\ your\ (?:own\ )?opinion\b
      |\bhow\ (?:is|was|are)\ your?\b|\byour\ (?:own\ )?(?:favou?rite|morning|day)\b
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
      |\bi(?:'d|\ would|\ still|\ also)*\ need\ (?!to\b|an?\b)\w
      |\b(?:tell|give|describe|explain|walk)\ (?:it\ )?(?:to\ )?me\b|\bdescribe\b
      |\b(?:i'm|i\ am)\ (?:missing|interested\ in|looking\ for|not\ sure|unsure|still\ unclear)\b
      |\b(?:i\ (?:don't|do\ not)\ know|it's\ (?:not|un)\ ?clear\ to\ me)\b
      |\b(?:it\ (?:would|'d)|that\ would)\ help\ (?:me\ )?(?:to\ )?(?:know|hear|have|see)\b
      |\b(?:depends|hinges)\ on\b|\b(?:matters|missing)\ (?:to\ me\ )?(?:is|are)\b""",
    re.VERBOSE,
)
"""A statement that asks where somebody is finding out what they need."""
_STATES = re.compile(
    r"""\A\W*(?:so|then|ok|okay|yes|yeah|no|not|none|without|skip|leave|ignore|assume|assuming|say
        |suppose|thanks|thank|sure|fine|draw|done|first|later|start|begin|out\ of\ scope)\b
      |\b(?:i|we|i'd|i'll|i'm|we'd|we'll|let's|let|you|it|they|is|are|was|were|be|will|would|could
        |should|must|may|might|has|have|had|do|does|did|don't|won't|isn't|aren't|because)\b
      |(?<![pP\d/])\d(?!\d?/\d)""",
    re.VERBOSE,
)
"""What makes more of a few words than the name of something."""
_BEGINS = re.compile(
    r"""(?:\A\W*(?:is|are|was|does|do|did|has|have|can|may|must|will|would|should)
      |(?:\A|\W)(?:what(?:'s)?|which|who|whose|where|when|how\ \w+|whether))\b""",
    re.VERBOSE,
)
"""How a question begins, or the part of a sentence that is one."""
_BACK = re.compile(
    r"""\A(?!\W*(?:how\ (?:many|much)|which|what)\ (?!(?:is|are|do|does|did|can|of)\b)\w+)
        .*\b(?:it|its|they|them|their|those|these|that|there|one)\b""",
    re.VERBOSE,
)
"""A question that names nothing by itself: not "how many questions do they ask"."""
_OF_A_QUESTION = frozenset({"many", "much", "often", "long", "large", "big", "fast", "roughly"})
WORDS_OF_A_SUBJECT = 2
_COMPLEMENT = re.compile(r"\b(?:of|for|per|in)\b")
_PLACES = (
    re.compile(r"\b(?:first|former)\b"),
    re.compile(r"\b(?:second|latter|other|last)\b"),
)
_BOTH = re.compile(r"\b(?:both|either|all)\b")
_YES = re.compile(r"\A\W*(?:yes|yeah|yep|yup|right|exactly|correct|sure|please|i do|that one)\b")
LONGEST_CHOICE = 8
"""Words of a reply that only takes one of two."""
GIVEN_BACK = 0.6
"""The share of a sentence's runs of three words from which it was the interviewer's."""
LONGEST_NAME = 9
"""Words of what only names something that one wants to know."""


def clauses_of(question: str) -> list[str]:
    """Return the questions that a sentence joins: "how many are there, and how long are they"."""
    return _JOINED.split(question)


def parts_of(question: str) -> list[str]:
    """Return what a question lists: "the latency, the budget and the languages"."""
    return [part for part in _LISTED.split(question) if part.strip()]


def refers_back(clause: str) -> bool:
    """Tell whether a question is about something named before it: "how long are they"."""
    return _BACK.search(lowered(clause)) is not None


def subject_of(question: str) -> str:
    """Return the first words of content of a question: what "they" after it stands for."""
    telling = [word for word in re.findall(r"[a-z][\w-]+", lowered(question)) if _tells(word)]
    return " ".join(telling[:WORDS_OF_A_SUBJECT])


def _tells(word: str) -> bool:
    return word not in FUNCTION_WORDS and word not in _OF_A_QUESTION


def shares_its_end(parts: list[str]) -> bool:
    """Tell whether what a list ends with is about all of it: "the latency and cost of a lookup"."""
    last, others = lowered(parts[-1]), map(lowered, parts[:-1])
    return bool(_COMPLEMENT.search(last)) and not any(map(_COMPLEMENT.search, others))


def chosen_of(text: str, count: int) -> tuple[int, ...]:
    """Return which of what was offered a reply takes: "yes", "the latter", "both"."""
    plain = lowered(text).strip()
    if not count or len(plain.split()) > LONGEST_CHOICE:
        return ()
    named = tuple(index for index, form in enumerate(_PLACES[:count]) if form.search(plain))
    if named:
        return named
    if _BOTH.search(plain) or (count == 1 and _YES.match(plain)):
        return tuple(range(count))
    return ()


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

    Of a turn that `answers` besides, only those at its end: others are asked of oneself. Where
    somebody is `finding_out` what they need, all count, and a name asks, too: "the budget".
    """
    sentences = [text[start:end].strip() for start, end in sentences_in(text)][-MOST_UNITS:]
    asks = [_asks(each) or (finding_out and _names(each)) for each in sentences]
    if answers and not finding_out and 2 * sum(asks) <= len(asks):
        first = len(asks)
        while first and asks[first - 1]:
            first -= 1
        sentences, asks = sentences[first:], asks[first:]
    asking = [sentence for sentence, asks_ in zip(sentences, asks, strict=True) if asks_]
    return [_what_is_needed(sentence) for sentence in asking]


def _what_is_needed(sentence: str) -> str:
    """Return a statement that asks from where it does: "before I draw I need the budget"."""
    found = _NEEDS.search(lowered(sentence)) or _WANTS.search(lowered(sentence))
    return sentence if found is None or sentence.endswith("?") else sentence[found.start() :]


def repeats(sentence: str, said: str) -> bool:
    """Tell whether a sentence does no more than give back what was said."""
    mine, theirs = _runs(sentence), _runs(said)
    return bool(mine) and len(mine & theirs) >= GIVEN_BACK * len(mine)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[\w']+", lowered(text))
    return set(zip(words, words[1:], words[2:], strict=False))


def _names(sentence: str) -> bool:
    """Tell whether a sentence does no more than name what one wants to know."""
    plain = lowered(sentence).strip()
    if _ADVICE.search(plain):
        return False
    if _WANTS.search(plain):
        return True
    words = len(plain.split())
    if words <= SHORT and _BEGINS.search(plain) and not _ONES_OWN.search(plain):
        return True
    return words <= LONGEST_NAME and _STATES.search(plain) is None and bool(plain)


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
