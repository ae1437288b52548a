"""How people say that they aren't answering, in the forms that are heard in interviews.

Patterns are for text in lower case, and are searched in one sentence at a time.
"""

import re

from mockint.assess.lexicon import words


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.VERBOSE)


THINKING_TRIGGERS = words(
    "think thinking hm hmm hmmm hmmmm um umm uh uhm er erm second sec moment minute hold hang bear "
    "wait thoughts lemme start begin tricky"
)
THINKING_WORDS = THINKING_TRIGGERS | words(
    """
    let me my a an one another some few two okay ok so well right ah oh alright yeah yes now
    see just good great interesting tough hard nice question give gimme grant time please with
    on here still to for about it this that is i i'm i'll need want gather collect organize
    organise loud out aloud where how do should shall can put first carefully through bit
    quick quickly sure thanks yet actually again more be through of the
    """
)
"""A sentence of nothing but these, with a trigger among them, is thinking aloud."""

SMALL_TALK_TRIGGERS = words(
    """
    hi hello hey hiya howdy greetings morning afternoon evening luck thanks thank cheers meet
    meeting pleased likewise great cool nice perfect awesome sure ok okay alright fine
    understood ready sorry lol haha hahaha pleasure bye goodbye day weekend you going welcome
    glad excited got worries problem makes sounds see fair weather
    """
)
SMALL_TALK_WORDS = SMALL_TALK_TRIGGERS | words(
    """
    good how are is it do doing today i'm i am very so much for having me that your time the
    to be here same there everyone and too well oh wow yeah yes really all right go start
    begin let when have a an of one sense problem enough my no we had with us what question
    interesting later now then
    """
)
"""The same for courtesies."""

ARGUING = words("because since so as therefore not no nor neither too both only instead then")
"""Words by which somebody argues in the question's own words, and doesn't just echo it."""

HEDGE = _pattern(
    r"""\b(?: but | maybe | perhaps | however | though | although | except | possibly | probably
    | presumably | guessing | (?:my|a|best|wild|educated)\ guess | if\ i\ had\ to
    | i(?:'d|\ would)?\ (?:guess|think|say|suspect|assume|imagine|believe)
    | something\ (?:like|about|to\ do\ with) )\b"""
)
"""Behind one of these an "I don't know" turns into an answer."""

DONT_KNOW = _pattern(
    r"""\b(?:
      i\s(?:\w+\s){0,2}?(?:do\ not|don'?t|wouldn'?t|would\ not|didn'?t|cannot|can'?t|couldn'?t)
        \s(?:\w+\s){0,2}?(?:know|recall|remember|tell|answer|say|have\s(?:an?|any|the)\b\s?\w*)
    | (?:do\ not|don'?t)\s(?:\w+\s)?(?:know|remember|recall)
    | (?:can'?t|cannot)\s(?:\w+\s)?(?:recall|remember)
    | (?:(?:i\ have|i've\ got|i've|i\ got|have|got)\s)?(?:\w+ly\ )?no\s
        (?:idea|clue|experience)\b
    | (?:i\ have|i've\ got|i've|haven't|have\ not)(?:\ got)?\s
        (?:no\ answer|the\ (?:faintest|foggiest))
    | (?:(?:i'?m|i\ am)\ )?(?:\w+\ )?not\s(?:\w+\s){0,2}?(?:sure|certain|familiar|aware)
    | unsure | unfamiliar | idk | dunno | beats\ me | search\ me | clueless | stumped | no\ comment
    | i(?:'d|\ would|'m|\ am)\s(?:\w+\s)?(?:be\ )?(?:just\ )?guessing
    | i(?:'d|\ would)\s(?:\w+\s)?(?:have|need)\ to\ look\ (?:it|that|this|them)\ up
    | (?:that|this|it)(?:\ one)?(?:'s|\s(?:is|has))?\s(?:\w+\s)?
        (?:beyond\ me|escape[sd]\ me|slipped\ my\ mind)
    | can'?t\ say\W*\Z
    | i\ g[ia]ve\ up | i(?:'ve|\ have)?\s(?:\w+\s)?(?:forgot|forgotten|forget)
    | (?:drawing|draw|drew|total|going)\s(?:a\ )?blank | blanking
    | (?:my\ )?(?:mind|head)(?:'s|\s(?:is|went|has|goes))(?:\ gone)?\sblank
    | (?:i'?m|i\ am)\s(?:\w+\s)?(?:stuck|lost)
    | i(?:'ve|\ have)?\s(?:never|not|haven'?t|have\ not)\s(?:\w+\s)?
        (?:heard|seen|used|worked|learned|learnt|read|come\ across|studied|looked)
    | never\s(?:\w+\s)?(?:heard|used|worked|learned|seen|come\ across)
    | you(?:'ve)?\ got\ me | i\ (?:have|got|know)\ nothing | over\ my\ head
    )
    (?:\s(?:how|what|why|when|where|which|who|whether|if|about|anything|much|any|the|that|this|it
      |these|those|of|for|to|with|on|in|here|enough|exactly|actually|really|too|very|well|an?)
      \b[^.;!?]*)?"""
)
SPEAKING_OF_ONESELF = _pattern(
    r"""(?:\A|[.,;:!?—–-]|\b(?:sorry|honestly|really|just|still|and|but|well|so|hm+|um+|uh+|yeah|no|oh
    |ok|okay|actually|because|as|i|m|am|ve|that|think|afraid|guess|if|though))\W*\Z"""
)
"""What may stand before it: "we don't know the length in advance" says something else."""
QUOTING = _pattern(r"""\b(?:say|says|said|saying|answers?|responds?|reply|replies|outputs?)\W*\Z""")
"""Before it, somebody else is said not to know."""
ASK_REPEAT = _pattern(
    r"""\b(?:can|could|would|will)\ you\s(?:\w+\s){0,2}?(?:repeat|rephrase|reword|restate)\b
    | \b(?:can|could|would|will)\ you\s(?:\w+\s){0,2}?(?:say|ask|read|put)\s
        (?:that|it|this|the\ question)\b.{0,20}\b(?:again|more|differently|another\ way)\b
    | \b(?:repeat|rephrase|reword|restate)(?:ing)?\ (?:the|your|that|this)\ question
    | \A\W*(?:\w+\W+)?(?:repeat|rephrase|reword|say|once\ more|come\ again|again)
        (?:\ (?:that|it|please|again|once\ more))*\W*\Z
    | \A\W*(?:\w+\W+){0,2}?what\ do\ you\ mean(?:\ (?:exactly|here|by\ (?:that|this)))?\W*\Z
    | \bwhat\s(?:was|is|were)\s(?:the|your|that)\squestion
    | (?:\bi\s(?:\w+\s)?|\A\W*)(?:didn'?t|did\ not|couldn'?t|don'?t|do\ not)\s(?:\w+\s)?
        (?:catch|hear|get|understand|follow)\s
        (?:you\b|(?:that|it)\W*\Z|(?:the|your|that|this)\ question)
    | \A\W*(?:sorry|pardon|pardon\ me|excuse\ me|huh|what)
        (?:,?\s(?:what|please|sorry|me|again))?\s?\?+\W*\Z"""
)
MORE_TIME = _pattern(
    r"""(?:\bi(?:'d)?\s(?:\w+\s){0,2}?(?:need|want|like|use)|\b(?:can|could|may)\s(?:i|we)\s(?:\w+\s)?
        (?:have|get|take)|\b(?:give|allow|grant)\ me)\s(?:\w+\s){0,2}?
      (?:more|another|extra|few|couple|bit)\s(?:\w+\s){0,2}?
      (?:time|minutes?|mins?|seconds?|secs?|moments?)\b(?!\s(?:per|than|on|in)\b)
    | \b(?:can|could|may|shall)\s(?:i|we)\s(?:\w+\s)?(?:pause|stop|wait|breathe)\b"""
)
"""A request for time to think is thinking: the interviewer waits."""
ASK_HINT = _pattern(
    r"""\b(?:give|get|have|take|need|want|use|like|love|offer|some|with|any|another|a)\b.{0,24}
        \b(?:hints?|(?<!no\ )clues?|nudge|pointer)\b
    | \b(?:need|want|get|have|some|any|little)\ (?:some\ |a\ little\ |a\ bit\ of\ )?help\b
    | \A\W*(?:hint|clue|nudge|help)(?:\s(?:me|please|pls))?\W*\Z
    | \b(?:help|nudge)\ me\b | \bhints?\ please | \bpoint\ me\ in\ the\ right\ direction"""
)
ASK_TIME = _pattern(
    r"""\bhow\s(?:much\s(?:more\s)?time|many\s(?:more\s)?minutes)\b
    | \bhow\ long\ (?:do|have)\ (?:i|we)\ (?:have|got)\b
    | \btime\s(?:check|left|remaining)\b | \bwhat(?:'s|\ is)\ the\ time\b | \bwhat\ time\ is\ it
    | \bare\ we\s(?:\w+\s)?(?:on|out\ of|running\ out\ of)\ time
    | \bhow\ are\ we\s(?:doing\s)?(?:on|for)\ time"""
)
ASK_MOVE_ON = _pattern(
    r"""(?:\A\W*|[,.;:!—-]\s*|\b(?:let'?s|let\ us|can\ we|could\ we|shall\ we|may\ we|we\ can|rather
        |i'?d\s(?:like|prefer)(?:\ to)?|i\s(?:want|would\ like|wish)\ to|i'?ll|i|ready\ to|happy\ to
        |please|just|and|moving)\s)(?:\w+\s)?
      (?:move\ on|moving\ on|skip|pass|go\ on|continue|proceed|next
        |go(?=\ to\s(?:the\ )?(?:next|another)))
      (?:\ (?:this|that|it|on\ (?:this|that)|(?:to|with)(?:\ (?:the|a|another|next|other
        |different|new))+|ahead|past\ (?:this|that|it)))?
      (?:\ (?:one|question|part|topic|thing|please|now|for\ now|then))*\W*\Z
    | \b(?:next|another|different)\ question\b
    | \b(?:nothing|don'?t\ have\ anything|not\ much)\s(?:else|more|further)?\s?(?:to\s)(?:add|say)\b
    | \A\W*(?:i\ (?:think|guess)\ )?(?:that'?s|that\ is)\s(?:it|all|everything)
        (?:\s(?:i\ (?:have|know|got|can\ say)|from\ me|i've\ got))?(?:\ for\ now)?\W*\Z
    | \A\W*i'?m\s(?:all\s)?done\W*\Z"""
)
_LEAD_IN = r"""\A\W*(?:(?:ok|okay|so|well|sure|right|hm+|um+|first|and|also|but|then|sorry|just
    |(?:one|a|quick)\ question|before\s(?:i\s)?\w+|to\s(?:clarify|check|confirm|understand)
    |to\ (?:be|make)\ (?:clear|sure))\b[\s,:-]*)*"""
QUESTION_BACK = _pattern(
    rf"""{_LEAD_IN}(?:
      (?:do|does|did|am|is|are|was|were|can|could|should|shall|may|would|will|have|has)\s
    | how\s(?:many|much|big|large|long|often|fast|far|important|strict|fresh|sensitive|is|are|do
        |does|would|will|did|should)
    | what(?:'s|\s(?:is|are|do|does|kind|sort|type|about|would|model|hardware|size|was|were)\b)
    | which | who | whose | where | when | why
    | (?:i'?d|i\ would|i)\s(?:like|want|need|love)\ to\ (?:know|ask|clarify|understand)
    | let\ me\ ask | tell\ me | i(?:'m)?\ assum(?:e|ing) | i'?m\ curious | any\b | you\ mean
    | by\s\w+\sdo\ you | assuming
    )"""
)
OPEN_QUESTION = _pattern(
    rf"""{_LEAD_IN}(?:
      (?:do|did)\s(?:you|we) | (?:can|could|should|may)\s(?:i|we|you) | am\ i
    | how\s(?:many|much|big|large|long|often|fast)\s(?:\w+\s){{0,3}}?
        (?:is|are|do|does|will|would|should)\b
    | tell\ me | let\ me\ ask
    | (?:i'?d|i\ would|i)\s(?:like|want|need|love)\ to\ (?:know|ask|clarify)
    )"""
)
"""How a question opens that is one without a question mark, too."""
ABOUT_THE_QUESTION = _pattern(
    r"""\b(?:do\ you\ mean | you\ mean | are\ you\ asking | do\ you\ want | you\ want\ me\ to)\b"""
)
"""Asked about the question, and so in its words."""
THINKING_OF = _pattern(
    r"""\A\W*(?:\w+\W+){0,3}?(?:let\ me|lemme|i\ need\ to|i\ want\ to|i'?ll|i\ have\ to)\s
        (?:\w+\s)?(?:think|reason|write|jot|note|sketch|collect|gather)\b"""
)
ASIDE_ENDS = re.compile(r"[:;,\u2013\u2014]|\s-\s|\.\.\.|\u2026")
"""Behind one of these, "let me think" may go on with what was thought."""
CLEFT_OR_QUESTION = _pattern(
    rf"""{_LEAD_IN}what(?:'s|\s(?:is|are|kind|sort|type|about|does|do)\b)"""
)
"""Without a question mark this may open a question or, as in "what is kept is", an answer."""
GUESS = _pattern(
    r"""\A\W*(?:\w+\W+){0,2}?(?:
      is\s(?:it|that|this)\s(?:because|the|that|about|just|something|by|to|in|on|when|where|how|why)
    | isn'?t\s(?:it|that) | (?:would|could|might)\s(?:it|that)\ be | maybe | perhaps )\b"""
)
"""Questions in form that offer an answer: they are one if they make a point."""

WITHDRAW_ALL = _pattern(
    r"""\b(?:(?:let\ me|can\ i|could\ i|i'?ll|i'?d\ like\ to|i\ want\ to)\s(?:just\s)?
        (?:start|begin)\s(?:over|again|from\ scratch|afresh)
    | (?P<order>forget|ignore|disregard|scratch|scrap)\s
        (?:everything|all\ of\ that|all\ that|all\ i|what\ i\ (?:have\ )?said\ so\ far)
        (?:\ i(?:'ve)?)?(?:\ (?:just\ )?said)?(?:\ so\ far)?)"""
)
WITHDRAW_LAST = _pattern(
    r"""\b(?:(?:scratch|scrap|strike)\s(?:that|this|what\ i\ (?:just\ )?said)\b
    | (?P<order>ignore|forget|disregard|discard)\s
        (?:that\b(?!\s\w)|what\ i\ (?:just\ )?said|my\ answer
        |(?:my|the)\s(?:last|previous|earlier|first|prior)
          \s(?:answer|reply|response|message|point|statement|one))\b
    | i\ (?:want\ to\ )?take\ (?:that|it)\ back\b | i\ retract\ (?:that|my)\b)"""
)
ORDERED = _pattern(
    r"""(?:\A|[.!?,;:—–-]\s*|\b(?:please|sorry|oh|no|wait|actually|just|let'?s|can\ (?:we|you)
    |you\ (?:can|may|should))\s)\Z"""
)
"""What stands before such an order: a model may forget everything, too, but isn't told to."""
AMEND_OPENING = _pattern(
    r"""\A\W*(?:(?:oh|oops|ah|hm+|um+|wait|sorry|no|actually|ok|okay|well|my\ bad|hold\ on)\b
      [\s,.!…—-]+)*
    (?:i\ meant\b | (?:a\ )?(?:small\ )?correction\b
    | (?:that|it)\ should\ (?:be|have\ been)
    | (?:let\ me|i\ (?:should|need\ to|have\ to|want\ to|must))\s(?:\w+\s)?
        (?:correct|fix|revise|amend)\b
    | on\ second\ thoughts? | my\ mistake | my\ bad | you(?:'re|\ are)\ right\b
    | i\ (?:misspoke|was\ wrong|made\ a\ mistake|stand\ corrected|got\ (?:that|it|this)\ wrong
      |mixed\ (?:that|those|it|them)\ up)
    | that(?:'s|\ was|\ is)\ (?:wrong|not\ right|not\ what\ i\ meant) | (?:edit|erratum)\s?: )
    | \A\W*(?:(?:oh|oops|ah|hm+|um+|sorry|ok|okay|well)\b[\s,.!…—-]+)*
      (?: actually[\s,—-]+(?:no|it|that|the|not|there|only|you|they|we)\b
        | no[\s,—-]+(?:wait|actually|sorry|it's|it\ is|that's|scratch)\b
        | wait\b[\s,—-]+(?:no|actually|it|that|i)\b | sorry[\s,—-]+(?:not|it's|it\ is|that)\b )"""
)
"""How a turn opens that sets right what the turn before it said."""

AMEND_WITHIN = _pattern(
    r"""\b(?: (?:sorry|no|wait)[\s,—-]+i\ mean(?:t)? | i\ meant(?!\ to) | correction\s?:
    | i\ misspoke | actually[\s,—-]+no\b | no[\s,—-]+wait | wait[\s,—-]+no\b | on\ second\ thoughts?
    | let\ me\ correct )"""
)
"""How somebody sets right what stands before it in the same turn."""
