"""Everyday words that say the opposite of each other."""

from mockint.assess.lexicon import words

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
