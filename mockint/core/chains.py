"""What a chain of questions shows: the first, the one below it, and the one below that.

Who is led deeper and fails there has still answered what lies above, so that a deeper question can
only win something. What is won is bounded by the depth, as the anchors of the rubric say it.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from mockint.core.content import Question, walk_followups
from mockint.core.parts import depth_of
from mockint.core.state import ScopeState, SessionState

REACHED: Mapping[int, float] = {1: 0.49, 2: 0.74}
"""The most that is shown by one question and by two: a level of 2, and of 3."""

ANSWERED = 0.25
"""The score from which a deeper question was answered at all."""


class Scored(NamedTuple):
    """A scope with its score, and what its points weigh."""

    scope: ScopeState
    score: float
    weight: float


def mean_of(scored: Sequence[Scored]) -> float:
    """Return the mean of the scores by their weight."""
    return sum(each.score * each.weight for each in scored) / sum(each.weight for each in scored)


def depth_shown(state: SessionState, scored: Sequence[Scored]) -> float:
    """Return the mean of what the chains show, each the most that one of its beginnings does."""

    def question(each: Scored) -> str:
        return each.scope.question

    chains = groupby(sorted(scored, key=question), key=question)
    shown = [_shown(state, name, tuple(chain)) for name, chain in chains]
    return sum(shown) / len(shown)


def _shown(state: SessionState, question: str, chain: Sequence[Scored]) -> float:
    depths = {each.scope.key: depth_of(state, each.scope) for each in chain}
    longest = _deepest(state.question(question))
    best = 0.0
    for depth in sorted(set(depths.values())):
        if depth > 1 and mean_of([e for e in chain if depths[e.scope.key] == depth]) < ANSWERED:
            break
        so_far = [each for each in chain if depths[each.scope.key] <= depth]
        most = 1.0 if depth == longest else REACHED[min(depth, 2)]
        best = max(best, min(most, mean_of(so_far)))
    return best


def _deepest(question: Question) -> int:
    """Return how deep a dive goes at most with questions that show depth, not a trade-off."""
    depths: dict[str, int] = {question.id: 1}
    for parent, followup in walk_followups(question):
        depths[followup.id] = depths[parent.id] + 1
    showing = [f.id for _, f in walk_followups(question) if f.points and f.kind != "trade-off"]
    return max((depths[name] for name in showing), default=1)
