"""Everyday verbs, adjectives and adverbs that may stand for each other, whatever is spoken of."""

from mockint.assess.lexicon import words

COMMON_TWINS: tuple[frozenset[str], ...] = tuple(
    words(line)
    for line in """
    run execute
    stay remain persist
    contain include comprise hold
    carry transport haul bear
    arrive come reach
    attempt try
    somebody someone anybody anyone
    everybody everyone
    happen occur arise
    appear emerge arise
    release publish launch
    deploy launch rollout ship
    upgrade update
    guarantee ensure assure promise
    forbid ban prohibit disallow
    legal lawful law
    complain object
    decide determine dictate govern
    control govern regulate steer
    useless worthless pointless futile
    unnecessary needless superfluous redundant
    redundant duplicate
    possible feasible viable
    plausible believable convincing
    strange odd weird
    normal ordinary
    automatic automated
    regular periodic
    permanent durable lasting persistent
    temporary transient momentary
    interrupt pause suspend
    abort cancel stop
    resume continue proceed
    retry repeat
    restart reboot
    revert rollback undo
    restore recover
    fix repair mend remedy cure
    solve fix resolve settle
    handle cope manage treat
    cause trigger provoke induce
    cause produce
    stop prevent avert
    protect guard defend shield
    threat danger hazard
    harm injure
    abuse misuse
    leak disclose expose reveal
    hide conceal obscure
    unclear ambiguous vague fuzzy
    clear obvious evident plain
    understand comprehend grasp
    infer deduce conclude
    assume presume suppose
    expect anticipate foresee
    forecast predict estimate
    confuse mistake
    mislead deceive fool trick
    imitate mimic copy emulate
    memorise memorize remember
    forget lose
    discover find
    investigate examine inspect
    review check examine audit
    win beat outperform
    beat outperform surpass
    vary differ change fluctuate
    swell balloon grow explode
    collapse crash
    accumulate collect gather pile
    arrange organise organize structure
    assign allot allocate attribute
    allocate reserve
    distribute scatter spread
    return yield give
    produce yield
    consume eat spend use
    waste squander
    save economise economize conserve
    charge fee price bill
    penalty fine punish penalise penalize
    encourage promote favour incentivise
    push drive force press
    force compel oblige enforce
    order command instruct
    instruct tell direct
    recommend suggest propose advise
    admit concede acknowledge
    contradict conflict oppose
    coincide match correspond
    relevant pertinent related
    irrelevant unrelated
    adjacent neighbouring near
    distant far remote
    dense compact
    sparse thin
    light lightweight
    strong powerful robust
    capable able
    robust stable resilient
    weak feeble
    fragile brittle delicate
    rigid fixed strict inflexible
    flexible adaptable
    gentle soft mild
    severe serious grave critical
    slight small minor
    main chief primary principal
    mostly largely mainly predominantly
    partial incomplete
    empty blank
    single sole
    various diverse different
    random arbitrary
    simple plain basic
    complex complicated intricate
    clever smart intelligent
    dumb stupid
    novel unseen new
    unknown unfamiliar unseen
    popular common widespread
    scarce rare
    majority most
    fraction share part proportion
    proportion percentage ratio
    rest remainder
    middle centre
    inner internal inside
    outer external outside
    gradual slow incremental
    sudden abrupt
    anew afresh again
    today nowadays currently
    daily day
    nightly night overnight
    weekly week
    monthly month
    yearly annual year
    hourly hour
    period interval duration
    schedule timetable
    note remark comment
    mention name
    indicate show signal
    represent denote express stand
    picture image photo
    mail email letter message
    notify inform alert
    author writer
    employee worker staff
    colleague coworker teammate
    vendor supplier provider
    consumer buyer customer
    visitor guest
    attacker adversary hacker
    malicious hostile adversarial evil
    innocent harmless benign
    honest truthful
    fake false
    nonsense rubbish garbage junk
    strip remove clean
    trim prune cut
    truncate clip cut shorten
    isolate separate
    glue stitch join concatenate
    interleave alternate mix
    inject insert
    paste copy insert
    reproduce replicate repeat
    grab fetch take
    replace substitute supersede
    retire deprecate remove
    abandon drop discard
    dump discard
    neglect ignore
    miss overlook
    omit skip exclude
    cover include
    span cover
    extend stretch lengthen expand
    balance even
    even uniform equal
    uneven unequal
    compensate offset outweigh
    useful helpful valuable
    benefit merit
    weakness shortcoming flaw drawback
    flaw defect bug
    failure outage
    problem issue trouble difficulty
    obstacle barrier hurdle
    challenge difficulty
    solution remedy fix answer
    recipe procedure method
    process procedure
    principle rule guideline
    law rule
    custom bespoke tailored
    program software code
    application app
    exam test quiz
    skill ability capability
    power strength
    overload saturate
    exhaust deplete
    hot warm
    cold cool
    decay fade
    obtain get acquire gain
    receive get
    own possess
    want wish desire
    intention purpose aim
    obey follow comply
    violate breach break
    resist withstand
    proprietary closed
    public open
    demonstrate show prove
    proof evidence
    refute disprove
    adopt use
    excess surplus
    ultimately eventually finally
    absolute entire complete
    tall large
    partner companion
    alone solely
    twin pair
    turn become
    stem originate come
    derive originate
    alike similar
    worsen deteriorate degrade
    enhance improve boost
    boost raise increase lift
    accelerate quicken speed hasten fast
    slow decelerate
    postpone delay defer
    hurry rush
    assemble build construct
    construct build make
    dismantle break
    inverse reciprocal reverse
    consecutive successive subsequent
    sequential serial successive
    proportional linear
    superior better
    outdated obsolete
    legible readable
    unreadable garbled
    interpretable explainable transparent
    opaque hidden
    tolerate accept allow
    suspicious doubtful
    pretend feign
    scarcely hardly barely
    nearly almost practically virtually
    altogether completely entirely wholly
    plainly clearly
    merely just
    inevitable unavoidable certain
    voluntary optional
    compulsory mandatory obligatory required
    """.strip().splitlines()
)
"""A part of the everyday twins, which are listed in `twins.py`."""
