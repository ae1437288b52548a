"""Whether a sentence with the words of a wrong claim makes the claim, raises it, or refutes it."""

import re
from collections.abc import Sequence

from mockint.assess.answers import Sentence
from mockint.assess.lexicon import words
from mockint.assess.negation import avoids, negates
from mockint.assess.phrasings import Phrasing
from mockint.assess.scopes import CompiledClaim
from mockint.assess.tokens import Token, expanded_stems, lowered
from mockint.assess.windows import Hit

NEAR = 4
"""Tokens beside a claim's words within which a not, or an excusing word, belongs to it."""
HEADING = 8
"""Words of a sentence that says no more than what the next one is."""
_NOT = words("not no never nor neither none noth")  # stems, contractions written out

_SAID_BY = re.compile(
    r"(?<!than )\b(?:people|some|many|most|they|others?|everyone|everybody|folks|candidates|blogs?"
    r"|vendors?|anyone|anybody|someone|somebody|whoever|those|colleagues?|managers?"
    r"|(?:you|one)(?:'d)?)\s+(?:\w+\s+){0,2}?"
    r"(?:says?|claims?|thinks?|believes?|assumes?|argues?|suggests?|hears?|reads?|tells?|insists?)\b"
    r"|\b(?:often|sometimes|frequently|commonly|widely) (?:said|told|claimed|heard|repeated"
    r"|believed|assumed|described as|sold as|taken (?:for|as))\b"
    r"|\bsounds? (?:\w+ )?(?:right|good|nice|plausible|reasonable|logical|convincing)\b"
)
"""Whom a claim is put down to: what a "but" behind it leads to is the candidate's own again."""
_TURNED = re.compile(r"\b(?:but|however|yet|actually|whereas|in (?:fact|truth|reality))\b")
_SLIP = r"(?:mistake|trap|pitfall|fallacy|confusion|misunderstanding|misreading|illusion)"
_CALLED_WRONG = re.compile(
    r"\b(?:misconception|myth|fallacy|misleading|tempting|naive(?:ly)?|contrary to|despite what"
    r"|used to (?:think|believe|assume)|not true|untrue|isn't true|not the case|not correct"
    r"|incorrect|supposedly|allegedly|half true|half the (?:story|truth)|overstated|exaggerat\w+"
    r"|oversimplif\w+|no evidence|doubt (?:that|it)|(?:is|has it|got it|it's) backwards"
    r"|(?:a|an) (?:\w+ )?(?:bad|poor) idea|urge to|the wrong (?:fix|cure|lesson|conclusion|reflex)"
    r"|(?:could|might|would) (?:only )?be (?:true|right) (?:only )?if|no longer true"
    r"|(?:is|are|it's|be) (?:wrong|false|mistaken)|mistaken(?:ly)? (?:belief|idea|view|to|that)"
    r"|(?:common|classic|usual|frequent) (?:mistake|error|confusion)|wrong (?:to|that)|false that"
    rf"|(?:a|the|one|that) (?:\w+ )?{_SLIP} (?:is|of|to|that|would|people|in)\b"
    rf"|(?:is|be|just|exactly|precisely) (?:(?:a|an|the) )?(?:\w+ )?{_SLIP}"
    r"|the (?:\w+ )?(?:notion|belief|superstition) that|easy to (?:think|believe|assume|confuse)"
    r"|(?:i|i'd|i would|we|we'd) (?:\w+ )?(?:disagree|dispute|reject|deny|object|push back)"
    r"|i (?:don't|do not|wouldn't|would not) (?:\w+ )?(?:buy|believe|accept|agree)"
    r"|confus(?:ed|es|ing) \w+ with|(?:don't|not|never) (?:\w+ )?confuse"
    r"|confused with)\b",
)
_NOT_WRONG = re.compile(
    r"\b(?:can't|cannot|won't|not|never|nothing|no way(?: that)?|isn't|aren't|couldn't)\s+"
    r"(?:\w+(?:'s)?\s+){0,2}?(?:wrong|false|incorrect|mistaken)\b|\bif\s[^.,]{1,20}\bmistaken\b"
)
_REFUTED_NEXT = re.compile(
    r"\W*(?:but\s+|and\s+)?(?:(?:quite )?(?:on the contrary|the (?:opposite|reverse|contrary)\b)"
    r"|(?:far from it|hardly|not really|nope|nah|(?:if|were) (?:that|this|it) (?:were|so|true))\b"
    r"|(?:that|this|which|it)(?:'s)? (?:\w+\s+)?"
    r"(?:the other way (?:a)?round|confuses|ignores|overlooks|forgets|mistakes|misreads)\b"
    r"|(?:that|this|it|which)(?:'s| is| are)?\s+(?:\w+\s+)?"
    r"(?:not (?:true|right|correct|so|the case|how)|wrong|false|a myth|a misconception|a mistake"
    r"|incorrect|untrue|mistaken)|(?:that|this) isn't\b"
    r"|no\b(?:\W*\Z|\s*[,.!:;–—]|\s+(?:it|they|that|this|you|we|he|she)\b)|wrong\b"
    r"|it isn't(?:\s*[:.,;!]|\s+(?:true|so|right|correct|that)\b)"
    r"|it (?:doesn't|does not|won't|wouldn't)\s*[:.,;!]"
    r"|(?:it's |that's )?(?:nonsense|rubbish)\b"
    r"|not (?:true|so|quite|at all)\b|(?:i|you|we|one) (?:\w+\s+)?hears? (?:that|this|it)\b"
    r"[^.]*\b(?:nonsense|rubbish|wrong|false|untrue|myth|not)\b)",
)
_REFUTED_HERE = re.compile(
    r"(?:[:,?;–—]|\s-)\s*(?:(?:and |but )?(?:that's|that is|which is) )?"
    r"(?:no|nope|wrong|not (?:so|true|really|quite|at all))\W*\Z"
    r"|(?:[\"”'][:,]?|[:;–—]|\s-)\s*(?:no|nope|wrong|nonsense|not (?:so|true|quite))\b\s*[,.;:!–—]"
)
_NO_INFERENCE = re.compile(
    r"\b(?:(?:do|does|did|would|need|will|can)(?: not|n't)|won't|cannot)\s+(?:\w+\s+)?"
    r"(?:mean|imply|prove|follow|entail)\b"
)
"""That the one leads to the other is denied; what is the case in itself may be denied as well."""
LONGEST_QUOTE = 300
"""Characters of what is quoted: a longer one begins with a mark for inches, or never ends."""
_QUOTATION = re.compile(r"(?<!\w)[\"“„«][^\"“”„«»]{9,300}[\"”“»](?!\w)")
_SUPPOSED = re.compile(r"\W*(?:\w+\W+){0,2}(?:if|suppose|imagine|assuming|were)\b")
_CONDITIONAL = re.compile(r"\b(?:would|might|were)\b")


def asserted(
    claim: CompiledClaim,
    phrasing: Phrasing,
    window: Sequence[Hit],
    sentences: Sequence[Sentence],
    number: int,
) -> bool | None:
    """Return whether a sentence with a claim's words makes it; None: nor does it refute it."""
    sentence = sentences[number]
    text = lowered(sentence.text)
    if _REFUTED_HERE.search(text):
        return False
    if text.rstrip().endswith("?") or (_SUPPOSED.match(text) and _CONDITIONAL.search(text)):
        return None
    following = lowered(sentences[number + 1].text) if number + 1 < len(sentences) else ""
    if _REFUTED_NEXT.match(following) or _put_down(text, window, sentence):
        return False
    if (
        _quoted(window, sentence)
        or _announced(sentences, number)
        or (_NO_INFERENCE.search(text) and not _NO_INFERENCE.search(lowered(phrasing.text)))
    ):
        return None
    if _NOT.intersection(phrasing.stems):
        around = around_of(window, sentence, NEAR)
        if not any(negates(around, at) or avoids(around, at) for at in range(len(around))):
            return None
    elif _denied_before(window, sentence):
        return False
    return _excused(claim, phrasing, window, sentence)


def _quoted(window: Sequence[Hit], sentence: Sentence) -> bool:
    """Return whether a claim's words all stand in one pair of quotation marks: another's words."""
    tokens, text = sentence.turn.tokens, sentence.turn.text
    start = tokens[min(hit.position for hit in window) - sentence.offset].start
    end = tokens[max(hit.after for hit in window) - sentence.offset - 1].end
    return any(
        quote.start() < start and end < quote.end()
        for quote in _QUOTATION.finditer(text, max(0, start - LONGEST_QUOTE), end + LONGEST_QUOTE)
    )


def _announced(sentences: Sequence[Sentence], number: int) -> bool:
    """Return whether the sentence before is but the heading of something wrong."""
    if not number or sentences[number - 1].turn is not sentences[number].turn:
        return False
    before = sentences[number - 1]
    heading = before.after - before.first <= HEADING
    return heading and bool(_CALLED_WRONG.search(_NOT_WRONG.sub(" ", lowered(before.text))))


def _put_down(text: str, window: Sequence[Hit], sentence: Sentence) -> bool:
    """Return whether a sentence calls a claim wrong, or puts it down to others."""
    if _CALLED_WRONG.search(_NOT_WRONG.sub(" ", text)):
        return True
    said_by = _SAID_BY.search(text)
    if said_by is None:
        return False
    tokens = sentence.turn.tokens
    start = tokens[sentence.first - 1].end if sentence.first else 0
    first = tokens[min(hit.position for hit in window) - sentence.offset].start - start
    return not _TURNED.search(text, said_by.end(), max(said_by.end(), first))


def around_of(window: Sequence[Hit], sentence: Sentence, near: int) -> Sequence[Token]:
    """Return the words of a claim in a sentence, and so many beside them."""
    first = min(hit.position for hit in window) - sentence.offset
    after = max(hit.after for hit in window) - sentence.offset
    tokens = sentence.turn.tokens
    return tokens[max(sentence.first, first - near) : min(sentence.after, after + near)]


def _denied_before(window: Sequence[Hit], sentence: Sentence) -> bool:
    """Return whether a not stands before the words in their clause, however far before."""
    tokens = sentence.turn.tokens
    first = min(hit.position for hit in window) - sentence.offset
    start = first
    while start > sentence.first and tokens[start - 1].clause == tokens[first].clause:
        start -= 1
    return any(negates(tokens, position) for position in range(start, first))


def _excused(
    claim: CompiledClaim, phrasing: Phrasing, window: Sequence[Hit], sentence: Sentence
) -> bool | None:
    """Return True where nothing excuses the words, False where a not does; None: another word.

    A single not excuses only among the words, where it denies some; it may deny another thing.
    """
    among, around = (expanded_stems(around_of(window, sentence, near)) for near in (0, NEAR))
    excuse: bool | None = True
    for excusing in claim.unless:
        heard_in = among if len(excusing) == 1 and excusing[0] in _NOT else around
        if (
            not excusing
            or _stands_in(excusing, phrasing.stems)
            or not _stands_in(excusing, heard_in)
        ):
            continue
        if _NOT.intersection(excusing):
            return False
        excuse = None
    return excuse


def _stands_in(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    return any(many[at : at + len(few)] == few for at in range(len(many) - len(few) + 1))
