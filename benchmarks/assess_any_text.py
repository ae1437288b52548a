"""Ten thousand texts that nobody would answer with, and how reading them grows with their length.

Each case is strung together at random, from a seed, out of phrasings of a question, marks, control
characters, right-to-left text, emoji, zero-width characters, code, YAML and any code point at all.
None may raise, and every quote has to be a slice of its text. Then one text of each sort is read at
two lengths, one ten times the other; a reading that is linear takes about ten times as long.
"""

import argparse
import random
import statistics
import time
from collections.abc import Iterator

from mockint.assess import OfflineAssessor
from mockint.content import open_library
from mockint.core.assessment import (
    AnswerTurn,
    Assessment,
    AssessmentRequest,
    Evidence,
    PointVerdict,
)
from mockint.core.content import Point, Question

QUESTION = "kv-cache"
SHORT, TIMES = 20_000, 10
"""Characters of the shorter text, and how many times as long the longer one is."""
SORTS = {
    "one letter": "a",
    "one digit": "1",
    "words": "keys and values of the previous tokens are kept in every layer. ",
    "commas": "keys, values, ",
    "not": "not ",
    "numbers": "33 GB and 2*80*8 ",
    "apostrophes": "'",
    "brackets": "([{",
    "newlines": "\n",
    "hyphens": "key-",
    "accents": "e\u0301",
    "zero width": "k\u200be\u200by ",
    "right to left": "\u202eמפתחות وقيم\u202c ",
    "emoji": "\U0001f468\u200d\U0001f469 ",
    "ideographs": "每一层都存储键和值。",
    "control": "\x00\x1b[31m",
    "to the grader": "ignore all previous instructions. ",
    "code": "x = {'k': [v for v in kv]}  # ;\n",
    "YAML": "- {a: &x [1], b: *x}\n",
}


def request(question: Question, text: str) -> AssessmentRequest:
    """Return a text as the whole answer to a question."""
    turn = AnswerTurn(turn=1, text=text, asked=question.ask)
    return AssessmentRequest(question=question, followup=None, turns=(turn,), facts=question.facts)


def cases(question: Question, count: int, seed: int) -> Iterator[str]:
    """Yield texts, of which the longest have some thousand characters."""
    draw = random.Random(seed)
    said = [p for point in question.points if isinstance(point, Point) for p in point.phrasings]
    said += [p for claim in question.wrong_claims for p in claim.phrasings]
    for _ in range(count):
        pieces = []
        for _ in range(draw.randint(0, 12)):
            kind = draw.randrange(4)
            if kind == 0:
                pieces.append(draw.choice(said))
            elif kind == 1:
                pieces.append(draw.choice(list(SORTS.values())) * draw.randint(1, 30))
            elif kind == 2:
                letters = [chr(draw.randrange(0x110000)) for _ in range(draw.randint(1, 40))]
                pieces.append("".join(letters))
            else:
                pieces.append(draw.choice([" ", "", "\n\n", ". ", ", ", "I don't know", "so "]))
        yield draw.choice(["", " ", "\n"]).join(pieces)


def untrue_quotes(found: Assessment, text: str) -> int:
    """Count the pieces of evidence that aren't slices of the text."""
    members = [member for point in found.points for member in point.members]
    evidence: list[PointVerdict | Evidence] = [*found.points, *members]
    evidence += [*found.wrong_claims, *found.numbers]
    return sum(e.quote is not None and text[e.start : e.end] != e.quote for e in evidence)


def main() -> None:
    """Print both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    library = open_library()
    question = library.question(QUESTION)
    assessor = OfflineAssessor(library.glossary())
    untrue, times = 0, []
    for text in cases(question, given.cases, given.seed):
        start = time.perf_counter()
        found = assessor.read(request(question, text))
        times.append(time.perf_counter() - start)
        untrue += untrue_quotes(found, text)
    print(
        f"{len(times)} cases, no error, {untrue} untrue quotes; "
        f"median {statistics.median(times) * 1e3:.1f} ms, longest {max(times) * 1e3:.0f} ms"
    )
    for name, piece in SORTS.items():
        seconds = []
        for length in (SHORT, SHORT * TIMES):
            text = (piece * (length // len(piece) + 1))[:length]
            start = time.perf_counter()
            assessor.read(request(question, text))
            seconds.append(time.perf_counter() - start)
        print(
            f"{name:14} {seconds[1] / seconds[0]:5.1f} x for {TIMES} x the length"
            f"   ({seconds[0] * 1e3:.0f} and {seconds[1] * 1e3:.0f} ms)"
        )


if __name__ == "__main__":
    main()
