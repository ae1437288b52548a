"""Whether somebody says that they are done with a part of a design round, or are about to ask."""

import re

from mockint.assess.tokens import lowered

LONGEST = 14
"""Words of a turn that may say nothing else."""
_DONE = re.compile(
    r"""\A\W*
    (?:(?:ok|okay|so|well|right|great|good|thanks|thank\ you|i\ (?:think|guess|believe))\W+)*
    (?:(?:i'?m|i\ am|we'?re|we\ are)\ (?:all\ )?(?:done|finished|ready)\b
      |(?:all\ )?done\b|finished\b
      |that(?:'s|\ is)\ (?:all|enough|it|everything)\b
      |i\ have\ (?:what|everything|all)\b.*\bneed\b
      |(?:i\ have\ )?no\ (?:more|further|other)\ questions?\b
      |nothing\ (?:more|further|else)\ from\ (?:me|my\ side)\b
      |(?:let'?s|we\ can|please|go\ ahead)\b.*
       \b(?:next|estimates?|design|drawing|numbers?|part|dives?)\b
      |(?:yes\W+|now\W+)?(?:on|over|forward)\ (?:to|with)\ (?:the\ |our\ )?
       (?:next|numbers?|estimates?|design|drawing|dives?)\b
       (?:\W+(?:please|then|now|part))*\W*\Z)
    """,
    re.VERBOSE,
)


def is_done(text: str) -> bool:
    """Tell whether a turn says no more than that one wants to go on."""
    plain = lowered(text).strip()
    return len(plain.split()) <= LONGEST and "?" not in plain and _DONE.match(plain) is not None


_ANNOUNCES = re.compile(
    r"""\A\W*
    (?:(?:ok|okay|so|well|right|great|good|thanks|thank\ you|yes|sure|first|before\ .{3,40}?)\W+)*
    (?:let\ me|let's|i(?:'d|\ would)\ (?:like|want|love)\ to|i\ (?:want|need|have)\ to
      |(?:can|may|could)\ i
      |i(?:'ll|\ will)|i(?:'m|\ am)\ going\ to)\ (?:just\ |first\ |quickly\ |also\ )?
    (?:(?:ask|clarify)\ (?:you\ )?(?:first|(?:some|a\ few|a\ couple\ of|several|my)?\ ?
        (?:things?|(?:clarifying\ )?questions?)(?:\ first)?)
      |(?:start|begin)\ (?:with\ |by\ )?(?:asking\ )?(?:you\ )?
        (?:some|a\ few|a\ couple\ of|several|my|the)?\ ?(?:clarifying\ )?questions?)
    (?:\W+(?:please|then|now|about\ (?:it|that|this)|(?:before|if)\ [\w\ ']+))*\W*\Z
    |\A\W*(?:(?:ok|okay|so|well|yes|sure)\W+)*i\ have\ (?:some|a\ few|a\ couple\ of|several)
     \ (?:clarifying\ )?questions?(?:\ first)?\W*\Z
    """,
    re.VERBOSE,
)


def is_about_to_ask(text: str) -> bool:
    """Tell whether a turn says no more than that questions are coming: "Let me ask first"."""
    return _ANNOUNCES.match(lowered(text).strip()) is not None
