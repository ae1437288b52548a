"""The standard of the bank that comes with mockint: what each of its questions has, counted."""

from collections.abc import Iterator
from typing import Final

from mockint.content.checks.bank import Bank, Entry
from mockint.core.content import FollowUp, Question, walk_followups
from mockint.core.content.round import CONVERSATION
from mockint.core.errors import Problem

__all__ = ["check_standard"]

POINTS: Final = (6, 9)
WRONG_CLAIMS: Final = 3
FOLLOWUPS: Final = 5
ANSWER_WORDS: Final = (150, 300)
SPECIMENS: Final = 10
KINDS: Final = ("deeper", "scenario", "trade-off")
"""Follow-ups of each kind are there; a numeric one as well wherever a calculator is named."""


def check_standard(entry: Entry[Question], bank: Bank) -> Iterator[Problem]:
    """Yield what a question lacks of the standard."""
    question = entry.model
    least, most = POINTS
    if not least <= len(question.points) <= most:
        message = f"a question of the bank has {least} to {most} points, and this one "
        yield entry.fault(f"{message}has {len(question.points)}", "points", key=True)
    if len(question.wrong_claims) < WRONG_CLAIMS:
        message = f"a question of the bank has at least {WRONG_CLAIMS} wrong claims, and this one "
        yield entry.fault(f"{message}has {len(question.wrong_claims)}")
    yield from _followups(entry)
    least, most = ANSWER_WORDS
    words = len(question.answer.split())
    if not least <= words <= most:
        message = f"a model answer of the bank has {least} to {most} words, and this one {words}"
        yield entry.fault(message, "answer", key=True)
    if not question.variants:
        yield entry.fault("a question of the bank names at least one other defensible answer")
    if (count := bank.specimens_of(question.id)) < SPECIMENS:
        message = f"a question of the bank has at least {SPECIMENS} specimens, and this one {count}"
        yield entry.fault(message)


def _followups(entry: Entry[Question]) -> Iterator[Problem]:
    question = entry.model
    every = [followup for _, followup in walk_followups(question)]
    if len(every) < FOLLOWUPS:
        message = f"a question of the bank has at least {FOLLOWUPS} follow-ups, and this one "
        yield entry.fault(f"{message}has {len(every)}")
    if not any(isinstance(parent, FollowUp) for parent, _ in walk_followups(question)):
        yield entry.fault("a question of the bank has a follow-up that hangs on another")
    kinds = {followup.kind for followup in every}
    wanted = (*KINDS, "numeric") if question.calculators else KINDS
    for kind in wanted:
        if kind not in kinds and question.area != CONVERSATION:
            yield entry.fault(f"a question of the bank has a {kind} follow-up")
