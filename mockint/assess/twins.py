"""Everyday words that may stand for each other; those for numbers and texts stand beside."""

from mockint.assess.common_twins import COMMON_TWINS
from mockint.assess.lexicon import words
from mockint.assess.subject_twins import SUBJECT_TWINS

TWINS: tuple[frozenset[str], ...] = (
    tuple(
        words(line)
        for line in """
    store keep save hold retain remember stash record
    early previous past prior preceding old former
    late future subsequent following
    new latest newest current recent fresh
    each every
    all whole entire full complete total
    reduce shrink cut decrease lower lessen diminish drop fall shorten
    increase grow rise raise expand enlarge climb
    fast quick rapid speedy swift
    big large huge giant enormous massive
    small little tiny
    need require demand necessary
    use utilize employ leverage apply
    compute calculate derive work
    recompute recalculate redo repeat rerun again
    avoid skip prevent spare
    split divide cut break chop partition slice carve
    combine merge join fuse mix blend together
    choose pick select
    change modify update alter edit shift
    remove delete drop discard evict throw purge eliminate rid forget bin
    add append insert attach
    find locate fetch retrieve lookup search
    check verify validate test inspect examine confirm
    measure evaluate assess score judge grade
    wrong incorrect false mistaken inaccurate
    right correct accurate true
    error mistake fault bug failure
    result outcome output
    reply answer response respond
    cheap inexpensive affordable
    expensive costly pricey dear
    same identical equal equivalent unchanged alike
    different distinct
    separate apart independent
    limit cap restrict bound ceiling maximum
    amount quantity
    piece part portion fragment chunk section segment
    show display present reveal
    begin start initial
    end finish stop halt
    connect link tie relate
    depend rely hinge
    allow permit enable let
    user customer client person people
    hard difficult tough
    easy simple trivial
    important crucial vital essential key matter
    slow sluggish
    double twice
    half halve
    ignore overlook disregard
    give provide supply hand
    damage hurt harm degrade worsen suffer
    quality accuracy
    word token
    text document article
    page document
    file document
    sentence text
    question query ask
    text prompt
    guess predict predictions
    generate produce write emit
    generate create
    train learn teach taught
    know knowledge
    machine server computer
    machine gpu card
    chip gpu card hardware
    memory space room
    wait idle stall
    wait queue
    crash break fail die
    empty unused idle
    waste unused
    copy duplicate replicate
    look see view
    look attend attention
    read scan load
    read process
    load move transfer stream pull bring
    send pass transmit
    speed pace rate
    long lengthy
    length size
    close near nearby
    similar close alike
    similarity closeness
    meaning sense semantic
    exact precise literal verbatim
    number value figure
    number count amount
    round approximate coarse
    approximate rough estimate
    weight parameter
    average mean
    share common
    group bundle cluster
    list ranking
    order sequence
    position place location
    top highest best
    best optimal
    bad poor worse
    worse inferior
    good better
    improve help better
    fill populate
    fit squeeze
    hide mask
    block prevent forbid
    rule instruction
    role job task
    reason cause because
    effect impact influence
    aim goal purpose target
    gain benefit advantage
    price cost
    price drawback downside disadvantage
    trade compromise tradeoff
    risk danger
    attack exploit
    secret private confidential sensitive
    safe secure
    trust rely
    believe trust
    prove evidence
    source reference citation cite
    quote cite
    invent fabricate hallucinate
    fact truth
    ground base
    step stage phase
    step iteration
    round turn
    parallel simultaneous concurrent
    once single one
    several multiple many
    few couple handful
    rare seldom infrequent unusual
    frequent common often usual
    always constantly
    sometimes occasionally
    usual typical normal standard
    switch swap replace
    instead replace
    exchange swap
    rewrite rephrase paraphrase reword
    summary summarize condense compress
    compress squeeze pack
    expand widen
    wide broad
    narrow tight
    deep depth
    high tall
    limit threshold
    filter screen sieve
    sort rank order
    label annotate tag mark
    label annotation
    human person people
    expert specialist
    assistant helper
    tool function
    call invoke
    plan strategy
    goal objective
    monitor watch observe track
    log record trace
    alert alarm warn
    detect notice spot recognize identify
    spot notice see
    drift shift change
    compare contrast versus
    measure metric
    match agree
    agree consensus
    disagree conflict differ
    disagree contradict
    opposite contrary reverse
    reverse undo
    rotate turn
    method approach technique way
    way path route
    path hop
    direct straight
    detour indirect
    one single
    pair couple two
    third three
    quarter fourth four
    eighth eight
    extra additional more
    spare extra
    only just merely
    enough sufficient
    exceed surpass over
    under below beneath
    above over
    inside within
    outside beyond external
    across between
    front beginning start
    behind after
    back backward
    ahead forward
    ahead beforehand
    beforehand advance earlier
    later afterwards
    meanwhile while
    during while
    instant immediate immediately straightaway
    delay lag latency
    latency wait
    throughput capacity
    busy loaded
    peak maximum
    bottleneck limit constraint
    limit budget
    budget money
    money cost dollar
    bill cost
    pay cost
    buy purchase
    free available
    available ready
    request call query
    session conversation chat
    conversation dialogue chat talk
    history conversation
    talk speak say
    tell say
    explain describe
    describe depict
    example instance sample
    demonstrate example
    sample draw
    draw pick
    reject refuse deny decline
    accept approve
    refuse abstain decline
    harmful dangerous toxic
    prefer favour favor like
    preference taste
    reward score
    bias prejudice skew
    skew lean tilt
    fair unbiased
    order sequence
    first beginning initial
    last final
    final ultimate
    next following
    after following
    job work
    company firm business
    team group
    boss manager
    """.strip().splitlines()
    )
    + COMMON_TWINS
    + SUBJECT_TWINS
)
"""Everyday words that may stand for each other; soft matches are worth a little less."""
