"""A small question about caching keys and values, and how an answer to it is read."""

from mockint.assess import OfflineAssessor
from mockint.core.assessment import (
    AnswerTurn,
    Assessment,
    AssessmentRequest,
    Expected,
    Slip,
)
from mockint.core.content import (
    Estimate,
    Fact,
    FollowUp,
    GlossaryEntry,
    Member,
    Point,
    PointGroup,
    Question,
    WrongClaim,
)

GLOSSARY = (
    GlossaryEntry(term="grouped-query attention", also=("GQA", "shared KV heads")),
    GlossaryEntry(term="keys and values", also=("K and V", "K/V")),
    GlossaryEntry(term="GPU memory", also=("VRAM", "HBM")),
)

STORED = Point(
    id="stored",
    says="Keys and values of all earlier tokens are kept, in every layer",
    weight=2,
    phrasings=(
        "store the keys and values of previous tokens in each layer",
        "keep K and V of every past token per layer",
        "each layer remembers two vectors for every token so far",
        "save the keys and values you have already worked out",
    ),
)
FIXED = Point(
    id="fixed",
    says="Under a causal mask later tokens cannot change earlier ones",
    phrasings=(
        "the causal mask freezes the past",
        "earlier tokens cannot see later ones",
        "attention only looks backwards, so what was saved stays valid",
        "nothing that comes later alters the entries",
    ),
)
GROWS = Point(
    id="grows",
    says="Its memory grows with context length and batch size",
    phrasings=(
        "memory grows linearly with sequence length and batch size",
        "longer contexts and more concurrent requests need more VRAM",
        "GPU memory limits how many requests run at once",
        "it eats up GPU memory as the chat gets longer",
    ),
)
REMEDIES = PointGroup(
    id="remedies",
    says="Names two ways to make it smaller",
    any_of=2,
    points=(
        Member(
            id="fewer-heads",
            says="Let query heads share keys and values",
            phrasings=("GQA cuts the number of KV heads", "several query heads share one KV head"),
        ),
        Member(
            id="fewer-bits",
            says="Hold it in 8 bits",
            phrasings=("quantize the cache to fp8", "store one byte for each number"),
        ),
        Member(
            id="eviction",
            says="Drop old tokens",
            phrasings=("evict old tokens", "keep a sliding window of recent tokens only"),
        ),
    ),
)
CACHES_QUERIES = WrongClaim(
    id="caches-queries",
    says="Queries are cached as well",
    contradicts="stored",
    phrasings=("cache the queries, keys and values", "queries are cached as well"),
    unless=("no need", "not"),
    challenge="Which later step reads an old query?",
)
CONSTANT_TIME = WrongClaim(
    id="constant-time",
    says="Every token takes constant time",
    phrasings=("each token takes constant time", "constant time per token"),
    unless=("almost", "not constant"),
    challenge="Compare token 50 with token 50,000.",
)
FACTS = (
    Fact(
        id="load",
        says="A few thousand users at the same time",
        phrasings=("how many users are there at once?", "what does the traffic look like?"),
    ),
    Fact(
        id="hardware",
        says="One H100",
        phrasings=("which GPU does it run on?", "what hardware do we have?"),
    ),
)
SIZE = FollowUp(
    id="size",
    kind="numeric",
    ask=(
        "80 layers, 8 KV heads, head size 128, fp16, one request of 100K tokens. "
        "How many gigabytes is the cache?"
    ),
    estimate=Estimate(calculator="kv_cache", inputs={}, output="total_bytes"),
)
SIZE_AND_CARD = FollowUp(
    id="size-and-card",
    kind="numeric",
    ask="How big is it, and does it fit beside the weights?",
    points=(
        Point(
            id="fits",
            says="It does not fit beside the weights",
            phrasings=("it does not fit next to the weights", "no room is left for it"),
        ),
    ),
    estimate=Estimate(calculator="kv_cache", inputs={}, output="total_bytes"),
)
CACHE = Question(
    id="kv-cache",
    title="The KV cache",
    area="inference",
    difficulty="mid",
    minutes=6,
    ask="Walk me through what the KV cache holds while a model decodes.",
    levels={2: "Knows that something is kept", 3: "Keys and values", 4: "Sizes it"},
    points=(STORED, FIXED, GROWS, REMEDIES),
    wrong_claims=(CACHES_QUERIES, CONSTANT_TIME),
    hints=("Follow a token.", "Count the vectors.", "Keys and values per layer."),
    facts=FACTS,
    followups=(SIZE, SIZE_AND_CARD),
    answer=(
        "Each layer stores the keys and values of all previous tokens. Under the causal mask "
        "earlier tokens cannot see later ones, so the entries stay valid. Its memory grows "
        "linearly with sequence length and batch size. Remedies are GQA, which cuts the number "
        "of KV heads, and quantizing the cache to fp8."
    ),
)
SEARCH = Question(
    id="search",
    title="Search",
    area="rag",
    difficulty="mid",
    minutes=6,
    ask="How do you find the passage that answers a question?",
    levels={2: "Embeds", 3: "Embeds and reranks", 4: "Measures"},
    points=(
        Point(
            id="embed",
            says="Chunks are embedded and the nearest are retrieved",
            phrasings=(
                "embed the chunks and retrieve the nearest ones",
                "vector search over embedded passages",
            ),
        ),
        Point(
            id="rerank",
            says="A cross-encoder reranks the candidates",
            phrasings=("re-rank the candidates with a cross-encoder", "rerank, keep the best few"),
        ),
    ),
    hints=("One.", "Two.", "Three."),
    answer="Embed the chunks, retrieve the nearest ones and re-rank them with a cross-encoder.",
)

ONE_REQUEST = Expected(
    value=32_768_000_000.0,
    unit="bytes",
    within="1.5x",
    slips=(Slip(value=262_144_000_000.0, says="That counts the 64 query heads"),),
)


def request(
    *texts: str,
    question: Question = CACHE,
    followup: FollowUp | None = None,
    asked: str | None = None,
    expected: Expected | None = None,
    facts: tuple[Fact, ...] = (),
    others: tuple[Question, ...] = (),
) -> AssessmentRequest:
    """A growing answer; the first turn replies to the question, or to `asked`."""
    opening = asked or (followup or question).ask
    return AssessmentRequest(
        question=question,
        followup=followup,
        turns=[
            AnswerTurn(turn=number, text=text, asked=opening if number == 1 else "")
            for number, text in enumerate(texts, start=1)
        ],
        facts=facts,
        expected=expected,
        other_questions=others,
    )


ASSESSOR = OfflineAssessor(GLOSSARY)


def read(*texts: str, **circumstances) -> Assessment:
    """Read a growing answer."""
    return ASSESSOR.read(request(*texts, **circumstances))


def verdicts(assessment: Assessment) -> dict[str, str]:
    """Verdict by point, the members of groups included."""
    return {
        verdict.id: verdict.verdict
        for point in assessment.points
        for verdict in (point, *point.members)
    }


def claims(assessment: Assessment) -> list[str]:
    return [claim.id for claim in assessment.wrong_claims]
