"""Wrong claims: made in a sentence, not denied, not refuted, not taken back."""

import pytest

from mockint.core.content import Point, Question, WrongClaim
from tests.assess.readings import CACHES_QUERIES, CONSTANT_TIME, claims, read, verdicts

QUERIES = "Queries are cached as well."


@pytest.mark.parametrize("phrasing", [CACHES_QUERIES.says, *CACHES_QUERIES.phrasings])
def test_a_claim_is_heard_in_each_of_its_phrasings(phrasing):
    assert claims(read(phrasing)) == ["caches-queries"]


@pytest.mark.parametrize(
    "answer",
    [
        "So we also cache queries as well, next to the rest.",
        "I'd cache the keys, the values and the queries of each token.",
    ],
)
def test_a_claim_is_heard_in_other_words(answer):
    assert claims(read(answer)) == ["caches-queries"]


def test_a_claim_contradicts_its_point_in_the_candidates_words():
    answer = "Each layer stores the keys and values of previous tokens. Queries are cached as well."
    assessment = read(answer)
    stored = assessment.verdict_of("stored")
    assert stored is not None
    assert stored.verdict == "contradicted"
    assert stored.quote == "Queries are cached as well."
    (claim,) = assessment.wrong_claims
    assert answer[claim.start : claim.end] == claim.quote == stored.quote


def test_a_claim_without_a_point_contradicts_none():
    assessment = read("each token takes constant time")
    assert claims(assessment) == ["constant-time"]
    assert "contradicted" not in verdicts(assessment).values()


@pytest.mark.parametrize(
    "answer",
    [
        "Queries are not cached.",
        "Queries aren't cached as well.",
        "There is no need to cache the queries, keys and values suffice.",
        "We never cache queries.",
        "It doesn't take constant time per token.",
        "Without the cache, tokens take constant time? No.",
        "The time per token is not constant.",
        "Constant time per token: no.",
        "Each token takes constant time, that's wrong.",
        "Nor would I after all of this ever want to claim constant time per token.",
        "keys, values, queries, layers, heads, tokens, masks, VRAM, fp8, constant time per token",
    ],
)
def test_a_denied_claim_is_not_made(answer):
    assert claims(read(answer)) == []


@pytest.mark.parametrize(
    "answer",
    [
        "People say that queries are cached as well, but nothing reads them.",
        "Some think each token takes constant time.",
        "It is not true that queries are cached as well.",
        "It's a common misconception that each token takes constant time.",
        "You might think that queries are cached as well.",
        "Queries are cached as well. That's wrong, of course.",
        '"Queries are cached as well." I often hear that and it is nonsense.',
        "Queries are cached as well. It isn't: nothing reads them.",
        "Each token takes constant time. Nonsense, it grows.",
        "Each token takes constant time? No, it grows.",
        "Are queries cached as well?",
        "If queries were cached as well, that would waste memory.",
    ],
)
def test_a_claim_named_in_order_to_refute_it_is_not_made(answer):
    assert claims(read(answer)) == []


def test_the_words_of_unless_make_it_no_claim():
    assert claims(read("each token takes almost constant time")) == []
    assert claims(read("each token takes constant time")) == ["constant-time"]


def test_a_claim_is_made_within_one_sentence():
    assert claims(read("Queries are one thing. The cache is another. As well as tokens.")) == []


def test_a_claim_is_taken_back_by_a_later_denial():
    assert claims(read(QUERIES, "Right, queries are not cached after all.")) == []
    assert claims(read(f"{QUERIES} Hmm, actually queries aren't cached.")) == []


def test_a_claim_is_taken_back_by_a_correction():
    assessment = read(QUERIES, "Sorry, I meant the keys and values of past tokens in each layer.")
    assert claims(assessment) == []
    assert verdicts(assessment)["stored"] in ("covered", "partial")


def test_a_claim_stands_until_it_is_taken_back():
    assert claims(read(QUERIES, "And memory grows with batch size.")) == ["caches-queries"]
    assert claims(read("Queries are not cached.", QUERIES)) == ["caches-queries"]


def test_each_standing_claim_costs_and_caps_the_level():
    good = (
        "Each layer stores the keys and values of previous tokens. Earlier tokens cannot see "
        "later ones. Memory grows linearly with sequence length and batch size. GQA cuts the "
        "number of KV heads, and we evict old tokens."
    )
    assert read(good).level == 4
    wrong = read(f"{good} {CONSTANT_TIME.says}.")
    assert wrong.score == pytest.approx(0.9)
    assert wrong.level == 3


@pytest.mark.parametrize(
    "answer",
    [
        "People say they are dropped, but queries are cached as well.",
        "If all of this is right, and I'm not mistaken, queries are cached as well.",
        "There's more to it than people think: each token takes constant time.",
        "Queries are cached as well, it can't be wrong.",
        "Queries are cached as well. No new token changes them.",
        "If you need them later, queries are cached as well and could be read.",
    ],
)
def test_words_of_refutation_that_refute_something_else_leave_a_claim_standing(answer):
    assert len(claims(read(answer))) == 1


@pytest.mark.parametrize(
    "answer",
    [
        '"Each token takes constant time": no, it takes longer as the context grows.',
        "Each token takes constant time - wrong, since the context grows.",
        "People say, and I have heard it more than once, that queries are cached as well.",
    ],
)
def test_a_claim_refuted_in_its_own_sentence_is_not_made(answer):
    assert claims(read(answer)) == []


SIZES = Question(
    id="sizes",
    title="Sizes",
    area="inference",
    difficulty="mid",
    minutes=5,
    ask="What happens to the cache when the conversation goes on?",
    levels={2: "Grows", 3: "Grows and why", 4: "And what then"},
    points=(
        Point(
            id="grows",
            says="It grows with every token of the conversation",
            phrasings=(
                "the cache gets larger with each token",
                "memory grows as the conversation goes on",
                "every new token adds an entry",
                "longer conversations need more memory",
            ),
        ),
    ),
    wrong_claims=(
        WrongClaim(
            id="shrinks",
            says="Compression keeps the memory of the cache constant",
            contradicts="grows",
            phrasings=(
                "old entries are squeezed so that memory stays constant",
                "compression squeezes older tokens into the same memory",
                "nothing is ever written because layers overlap",
            ),
            unless=("in theory",),
            challenge="Squeezed into what?",
        ),
    ),
    hints=("One.", "Two.", "Three."),
    answer="Every new token adds an entry, so the cache grows as the conversation goes on.",
)


def test_what_is_half_said_in_several_phrasings_makes_a_claim_unless_the_point_is_made():
    half = "Old entries are squeezed, so memory stays low."
    assert claims(read(half, question=SIZES)) == ["shrinks"]
    made = (
        "Every new token adds an entry to the cache. Memory grows as the conversation goes on. "
        "Longer conversations need more memory, since the cache gets larger with each token."
    )
    assert claims(read(f"{made} {half}", question=SIZES)) == []


def test_two_halves_of_the_same_words_are_one():
    assert claims(read("Squeezing keeps memory low.", question=SIZES)) == []


def test_what_the_sentence_before_named_is_half_said():
    same = "Layers overlap, so {} is ever written."
    assert claims(read(same.format("nothing"), question=SIZES)) == ["shrinks"]
    lone = "Squeezing older ones keeps memory the same."
    assert claims(read(lone, question=SIZES)) == []
    before = "There is compression for old entries in the cache."
    assert claims(read(f"{before} {lone}", question=SIZES)) == ["shrinks"]


@pytest.mark.parametrize(
    "refuting",
    [
        "Anybody who tells you that queries are cached as well hasn't written a kernel.",
        "You'd think that queries are cached as well, but they play no part later.",
        "The usual trap is to say that queries are cached as well.",
        '"Queries are cached as well" is precisely the mistake here.',
        '"Queries are cached as well": they play no part later.',
        "It is often said that queries are cached as well.",
        "I don't buy that queries are cached as well.",
        "Queries are cached as well? Hardly.",
        "Queries are cached as well. On the contrary, they are thrown away.",
        "Here is a misconception. Queries are cached as well.",
        "That keys are kept doesn't mean that queries are cached as well.",
    ],
)
def test_a_claim_is_not_made_by_whoever_puts_it_down(refuting):
    assert claims(read(refuting)) == []


def test_a_cause_denied_denies_what_it_would_cause():
    assert claims(read("Caching doesn't make it constant time for each token.")) == []
    assert claims(read("Caching makes it constant time for each token.")) == ["constant-time"]


def test_one_word_said_is_not_two_words_of_a_claim():
    assert claims(read("Entries are entries.", question=SIZES)) == []


def test_a_claim_of_nothing_needs_its_not():
    assert claims(read("Nothing is ever written, because layers overlap.", question=SIZES)) == [
        "shrinks"
    ]
    assert (
        claims(read("Something is always written, because layers overlap.", question=SIZES)) == []
    )


def test_what_excuses_a_claim_stands_beside_its_words():
    claim = "Compression squeezes older tokens into the same memory"
    assert claims(read(f"{claim} in theory.", question=SIZES)) == []
    far = f"I read a lot about this in theory and then tried it at home, and {claim.lower()}."
    assert claims(read(far, question=SIZES)) == ["shrinks"]
