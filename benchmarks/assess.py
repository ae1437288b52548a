"""How long the offline assessor takes to read an answer, and to be imported.

An answer of about 400 words is read against 8 points with 6 phrasings each, beside the least that
any reader of words has to do: ``str.lower().split()`` on the same text, timed in turns. The import
is beside that of numpy, each in a process of its own.
"""

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

from mockint.assess import OfflineAssessor
from mockint.content import open_library
from mockint.core.assessment import AnswerTurn, AssessmentRequest
from mockint.core.content import Point, Question

QUESTION = "kv-cache"
WORDS, POINTS, PHRASINGS = 400, 8, 6
ENGINE = "import mockint.assess; mockint.assess.OfflineAssessor"


def question_and_answer() -> tuple[Question, str]:
    """Return a question cut to the agreed size, and graded answers strung to the agreed length."""
    library = open_library()
    whole = library.question(QUESTION)
    plain = [point for point in whole.points if isinstance(point, Point)][:POINTS]
    points = tuple(
        point.model_copy(update={"phrasings": point.phrasings[: PHRASINGS - 1]}) for point in plain
    )
    claims = tuple(
        claim.model_copy(update={"phrasings": claim.phrasings[: PHRASINGS - 1]})
        for claim in whole.wrong_claims
    )
    texts = [s.text for s in library.specimens(QUESTION) if s.kind == "full" and not s.followup]
    words = " ".join(texts).split(" ")[:WORDS]
    return whole.model_copy(update={"points": points, "wrong_claims": claims}), " ".join(words)


def microseconds(work: Callable[[], object], times: int) -> float:
    """Return what one run takes, of several in a row."""
    start = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - start) / times * 1e6


def reading(pairs: int) -> None:
    """Print the ratio and the milliseconds of reading an answer that was never seen before."""
    question, answer = question_and_answer()
    assessor = OfflineAssessor(open_library().glossary())
    number = 0

    def read() -> object:
        nonlocal number
        number += 1  # Another text every time: what was read before may be remembered.
        turn = AnswerTurn(turn=2, text=f"{answer} {number}", asked=question.ask)
        request = AssessmentRequest(question=question, followup=None, turns=(turn,))
        return assessor.read(request)

    def split() -> object:
        return answer.lower().split()

    read()
    runs = [(microseconds(read, 3), microseconds(split, 300)) for _ in range(pairs)]
    ratio = statistics.median(ours / base for ours, base in runs)
    ours, base = (statistics.median(column) for column in zip(*runs, strict=True))
    sizes = f"{len(answer.split())} words, {len(question.points)} points of {PHRASINGS} phrasings"
    print(
        f"read     {ratio:6.1f} x lower().split()   ({ours / 1e3:.2f} ms to {base:.1f} us; {sizes})"
    )


def importing(pairs: int) -> None:
    """Print the ratio and the milliseconds of importing the engine and numpy."""

    def seconds(code: str) -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        return time.perf_counter() - start

    for code in (ENGINE, "import numpy"):
        seconds(code)
    bare = statistics.median(seconds("pass") for _ in range(pairs))
    runs = [(seconds(ENGINE) - bare, seconds("import numpy") - bare) for _ in range(pairs)]
    ratio = statistics.median(ours / base for ours, base in runs)
    ours, base = (statistics.median(column) for column in zip(*runs, strict=True))
    print(
        f"import   {ratio:6.2f} x import numpy       ({ours * 1e3:.0f} ms to {base * 1e3:.0f} ms)"
    )


def main() -> None:
    """Print both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=25, help="pairs of runs (at least 15)")
    pairs = parser.parse_args().pairs
    if pairs < 15:
        parser.error("fewer than 15 pairs say nothing")
    reading(pairs)
    importing(pairs)


if __name__ == "__main__":
    main()
