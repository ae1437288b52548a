"""Everyday words that may stand for each other, and those that say the opposite."""

from mockint.assess.lexicon import words

TWINS: tuple[frozenset[str], ...] = tuple(
    words(line)
    for line in """
    store keep save hold retain remember stash
    early previous past prior preceding old
    late future subsequent following
    new latest newest current recent
    each every all per
    reduce shrink cut decrease lower lessen diminish
    increase grow rise raise expand enlarge
    fast quick rapid speedy
    big large huge
    small little tiny
    need require demand necessary
    use utilize employ leverage apply
    compute calculate derive
    recompute recalculate redo repeat
    avoid skip prevent spare
    split divide cut break chop partition
    combine merge join fuse mix blend together
    choose pick select
    change modify update alter edit
    remove delete drop discard evict throw purge eliminate rid
    add append insert attach
    find locate fetch retrieve lookup
    check verify validate test inspect
    measure evaluate assess score
    wrong incorrect false mistaken inaccurate
    right correct accurate true
    error mistake fault bug
    result outcome output
    reply answer response respond
    cheap inexpensive affordable
    expensive costly pricey
    same identical equal equivalent
    different distinct separate
    whole entire full complete
    limit cap restrict
    amount quantity
    piece part portion fragment
    show display present
    begin start initial
    end finish stop
    connect link tie
    depend rely hinge
    allow permit enable
    user customer client
    hard difficult tough
    easy simple trivial
    important crucial vital essential
    slow sluggish
    double twice
    half halve
    ignore overlook disregard
    give provide supply
    damage hurt harm degrade
    quality accuracy
    """.strip().splitlines()
)
"""Everyday words that may stand for each other; soft matches are worth a little less."""

ANTONYMS: tuple[tuple[frozenset[str], frozenset[str]], ...] = tuple(
    (words(left), words(right))
    for left, right in (
        line.split("|")
        for line in """
        more higher | less fewer lower
        increase grow rise raise expand | reduce shrink cut decrease lower drop
        big large | small little tiny
        fast quick rapid | slow sluggish
        before early previous past prior preceding | after late future subsequent
        same identical equal | different distinct
        first | last
        high | low
        always | never
        above | below
        encode | decode
        dense | sparse
        static | dynamic
        online | offline
        cheap | expensive costly
        linear | quadratic exponential
        add insert append | remove delete
        minimum | maximum
        constant | linear quadratic
        upper | lower
        right correct | wrong incorrect
        symmetric | asymmetric
        supervised | unsupervised
        synchronous | asynchronous
        global | local
        short | long
        """.strip().splitlines()
    )
)
"""Opposites: where one was asked for and only the other was said, the phrasing isn't matched."""
