"""Authored word lists of plain English: which words carry content, which mean the same, which deny.

The terms of the field come from the glossary that the assessor is given; what stands here is the
English around them. Nothing is learned from data: measured on published short-answer corpora, fixed
rules carry over from one exam to another, and learned weights don't.
"""


def words(text: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(text.split())


FUNCTION_WORDS = words(
    """
    a an the this that these those there here i me my mine myself you your yours yourself he him his
    she her hers it its itself we us our ours ourselves they them their theirs themselves one ones
    who whom whose which what when where why how
    am is are was were be been being do does did done doing have has had having will would shall
    should can could may might must ought let lets
    and or but nor so yet for if then else than as because since while whereas though although
    unless until of at by to from in into on onto upon with about against between among through
    during over under again further out off up down along across within toward towards via
    not no never none nothing neither cannot without
    i'm i've i'd i'll you're you've you'd you'll he's she's it's we're we've we'd we'll they're
    they've they'd they'll that's there's what's who's where's how's let's here's
    isn't aren't wasn't weren't don't doesn't didn't haven't hasn't hadn't won't wouldn't shan't
    shouldn't can't couldn't mustn't mightn't needn't ain't
    dont doesnt didnt isnt arent wasnt cant couldnt wont wouldnt shouldnt im ive thats
    s t d ll m re ve
    ok okay oh ah um uh hmm hm er well yeah yes yep sure right anyway just really very quite rather
    too also even still already ever only both either such own
    some any most more less much many few each every all per other another same
    actually basically essentially obviously simply literally honestly maybe perhaps probably
    before after above below now ahead rather instead
    """
)
"""Words by whose share connected speech is told from a list of terms."""

SILENT_WORDS = FUNCTION_WORDS - words(
    """
    more less many few each every all per same other another only both either before after above
    below without up down off again over under until still instead one ahead
    """
)
"""Function words that are no evidence at all."""

LIGHT_WORDS = words(
    """
    more less many few each every all per same other another only both either before after above
    below without up down off again over under until still instead one ahead
    use make get need want take give go come put keep let try say tell think know mean see look
    find call ask seem like thing things stuff way ways lot lots kind sort bit case point part fact
    good bad nice great new big different important sense example instance
    usually often always sometimes generally typically normally mostly mainly simply
    able work happen start begin become help turn end set
    time times first second last next
    everyone everybody someone somebody anyone anybody everything something anything somewhere
    """
)
"""Words that say little on their own, in whatever statement they stand."""

COMMON_WORDS = words(
    """
    accept across action add address allow amount answer apply area around arrive assume attempt
    available average avoid away back base basic become behind believe better best beyond body book
    bottom box bring build business buy call card care carry catch cause center certain chance
    change character cheap check choose city claim class clean clear close code collect column
    combine common company compare complete computer concern condition connect consider contain
    content continue control copy correct cost count couple course cover create cut data day deal
    decide decrease define deliver depend describe design detail determine develop difference
    difficult direct discuss document double down drive drop early easy edge effect effort empty
    enable engineer enough ensure enter entire error even exact exist expect expensive experience
    explain extra face fail fall far fast feature feel field figure file fill final fine finish fit
    fix fixed focus follow force form format free front full function general goal group grow half
    hand hard heavy hide high hit hold hope hour huge hundred idea ignore improve include
    increase individual information input inside interest issue item job join judge keep large late
    later lead learn leave less level limit line list little live local long lose low machine main
    manage match matter maximum measure member message method middle mind minimum minute miss
    mistake model month mostly move multiple name natural near necessary network nobody normal note
    number obvious offer old open operation opposite option order original output outside overall
    own page pair paper particular pass past pattern pay people perfect perform person pick picture
    piece place plan plain play position possible power practice prefer prepare present press pretty
    prevent price print problem process produce product program project prompt proper protect
    provide pull purpose push quality question quick quiet raise range rate reach read ready real
    reason receive record reduce refer remain remember remove repeat replace report request require
    response rest result return reuse right rise risk room row rule run safe sample save scale
    scratch search second section select send separate series serve service several shape share
    short side similar single size slow small software solution solve space special specific speed
    spend split stage standard state stay step stop store straight strong structure study subject
    success suit support surface system table talk target task team tend term test text thousand
    throw time together token tool top total touch toward track train treat trouble turn two type
    understand unit update user useful variety version view visit wait walk wall wait watch
    weak week whole wide win wonder word world worry worse worst worth write wrong year young
    """
)
"""Everyday words, and those of the field that stand in any answer: they weigh half a real one."""

NEGATORS = words(
    """
    not never no nor neither none nothing cannot ain't aint
    dont doesnt didnt isnt arent wasnt cant couldnt wont wouldnt shouldnt havent hasnt
    """
)
"""Words that deny what follows them; those that end in n't are known by their ending."""

SOFT_NEGATORS = words(
    """
    avoid avoids avoided avoiding skip skips skipped skipping without lack lacks lacked lacking
    omit omits omitted omitting
    """
)
"""Words that keep what follows from happening, but name it all the same."""

SOFT_PAIRS = frozenset(
    {
        *(("instead", "of"), ("rather", "than"), ("in", "place")),
        *(("fail", "to"), ("fails", "to"), ("failed", "to"), ("refuses", "to")),
        *(("dispenses", "with"), ("dispense", "with"), ("free", "of"), ("opposed", "to")),
    }
)
"""The same in two words."""

NEGATION_ENDS = words("by but because so since however whereas instead it we they you i which")
"""Words at which the reach of a negator ends, at the latest."""

OBJECT_PRONOUNS = words("it you")
CAUSING = words("make makes let lets give gives help helps tell tells cost force forces get show")
"""Verbs whose pronoun is their object: "doesn't make it faster" goes on denying behind it."""

UNDOING_NEGATORS = words("not never cannot") | {
    word for word in NEGATORS if word.endswith(("nt", "n't"))
}
"""Negators that follow their subject: in "keys are not stored" the keys are denied as well."""

AFFIRMING_NEXT = words(
    "only just merely simply solely doubt matter wonder forget worry mind hesitate mention"
    " realise realize notice secret question"
)
"""A negator before one of these denies nothing: not only, no doubt, don't forget."""

CLAUSE_OPENERS = words(
    "but however whereas although though because since so while yet unless therefore"
)
"""Words that open a new clause without a comma."""

ABBREVIATIONS = words("vs etc approx fig eq al cf ca resp incl")
"""Words whose full stop ends no sentence."""
