"""What the candidate of the pictures says, by question and by what was asked about it."""

from collections import deque

from mockint.answers import Step
from mockint.core.state import SessionState
from mockint.player import ScriptedCandidate

MAIN = "main"
NOTE = Step("action", "count the KV heads, not the query heads", "note", 12)
PIN = Step(
    "action",
    "kv_cache n_layers=80 n_kv_heads=8 head_dim=128 seq_len=100000 dtype_bytes=2",
    "pin",
    25,
)
FLOW = Step("action", "prompt -> prefill -> cache -> decode", "diagram", 10)


def _says(seconds: float, words: str) -> Step:
    return Step("answer", words, seconds=seconds)


SAID: dict[tuple[str, str], Step] = {
    ("last-llm-system", MAIN): _says(
        60,
        "A search assistant over our support handbook. I designed and built its retrieval and the "
        "evaluation set: four hundred labelled questions, recall at ten before and after each "
        "change. It took a third of the tickets off the desk.",
    ),
    ("last-llm-system", "decision"): _says(
        40,
        "We could have fine-tuned. I chose retrieval, because the handbook changes every week and "
        "every answer has to name its page.",
    ),
    ("last-llm-system", "setback"): _says(
        35,
        "The nightly index job failed without a word, and for two days we quoted an old policy. "
        "Now an alert rings when the index is older than a day.",
    ),
    ("kv-cache", MAIN): _says(
        70,
        "Without it every new token would run the whole prefix through all the layers again. It "
        "caches the queries, keys and values of previous tokens. We use GQA and an fp8 cache.",
    ),
    ("kv-cache", "caches-queries"): _says(
        30,
        "None, I take that back: an old query is never needed again. What stays are the keys and "
        "values of every earlier token, in every layer.",
    ),
    ("kv-cache", "size-factors"): _says(
        50,
        "Two times layers times KV heads times head dimension times bytes. With 80 layers, 8 KV "
        "heads and fp16 that is about 320 KB a token, so 100,000 tokens take about 33 GB.",
    ),
    ("kv-cache", "past-is-fixed"): _says(
        45,
        "Attention is causal: earlier tokens never look at later ones, so what was computed for "
        "them stays valid.",
    ),
    ("kv-cache", "still-reads-all"): _says(
        25, "I don't know by how much. I would time both on one card before I say anything."
    ),
    ("rag-pipeline", MAIN): _says(
        150,
        "Two halves. Ahead of time: parse the files, cut them into chunks that each hold one "
        "topic, embed every chunk and index it. Per request: embed the question with the same "
        "model, take the nearest chunks, put the best few into the prompt and tell the model to "
        "answer from them alone, with the source behind each claim. If the chunk was cut in the "
        "middle of a table, nothing later can mend it.",
    ),
    ("rag-pipeline", "sharpen-retrieval"): _says(
        40,
        "I would run BM25 beside the vectors, merge both lists, and let a cross-encoder rerank "
        "fifty down to five.",
    ),
    ("rag-pipeline", "measure-apart"): _says(
        40,
        "Recall at k for the search on its own, then how faithful the answers are when the right "
        "chunk was there.",
    ),
}
"""(question, what is asked about) -> what is said."""


class Somebody:
    """A candidate who knows the subject fairly well, and has an answer prepared for the rest."""

    def __init__(self, prepared: ScriptedCandidate) -> None:
        """Begin a round; `prepared` answers what nothing was written for here."""
        self._prepared = prepared
        self._next: deque[Step] = deque()
        self._begun: set[str] = set()

    def __call__(self, state: SessionState) -> Step | None:
        """Return what is said or done next."""
        if self._next:
            return self._next.popleft()
        move = state.last_ask.move if state.last_ask else None
        if move is None or move.question is None:
            return self._prepared(state)
        about = move.target or "" if move.question in self._begun else MAIN
        self._begun.add(move.question)
        if (move.question, about) not in SAID:
            return self._prepared(state)
        return self._with_board(SAID[move.question, about])

    def _with_board(self, answer: Step) -> Step:
        """Draw something on the board before the first answer about the cache."""
        if answer is not SAID["kv-cache", MAIN]:
            return answer
        self._next.extend([PIN, FLOW, answer])
        return NOTE
