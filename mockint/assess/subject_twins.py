"""Everyday words for what is spoken of in the field: numbers and shapes, models, texts, graphs."""

from mockint.assess.lexicon import words

SUBJECT_TWINS: tuple[frozenset[str], ...] = tuple(
    words(line)
    for line in """
    multiply times product
    sum add total
    subtract minus difference
    divide ratio
    square quadratic
    straight linear
    steady stable constant
    unstable shaky diverge
    explode blow overflow
    vanish disappear shrink
    tiny negligible
    big dominant
    dominate outweigh
    gradient derivative slope
    flat uniform
    sharp peaky spiky peaked
    noise noisy random
    random chance
    seed random
    certain sure confident
    uncertain unsure
    confidence certainty
    likely probable
    probability chance likelihood odds
    distribution spread
    spread distribute
    layer level floor
    stack pile
    network model
    brain model
    model llm
    adapter plug
    freeze fix frozen
    fixed static constant
    tune adjust adapt
    adjust change
    copy clone
    original base
    raw unprocessed
    clean tidy
    messy dirty
    broken garbled corrupt scrambled
    missing absent lost
    lack miss absent
    stale outdated old obsolete
    fresh recent
    refresh update renew
    rebuild recreate reindex
    index catalogue
    store database
    map translate
    translate convert transform
    turn convert
    decode unpack
    encode embed
    vector embedding
    direction angle
    distance gap
    neighbour nearest
    window span
    border boundary edge
    overlap intersect
    cross span
    whole complete
    mix combination
    website page
    letter character
    chapter section
    heading title
    paragraph passage
    passage chunk text
    snippet chunk fragment
    context passage
    evidence support
    support back
    claim statement
    statement sentence
    detail specific
    specific particular
    general generic broad
    domain field area
    field attribute
    graph network
    node entity
    entity thing object
    edge relation link
    relation connection
    community cluster
    hop step
    """.strip().splitlines()
)
"""A part of the everyday twins, which are listed in `twins.py`."""
