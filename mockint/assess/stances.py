"""What the words around a claim make of it: nothing, or a thing that is reported, doubted, refuted.

Before a claim stands what it is the object of ("I doubt that ...", "people say ..."); "but" or a
semicolon ends how far that reaches. Behind it, in its sentence or at the beginning of the next one,
stands a verdict that needs few words ("..., it doesn't." "That's backwards."). What only raises a
claim ("at first glance", "the argument that") refutes it together with a turn behind it.
"""

from collections.abc import Mapping

from mockint.assess.frames import Frames

SCANNED = 240
"""Characters before and behind the words of a claim that may speak of it."""

_GROUPS: Mapping[str, str] = {
    "not": r"not never nor no nobody neither cannot hardly scarcely barely rarely seldom \w+n't",
    "isn't": r"(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should|'s|'re)_not"
    r" \w+n't cannot never hardly",
    "it": "it this that they it's that's they're these those which he she we you one things",
    "the": "the this that an? one their any your his her our every these those",
    "me": "i we i'd we'd i'll we'll i've",
    "view": "say think believe claim assume argue conclude imagine insist expect suppose tell"
    " pretend agree accept buy mean imply follow write promise hope trust sign bet fall_for",
    "thinks": "thinks? thought believes? believed claims? claimed imagines? imagined insists?"
    " concludes? concluded argues? argued pretends? hopes? hoped fears? promises? swears?",
    "says": "says? said tells? told hears? heard reads? assumes? assumed suggests? sells? insists?"
    " has_it have_it expects?",
    "notion": "ideas? notions? claims? beliefs? views? thoughts? statements?"
    " sayings? assumptions? arguments? intuitions? theory theories impressions? suggestions?"
    " story reasoning conclusions? assertions? hypothesis expectations? instinct",
    "slip": "mistakes? traps? pitfalls? fallacy fallacies confusion misunderstanding misreading"
    " illusions? misconceptions? myths? legends? slogans? superstitions? folklore rumou?rs?"
    " fairy_tales?",
    "wrong": "<slip> wrong false nonsense rubbish backwards? untrue mistaken incorrect upside_down"
    " bogus bunk wishful_thinking marketing inverted",
    "so": "so true right correct it the_case holds? work how what like_that that_simple that_way"
    " that_easy happen happens follow survive add_up necessarily",
    "fails": "falls?_apart falls?_flat falls?_short fell_apart breaks?_down collapses"
    " overlooks ignores confuses forgets mistakes misreads",
    "people": "people some many most they others? everyone everybody folks candidates beginners"
    " newcomers students blogs? posts? articles? tutorials? vendors? anyone anybody someone"
    " somebody whoever those colleagues? managers? engineers? finance marketing sales product"
    " legal boss teams? cto ceo founders? consultants? friends? salesm[ae]n salespeople proponents"
    " advocates fans influencers? customers? slides? brochures? press internet folklore rumou?r"
    " legend myth wisdom hype story he she who nobody you you'd you'll one one'd camp",
    "drop": "forget drop kill bury strike dismiss discard abandon debunk correct against resist",
    "certain": r"doubt\w* questions? secret deny denies denied denying disput\w+ disagree\w*"
    r" surpris\w+ coincidence accident wonder problem news matter mind forget reali[sz]e notice"
    " mention only just merely simply wrong false incorrect mistaken mistake myth",
    "ignore": "ignores? forgets? forgot overlooks? neglects? miss misses missed",
}

_OWN = Frames(
    r"""
    i|we|i'd|we'd|i'll [would|do|could|can|should|might|must|also|still|always|usually] <view>|call
    i|we|i'd|we'd|i'll \w+ly <view>|call
    """,
    _GROUPS,
)
"""The speaker's own view is no frame at all."""
_GRANTED = Frames(
    r"""
    <not>|without|beyond|little [a|any|much|serious|reasonable|\w+ly] <certain>
    <not> be|look [\w+ly] <certain>
    wrong|mistake|foolish|silly|hard|difficult|impossible|absurd to deny|doubt|dispute|<ignore>
    to|people|many|most|often|they|you|we|i [\w+ly] <ignore> [the_fact] that
    <not>|no_way .. wrong|false|incorrect|mistaken
    if .. mistaken|wrong
    contrary to ... \w+(?=,)
    """,
    _GROUPS,
)
"""A not and a doubt make a certainty, and what is forgotten, or news to nobody, is so."""
_TURN = Frames("but|however|yet|actually|whereas|in_fact|in_truth|in_reality", _GROUPS)
"""Behind this the speaker's own words go on, as they do behind a semicolon."""
_CALLED_WRONG = Frames(
    r"""
    misconceptions?|myths?|fallacy|superstition|misleading|tempting|naive|naively|untrue|incorrect
    contrary to
    despite what
    used to think|believe|assume
    not|isn't|aren't|wasn't .. true|correct|the_case
    supposedly|allegedly|overstated|exaggerat\w+|oversimplif\w+
    half [the] true|story|truth
    no evidence|reason|truth
    no longer true|the_case
    is|has_it|got_it|it's .. backwards|inverted
    a|an [\w+] bad|poor idea
    urge to
    the wrong fix|cure|lesson|conclusion|reflex
    could|might|would [only] be [only] true|right [only] if
    is|are|it's|be|that's wrong|false|mistaken|nonsense
    mistaken|mistakenly|wrong|false belief|idea|view|to|that
    common|classic|usual|frequent mistake|error|confusion|trap
    a|the|one|that|beginner's [\w+] <slip> is|of|to|that|would|people|in
    is|be|just|exactly|precisely [a|an|the] [\w+] <slip>
    the [\w+] notion|belief|superstition that
    easy to think|believe|assume|confuse
    i|we|i'd|we'd|i'll .. disagree|dispute|reject|deny|object|push_back|doubt|refuse
    <me> .. don't|wouldn't|can't|never|not [\w+] buy|believe|accept|agree
    confused|confuses|confusing \w+ with
    don't|not|never [\w+] confuse
    confused with
    """,
    _GROUPS,
)
_PUT_DOWN = Frames(
    r"""
    <not> ... that
    <not> ... as if|though
    <not> ... [to] <view>
    by_no_means|in_no_way|under_no_circumstances|on_no_account|no_way
    doubt|doubts|doubtful|dubious|sceptical|skeptical|unconvinced|beware|disagree|disagrees
    hardly|scarcely|rarely|seldom is|are|does|do|can|will|has|have
    far from it|true|certain|clear|obvious|being|saying
    <drop> [about] <the> .. <notion>|line|sentence
    why .. would|should|do|does .. <view>
    only <the> .. would|could|can <view>
    <slip> ... :
    as if|though(?=\W*\Z)
    <slip> .. that|goes|<view>
    what ... get|gets|got .. wrong|backwards
    reflex|temptation|wish|hope|slogan|promise|lure ... is|was|that|to
    i|we once|first|originally|initially .. think|thought|believed|assumed
    """,
    _GROUPS,
)
"""What a claim is the object of, denied or doubted by."""
_REPORTED = Frames(
    r"""
    (?<!what\s)(?<!than\s)(?:<people>) [\w+] [\w+] say|says|said|has_it|have_it|<thinks>
    <people> [\w+] [\w+] tells?|told|tell me|us|you|him|her|them|anybody
    <people> [\w+] [\w+] hears?|reads?|tells?|assumes?|suggests?|expects?|sells?|assumed .. that
    <people> [\w+] [\w+] sells?|describes? it|this|that as
    (?!to\b|the\b|a\b|this\b|their\b|of\b|i\b|we\b)\w+ <thinks> that
    (?!to\b)\w+ thinks|believes|imagines|insists|pretends(?=\W*\Z)
    often|sometimes|frequently|commonly|widely|usually said|told|claimed|heard|repeated|believed
    often|sometimes|frequently|commonly|widely|usually assumed|described_as|sold_as|taken_for
    sounds? [\w+] right|good|nice|plausible|reasonable|logical|convincing
    i|we|i'll|i've .. hear|heard|read .. that
    it is|was said|claimed|believed|assumed
    """,
    _GROUPS,
)
"""Whom a claim is put down to."""
_RAISED = Frames(
    r"""
    <the> .. <notion> .. that|of|is|was
    sounds?|looks?|seems?|appears?|looked|seemed as_if|as_though|like|that
    at_first_glance|at_first_sight|on_paper|in_theory|superficially|naively
    would|it'd|that'd be nice|great|lovely
    say|says|said|write|writes|repeat|repeats
    paper|docs?|documentation|authors?|books? .. says?|claims?|argues?|suggests?
    """,
    _GROUPS,
)
"""What leaves open whether it is so."""
_TURN_BEHIND = Frames(
    r"but|however|yet|actually|in_practice|in_fact|in_reality|no|not|\w+n't|fails?|<fails>", _GROUPS
)
_TURNED_NEXT = Frames(
    """
    but|however|yet|no|not
    in practice|fact|reality
    <it> [still] <isn't>
    """,
    _GROUPS,
    at=r"\W*",
)
_VERDICT = r"""
    <it> .. <isn't> [\w+ly] <so>
    <it> .. <isn't> [quite|really|at_all|actually] <end>
    (?:it|that|they)(?:'s|'re) .. not <so>
    (?:it|that|they)(?:'s|'re) .. not <end>
    this|that|the .. <notion>|one|line|sentence .. <isn't>|<fails>
    <it> [is|are|was|were] .. <wrong>
    <it>|reality [\w+] <fails>
    <it> [\w+] fails|misses <end>
    <it> [\w+] fails|misses here|badly|miserably|the|something
    that|this isn't|is_not|doesn't|does_not
    <me> .. <isn't>|never .. buy|agree|believe|sign|accept|trust|think|rely|bet|say_so
    <me> .. disagree|doubt|object|dispute|beg|distrust|strike|reject
    don't|never|do_not [you] believe|trust|buy|fall|listen
    no|nope|nah <end>
    no again|way|it|they|that|this|you|we|he|she
    nonsense|rubbish|wrong|false|untrue|hardly|scarcely <end>
    not so|true|really|quite|at_all|necessarily|even|with|if|for|unless|when|until|yet|anymore|here
    [quite|just] on_the_contrary|far_from_it|if_only|i_wish
    [quite|just] [the] [exact] opposite|reverse|contrary|other_way_round|other_way_around
    [it's|that's|is] the_other_way_round|the_other_way_around|the_opposite
    if|were that|this|it were|so|true
    nothing could be further
    only in the|theory|marketing|slides|brochures
    [that|which|it] would be nice|great|lovely
    .. says?|shows?|tells?|tell|show|say otherwise|something_else|another|a_different|the_opposite
    [the] \w+ disagree|disagrees|differ|differs <end>
    a|an|another|pure|just_a|the_old [\w+] <slip> <end>
    he|she|they|you|he's|she's|they're|you're [are|is] .. mistaken|wrong
    or so ... <says>|<thinks>|goes|say|think
    people|some|they|many .. say|think|believe|claim <end>
    i|you|we|one [\w+] hears? that|this|it ... nonsense|rubbish|wrong|false|untrue|myth|not
    """
_BRIDGE = (
    r"[\s\"”'’*]*(?:(?:but|and|yet|though|still|well|sorry|alas|no|measured|really|actually|as if"
    r"|on a closer look|in practice|in fact|in reality|in truth|i'm afraid|of course)[\s,:]+){0,2}"
)
_REFUTED_BEHIND = Frames(
    _VERDICT,
    _GROUPS,
    at=rf"(?:[,;:.!?\"”'’)(–—]|\s-|\b(?:but|and|yet|though|whereas|only))(?!\w){_BRIDGE}",
)
_REFUTED_NEXT = Frames(_VERDICT, _GROUPS, at=rf"\W*{_BRIDGE}")
_CALLED_BEHIND = Frames(
    r"""
    is|are [\w+] <wrong>
    isn't|is_not|aren't|are_not .. what|how|true|so
    is|are what ... <thinks>|<says>
    is|was|were .. reflex|instinct|wish|hope|slogan|temptation
    """,
    _GROUPS,
)

_ALL = (
    *(_OWN, _GRANTED, _TURN, _CALLED_WRONG, _PUT_DOWN, _REPORTED, _RAISED),
    *(_TURN_BEHIND, _TURNED_NEXT, _REFUTED_BEHIND, _REFUTED_NEXT, _CALLED_BEHIND),
)


def prepare() -> None:
    """Compile all turns of phrase, a sixth of a second's work, before anybody waits for a reply."""
    for turns in _ALL:
        _ = turns.pattern


def is_refuted(before: str, claim: str, behind: str, following: str) -> bool:
    """Return whether the words around those of a claim put it down; all are in lower case.

    `before` and `behind` belong to its sentence, `following` is the next one.
    """
    behind, following = (
        _GRANTED.pattern.sub(" ", words[:SCANNED]) for words in (behind, following)
    )
    frame = _frame(before[-SCANNED:])
    return bool(
        _REFUTED_NEXT.pattern.match(following)
        or _REFUTED_BEHIND.pattern.search(claim[:SCANNED] + behind)
        or _CALLED_BEHIND.pattern.search(behind)
        or _CALLED_WRONG.pattern.search(frame + _GRANTED.pattern.sub(" ", claim[:SCANNED]) + behind)
        or _PUT_DOWN.pattern.search(frame)
        or _REPORTED.pattern.search(frame)
        or (
            _RAISED.pattern.search(frame)
            and (_TURN_BEHIND.pattern.search(behind) or _TURNED_NEXT.pattern.match(following))
        )
    )


def announces_an_error(sentence: str) -> bool:
    """Return whether a sentence is the heading of something wrong."""
    return bool(_CALLED_WRONG.pattern.search(_GRANTED.pattern.sub(" ", sentence)))


def _frame(before: str) -> str:
    """Return what of the words before a claim may govern it."""
    frame = _OWN.pattern.sub(" ", _GRANTED.pattern.sub(" ; ", before))
    start = frame.rfind(";") + 1
    for turn in _TURN.pattern.finditer(frame, start):
        start = turn.end()
    return frame[start:]
